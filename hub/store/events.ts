import type { ActType, CaseState } from '#domain/case';
import { byteaArray, int4Array, textArray, timestamptzArray, uuidArray } from './binary-array.js';
import type { Database } from './database.js';
import type { Fragment } from './fragment.js';

/** What opens an event. Destroyed when its case is erased. */
export interface EventSecret {
  /** Of the leaf's commitments. */
  readonly salt: Uint8Array;
  readonly contentKey: Uint8Array;
}

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
  readonly protected: Uint8Array;
  /** Payload and signature, under the content key. */
  readonly sealed: Uint8Array;
  /** Undefined when the case was erased. */
  readonly secret: EventSecret | undefined;
}

type SelectedRow = Omit<EventRow, 'secret'> & Record<keyof EventSecret, Uint8Array | null>;

const COLUMNS = `e.case_no as "caseNo", e.seq, e.message_id as "messageId", e.type, e.actor, e.state,
  e.received_at as "receivedAt", e.leaf_id as "leafId", e.protected, e.sealed, s.salt,
  s.content_key as "contentKey"`;

const SECRET = `left join event_secret s on s.case_no = e.case_no and s.seq = e.seq`;

export function insertEvents(rows: readonly EventRow[]): Fragment {
  return {
    name: 'insert_events',
    sql: `insert into case_event (case_no, seq, message_id, type, actor, state, received_at, leaf_id, protected, sealed)
           select * from unnest($1::text[], $2::int4[], $3::uuid[], $4::text[], $5::text[], $6::text[],
             $7::timestamptz[], $8::uuid[], $9::bytea[], $10::bytea[])`,
    values: [
      textArray(rows.map((row) => row.caseNo)),
      int4Array(rows.map((row) => row.seq)),
      uuidArray(rows.map((row) => row.messageId)),
      textArray(rows.map((row) => row.type)),
      textArray(rows.map((row) => row.actor)),
      textArray(rows.map((row) => row.state)),
      timestamptzArray(rows.map((row) => row.receivedAt)),
      uuidArray(rows.map((row) => row.leafId)),
      byteaArray(rows.map((row) => row.protected)),
      byteaArray(rows.map((row) => row.sealed)),
    ],
  };
}

export function insertEventSecrets(rows: readonly (EventKey & { readonly secret: EventSecret })[]): Fragment {
  return {
    name: 'insert_event_secrets',
    sql: `insert into event_secret (case_no, seq, salt, content_key)
           select * from unnest($1::text[], $2::int4[], $3::bytea[], $4::bytea[])`,
    values: [
      textArray(rows.map((row) => row.caseNo)),
      int4Array(rows.map((row) => row.seq)),
      byteaArray(rows.map((row) => row.secret.salt)),
      byteaArray(rows.map((row) => row.secret.contentKey)),
    ],
  };
}

/** The case's events in order. */
export async function listEvents(db: Pick<Database, 'query'>, caseNo: string): Promise<EventRow[]> {
  const rows = await db.query<SelectedRow>({
    name: 'list_events',
    text: `select ${COLUMNS} from case_event e ${SECRET} where e.case_no = $1 order by e.seq`,
    values: [caseNo],
  });
  return rows.map(toRow);
}

/** Names one event. */
export interface EventKey {
  readonly caseNo: string;
  readonly seq: number;
}

export async function getEvents(db: Pick<Database, 'query'>, keys: readonly EventKey[]): Promise<EventRow[]> {
  if (keys.length === 0) return [];
  const rows = await db.query<SelectedRow>({
    name: 'get_events',
    text: `select ${COLUMNS} from unnest($1::text[], $2::int4[]) as k(case_no, seq)
           cross join lateral (select * from case_event e
             where e.case_no = k.case_no and e.seq = k.seq limit 1) e
           ${SECRET}`,
    values: [textArray(keys.map((key) => key.caseNo)), int4Array(keys.map((key) => key.seq))],
  });
  return rows.map(toRow);
}

function toRow({ salt, contentKey, ...row }: SelectedRow): EventRow {
  return { ...row, secret: salt === null || contentKey === null ? undefined : { salt, contentKey } };
}
