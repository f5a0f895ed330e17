import { byteaArray, textArray, uuidArray } from './binary-array.js';
import type { Database, Tx } from './database.js';
import { compose } from './fragment.js';
import { insertPending, type Leaf } from './log-store.js';
import { PENDING_CHANNEL } from './notify.js';

/** What was entered into the directory and is in the log, and who keeps whom from changing it meanwhile. */

/** Held by whoever changes the directory, from what he reads of it until the end. */
const CHANGING = 7_003_002;
/** Shared by whoever records acts; taken alone in the last moment of a change. */
const READING = 7_003_003;

/** A leaf about the directory, on its way into the log. */
export interface DirectoryAct extends Leaf {
  readonly type: string;
  readonly peerId: string | undefined;
  readonly kid: string | undefined;
  /** Opens the leaf. */
  readonly salt: Uint8Array;
}

export interface DirectoryState {
  /** Rises with every change. */
  readonly version: number;
  /** Whose log speaks of the directory; null before any does. */
  readonly hub: string | null;
}

/** Nobody else changes the directory until the transaction ends. */
export async function holdDirectory(tx: Tx): Promise<DirectoryState> {
  await tx.query({ name: 'hold_directory', text: `select pg_advisory_xact_lock(${CHANGING})` });
  return readState(tx);
}

/**
 * The directory that the transaction goes by stays the latest until its end: a change waits for it, and its leaves come behind. To be
 * asked once for each transaction. @returns the version.
 */
export async function shareDirectory(tx: Tx): Promise<number> {
  tx.send({ name: 'share_directory', text: `select pg_advisory_xact_lock_shared(${READING})` });
  return (await readState(tx)).version; // a statement of its own: it must see what was committed while the lock was waited for
}

export async function readState(db: Pick<Database, 'query'>): Promise<DirectoryState> {
  const [state] = await db.query<DirectoryState>({
    name: 'read_directory_state',
    text: `select version, hub from directory_state`,
  });
  return state ?? { version: 0, hub: null };
}

/** The last statements of a change: waits for those who record acts, so that none of theirs comes behind what they did not know. */
export function closeChange(tx: Tx): void {
  tx.send({ text: `select pg_advisory_xact_lock(${READING})` });
  tx.send({ text: `update directory_state set version = version + 1` });
}

/** From here on the log speaks of the directory. */
export function openDirectoryLog(tx: Tx, hub: string): void {
  tx.send({ text: `update directory_state set hub = $1`, values: [hub] });
}

/** Behind `closeChange`. @param enteredBy undefined for what was found. @param now unix milliseconds. */
export function insertActs(
  tx: Tx,
  acts: readonly DirectoryAct[],
  enteredBy: string | undefined,
  now: number,
): void {
  if (acts.length === 0) return;
  const write = compose([
    {
      name: 'insert_directory_acts',
      sql: `insert into directory_act (leaf_id, type, peer_id, kid, salt, entered_by, entered_at)
             select leaf_id, type, peer_id, kid, salt, $6::text, to_timestamp($7::float8 / 1000)
             from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::bytea[]) as a(leaf_id, type, peer_id, kid, salt)`,
      values: [
        uuidArray(acts.map(({ leafId }) => leafId)),
        textArray(acts.map(({ type }) => type)),
        textArray(acts.map(({ peerId }) => peerId ?? null)),
        textArray(acts.map(({ kid }) => kid ?? null)),
        byteaArray(acts.map(({ salt }) => salt)),
        enteredBy ?? null,
        now,
      ],
    },
    insertPending(acts),
  ]);
  if (write !== undefined) tx.send(write);
  tx.send({ text: `select pg_notify('${PENDING_CHANNEL}', '')` });
}

/** The leaves about these keys, by key id. */
export async function findKeyActs(
  db: Pick<Database, 'query'>,
  kids: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (kids.length === 0) return new Map();
  const rows = await db.query<{ kid: string; leafIds: string[] }>({
    name: 'find_key_acts',
    text: `select kid, array_agg(leaf_id::text) as "leafIds" from directory_act
            where kid = any($1::text[]) group by kid`,
    values: [textArray(kids)],
  });
  return new Map(rows.map(({ kid, leafIds }) => [kid, leafIds]));
}
