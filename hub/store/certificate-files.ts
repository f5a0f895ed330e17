import { textArray, timestamptzArray, uuidArray } from './binary-array.js';
import type { BlobRow } from './blobs.js';
import type { Database, Tx } from './database.js';
import type { Fragment } from './fragment.js';

/** The copy of a certificate's file that was made for a use. */
export interface UseFileRow extends BlobRow {
  readonly useId: string;
}

const FILE = `f.sha256, f.sm3, f.size, f.media_type as "mediaType"`;

/**
 * Remembers what the platform is about to upload for a use that it is being asked for; what it says last counts.
 * @returns whether the hub has it already; undefined when the platform is not asked for a file of this use.
 */
export async function openUseFile(
  db: Pick<Database, 'query'>,
  platform: string,
  { useId, sha256, sm3, size, mediaType }: UseFileRow,
): Promise<{ readonly isWhole: boolean } | undefined> {
  const same = `(f.sha256, f.sm3, f.size, f.media_type) = (excluded.sha256, excluded.sm3, excluded.size, excluded.media_type)`;
  const [row] = await db.query<{ isWhole: boolean }>({
    text: `insert into certificate_file as f (use_id, sha256, sm3, size, media_type, platform, is_whole, until)
           select a.use_id, $3, $4, $5, $6, a.platform, false, max(a.until)
           from certificate_asking a join certificate_use u on u.use_id = a.use_id
           where a.use_id = $1 and a.platform = $2 and u.operation = 'FILE' group by a.use_id, a.platform
           on conflict (use_id) do update
           set sha256 = excluded.sha256, sm3 = excluded.sm3, size = excluded.size, media_type = excluded.media_type,
             is_whole = f.is_whole and ${same}, requester = case when ${same} then f.requester end,
             until = greatest(f.until, excluded.until)
           returning f.is_whole as "isWhole"`,
    values: [useId, platform, sha256, sm3, size, mediaType],
  });
  return row;
}

/** What the platform has said that it uploads for the use. */
export async function findOpenUseFile(
  db: Pick<Database, 'query'>,
  platform: string,
  useId: string,
  sha256: string,
): Promise<BlobRow | undefined> {
  const [row] = await db.query<BlobRow>({
    text: `select ${FILE} from certificate_file f where f.use_id = $1 and f.platform = $2 and f.sha256 = $3`,
    values: [useId, platform, sha256],
  });
  return row;
}

/** The bytes are in place. @returns whether the use still waits for this file. */
export async function finishUseFile(
  db: Pick<Database, 'query'>,
  useId: string,
  { sha256, sm3 }: BlobRow,
): Promise<boolean> {
  const rows = await db.query({
    text: `update certificate_file set is_whole = true where use_id = $1 and sha256 = $2 and sm3 = $3 returning use_id`,
    values: [useId, sha256, sm3],
  });
  return rows.length > 0;
}

/** The bytes were others. */
export async function dropUseFile(db: Pick<Database, 'query'>, useId: string, sha256: string): Promise<void> {
  await db.query({
    text: 'delete from certificate_file where use_id = $1 and sha256 = $2 and not is_whole',
    values: [useId, sha256],
  });
}

/** The files of these uses that are whole and not yet to be deleted, locked in one order for everybody. */
export async function lockUseFiles(tx: Tx, useIds: readonly string[], now: number): Promise<UseFileRow[]> {
  if (useIds.length === 0) return [];
  return tx.query<UseFileRow>({
    name: 'lock_certificate_files',
    text: `select f.use_id as "useId", ${FILE} from certificate_file f
           where f.use_id = any($1::uuid[]) and f.is_whole and f.until > to_timestamp($2::float8 / 1000)
           order by f.use_id for update`,
    values: [uuidArray(useIds), now],
  });
}

/** From now on the requester, and nobody else, may read it until then. */
export interface ReleasedUseFile {
  readonly useId: string;
  readonly requester: string;
  readonly until: number;
}

export function releaseUseFiles(rows: readonly ReleasedUseFile[]): Fragment {
  return {
    name: 'release_certificate_files',
    sql: `update certificate_file f set requester = k.requester, until = k.until
           from unnest($1::uuid[], $2::text[], $3::timestamptz[]) as k(use_id, requester, until)
           where f.use_id = k.use_id`,
    values: [
      uuidArray(rows.map((row) => row.useId)),
      textArray(rows.map((row) => row.requester)),
      timestamptzArray(rows.map((row) => row.until)),
    ],
  };
}

/** The file, if it was released to this platform and its time is not over. */
export async function findReleasedUseFile(
  db: Pick<Database, 'query'>,
  { useId, requester, sha256 }: Pick<ReleasedUseFile, 'useId' | 'requester'> & { readonly sha256: string },
  now: number,
): Promise<BlobRow | undefined> {
  const [row] = await db.query<BlobRow>({
    text: `select ${FILE} from certificate_file f
           where f.use_id = $1 and f.requester = $2 and f.sha256 = $3 and f.until > to_timestamp($4::float8 / 1000)`,
    values: [useId, requester, sha256, now],
  });
  return row;
}

/** Those of the uses that have a file here. */
export async function usesWithFiles(
  db: Pick<Database, 'query'>,
  useIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (useIds.length === 0) return new Set();
  const rows = await db.query<{ useId: string }>({
    text: `select use_id as "useId" from certificate_file where use_id = any($1::uuid[])`,
    values: [uuidArray(useIds)],
  });
  return new Set(rows.map(({ useId }) => useId));
}

export function forgetUseFiles(tx: Tx, now: number): void {
  tx.send({
    text: 'delete from certificate_file where until <= to_timestamp($1::float8 / 1000)',
    values: [now],
  });
}
