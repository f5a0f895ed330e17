import type { Database } from './database.js';

/** A checkpoint as published: with the cosignatures of enough witnesses. */
export interface Publication {
  readonly size: number;
  readonly note: string;
  /** Unix milliseconds. */
  readonly publishedAt: number;
}

/** The latest. @returns undefined when none was published yet. */
export async function readLatest(db: Pick<Database, 'query'>): Promise<Publication | undefined> {
  const [row] = await db.query<Publication>({
    name: 'read_publication',
    text: `select size, note, (extract(epoch from published_at) * 1000)::float8 as "publishedAt"
             from log_checkpoint order by size desc limit 1`,
  });
  return row;
}

/** Publishes a checkpoint, or the one of the same size with later cosignatures. */
export async function publish(
  db: Pick<Database, 'query'>,
  { size, note, publishedAt }: Publication,
): Promise<void> {
  await db.query({
    name: 'publish',
    text: `insert into log_checkpoint (size, note, published_at) values ($1, $2, to_timestamp($3::float8 / 1000))
           on conflict (size) do update set note = excluded.note, published_at = excluded.published_at`,
    values: [size, note, publishedAt],
  });
}
