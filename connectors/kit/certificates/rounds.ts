import { setTimeout as sleep } from 'node:timers/promises';
import type { RandomBytes } from '#crypto/primitives';
import type { ConnectorLog } from '../log.js';

export interface RoundsOptions {
  /** Never more between the end of a round and the next. */
  readonly everyMs: number;
  readonly random: RandomBytes;
  readonly log: ConnectorLog;
  /** For the log. */
  readonly what: string;
}

/** Does something again and again, at times that all connectors of a country do not share; and sooner when it is asked to. */
export class Rounds {
  readonly #round: () => Promise<void>;
  readonly #options: RoundsOptions;
  readonly #stopped = new AbortController();
  #wakeUp = new AbortController();
  #loop: Promise<void> | undefined;

  constructor(round: () => Promise<void>, options: RoundsOptions) {
    this.#round = round;
    this.#options = options;
  }

  start(): void {
    this.#loop = this.#run();
  }

  /** The next round begins now, or once the one under way is over. */
  wake(): void {
    this.#wakeUp.abort();
  }

  async close(): Promise<void> {
    this.#stopped.abort();
    this.wake();
    await this.#loop;
  }

  async #run(): Promise<void> {
    const { everyMs, random, log, what } = this.#options;
    while (!this.#stopped.signal.aborted) {
      this.#wakeUp = new AbortController();
      const { signal } = this.#wakeUp;
      try {
        await this.#round();
      } catch (error) {
        if (!this.#stopped.signal.aborted) log.warn({ what, err: String(error) }, 'a round came to nothing');
      }
      if (this.#stopped.signal.aborted) return;
      await sleep(pauseOf(everyMs, random), undefined, { signal }).catch(() => {}); // woken
    }
  }
}

/** Between half the time and all of it. */
export function pauseOf(everyMs: number, random: RandomBytes): number {
  return everyMs * (0.5 + Buffer.from(random(2)).readUInt16BE() / 0x2_0000);
}
