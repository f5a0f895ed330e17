import { setTimeout as sleep } from 'node:timers/promises';

export interface BatcherOptions<T, R> {
  /**
   * Does the work for a batch; answers in the same order. It may call `next` once the following batch can begin without
   * overtaking it; at most two are under way.
   */
  readonly run: (batch: readonly T[], next: () => void) => Promise<readonly R[]>;
  /** Whether a failed batch may hold one bad item, so that running its items one by one makes sense. */
  readonly mayDivide: (error: unknown) => boolean;
  readonly maxSize: number;
  /** Least time between the starts of two batches while there is more than one item to do. */
  readonly minGapMs: number;
  /** Milliseconds that never run backwards. */
  readonly elapsed: () => number;
}

interface Waiting<T, R> {
  readonly item: T;
  readonly resolve: (result: R) => void;
  readonly reject: (error: unknown) => void;
}

/** Batches under way at once: one may be read while the one before is being written. */
const MAX_UNDER_WAY = 2;

/**
 * Gathers items that arrive while a batch is being worked on into the next batch. A lone item starts at once. Batches are
 * begun in the order in which their items came, each when the one before says that it cannot be overtaken any more.
 *
 * A batch that fails may be run again item by item, so that one bad item cannot take the others with it.
 */
export class Batcher<T, R> {
  readonly #options: BatcherOptions<T, R>;
  #queue: Waiting<T, R>[] = [];
  #starting: Promise<void> | undefined;
  readonly #underWay = new Set<Promise<void>>();

  constructor(options: BatcherOptions<T, R>) {
    this.#options = options;
  }

  add(item: T): Promise<R> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ item, resolve, reject });
      this.#starting ??= this.#startBatches();
    });
  }

  /** Waits until everything that was added has been answered. */
  async idle(): Promise<void> {
    while (this.#starting !== undefined || this.#underWay.size > 0) {
      await Promise.all([this.#starting, ...this.#underWay]);
    }
  }

  async #startBatches(): Promise<void> {
    const { maxSize, minGapMs, elapsed } = this.#options;
    await Promise.resolve(); // items added in the same turn belong together
    while (this.#queue.length > 0) {
      const started = elapsed();
      const batch = this.#queue.slice(0, maxSize);
      this.#queue = this.#queue.slice(maxSize);
      await this.#start(batch);
      while (this.#underWay.size >= MAX_UNDER_WAY) await Promise.race(this.#underWay);
      const rest = minGapMs - (elapsed() - started);
      if (batch.length > 1 && this.#queue.length < maxSize && rest > 0) await sleep(rest);
    }
    this.#starting = undefined;
  }

  /** Settles when the next batch may begin. */
  #start(batch: readonly Waiting<T, R>[]): Promise<void> {
    return new Promise((next) => {
      const running = this.#run(batch, next).finally(() => {
        this.#underWay.delete(running);
        next();
      });
      this.#underWay.add(running);
    });
  }

  async #run(batch: readonly Waiting<T, R>[], next: () => void): Promise<void> {
    try {
      const results = await this.#options.run(
        batch.map((waiting) => waiting.item),
        next,
      );
      for (const [i, waiting] of batch.entries()) waiting.resolve(results[i] as R); // `run` answers every item
    } catch (error) {
      if (batch.length === 1 || !this.#options.mayDivide(error)) {
        for (const waiting of batch) waiting.reject(error);
      } else {
        for (const waiting of batch) await this.#run([waiting], () => {});
      }
    }
  }
}
