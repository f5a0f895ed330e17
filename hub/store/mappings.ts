import type { SignedParts } from '#crypto/jose';
import type { BlobRef } from '#proto/schema';
import type { Database, Tx } from './database.js';

/** A version of a platform's mapping as it was proposed; its document is a blob. */
export interface ProposedMapping {
  readonly platform: string;
  readonly version: string;
  /** YYYY-MM-DD. */
  readonly validFrom: string;
  readonly document: BlobRef;
  /** What the province says of it; may be empty. */
  readonly note: string;
  /** Unix milliseconds. */
  readonly proposedAt: number;
}

/** What the operators said to a version. */
export interface MappingReview {
  readonly platform: string;
  readonly version: string;
  readonly isApproved: boolean;
  readonly reviewer: string;
  readonly note: string;
  /** Unix milliseconds. */
  readonly reviewedAt: number;
}

export interface MappingVersion extends ProposedMapping {
  readonly review: Omit<MappingReview, 'platform' | 'version'> | undefined;
}

/** The signed proposal beside what it says. */
export interface SignedProposal {
  readonly mapping: ProposedMapping;
  readonly messageId: string;
  /** SHA-256 of the signing input. */
  readonly digest: Uint8Array;
  readonly parts: SignedParts;
}

/** @returns whether it was new; the platform, the version or the message id may be taken. */
export async function insertProposal(tx: Tx, proposal: SignedProposal): Promise<boolean> {
  const { mapping, messageId, digest, parts } = proposal;
  const { sha256, sm3, size, mediaType, fileName } = mapping.document;
  const rows = await tx.query<unknown>({
    text: `insert into mapping_version (platform, version, valid_from, sha256, sm3, size, media_type, file_name, note,
             proposed_at, message_id, digest, protected, payload, signature)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, to_timestamp($10::float8 / 1000), $11, $12, $13, $14, $15)
           on conflict do nothing returning 1 as one`,
    values: [
      mapping.platform,
      mapping.version,
      mapping.validFrom,
      sha256,
      sm3,
      size,
      mediaType,
      fileName,
      mapping.note,
      mapping.proposedAt,
      messageId,
      digest,
      parts.protected,
      parts.payload,
      parts.signature,
    ],
  });
  return rows.length === 1;
}

/** By message id, or by the name of the version: SHA-256 of the signing input that holds it. */
export async function findProposalDigests(
  tx: Pick<Tx, 'query'>,
  { platform, version }: Pick<ProposedMapping, 'platform' | 'version'>,
  messageId: string,
): Promise<Uint8Array[]> {
  const rows = await tx.query<{ digest: Uint8Array }>({
    text: `select digest from mapping_version where (platform = $1 and version = $2) or message_id = $3`,
    values: [platform, version, messageId],
  });
  return rows.map((row) => row.digest);
}

/** Reviews of a platform's mappings come one after the other, until the transaction ends. */
export async function lockReviews(tx: Tx, platform: string): Promise<void> {
  await tx.query({
    text: `select pg_advisory_xact_lock(hashtext('tongban mapping reviews'), hashtext($1))`,
    values: [platform],
  });
}

/** Whether another version is approved that begins on the day of this one, or later. */
export async function comesTooLate(
  tx: Pick<Tx, 'query'>,
  { platform, version }: Pick<ProposedMapping, 'platform' | 'version'>,
): Promise<boolean> {
  const rows = await tx.query<unknown>({
    text: `select 1 as one from mapping_version other join mapping_review using (platform, version)
           where platform = $1 and version <> $2 and is_approved
             and valid_from >= (select valid_from from mapping_version where platform = $1 and version = $2)
           limit 1`,
    values: [platform, version],
  });
  return rows.length > 0;
}

/** @returns whether the review was new: a version is reviewed once. */
export async function insertReview(db: Pick<Database, 'query'>, review: MappingReview): Promise<boolean> {
  const { platform, version, isApproved, reviewer, note, reviewedAt } = review;
  const rows = await db.query<unknown>({
    text: `insert into mapping_review (platform, version, is_approved, reviewer, note, reviewed_at)
           values ($1, $2, $3, $4, $5, to_timestamp($6::float8 / 1000)) on conflict do nothing returning 1 as one`,
    values: [platform, version, isApproved, reviewer, note, reviewedAt],
  });
  return rows.length === 1;
}

type Row = Omit<ProposedMapping, 'document'> &
  BlobRef & {
    readonly isApproved: boolean | null;
    readonly reviewer: string;
    readonly reviewNote: string;
    readonly reviewedAt: number;
  };

/** The latest proposal first. @param only of one platform, or one version of it. */
export async function listMappings(
  db: Pick<Database, 'query'>,
  only: { readonly platform?: string; readonly version?: string } = {},
): Promise<MappingVersion[]> {
  const rows = await db.query<Row>({
    text: `select v.platform, v.version, v.valid_from as "validFrom", v.sha256, v.sm3, v.size,
             v.media_type as "mediaType", v.file_name as "fileName", v.note, v.proposed_at as "proposedAt",
             r.is_approved as "isApproved", r.reviewer, r.note as "reviewNote", r.reviewed_at as "reviewedAt"
           from mapping_version v left join mapping_review r using (platform, version)
           where ($1::text is null or v.platform = $1) and ($2::text is null or v.version = $2)
           order by v.proposed_at desc, v.version desc limit 1000`,
    values: [only.platform ?? null, only.version ?? null],
  });
  return rows.map(toVersion);
}

function toVersion(row: Row): MappingVersion {
  const { sha256, sm3, size, mediaType, fileName, isApproved, reviewer, reviewNote, reviewedAt, ...rest } =
    row;
  return {
    ...rest,
    document: { sha256, sm3, size, mediaType, fileName },
    review: isApproved === null ? undefined : { isApproved, reviewer, note: reviewNote, reviewedAt },
  };
}
