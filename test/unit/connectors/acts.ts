import fc from 'fast-check';
import { type FormedActType, type IncomingAct, isFormedType } from '#connectors/kit';
import { blobsOf, CASE_MESSAGES, type CaseMessage, type MessageType, shapeOf } from '#proto/schema';
import { anyBody } from './any-body.js';

/** Acts as the hub dispatches them, with everything in them that both sample platforms have a code for. */

export const CASE_NO = 'TB20261122100000000ABCDEFGHJKLMN';

const word = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .filter((text) => text.trim() === text && !/\p{C}/u.test(text));
const paragraph = fc.array(word, { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n'));
const number = fc.stringMatching(/^[（〔]?[0-9A-Z豫粤字第号]{1,20}[）〕]?$/);
const idNumber = fc.stringMatching(/^[0-9]{17}[0-9X]$/);
const moment = fc
  .date({ min: new Date('2020-01-01T00:00:00Z'), max: new Date('2035-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => `${new Date(date.getTime() + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`);
const day = moment.map((text) => text.slice(0, 10));
const digest = fc.stringMatching(/^[0-9a-f]{64}$/);

/** Members that may be missing: `fc.record` with these left out at random. */
function record(required: Record<string, fc.Arbitrary<unknown>>, optional: typeof required = {}) {
  return fc.record({ ...required, ...optional }, { requiredKeys: Object.keys(required) });
}

const blob = record({
  sha256: digest,
  sm3: digest,
  size: fc.nat(),
  mediaType: fc.constant('application/pdf'),
  fileName: word,
});
const person = record(
  { name: word, idType: fc.constantFrom('111', '001', '414', '511', '516'), idNumber },
  { phone: fc.stringMatching(/^\d{5,11}$/) },
);
const personal = record({
  open: record(
    {
      applicantKind: fc.constantFrom(
        'NATURAL_PERSON',
        'ENTERPRISE',
        'PUBLIC_INSTITUTION',
        'SOCIAL_ORGANISATION',
        'GOVERNMENT_BODY',
        'OTHER_ORGANISATION',
      ),
      applicant: person,
      form: fc.array(record({ name: word, value: paragraph }), { maxLength: 3 }),
    },
    { agent: person },
  ),
});
const material = fc.oneof(
  record({ name: word, source: fc.constant('UPLOADED'), blob }, { code: number }),
  record(
    { name: word, source: fc.constantFrom('ORIGINAL_CHECKED', 'E_CERTIFICATE', 'SHARED_DATA') },
    { code: number, blob },
  ),
  record(
    {
      name: word,
      source: fc.constant('E_CERTIFICATE'),
      certificate: record({
        certificateId: fc.stringMatching(
          /^1\.2\.156\.3005\.2\.[0-9A-Z]{21}\.[0-9A-Z]{18}\.[0-9A-Z]{1,32}\.\d{3}\.[0-9A-Z]$/,
        ),
        useId: fc.uuid({ version: 7 }),
      }),
    },
    { code: number },
  ),
);
const materials = fc.array(material, { maxLength: 3 });

/** By the names of the protocol; `caseNo` is added to all but submissions. */
const BODIES: Record<Exclude<FormedActType, 'DispatchAcknowledgement'>, fc.Arbitrary<object>> = {
  SubmitCase: record(
    {
      caseRef: number,
      itemCode: fc.constant('002090012000'),
      divisionCode: fc.constantFrom('410000', '440100'),
      mode: fc.constantFrom('FULLY_ONLINE', 'REMOTE_INTAKE'),
      appliedAt: moment,
      personal,
      materials,
    },
    { intakeDivision: fc.constantFrom('410105', '441803'), leadCaseNo: fc.constant(CASE_NO) },
  ).map((body) => ('leadCaseNo' in body ? { ...body, mode: 'JOINT' } : body)),
  IntakeRecorded: record({
    window: record({ divisionCode: fc.constant('440100'), orgName: word }, { windowNo: number }),
    identityChecked: fc.boolean(),
    originalsChecked: fc.array(word, { maxLength: 3 }),
    recordedAt: moment,
  }),
  CorrectionNotice: record({
    noticeNo: number,
    missing: fc.array(word, { minLength: 1, maxLength: 3 }),
    faulty: fc.array(record({ material: word, reason: paragraph }), { maxLength: 3 }),
    deadline: day.map((text) => `${text}T18:00:00+08:00`), // the end of a day, which is all that Henan can say
  }),
  CorrectionSubmitted: record({ noticeNo: number, materials }, { personal }),
  CaseAccepted: record(
    { competentCaseRef: number, acceptedAt: moment },
    { documentNo: number, promisedDate: day },
  ),
  CaseNotAccepted: record({ reasonCode: number, reason: paragraph }, { documentNo: number }),
  ReviewStarted: record({ startedAt: moment }),
  CaseSuspended: record({ procedure: number, reason: paragraph }),
  CaseResumed: record({}, { reason: paragraph }),
  DecisionIssued: record({
    outcome: fc.constantFrom('GRANTED', 'DENIED'),
    documentNo: number,
    decidedAt: moment,
    grounds: paragraph,
  }),
  CaseConcluded: record({ concludedAt: moment }),
  ResultTransferred: record(
    {
      documents: fc.array(record({ name: word }, { documentNo: number, blob }), {
        minLength: 1,
        maxLength: 3,
      }),
    },
    { waybill: number },
  ),
  ResultDelivered: record(
    { mode: fc.constantFrom('AT_WINDOW', 'BY_COURIER', 'ELECTRONIC'), deliveredAt: moment },
    { waybill: number },
  ),
  CaseWithdrawn: record({}, { reason: paragraph }),
  CaseTerminated: record({ reasonCode: number, reason: paragraph }),
};

/** What has a form of its own in every province. */
export const FORMED = Object.keys(BODIES) as (keyof typeof BODIES)[]; // the keys of a constant

const TYPES = Object.keys(CASE_MESSAGES) as MessageType[]; // as above

/** What crosses in the form that all of them share. */
export const OTHERS = TYPES.filter((type) => !isFormedType(type));

export const DISPATCHED: readonly MessageType[] = [...FORMED, ...OTHERS];

export function bodies(type: MessageType): fc.Arbitrary<CaseMessage> {
  const formed = FORMED.find((each) => each === type);
  const about = shapeOf(type).members.has('caseNo') ? { caseNo: CASE_NO } : {}; // what opens a case has none yet
  if (formed === undefined) return anyBody(type, about).map((body) => parsed(type, body));
  return BODIES[formed].map((body) => parsed(type, { ...about, ...body }));
}

/** A message as it is after the door: validated, with its defaults. */
export function parsed(type: MessageType, body: object): CaseMessage {
  return { type, body: CASE_MESSAGES[type].parse(body) } as CaseMessage; // the schema of this type
}

export function incoming(message: CaseMessage, over: Partial<IncomingAct> = {}): IncomingAct {
  return {
    caseNo: CASE_NO,
    eventSeq: 1,
    messageId: '019aa000-0000-7000-8000-000000000000',
    actor: 'shanxi',
    message,
    basicCode: '002090012000',
    implementationCode: '',
    submitterCaseRef: 'SX-1',
    recordedAt: '2026-11-22T10:00:00+08:00',
    fetchFile: () => Promise.reject(new Error('no file is fetched here')),
    ...over,
  };
}

/** What each platform's sample submission says in national codes: no file, one field, the identity card by certificate. */
export function onlineSubmission(
  caseRef: string,
  applicant: { name: string; idNumber: string; phone?: string },
) {
  return {
    type: 'SubmitCase',
    body: {
      caseRef,
      itemCode: '002090009000',
      divisionCode: '440100',
      mode: 'FULLY_ONLINE',
      appliedAt: '2026-11-22T09:58:00+08:00',
      personal: {
        open: {
          applicantKind: 'NATURAL_PERSON',
          applicant: { idType: '111', ...applicant },
          form: [{ name: '份数', value: '2' }],
        },
      },
      materials: [{ name: '居民身份证', source: 'E_CERTIFICATE' }],
    },
  };
}

/** One paper missing, one faulty for this reason. */
export function correctionNotice(reason: string): CaseMessage {
  return parsed('CorrectionNotice', {
    caseNo: CASE_NO,
    noticeNo: '粤公补2026-0007',
    missing: ['毕业证书'],
    faulty: [{ material: '身份证', reason }],
    deadline: '2026-12-03T18:00:00+08:00',
  });
}

/** Decided on a day in UTC that is another in China. */
export function lateDenial(): CaseMessage {
  return parsed('DecisionIssued', {
    caseNo: CASE_NO,
    outcome: 'DENIED',
    documentNo: '豫2026-3',
    decidedAt: '2026-11-22T23:30:00Z',
    grounds: '档案中查无此证书',
  });
}

/** A platform that has every file, under its digest as its own number. */
export function filesOf(message: CaseMessage) {
  const blobs = blobsOf(message);
  return {
    stored: new Map(blobs.map(({ sha256 }) => [sha256, `W${sha256}`])),
    fetched: new Map(blobs.map((blob) => [`W${blob.sha256}`, { blob, fileId: `W${blob.sha256}` }] as const)),
  };
}
