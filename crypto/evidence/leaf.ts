import { z } from 'zod';
import { utf8 } from '#crypto/primitives';
import { CertificateOperationSchema, parseStrictJson, values } from '#proto/schema';
import {
  AuditorAdmittedLeafSchema,
  type AuditorLeaf,
  AuditorRevokedLeafSchema,
  EvidenceRequestedLeafSchema,
} from './auditor-leaves.js';
import type { Commitment } from './commitment/index.js';
import { type CrossRootLeaf, CrossRootLeafSchema } from './cross-root.js';
import { DIRECTORY_LEAVES, type DirectoryLeaf } from './directory-leaves.js';
import {
  GrantIntakeLeafSchema,
  type IntakeGrantLeaf,
  WithdrawIntakeGrantLeafSchema,
} from './intake-grant-leaves.js';
import {
  KeyChangedLeafSchema,
  LogClosedLeafSchema,
  LogOpenedLeafSchema,
  type OwnLeaf,
} from './own-leaves.js';

/**
 * What the log says of one act: facts about organisations, and commitments. Never personal data, nor a plain hash of it.
 * A leaf is bytes: JSON with its members in order and no spaces (RFC 8785), written once and never written again.
 */

const digestText = z.string().regex(/^[\w-]{43}$/);

const twoDigests = { sha256: digestText, sm3: digestText };

const CommitmentSchema = values.record('Commitment', twoDigests);

/** Members in the order in which they are written. */
const ActLeafSchema = z
  .strictObject({
    /** The platform that signed. */
    actor: values.peerId,
    /** Unix milliseconds, the hub's clock: a claim, not a proof. */
    at: z.int().min(0),
    case: CommitmentSchema,
    /** To the contents in groups of fields, see `listDigests`. Versions 1 and 2 had none. */
    groups: CommitmentSchema.optional(),
    hub: values.peerId,
    id: values.messageId,
    /** National basic code. */
    item: z.string().regex(/^\d{12}$/),
    kid: z.string().max(64),
    message: CommitmentSchema,
    /**
     * For each platform of `to`, in its order: the running number of this actor's acts to that platform, from 1 in the order of the
     * log. An act that was left out leaves a gap. Version 1 had none.
     */
    pairSeq: z.array(z.int().min(1)).optional(),
    /** The platforms that it is dispatched to. */
    to: z.array(values.peerId),
    type: z.string().regex(/^(?!Refusal$)[A-Z][A-Za-z]+$/),
    v: z.literal([1, 2, 3]),
  })
  .refine(({ v, pairSeq, to }) => (v === 1 ? pairSeq === undefined : pairSeq?.length === to.length))
  .refine(({ v, groups }) => (v === 3) === (groups !== undefined))
  .readonly();

const RefusalLeafSchema = z
  .strictObject({
    /** The platform on the line. */
    actor: values.peerId,
    at: z.int().min(0),
    /** That it belongs to a case, see `refusedInCase`. Version 1 has none: it belongs to no case, or is from before. */
    case: CommitmentSchema.optional(),
    code: z.string().regex(/^[A-Z][A-Z_]+$/),
    hub: values.peerId,
    id: values.messageId,
    message: CommitmentSchema,
    type: z.literal('Refusal'),
    v: z.literal([1, 2]),
  })
  .refine(({ v, case: of }) => (v === 1) === (of === undefined))
  .readonly();

/** What every leaf about electronic certificates has. */
const about = {
  at: z.int().min(0),
  hub: values.peerId,
  id: values.messageId,
  kid: z.string().max(64),
  message: CommitmentSchema,
  v: z.literal(1),
};

/** A certificate exists, has a later version, or has come to an end. Which one, only its commitment says. */
const CertificateLeafSchema = z
  .strictObject({
    ...about,
    /** The platform that answers for it. */
    actor: values.peerId,
    certificate: CommitmentSchema,
    certificateType: values.certificateType,
    type: z.enum(['CertificateIssued', 'CertificateChanged', 'CertificateStateChanged']),
  })
  .readonly();

/** A holder is about to show a certificate: a code was made. */
const PresentationLeafSchema = z
  .strictObject({
    ...about,
    /** The platform at which the holder was identified. */
    actor: values.peerId,
    certificate: CommitmentSchema,
    certificateType: values.certificateType,
    /** The id of the message that opened it. */
    presentation: values.messageId,
    type: z.literal('PresentationOpened'),
  })
  .readonly();

/** A holder's consent, given or taken back. */
const ConsentLeafSchema = z
  .strictObject({
    ...about,
    /** The platform at which the holder was identified. */
    actor: values.peerId,
    /** The id of the message that granted it. */
    consent: values.messageId,
    type: z.enum(['ConsentGranted', 'ConsentRevoked']),
  })
  .readonly();

/** Somebody asked to use a certificate; with `code` in vain. The leaf's id names the use. */
const UseLeafSchema = z
  .strictObject({
    ...about,
    actor: values.peerId,
    /** Of its case number at the requesting platform, if it is for a case. */
    case: CommitmentSchema.optional(),
    /** Absent when none is named, as in a search, or by a code that nobody opened. */
    certificate: CommitmentSchema.optional(),
    /** Absent with such a code only. */
    certificateType: values.certificateType.optional(),
    code: z
      .string()
      .regex(/^[A-Z][A-Z_]+$/)
      .optional(),
    consent: values.messageId.optional(),
    /** The entry of the list of duties. */
    duty: values.reference(50).optional(),
    operation: CertificateOperationSchema,
    /** The id of the message that opened the code that was shown. */
    presentation: values.messageId.optional(),
    /** The platform that is asked. */
    to: z.array(values.peerId),
    type: z.literal('UseCertificate'),
  })
  .readonly();

/** What came of asking the issuing platform. With its answer, `kid` and `message` are the answer's. */
const OutcomeLeafSchema = z
  .strictObject({
    ...about,
    kid: about.kid.optional(),
    message: CommitmentSchema.optional(),
    /** The platform that was asked. */
    actor: values.peerId,
    outcome: z.string().regex(/^[A-Z][A-Z_]+$/),
    type: z.literal('CertificateOutcome'),
    /** Names the use: the id of its leaf. */
    use: values.messageId,
  })
  .readonly();

/**
 * A platform has published a status list, which takes the place of the one before. The digests are of the token itself: it has
 * no personal data, every platform may read it, and whoever got one finds here when it was published and what came after it.
 */
const StatusListLeafSchema = z
  .strictObject({
    actor: values.peerId,
    at: about.at,
    /** Unix milliseconds, as the platform signed it. */
    expires: z.int().min(0),
    hub: about.hub,
    id: about.id,
    issued: z.int().min(0),
    kid: about.kid,
    list: values.statusListName,
    token: values.record('Digests', twoDigests),
    type: z.literal('StatusListPublished'),
    v: about.v,
  })
  .readonly();

/** Why the contents of a case may be destroyed: the Personal Information Protection Law (个人信息保护法), article 47. */
export const ERASURE_GROUNDS = [
  'PURPOSE_ACHIEVED',
  'RETENTION_OVER',
  'CONSENT_WITHDRAWN',
  'UNLAWFUL',
  'OTHER_LAW',
] as const;

/**
 * The hub has destroyed what opens the leaves of a case, and its contents. Which leaves, only the commitment says: a reader of the
 * log does not learn from it which ones belong together.
 */
const ErasureLeafSchema = z
  .strictObject({
    at: about.at,
    /** How many leaves can be opened no more. */
    count: z.int().min(1),
    /** USCC of the organisation that decided it. */
    decidedBy: values.uscc,
    erased: CommitmentSchema,
    ground: z.enum(ERASURE_GROUNDS),
    hub: about.hub,
    id: about.id,
    type: z.literal('Erasure'),
    v: about.v,
  })
  .readonly();

export type ErasureGround = (typeof ERASURE_GROUNDS)[number];
export type ErasureLeaf = z.output<typeof ErasureLeafSchema>;
export type CertificateLeaf = z.output<typeof CertificateLeafSchema>;
export type PresentationLeaf = z.output<typeof PresentationLeafSchema>;
export type ConsentLeaf = z.output<typeof ConsentLeafSchema>;
export type UseLeaf = z.output<typeof UseLeafSchema>;
export type OutcomeLeaf = z.output<typeof OutcomeLeafSchema>;
export type StatusListLeaf = z.output<typeof StatusListLeafSchema>;

export type ActLeaf = z.output<typeof ActLeafSchema>;

/** Of an act that has no place in the log yet: its pair numbers come with it, see `withPairSeq`. */
export type ActDraft = Omit<ActLeaf, 'pairSeq' | 'v' | 'groups'> & { readonly groups: Commitment };
export type RefusalLeaf = z.output<typeof RefusalLeafSchema>;

/** Every kind of leaf that a log of this project holds. */
export type Leaf =
  | ActLeaf
  | RefusalLeaf
  | CertificateLeaf
  | PresentationLeaf
  | ConsentLeaf
  | UseLeaf
  | OutcomeLeaf
  | StatusListLeaf
  | ErasureLeaf
  | AuditorLeaf
  | CrossRootLeaf
  | DirectoryLeaf
  | IntakeGrantLeaf
  | OwnLeaf;

export function formatActLeaf({ pairSeq, v, ...act }: ActLeaf): Uint8Array {
  return formatAct(act, pairSeq, v);
}

export function formatActDraft(act: ActDraft): Uint8Array {
  return formatAct(act, undefined, 3);
}

function formatAct(
  act: Omit<ActLeaf, 'pairSeq' | 'v'>,
  pairSeq: ActLeaf['pairSeq'],
  v: ActLeaf['v'],
): Uint8Array {
  const { actor, at, hub, id, item, kid, to, type } = act;
  const ordered = {
    actor,
    at,
    case: inOrder(act.case),
    groups: act.groups && inOrder(act.groups), // left out when undefined
    hub,
    id,
    item,
    kid,
    message: inOrder(act.message),
    pairSeq, // the same
    to,
    type,
    v,
  };
  return utf8(JSON.stringify(ordered));
}

export function formatRefusalLeaf(leaf: RefusalLeaf): Uint8Array {
  return inAlphabet(leaf);
}

export function formatErasureLeaf(leaf: ErasureLeaf): Uint8Array {
  const { at, count, decidedBy, ground, hub, id, type, v } = leaf;
  return utf8(
    JSON.stringify({ at, count, decidedBy, erased: inOrder(leaf.erased), ground, hub, id, type, v }),
  );
}

/** A leaf about electronic certificates. Every member is in the order of the alphabet, and so are those of its digests. */
export function formatCertificateLeaf(
  leaf: CertificateLeaf | PresentationLeaf | ConsentLeaf | UseLeaf | OutcomeLeaf | StatusListLeaf,
): Uint8Array {
  return inAlphabet(leaf);
}

/** A leaf about auditors. The members of `evidence` are in the order of the alphabet too. */
export function formatAuditorLeaf(leaf: AuditorLeaf): Uint8Array {
  if (!('evidence' in leaf) || leaf.evidence === undefined) return inAlphabet(leaf);
  const { cases, divisions, from, items, to, without } = leaf.evidence;
  const evidence = { cases: cases && inOrder(cases), divisions, from, items, to, without };
  return inAlphabet({ ...leaf, evidence });
}

/** A leaf about 收件授权. */
export function formatIntakeGrantLeaf(leaf: IntakeGrantLeaf): Uint8Array {
  return inAlphabet(leaf);
}

function inAlphabet(leaf: object): Uint8Array {
  const members: Readonly<Record<string, unknown>> = { ...leaf };
  const ordered: Record<string, unknown> = {};
  for (const name of Object.keys(members).sort()) {
    const value = members[name];
    ordered[name] = isCommitment(value) ? inOrder(value) : value;
  }
  return utf8(JSON.stringify(ordered)); // which leaves out what is undefined
}

/** But for acts, whose types are open, a leaf can be of no other kind than its type says. */
const BY_TYPE = new Map<unknown, (typeof TYPED)[number][1]>();

/** A log may hold a million leaves, and nobody may make the reading of one dear: each is held against two kinds at most. */
const TYPED = [
  [['Refusal'], RefusalLeafSchema],
  [['CertificateIssued', 'CertificateChanged', 'CertificateStateChanged'], CertificateLeafSchema],
  [['PresentationOpened'], PresentationLeafSchema],
  [['ConsentGranted', 'ConsentRevoked'], ConsentLeafSchema],
  [['UseCertificate'], UseLeafSchema],
  [['CertificateOutcome'], OutcomeLeafSchema],
  [['StatusListPublished'], StatusListLeafSchema],
  [['Erasure'], ErasureLeafSchema],
  [['AuditorAdmitted'], AuditorAdmittedLeafSchema],
  [['AuditorRevoked'], AuditorRevokedLeafSchema],
  [['EvidenceRequested'], EvidenceRequestedLeafSchema],
  [['GrantIntake'], GrantIntakeLeafSchema],
  [['WithdrawIntakeGrant'], WithdrawIntakeGrantLeafSchema],
  [['CrossRoot'], CrossRootLeafSchema],
  [['KeyChanged'], KeyChangedLeafSchema],
  [['LogClosed'], LogClosedLeafSchema],
  [['LogOpened'], LogOpenedLeafSchema],
  ...DIRECTORY_LEAVES,
] as const;

for (const [types, schema] of TYPED) for (const type of types) BY_TYPE.set(type, schema);

/** @returns undefined for bytes that are no kind of leaf. */
export function parseLeaf(bytes: Uint8Array): Leaf | undefined {
  const json = parseStrictJson(bytes);
  if (!json.ok || typeof json.value !== 'object' || json.value === null) return undefined;
  const { value } = json;
  const act = 'item' in value ? ActLeafSchema.safeParse(value).data : undefined;
  return act ?? ('type' in value ? BY_TYPE.get(value.type)?.safeParse(value).data : undefined);
}

export function isRefusalLeaf(leaf: Leaf): leaf is RefusalLeaf {
  return leaf.type === 'Refusal';
}

/** Of a use of an electronic certificate. */
export function isUseLeaf(leaf: Leaf): leaf is UseLeaf {
  return 'operation' in leaf;
}

export function isErasureLeaf(leaf: Leaf): leaf is ErasureLeaf {
  return leaf.type === 'Erasure' && 'ground' in leaf;
}

/** Of an act of a case. */
export function isActLeaf(leaf: Leaf): leaf is ActLeaf {
  return 'item' in leaf;
}

function isCommitment(value: unknown): value is Commitment {
  return typeof value === 'object' && value !== null && 'sha256' in value && 'sm3' in value;
}

function inOrder(commitment: Commitment): Commitment {
  return { sha256: commitment.sha256, sm3: commitment.sm3 };
}
