import { setTimeout as sleep } from 'node:timers/promises';
import type { ConnectorLog } from '#connectors/kit';
import type { DropFolder } from './drop-folder.js';
import { OUT } from './names.js';

export interface FolderLoopParts {
  readonly folder: DropFolder;
  readonly pollMs: number;
  readonly log: ConnectorLog;
  /** Done over and over; what it throws is told, and tried again later each time. */
  readonly work: () => Promise<void>;
}

const MAX_DELAY_MS = 30_000;
const MIN_GAP_MS = 20;

/** The folder tells when something changes, if it can; it is read at intervals all the same. */
export class FolderLoop {
  readonly #parts: FolderLoopParts;
  readonly #stopped = new AbortController();
  #hurry = new AbortController();
  #running: Promise<void> | undefined;

  constructor(parts: FolderLoopParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#parts.folder.watch(OUT, () => this.#hurry.abort());
    this.#running = this.#run();
  }

  async close(): Promise<void> {
    this.#stopped.abort();
    this.#hurry.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { pollMs, log, work } = this.#parts;
    let delay = pollMs;
    while (!this.#stopped.signal.aborted) {
      this.#hurry = new AbortController();
      try {
        await work();
        delay = pollMs;
      } catch (error) {
        if (!this.#stopped.signal.aborted)
          log.warn({ err: String(error), retryInMs: delay }, 'the folder could not be read');
        delay = Math.min(MAX_DELAY_MS, delay * 2);
      }
      await this.#rest(delay);
    }
  }

  async #rest(delayMs: number): Promise<void> {
    const { signal } = this.#stopped;
    await sleep(MIN_GAP_MS, undefined, { signal }).catch(() => {}); // closing
    const either = AbortSignal.any([signal, this.#hurry.signal]);
    await sleep(delayMs, undefined, { signal: either }).catch(() => {}); // closing, or something to read
  }
}
