import { indexInLog, placeOf } from '#crypto/evidence';
import { int8Array, textArray } from './binary-array.js';
import type { Database } from './database.js';
import type { TreeName } from './log-store.js';

/** A checkpoint as published: with the cosignatures of enough witnesses. */
export interface Publication {
  readonly size: number;
  readonly note: string;
  /** Unix milliseconds. */
  readonly publishedAt: number;
}

/** The latest of a tree. @returns undefined when none was published yet. */
export async function readLatest(
  db: Pick<Database, 'query'>,
  log: number,
  tree: TreeName,
): Promise<Publication | undefined> {
  const [row] = await db.query<Publication>({
    name: 'read_publication',
    text: `select size, note, (extract(epoch from published_at) * 1000)::float8 as "publishedAt"
             from log_checkpoint where tree = $1 and size >= $2 and size < $3 order by size desc limit 1`,
    values: [tree, placeOf(log, 0), placeOf(log + 1, 0)],
  });
  return row && { ...row, size: indexInLog(row.size) };
}

/** Publishes a checkpoint of each of these trees, or the one of the same size with later cosignatures; all or none. */
export async function publish(
  db: Pick<Database, 'query'>,
  log: number,
  of: ReadonlyMap<TreeName, Publication>,
): Promise<void> {
  const rows = [...of.values()];
  await db.query({
    name: 'publish',
    text: `insert into log_checkpoint (tree, size, note, published_at)
           select tree, size, note, to_timestamp(at::float8 / 1000)
           from unnest($1::text[], $2::int8[], $3::text[], $4::int8[]) as row (tree, size, note, at)
           on conflict (tree, size) do update set note = excluded.note, published_at = excluded.published_at`,
    values: [
      textArray([...of.keys()]),
      int8Array(rows.map(({ size }) => placeOf(log, size))),
      textArray(rows.map(({ note }) => note)),
      int8Array(rows.map(({ publishedAt }) => Math.floor(publishedAt))),
    ],
  });
}
