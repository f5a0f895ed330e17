import type { Database, Tx } from './database.js';

/** A change of a key of the log that was announced. */
export interface KeyChange {
  /** Of the leaf that says so. */
  readonly leafId: string;
  readonly oldVkey: string;
  readonly newVkey: string;
  /** Of that leaf; null while it waits in the queue. */
  readonly index: number | null;
}

/** In the order of the log. */
export function readKeyChanges(db: Pick<Database, 'query'>): Promise<KeyChange[]> {
  return db.query<KeyChange>({
    name: 'read_key_changes',
    text: `select leaf_id as "leafId", old_vkey as "oldVkey", new_vkey as "newVkey", idx as index
             from log_key_change left join log_entry using (leaf_id) order by idx nulls last, leaf_id`,
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
  tx.send({ name: 'depose_leader', text: `update log_state set epoch = epoch + 1` });
}
