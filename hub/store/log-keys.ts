import { placeOf } from '#crypto/evidence';
import type { Database, Tx } from './database.js';

/** A change of a key of the log that was announced. */
export interface KeyChange {
  /** Of the leaf that says so. */
  readonly leafId: string;
  readonly oldVkey: string;
  readonly newVkey: string;
  /** Of that leaf; null while it waits in the queue, or stands in another log. */
  readonly index: number | null;
}

/** In the order of the log. */
export function readKeyChanges(db: Pick<Database, 'query'>, log: number): Promise<KeyChange[]> {
  return db.query<KeyChange>({
    name: 'read_key_changes',
    text: `select c.leaf_id as "leafId", old_vkey as "oldVkey", new_vkey as "newVkey", idx - $1 as index
             from log_key_change c left join log_entry e on e.leaf_id = c.leaf_id and idx >= $1 and idx < $2
            order by idx nulls last, c.leaf_id`,
    values: [placeOf(log, 0), placeOf(log + 1, 0)],
  });
}

/** A key is left once and taken once: the second who would announce it fails. */
export function insertKeyChange(tx: Tx, { leafId, oldVkey, newVkey }: Omit<KeyChange, 'index'>): void {
  tx.send({
    name: 'insert_key_change',
    text: `insert into log_key_change (leaf_id, old_vkey, new_vkey) values ($1, $2, $3)`,
    values: [leafId, oldVkey, newVkey],
  });
}

/** Nothing is committed to the log until this transaction ends. */
export async function holdLog(tx: Tx): Promise<void> {
  await tx.query({ name: 'hold_log', text: `select from log_state for update` });
}

/** Whoever leads must read the log anew before it signs anything more. */
export function deposeLeader(tx: Tx): void {
  tx.send({ name: 'depose_leader', text: `update log_state set epoch = epoch + 1 where closed_at is null` });
}
