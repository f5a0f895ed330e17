import { z } from 'zod';

/**
 * What the platform writes. An entry of the feed says what happened: to a case, with all there is to say in `payload`, or to a
 * thing (一件事), which has then to be asked for. Times are unix milliseconds, ids and numbers are texts, a member that was left
 * empty is missing or null. What is unknown is refused: dropping it would sign less than the platform said.
 */

export const epoch = z.int().min(0).max(253_402_271_999_999); // the end of the year 9999 in China
export const line = z.string().min(1);

export function perhaps<T extends z.ZodType>(schema: T) {
  return schema.nullish().transform((value) => value ?? undefined);
}

export function many<T extends z.ZodType>(element: T) {
  return z
    .array(element)
    .nullish()
    .transform((list) => list ?? []);
}

export const maybe = perhaps(z.string()).transform((text) => text || undefined);

/** A file: by its number for ever, by its link until that expires. */
export const Attachment = z.strictObject({
  fileId: line,
  fileName: maybe,
  downloadUrl: maybe,
  expireTime: perhaps(epoch),
});

const Person = z.strictObject({ name: line, idType: line, idNumber: line, phone: maybe });
const Applicant = Person.extend({ applicantType: line });
const Field = z.strictObject({ fieldName: line, fieldValue: z.string() });
const Material = z.strictObject({
  materialName: line,
  materialCode: maybe,
  sourceType: line,
  attachment: perhaps(Attachment),
});
const Document = z.strictObject({ documentName: line, documentNo: maybe, attachment: perhaps(Attachment) });

const Element = z.strictObject({
  path: line,
  label: maybe,
  value: perhaps(z.string()),
  attachment: perhaps(Attachment),
});

export type HunanAttachment = z.output<typeof Attachment>;
export type HunanPerson = z.output<typeof Person>;
export type HunanApplicant = z.output<typeof Applicant>;
export type HunanField = z.output<typeof Field>;
export type HunanMaterial = z.output<typeof Material>;
export type HunanDocument = z.output<typeof Document>;

export const around = {
  eventId: line,
  occurTime: epoch,
  /** What the platform was told of the event; it repeats events that it has long been told of. */
  receipt: z.enum(['NONE', 'ACCEPTED', 'REFUSED']).default('NONE'),
};

function aboutThing<Word extends string>(eventType: Word) {
  return z.object({ ...around, eventType: z.literal(eventType), thingNo: line });
}

function aboutCase<Word extends string, S extends z.ZodRawShape>(eventType: Word, payload: S) {
  return z.object({
    ...around,
    eventType: z.literal(eventType),
    caseNo: line,
    hubCaseNo: line,
    payload: z.strictObject(payload),
  });
}

const ThingEvents = [
  aboutThing('THING_FILED'),
  aboutThing('THING_CHANGED'),
  aboutThing('THING_WITHDRAWN'),
] as const;

const CaseEvents = [
  aboutCase('RECEIVED', {
    window: perhaps(z.strictObject({ windowName: line, divisionCode: line, windowNo: maybe })),
    identityVerified: z.boolean(),
    originals: many(line),
    receiveTime: epoch,
  }),
  aboutCase('SUPPLEMENT_NOTICED', {
    noticeNo: line,
    missing: many(line),
    faulty: many(z.strictObject({ materialName: line, reason: line })),
    deadline: epoch,
  }),
  aboutCase('SUPPLEMENTED', {
    noticeNo: line,
    materials: many(Material),
    applicant: perhaps(Applicant),
    agent: perhaps(Person),
    formFields: many(Field),
  }),
  aboutCase('ADMITTED', { acceptNo: line, documentNo: maybe, acceptTime: epoch, promiseDay: perhaps(epoch) }),
  aboutCase('NOT_ADMITTED', { reasonCode: line, reason: line, documentNo: maybe }),
  aboutCase('REVIEWING', { startTime: epoch }),
  aboutCase('PAUSED', { procedure: line, reason: line }),
  aboutCase('RESUMED', { reason: maybe }),
  aboutCase('DECIDED', { decision: line, documentNo: line, decideTime: epoch, grounds: maybe }),
  aboutCase('FINISHED', { finishTime: epoch }),
  aboutCase('RESULT_SENT', { documents: many(Document), waybillNo: maybe }),
  aboutCase('RESULT_HANDED', { deliveryType: line, handTime: epoch, waybillNo: maybe }),
  aboutCase('REVOKED', { reason: maybe }),
  aboutCase('STOPPED', { reasonCode: line, reason: line }),
  aboutCase('OTHER_ACT', { messageType: line, messageName: maybe, fields: many(Element) }),
] as const;

export const CaseEventSchema = z.discriminatedUnion('eventType', CaseEvents);
export const FeedEntrySchema = z.discriminatedUnion('eventType', [...ThingEvents, ...CaseEvents]);

export type CaseEvent = z.output<typeof CaseEventSchema>;
export type FeedEntry = z.output<typeof FeedEntrySchema>;

/** What the exchange has told of a member, oldest first; `decision` stands at DECIDED. */
const Trace = z.strictObject({ eventType: line, decision: maybe });

const Member = z.strictObject({
  itemCode: line,
  divisionCode: maybe,
  handleMode: line,
  hubCaseNo: maybe,
  trace: many(Trace),
  results: many(Document),
});

/** A thing as it was filed, and how far its members are. Without a code it is one plain item. */
export const ThingSchema = z.strictObject({
  thingNo: line,
  thingCode: maybe,
  /** Grows with every change. */
  revision: z.int().min(0).default(0),
  applyTime: epoch,
  /** Where it was filed. */
  intakeDivisionCode: maybe,
  /** 多地联办: the case that this one is part of. */
  leadHubCaseNo: maybe,
  applicant: Applicant,
  agent: perhaps(Person),
  formFields: many(Field),
  materials: many(Material),
  withdrawal: perhaps(z.strictObject({ withdrawTime: epoch, reason: maybe })),
  members: z.array(Member).min(1),
});

export type HunanThing = z.output<typeof ThingSchema>;
export type HunanMember = z.output<typeof Member>;
