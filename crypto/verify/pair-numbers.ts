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
  readonly #isCut: boolean;

  /**
   * @param before where the log goes on from another: what that one came to, by "actor recipient". UNKNOWN: it is not here, and
   * the first number of each pair is taken as it comes.
   */
  constructor(before: ReadonlyMap<string, number> | 'UNKNOWN' = new Map()) {
    this.#isCut = before === 'UNKNOWN';
    this.#last = new Map(before === 'UNKNOWN' ? [] : before);
  }

  /** What the log comes to. */
  get last(): ReadonlyMap<string, number> {
    return this.#last;
  }

  /** Leaves in the order of the log. @returns what is wrong with this one; what follows is measured against it. */
  take(index: number, leaf: Leaf): PairFault[] {
    return numbersIn(leaf).flatMap((number) => this.takeNumber(index, number));
  }

  /** The same of one number in a leaf. */
  takeNumber(index: number, { actor, recipient, found }: PairNumber): PairFault[] {
    const key = `${actor} ${recipient}`;
    const last = this.#last.get(key) ?? (this.#isCut && found !== undefined ? found - 1 : 0);
    if (found === undefined && last === 0) return [];
    this.#last.set(key, Math.max(last, found ?? 0));
    return found === last + 1 ? [] : [{ index, actor, recipient, expected: last + 1, found }];
  }
}

/** The number of an act to one of its recipients; undefined where there is none. */
export type PairNumber = Pick<PairFault, 'actor' | 'recipient' | 'found'>;

export function numbersIn(leaf: Leaf): PairNumber[] {
  if (!isActLeaf(leaf)) return [];
  const { actor, to, pairSeq } = leaf;
  return to.map((recipient, i) => ({ actor, recipient, found: pairSeq?.[i] }));
}
