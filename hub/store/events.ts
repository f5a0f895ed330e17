import type { ActType, CaseState } from '#domain/case';
import { byteaArray, int4Array, textArray, timestamptzArray, uuidArray } from './binary-array.js';
import type { Database } from './database.js';
import type { Fragment } from './fragment.js';

/** One event of a case: the signed message that made it, byte for byte, and its leaf in the log. */
export interface EventRow {
  readonly caseNo: string;
  /** From 1, without gaps. */
  readonly seq: number;
  readonly messageId: string;
  readonly type: ActType;
  readonly actor: string;
  /** Of the case, after the event. */
  readonly state: CaseState;
  readonly receivedAt: number;
  readonly leafId: string;
  readonly salt: Uint8Array;
  readonly protected: Uint8Array;
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
}

const COLUMNS = `e.case_no as "caseNo", e.seq, e.message_id as "messageId", e.type, e.actor, e.state,
  e.received_at as "receivedAt", e.leaf_id as "leafId", e.salt, e.protected, e.payload, e.signature`;

export function insertEvents(rows: readonly EventRow[]): Fragment {
  return {
    name: 'insert_events',
    sql: `insert into case_event (case_no, seq, message_id, type, actor, state, received_at, leaf_id, salt, protected,
             payload, signature)
           select * from unnest($1::text[], $2::int4[], $3::uuid[], $4::text[], $5::text[], $6::text[],
             $7::timestamptz[], $8::uuid[], $9::bytea[], $10::bytea[], $11::bytea[], $12::bytea[])`,
    values: [
      textArray(rows.map((row) => row.caseNo)),
      int4Array(rows.map((row) => row.seq)),
      uuidArray(rows.map((row) => row.messageId)),
      textArray(rows.map((row) => row.type)),
      textArray(rows.map((row) => row.actor)),
      textArray(rows.map((row) => row.state)),
      timestamptzArray(rows.map((row) => row.receivedAt)),
      uuidArray(rows.map((row) => row.leafId)),
      byteaArray(rows.map((row) => row.salt)),
      byteaArray(rows.map((row) => row.protected)),
      byteaArray(rows.map((row) => row.payload)),
      byteaArray(rows.map((row) => row.signature)),
    ],
  };
}

/** The case's events in order. */
export async function listEvents(db: Pick<Database, 'query'>, caseNo: string): Promise<EventRow[]> {
  return db.query<EventRow>({
    name: 'list_events',
    text: `select ${COLUMNS} from case_event e where e.case_no = $1 order by e.seq`,
    values: [caseNo],
  });
}

/** Names one event. */
export interface EventKey {
  readonly caseNo: string;
  readonly seq: number;
}

export async function getEvents(db: Pick<Database, 'query'>, keys: readonly EventKey[]): Promise<EventRow[]> {
  if (keys.length === 0) return [];
  return db.query<EventRow>({
    name: 'get_events',
    text: `select ${COLUMNS} from unnest($1::text[], $2::int4[]) as k(case_no, seq)
           cross join lateral (select * from case_event e
             where e.case_no = k.case_no and e.seq = k.seq limit 1) e`,
    values: [textArray(keys.map((key) => key.caseNo)), int4Array(keys.map((key) => key.seq))],
  });
}
