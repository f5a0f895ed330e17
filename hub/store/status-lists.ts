import type { CertificateState } from '#proto/schema';
import type { Database, Tx } from './database.js';

/** The latest status list of a platform under one name. Times in unix milliseconds. */
export interface StatusListRow {
  readonly platform: string;
  readonly list: string;
  /** SHA-256 of the token, hex. */
  readonly sha256: string;
  readonly issuedAt: number;
  readonly expiresAt: number;
  /** Of its publication; null: published before publications were logged. */
  readonly leafId: string | null;
  /** Grows with every publication of whichever list. */
  readonly revision: number;
}

const COLUMNS =
  'platform, list, sha256, issued_at as "issuedAt", expires_at as "expiresAt", leaf_id as "leafId", revision::float8 as revision';

const PUBLISHING = 7_204_005;

/**
 * One publication at a time, until its transaction ends: revisions are then seen in their order, and a reader that goes on from
 * the last one it saw misses none.
 */
export async function takeTurn(tx: Tx): Promise<void> {
  await tx.query({ text: `select pg_advisory_xact_lock(${PUBLISHING})` });
}

export async function findStatusList(
  db: Pick<Database, 'query'>,
  key: Pick<StatusListRow, 'platform' | 'list'>,
): Promise<StatusListRow | undefined> {
  const [row] = await db.query<StatusListRow>({
    name: 'find_status_list',
    text: `select ${COLUMNS} from status_list where platform = $1 and list = $2`,
    values: [key.platform, key.list],
  });
  return row;
}

/** The token, unless its reader has it. */
export async function findToken(
  db: Pick<Database, 'query'>,
  key: Pick<StatusListRow, 'platform' | 'list'>,
  knownSha256: string,
): Promise<(StatusListRow & { readonly token: string | null }) | undefined> {
  const [row] = await db.query<StatusListRow & { token: string | null }>({
    name: 'find_status_token',
    text: `select ${COLUMNS}, case when sha256 <> $3 then token end as token
           from status_list where platform = $1 and list = $2`,
    values: [key.platform, key.list, knownSha256],
  });
  return row;
}

/** Those published after a revision, in their order. @param platform of this one; of all when absent. */
export async function listStatusLists(
  db: Pick<Database, 'query'>,
  after: number,
  limit: number,
  platform: string | undefined,
): Promise<StatusListRow[]> {
  return db.query<StatusListRow>({
    name: 'list_status_lists',
    text: `select ${COLUMNS} from status_list where revision > $1 and ($3::text is null or platform = $3)
           order by revision limit $2`,
    values: [after, limit, platform ?? null],
  });
}

export async function countStatusLists(tx: Tx, platform: string): Promise<number> {
  const [row] = await tx.query<{ lists: number }>({
    name: 'count_status_lists',
    text: 'select count(*)::int as lists from status_list where platform = $1',
    values: [platform],
  });
  return row?.lists ?? 0;
}

/** Puts it in the place of the one before. @returns its revision. */
export async function putStatusList(
  tx: Tx,
  row: Omit<StatusListRow, 'revision'> & { readonly token: string },
): Promise<number> {
  const { platform, list, token, sha256, issuedAt, expiresAt, leafId } = row;
  const [put] = await tx.query<{ revision: number }>({
    name: 'put_status_list',
    text: `insert into status_list (platform, list, token, sha256, issued_at, expires_at, leaf_id, revision)
           values ($1, $2, $3, $4, to_timestamp($5::float8 / 1000), to_timestamp($6::float8 / 1000), $7,
             (select coalesce(max(revision), 0) + 1 from status_list))
           on conflict (platform, list) do update set token = excluded.token, sha256 = excluded.sha256,
             issued_at = excluded.issued_at, expires_at = excluded.expires_at, leaf_id = excluded.leaf_id, revision = excluded.revision
           returning revision::float8 as revision`,
    values: [platform, list, token, sha256, issuedAt, expiresAt, leafId],
  });
  if (put === undefined) throw new Error('a status list was not put');
  return put.revision;
}

/** A certificate that has ended, and its place in the list. */
export interface EndedPlace {
  readonly certificateId: string;
  readonly state: CertificateState;
  readonly index: number;
}

/** Certificates of a list that had ended by a moment, as was reported. */
export async function findEnded(
  db: Pick<Database, 'query'>,
  { platform, list }: Pick<StatusListRow, 'platform' | 'list'>,
  by: number,
): Promise<EndedPlace[]> {
  return db.query<EndedPlace>({
    name: 'find_ended_certificates',
    text: `select certificate_id as "certificateId", state, status_index::float8 as index from certificate
           where platform = $1 and status_list = $2 and state <> 'VALID' and state_since <= to_timestamp($3::float8 / 1000)`,
    values: [platform, list, by],
  });
}
