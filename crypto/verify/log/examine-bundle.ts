import { parseLeaf } from '#crypto/evidence';
import { parseBundle, rfc6962, TILE_WIDTH } from '#crypto/tlog';

/** What is to be known of the entries of one bundle without anything around them: the part of the work that many can share. */
export interface ExaminedBundle {
  /** Leaf hashes, one after the other. */
  readonly hashes: Uint8Array;
  /** The hash over them, of a full bundle. */
  readonly summit: Uint8Array | undefined;
  /** Which of them, counted from 0 within the bundle, are no leaves of a known kind. */
  readonly unknown: readonly number[];
}

/** Somebody who examines bundles, perhaps elsewhere. */
export type BundleExaminer = (bytes: Uint8Array) => Promise<ExaminedBundle | undefined>;

/** @returns undefined when the bytes are not whole entries to the last byte. */
export function examineBundle(bytes: Uint8Array): ExaminedBundle | undefined {
  const entries = parseBundle(bytes);
  if (entries === undefined) return undefined;
  const unknown = entries.flatMap((entry, i) => (parseLeaf(entry) === undefined ? i : []));
  const hashes = rfc6962.leaves(entries);
  return { hashes, summit: entries.length === TILE_WIDTH ? rfc6962.summit(hashes) : undefined, unknown };
}
