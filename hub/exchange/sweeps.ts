/** Deletes what is over: at every start, for what a process before this one left behind, and again and again. */
export class Sweeps {
  readonly #sweep: () => Promise<void>;
  readonly #onError: (error: Error) => void;
  readonly #timer: NodeJS.Timeout;
  #sweeping: Promise<void> | undefined;

  constructor(sweep: () => Promise<void>, everyMs: number, onError: (error: Error) => void) {
    this.#sweep = sweep;
    this.#onError = onError;
    this.#timer = setInterval(() => void this.now(), everyMs);
    this.#timer.unref();
    void this.now();
  }

  /** The sweep under way, or else a new one. Failures are told of; the next one tries again. */
  async now(): Promise<void> {
    this.#sweeping ??= this.#sweep()
      .catch(this.#onError)
      .finally(() => {
        this.#sweeping = undefined;
      });
    await this.#sweeping;
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#sweeping;
  }
}
