import { setTimeout as sleep } from 'node:timers/promises';

/** What a simulated platform does over and over until it closes, one round after the other. */
export class Repeating {
  readonly #round: () => Promise<void>;
  readonly #pauseMs: number;
  readonly #stopped = new AbortController();
  #running: Promise<void> | undefined;

  constructor(round: () => Promise<void>, pauseMs: number) {
    this.#round = round;
    this.#pauseMs = pauseMs;
  }

  start(): void {
    this.#running = this.#run();
  }

  async close(): Promise<void> {
    this.#stopped.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      await this.#round();
      await sleep(this.#pauseMs, undefined, { signal }).catch(() => {}); // closing
    }
  }
}
