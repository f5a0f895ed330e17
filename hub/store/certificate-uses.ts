import { asksIssuer, type CertificateOperation } from '#proto/schema';
import { byteaArray, int4Array, textArray, timestamptzArray, uuidArray } from './binary-array.js';
import type { Database, Tx } from './database.js';
import type { Fragment } from './fragment.js';

/** One line of the ledger: a use that was asked for, and what the rules said. Times in unix milliseconds. */
export interface UseRow {
  /** Also the leaf's. */
  readonly useId: string;
  readonly requester: string;
  readonly messageId: string;
  readonly organisation: string;
  readonly clerk: string;
  readonly operation: CertificateOperation;
  readonly certificateId: string | null;
  readonly typeCode: string | null;
  /** Answers for the certificate. */
  readonly platform: string | null;
  readonly holderTag: Uint8Array | null;
  readonly basicCode: string | null;
  readonly caseRef: string | null;
  readonly consentId: string | null;
  readonly duty: string | null;
  /** With PRESENTATION, when its code was known. */
  readonly presentationId: string | null;
  readonly fields: readonly string[];
  readonly decidedAt: number;
  /** Absent when the use was allowed. */
  readonly refusalCode: string | null;
  readonly salt: Uint8Array;
}

/** What came of asking the issuing platform. */
export type AskedOutcome =
  | 'RELEASED'
  | 'REFUSED_BY_ISSUER'
  | 'UNVERIFIED'
  | 'UNREACHABLE'
  | 'NOT_VALID'
  | 'CONSENT_ENDED'
  | 'INTERRUPTED';

export interface OutcomeRow extends AskingKey {
  readonly outcome: AskedOutcome;
  readonly state: string | null;
  /** SHA-256 of the signing input of the answer. */
  readonly answer: Uint8Array | null;
  readonly leafId: string;
  readonly salt: Uint8Array;
  readonly recordedAt: number;
}

/** Names one attempt to have a use answered. */
export interface AskingKey {
  readonly useId: string;
  /** From 1. */
  readonly attempt: number;
}

/** An attempt that is under way, or was when its process ended. */
export interface AskingRow extends AskingKey {
  readonly platform: string;
  /** When it is overdue. */
  readonly until: number;
}

/** A line with its last outcome. */
export interface ListedUse extends UseRow {
  readonly outcome: AskedOutcome | null;
}

/** How a line of the ledger reads. */
export function outcomeOf({
  refusalCode,
  operation,
  outcome,
}: ListedUse): AskedOutcome | 'REFUSED' | 'ASKED' | 'ANSWERED' {
  if (refusalCode !== null) return 'REFUSED';
  return asksIssuer(operation) ? (outcome ?? 'ASKED') : 'ANSWERED';
}

const COLUMNS = `u.use_id as "useId", u.requester, u.message_id as "messageId", u.organisation, u.clerk, u.operation,
  u.certificate_id as "certificateId", u.type_code as "typeCode", u.platform, u.holder_tag as "holderTag",
  u.basic_code as "basicCode", u.case_ref as "caseRef", u.consent_id as "consentId", u.duty,
  u.presentation_id as "presentationId", u.fields, u.decided_at as "decidedAt", u.refusal_code as "refusalCode", u.salt`;

export async function findUses(db: Pick<Database, 'query'>, ids: readonly string[]): Promise<UseRow[]> {
  if (ids.length === 0) return [];
  return db.query<UseRow>({
    name: 'find_certificate_uses',
    text: `select ${COLUMNS} from certificate_use u where u.use_id = any($1::uuid[])`,
    values: [uuidArray(ids)],
  });
}

/** A use that a material names. */
export interface NamedUse extends UseRow {
  /** Whether the answer of the issuing platform went to the requester, at whichever attempt. */
  readonly isReleased: boolean;
}

export async function findNamedUses(
  db: Pick<Database, 'query'>,
  ids: readonly string[],
): Promise<NamedUse[]> {
  if (ids.length === 0) return [];
  return db.query<NamedUse>({
    name: 'find_named_uses',
    text: `select ${COLUMNS}, exists (select from certificate_outcome o
             where o.use_id = u.use_id and o.outcome = 'RELEASED') as "isReleased"
           from certificate_use u where u.use_id = any($1::uuid[])`,
    values: [uuidArray(ids)],
  });
}

/** The uses for one case of one platform, the first so many. */
export async function listUsesForCase(
  db: Pick<Database, 'query'>,
  { requester, caseRef }: Pick<UseRow, 'requester'> & { readonly caseRef: string },
  limit: number,
): Promise<UseRow[]> {
  return db.query<UseRow>({
    name: 'list_uses_for_case',
    text: `select ${COLUMNS} from certificate_use u where u.requester = $1 and u.case_ref = $2 order by u.use_id limit $3`,
    values: [requester, caseRef, limit],
  });
}

/** What came of asking, of each use in the order of the attempts. */
export async function listOutcomes(
  db: Pick<Database, 'query'>,
  useIds: readonly string[],
): Promise<Pick<OutcomeRow, 'useId' | 'leafId'>[]> {
  if (useIds.length === 0) return [];
  return db.query<Pick<OutcomeRow, 'useId' | 'leafId'>>({
    name: 'list_certificate_outcomes',
    text: `select o.use_id as "useId", o.leaf_id as "leafId" from certificate_outcome o
           where o.use_id = any($1::uuid[]) order by o.use_id, o.attempt`,
    values: [uuidArray(useIds)],
  });
}

export function insertUses(rows: readonly UseRow[]): Fragment {
  return {
    name: 'insert_certificate_uses',
    // A list of lists is flattened by unnest, so each list of fields travels as lines.
    sql: `insert into certificate_use (use_id, requester, message_id, organisation, clerk, operation, certificate_id,
             type_code, platform, holder_tag, basic_code, case_ref, consent_id, duty, fields, decided_at, refusal_code, salt,
             presentation_id)
           select use_id, requester, message_id, organisation, clerk, operation, certificate_id, type_code, platform,
             holder_tag, basic_code, case_ref, consent_id::uuid, duty, string_to_array(fields, E'\\n'), decided_at,
             refusal_code, salt, presentation_id::uuid
           from unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
             $9::text[], $10::bytea[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[],
             $16::timestamptz[], $17::text[], $18::bytea[], $19::text[])
             as n(use_id, requester, message_id, organisation, clerk, operation, certificate_id, type_code, platform,
               holder_tag, basic_code, case_ref, consent_id, duty, fields, decided_at, refusal_code, salt, presentation_id)`,
    values: [
      uuidArray(rows.map((row) => row.useId)),
      textArray(rows.map((row) => row.requester)),
      uuidArray(rows.map((row) => row.messageId)),
      textArray(rows.map((row) => row.organisation)),
      textArray(rows.map((row) => row.clerk)),
      textArray(rows.map((row) => row.operation)),
      textArray(rows.map((row) => row.certificateId)),
      textArray(rows.map((row) => row.typeCode)),
      textArray(rows.map((row) => row.platform)),
      byteaArray(rows.map((row) => row.holderTag)),
      textArray(rows.map((row) => row.basicCode)),
      textArray(rows.map((row) => row.caseRef)),
      textArray(rows.map((row) => row.consentId)),
      textArray(rows.map((row) => row.duty)),
      textArray(rows.map((row) => row.fields.join('\n'))),
      timestamptzArray(rows.map((row) => row.decidedAt)),
      textArray(rows.map((row) => row.refusalCode)),
      byteaArray(rows.map((row) => row.salt)),
      textArray(rows.map((row) => row.presentationId)),
    ],
  };
}

/** How often each use has been asked so far; those never asked are missing. */
export async function countAttempts(
  tx: Tx,
  useIds: readonly string[],
): Promise<{ readonly useId: string; readonly attempts: number }[]> {
  if (useIds.length === 0) return [];
  return tx.query({
    name: 'count_certificate_attempts',
    text: `select use_id as "useId", max(attempt) as attempts from (
             select use_id, attempt from certificate_outcome where use_id = any($1::uuid[])
             union all
             select use_id, attempt from certificate_asking where use_id = any($1::uuid[])) as tried
           group by use_id`,
    values: [uuidArray(useIds)],
  });
}

export function insertAsking(rows: readonly AskingRow[]): Fragment {
  return {
    name: 'insert_certificate_asking',
    sql: `insert into certificate_asking (use_id, attempt, platform, until)
           select * from unnest($1::uuid[], $2::int4[], $3::text[], $4::timestamptz[])`,
    values: [
      uuidArray(rows.map((row) => row.useId)),
      int4Array(rows.map((row) => row.attempt)),
      textArray(rows.map((row) => row.platform)),
      timestamptzArray(rows.map((row) => row.until)),
    ],
  };
}

/** Those of the attempts that nobody has closed yet, locked in one order for everybody. */
export async function lockAsking(tx: Tx, keys: readonly AskingKey[]): Promise<AskingKey[]> {
  if (keys.length === 0) return [];
  return tx.query<AskingKey>({
    name: 'lock_certificate_asking',
    text: `select a.use_id as "useId", a.attempt from certificate_asking a
           where (a.use_id, a.attempt) in (select * from unnest($1::uuid[], $2::int4[]))
           order by a.use_id, a.attempt for update`,
    values: [uuidArray(keys.map((key) => key.useId)), int4Array(keys.map((key) => key.attempt))],
  });
}

/** Attempts that are overdue and that no other process is closing now. */
export async function lockOverdue(tx: Tx, now: number, limit: number): Promise<AskingRow[]> {
  return tx.query<AskingRow>({
    name: 'lock_overdue_asking',
    text: `select use_id as "useId", attempt, platform, until from certificate_asking
           where until < to_timestamp($1::float8 / 1000) order by until limit $2 for update skip locked`,
    values: [now, limit],
  });
}

export function deleteAsking(keys: readonly AskingKey[]): Fragment {
  return {
    name: 'delete_certificate_asking',
    sql: `delete from certificate_asking a using unnest($1::uuid[], $2::int4[]) as k(use_id, attempt)
           where a.use_id = k.use_id and a.attempt = k.attempt`,
    values: [uuidArray(keys.map((key) => key.useId)), int4Array(keys.map((key) => key.attempt))],
  };
}

export async function findOutcomes(tx: Pick<Tx, 'query'>, keys: readonly AskingKey[]): Promise<OutcomeRow[]> {
  if (keys.length === 0) return [];
  return tx.query<OutcomeRow>({
    name: 'find_certificate_outcomes',
    text: `select o.use_id as "useId", o.attempt, o.outcome, o.state, o.answer, o.leaf_id as "leafId", o.salt,
             o.recorded_at as "recordedAt"
           from certificate_outcome o where (o.use_id, o.attempt) in (select * from unnest($1::uuid[], $2::int4[]))`,
    values: [uuidArray(keys.map((key) => key.useId)), int4Array(keys.map((key) => key.attempt))],
  });
}

export function insertOutcomes(rows: readonly OutcomeRow[]): Fragment {
  return {
    name: 'insert_certificate_outcomes',
    sql: `insert into certificate_outcome (use_id, attempt, outcome, state, answer, leaf_id, salt, recorded_at)
           select * from unnest($1::uuid[], $2::int4[], $3::text[], $4::text[], $5::bytea[], $6::uuid[], $7::bytea[],
             $8::timestamptz[])`,
    values: [
      uuidArray(rows.map((row) => row.useId)),
      int4Array(rows.map((row) => row.attempt)),
      textArray(rows.map((row) => row.outcome)),
      textArray(rows.map((row) => row.state)),
      byteaArray(rows.map((row) => row.answer)),
      uuidArray(rows.map((row) => row.leafId)),
      byteaArray(rows.map((row) => row.salt)),
      timestamptzArray(rows.map((row) => row.recordedAt)),
    ],
  };
}

export type UseFilter =
  | { readonly requester: string }
  | { readonly platform: string }
  | { readonly certificateId: string }
  | { readonly holderTag: Uint8Array };

const WHERE = {
  requester:
    'select * from certificate_use where requester = $1 and use_id < $2 order by use_id desc limit $3',
  platform: 'select * from certificate_use where platform = $1 and use_id < $2 order by use_id desc limit $3',
  certificateId:
    'select * from certificate_use where certificate_id = $1 and use_id < $2 order by use_id desc limit $3',
  // What was looked for under the holder's name, and the uses of what the holder has: the latest of each certificate are enough.
  holderTag: `(select * from certificate_use where holder_tag = $1 and use_id < $2 order by use_id desc limit $3)
    union all
    select u.* from (select certificate_id from certificate_holder where holder_tag = $1 limit 1000) h
    cross join lateral (select * from certificate_use
      where certificate_id = h.certificate_id and use_id < $2 order by use_id desc limit $3) u`,
} as const;

/** Later than every UUIDv7 of this age of the world. */
const LAST = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** The latest first, each with its last outcome. @param page uses before this one, at most so many. */
export async function listUses(
  db: Pick<Database, 'query'>,
  filter: UseFilter,
  page: { readonly before?: string | undefined; readonly limit: number },
): Promise<ListedUse[]> {
  const [[column, value]] = Object.entries(filter) as [[keyof typeof WHERE, string | Uint8Array]]; // a filter has one member
  return db.query<ListedUse>({
    name: `list_uses_by_${column}`,
    text: `select ${COLUMNS}, o.outcome from (${WHERE[column]}) u
           left join lateral (select outcome from certificate_outcome o where o.use_id = u.use_id
             order by o.attempt desc limit 1) o on true
           order by u.use_id desc limit $3`,
    values: [value, page.before ?? LAST, page.limit],
  });
}
