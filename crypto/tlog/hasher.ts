import { type DigestName, digest } from '#crypto/primitives';

/** 32 bytes. */
export type Hash = Uint8Array;

export const HASH_BYTES = 32;

/** The Merkle tree hashes of RFC 6962 section 2.1, over SHA-256 or SM3. */
export interface TreeHasher {
  /** H(0x00 || entry). */
  leaf(entry: Uint8Array): Hash;
  /** H(0x01 || left || right). */
  node(left: Hash, right: Hash): Hash;
  /** H(), the root of the empty tree. */
  readonly empty: Hash;
}

export function treeHasher(name: DigestName): TreeHasher {
  const scratch = new Uint8Array(1 + 2 * HASH_BYTES);
  scratch[0] = 0x01;
  const leafPrefix = Uint8Array.of(0x00);
  return {
    leaf: (entry) => digest(name, leafPrefix, entry),
    node: (left, right) => {
      scratch.set(left, 1);
      scratch.set(right, 1 + HASH_BYTES);
      return digest(name, scratch);
    },
    empty: digest(name, new Uint8Array(0)),
  };
}

/** The hasher of every standard log. */
export const rfc6962 = treeHasher('sha256');

/** That of the tree beside it. */
export const sm3Tree = treeHasher('sm3');
