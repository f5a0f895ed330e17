import { setTimeout as sleep } from 'node:timers/promises';
import type { Text } from '../speech.js';
import { TimedOut } from './check.js';

/** Somebody ended the run. */
export class Interrupted extends Error {
  constructor() {
    super('interrupted');
    this.name = 'Interrupted';
  }
}

const POLL_MS = 40;

/** Waiting for facts, never for time; and no longer than there is patience, or somebody to wait. */
export class Waiting {
  readonly patienceMs: number;
  readonly #signal: AbortSignal;
  readonly #elapsed: () => number;

  constructor(patienceMs: number, signal: AbortSignal, elapsed: () => number) {
    this.patienceMs = patienceMs;
    this.#signal = signal;
    this.#elapsed = elapsed;
  }

  /** Looks until there is something. @throws TimedOut saying what there was not, Interrupted. */
  async until<T>(
    what: Text,
    look: () => Promise<T | undefined> | T | undefined,
    patienceMs = this.patienceMs,
  ): Promise<T> {
    const end = this.#elapsed() + patienceMs;
    for (;;) {
      if (this.#signal.aborted) throw new Interrupted();
      const found = await look();
      if (found !== undefined) return found;
      if (this.#elapsed() > end) {
        const seconds = Math.round(patienceMs / 1000);
        throw new TimedOut({
          zh: `等了 ${seconds} 秒仍未见：${what.zh}`,
          en: `not within ${seconds} s: ${what.en}`,
        });
      }
      await this.pause(POLL_MS);
    }
  }

  /** @throws Interrupted. */
  async pause(milliseconds: number): Promise<void> {
    try {
      await sleep(milliseconds, undefined, { signal: this.#signal });
    } catch {
      throw new Interrupted();
    }
  }
}
