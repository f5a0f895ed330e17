import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { type BundleExaminer, type ExaminedBundle, examineBundle } from '#crypto/verify/log';

/** Bundles are examined by as many threads as there are cores. Nothing but bytes and hashes goes between them. */

/** Not there where the verifier is one file: then the work is done here. */
const THREAD = new URL('./examiner-thread.js', import.meta.url);

/** Fewer entries are done before a thread has started. */
const WORTH_THREADS = 50_000;

/** Each takes memory; with more the one that reads would be the slowest. */
const MAX_THREADS = 4;

export interface Examiners {
  /** Said before anything of a log is examined. */
  expect(entries: number): void;
  readonly examine: BundleExaminer;
  close(): Promise<void>;
}

export function openExaminers(): Examiners {
  const threads: ExaminerThread[] = [];
  return {
    expect: (entries) => {
      if (threads.length > 0 || entries < WORTH_THREADS || !existsSync(fileURLToPath(THREAD))) return;
      for (let i = 0; i < Math.min(MAX_THREADS, availableParallelism()); i++)
        threads.push(new ExaminerThread());
    },
    examine: async (bytes) => {
      const [idle] = [...threads].sort((a, b) => a.waiting - b.waiting);
      return idle === undefined ? examineBundle(bytes) : idle.examine(bytes);
    },
    close: async () => {
      await Promise.all(threads.map((thread) => thread.close()));
    },
  };
}

interface Waiting {
  readonly resolve: (examined: ExaminedBundle | undefined) => void;
  readonly reject: (error: Error) => void;
}

class ExaminerThread {
  readonly #worker = new Worker(THREAD, { resourceLimits: { maxYoungGenerationSizeMb: 16 } });
  readonly #waiting: Waiting[] = [];

  constructor() {
    this.#worker.on('message', (examined: ExaminedBundle | undefined) =>
      this.#waiting.shift()?.resolve(examined),
    );
    this.#worker.on('error', (error) => {
      for (const { reject } of this.#waiting.splice(0)) reject(error);
    });
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /** Answers come in the order of the questions. */
  examine(bytes: Uint8Array): Promise<ExaminedBundle | undefined> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#worker.postMessage(bytes);
    });
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}
