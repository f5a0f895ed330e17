import { formatCrossRootLeaf, parseLeaf } from '#crypto/evidence';
import { type Announcer, compose, type Database, logStore, PENDING_CHANNEL } from '#hub/store';

export interface CrossRootsOptions {
  readonly db: Database;
  readonly announcer: Announcer;
  readonly hubId: string;
  /** Between two of them. */
  readonly bindEveryMs: number;
  readonly newId: () => string;
  /** Unix milliseconds. */
  readonly now: () => number;
  /** Milliseconds that never run backwards. */
  readonly elapsed: () => number;
}

/**
 * Binds the two trees to each other: now and then the log gets an entry with the roots that both have at one size. A log in
 * which nothing else happens gets none.
 */
export class CrossRoots {
  readonly #options: CrossRootsOptions;
  #since: number;
  /** The size that the latest one speaks of. */
  #bound: number | undefined;

  constructor(options: CrossRootsOptions) {
    this.#options = options;
    this.#since = options.elapsed();
  }

  /** By the leader, with the log as committed. */
  async bind(state: logStore.LogState): Promise<void> {
    const { elapsed, bindEveryMs } = this.#options;
    if (state.closing !== null || state.sm3.size !== state.size) return;
    if (elapsed() - this.#since < bindEveryMs) return;
    this.#since = elapsed();
    this.#bound ??= await this.#lastBound(state);
    if (state.size <= this.#bound + 1) return; // nothing but itself has come since
    await this.#append(state);
    this.#bound = state.size;
  }

  async #append({ size, root, sm3 }: logStore.LogState): Promise<void> {
    const { db, announcer, hubId, newId, now } = this.#options;
    const leafId = newId();
    const about = { at: now(), hub: hubId, id: leafId, size };
    const leaf = { leafId, body: formatCrossRootLeaf(about, { sha256: root, sm3: sm3.root }) };
    await db.transaction('log.bind', async (tx) => {
      if (!(await logStore.isGoingOn(tx))) return; // it would come to stand in the next log
      const write = compose([logStore.insertPending([leaf])]);
      if (write !== undefined) tx.send(write);
      // COMMIT POINT: log.bind. What is not committed is bound in the next period (proved by test/fault/sm3-tree.test.ts).
    });
    announcer.announce(PENDING_CHANNEL);
  }

  /** @returns -1 unless the log ends with one. */
  async #lastBound({ log, size }: logStore.LogState): Promise<number> {
    const [last] = await logStore.readEntries(this.#options.db, log, size - 1, size);
    const leaf = last && parseLeaf(last.body);
    return leaf?.type === 'CrossRoot' && 'roots' in leaf ? leaf.size : -1;
  }
}
