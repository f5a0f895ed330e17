import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { SignedParts } from '#crypto/jose';
import { compose, type Database, type Fragment } from '#hub/store';
import type { BareJob } from './bare-verify-thread.js';

interface Job<T> {
  readonly input: T;
  readonly parts: SignedParts;
  readonly resolve: (index: number) => void;
  readonly reject: (error: Error) => void;
}

/** How the rows of a batch are written; `index` is that of its first leaf. */
export type WriteBatch<T> = (batch: readonly T[], index: number) => readonly Fragment[];

const VERIFY_BATCH = 48;
const INSERT_BATCH = 192;
const MIN_GAP_MS = 3;

class BareThread<T> {
  readonly jobs: Job<T>[][] = [];
  readonly #worker = new Worker(new URL('./bare-verify-thread.js', import.meta.url));
  readonly #spki: Uint8Array;

  constructor(spki: Uint8Array, onVerified: (jobs: Job<T>[]) => void) {
    this.#spki = spki;
    this.#worker.on('message', (results: boolean[]) => {
      const jobs = this.jobs.shift() ?? [];
      jobs.forEach((job, i) => {
        if (!results[i]) job.reject(new Error('signature'));
      });
      onVerified(jobs.filter((_, i) => results[i]));
    });
  }

  send(jobs: Job<T>[]): void {
    this.jobs.push(jobs);
    const job: BareJob = {
      spki: this.#spki,
      messages: jobs.map(({ parts }) => ({
        protected: parts.protected,
        payload: parts.payload,
        signature: parts.signature,
      })),
    };
    this.#worker.postMessage(job);
  }
}

/** The signature checked, the rows written, and nothing else. */
export class BarePipeline<T> {
  readonly #db: Database;
  readonly #write: WriteBatch<T>;
  readonly #nextIndex: () => number;
  readonly #threads: BareThread<T>[];
  #incoming: Job<T>[] = [];
  #verified: Job<T>[] = [];
  #inserting = false;

  /** @param nextIndex counts the leaves of the log. */
  constructor(db: Database, spki: Uint8Array, nextIndex: () => number, write: WriteBatch<T>) {
    this.#db = db;
    this.#write = write;
    this.#nextIndex = nextIndex;
    const onVerified = (jobs: Job<T>[]) => {
      this.#verified.push(...jobs);
      this.#verify();
      void this.#insert();
    };
    this.#threads = [new BareThread(spki, onVerified), new BareThread(spki, onVerified)];
  }

  /** Settles when what was made of it is stored. */
  submit(parts: SignedParts, input: T): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#incoming.push({ parts, input, resolve, reject });
      if (this.#incoming.length === 1) queueMicrotask(() => this.#verify());
    });
  }

  #verify(): void {
    while (this.#incoming.length > 0) {
      const thread = this.#threads
        .filter(({ jobs }) => jobs.length < 2)
        .sort((a, b) => a.jobs.length - b.jobs.length)[0];
      if (thread === undefined) return;
      thread.send(this.#incoming.splice(0, VERIFY_BATCH));
    }
  }

  async #insert(): Promise<void> {
    if (this.#inserting) return;
    this.#inserting = true;
    while (this.#verified.length > 0) {
      const started = performance.now();
      const jobs = this.#verified.splice(0, INSERT_BATCH);
      const indexes = jobs.map(() => this.#nextIndex());
      const fragments = this.#write(
        jobs.map(({ input }) => input),
        indexes[0] ?? 0,
      );
      await this.#db.transaction('bare', async (tx) => {
        const write = compose(fragments);
        if (write !== undefined) tx.send(write);
      });
      for (const [i, job] of jobs.entries()) job.resolve(indexes[i] ?? 0);
      const rest = MIN_GAP_MS - (performance.now() - started);
      if (jobs.length > 1 && this.#verified.length < INSERT_BATCH && rest > 0) await sleep(rest);
    }
    this.#inserting = false;
  }
}
