import { indexInLog, placeOf } from '#crypto/evidence';
import { byteaArray, textArray } from './binary-array.js';
import type { Database } from './database.js';

/** A checkpoint as it was published, and the time stamp over it. */
export interface StampedCheckpoint {
  readonly size: number;
  readonly note: string;
  /** DER. */
  readonly token: Uint8Array;
  /** As the configuration names the authority. */
  readonly tsa: string;
}

export interface NewTimeStamp extends StampedCheckpoint {
  /** The authority's clock and ours; unix milliseconds. */
  readonly genTime: number;
  readonly stampedAt: number;
  /** When the first certificate of its path does; unix milliseconds. */
  readonly expiresAt: number;
}

/** A list or a response on revocation (DER), under the name that its digest gives it. */
export interface StoredRevocation {
  readonly name: string;
  readonly bytes: Uint8Array;
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
    text: `select size, note, token, tsa from log_timestamp where size > $1 and size < $2
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
    text: `select distinct on (size) size, note, token, tsa from log_timestamp where size > $1 and size < $2
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

/** Of all stamped checkpoints, smallest first, what was collected for the first stamp of each. */
export async function listRevocationNames(
  db: Pick<Database, 'query'>,
  log: number,
): Promise<{ readonly size: number; readonly name: string }[]> {
  const rows = await db.query<{ readonly size: number; readonly name: string }>({
    name: 'revocation_names',
    text: `select size, name from log_timestamp_revocation
            join (select distinct on (size) size, tsa from log_timestamp where size >= $1 and size < $2
                   order by size, gen_time, tsa) first
           using (size, tsa) order by size, name`,
    values: [placeOf(log, 0), placeOf(log + 1, 0)],
  });
  return rows.map(({ size, name }) => ({ size: indexInLog(size), name }));
}

export async function readRevocation(
  db: Pick<Database, 'query'>,
  name: string,
): Promise<Uint8Array | undefined> {
  const [row] = await db.query<{ readonly body: Uint8Array }>({
    name: 'revocation_body',
    text: 'select body from log_revocation where name = $1',
    values: [name],
  });
  return row?.body;
}

/** What was collected for a stamp; where nothing was, for the next one of the same authority in the same log. */
export function listRevocationFrom(
  db: Pick<Database, 'query'>,
  log: number,
  { size, tsa }: Pick<NewTimeStamp, 'size' | 'tsa'>,
): Promise<StoredRevocation[]> {
  return db.query<StoredRevocation>({
    name: 'revocation_from',
    text: `select name, body as bytes from log_timestamp_revocation join log_revocation using (name)
            where tsa = $1 and size = (select min(size) from log_timestamp_revocation where tsa = $1 and size >= $2 and size < $3)
            order by name`,
    values: [tsa, placeOf(log, size), placeOf(log + 1, 0)],
  });
}

/**
 * Stored once for a checkpoint and an authority: of two processes that both take themselves for the leader, the first. What
 * was collected with it is stored with it, in one statement.
 */
export async function insert(
  db: Pick<Database, 'query'>,
  log: number,
  { size, tsa, note, token, genTime, stampedAt, expiresAt }: NewTimeStamp,
  revocation: readonly StoredRevocation[],
): Promise<void> {
  await db.query({
    name: 'insert_timestamp',
    text: `with collected as (select * from unnest($8::text[], $9::bytea[]) as each (name, body)),
           stamp as (
             insert into log_timestamp (size, tsa, note, token, gen_time, stamped_at, expires_at)
             values ($1, $2, $3, $4, to_timestamp($5::float8 / 1000), to_timestamp($6::float8 / 1000),
                     to_timestamp($7::float8 / 1000))
             on conflict (size, tsa) do nothing),
           body as (
             insert into log_revocation (name, body, collected_at)
             select name, body, to_timestamp($6::float8 / 1000) from collected on conflict (name) do nothing)
           insert into log_timestamp_revocation (size, tsa, name) select $1, $2, name from collected
           on conflict (tsa, size, name) do nothing`,
    values: [
      ...[placeOf(log, size), tsa, note, token, genTime, stampedAt, expiresAt],
      textArray(revocation.map(({ name }) => name)),
      byteaArray(revocation.map(({ bytes }) => bytes)),
    ],
  });
}
