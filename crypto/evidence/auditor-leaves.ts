import { z } from 'zod';
import { utf8 } from '#crypto/primitives';
import { parseStrictJson, values } from '#proto/schema';
import { FIELD_GROUPS } from './commitment/index.js';

/** What the log says of auditors: who was let in to what, that it is over, and which evidence was asked for. */

const about = {
  /** Unix milliseconds, the hub's clock. */
  at: z.int().min(0),
  /** The organisation's short name. */
  auditor: values.peerId,
  hub: values.peerId,
  id: values.messageId,
};

const digestText = z.string().regex(/^[\w-]{43}$/);
const CommitmentSchema = values.record('Commitment', { sha256: digestText, sm3: digestText });

/** What an auditor's token opens: all of the log, or its checkpoints alone, for those who compare. */
export const AuditScopeSchema = z.enum(['log:read', 'checkpoint:read']);
export type AuditScope = z.output<typeof AuditScopeSchema>;

/** At once in a scope: a grant that names more is one for a whole item, place or period. */
const MOST_NAMED = 1_000;

/** Which cases: those that every condition holds for; without any, all. Members in the order in which they are written. */
const conditions = {
  /** Places of intake or of decision, each with all beneath it. */
  divisions: z.array(values.divisionCode).min(1).max(MOST_NAMED).readonly().optional(),
  /** Unix milliseconds: cases with an act from here on … */
  from: z.int().min(0).optional(),
  /** Basic codes. */
  items: z
    .array(z.string().regex(/^\d{12}$/))
    .min(1)
    .max(MOST_NAMED)
    .readonly()
    .optional(),
  /** … and before it. */
  to: z.int().min(0).optional(),
};

/** Groups of fields that the auditor is never shown. */
const without = z.array(z.enum(FIELD_GROUPS)).max(FIELD_GROUPS.length).readonly();

/** The evidence that an auditor may fetch. */
export const EvidenceScopeSchema = z
  .strictObject({
    /** Numbers of cases, in order. */
    cases: z.array(values.caseNo).min(1).max(MOST_NAMED).readonly().optional(),
    ...conditions,
    without,
  })
  .readonly();
export type EvidenceScope = z.output<typeof EvidenceScopeSchema>;

/**
 * An operator has let an organisation read the log, and with `evidence` (from version 2 on) fetch evidence of cases: which ones are named only
 * a commitment says, for no reader of the log is to learn a number. The leaf's id names the grant.
 */
export const AuditorAdmittedLeafSchema = z
  .strictObject({
    ...about,
    /** Unix milliseconds; with it, version 3. Absent: at once. */
    begins: z.int().min(0).optional(),
    evidence: z
      .strictObject({ cases: CommitmentSchema.optional(), ...conditions, without })
      .readonly()
      .optional(),
    /** Unix milliseconds. */
    expires: z.int().min(0),
    scope: AuditScopeSchema,
    type: z.literal('AuditorAdmitted'),
    v: z.literal([1, 2, 3]),
  })
  .refine((leaf) => leaf.v === admissionVersion(leaf))
  .refine(({ begins, expires }) => begins === undefined || begins < expires)
  .readonly();

/** The lowest version that says as much. */
export function admissionVersion({
  begins,
  evidence,
}: {
  readonly begins?: unknown;
  readonly evidence?: unknown;
}) {
  if (begins !== undefined) return 3;
  return evidence === undefined ? 1 : 2;
}

/** It may no longer. */
export const AuditorRevokedLeafSchema = z
  .strictObject({
    ...about,
    /** The id of the leaf of the admission. */
    grant: values.messageId,
    type: z.literal('AuditorRevoked'),
    v: z.literal(1),
  })
  .readonly();

/** An auditor has asked for the evidence of a case; with `code` in vain. */
export const EvidenceRequestedLeafSchema = z
  .strictObject({
    ...about,
    /** To the number that was asked for. */
    case: CommitmentSchema,
    code: z
      .string()
      .regex(/^[A-Z][A-Z_]+$/)
      .optional(),
    grant: values.messageId,
    type: z.literal('EvidenceRequested'),
    v: z.literal(1),
    /** What was left out of that which was handed over. */
    without: without.optional(),
  })
  .refine(({ code, without }) => (code === undefined) === (without !== undefined))
  .readonly();

export type AuditorLeaf =
  | z.output<typeof AuditorAdmittedLeafSchema>
  | z.output<typeof AuditorRevokedLeafSchema>
  | z.output<typeof EvidenceRequestedLeafSchema>;

/** What the leaf of a grant commits to under group `case`. @param cases in order. */
export function casesGranted(cases: readonly string[]): Uint8Array {
  return utf8(cases.join());
}

/** What the leaf of a request commits to under group `case`. */
export function caseRequested(caseNo: string): Uint8Array {
  return utf8(`${caseNo}/requested`);
}

/** As it is kept beside the grant: one spelling for the same scope. */
export function formatEvidenceScope(scope: EvidenceScope): string {
  const { cases, divisions, from, items, to, without } = scope;
  return JSON.stringify({ cases, divisions, from, items, to, without });
}

/** @returns undefined for what is none. */
export function parseEvidenceScope(text: string): EvidenceScope | undefined {
  const json = parseStrictJson(utf8(text));
  return json.ok ? EvidenceScopeSchema.safeParse(json.value).data : undefined;
}
