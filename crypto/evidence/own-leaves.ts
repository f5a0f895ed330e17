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
const KeyChangedLeafSchema = z
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

export const OWN_LEAVES = [KeyChangedLeafSchema] as const;

export type KeyChangedLeaf = z.output<typeof KeyChangedLeafSchema>;

export type OwnLeaf = KeyChangedLeaf;

export function formatKeyChangedLeaf(leaf: Omit<KeyChangedLeaf, 'type' | 'v'>): Uint8Array {
  const { at, from, hub, id } = leaf;
  return utf8(JSON.stringify({ at, from, hub, id, new: leaf.new, old: leaf.old, type: 'KeyChanged', v: 1 }));
}

function nameIn(text: string): string | undefined {
  return parseVkey(text)?.name;
}
