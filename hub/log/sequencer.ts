import { setTimeout as sleep } from 'node:timers/promises';
import { formatCheckpoint, type FullTile, type NoteSigner, openCheckpoint, rfc6962, signNote, TreeEdge, type TreeView } from '#crypto/tlog';
import { equalBytes } from '#crypto/primitives';
import { type Database, LOG_CHANNEL, logStore, notify, type SessionLock } from '#hub/store';
import type { LogReader } from './reader.js';

/** Leaves that have just got their index, and the tree they stand in. */
export interface SequencedBatch {
  readonly firstIndex: number;
  readonly leaves: readonly logStore.Leaf[];
  readonly checkpoint: string;
  /** Valid until the next batch. */
  readonly view: TreeView;
}

export interface SequencerOptions {
  readonly db: Database;
  readonly reader: LogReader;
  /** `<host>/audit/<shard>`; equal to the name of the log key. */
  readonly origin: string;
  /** The Ed25519 log key first, then lines that standard tools ignore. */
  readonly signers: readonly [NoteSigner, ...NoteSigner[]];
  readonly maxLeaves: number;
  /** Told after each commit, before the next batch. */
  readonly onSequenced: (batch: SequencedBatch) => void;
  /** Told of everything that made the sequencer start afresh. */
  readonly onError: (error: Error) => void;
}

/** Advisory lock of the sequencer: only one process needs to try. */
const LEADER_LOCK = 7_003_001;

/** How often others look whether the leader is gone. */
const FOLLOWER_POLL_MS = 1_000;

/** A leader looks again after this long even if no notification came. */
const IDLE_POLL_MS = 1_000;

/** The log in memory, as of the last commit that was confirmed. Dropped whenever a commit was not. */
interface Head {
  readonly edge: TreeEdge;
  size: number;
  readonly epoch: number;
}

/**
 * Gives leaves their index: takes them from the queue in the order of arrival, appends them to the tree, signs the new head
 * and commits all of it at once. One process leads, by advisory lock; safety does not rest on the lock but on the compare
 * and swap of size and epoch in `advance_log` and on the primary key of the index.
 */
export class Sequencer {
  readonly #options: SequencerOptions;
  #isClosed = false;
  #lock: SessionLock | undefined;
  #loop: Promise<void> | undefined;
  #wake: (() => void) | undefined;
  #isWoken = false;

  constructor(options: SequencerOptions) {
    this.#options = options;
  }

  /** Whether this process leads, and so learns of every new entry without being told by the database. */
  get isLeading(): boolean {
    return this.#lock !== undefined;
  }

  start(): void {
    this.#loop = this.#run();
  }

  /** There may be new leaves. */
  wake(): void {
    this.#isWoken = true;
    this.#wake?.();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.wake();
    await this.#loop;
  }

  async #run(): Promise<void> {
    while (!this.#isClosed) {
      try {
        this.#lock = await this.#options.db.tryLock(LEADER_LOCK);
        if (this.#lock !== undefined) await this.#lead(this.#lock);
      } catch (error) {
        this.#options.onError(error instanceof Error ? error : new Error(String(error)));
      } finally {
        await this.#lock?.release().catch(() => {}); // its session may be what broke
        this.#lock = undefined;
      }
      if (!this.#isClosed) await this.#rest(FOLLOWER_POLL_MS);
    }
  }

  /** Leads until closed, or until anything is uncertain: then what is in memory is dropped and read anew. */
  async #lead(lock: SessionLock): Promise<void> {
    let isLost = false;
    void lock.lost.then(() => {
      isLost = true;
      this.wake();
    });
    const head = await this.#takeOver();
    while (!this.#isClosed && !isLost) {
      this.#isWoken = false;
      const sequenced = await this.#sequence(head);
      if (sequenced === 0 && !this.#isWoken) await this.#rest(IDLE_POLL_MS);
    }
  }

  /**
   * Reads the log as committed, checks that it is the one this key has signed, and raises the epoch, so that a former leader
   * that is still about can commit nothing more.
   */
  async #takeOver(): Promise<Head> {
    const { db, reader, origin, signers } = this.#options;
    await logStore.foundLog(db, {
      origin,
      root: rfc6962.empty,
      note: signNote(formatCheckpoint({ origin, size: 0, root: rfc6962.empty }), signers),
    });
    const state = await reader.state();
    const signed = openCheckpoint(state.note, signers[0].verifier);
    if (typeof signed === 'string') {
      throw new Error(`the stored checkpoint is not one of ${origin} under this log key (${signed}): refusing to sign`);
    }
    const edge = TreeEdge.restore(state.size, await reader.edge(state.size));
    if (signed.size !== state.size || !equalBytes(signed.root, edge.view().root())) {
      throw new Error(`the stored entries do not give the signed root of size ${signed.size}: refusing to sign`);
    }
    const epoch = state.epoch + 1;
    await db.transaction('log.lead', async (tx) => logStore.advanceLog(tx, state, { ...state, epoch }));
    return { edge, size: state.size, epoch };
  }

  /** @returns how many leaves got their index. */
  async #sequence(head: Head): Promise<number> {
    const { db, maxLeaves, origin, signers } = this.#options;
    const batch = await db.transaction('log.sequence', async (tx): Promise<SequencedBatch | undefined> => {
      const leaves = await logStore.takePending(tx, maxLeaves);
      if (leaves.length === 0) return undefined;
      const full = leaves.flatMap((leaf) => head.edge.append(rfc6962.leaf(leaf.body)));
      const view = head.edge.view();
      const root = view.root();
      const size = head.size + leaves.length;
      const checkpoint = signNote(formatCheckpoint({ origin, size, root }), signers);
      logStore.insertEntries(tx, head.size, leaves);
      logStore.insertTiles(tx, full.map(toTileRow));
      logStore.advanceLog(tx, head, { size, root, note: checkpoint, epoch: head.epoch });
      notify(tx, LOG_CHANNEL, String(size));
      // COMMIT POINT: log.sequence. The checkpoint is shown to nobody before the commit is confirmed; when it is not
      // confirmed, this throws, and the tree in memory is dropped (proved by test/fault/sequencer.test.ts).
      return { firstIndex: head.size, leaves, checkpoint, view };
    });
    if (batch === undefined) return 0;
    head.size += batch.leaves.length;
    this.#options.onSequenced(batch);
    head.edge.settle();
    return batch.leaves.length;
  }

  /** Waits for `wake`, at most this long. */
  async #rest(milliseconds: number): Promise<void> {
    const alarm = new AbortController();
    const woken = new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    await Promise.race([woken, sleep(milliseconds, undefined, { signal: alarm.signal }).catch(() => {})]);
    alarm.abort();
    this.#wake = undefined;
  }
}

function toTileRow(tile: FullTile): logStore.TileRow {
  return { level: tile.level, tileIndex: tile.index, hashes: Buffer.concat(tile.hashes), summit: tile.summit };
}
