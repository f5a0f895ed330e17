import { utf8 } from '#crypto/primitives';
import { CASE_MESSAGES, type CaseMessage, type MessageType, type PersonalBody } from '#proto/schema';
import {
  type Commitment,
  commitmentText,
  FIELD_GROUPS,
  type FieldGroup,
  fieldsDigests,
} from './commitment/index.js';

/**
 * How the contents of an act are divided into groups of fields, each of which the leaf commits to by itself. The table and the
 * encoding are part of the format (proto/WIRE.md, §6): what has once been logged can never be divided otherwise.
 */

type KeysOf<T> = T extends unknown ? keyof T : never;
type Member = Exclude<KeysOf<CaseMessage['body']>, 'personal'> | keyof PersonalBody;

/** Whatever may name, describe or identify a person is in another group than `routing` and `outcome`; so is all free text. */
const GROUP_OF: Readonly<Record<Member, FieldGroup>> = {
  acceptedAt: 'routing',
  actType: 'routing',
  agent: 'applicant',
  agreed: 'reasons',
  amount: 'routing',
  anonymous: 'routing',
  answer: 'reasons',
  applicant: 'applicant',
  applicantKind: 'applicant',
  appliedAt: 'routing',
  approvedAt: 'routing',
  approver: 'routing',
  attendees: 'reasons',
  awaited: 'routing',
  calendar: 'routing',
  basis: 'reasons',
  callBack: 'routing',
  calledBackAt: 'routing',
  caseNo: 'routing',
  caseRef: 'routing',
  catalogueVersion: 'routing',
  channel: 'routing',
  comment: 'reasons',
  compensatedAt: 'routing',
  complainedAt: 'routing',
  commitment: 'materials',
  commitmentNo: 'materials',
  checkedAt: 'routing',
  checkedBy: 'reasons',
  collectorChecked: 'materials',
  clock: 'routing',
  competentCaseRef: 'routing',
  concludedAt: 'routing',
  creditCheck: 'materials',
  consultationNo: 'routing',
  deadline: 'routing',
  decidedAt: 'routing',
  deferredCodes: 'outcome',
  deferredNames: 'materials',
  deliveredAt: 'routing',
  differences: 'reasons',
  divisionCode: 'routing',
  documentNo: 'outcome',
  documents: 'materials',
  dueBy: 'routing',
  dueDate: 'routing',
  end: 'outcome',
  endedAt: 'routing',
  escalateTo: 'routing',
  eventSeq: 'routing',
  evidence: 'materials',
  failedAt: 'routing',
  faulty: 'reasons',
  faultyCodes: 'outcome',
  feedbackNo: 'routing',
  finding: 'outcome',
  files: 'materials',
  firingAt: 'routing',
  followedUpAt: 'routing',
  form: 'form',
  giver: 'routing',
  ground: 'outcome',
  grounds: 'reasons',
  handOverNo: 'routing',
  handedAt: 'routing',
  heldUntil: 'routing',
  identityChecked: 'materials',
  intakeDivision: 'routing',
  itemCode: 'routing',
  leadCaseNo: 'routing',
  level: 'routing',
  lifeEvent: 'routing',
  lifeEventNo: 'routing',
  link: 'materials',
  lostAt: 'routing',
  materials: 'materials',
  measure: 'outcome',
  member: 'routing',
  memberCaseNo: 'routing',
  members: 'routing',
  messageId: 'routing',
  method: 'routing',
  missing: 'reasons',
  missingCodes: 'outcome',
  mode: 'routing',
  noticeNo: 'routing',
  oldDocumentDue: 'outcome',
  oldDocumentSurrendered: 'outcome',
  originalDetails: 'materials',
  originals: 'routing',
  originalsChecked: 'materials',
  outcome: 'outcome',
  partCaseNo: 'routing',
  participant: 'routing',
  override: 'reasons',
  overrideGround: 'outcome',
  pledge: 'routing',
  prerequisites: 'routing',
  previousDueDate: 'routing',
  procedure: 'outcome',
  problems: 'outcome',
  promisedDate: 'routing',
  question: 'reasons',
  ratedAt: 'routing',
  reason: 'reasons',
  reasonCode: 'outcome',
  receivedAt: 'routing',
  recordedAt: 'routing',
  refusalCode: 'routing',
  replacedBy: 'routing',
  resolution: 'outcome',
  restoredAt: 'routing',
  returnedAt: 'routing',
  revokedAt: 'routing',
  revokedResults: 'materials',
  rule: 'routing',
  ruling: 'outcome',
  satisfaction: 'outcome',
  sender: 'routing',
  shown: 'materials',
  side: 'routing',
  slots: 'routing',
  stage: 'outcome',
  startedAt: 'routing',
  startsAt: 'routing',
  suppliedCodes: 'outcome',
  takenAt: 'routing',
  takenAtOnce: 'routing',
  taker: 'routing',
  unit: 'routing',
  verdict: 'outcome',
  waitsFor: 'routing',
  waybill: 'materials',
  window: 'routing',
  windowDivision: 'routing',
  windowNo: 'routing',
};

/** Names of members by group, in their order. */
const MEMBERS = FIELD_GROUPS.map((group) =>
  Object.entries(GROUP_OF)
    .flatMap(([name, its]) => (its === group ? name : []))
    .sort(),
);
const PERSONAL: readonly FieldGroup[] = ['applicant', 'form'];

/** Whether these are members of acts, all of one group. */
export function areOfGroup(members: readonly string[], group: FieldGroup): boolean {
  const names = MEMBERS[FIELD_GROUPS.indexOf(group)] ?? [];
  return members.every((member) => names.includes(member));
}

/**
 * What an act of this type may have contents in. By its type alone: from what is withheld of it nobody learns whether it is there.
 */
export function groupsOfType(type: MessageType): ReadonlySet<FieldGroup> {
  const names = Object.keys(CASE_MESSAGES[type].unwrap().shape);
  const groups = FIELD_GROUPS.filter((_, i) => MEMBERS[i]?.some((member) => names.includes(member)));
  return new Set(names.includes('personal') ? [...groups, ...PERSONAL] : groups);
}

/** The contents of an act as its leaf commits to them: a line for each group, an empty one for a group without members. */
export function fieldContents({ body }: CaseMessage): Uint8Array {
  const personal = 'personal' in body ? body.personal?.open : undefined;
  const values: Readonly<Record<string, unknown>> = { ...body, ...personal };
  const lines = MEMBERS.map((names) => {
    const text = objectText(values, names);
    return text === '{}' ? '' : text;
  });
  return utf8(lines.join('\n'));
}

/** Whether a leaf commits to the fields of this very message; a leaf from before there were groups does not have to. */
export function commitsToFields(
  { groups }: { readonly groups?: Commitment | undefined },
  message: CaseMessage,
  salt: Uint8Array,
): boolean {
  if (groups === undefined) return true;
  const { sha256, sm3 } = commitmentText(fieldsDigests(salt, fieldContents(message)));
  return sha256 === groups.sha256 && sm3 === groups.sm3;
}

/** RFC 8785, and without what proto3 JSON leaves out: the same contents have one spelling, however they were sent. */
export function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return objectText({ ...value }, Object.keys(value).sort());
}

/** With loops of the plainest kind: this is done for every act, where all of them pass. */
function objectText(values: Readonly<Record<string, unknown>>, names: readonly string[]): string {
  let text = '';
  for (const name of names) {
    const value = values[name];
    if (!isNothing(value)) text += `${text === '' ? '' : ','}${JSON.stringify(name)}:${canonicalText(value)}`;
  }
  return `{${text}}`;
}

function isNothing(value: unknown): boolean {
  const isDefault = value === undefined || value === false || value === 0 || value === '';
  return isDefault || (Array.isArray(value) && value.length === 0);
}
