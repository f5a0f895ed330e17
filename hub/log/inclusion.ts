import type { Expectation, IncludedLeaf, ProvenLeaves, TransparencyLog } from '#hub/exchange';
import { type Database, logStore } from '#hub/store';
import { LeafProver } from './leaf-prover.js';
import type { LogReader } from './reader.js';
import type { SequencedBatch } from './sequencer.js';

interface Awaited {
  readonly settle: (leaf: IncludedLeaf | undefined) => void;
  readonly promise: Promise<IncludedLeaf | undefined>;
  /** On the clock of `elapsed`; until somebody waits, never. */
  until: number;
}

export interface InclusionOptions {
  readonly db: Database;
  /** By the number of the log. */
  readonly readerOf: (log: number) => LogReader;
  readonly backlogLimit: number;
  /** Milliseconds that never run backwards. */
  readonly elapsed: () => number;
  readonly onError: (error: Error) => void;
}

/** How often the queue is measured. */
const BACKLOG_POLL_MS = 1_000;

/** How often those who have waited long enough are told so. A timer for each would cost every message. */
const SWEEP_MS = 100;

/**
 * Hands out inclusion proofs. Where this process sequences, proofs are made from the tree in memory as leaves get their
 * index; elsewhere they are made from stored tiles when the database tells that the log has grown.
 */
export class Inclusion implements Omit<TransparencyLog, 'append' | 'hasQueue' | 'sm3Proofs'> {
  readonly #options: InclusionOptions;
  readonly #prover: LeafProver;
  readonly #awaited = new Map<string, Awaited>();
  readonly #poll: NodeJS.Timeout;
  readonly #sweep: NodeJS.Timeout;
  #backlog = 0;
  #looking: Promise<void> | undefined;
  #mustLookAgain = false;

  constructor(options: InclusionOptions) {
    this.#options = options;
    this.#prover = new LeafProver(options.db, options.readerOf);
    this.#poll = setInterval(() => void this.#measure(), BACKLOG_POLL_MS);
    this.#poll.unref();
    this.#sweep = setInterval(() => this.#tellLate(), SWEEP_MS);
    this.#sweep.unref();
  }

  close(): void {
    clearInterval(this.#poll);
    clearInterval(this.#sweep);
  }

  /** Leaves that waited for their index when last looked, counted up to the limit. */
  get backlog(): number {
    return this.#backlog;
  }

  isBehind(): boolean {
    return this.#backlog >= this.#options.backlogLimit;
  }

  expect(leafId: string): Expectation {
    let settle: Awaited['settle'] = () => {};
    const promise = new Promise<IncludedLeaf | undefined>((resolve) => {
      settle = resolve;
    });
    const awaited = { settle, promise, until: Number.POSITIVE_INFINITY };
    this.#awaited.set(leafId, awaited);
    return {
      cancel: () => void this.#awaited.delete(leafId),
      within: (milliseconds) => {
        awaited.until = this.#options.elapsed() + milliseconds;
        return promise;
      },
    };
  }

  find(leafIds: readonly string[]): Promise<ReadonlyMap<string, IncludedLeaf>> {
    return this.#prover.find(leafIds);
  }

  /** From the sequencer of this process. */
  onSequenced(batch: SequencedBatch): void {
    for (const [i, { leafId, body }] of batch.leaves.entries()) {
      const awaited = this.#awaited.get(leafId);
      if (awaited === undefined) continue;
      const index = batch.firstIndex + i;
      this.#awaited.delete(leafId);
      awaited.settle({
        leaf: body,
        log: batch.log,
        index,
        path: batch.view.inclusionPath(index),
        checkpoint: batch.checkpoint,
      });
    }
  }

  /** The log has grown in another process: see which of the expected leaves are in it. */
  onGrown(): void {
    this.#mustLookAgain = true;
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined;
    });
  }

  #tellLate(): void {
    const now = this.#options.elapsed();
    for (const [leafId, awaited] of this.#awaited) {
      if (awaited.until > now) continue;
      this.#awaited.delete(leafId);
      awaited.settle(undefined);
    }
  }

  async #look(): Promise<void> {
    try {
      while (this.#mustLookAgain && this.#awaited.size > 0) {
        this.#mustLookAgain = false;
        for (const [leafId, included] of await this.#prover.find([...this.#awaited.keys()])) {
          this.#awaited.get(leafId)?.settle(included);
          this.#awaited.delete(leafId);
        }
      }
    } catch (error) {
      this.#options.onError(error instanceof Error ? error : new Error(String(error)));
    }
  }

  prove(leafIds: readonly string[], beside?: readonly string[]): Promise<ProvenLeaves> {
    return this.#prover.prove(leafIds, beside);
  }

  async #measure(): Promise<void> {
    try {
      this.#backlog = await logStore.countPending(this.#options.db, this.#options.backlogLimit);
    } catch (error) {
      this.#options.onError(error instanceof Error ? error : new Error(String(error)));
    }
  }
}
