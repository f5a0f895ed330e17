import { readActDraft } from '#crypto/evidence';
import type { logStore } from '#hub/store';

/** Leaves with their numbers, and what the counters come to when these are committed. */
export interface Numbering {
  readonly leaves: readonly logStore.Leaf[];
  readonly pairs: ReadonlyMap<string, logStore.PairRow>;
}

/**
 * Counts the acts from each platform to each other in the order of the log, as of the last commit that was confirmed. Belongs
 * to the head: dropped and read anew with it, so no number is lost or given twice (proved by
 * test/integration/pair-numbers.test.ts).
 */
export class PairNumbers {
  readonly #last: Map<string, logStore.PairRow>;

  constructor(rows: readonly logStore.PairRow[]) {
    this.#last = new Map(rows.map((row) => [keyOf(row), row]));
  }

  /** Changes nothing before `adopt`. */
  number(leaves: readonly logStore.Leaf[]): Numbering {
    const pairs = new Map<string, logStore.PairRow>();
    const numbered = leaves.map((leaf) => {
      const draft = readActDraft(leaf.body);
      if (draft === undefined) return leaf;
      const pairSeq = draft.to.map((recipient) => this.#next(draft.actor, recipient, pairs));
      return { leafId: leaf.leafId, body: draft.numbered(pairSeq) };
    });
    return { leaves: numbered, pairs };
  }

  adopt({ pairs }: Numbering): void {
    for (const [key, row] of pairs) this.#last.set(key, row);
  }

  #next(actor: string, recipient: string, pairs: Map<string, logStore.PairRow>): number {
    const key = keyOf({ actor, recipient });
    const last = (pairs.get(key) ?? this.#last.get(key))?.last ?? 0;
    pairs.set(key, { actor, recipient, last: last + 1 });
    return last + 1;
  }
}

function keyOf({ actor, recipient }: Pick<logStore.PairRow, 'actor' | 'recipient'>): string {
  return `${actor} ${recipient}`;
}
