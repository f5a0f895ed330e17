import { indexInLog, logOf, placeOf } from '#crypto/evidence';
import { byteaArray, int4Array, int8Array, textArray, uuidArray } from './binary-array.js';
import type { Database, Tx } from './database.js';
import type { Fragment } from './fragment.js';

/** A leaf that waits for its index, or has one. */
export interface Leaf {
  /** UUIDv7; stands in the body too. */
  readonly leafId: string;
  readonly body: Uint8Array;
}

export interface LogEntry extends Leaf {
  readonly index: number;
}

/** An entry of one of the logs. */
export interface FoundEntry extends LogEntry {
  /** The number of its log. */
  readonly log: number;
}

/** A tree over the entries, by its hash. */
export type TreeName = 'sha256' | 'sm3';

/** The head of a tree. */
export interface TreeHead {
  readonly size: number;
  readonly root: Uint8Array;
  /** The signed checkpoint. */
  readonly note: string;
}

/** The head of the log as committed: that of its SHA-256 tree. */
export interface LogState extends TreeHead {
  /** Its number among the logs of this database, from 0 on. */
  readonly log: number;
  readonly origin: string;
  /** Rises with every new leader. */
  readonly epoch: number;
  /** The leaf that ends the log, once it waits in the queue; null before. */
  readonly closing: string | null;
  /** Of all who signed it as it was founded; none where it was founded before they were kept. */
  readonly vkeys: readonly string[];
  /** Whether it is in the log: nothing comes after it. */
  readonly isClosed: boolean;
  /** Smaller than the log while it is not kept, or being brought up; of size 0 it has no checkpoint. */
  readonly sm3: TreeHead;
}

/** The running number of the last act from one platform to another. */
export interface PairRow {
  readonly actor: string;
  readonly recipient: string;
  readonly last: number;
}

export interface TileRow {
  readonly level: number;
  readonly tileIndex: number;
  /** 256 hashes in a row. */
  readonly hashes: Uint8Array;
  /** The hash over all of them. */
  readonly summit: Uint8Array;
}

/** Adds leaves to the queue of the sequencer, in the transaction of what they record. */
export function insertPending(leaves: readonly Leaf[]): Fragment {
  return {
    name: 'insert_pending',
    sql: `insert into log_pending (leaf_id, body) select * from unnest($1::uuid[], $2::bytea[])`,
    values: [uuidArray(leaves.map((leaf) => leaf.leafId)), byteaArray(leaves.map((leaf) => leaf.body))],
  };
}

/** Of a leader that hangs the next one would wait for what it has taken. */
export function giveUpSoon(tx: Tx): void {
  tx.send({ name: 'give_up_soon', text: `set local idle_in_transaction_session_timeout = '3s'` });
}

/**
 * Takes the oldest leaves off the queue, in the order of their arrival. It waits for leaves that an earlier leader has taken
 * and not yet given up: to pass them by would turn the order round.
 */
export async function takePending(tx: Tx, limit: number): Promise<Leaf[]> {
  const rows = await tx.query<Leaf & { id: number }>({
    name: 'take_pending',
    text: `delete from log_pending where id in (
             select id from log_pending order by id limit $1 for update)
           returning id, leaf_id as "leafId", body`,
    values: [limit],
  });
  return rows.sort((a, b) => a.id - b.id); // RETURNING promises no order
}

/** How many leaves wait, counted up to `limit`. */
export async function countPending(db: Pick<Database, 'query'>, limit: number): Promise<number> {
  const [row] = await db.query<{ count: number }>({
    name: 'count_pending',
    text: `select count(*) as count from (select 1 from log_pending limit $1) as waiting`,
    values: [limit],
  });
  return row?.count ?? 0;
}

export function insertEntries(log: number, firstIndex: number, leaves: readonly Leaf[]): Fragment {
  return {
    name: 'insert_entries',
    sql: `insert into log_entry (idx, leaf_id, body) select * from unnest($1::int8[], $2::uuid[], $3::bytea[])`,
    values: [
      int8Array(leaves.map((_, i) => placeOf(log, firstIndex + i))),
      uuidArray(leaves.map((leaf) => leaf.leafId)),
      byteaArray(leaves.map((leaf) => leaf.body)),
    ],
  };
}

export function insertTiles(log: number, tree: TreeName, tiles: readonly TileRow[]): Fragment {
  return {
    name: `insert_${tree}_tiles`,
    sql: `insert into log_tile (tree, level, tile_index, hashes, summit)
           select '${tree}', * from unnest($1::int4[], $2::int8[], $3::bytea[], $4::bytea[])`,
    values: [
      int4Array(tiles.map((tile) => tile.level)),
      int8Array(tiles.map((tile) => tilePlace(log, tile.level, tile.tileIndex))),
      byteaArray(tiles.map((tile) => tile.hashes)),
      byteaArray(tiles.map((tile) => tile.summit)),
    ],
  };
}

/** Travels with `advanceLog`, which is what keeps an earlier leader from writing here. */
export function advancePairs(pairs: readonly PairRow[]): Fragment {
  return {
    name: 'advance_pairs',
    sql: `insert into log_pair (actor, recipient, last) select * from unnest($1::text[], $2::text[], $3::int8[])
           on conflict (actor, recipient) do update set last = excluded.last`,
    values: [
      textArray(pairs.map((pair) => pair.actor)),
      textArray(pairs.map((pair) => pair.recipient)),
      int8Array(pairs.map((pair) => pair.last)),
    ],
  };
}

export async function readPairs(db: Pick<Database, 'query'>): Promise<PairRow[]> {
  return db.query<PairRow>({ name: 'read_pairs', text: `select actor, recipient, last from log_pair` });
}

/**
 * Compare and swap, sent with the commit: the transaction fails when another leader has moved the log.
 * @param sm3 undefined leaves the SM3 tree behind.
 */
export function advanceLog(
  expected: Pick<LogState, 'log' | 'size' | 'epoch'>,
  next: TreeHead & Pick<LogState, 'epoch'>,
  sm3: Omit<TreeHead, 'size'> | undefined,
): Fragment {
  const { size, root, note, epoch } = next;
  return {
    name: 'advance_log',
    call: 'advance_log($1, $2, $3, $4, $5, $6, $7, $8, $9)',
    values: [
      ...[expected.log, expected.size, expected.epoch],
      ...[size, root, note, epoch, sm3?.root ?? null, sm3?.note ?? null],
    ],
  };
}

/** Compare and swap for the SM3 tree alone, which gets a part of what the log has and it has not. */
export function advanceSm3(expected: LogState, next: TreeHead): Fragment {
  return {
    name: 'advance_sm3',
    call: 'advance_sm3($1, $2, $3, $4, $5, $6)',
    values: [expected.log, expected.sm3.size, expected.epoch, next.size, next.root, next.note],
  };
}

interface Sm3Columns {
  readonly sm3_size: number;
  readonly sm3_root: Uint8Array;
  readonly sm3_note: string;
}

/** Of the log that goes on; of the last one when all have ended. */
export async function readState(db: Pick<Database, 'query'>): Promise<LogState | undefined> {
  const [row] = await db.query<StateRow>({
    name: 'read_state',
    text: `select ${STATE_COLUMNS} from log_state order by log_no desc limit 1`,
  });
  return row && toState(row);
}

export async function readStateOf(db: Pick<Database, 'query'>, log: number): Promise<LogState | undefined> {
  const [row] = await db.query<StateRow>({
    name: 'read_state_of',
    text: `select ${STATE_COLUMNS} from log_state where log_no = $1`,
    values: [log],
  });
  return row && toState(row);
}

/** Of all, the first one first. */
export async function readStates(db: Pick<Database, 'query'>): Promise<LogState[]> {
  const rows = await db.query<StateRow>({
    name: 'read_states',
    text: `select ${STATE_COLUMNS} from log_state order by log_no`,
  });
  return rows.map(toState);
}

type StateRow = Omit<LogState, 'sm3'> & Sm3Columns;

const STATE_COLUMNS = `log_no as log, origin, size, root, note, epoch, vkeys, closing, closed_at is not null as "isClosed", sm3_size,
  sm3_root, sm3_note`;

function toState({ sm3_size: size, sm3_root: root, sm3_note: note, ...state }: StateRow): LogState {
  return { ...state, sm3: { size, root, note } };
}

/** The first leaf of the log; of one that is yet to be founded, the first in the queue. */
export async function readFirstLeaf(db: Pick<Database, 'query'>): Promise<Uint8Array | undefined> {
  const [row] = await db.query<{ body: Uint8Array }>({
    name: 'read_first_leaf',
    text: `select body from (
             select -1 as id, body from log_entry where idx = 0
             union all (select id, body from log_pending order by id limit 1)) as leaves
            order by id limit 1`,
  });
  return row?.body;
}

/** Nobody comes to lead until the transaction ends. @returns false where somebody leads already. */
export async function keepFromLeading(tx: Tx, leaderLock: number): Promise<boolean> {
  const [row] = await tx.query<{ kept: boolean }>({
    name: 'keep_from_leading',
    text: `select pg_try_advisory_xact_lock($1) as kept`,
    values: [leaderLock],
  });
  return row?.kept === true;
}

/** Names the leaf that is to end the log. Whoever leads reads it before anything more is logged. */
export function beginClosing(tx: Tx, leafId: string): void {
  tx.send({
    name: 'begin_closing',
    text: `update log_state set closing = $1, epoch = epoch + 1 where closed_at is null`,
    values: [leafId],
  });
}

/** In the commit of the last entry, after `advanceLog`: the database takes nothing more for this log. */
export function endLog(tx: Tx): void {
  tx.send({ name: 'end_log', text: `update log_state set closed_at = now() where closed_at is null` });
}

/** Whether anything may still be said of this log; it stays so until the transaction ends. */
export async function isGoingOn(tx: Tx): Promise<boolean> {
  const rows = await tx.query({
    name: 'is_going_on',
    text: `select from log_state where closing is null for share`,
  });
  return rows.length > 0;
}

/** Founds an empty log. A no-op when there is one. */
export async function foundLog(
  db: Pick<Database, 'query'>,
  state: Pick<LogState, 'log' | 'origin' | 'root' | 'note' | 'vkeys'>,
): Promise<void> {
  await db.query({
    text: `insert into log_state (log_no, origin, size, root, note, epoch, vkeys) values ($1, $2, 0, $3, $4, 0, $5)
             on conflict (log_no) do nothing`,
    values: [state.log, state.origin, state.root, state.note, state.vkeys],
  });
}

/** Names what is to come after a log; once. */
export function nameNext(tx: Tx, log: number, origin: string): void {
  tx.send({
    name: 'name_next',
    text: `insert into log_turn (log_no, origin) values ($1, $2)`,
    values: [log, origin],
  });
}

/** The origin of the log that is to come after this one. @returns undefined while none is named. */
export async function readNext(db: Pick<Database, 'query'>, log: number): Promise<string | undefined> {
  const [row] = await db.query<{ origin: string }>({
    name: 'read_next',
    text: `select origin from log_turn where log_no = $1`,
    values: [log],
  });
  return row?.origin;
}

export async function readEntries(
  db: Pick<Database, 'query'>,
  log: number,
  from: number,
  to: number,
): Promise<LogEntry[]> {
  const rows = await db.query<LogEntry>({
    name: 'read_entries',
    text: `select idx as index, leaf_id as "leafId", body from log_entry where idx >= $1 and idx < $2 order by idx`,
    values: [placeOf(log, from), placeOf(log, to)],
  });
  return rows.map((row) => ({ ...row, index: indexInLog(row.index) }));
}

export async function findEntries(
  db: Pick<Database, 'query'>,
  leafIds: readonly string[],
): Promise<FoundEntry[]> {
  if (leafIds.length === 0) return [];
  const rows = await db.query<LogEntry>({
    name: 'find_entries',
    text: `select idx as index, leaf_id as "leafId", body from log_entry where leaf_id = any($1::uuid[])`,
    values: [uuidArray(leafIds)],
  });
  return rows.map((row) => ({ ...row, log: logOf(row.index), index: indexInLog(row.index) }));
}

/** Places by leaf id, without the bodies. */
export async function findPlaces(
  db: Pick<Database, 'query'>,
  leafIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (leafIds.length === 0) return new Map();
  const rows = await db.query<{ leafId: string; place: number }>({
    name: 'find_places',
    text: `select leaf_id as "leafId", idx as place from log_entry where leaf_id = any($1::uuid[])`,
    values: [uuidArray(leafIds)],
  });
  return new Map(rows.map((row) => [row.leafId, row.place]));
}

export async function readTile(
  db: Pick<Database, 'query'>,
  log: number,
  tree: TreeName,
  level: number,
  tileIndex: number,
): Promise<Uint8Array | undefined> {
  const [row] = await db.query<{ hashes: Uint8Array }>({
    name: 'read_tile',
    text: `select hashes from log_tile where tree = $1 and level = $2 and tile_index = $3`,
    values: [tree, level, tilePlace(log, level, tileIndex)],
  });
  return row?.hashes;
}

/** The summits of full tiles, which are the hashes of the tile level above. */
export async function readSummits(
  db: Pick<Database, 'query'>,
  log: number,
  tree: TreeName,
  level: number,
  from: number,
  to: number,
): Promise<Uint8Array[]> {
  const rows = await db.query<{ summit: Uint8Array }>({
    name: 'read_summits',
    text: `select summit from log_tile
           where tree = $1 and level = $2 and tile_index >= $3 and tile_index < $4 order by tile_index`,
    values: [tree, level, tilePlace(log, level, from), tilePlace(log, level, to)],
  });
  return rows.map((row) => row.summit);
}

/** Full tiles of a level stand one after the other, each for 256^(level + 1) places. A log has none above level 3. */
function tilePlace(log: number, level: number, tileIndex: number): number {
  return placeOf(log, 0) / 256 ** (level + 1) + tileIndex;
}
