import { Worker } from 'node:worker_threads';
import type { SignedParts } from '#crypto/jose';
import { UnavailableError } from '#proto/errors';
import type { RegisteredKey } from '../directory.js';
import { checkSignature, type SignatureResult } from './check.js';
import { type JobFrame, packJobs, unpackResults } from './frame.js';

/** What is to be checked: the parts of a message under a key. With the salt for its commitment, and the key under which it is kept. */
export interface SignatureJob {
  readonly parts: SignedParts;
  readonly key: RegisteredKey;
  readonly salt: Uint8Array;
  /** Empty: it is not kept. */
  readonly contentKey: Uint8Array;
  /** Lines of its groups of fields; empty: it is no act of a case. */
  readonly fields: Uint8Array;
}

interface Waiting extends SignatureJob {
  readonly resolve: (result: SignatureResult) => void;
  readonly reject: (error: Error) => void;
}

/** Large enough to pay for the hop between threads, small enough to share the work between them. */
const BATCH = 48;

/** One batch being worked on and a full one behind it keeps a thread busy; what does not fill one waits and gathers. */
const MAX_BATCHES_PER_THREAD = 2;

class VerifyThread {
  readonly batches: Waiting[][] = [];
  readonly #worker: Worker;
  readonly #keyNumbers = new Map<string, number>();

  constructor(onResults: () => void, onEnd: (thread: VerifyThread) => void) {
    this.#worker = new Worker(new URL('./verify-thread.js', import.meta.url));
    this.#worker.unref();
    this.#worker.on('message', (results: Uint8Array) => {
      const jobs = this.batches.shift() ?? [];
      for (const [i, result] of unpackResults(results, jobs.length).entries()) jobs[i]?.resolve(result);
      onResults();
    });
    this.#worker.once('error', () => {}); // 'exit' follows
    this.#worker.once('exit', () => onEnd(this));
  }

  send(batch: Waiting[]): void {
    this.batches.push(batch);
    const newKeys: Uint8Array[] = [];
    const { bytes, layout } = packJobs(
      batch.map(({ parts, salt, contentKey, fields, key }) => ({
        key: this.#numberOf(key, newKeys),
        protected: parts.protected,
        payload: parts.payload,
        signature: parts.signature,
        salt,
        contentKey,
        fields,
      })),
    );
    const frame: JobFrame = { bytes, layout, newKeys };
    this.#worker.postMessage(frame, [bytes.buffer, layout.buffer]);
  }

  /** Each key is sent once; afterwards its number is enough. */
  #numberOf(key: RegisteredKey, newKeys: Uint8Array[]): number {
    const known = this.#keyNumbers.get(key.kid);
    if (known !== undefined) return known;
    const number = this.#keyNumbers.size;
    this.#keyNumbers.set(key.kid, number);
    newKeys.push(key.spki);
    return number;
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}

/**
 * Checks signatures in threads of their own; under load jobs gather into batches by themselves. A lone job that finds all
 * threads idle is checked where it is: the hop to a thread and back costs more than the check.
 * A thread that dies takes its jobs with it as UNAVAILABLE and is replaced.
 */
export class SignaturePool {
  readonly #threads: VerifyThread[] = [];
  #queue: Waiting[] = [];
  #isClosed = false;

  constructor(threads: number) {
    for (let i = 0; i < threads; i++) this.#start();
  }

  verify(job: SignatureJob): Promise<SignatureResult> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ ...job, resolve, reject });
      if (this.#queue.length === 1) queueMicrotask(() => this.#dispatch());
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all(this.#threads.map((thread) => thread.close()));
  }

  #start(): void {
    this.#threads.push(
      new VerifyThread(
        () => this.#dispatch(),
        (thread) => this.#replace(thread),
      ),
    );
  }

  #dispatch(): void {
    const [first, ...others] = this.#queue;
    if (first !== undefined && others.length === 0 && this.#isQuiet()) {
      this.#queue = [];
      this.#checkHere(first);
      return;
    }
    while (this.#queue.length > 0) {
      const thread = this.#leastBusy();
      if (thread === undefined) return;
      if (thread.batches.length > 0 && this.#queue.length < BATCH) return; // its results call again
      const batch = this.#queue.slice(0, BATCH);
      this.#queue = this.#queue.slice(BATCH);
      thread.send(batch);
    }
  }

  #isQuiet(): boolean {
    return this.#threads.every((thread) => thread.batches.length === 0);
  }

  #checkHere({ parts, salt, contentKey, fields, key, resolve, reject }: Waiting): void {
    try {
      resolve(checkSignature({ ...parts, salt, contentKey, fields }, key.publicKey));
    } catch (error) {
      reject(error instanceof Error ? error : new Error(String(error)));
    }
  }

  #leastBusy(): VerifyThread | undefined {
    const free = this.#threads.filter((thread) => thread.batches.length < MAX_BATCHES_PER_THREAD);
    return free.sort((a, b) => a.batches.length - b.batches.length)[0];
  }

  #replace(thread: VerifyThread): void {
    this.#threads.splice(this.#threads.indexOf(thread), 1);
    const error = new UnavailableError('UNAVAILABLE', 'the signature could not be checked now', {
      retryAfterMs: 1000,
    });
    for (const job of thread.batches.flat()) job.reject(error);
    if (this.#isClosed) return;
    this.#start();
    this.#dispatch();
  }
}
