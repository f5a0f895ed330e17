import type fc from 'fast-check';

/** Draws from the randomness that fast-check gives, so that a seed gives the same story everywhere. */
export class Chance {
  readonly #random: fc.Random;

  constructor(random: fc.Random) {
    this.#random = random;
  }

  /** From `first` to `last`, both included. */
  int(first: number, last: number): number {
    return this.#random.nextInt(first, last);
  }

  /** So many times in a hundred. */
  happens(percent: number): boolean {
    return this.int(1, 100) <= percent;
  }

  /** @throws Error when there is nothing to choose from. */
  pick<T>(from: readonly T[]): T {
    const chosen = from[this.int(0, Math.max(0, from.length - 1))];
    if (chosen === undefined) throw new Error('there is nothing to choose from');
    return chosen;
  }

  /** The first, mostly; else the other. */
  mostly<T>(usual: T, other: T): T {
    return this.happens(85) ? usual : other;
  }

  /** At least one of them. */
  some<T>(from: readonly T[]): T[] {
    const chosen = from.filter(() => this.happens(50));
    return chosen.length > 0 ? chosen : [this.pick(from)];
  }

  /** One of the values, each as often as its weight says. */
  weighted<T>(from: readonly (readonly [number, T])[]): T {
    let at = this.int(
      1,
      from.reduce((sum, [weight]) => sum + weight, 0),
    );
    for (const [weight, value] of from) {
      at -= weight;
      if (at <= 0) return value;
    }
    throw new Error('there is nothing to choose from');
  }
}
