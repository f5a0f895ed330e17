interface Bucket {
  tokens: number;
  filledAt: number;
}

/** One token bucket per name. Memory is bounded by the number of names, or where strangers choose them by `maxBuckets`. */
export class TokenBuckets {
  readonly #capacity: number;
  readonly #perMs: number;
  readonly #elapsed: () => number;
  readonly #maxBuckets: number;
  readonly #buckets = new Map<string, Bucket>();

  /** @param elapsed milliseconds that never run backwards. */
  constructor(
    capacity: number,
    perSecond: number,
    elapsed: () => number,
    maxBuckets = Number.POSITIVE_INFINITY,
  ) {
    this.#capacity = capacity;
    this.#perMs = perSecond / 1000;
    this.#elapsed = elapsed;
    this.#maxBuckets = maxBuckets;
  }

  isEmpty(name: string): boolean {
    return this.#buckets.has(name) && this.#filled(name).tokens < 1;
  }

  /** Takes a token, or leaves the bucket empty. */
  take(name: string): void {
    const bucket = this.#filled(name);
    if (bucket.tokens > 0) bucket.tokens = Math.max(0, bucket.tokens - 1);
  }

  /**
   * Takes a token for what was let in before anybody knew that it would cost one. All that was under way together while one token
   * was left is paid for in the end, however long that takes: otherwise whoever sends much at once would have it for nothing.
   */
  owe(name: string): void {
    this.#filled(name).tokens -= 1;
  }

  #filled(name: string): Bucket {
    const now = this.#elapsed();
    const bucket = this.#buckets.get(name) ?? { tokens: this.#capacity, filledAt: now };
    bucket.tokens = Math.min(this.#capacity, bucket.tokens + (now - bucket.filledAt) * this.#perMs);
    bucket.filledAt = now;
    if (!this.#buckets.has(name) && this.#buckets.size >= this.#maxBuckets) this.#forgetOldest();
    this.#buckets.set(name, bucket);
    return bucket;
  }

  /** The one that was made first: it has had the most time to fill. */
  #forgetOldest(): void {
    for (const name of this.#buckets.keys()) {
      this.#buckets.delete(name);
      return;
    }
  }
}
