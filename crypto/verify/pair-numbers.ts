import { isActLeaf, type Leaf } from '#crypto/evidence';

/** An act whose number is not the next from its actor to this recipient. */
export interface PairFault {
  readonly index: number;
  readonly actor: string;
  readonly recipient: string;
  readonly expected: number;
  /** Undefined for a leaf without numbers behind one that had them. */
  readonly found: number | undefined;
}

/**
 * Follows the numbers of acts from each platform to each other through a whole log: they run 1, 2, 3 without a gap and without
 * a double, or acts were left out or brought in (proved by test/unit/crypto/verify/pair-numbers.test.ts). Leaves of before there
 * were numbers stand before all that have them.
 */
export class PairCheck {
  readonly #last: Map<string, number>;

  /** @param last where the log goes on from another: what that one came to, by "actor recipient". */
  constructor(last: ReadonlyMap<string, number> = new Map()) {
    this.#last = new Map(last);
  }

  /** Leaves in the order of the log. @returns what is wrong with this one; what follows is measured against it. */
  take(index: number, leaf: Leaf): PairFault[] {
    if (!isActLeaf(leaf)) return [];
    const { actor, to, pairSeq } = leaf;
    return to.flatMap((recipient, i) => {
      const key = `${actor} ${recipient}`;
      const last = this.#last.get(key) ?? 0;
      const found = pairSeq?.[i];
      if (found === undefined && last === 0) return [];
      this.#last.set(key, Math.max(last, found ?? 0));
      return found === last + 1 ? [] : [{ index, actor, recipient, expected: last + 1, found }];
    });
  }
}
