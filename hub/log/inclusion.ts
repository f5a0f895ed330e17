import type { Growth } from '#crypto/evidence';
import type { Expectation, IncludedLeaf, ProvenLeaves, TransparencyLog } from '#hub/exchange';
import { type Database, logStore, timestamps } from '#hub/store';
import type { Head, LogReader } from './reader.js';
import type { SequencedBatch } from './sequencer.js';

interface Awaited {
  readonly settle: (leaf: IncludedLeaf | undefined) => void;
  readonly promise: Promise<IncludedLeaf | undefined>;
  /** On the clock of `elapsed`; until somebody waits, never. */
  until: number;
}

export interface InclusionOptions {
  readonly db: Database;
  readonly reader: LogReader;
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
  readonly #awaited = new Map<string, Awaited>();
  readonly #poll: NodeJS.Timeout;
  readonly #sweep: NodeJS.Timeout;
  #backlog = 0;
  #looking: Promise<void> | undefined;
  #mustLookAgain = false;

  constructor(options: InclusionOptions) {
    this.#options = options;
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

  async find(leafIds: readonly string[]): Promise<ReadonlyMap<string, IncludedLeaf>> {
    return this.#prove(leafIds);
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
        for (const [leafId, included] of await this.#prove([...this.#awaited.keys()])) {
          this.#awaited.get(leafId)?.settle(included);
          this.#awaited.delete(leafId);
        }
      }
    } catch (error) {
      this.#options.onError(error instanceof Error ? error : new Error(String(error)));
    }
  }

  async prove(leafIds: readonly string[]): Promise<ProvenLeaves> {
    const entries = await logStore.findEntries(this.#options.db, leafIds);
    const stamped = await this.#stampedHead(entries);
    const heads = [...(stamped === undefined ? [] : [stamped]), ...(await this.#heads())];
    const leaves = await this.#proveEach(entries, heads);
    const used = new Set([...leaves.values()].map(({ checkpoint }) => checkpoint));
    const sizes = heads.filter(({ note }) => used.has(note)).map(({ size }) => size);
    return { leaves, timeStamps: stamped === undefined ? [] : [stamped], growth: await this.#growth(sizes) };
  }

  /** The first stamped checkpoint over all of these that any stamped one is over. */
  async #stampedHead(
    entries: readonly logStore.LogEntry[],
  ): Promise<timestamps.StampedCheckpoint | undefined> {
    const { db } = this.#options;
    const latest = await timestamps.readLatest(db);
    const covered = entries.map(({ index }) => index).filter((index) => index < (latest?.size ?? 0));
    return covered.length === 0 ? undefined : timestamps.readFirstAbove(db, Math.max(...covered));
  }

  #growth(sizes: readonly number[]): Promise<Growth[]> {
    const grown = [...new Set(sizes)].sort((one, other) => one - other);
    return Promise.all(
      grown.slice(1).map(async (newSize, i) => {
        const oldSize = grown[i] ?? newSize;
        return { oldSize, newSize, proof: await this.#options.reader.consistency(oldSize, newSize) };
      }),
    );
  }

  /** What everybody sees, and what is committed; to be read after the entries, so that it covers all of them. */
  async #heads(): Promise<readonly Head[]> {
    const { reader } = this.#options;
    const committed = await reader.state();
    const published = await reader.publishedOf(committed);
    return published === undefined ? [committed] : [published, committed];
  }

  async #prove(leafIds: readonly string[]): Promise<ReadonlyMap<string, IncludedLeaf>> {
    const entries = await logStore.findEntries(this.#options.db, leafIds);
    return entries.length === 0 ? new Map() : this.#proveEach(entries, await this.#heads());
  }

  /** Each under the first head that covers it. */
  async #proveEach(
    entries: readonly logStore.LogEntry[],
    heads: readonly Head[],
  ): Promise<ReadonlyMap<string, IncludedLeaf>> {
    const proven = await Promise.all(
      heads.map((head, i) => {
        const isLeft = ({ index }: logStore.LogEntry) => heads.slice(0, i).every(({ size }) => index >= size);
        return this.#proveUnder(
          head,
          entries.filter((entry) => entry.index < head.size && isLeft(entry)),
        );
      }),
    );
    return new Map(proven.flat());
  }

  async #proveUnder(head: Head, entries: readonly logStore.LogEntry[]): Promise<[string, IncludedLeaf][]> {
    if (entries.length === 0) return [];
    const view = await this.#options.reader.view(
      head.size,
      entries.map((entry) => entry.index),
    );
    return entries.map(({ leafId, body, index }) => [
      leafId,
      { leaf: body, index, path: view.inclusionPath(index), checkpoint: head.note },
    ]);
  }

  async #measure(): Promise<void> {
    try {
      this.#backlog = await logStore.countPending(this.#options.db, this.#options.backlogLimit);
    } catch (error) {
      this.#options.onError(error instanceof Error ? error : new Error(String(error)));
    }
  }
}
