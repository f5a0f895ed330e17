import { byteaArray, int4Array, textArray, uuidArray } from './binary-array.js';
import type { Tx } from './database.js';
import type { Fragment } from './fragment.js';

/** Idempotency: what became of a message. */
export interface StoredMessage {
  readonly issuer: string;
  readonly messageId: string;
  /** The leaf's commitment to it, SHA-256: what "the same bytes" means, once it is opened with the salt. */
  readonly commitment: Uint8Array;
  readonly caseNo: string;
  readonly seq: number;
}

export interface FoundMessage extends StoredMessage {
  /** Null when its case was erased. */
  readonly salt: Uint8Array | null;
  /** Whether it is held back: its event is then the one that says so. */
  readonly isHeld: boolean;
}

/** A message's name: issuer and id. */
export interface MessageKey {
  readonly issuer: string;
  readonly messageId: string;
}

export async function findMessages(
  tx: Pick<Tx, 'query'>,
  keys: readonly MessageKey[],
): Promise<FoundMessage[]> {
  if (keys.length === 0) return [];
  return tx.query<FoundMessage>({
    name: 'find_messages',
    text: `select k.issuer, k.message_id as "messageId", m.commitment, m.case_no as "caseNo", m.seq, m.salt, m.is_held as "isHeld"
           from unnest($1::text[], $2::uuid[]) as k(issuer, message_id)
           cross join lateral (
             (select m.commitment, m.case_no, m.seq, s.salt, false as is_held
              from message m left join event_secret s on s.case_no = m.case_no and s.seq = m.seq
              where m.issuer = k.issuer and m.message_id = k.message_id limit 1)
             union all
             select e.commitment, e.case_no, e.seq, e.salt, true
             from early_act e where e.issuer = k.issuer and e.message_id = k.message_id) m`,
    values: [textArray(keys.map((key) => key.issuer)), uuidArray(keys.map((key) => key.messageId))],
  });
}

export function insertMessages(rows: readonly StoredMessage[]): Fragment {
  return {
    name: 'insert_messages',
    sql: `insert into message (issuer, message_id, commitment, case_no, seq)
           select * from unnest($1::text[], $2::uuid[], $3::bytea[], $4::text[], $5::int4[])`,
    values: [
      textArray(rows.map((row) => row.issuer)),
      uuidArray(rows.map((row) => row.messageId)),
      byteaArray(rows.map((row) => row.commitment)),
      textArray(rows.map((row) => row.caseNo)),
      int4Array(rows.map((row) => row.seq)),
    ],
  };
}
