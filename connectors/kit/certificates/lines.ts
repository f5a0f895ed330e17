import { setTimeout as sleep } from 'node:timers/promises';
import type { AnswerQuery, CertificateLine } from '../certificate-line.js';
import type { Clock } from '../clock.js';
import type { HubClient } from '../hub-client.js';
import type { ConnectorLog } from '../log.js';

export interface LineParts {
  /** host:port of the process of the hub. */
  readonly address: string;
  readonly client: HubClient;
  readonly answer: AnswerQuery;
  readonly maxInFlight: number;
  readonly clock: Clock;
  readonly log: ConnectorLog;
}

const FIRST_DELAY_MS = 250;
const MAX_DELAY_MS = 10_000;

/**
 * The line to one process of the hub, opened anew whenever it breaks. It stays open while the platform is away: whoever asks is
 * then told so at once.
 */
export class StandingLine {
  readonly #parts: LineParts;
  readonly #stopped = new AbortController();
  #line: CertificateLine | undefined;
  #loop: Promise<void> | undefined;

  constructor(parts: LineParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#loop = this.#run();
  }

  async close(): Promise<void> {
    this.#stopped.abort();
    this.#line?.close();
    await this.#loop;
  }

  async #run(): Promise<void> {
    const { address, client, answer, maxInFlight, clock, log } = this.#parts;
    const { signal } = this.#stopped;
    let delay = FIRST_DELAY_MS;
    while (!signal.aborted) {
      const openedAt = clock();
      this.#line = client.serveCertificates(maxInFlight, answer);
      let why = 'the hub has ended it';
      try {
        await this.#line.serve();
      } catch (error) {
        why = String(error);
      }
      if (signal.aborted) return;
      if (clock() - openedAt > MAX_DELAY_MS) delay = FIRST_DELAY_MS; // it has been of use
      log.warn({ address, why, retryInMs: delay }, 'the line for certificates broke');
      await sleep(delay, undefined, { signal }).catch(() => {}); // closing
      delay = Math.min(MAX_DELAY_MS, delay * 2);
    }
  }
}
