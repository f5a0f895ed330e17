import { openContent } from '#crypto/evidence/content';
import { utf8Text } from '#crypto/primitives';
import type { TestDatabase } from '../../kit/database.js';
import type { CaseName, HubAct } from '../model/words.js';

/** What stands in a case behind what the model knows of it, in the model's words. */
export interface LaterEvent {
  readonly about: CaseName;
  readonly seq: number;
  readonly text: string;
}

interface EventRow {
  readonly case_no: string;
  readonly seq: number;
  readonly type: string;
  readonly sealed: Buffer;
  readonly content_key: Buffer;
}

type Said = Readonly<Record<string, unknown>>;
type NameOf = (caseNo: string) => CaseName;

/** Members of a payload that are numbers of cases, by what the model calls them. */
const NAMED: Readonly<Record<string, string>> = {
  partCaseNo: 'part',
  leadCaseNo: 'lead',
  memberCaseNo: 'memberCase',
};

/** What the model knows of each act of the hub. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  ClockWarned: ['clock', 'level', 'dueDate'],
  PartOpened: ['part'],
  PartOverdue: ['part', 'stage'],
  PartEnded: ['part', 'end'],
  LeadEnded: ['lead'],
  RemedyWarned: ['feedbackNo', 'awaited', 'level', 'dueDate'],
  ConsultationWarned: ['consultationNo', 'level', 'dueDate'],
  MemberSubmitted: ['member', 'memberCase'],
  MemberEnded: ['member', 'memberCase', 'end'],
  PrerequisitesMet: ['prerequisites'],
  PrerequisiteFailed: ['member', 'end'],
};

/** One text for one act, whatever the order of what it says. */
export function actText({ type, ...said }: HubAct): string {
  return textOf(type, said);
}

/** @param known how many events the model has of each case, by its number. */
export async function laterEvents(
  database: TestDatabase,
  known: ReadonlyMap<string, number>,
  nameOf: NameOf,
): Promise<LaterEvent[]> {
  const rows = await database.query<EventRow>(
    `select case_no, seq, type, sealed, content_key
     from unnest($1::text[], $2::int[]) as k(case_no, known)
     join case_event using (case_no) join event_secret using (case_no, seq)
     where seq > known order by case_no, seq`,
    [[...known.keys()], [...known.values()]],
  );
  return rows.map((row) => {
    const { type, seq, case_no: caseNo } = row;
    return { about: nameOf(caseNo), seq, text: textOf(type, saidIn(row, nameOf)) };
  });
}

function saidIn({ type, sealed, content_key: key, case_no, seq }: EventRow, nameOf: NameOf): Said {
  const content = openContent(key, sealed);
  if (content === undefined) throw new Error(`event ${seq} of ${case_no} is not sealed under its key`);
  const payload: Said = JSON.parse(utf8Text(content.payload));
  const said = Object.entries(payload).map(([member, value]) => {
    if (member === 'prerequisites') return [member, casesByMember(value, nameOf)] as const;
    const name = NAMED[member];
    return name === undefined ? ([member, value] as const) : ([name, nameOf(String(value))] as const);
  });
  return Object.fromEntries(said.filter(([member]) => KNOWN[type]?.includes(member)));
}

function casesByMember(value: unknown, nameOf: NameOf): Said {
  if (!Array.isArray(value)) throw new Error('prerequisites are a list');
  const listed: readonly { readonly member: string; readonly caseNo: string }[] = value;
  return Object.fromEntries(listed.map(({ member, caseNo }) => [member, nameOf(caseNo)]));
}

function textOf(type: string, said: Said): string {
  return `${type} ${JSON.stringify(inOrder(said))}`;
}

function inOrder(said: object): object {
  const entries = Object.entries(said).map(([member, value]: [string, unknown]) => [
    member,
    typeof value === 'object' && value !== null ? inOrder(value) : value,
  ]);
  return Object.fromEntries(entries.sort(([one], [other]) => (String(one) < String(other) ? -1 : 1)));
}
