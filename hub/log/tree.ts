import { rfc6962, sm3Tree, type TreeHasher } from '#crypto/tlog';
import type { logStore } from '#hub/store';

/** One of the two trees over the entries of a log: which hash it is made of, and how far it has got. */
export interface Tree {
  readonly name: logStore.TreeName;
  readonly hasher: TreeHasher;
  headOf(state: logStore.LogState): logStore.TreeHead;
}

/** The tree of every standard log. */
export const SHA256_TREE: Tree = {
  name: 'sha256',
  hasher: rfc6962,
  headOf: (state) => state,
};

/** The same over SM3: a log of its own, `<origin>/sm3`, with the same entries. */
export const SM3_TREE: Tree = {
  name: 'sm3',
  hasher: sm3Tree,
  headOf: ({ sm3 }) => sm3,
};
