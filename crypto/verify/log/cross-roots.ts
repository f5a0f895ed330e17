import { equalBytes } from '#crypto/primitives';
import { type Hash, TILE_WIDTH } from '#crypto/tlog';
import type { BoundRoots, HashedBundle } from './examine-bundle.js';
import { Faults } from './faults.js';
import type { GrownTree } from './grown-tree.js';
import type { StoredEntries } from './stored-entries.js';

export type TreeName = 'sha256' | 'sm3';

/** What is said of the roots that leaves bind to each other, each computed from the entries before it. */
export interface CrossRootFindings {
  readonly count: number;
  readonly faults: Faults;
  /** How many name a root that could not be computed. */
  readonly open: number;
}

/**
 * Holds what each CrossRoot leaf says against both trees as they were. A leaf speaks of a little while ago, and its bundle is
 * still at hand; for one of long ago the bundle is read again, so that memory does not grow with what a log says (proved by
 * test/unit/crypto/verify/log-sm3.test.ts).
 */
export class CrossRoots implements CrossRootFindings {
  readonly faults = new Faults('CROSS_ROOTS');
  readonly #trees: Readonly<Record<TreeName, GrownTree>>;
  readonly #entries: StoredEntries;
  count = 0;
  open = 0;

  constructor(trees: Readonly<Record<TreeName, GrownTree>>, entries: StoredEntries) {
    this.#trees = trees;
    this.#entries = entries;
  }

  /** @param index of the leaf, whose bundle both trees have taken, if they could. */
  async check(index: number, bound: BoundRoots): Promise<void> {
    this.count++;
    if (bound.size > index) {
      const [zh, en] = [
        `所称的 ${bound.size} 条当时还不存在`,
        `speaks of ${bound.size} entries before they were`,
      ];
      this.faults.wrong(`${index}:`, zh, en);
      return;
    }
    const again = await this.#again(bound.size);
    const found = [this.#compare('sha256', bound, again?.sha256), this.#compare('sm3', bound, again?.sm3)];
    const wrong = (['sha256', 'sm3'] as const).filter((_, i) => found[i] === false);
    if (wrong.length > 0) {
      const named = wrong.map((name) => NAMES[name]).join(', ');
      const zh = `所称 ${bound.size} 条时的 ${named} 树根与条目不符`;
      this.faults.wrong(`${index}:`, zh, `its ${named} root of ${bound.size} entries is not theirs`);
    } else if (found.includes(undefined)) this.open++;
  }

  /** @returns undefined when it cannot be told. */
  #compare(name: TreeName, bound: BoundRoots, again: HashedBundle | undefined): boolean | undefined {
    const root = this.#rootAt(this.#trees[name], bound.size, again);
    return root && equalBytes(root, bound[name]);
  }

  #rootAt(tree: GrownTree, size: number, again: HashedBundle | undefined): Hash | undefined {
    if (size > tree.size) return undefined; // it could not be followed so far
    const index = Math.floor(size / TILE_WIDTH);
    if (size % TILE_WIDTH === 0) return tree.rootAt(size, NO_LEAVES);
    const leaves = tree.recent(index) ?? (again && tree.isBundle(index, again) ? again.hashes : undefined);
    return leaves && tree.rootAt(size, leaves);
  }

  /** Only where one of the trees no longer has it. */
  #again(size: number) {
    const index = Math.floor(size / TILE_WIDTH);
    const isKept = size % TILE_WIDTH === 0 || this.#trees.sha256.recent(index) !== undefined;
    return isKept ? undefined : this.#entries.again(index);
  }
}

const NO_LEAVES = new Uint8Array(0);

const NAMES: Readonly<Record<TreeName, string>> = { sha256: 'SHA-256', sm3: 'SM3' };
