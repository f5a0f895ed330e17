import { isDeepStrictEqual } from 'node:util';
import { openContent } from '#crypto/evidence/content';
import { utf8Text } from '#crypto/primitives';
import { type ActType, type CaseAct, foldCase, HUB, isRefusal } from '#domain/case';
import { readCaseAct } from '#proto/schema';
import type { TestDatabase } from './database.js';

interface StoredEvent {
  readonly case_no: string;
  readonly seq: number;
  readonly message_id: string;
  readonly type: ActType;
  readonly actor: string;
  readonly state: string;
  readonly sealed: Buffer;
  readonly content_key: Buffer;
  readonly received_at: Date;
}

interface CachedCase {
  readonly case_no: string;
  readonly submitter: string;
  readonly competent: string;
  readonly [column: string]: unknown;
}

/** What the tests read of a payload; which members are there depends on the type of the act. */
interface Payload {
  readonly caseRef?: string;
  readonly consultationNo?: string;
  readonly competentCaseRef?: string;
}

/** Every row of `cases` is what the events of the case add up to. @throws Error naming the case that is not. */
export async function checkCaseCache(database: TestDatabase): Promise<void> {
  const { rows, events } = await quietReading(database);
  const byCase = new Map<string, StoredEvent[]>();
  for (const event of events) byCase.set(event.case_no, [...(byCase.get(event.case_no) ?? []), event]);
  if (byCase.size !== rows.length) throw new Error(`${rows.length} cases, events of ${byCase.size}`);
  for (const row of rows) checkCase(row, byCase.get(row.case_no) ?? []);
}

/** Of a moment: what the hub does by itself may come between two readings. */
async function quietReading(database: TestDatabase) {
  const readRows = () =>
    database.query<CachedCase>(
      'select * from cases where case_no not in (select case_no from case_erasure) order by case_no', // of which nobody can tell
    );
  for (let rows = await readRows(); ; ) {
    const events = await database.query<StoredEvent>(
      'select * from case_event join event_secret using (case_no, seq) order by case_no, seq',
    );
    const behind = await readRows();
    if (isDeepStrictEqual(rows, behind)) return { rows, events };
    rows = behind;
  }
}

function payloadOf({ content_key: key, sealed, case_no: caseNo }: StoredEvent): Payload {
  const content = openContent(key, sealed);
  if (content === undefined) throw new Error(`an event of ${caseNo} is not sealed under its key`);
  return JSON.parse(utf8Text(content.payload)) as Payload;
}

function checkCase(row: CachedCase, events: readonly StoredEvent[]): void {
  const payloads = events.map(payloadOf);
  const acts = events.map((event, i) => toAct(event, payloads[i], row));
  events.forEach((event, i) => {
    const facts = foldCase(acts.slice(0, i + 1));
    if (isRefusal(facts)) throw new Error(`event ${i + 1} of ${row.case_no} is not legal: ${facts.detail}`);
    compare(row.case_no, { seq: event.seq, state: event.state }, { seq: i + 1, state: facts.state });
  });
  const facts = foldCase(acts);
  if (isRefusal(facts)) throw new Error(`${row.case_no} has no events`);
  const accepted = payloads.find((payload) => payload.competentCaseRef !== undefined);
  compare(row.case_no, row, {
    state: facts.state,
    mode: facts.mode,
    submitter: facts.submitter,
    event_count: facts.eventCount,
    open_notice: facts.openNotice ?? null,
    facets: Object.keys(facts.facets).length === 0 ? null : facts.facets,
    submitter_case_ref: payloads[0]?.caseRef ?? payloads[0]?.consultationNo,
    competent_case_ref: accepted?.competentCaseRef ?? null,
    created_at: events[0]?.received_at,
    updated_at: events.at(-1)?.received_at,
  });
}

function toAct(event: StoredEvent, payload: Payload | undefined, row: CachedCase): CaseAct {
  const { type, actor, received_at: at, message_id: messageId } = event;
  const isPlatforms = actor === row.submitter || actor === row.competent;
  const taken = { actor: isPlatforms ? actor : HUB, at: at.getTime(), messageId, competent: row.competent };
  const act = readCaseAct(type, payload, taken);
  if (act === undefined) throw new Error(`${row.case_no}: ${type} cannot be read`);
  return act;
}

function compare(
  caseNo: string,
  stored: Readonly<Record<string, unknown>>,
  folded: Readonly<Record<string, unknown>>,
): void {
  for (const [column, value] of Object.entries(folded)) {
    if (isDeepStrictEqual(stored[column], value)) continue;
    throw new Error(`${caseNo}: ${column} is ${stored[column]}, its events say ${value}`);
  }
}
