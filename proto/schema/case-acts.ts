import { z } from 'zod';
import type { ActDetails, CaseAct } from '#domain/case';
import { HandlingModeSchema, type MessageType } from './case-messages.js';
import { OriginalsHolderSchema, OriginalsSchema } from './custody-messages.js';

/** Who took an act, and when the hub received it (unix milliseconds). */
export interface ActTaken {
  readonly actor: string;
  readonly at: number;
  /** With a submission: who is to decide. */
  readonly competent?: string | undefined;
}

type Shown = { readonly [T in keyof Omit<ActDetails, 'SubmitCase'>]: z.ZodType<ActDetails[T]> };

const handOverNo = z.string();
const taker = OriginalsHolderSchema;
const originals = z.array(OriginalsSchema).default([]); // what is empty or false is not shown

/** The members of a message that tell of the life of its case, all of the groups `routing` and `outcome` (WIRE.md, section 6). */
const DETAILS: Shown = {
  CorrectionNotice: z.object({ noticeNo: z.string() }),
  CorrectionSubmitted: z.object({ noticeNo: z.string() }),
  OriginalsHandedOver: z.object({
    ...{ handOverNo, giver: OriginalsHolderSchema, taker, originals },
    takenAtOnce: z.boolean().default(false),
  }),
  OriginalsReceived: z.object({ handOverNo, taker, originals }),
  OriginalsLost: z.object({ handOverNo }),
  DispatchAcknowledgement: z.object({ eventSeq: z.number() }),
};

const Opening = z.object({ mode: HandlingModeSchema.exclude(['JOINT']) });

/**
 * The act that a message is in the life of its case.
 * @param members of the message, or those of them that are shown. @returns undefined when they do not tell.
 */
export function readCaseAct(
  type: MessageType,
  members: unknown,
  { actor, at, competent }: ActTaken,
): CaseAct | undefined {
  if (type === 'SubmitCase') {
    const opening = Opening.safeParse(members).data;
    return opening && competent !== undefined ? { type, actor, at, competent, ...opening } : undefined;
  }
  if (!hasDetails(type)) return { type, actor, at };
  const details = DETAILS[type].safeParse(members).data;
  return details && ({ type, actor, at, ...details } as CaseAct); // the schema that was applied is the one of this type
}

function hasDetails(type: MessageType): type is keyof Shown {
  return Object.hasOwn(DETAILS, type);
}
