import { equalBytes } from '#crypto/primitives';
import { type Checkpoint, openByLogs } from '#crypto/tlog';
import type { Database } from '#hub/store';
import type { HighWater } from './high-water.js';
import { knownKeys } from './key-changes.js';
import type { SignedTree } from './signed-tree.js';
import { latestAtWitness, type WitnessPeer } from './witness-client.js';

/** The database does not hold what this log has signed. Signing on would make a second history, which nothing can mend. */
export class RollbackError extends Error {
  override readonly name = 'RollbackError';

  constructor(found: string) {
    super(`${found}: refusing to sign\n${RUNBOOK}`);
  }
}

const RUNBOOK = `
数据库中的日志落后于已签署的日志（常因恢复旧备份或切换到滞后的副本）。在恢复之前不得签署，否则日志将分叉。
  1 停止枢纽的所有进程，保留当前数据库的副本。
  2 从最新的备份或未滞后的副本恢复数据库；各平台保存的回执与见证方的检查点可说明缺失到哪一条。
  3 无法补全时，以新的 hub.logOrigin 开始新日志，并通知审计方与见证方；旧日志的证据仍然有效。
The log in the database is behind what was signed, as after restoring an old backup or failing over to a replica that lagged.
  1 Stop all processes of the hub and keep a copy of the database as it is.
  2 Restore from the newest backup or a replica that did not lag; receipts kept by platforms and checkpoints of witnesses
    tell up to which entry something is missing.
  3 If it cannot be made whole, begin a new log under another hub.logOrigin and tell auditors and witnesses. What the old
    log proved stays proven.`;

export interface GuardedTree {
  readonly signed: SignedTree;
  readonly highWater: HighWater;
  readonly witnesses: readonly WitnessPeer[];
}

/** Compares the trees in the database with everything outside it that this log has signed. */
export class RollbackGuard {
  readonly #db: Database;
  readonly #trees: readonly GuardedTree[];
  readonly #witnessTimeoutMs: number;

  constructor(db: Database, trees: readonly GuardedTree[], witnessTimeoutMs: number) {
    this.#db = db;
    this.#trees = trees;
    this.#witnessTimeoutMs = witnessTimeoutMs;
  }

  /** @throws RollbackError when the log is behind, or is another one. A witness that cannot be asked proves nothing. */
  async check(): Promise<void> {
    await Promise.all(this.#trees.map((tree) => this.#check(tree)));
  }

  async #check({ signed, highWater, witnesses }: GuardedTree): Promise<void> {
    const keys = await knownKeys(this.#db, signed.reader.log, signed);
    const own = await highWater.read(keys);
    if (own !== undefined) await compare(signed, own, 'the high-water file of this host');
    await Promise.all(
      witnesses.map(async (witness) => {
        const note = await latestAtWitness(witness, signed.log.name, this.#witnessTimeoutMs);
        const seen = note === undefined ? 'MALFORMED' : openByLogs(note, keys);
        // Only what a key of the log has signed counts: no witness can stop a log by lying.
        if (typeof seen !== 'string') await compare(signed, seen, `the witness ${witness.name}`);
      }),
    );
  }
}

/** The size is read afterwards: another process may have signed what somebody outside has seen. */
async function compare({ reader }: SignedTree, signed: Checkpoint, where: string): Promise<void> {
  const { size } = await reader.head();
  const what = reader.tree.name === 'sm3' ? 'the SM3 tree' : 'the log';
  if (signed.size > size) {
    throw new RollbackError(
      `${what} has ${size} entries, and ${where} a signed checkpoint of ${signed.size}`,
    );
  }
  const root = (await reader.view(signed.size, [])).root();
  if (!equalBytes(root, signed.root)) {
    throw new RollbackError(`${what} had another root at ${signed.size} entries, as ${where} shows`);
  }
}
