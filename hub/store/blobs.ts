import type { BlobRef } from '#proto/schema';
import { textArray } from './binary-array.js';
import type { Database, Tx } from './database.js';
import { compose, type Fragment } from './fragment.js';

/** A file that the hub holds whole; its bytes lie in the blob folder. */
export type BlobRow = Omit<BlobRef, 'fileName'>;

export async function findBlobs(tx: Pick<Tx, 'query'>, sha256s: readonly string[]): Promise<BlobRow[]> {
  if (sha256s.length === 0) return [];
  return tx.query<BlobRow>({
    name: 'find_blobs',
    text: `select sha256, sm3, size, media_type as "mediaType" from blob where sha256 = any($1::text[])`,
    values: [textArray(sha256s)],
  });
}

/** Which of these files the peer may fetch or name. */
export async function findBlobAccess(
  tx: Pick<Tx, 'query'>,
  pairs: readonly { readonly sha256: string; readonly peerId: string }[],
): Promise<{ readonly sha256: string; readonly peerId: string }[]> {
  if (pairs.length === 0) return [];
  return tx.query({
    name: 'find_blob_access',
    text: `select a.sha256, a.peer_id as "peerId" from unnest($1::text[], $2::text[]) as k(sha256, peer_id)
           join blob_access a on a.sha256 = k.sha256 and a.peer_id = k.peer_id`,
    values: [textArray(pairs.map((pair) => pair.sha256)), textArray(pairs.map((pair) => pair.peerId))],
  });
}

export function grantBlobAccess(
  pairs: readonly { readonly sha256: string; readonly peerId: string }[],
): Fragment {
  return {
    name: 'grant_blob_access',
    sql: `insert into blob_access (sha256, peer_id) select * from unnest($1::text[], $2::text[])
           on conflict do nothing`,
    values: [textArray(pairs.map((pair) => pair.sha256)), textArray(pairs.map((pair) => pair.peerId))],
  };
}

/** Remembers that the cases name the files. Fails as a clash when one of them has just been erased. */
export function nameBlobs(pairs: readonly { readonly sha256: string; readonly caseNo: string }[]): Fragment {
  return {
    name: 'name_blobs',
    sql: `insert into blob_case (sha256, case_no) select * from unnest($1::text[], $2::text[]) on conflict do nothing`,
    values: [textArray(pairs.map((pair) => pair.sha256)), textArray(pairs.map((pair) => pair.caseNo))],
  };
}

/** Remembers that members of life events name the files as their results; `nameBlobs` has remembered that they name them. */
export function nameResults(
  pairs: readonly { readonly sha256: string; readonly caseNo: string }[],
): Fragment {
  return {
    name: 'name_results',
    sql: `insert into result_file (sha256, case_no) select * from unnest($1::text[], $2::text[]) on conflict do nothing`,
    values: [textArray(pairs.map((pair) => pair.sha256)), textArray(pairs.map((pair) => pair.caseNo))],
  };
}

/** Whether the file is of a result that a case of this peer has waited for (一件事). */
export async function isAwaitedResult(
  db: Pick<Database, 'query'>,
  sha256: string,
  peerId: string,
): Promise<boolean> {
  const rows = await db.query({
    name: 'is_awaited_result',
    text: `select from result_file r join cases done on done.case_no = r.case_no
           join cases c on c.facets ? 'membership'
             and c.facets -> 'membership' ->> 'lifeEventNo' = done.facets -> 'membership' ->> 'lifeEventNo'
           where r.sha256 = $1 and (c.submitter = $2 or c.competent = $2)
             and c.facets -> 'membership' -> 'met' @> jsonb_build_array(jsonb_build_object('caseNo', r.case_no))
           limit 1`,
    values: [sha256, peerId],
  });
  return rows.length > 0;
}

/**
 * Remembers what a peer is about to upload. What it says last counts: a wrong size must not stand for ever.
 * @returns false when it has too many uploads open. A few at once may go past the limit, by as many as there are.
 */
export async function openUpload(
  db: Pick<Database, 'query'>,
  peerId: string,
  blob: BlobRow,
  { now, openUploads }: { readonly now: number; readonly openUploads: number },
): Promise<boolean> {
  const rows = await db.query({
    text: `insert into blob_upload (peer_id, sha256, sm3, size, media_type, opened_at)
           select $1, $2, $3, $4, $5, to_timestamp($6::float8 / 1000)
           where exists (select from blob_upload where peer_id = $1 and sha256 = $2)
             or (select count(*) from blob_upload where peer_id = $1) < $7
           on conflict (peer_id, sha256) do update
           set sm3 = excluded.sm3, size = excluded.size, media_type = excluded.media_type, opened_at = excluded.opened_at
           returning sha256`,
    values: [peerId, blob.sha256, blob.sm3, blob.size, blob.mediaType, now, openUploads],
  });
  return rows.length > 0;
}

/** Those that nobody has asked for since then. @param before unix milliseconds. */
export async function forgetUploads(db: Pick<Database, 'query'>, before: number): Promise<void> {
  await db.query({
    text: `delete from blob_upload where opened_at < to_timestamp($1::float8 / 1000)`,
    values: [before],
  });
}

export async function findUpload(
  db: Pick<Database, 'query'>,
  peerId: string,
  sha256: string,
): Promise<BlobRow | undefined> {
  const [row] = await db.query<BlobRow>({
    text: `select sha256, sm3, size, media_type as "mediaType" from blob_upload where peer_id = $1 and sha256 = $2`,
    values: [peerId, sha256],
  });
  return row;
}

/**
 * The upload is whole and verified: it becomes a blob that its uploader may name. Once this resolves, no erasure takes its bytes;
 * one that was about to has.
 */
export async function finishUpload(tx: Tx, peerId: string, blob: BlobRow, now: number): Promise<void> {
  tx.send({
    text: `insert into blob (sha256, sm3, size, media_type, created_at)
           values ($1, $2, $3, $4, to_timestamp($5::float8 / 1000)) on conflict do nothing`,
    values: [blob.sha256, blob.sm3, blob.size, blob.mediaType, now],
  });
  tx.send({
    text: `insert into blob_unnamed (sha256, since) values ($1, to_timestamp($2::float8 / 1000))
           on conflict (sha256) do update set since = excluded.since`,
    values: [blob.sha256, now],
  });
  const grant = compose([grantBlobAccess([{ sha256: blob.sha256, peerId }])]);
  if (grant !== undefined) tx.send(grant);
  dropUpload(tx, peerId, blob.sha256);
  await tx.query({ text: `delete from blob_discard where sha256 = $1`, values: [blob.sha256] }); // it is wanted again
}

/** Somebody asks for the file again: it is kept for as long as one that has just come. Once this resolves it is kept, or gone. */
export async function keepUnnamed(db: Pick<Database, 'query'>, sha256: string, now: number): Promise<void> {
  await db.query({
    name: 'keep_unnamed',
    text: `update blob_unnamed set since = to_timestamp($2::float8 / 1000) where sha256 = $1`,
    values: [sha256, now],
  });
}

/**
 * Forgets files that nothing names and nobody has asked for since then; what is left of them is discarded as after an erasure.
 * @param before unix milliseconds. @returns how many were looked at, and how many are gone.
 */
export async function forgetUnnamed(
  tx: Pick<Tx, 'query'>,
  before: number,
  most: number,
): Promise<{ readonly looked: number; readonly gone: number }> {
  const [row] = await tx.query<{ looked: number; gone: number }>({
    text: `select looked, gone from forget_unnamed(to_timestamp($1::float8 / 1000), $2)`,
    values: [before, most],
  });
  return row ?? { looked: 0, gone: 0 };
}

export function dropUpload(tx: Tx, peerId: string, sha256: string): void {
  tx.send({ text: `delete from blob_upload where peer_id = $1 and sha256 = $2`, values: [peerId, sha256] });
}
