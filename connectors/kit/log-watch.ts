import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { base64, equalBytes } from '#crypto/primitives';
import { type Checkpoint, type OpenedCheckpoint, openByLogs, verifyConsistency } from '#crypto/tlog';
import type { Clock } from './clock.js';
import { readIfThere, writeDurably } from './durable-file.js';
import { countForks, FORKS, keepFork, removeFork } from './forks/index.js';
import type { HubClient } from './hub-client.js';
import { HubCallError } from './hub-error.js';
import type { ConnectorLog } from './log.js';
import { logFolder } from './log-chain.js';
import type { LogKeys } from './log-keys.js';
import { HeldError } from './log-view.js';
import { findRefusedTurn } from './turn-file.js';

/** What a connector does once it must suppose that the log has forked. */
export type WhenForked = 'HOLD' | 'GO_ON';

export interface LogWatchParts {
  readonly keys: LogKeys;
  readonly client: Pick<HubClient, 'consistency'>;
  readonly dataDir: string;
  readonly whenForked: WhenForked;
  /** How long a checkpoint may stay without proof before it is an alarm, milliseconds. */
  readonly proofLimitMs: number;
  readonly clock: Clock;
  readonly log: ConnectorLog;
}

/** A checkpoint that is yet to be shown to belong to the same history. */
interface Unproven {
  readonly note: string;
  /** Unix milliseconds. */
  readonly since: number;
}

/** What is on disk. */
interface Memory {
  /** The largest checkpoint that was proven; the first one of all is taken as it comes. */
  readonly seen: string;
  readonly unproven: readonly Unproven[];
  /** How many came behind an alarm and could not be kept; nobody will ever prove them. */
  readonly missed?: number;
}

/** What an operator is told. */
export interface LogWatchState {
  readonly origin: string;
  /** Entries of the largest checkpoint that was proven; undefined when none was seen yet. */
  readonly size: number | undefined;
  readonly unproven: number;
  /** When the oldest of them came, unix milliseconds. */
  readonly unprovenSince: number | undefined;
  readonly forks: number;
  /** Checkpoints that came while proofs were overdue and could not be kept. */
  readonly missed: number;
  /** Where it is kept how the hub said that the log had ended, when that does not hold. */
  readonly refusedTurn: string | undefined;
  /** Where everything is kept. */
  readonly folder: string;
}

const MEMORY = 'seen.json';
const OVERDUE = 'unproven';

/** What waits for a proof at once. At half of it nothing is sent or fetched until proofs catch up; windows have the other half. */
const MAX_UNPROVEN = 1_024;
/** Asked for side by side: whoever is far from the hub must not fall behind what it takes in. */
const PROOFS_AT_ONCE = 16;
/** Beyond these a hub that lies would only fill the disk: the alarm has long been raised. */
const MAX_FORKS = 100;
const MAX_PROVEN = 1_024;

/**
 * Makes the connector a small witness: every checkpoint in a receipt or a dispatch must belong to the history of those seen
 * before, and the hub must prove it. Proofs are asked for in rounds beside the acts, once for each new checkpoint; the acts do
 * not wait for them. What was seen is on disk, so a hub that forks while the connector is down is found out too (proved by
 * test/fault/connector-witness.test.ts). None goes unproven unseen, however many come. A crash forgets no more than came since the last round.
 */
export class LogWatch {
  readonly keys: LogKeys;
  readonly #parts: LogWatchParts;
  readonly #folder: string;
  #seen: Known | undefined;
  /** By size and root. */
  readonly #unproven = new Map<string, Unproven & Known>();
  /** Roots in base64 of trees that were proven, by size. */
  readonly #proven = new Map<number, string>();
  readonly #overdue = new Set<string>();
  /** The final checkpoint of a log that has ended. */
  #end: Known | undefined;
  #forks: number;
  #missed = 0;

  private constructor(parts: LogWatchParts, folder: string, memory: Memory | undefined, forks: number) {
    this.keys = parts.keys;
    this.#parts = parts;
    this.#folder = folder;
    this.#forks = forks;
    if (memory === undefined) return;
    this.#missed = memory.missed ?? 0;
    this.#prove(this.#known(memory.seen));
    for (const each of memory.unproven) {
      const known = this.#known(each.note);
      this.#unproven.set(nameOf(known.tree), { ...each, ...known });
    }
  }

  /** @throws Error when what was kept cannot be read: it is for an operator to say that it may be forgotten. */
  static async open(parts: LogWatchParts): Promise<LogWatch> {
    const folder = logFolder(parts.dataDir, parts.keys[0].name);
    for (const each of [FORKS, OVERDUE]) await mkdir(join(folder, each), { recursive: true, mode: 0o700 });
    const watch = new LogWatch(
      parts,
      folder,
      await readMemory(folder),
      await countForks(join(folder, FORKS)),
    );
    if (watch.#forks > 0) parts.log.error({ folder: join(folder, FORKS) }, ALARM_FORK);
    if (watch.#missed > 0) parts.log.error({ missed: watch.#missed, folder }, ALARM_MISSED);
    return watch;
  }

  saw(note: string, tree: Checkpoint): void {
    const name = nameOf(tree);
    if (this.isProven(tree) || this.#unproven.has(name)) return;
    if (this.#unproven.size >= MAX_UNPROVEN) this.#miss();
    else this.#unproven.set(name, { note, since: this.#parts.clock(), tree });
  }

  get hasSeen(): boolean {
    return this.#seen !== undefined;
  }

  get hasForked(): boolean {
    return this.#forks > 0;
  }

  isProven({ size, root }: Checkpoint): boolean {
    return this.#proven.get(size) === base64(root);
  }

  /**
   * The log has ended with this checkpoint, which has been proven: a larger one is a fork, whatever the hub proves of it (proved by
   * test/fault/connector-turn.test.ts). @returns whether there was none so far.
   */
  async endAt(note: string, tree: Checkpoint): Promise<boolean> {
    const end = { note, tree };
    this.#end = end;
    const larger = [this.#seen ?? end, ...this.#unproven.values()].filter((each) => this.#isBeyond(each));
    for (const each of larger) {
      this.#unproven.delete(nameOf(each.tree));
      await this.#forked(end, each, 'AFTER_THE_END');
    }
    return larger.length === 0;
  }

  hasRoom(): boolean {
    return this.#unproven.size < MAX_UNPROVEN / 2 || this.#overdue.size > 0;
  }

  /** @throws HeldError while nothing may be sent. */
  checkMaySend(): void {
    if (!this.hasRoom()) throw new HeldError(WAITING);
    if (this.#parts.whenForked === 'GO_ON') return;
    if (this.#forks > 0) throw new HeldError(`the log has forked, see ${join(this.#folder, FORKS)}`);
    if (this.#overdue.size > 0) throw new HeldError('it does not prove that its log is the one of before');
    if (this.#missed > 0)
      throw new HeldError('checkpoints came that could not be kept, and will never be proven');
  }

  /** Asks for a proof of each checkpoint that came since the last round, and once more for those that got none. */
  async round(): Promise<void> {
    if (this.#unproven.size === 0) return;
    const inOrder = [...this.#unproven.values()].sort((a, b) => a.tree.size - b.tree.size);
    let away: NoProof | undefined;
    for (let at = 0; at < inOrder.length; ) {
      const group = inOrder.slice(at, at + (at < 2 ? 1 : PROOFS_AT_ONCE)); // the first that is asked for tells whether the hub is there
      away = await this.#ask(group, away);
      at += group.length;
    }
    await this.keep();
  }

  /** @param away nobody is asked: they would only wait as long. @returns that the hub is away. */
  async #ask(group: readonly (Unproven & Known)[], away: NoProof | undefined): Promise<NoProof | undefined> {
    const seen = this.#seen;
    const verdicts = await Promise.all(
      group.map(
        async (each): Promise<Verdict> =>
          this.#isBeyond(each) ? 'AFTER_THE_END' : (away ?? this.#compare((seen ?? each).tree, each.tree)),
      ),
    );
    for (const [i, each] of group.entries()) {
      const verdict = verdicts[i];
      if (verdict !== undefined) await this.#settle(seen ?? each, each, verdict);
    }
    return verdicts.find(isAway);
  }

  async keep(): Promise<void> {
    if (this.#seen === undefined) return;
    const unproven = [...this.#unproven.values()].map(({ note, since }) => ({ note, since }));
    const missed = this.#missed === 0 ? {} : { missed: this.#missed };
    const memory: Memory = { seen: this.#seen.note, unproven, ...missed };
    await writeDurably(join(this.#folder, MEMORY), JSON.stringify(memory));
  }

  /**
   * No place for one more. Until an alarm is raised that holds up what brings it; from then on what comes from others is taken, and
   * that a checkpoint went unproven is never forgotten: a hub that begins to prove again does not make it good.
   */
  #miss(): void {
    if (this.#overdue.size === 0) throw new HeldError(WAITING);
    this.#missed += 1;
    if (this.#missed === 1) this.#parts.log.error({ folder: this.#folder }, ALARM_MISSED);
  }

  async #settle(seen: Known, each: Unproven & Known, verdict: Verdict): Promise<void> {
    const name = nameOf(each.tree);
    if (typeof verdict === 'object') return this.#unprovenStill(seen, each, verdict.why);
    this.#unproven.delete(name);
    if (this.#overdue.delete(name)) await this.#removeOverdue(name);
    if (verdict === 'PROVEN') this.#prove(each);
    else await this.#forked(seen, each, verdict);
  }

  async #compare(seen: Checkpoint, tree: Checkpoint): Promise<Verdict> {
    if (seen.size === tree.size) return equalBytes(seen.root, tree.root) ? 'PROVEN' : 'OTHER_ROOT';
    const [old, later] = seen.size < tree.size ? [seen, tree] : [tree, seen];
    try {
      const proof = await this.#parts.client.consistency(old.size, later.size, seen.origin);
      const claim = { oldSize: old.size, oldRoot: old.root, newSize: later.size, newRoot: later.root };
      return verifyConsistency({ ...claim, proof }) ? 'PROVEN' : 'NOT_CONSISTENT';
    } catch (error) {
      return { why: String(error), isTransient: error instanceof HubCallError && error.isTransient };
    }
  }

  #isBeyond({ tree }: Known): boolean {
    return this.#end !== undefined && tree.size > this.#end.tree.size;
  }

  #prove(known: Known): void {
    const { tree } = known;
    if (this.#seen === undefined || tree.size > this.#seen.tree.size) this.#seen = known;
    this.#proven.set(tree.size, base64(tree.root));
    if (this.#proven.size <= MAX_PROVEN) return;
    const [oldest] = this.#proven.keys();
    if (oldest !== undefined) this.#proven.delete(oldest);
  }

  async #forked(seen: Known, asked: Known, kind: ForkKind): Promise<void> {
    this.#forks += 1;
    const facts = { kind, seen: seen.tree.size, asked: asked.tree.size, folder: join(this.#folder, FORKS) };
    this.#parts.log.error(facts, ALARM_FORK);
    if (this.#forks <= MAX_FORKS) await keepFork(facts.folder, { seen: seen.note, asked: asked.note });
  }

  /** The hub gives no proof. While it cannot be reached at all that says nothing yet; for too long it is as bad as a fork. */
  async #unprovenStill(seen: Known, asked: Unproven & Known, why: string): Promise<void> {
    const { clock, log, proofLimitMs } = this.#parts;
    const name = nameOf(asked.tree);
    if (clock() - asked.since <= proofLimitMs || this.#overdue.has(name)) return;
    this.#overdue.add(name);
    const folder = join(this.#folder, OVERDUE);
    log.error({ seen: seen.tree.size, asked: asked.tree.size, why, folder }, ALARM_UNPROVEN);
    if (this.#overdue.size <= MAX_FORKS) await keepFork(folder, { seen: seen.note, asked: asked.note }, name);
  }

  /** The proof has come after all. */
  async #removeOverdue(name: string): Promise<void> {
    this.#parts.log.warn({}, 'the hub has proven a checkpoint that it owed a proof of');
    await removeFork(join(this.#folder, OVERDUE), name);
  }

  #known(note: string): Known {
    return openKnown(note, this.keys, this.#folder);
  }
}

type ForkKind = 'OTHER_ROOT' | 'NOT_CONSISTENT' | 'AFTER_THE_END';

interface NoProof {
  readonly why: string;
  readonly isTransient: boolean;
}

type Verdict = 'PROVEN' | ForkKind | NoProof;

function isAway(verdict: Verdict): verdict is NoProof {
  return typeof verdict === 'object' && verdict.isTransient;
}

const ALARM_FORK =
  'ALARM the hub’s log has forked: two checkpoints that it signed do not belong to one history; both are kept as evidence';
const ALARM_UNPROVEN =
  'ALARM the hub has not proven for too long that its log is the one of before; both checkpoints are kept';

const ALARM_MISSED =
  'ALARM checkpoints came while the hub owed proofs, more than can be kept: they will never be proven';
const WAITING = 'too many checkpoints wait to be proven';

interface Known {
  readonly note: string;
  readonly tree: Checkpoint;
}

/** What the connector with this data folder has seen of a log; it need not run. */
export async function readLogWatch(dataDir: string, keys: LogKeys): Promise<LogWatchState> {
  const [{ name: origin }] = keys;
  const folder = logFolder(dataDir, origin);
  const memory = await readMemory(folder);
  const unproven = memory?.unproven ?? [];
  return {
    origin,
    size: memory && openKnown(memory.seen, keys, folder).tree.size,
    unproven: unproven.length,
    unprovenSince: unproven.length === 0 ? undefined : Math.min(...unproven.map(({ since }) => since)),
    forks: await countForks(join(folder, FORKS)),
    missed: memory?.missed ?? 0,
    refusedTurn: await findRefusedTurn(folder),
    folder,
  };
}

async function readMemory(folder: string): Promise<Memory | undefined> {
  const file = join(folder, MEMORY);
  const bytes = await readIfThere(file);
  try {
    return bytes && (JSON.parse(bytes.toString('utf8')) as Memory); // written by `keep` alone
  } catch (cause) {
    throw new Error(`${file} cannot be read; move it away only when you know why`, { cause });
  }
}

function openKnown(note: string, keys: LogKeys, folder: string): Known {
  const tree: OpenedCheckpoint | string = openByLogs(note, keys);
  if (typeof tree !== 'string') return { note, tree };
  throw new Error(`${join(folder, MEMORY)} is not of the log that hub.logVkey names (${tree})`);
}

function nameOf({ size, root }: Checkpoint): string {
  return `${size} ${base64(root)}`;
}
