import { z } from 'zod';
import { base64url, utf8 } from '#crypto/primitives';
import { values } from '#proto/schema';

const root = z.string().regex(/^[\w-]{43}$/);

/**
 * The roots that both trees over the log's entries had at one size. It stands under both itself: whoever would fake one tree
 * has to fake the other.
 */
export const CrossRootLeafSchema = z
  .strictObject({
    /** Unix milliseconds, the hub's clock. */
    at: z.int().min(0),
    hub: values.peerId,
    id: values.messageId,
    roots: values.record('Roots', { sha256: root, sm3: root }),
    size: z.int().min(1),
    type: z.literal('CrossRoot'),
    v: z.literal(1),
  })
  .readonly();

export type CrossRootLeaf = z.output<typeof CrossRootLeafSchema>;

export function formatCrossRootLeaf(
  { at, hub, id, size }: Pick<CrossRootLeaf, 'at' | 'hub' | 'id' | 'size'>,
  roots: { readonly sha256: Uint8Array; readonly sm3: Uint8Array },
): Uint8Array {
  const written = { sha256: base64url(roots.sha256), sm3: base64url(roots.sm3) };
  return utf8(JSON.stringify({ at, hub, id, roots: written, size, type: 'CrossRoot', v: 1 }));
}
