import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { base64, equalBytes, hex, sha256, utf8 } from '#crypto/primitives';
import { type Checkpoint, type OpenedCheckpoint, openByLogs, verifyConsistency } from '#crypto/tlog';
import type { Clock } from './clock.js';
import { readIfThere, writeDurably } from './durable-file.js';
import type { HubClient } from './hub-client.js';
import { HubCallError } from './hub-error.js';
import type { ConnectorLog } from './log.js';
import type { LogKeys } from './log-keys.js';

/** The log as whoever checks receipts sees it. */
export interface LogView {
  /** Whose signature makes a checkpoint one of the log: one of them is enough. */
  readonly keys: LogKeys;
  /** Told of every checkpoint that the log has signed, as it comes. It returns at once. */
  saw(note: string, tree: Checkpoint): void;
}

/** For those who check a receipt or two and remember nothing. */
export function unwatched(keys: LogKeys): LogView {
  return { keys, saw: () => {} };
}

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
  /** Where everything is kept. */
  readonly folder: string;
}

/** The act waits in the journal: the hub may have shown others another log than this connector. */
export class HeldError extends Error {
  constructor(why: string) {
    super(`nothing is sent to the hub: ${why}`);
    this.name = 'HeldError';
  }
}

const MEMORY = 'seen.json';
const FORKS = 'forks';
const OVERDUE = 'unproven';

/** Beyond these a hub that lies would only fill memory and disk: the alarm has long been raised. */
const MAX_UNPROVEN = 1_024;
const MAX_FORKS = 100;
const MAX_PROVEN = 1_024;

/**
 * Makes the connector a small witness: every checkpoint in a receipt or a dispatch must belong to the history of those seen
 * before, and the hub must prove it. Proofs are asked for in rounds beside the acts, once for each new checkpoint; the acts do
 * not wait for them. What was seen is on disk, so a hub that forks while the connector is down is found out too (proved by
 * test/fault/connector-witness.test.ts). A crash forgets no more than came since the last round.
 */
export class LogWatch implements LogView {
  readonly keys: LogKeys;
  readonly #parts: LogWatchParts;
  readonly #folder: string;
  #seen: Known | undefined;
  /** By size and root. */
  readonly #unproven = new Map<string, Unproven & Known>();
  /** Roots in base64 of trees that were proven, by size. */
  readonly #proven = new Map<number, string>();
  readonly #overdue = new Set<string>();
  #forks: number;

  private constructor(parts: LogWatchParts, folder: string, memory: Memory | undefined, forks: number) {
    this.keys = parts.keys;
    this.#parts = parts;
    this.#folder = folder;
    this.#forks = forks;
    if (memory === undefined) return;
    this.#prove(this.#known(memory.seen));
    for (const each of memory.unproven) {
      const known = this.#known(each.note);
      this.#unproven.set(nameOf(known.tree), { ...each, ...known });
    }
  }

  /** @throws Error when what was kept cannot be read: it is for an operator to say that it may be forgotten. */
  static async open(parts: LogWatchParts): Promise<LogWatch> {
    const folder = folderOf(parts.dataDir, parts.keys[0].name);
    for (const each of [FORKS, OVERDUE]) await mkdir(join(folder, each), { recursive: true, mode: 0o700 });
    const watch = new LogWatch(parts, folder, await readMemory(folder), await countForks(folder));
    if (watch.#forks > 0) parts.log.error({ folder: join(folder, FORKS) }, ALARM_FORK);
    return watch;
  }

  saw(note: string, tree: Checkpoint): void {
    const name = nameOf(tree);
    if (this.#proven.get(tree.size) === base64(tree.root) || this.#unproven.has(name)) return;
    if (this.#unproven.size >= MAX_UNPROVEN) return;
    this.#unproven.set(name, { note, since: this.#parts.clock(), tree });
  }

  /** @throws HeldError while nothing may be sent. */
  checkMaySend(): void {
    if (this.#parts.whenForked === 'GO_ON') return;
    if (this.#forks > 0) throw new HeldError(`the log has forked, see ${join(this.#folder, FORKS)}`);
    if (this.#overdue.size > 0) throw new HeldError('it does not prove that its log is the one of before');
  }

  /** Asks for a proof of each checkpoint that came since the last round, and once more for those that got none. */
  async round(): Promise<void> {
    if (this.#unproven.size === 0) return;
    const inOrder = [...this.#unproven.values()].sort((a, b) => a.tree.size - b.tree.size);
    let away: NoProof | undefined;
    for (const each of inOrder) {
      const verdict = away ?? (await this.#compare((this.#seen ?? each).tree, each.tree));
      if (typeof verdict === 'object' && verdict.isTransient) away = verdict; // the others would only wait as long
      await this.#settle(each, verdict);
    }
    await this.keep();
  }

  async keep(): Promise<void> {
    if (this.#seen === undefined) return;
    const unproven = [...this.#unproven.values()].map(({ note, since }) => ({ note, since }));
    const memory: Memory = { seen: this.#seen.note, unproven };
    await writeDurably(join(this.#folder, MEMORY), JSON.stringify(memory));
  }

  async #settle(each: Unproven & Known, verdict: Verdict): Promise<void> {
    const seen = this.#seen ?? each;
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
      const proof = await this.#parts.client.consistency(old.size, later.size);
      const claim = { oldSize: old.size, oldRoot: old.root, newSize: later.size, newRoot: later.root };
      return verifyConsistency({ ...claim, proof }) ? 'PROVEN' : 'NOT_CONSISTENT';
    } catch (error) {
      return { why: String(error), isTransient: error instanceof HubCallError && error.isTransient };
    }
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
    if (this.#forks <= MAX_FORKS) await keepBoth(facts.folder, evidenceName(seen, asked), seen, asked);
  }

  /** The hub gives no proof. While it cannot be reached at all that says nothing yet; for too long it is as bad as a fork. */
  async #unprovenStill(seen: Known, asked: Unproven & Known, why: string): Promise<void> {
    const { clock, log, proofLimitMs } = this.#parts;
    const name = nameOf(asked.tree);
    if (clock() - asked.since <= proofLimitMs || this.#overdue.has(name)) return;
    this.#overdue.add(name);
    const folder = join(this.#folder, OVERDUE);
    log.error({ seen: seen.tree.size, asked: asked.tree.size, why, folder }, ALARM_UNPROVEN);
    await keepBoth(folder, hashOf(name), seen, asked);
  }

  /** The proof has come after all. */
  async #removeOverdue(name: string): Promise<void> {
    this.#parts.log.warn({}, 'the hub has proven a checkpoint that it owed a proof of');
    for (const path of pathsOf(join(this.#folder, OVERDUE), hashOf(name))) await rm(path, { force: true });
  }

  #known(note: string): Known {
    return openKnown(note, this.keys, this.#folder);
  }
}

type ForkKind = 'OTHER_ROOT' | 'NOT_CONSISTENT';

interface NoProof {
  readonly why: string;
  readonly isTransient: boolean;
}

type Verdict = 'PROVEN' | ForkKind | NoProof;

const ALARM_FORK =
  'ALARM the hub’s log has forked: two checkpoints that it signed do not belong to one history; both are kept as evidence';
const ALARM_UNPROVEN =
  'ALARM the hub has not proven for too long that its log is the one of before; both checkpoints are kept';

interface Known {
  readonly note: string;
  readonly tree: Checkpoint;
}

/** What the connector with this data folder has seen of a log; it need not run. */
export async function readLogWatch(dataDir: string, keys: LogKeys): Promise<LogWatchState> {
  const [{ name: origin }] = keys;
  const folder = folderOf(dataDir, origin);
  const memory = await readMemory(folder);
  const unproven = memory?.unproven ?? [];
  return {
    origin,
    size: memory && openKnown(memory.seen, keys, folder).tree.size,
    unproven: unproven.length,
    unprovenSince: unproven.length === 0 ? undefined : Math.min(...unproven.map(({ since }) => since)),
    forks: await countForks(folder),
    folder,
  };
}

function folderOf(dataDir: string, origin: string): string {
  return join(dataDir, 'log', hashOf(origin));
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

async function countForks(folder: string): Promise<number> {
  try {
    return (await readdir(join(folder, FORKS))).filter((name) => name.endsWith(SEEN_END)).length;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 0;
    throw error;
  }
}

const SEEN_END = '.seen.checkpoint';

function pathsOf(folder: string, name: string): [seen: string, asked: string] {
  return [join(folder, `${name}${SEEN_END}`), join(folder, `${name}.asked.checkpoint`)];
}

/** As a witness keeps them, and `tongban-verify` compares them. The name is made of both, so what comes again fills no disk. */
async function keepBoth(folder: string, name: string, seen: Known, asked: Known): Promise<void> {
  const [seenPath, askedPath] = pathsOf(folder, name);
  await writeDurably(askedPath, asked.note);
  await writeDurably(seenPath, seen.note);
}

function evidenceName(seen: Known, asked: Known): string {
  return hashOf(`${seen.note}${asked.note}`);
}

function hashOf(text: string): string {
  return hex(sha256(utf8(text))).slice(0, 32);
}

function nameOf({ size, root }: Checkpoint): string {
  return `${size} ${base64(root)}`;
}
