import { indexInLog, placeOf } from '#crypto/evidence';
import { byteaArray, textArray } from './binary-array.js';
import type { Database } from './database.js';
import type { StampedCheckpoint, StoredRevocation } from './timestamps.js';

/**
 * Time stamps over older ones: a run of stamped checkpoints of one log, from the first size to the last, is stamped again together. Runs
 * follow each other without gaps, and once there is one it stays as it is; sizes here are those within the log.
 */

export interface Restamp {
  readonly first: number;
  readonly last: number;
  /** From 1 on. */
  readonly number: number;
  readonly list: Uint8Array;
  /** DER. */
  readonly token: Uint8Array;
  /** As the configuration names the authority. */
  readonly tsa: string;
}

export interface NewRestamp extends Restamp {
  /** The authority's clock and ours, and when the first certificate of its path expires; unix milliseconds. */
  readonly genTime: number;
  readonly stampedAt: number;
  readonly expiresAt: number;
}

/** From when on a stamp, or the last one over it, is due to be stamped again; unix milliseconds. */
export interface WhenDue {
  readonly now: number;
  /** What expires by then, and has half of its time behind it. */
  readonly expiresBy: number;
  /** What was stamped by then. */
  readonly stampedBy: number;
  /** What was stamped after that is left alone: another stamp of the same checkpoint may be on its way still. */
  readonly settledBy: number;
}

/** A run of which something is due; one that was never stamped again may be of stamps that are not due yet too. */
export interface DueRun extends Pick<Restamp, 'first' | 'last' | 'number'> {
  /** Of what is there: the first moment at which something of it proves nothing any more; unix milliseconds. */
  readonly expiresAt: number;
  /** Whether it is due for its age, so that a stamp that lasts no longer will do. */
  readonly isAged: boolean;
}

const IS_AGED = `stamped_at <= to_timestamp($5::float8 / 1000)`;
const IS_DUE = `(${IS_AGED} or (expires_at <= to_timestamp($4::float8 / 1000)
  and to_timestamp($3::float8 / 1000) - stamped_at >= expires_at - to_timestamp($3::float8 / 1000)))`;

const NEWEST = `select distinct on (first) first, last, number, stamped_at, expires_at from log_restamp
  where first >= $1 and first < $2 order by first, number desc`;

/** Stamps of the log that were never stamped again, the first one of each size. */
const FRESH = `select distinct on (size) size, stamped_at, expires_at from log_timestamp
  where size > coalesce((select max(last) from log_restamp where first >= $1 and first < $2), $1) and size < $2
    and stamped_at <= to_timestamp($6::float8 / 1000)
  order by size, gen_time, tsa`;

function bounds(log: number): [number, number] {
  return [placeOf(log, 0), placeOf(log + 1, 0)];
}

function values(log: number, { now, expiresBy, stampedBy }: WhenDue): number[] {
  return [...bounds(log), now, expiresBy, stampedBy];
}

function valuesOfFresh(log: number, when: WhenDue): number[] {
  return [...values(log, when), when.settledBy];
}

const MS = (column: string) => `(extract(epoch from ${column}) * 1000)::float8`;

/** The first run of a log of which something is due; undefined when nothing is. @param limit of stamps in one. */
export async function readDue(
  db: Pick<Database, 'query'>,
  log: number,
  when: WhenDue,
  limit: number,
): Promise<DueRun | undefined> {
  const [again] = await db.query<DueRun>({
    name: 'restamp_due_again',
    text: `select first, last, number + 1 as number, ${MS('expires_at')} as "expiresAt", ${IS_AGED} as "isAged"
             from (${NEWEST}) newest where ${IS_DUE} order by first limit 1`,
    values: values(log, when),
  });
  const run = again ?? (await readFreshDue(db, log, when, limit));
  return run && { ...run, first: indexInLog(run.first), last: indexInLog(run.last) };
}

/** With the stamps after the first that is due come the next ones: one stamp is to serve many. */
async function readFreshDue(
  db: Pick<Database, 'query'>,
  log: number,
  when: WhenDue,
  limit: number,
): Promise<DueRun | undefined> {
  const [row] = await db.query<DueRun & { readonly isDue: boolean | null }>({
    name: 'restamp_due_fresh',
    text: `select min(size) as first, max(size) as last, 1 as number,
                  coalesce(${MS('min(expires_at)')}, 0) as "expiresAt",
                  bool_or(expires_at is null or ${IS_AGED}) as "isAged",
                  bool_or(expires_at is null or ${IS_DUE}) as "isDue"
             from (${FRESH} limit $7) fresh`,
    values: [...valuesOfFresh(log, when), limit],
  });
  if (row?.isDue !== true) return undefined;
  const { first, last, number, expiresAt, isAged } = row;
  return { first, last, number, expiresAt, isAged };
}

/** How the stamps of a log stand. */
export interface StampStanding {
  readonly stamps: number;
  /** Of them those that were stamped again, in so many runs. */
  readonly restamped: number;
  readonly runs: number;
  /** When the first of what proves something now expires, unix milliseconds; undefined without stamps. */
  readonly expiresAt: number | undefined;
  /** Runs, and stamps never stamped again, that are due. */
  readonly due: number;
}

export async function readStanding(
  db: Pick<Database, 'query'>,
  log: number,
  when: WhenDue,
): Promise<StampStanding> {
  const [row] = await db.query<{ [key in keyof StampStanding]: number | null }>({
    name: 'stamp_standing',
    text: `with newest as (${NEWEST}), fresh as (${FRESH}),
                standing as (select stamped_at, expires_at from newest union all select stamped_at, expires_at from fresh)
           select (select count(distinct size) from log_timestamp where size >= $1 and size < $2)::int as stamps,
                  (select count(distinct size) from log_timestamp join newest on size between first and last)::int as restamped,
                  (select count(*) from newest)::int as runs,
                  (select ${MS('min(expires_at)')} from standing) as "expiresAt",
                  (select count(*) from standing where expires_at is null or ${IS_DUE})::int as due`,
    values: valuesOfFresh(log, when),
  });
  const { stamps, restamped, runs, expiresAt, due } = row ?? {};
  return {
    ...{ stamps: stamps ?? 0, restamped: restamped ?? 0, runs: runs ?? 0, due: due ?? 0 },
    expiresAt: expiresAt ?? undefined,
  };
}

/** The stamps of a run, smallest first, and of each size the first. */
export async function listStamps(
  db: Pick<Database, 'query'>,
  log: number,
  { first, last }: Pick<Restamp, 'first' | 'last'>,
): Promise<StampedCheckpoint[]> {
  const rows = await db.query<StampedCheckpoint>({
    name: 'stamps_of_run',
    text: `select distinct on (size) size, note, token, tsa from log_timestamp where size between $1 and $2
            order by size, gen_time, tsa`,
    values: [placeOf(log, first), placeOf(log, last)],
  });
  return rows.map((row) => ({ ...row, size: indexInLog(row.size) }));
}

/** What was collected for the first stamp of each size of a run, and for those over them, by its name. */
export async function readRunRevocation(
  db: Pick<Database, 'query'>,
  log: number,
  { first, last }: Pick<Restamp, 'first' | 'last'>,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const rows = await db.query<StoredRevocation>({
    name: 'revocation_of_run',
    text: `select name, body as bytes from log_revocation where name in (
           select name from log_timestamp_revocation
             join (select distinct on (size) size, tsa from log_timestamp where size between $1 and $2
                    order by size, gen_time, tsa) first
            using (size, tsa)
           union select name from log_restamp_revocation where first = $1)`,
    values: [placeOf(log, first), placeOf(log, last)],
  });
  return new Map(rows.map(({ name, bytes }) => [name, bytes]));
}

/** Of one run, the first one first. */
export async function listOfRun(db: Pick<Database, 'query'>, log: number, first: number): Promise<Restamp[]> {
  const rows = await db.query<Restamp>({
    name: 'restamps_of_run',
    text: 'select first, last, number, list, token, tsa from log_restamp where first = $1 order by number',
    values: [placeOf(log, first)],
  });
  return rows.map((row) => ({ ...row, first: indexInLog(row.first), last: indexInLog(row.last) }));
}

/** The stamps over the one of that size, the first one first. */
export async function listOver(db: Pick<Database, 'query'>, log: number, size: number): Promise<Restamp[]> {
  const rows = await db.query<Restamp>({
    name: 'restamps_over',
    text: `select first, last, number, list, token, tsa from log_restamp
            where first = (select max(first) from log_restamp where first between $1 and $2) and last >= $2
            order by number`,
    values: [placeOf(log, 0), placeOf(log, size)],
  });
  return rows.map((row) => ({ ...row, first: indexInLog(row.first), last: indexInLog(row.last) }));
}

/** What was collected when a run was stamped again, every time. */
export function listRevocationOf(
  db: Pick<Database, 'query'>,
  log: number,
  first: number,
): Promise<StoredRevocation[]> {
  return db.query<StoredRevocation>({
    name: 'restamp_revocation',
    text: `select distinct name, body as bytes from log_restamp_revocation join log_revocation using (name)
            where first = $1 order by name`,
    values: [placeOf(log, first)],
  });
}

/** All of a log, run by run, with the names of what was collected with each. */
export async function listNames(
  db: Pick<Database, 'query'>,
  log: number,
): Promise<(Pick<Restamp, 'first' | 'last' | 'number'> & { readonly revocation: string[] })[]> {
  const rows = await db.query<Pick<Restamp, 'first' | 'last' | 'number'> & { readonly revocation: string[] }>(
    {
      name: 'restamp_names',
      text: `select first, last, number,
                    array(select name from log_restamp_revocation r
                           where r.first = s.first and r.number = s.number order by name) as revocation
               from log_restamp s where first >= $1 and first < $2 order by first, number`,
      values: bounds(log),
    },
  );
  return rows.map((row) => ({ ...row, first: indexInLog(row.first), last: indexInLog(row.last) }));
}

/**
 * Stored once: of two processes that both take themselves for the leader, the first.
 * @returns whether it was stored.
 */
export async function insert(
  db: Pick<Database, 'query'>,
  log: number,
  restamp: NewRestamp,
  revocation: readonly StoredRevocation[],
): Promise<boolean> {
  const { first, last, number, list, tsa, token, genTime, stampedAt, expiresAt } = restamp;
  const rows = await db.query({
    name: 'insert_restamp',
    text: `with collected as (select * from unnest($10::text[], $11::bytea[]) as each (name, body)),
           stamp as (
             insert into log_restamp (first, last, number, list, tsa, token, gen_time, stamped_at, expires_at)
             values ($1, $2, $3, $4, $5, $6, to_timestamp($7::float8 / 1000), to_timestamp($8::float8 / 1000),
                     to_timestamp($9::float8 / 1000))
             on conflict (first, number) do nothing returning first, number),
           body as (
             insert into log_revocation (name, body, collected_at)
             select name, body, to_timestamp($8::float8 / 1000) from collected on conflict (name) do nothing),
           named as (
             insert into log_restamp_revocation (first, number, name)
             select first, number, name from stamp, collected)
           select 1 from stamp`,
    values: [
      ...[placeOf(log, first), placeOf(log, last), number, list, tsa, token, genTime, stampedAt, expiresAt],
      textArray(revocation.map(({ name }) => name)),
      byteaArray(revocation.map(({ bytes }) => bytes)),
    ],
  });
  return rows.length > 0;
}
