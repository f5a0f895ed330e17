import { type DigestName, digest, digestInto } from '#crypto/primitives';

/** 32 bytes. */
export type Hash = Uint8Array;

export const HASH_BYTES = 32;

/** The Merkle tree hashes of RFC 6962 section 2.1, over SHA-256 or SM3. */
export interface TreeHasher {
  /** H(0x00 || entry). */
  leaf(entry: Uint8Array): Hash;
  /** H(0x01 || left || right). */
  node(left: Hash, right: Hash): Hash;
  /** The leaf hashes of these entries, one after the other. */
  leaves(entries: readonly Uint8Array[]): Uint8Array;
  /** The hash over a full tile. @param hashes 256 of them, one after the other. */
  summit(hashes: Uint8Array): Hash;
  /** H(), the root of the empty tree. */
  readonly empty: Hash;
}

export function treeHasher(name: DigestName): TreeHasher {
  const scratch = new Uint8Array(1 + 2 * HASH_BYTES);
  scratch[0] = 0x01;
  const leafPrefix = Uint8Array.of(0x00);
  let entryScratch = new Uint8Array(4096);
  return {
    leaf: (entry) => digest(name, leafPrefix, entry),
    node: (left, right) => {
      scratch.set(left, 1);
      scratch.set(right, 1 + HASH_BYTES);
      return digest(name, scratch);
    },
    leaves: (entries) => {
      const hashes = new Uint8Array(entries.length * HASH_BYTES);
      for (const [i, entry] of entries.entries()) {
        if (entry.length >= entryScratch.length) entryScratch = new Uint8Array(2 * entry.length);
        entryScratch.set(entry, 1);
        digestInto(name, entryScratch.subarray(0, 1 + entry.length), hashes, i * HASH_BYTES);
      }
      return hashes;
    },
    summit: (hashes) => {
      const nodes = Uint8Array.from(hashes);
      for (let bytes = nodes.length; bytes > HASH_BYTES; bytes /= 2) {
        for (let at = 0; at < bytes; at += 2 * HASH_BYTES) {
          scratch.set(nodes.subarray(at, at + 2 * HASH_BYTES), 1);
          digestInto(name, scratch, nodes, at / 2);
        }
      }
      return nodes.subarray(0, HASH_BYTES);
    },
    empty: digest(name, new Uint8Array(0)),
  };
}

/** The hasher of every standard log. */
export const rfc6962 = treeHasher('sha256');

/** That of the tree beside it. */
export const sm3Tree = treeHasher('sm3');
