import { z } from 'zod';
import { utf8 } from '#crypto/primitives';
import { values } from '#proto/schema';
import type { Commitment } from './commitment/index.js';

/**
 * What the log says of the directory: who takes part, and with which keys. The state of a key at any place of the log follows from the
 * entries before it, and from nobody's word.
 */

const twoDigests = values.record('Digests', {
  sha256: z.string().regex(/^[\w-]{43}$/),
  sm3: z.string().regex(/^[\w-]{43}$/),
});

const kid = z.string().regex(/^[\w-]{43}$/);
const moment = z.int().min(0);

const about = {
  /** Unix milliseconds, the hub's clock. */
  at: moment,
  hub: values.peerId,
  id: values.messageId,
  v: z.literal(1),
};

/** Of what somebody entered, by whom; of what the directory had before the log spoke of it, nobody knows any more. */
const entered = { enteredBy: twoDigests.optional(), found: z.literal(true).optional() };

function isFoundOrEntered(leaf: { readonly enteredBy?: unknown; readonly found?: unknown }): boolean {
  return (leaf.enteredBy === undefined) === (leaf.found === true);
}

/**
 * From here on every key stands in the log before it can sign. What the directory had already stands before this entry, and nothing
 * that was only found stands behind it.
 */
const DirectoryOpenedLeafSchema = z
  .strictObject({ ...about, keys: z.int().min(0), peers: z.int().min(0), type: z.literal('DirectoryOpened') })
  .readonly();

/** A platform takes part, or is called something else now. */
const PeerLeafSchema = z
  .strictObject({
    ...about,
    ...entered,
    division: z.string().max(12),
    name: z.string().max(200),
    peer: values.peerId,
    type: z.enum(['PeerRegistered', 'PeerChanged']),
    uscc: z.string().max(18),
  })
  .refine(isFoundOrEntered)
  .readonly();

/** A platform may sign with this key, from when to when. */
const KeyRegisteredLeafSchema = z
  .strictObject({
    ...about,
    ...entered,
    /** Unix milliseconds. */
    from: moment,
    /** Plain digests of the public key (SubjectPublicKeyInfo, DER), base64url. */
    key: twoDigests,
    kid,
    peer: values.peerId,
    suite: z.enum(['ED25519', 'P256', 'SM2']),
    to: moment,
    type: z.literal('KeyRegistered'),
  })
  .refine(isFoundOrEntered)
  .readonly();

/** Until when it may is another moment now. */
const KeyPeriodLeafSchema = z
  .strictObject({
    ...about,
    enteredBy: twoDigests,
    kid,
    peer: values.peerId,
    to: moment,
    type: z.literal('KeyPeriodChanged'),
  })
  .readonly();

/** Why a key was revoked. */
export const REVOCATION_REASONS = ['COMPROMISED', 'SUPERSEDED', 'CEASED', 'UNSPECIFIED'] as const;
export type RevocationReason = (typeof REVOCATION_REASONS)[number];

/** No act behind this entry is by this key. A second one for the same key moves the cut-off further back. */
const KeyRevokedLeafSchema = z
  .strictObject({
    ...about,
    ...entered,
    kid,
    peer: values.peerId,
    reason: z.enum(REVOCATION_REASONS),
    /** The cut-off: signatures dated from this moment on do not count, those that were logged before are to be doubted. */
    since: moment,
    type: z.literal('KeyRevoked'),
  })
  .refine(isFoundOrEntered)
  .readonly();

export const DIRECTORY_LEAVES = [
  [['DirectoryOpened'], DirectoryOpenedLeafSchema],
  [['PeerRegistered', 'PeerChanged'], PeerLeafSchema],
  [['KeyRegistered'], KeyRegisteredLeafSchema],
  [['KeyPeriodChanged'], KeyPeriodLeafSchema],
  [['KeyRevoked'], KeyRevokedLeafSchema],
] as const;

export type DirectoryOpenedLeaf = z.output<typeof DirectoryOpenedLeafSchema>;
export type PeerLeaf = z.output<typeof PeerLeafSchema>;

/** Of one key. */
export type KeyLeaf =
  | z.output<typeof KeyRegisteredLeafSchema>
  | z.output<typeof KeyPeriodLeafSchema>
  | z.output<typeof KeyRevokedLeafSchema>;

export type DirectoryLeaf = DirectoryOpenedLeaf | PeerLeaf | KeyLeaf;

const KEY_TYPES: readonly string[] = ['KeyRegistered', 'KeyPeriodChanged', 'KeyRevoked'];

/** No act has such a type together with a peer that it is about. */
export function isKeyLeaf(leaf: { readonly type: string }): leaf is KeyLeaf {
  return KEY_TYPES.includes(leaf.type) && 'peer' in leaf && 'kid' in leaf;
}

export function isDirectoryOpenedLeaf(leaf: { readonly type: string }): leaf is DirectoryOpenedLeaf {
  return leaf.type === 'DirectoryOpened' && 'peers' in leaf;
}

/** Members in the order of the alphabet. */
export function formatDirectoryLeaf(leaf: DirectoryLeaf): Uint8Array {
  const members: Readonly<Record<string, unknown>> = { ...leaf };
  const ordered = Object.keys(members)
    .sort()
    .map((name) => [name, isDigests(members[name]) ? inOrder(members[name]) : members[name]] as const);
  return utf8(JSON.stringify(Object.fromEntries(ordered))); // which leaves out what is undefined
}

function isDigests(value: unknown): value is Commitment {
  return typeof value === 'object' && value !== null && 'sha256' in value && 'sm3' in value;
}

function inOrder({ sha256, sm3 }: Commitment): Commitment {
  return { sha256, sm3 };
}
