import { setTimeout as sleep } from 'node:timers/promises';
import { TreeEdge, type TreeView } from '#crypto/tlog';
import type { Appending } from '#hub/exchange';
import {
  type Announcer,
  compose,
  type Database,
  type Fragment,
  isRepetition,
  LOG_CHANNEL,
  logKeys,
  logStore,
  PENDING_CHANNEL,
  type SessionLock,
} from '#hub/store';
import { catchUp } from './catch-up.js';
import { Edges } from './edges.js';
import { checkKeys, LogKeyError } from './key-changes.js';
import { type Numbering, PairNumbers } from './pair-numbers.js';
import { RollbackError } from './rollback.js';
import type { SignedTree } from './signed-tree.js';
import { checkStored } from './stored-log.js';
import { SHA256_TREE } from './tree.js';
import { Turns } from './turns.js';

/** Leaves that have just got their index, and the tree they stand in. */
export interface SequencedBatch {
  /** The number of the log. */
  readonly log: number;
  readonly firstIndex: number;
  readonly leaves: readonly logStore.Leaf[];
  readonly checkpoint: string;
  readonly view: TreeView;
}

export interface SequencerOptions {
  readonly db: Database;
  readonly announcer: Announcer;
  readonly sha256: SignedTree;
  /** Where the SM3 tree is kept too. */
  readonly sm3: SignedTree | undefined;
  /** Leaves taken off the queue in one commit. */
  readonly maxLeaves: number;
  /** Compares the log with what it has signed before anything more is signed. @throws RollbackError. */
  readonly guard: () => Promise<void>;
  /** The entry that a log begins with which goes on from another; asked while it is empty. */
  readonly begins: () => Promise<logStore.Leaf | undefined>;
  /** Opens the log that is to come after this one, which has ended, once it can be. */
  readonly openNext: () => Promise<void>;
  /** Told after each commit of this process. */
  readonly onSequenced: (batch: SequencedBatch) => void;
  /** Told when the log was read anew: it may hold leaves of a commit that was never confirmed. */
  readonly onTakenOver: () => void;
  /** Told while the SM3 tree is brought up to the log. */
  readonly onCatchUp: (size: number, of: number) => void;
  /** Told of everything that made the sequencer start afresh. */
  readonly onError: (error: Error) => void;
}

/** Advisory lock of the sequencer: only one process needs to try. */
export const LEADER_LOCK = 7_003_001;

/** How often the others look whether the leader is gone, and the leader whether a notification was missed. */
const POLL_MS = 1_000;

/** Time to let things settle after an error. */
const RECOVERY_MS = 200;

/** How often a log that refuses to sign looks whether it has been made whole. */
const REFUSAL_MS = 10_000;

/** What was taken with the leaf that ends the log goes before it; what is still in the queue goes to the next log. */
function closingLast(
  taken: readonly logStore.Leaf[],
  closing: string | null,
): { readonly leaves: readonly logStore.Leaf[]; readonly isLast: boolean } {
  const last = taken.filter(({ leafId }) => leafId === closing);
  if (last.length === 0) return { leaves: taken, isLast: false };
  return { leaves: [...taken.filter(({ leafId }) => leafId !== closing), ...last], isLast: true };
}

/** An operator must act. */
function isRefusal(error: unknown): boolean {
  return error instanceof RollbackError || error instanceof LogKeyError;
}

/** The log as of the last commit that was confirmed. */
interface Head {
  readonly edges: Edges;
  readonly size: number;
  readonly epoch: number;
  readonly pairs: PairNumbers;
  /** The leaf that ends the log, once it is in the queue. */
  readonly closing: string | null;
  /** It is published and stamped as any other, and grows no more. */
  readonly isClosed: boolean;
  /** What must stand before everything else, until it does. */
  readonly begins: logStore.Leaf | undefined;
}

/** A head that a transaction is about to make true. */
interface Growth {
  readonly head: Head;
  readonly batch: SequencedBatch;
  readonly numbering: Numbering;
  readonly fragments: readonly Fragment[];
}

/**
 * Gives leaves their index and acts their pair numbers, in order of arrival, appends them to the tree and signs the new head, all in one commit.
 *
 * One process leads, by advisory lock. It logs its own acts in the very transaction that records them; the acts of other
 * processes reach it through the queue, and its own go there too when they must not overtake. Safety does not rest on the
 * lock but on the compare and swap of size and epoch in `advance_log` and on the primary key of the index: two leaders
 * cannot both commit the same index (proved by test/integration/sequencer.test.ts).
 *
 * The head in memory is dropped whenever a commit was not confirmed, and read anew as at every start.
 */
export class Sequencer {
  readonly #options: SequencerOptions;
  /** One growth at a time; held from signing to the end of the transaction. */
  readonly #turns = new Turns();
  /** Undefined while this process does not lead, or must read the log anew. Changed only in a turn. */
  #head: Head | undefined;
  readonly #closing = new AbortController();
  #loop: Promise<void> | undefined;
  #wake: (() => void) | undefined;
  #isWoken = false;

  constructor(options: SequencerOptions) {
    this.#options = options;
  }

  /** Whether this process learns of every new entry without being told by the database. */
  get isLeading(): boolean {
    return this.#head !== undefined;
  }

  start(): void {
    this.#loop = this.#run();
  }

  /** There may be something in the queue. */
  wake(): void {
    this.#isWoken = true;
    this.#wake?.();
  }

  /** Signs nothing more before the log has been compared anew. */
  async reconsider(): Promise<void> {
    await this.#turns.run(async () => {
      this.#head = undefined;
    });
    this.wake();
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.wake();
    await this.#loop;
  }

  /** Logs leaves in the caller's transaction. See TransparencyLog. */
  async append(leaves: readonly logStore.Leaf[], mustQueue: boolean): Promise<Appending> {
    if (leaves.length === 0) return { fragments: [], committed: () => {}, failed: () => {} };
    const endTurn = await this.#turns.begin();
    if (this.#head === undefined || this.#head.isClosed || this.#head.begins !== undefined || mustQueue) {
      endTurn();
      return {
        fragments: [logStore.insertPending(leaves)],
        committed: () => this.#options.announcer.announce(PENDING_CHANNEL),
        failed: () => {},
      };
    }
    const growth = this.#grow(this.#head, leaves);
    return {
      fragments: growth.fragments,
      committed: () => {
        this.#adopt(growth);
        endTurn();
      },
      failed: (error) => {
        if (!isRepetition(error)) this.#head = undefined;
        endTurn();
        this.wake();
      },
    };
  }

  async #run(): Promise<void> {
    while (!this.#closing.signal.aborted) {
      let lock: SessionLock | undefined;
      try {
        lock = await this.#options.db.tryLock(LEADER_LOCK);
        if (lock === undefined) await this.#pause(POLL_MS);
        else await this.#lead(lock);
      } catch (error) {
        this.#options.onError(error instanceof Error ? error : new Error(String(error)));
        await this.#pause(isRefusal(error) ? REFUSAL_MS : RECOVERY_MS);
      } finally {
        await lock?.release().catch(() => {}); // its session may be what broke
      }
    }
  }

  /** Leads until closed, or until something is uncertain. */
  async #lead(lock: SessionLock): Promise<void> {
    let isLost = false;
    void lock.lost.then(() => {
      isLost = true;
      this.wake();
    });
    try {
      await this.#catchUp();
      while (!this.#closing.signal.aborted && !isLost) {
        this.#isWoken = false;
        const sequenced = await this.#turns.run(() => this.#sequenceQueue());
        if (this.#head?.isClosed === true) await this.#options.openNext();
        if (sequenced === 0 && !this.#isWoken) await this.#rest();
      }
    } finally {
      await this.#turns.run(async () => {
        this.#head = undefined;
      });
    }
  }

  /** In a turn. @returns how many leaves of the queue got their index. */
  async #sequenceQueue(): Promise<number> {
    const { db, maxLeaves } = this.#options;
    const head = this.#head ?? (await this.#takeOver());
    this.#head = head;
    if (head.isClosed) return 0; // what waits is for the log that goes on from this one
    this.#head = undefined; // what follows may fail; then the log is read anew
    const growth = await db.transaction('log.sequence', async (tx): Promise<Growth | undefined> => {
      logStore.giveUpSoon(tx);
      const taken = head.begins === undefined ? await logStore.takePending(tx, maxLeaves) : [head.begins];
      if (taken.length === 0) return undefined;
      const { leaves, isLast } = closingLast(taken, head.closing);
      const growth = this.#grow(head, leaves, isLast);
      const write = compose(growth.fragments);
      if (write !== undefined) tx.send(write);
      if (isLast) logStore.endLog(tx);
      // COMMIT POINT: log.sequence. The checkpoint is shown to nobody before the commit is confirmed (proved by
      // test/fault/sequencer.test.ts).
      return growth;
    });
    this.#head = head;
    if (growth === undefined) return 0;
    this.#adopt(growth);
    return growth.batch.leaves.length;
  }

  /** Appends to a copy of the edge and signs what comes of it. Nobody sees it before `#adopt`. */
  #grow(head: Head, drafts: readonly logStore.Leaf[], isClosed = false): Growth {
    const { sha256, sm3 } = this.#options;
    const { pairs } = head;
    const numbering = pairs.number(drafts);
    const { leaves } = numbering;
    const { edges, writes } = head.edges.grow(leaves);
    const view = edges.sha256.view();
    const tree = { size: view.size, root: view.root() };
    const sm3Tree = edges.sm3 && { size: view.size, root: edges.sm3.view().root() };
    const checkpoint = sha256.sign(tree);
    return {
      head: { ...head, edges, size: view.size, isClosed, begins: undefined },
      batch: { log: edges.log, firstIndex: head.size, leaves, checkpoint, view },
      numbering,
      fragments: [
        logStore.insertEntries(edges.log, head.size, leaves),
        ...writes,
        ...(numbering.pairs.size === 0 ? [] : [logStore.advancePairs([...numbering.pairs.values()])]),
        logStore.advanceLog(
          { log: edges.log, size: head.size, epoch: head.epoch },
          { ...tree, note: checkpoint, epoch: head.epoch },
          sm3Tree && sm3 && { ...sm3Tree, note: sm3.sign(sm3Tree) },
        ),
      ],
    };
  }

  #adopt(growth: Growth): void {
    growth.head.pairs.adopt(growth.numbering);
    this.#head = growth.head;
    this.#options.onSequenced(growth.batch);
    this.#options.announcer.announce(LOG_CHANNEL);
  }

  /**
   * Reads the log as committed, checks that it is the one this key has signed, and raises the epoch, so that a transaction
   * of an earlier leader that is still under way can commit nothing more.
   */
  async #takeOver(): Promise<Head> {
    const { db, sha256, sm3 } = this.#options;
    await this.#found();
    const state = await sha256.reader.state();
    const { size, closing, isClosed } = state;
    // Of one that has ended nothing is signed any more, and its key may be gone.
    if (isClosed) {
      this.#options.onTakenOver();
      const edges = new Edges(state.log, TreeEdge.empty(), undefined);
      return {
        edges,
        size,
        epoch: state.epoch,
        pairs: new PairNumbers([]),
        closing,
        isClosed,
        begins: undefined,
      };
    }
    const edges = await checkStored(this.#options, state);
    await this.#checkKeys(state);
    const pairs = new PairNumbers(await logStore.readPairs(db)); // the swap below proves that nobody has moved them on since
    await this.#options.guard();
    const epoch = state.epoch + 1;
    // A log at rest shows at once which keys sign it.
    const { note } = sha256.renew(state);
    const sm3Head = edges.sm3 && state.sm3.note !== '' ? sm3?.renew(state.sm3) : undefined;
    await db.transaction('log.lead', async (tx) => {
      const write = compose([logStore.advanceLog(state, { ...state, note, epoch }, sm3Head)]);
      if (write !== undefined) tx.send(write);
    });
    this.#options.onTakenOver();
    const begins = size === 0 ? await this.#options.begins() : undefined;
    return { edges, size, epoch, pairs, closing, isClosed, begins };
  }

  /** Read after the state: the leaf of whatever is announced later waits for the epoch that is raised with it. */
  async #checkKeys(state: logStore.LogState): Promise<void> {
    const { db, sha256, sm3 } = this.#options;
    const changes = await logKeys.readKeyChanges(db, state.log);
    for (const tree of [sha256, sm3 ?? []].flat()) checkKeys(tree, tree.reader.tree.headOf(state), changes);
  }

  async #found(): Promise<void> {
    const { db, sha256 } = this.#options;
    const { log } = sha256.reader;
    if ((await logStore.readStateOf(db, log)) !== undefined) return;
    const empty = { size: 0, root: SHA256_TREE.hasher.empty };
    await logStore.foundLog(db, {
      ...{ ...empty, log, origin: sha256.log.name },
      ...{ note: sha256.sign(empty), vkeys: sha256.vkeys },
    });
  }

  /** Brings the SM3 tree up to the log. Not in a turn: it may take long, and meanwhile leaves wait in the queue. */
  async #catchUp(): Promise<void> {
    const { db, sha256, sm3, guard, onCatchUp: onProgress } = this.#options;
    await this.#found();
    const state = await sha256.reader.state();
    if (sm3 === undefined || state.isClosed || state.sm3.size === state.size) return;
    await this.#checkKeys(state);
    await guard();
    const isClosing = () => this.#closing.signal.aborted;
    await catchUp({ db, sha256: sha256.reader, sm3, onProgress, isClosing });
  }

  /** Waits, but not beyond the closing. */
  async #pause(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { signal: this.#closing.signal }).catch(() => {});
  }

  /** Waits for `wake`, at most for the time of a poll. */
  async #rest(): Promise<void> {
    if (this.#closing.signal.aborted) return;
    const alarm = new AbortController();
    const woken = new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    await Promise.race([woken, sleep(POLL_MS, undefined, { signal: alarm.signal }).catch(() => {})]);
    alarm.abort();
    this.#wake = undefined;
  }
}
