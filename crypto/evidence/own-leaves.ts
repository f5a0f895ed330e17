import { z } from 'zod';
import { utf8 } from '#crypto/primitives';
import { parseVkey } from '#crypto/tlog';
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

/** The last entry of a log. What has a place behind it was not put there by who closed it. */
export const LogClosedLeafSchema = z
  .strictObject({ ...about, reason: z.enum(CLOSING_REASONS), type: z.literal('LogClosed') })
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
export type LogOpenedLeaf = z.output<typeof LogOpenedLeafSchema>;

export type OwnLeaf = KeyChangedLeaf | LogClosedLeaf | LogOpenedLeaf;

export function isOwnLeaf(leaf: { readonly type: string }): leaf is OwnLeaf {
  return ['KeyChanged', 'LogClosed', 'LogOpened'].includes(leaf.type) && !('actor' in leaf);
}

export function formatKeyChangedLeaf(leaf: Omit<KeyChangedLeaf, 'type' | 'v'>): Uint8Array {
  const { at, from, hub, id } = leaf;
  return utf8(JSON.stringify({ at, from, hub, id, new: leaf.new, old: leaf.old, type: 'KeyChanged', v: 1 }));
}

export function formatLogClosedLeaf({ at, hub, id, reason }: Omit<LogClosedLeaf, 'type' | 'v'>): Uint8Array {
  return utf8(JSON.stringify({ at, hub, id, reason, type: 'LogClosed', v: 1 }));
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
