import { indexInLog, placeOf } from '#crypto/evidence';
import type { Database } from './database.js';

/** A checkpoint as it was published, and the time stamp over it. */
export interface StampedCheckpoint {
  readonly size: number;
  readonly note: string;
  /** DER. */
  readonly token: Uint8Array;
}

export interface NewTimeStamp extends StampedCheckpoint {
  /** As the configuration names the authority. */
  readonly tsa: string;
  /** The authority's clock and ours; unix milliseconds. */
  readonly genTime: number;
  readonly stampedAt: number;
}

/** Of the largest checkpoint that was stamped. @returns undefined when none was. */
export async function readLatest(
  db: Pick<Database, 'query'>,
  log: number,
): Promise<Pick<NewTimeStamp, 'size' | 'stampedAt'> | undefined> {
  const [row] = await db.query<Pick<NewTimeStamp, 'size' | 'stampedAt'>>({
    name: 'latest_timestamp',
    text: `select size, (extract(epoch from stamped_at) * 1000)::float8 as "stampedAt"
             from log_timestamp where size >= $1 and size < $2 order by size desc, stamped_at limit 1`,
    values: [placeOf(log, 0), placeOf(log + 1, 0)],
  });
  return row && { ...row, size: indexInLog(row.size) };
}

/** The first checkpoint to be stamped that has more than so many entries. */
export async function readFirstAbove(
  db: Pick<Database, 'query'>,
  log: number,
  index: number,
): Promise<StampedCheckpoint | undefined> {
  const [row] = await db.query<StampedCheckpoint>({
    name: 'first_timestamp_above',
    text: `select size, note, token from log_timestamp where size > $1 and size < $2
            order by size, gen_time, tsa limit 1`,
    values: [placeOf(log, index), placeOf(log + 1, 0)],
  });
  return row && { ...row, size: indexInLog(row.size) };
}

/** Those of checkpoints above a size, smallest first, and of each the first. */
export async function listAbove(
  db: Pick<Database, 'query'>,
  log: number,
  size: number,
  limit: number,
): Promise<StampedCheckpoint[]> {
  const rows = await db.query<StampedCheckpoint>({
    name: 'timestamps_above',
    text: `select distinct on (size) size, note, token from log_timestamp where size > $1 and size < $2
            order by size, gen_time, tsa limit $3`,
    values: [placeOf(log, size), placeOf(log + 1, 0), limit],
  });
  return rows.map((row) => ({ ...row, size: indexInLog(row.size) }));
}

/** Of all stamped checkpoints, smallest first. */
export async function listSizes(db: Pick<Database, 'query'>, log: number): Promise<number[]> {
  const rows = await db.query<{ readonly size: number }>({
    name: 'timestamp_sizes',
    text: 'select distinct size from log_timestamp where size >= $1 and size < $2 order by size',
    values: [placeOf(log, 0), placeOf(log + 1, 0)],
  });
  return rows.map(({ size }) => indexInLog(size));
}

/** Stored once for a checkpoint and an authority: of two processes that both take themselves for the leader, the first. */
export async function insert(
  db: Pick<Database, 'query'>,
  log: number,
  { size, tsa, note, token, genTime, stampedAt }: NewTimeStamp,
): Promise<void> {
  await db.query({
    name: 'insert_timestamp',
    text: `insert into log_timestamp (size, tsa, note, token, gen_time, stamped_at)
           values ($1, $2, $3, $4, to_timestamp($5::float8 / 1000), to_timestamp($6::float8 / 1000))
           on conflict (size, tsa) do nothing`,
    values: [placeOf(log, size), tsa, note, token, genTime, stampedAt],
  });
}
