import { z } from 'zod';
import { utf8 } from '#crypto/primitives';
import { ed25519Verifier, parseVkey, sm2NoteVerifier, sm3Origin } from '#crypto/tlog';
import { values } from '#proto/schema';

/** What a log says of itself: that it changes its key, that it has ended, and what it goes on from. */

const vkey = z.string().refine((text) => text.length <= 500 && parseVkey(text) !== undefined);

const about = {
  /** Unix milliseconds, the hub's clock. */
  at: z.int().min(0),
  hub: values.peerId,
  id: values.messageId,
  v: z.literal(1),
};

/**
 * The key of a tree over these entries is changed. Every checkpoint that covers this entry bears the line of the new key; those
 * of before the switch bear that of the old one too. It is what the holder of the old key says: nobody need believe the new key
 * for it.
 */
export const KeyChangedLeafSchema = z
  .strictObject({
    ...about,
    /** From this size on, checkpoints bear both lines. */
    from: z.int().min(0),
    /** C2SP vkeys of one name, the tree's origin. */
    new: vkey,
    old: vkey,
    type: z.literal('KeyChanged'),
  })
  .refine((leaf) => leaf.old !== leaf.new && nameIn(leaf.old) === nameIn(leaf.new))
  .readonly();

/** Why a log was ended. */
export const CLOSING_REASONS = ['PLANNED', 'KEY_COMPROMISED', 'DAMAGED'] as const;
export type ClosingReason = (typeof CLOSING_REASONS)[number];

/** As many as a log has while its key is being changed. */
const vkeys = z.array(vkey).max(2);

/** The log that is to come after another, and the keys that it begins with, as C2SP vkeys. */
const NamedLogSchema = z
  .strictObject({
    origin: z.string().min(1).max(255),
    /** Of the SM2 lines on its checkpoints. */
    sm2Vkeys: vkeys,
    /** Of its SM3 tree; none where none is kept. */
    sm3Vkeys: vkeys,
    /** Of its checkpoints. */
    vkeys: vkeys.min(1),
  })
  .refine((log) => log.vkeys.every((text) => ed25519Verifier(text)?.name === log.origin))
  .refine((log) => log.sm2Vkeys.every((text) => sm2NoteVerifier(text)?.name === log.origin))
  .refine((log) => log.sm3Vkeys.every((text) => sm2NoteVerifier(text)?.name === sm3Origin(log.origin)))
  .readonly();

/**
 * The last entry of a log. What has a place behind it was not put there by who closed it. Version 2 names the log that comes next:
 * whoever trusted this one has that one's keys from it. Where the key has leaked nobody is to follow it, so it names none.
 */
export const LogClosedLeafSchema = z
  .strictObject({
    ...about,
    next: NamedLogSchema.optional(),
    reason: z.enum(CLOSING_REASONS),
    type: z.literal('LogClosed'),
    v: z.literal([1, 2]),
  })
  .refine(({ v, next }) => (v === 2) === (next !== undefined))
  .refine(({ next, reason }) => next === undefined || reason !== 'KEY_COMPROMISED')
  .readonly();

/** The first entry of a log that goes on from another: it commits to the whole of that one. */
export const LogOpenedLeafSchema = z
  .strictObject({
    ...about,
    previous: z
      .strictObject({
        /** The final checkpoint as it was published, with its cosignatures. */
        checkpoint: z.string().max(32_768),
        origin: z.string().min(1).max(255),
        root: z.string().regex(/^[\w-]{43}$/),
        size: z.int().min(0),
      })
      .readonly(),
    type: z.literal('LogOpened'),
  })
  .readonly();

export type KeyChangedLeaf = z.output<typeof KeyChangedLeafSchema>;
export type LogClosedLeaf = z.output<typeof LogClosedLeafSchema>;
export type NamedLog = z.output<typeof NamedLogSchema>;
export type LogOpenedLeaf = z.output<typeof LogOpenedLeafSchema>;

export type OwnLeaf = KeyChangedLeaf | LogClosedLeaf | LogOpenedLeaf;

export function isOwnLeaf(leaf: { readonly type: string }): leaf is OwnLeaf {
  return ['KeyChanged', 'LogClosed', 'LogOpened'].includes(leaf.type) && !('actor' in leaf);
}

export function formatKeyChangedLeaf(leaf: Omit<KeyChangedLeaf, 'type' | 'v'>): Uint8Array {
  const { at, from, hub, id } = leaf;
  return utf8(JSON.stringify({ at, from, hub, id, new: leaf.new, old: leaf.old, type: 'KeyChanged', v: 1 }));
}

export function formatLogClosedLeaf({
  at,
  hub,
  id,
  next,
  reason,
}: Omit<LogClosedLeaf, 'type' | 'v'>): Uint8Array {
  const ended = { reason, type: 'LogClosed' };
  if (next === undefined) return utf8(JSON.stringify({ at, hub, id, ...ended, v: 1 }));
  const { origin, sm2Vkeys, sm3Vkeys, vkeys } = next;
  return utf8(JSON.stringify({ at, hub, id, next: { origin, sm2Vkeys, sm3Vkeys, vkeys }, ...ended, v: 2 }));
}

export function formatLogOpenedLeaf({
  at,
  hub,
  id,
  previous,
}: Omit<LogOpenedLeaf, 'type' | 'v'>): Uint8Array {
  const { checkpoint, origin, root, size } = previous;
  const ordered = { checkpoint, origin, root, size };
  return utf8(JSON.stringify({ at, hub, id, previous: ordered, type: 'LogOpened', v: 1 }));
}

function nameIn(text: string): string | undefined {
  return parseVkey(text)?.name;
}
