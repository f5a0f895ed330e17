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
  agent: 'applicant',
  applicant: 'applicant',
  applicantKind: 'applicant',
  appliedAt: 'routing',
  caseNo: 'routing',
  caseRef: 'routing',
  catalogueVersion: 'routing',
  competentCaseRef: 'routing',
  concludedAt: 'routing',
  deadline: 'routing',
  decidedAt: 'routing',
  deliveredAt: 'routing',
  divisionCode: 'routing',
  documentNo: 'outcome',
  documents: 'materials',
  eventSeq: 'routing',
  faulty: 'reasons',
  form: 'form',
  grounds: 'reasons',
  identityChecked: 'materials',
  intakeDivision: 'routing',
  itemCode: 'routing',
  materials: 'materials',
  messageId: 'routing',
  missing: 'reasons',
  mode: 'routing',
  noticeNo: 'routing',
  originalsChecked: 'materials',
  outcome: 'outcome',
  procedure: 'outcome',
  promisedDate: 'routing',
  reason: 'reasons',
  reasonCode: 'outcome',
  receivedAt: 'routing',
  recordedAt: 'routing',
  startedAt: 'routing',
  waybill: 'materials',
  window: 'routing',
};

const MEMBERS = Object.entries(GROUP_OF).sort(([a], [b]) => (a < b ? -1 : 1));
const PERSONAL: readonly FieldGroup[] = ['applicant', 'form'];

/** Whether these are members of acts, all of one group. */
export function areOfGroup(members: readonly string[], group: FieldGroup): boolean {
  return members.every((member) => MEMBERS.some(([name, its]) => name === member && its === group));
}

/**
 * What an act of this type may have contents in. By its type alone: from what is withheld of it nobody learns whether it is there.
 */
export function groupsOfType(type: MessageType): ReadonlySet<FieldGroup> {
  const names = Object.keys(CASE_MESSAGES[type].unwrap().shape);
  const groups = MEMBERS.flatMap(([name, group]) => (names.includes(name) ? group : []));
  return new Set(names.includes('personal') ? [...groups, ...PERSONAL] : groups);
}

/** The contents of an act as its leaf commits to them: a line for each group, an empty one for a group without members. */
export function fieldContents({ body }: CaseMessage): Uint8Array {
  const personal = 'personal' in body ? body.personal?.open : undefined;
  const values: Readonly<Record<string, unknown>> = { ...body, ...personal };
  const lines = FIELD_GROUPS.map((group) => {
    const members = MEMBERS.flatMap(([name, its]) =>
      its === group && !isNothing(values[name]) ? memberText(name, values[name]) : [],
    );
    return members.length === 0 ? '' : `{${members.join()}}`;
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
  const members = Object.entries(value)
    .filter(([, each]) => !isNothing(each))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, each]) => memberText(name, each)).join()}}`;
}

function memberText(name: string, value: unknown): string {
  return `${JSON.stringify(name)}:${canonicalText(value)}`;
}

function isNothing(value: unknown): boolean {
  const isDefault = value === undefined || value === false || value === 0 || value === '';
  return isDefault || (Array.isArray(value) && value.length === 0);
}
