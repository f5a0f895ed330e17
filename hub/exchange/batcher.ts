import { setTimeout as sleep } from 'node:timers/promises';

export interface BatcherOptions<T, R> {
  /** Does the work for a batch; answers in the same order. */
  readonly run: (batch: readonly T[]) => Promise<readonly R[]>;
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

/**
 * Gathers items that arrive while a batch is being worked on into the next batch. A lone item starts at once. One batch
 * runs at a time, so items are worked on in the order in which they came.
 *
 * A batch that fails may be run again item by item, so that one bad item cannot take the others with it.
 */
export class Batcher<T, R> {
  readonly #options: BatcherOptions<T, R>;
  #queue: Waiting<T, R>[] = [];
  #running: Promise<void> | undefined;

  constructor(options: BatcherOptions<T, R>) {
    this.#options = options;
  }

  add(item: T): Promise<R> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ item, resolve, reject });
      this.#running ??= this.#work();
    });
  }

  /** Waits until everything that was added has been answered. */
  async idle(): Promise<void> {
    while (this.#running !== undefined) await this.#running;
  }

  async #work(): Promise<void> {
    const { maxSize, minGapMs, elapsed } = this.#options;
    await Promise.resolve(); // items added in the same turn belong together
    while (this.#queue.length > 0) {
      const started = elapsed();
      const batch = this.#queue.slice(0, maxSize);
      this.#queue = this.#queue.slice(maxSize);
      await this.#run(batch);
      const rest = minGapMs - (elapsed() - started);
      if (batch.length > 1 && this.#queue.length < maxSize && rest > 0) await sleep(rest);
    }
    this.#running = undefined;
  }

  async #run(batch: readonly Waiting<T, R>[]): Promise<void> {
    try {
      const results = await this.#options.run(batch.map((waiting) => waiting.item));
      for (const [i, waiting] of batch.entries()) waiting.resolve(results[i] as R); // `run` answers every item
    } catch (error) {
      if (batch.length === 1 || !this.#options.mayDivide(error)) {
        for (const waiting of batch) waiting.reject(error);
      } else {
        for (const waiting of batch) await this.#run([waiting]);
      }
    }
  }
}
