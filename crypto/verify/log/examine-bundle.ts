import { parseLeaf } from '#crypto/evidence';
import { HASH_BYTES, parseBundle, rfc6962 } from '#crypto/tlog';

/** What is to be known of the entries of one bundle without anything around them: the part of the work that many can share. */
export interface ExaminedBundle {
  /** Leaf hashes, one after the other. */
  readonly hashes: Uint8Array;
  /** Which of them, counted from 0 within the bundle, are no leaves of a known kind. */
  readonly unknown: readonly number[];
}

/** Somebody who examines bundles, perhaps elsewhere. */
export type BundleExaminer = (bytes: Uint8Array) => Promise<ExaminedBundle | undefined>;

/** @returns undefined when the bytes are not whole entries to the last byte. */
export function examineBundle(bytes: Uint8Array): ExaminedBundle | undefined {
  const entries = parseBundle(bytes);
  if (entries === undefined) return undefined;
  const hashes = new Uint8Array(entries.length * HASH_BYTES);
  const unknown: number[] = [];
  for (const [i, entry] of entries.entries()) {
    hashes.set(rfc6962.leaf(entry), i * HASH_BYTES);
    if (parseLeaf(entry) === undefined) unknown.push(i);
  }
  return { hashes, unknown };
}
