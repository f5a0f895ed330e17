import type { FollowedLog, LogTurn } from '#crypto/evidence';
import { type Checkpoint, parseCheckpoint, parseNote } from '#crypto/tlog';
import type { HubClient } from './hub-client.js';
import { judgeTurn, keysOfChain, logFolder, nextKeys, type RefusedTurn, readChain } from './log-chain.js';
import type { LogKeys } from './log-keys.js';
import { HeldError, type LogView } from './log-view.js';
import { LogWatch, type LogWatchParts } from './log-watch.js';
import { findRefusedTurn, keepRefusedTurn, keepTurn } from './turn-file.js';

export interface LogWatchesParts extends Omit<LogWatchParts, 'keys' | 'client'> {
  readonly client: Pick<HubClient, 'consistency' | 'turn'>;
  /** Of each log that is pinned its keys. */
  readonly logs: readonly [LogKeys, ...LogKeys[]];
}

interface WatchedLog {
  readonly keys: LogKeys;
  readonly watch: LogWatch;
  /** Whether there is nothing more to learn of how it ended. */
  readonly isSettled: boolean;
}

/** A hub that shows more logs than these that nothing leads to is not asked for more. */
const MAX_UNKNOWN = 8;

/**
 * Watches the logs of a hub that follow each other, each by itself: a checkpoint is measured against those of its own log. Where a
 * log turns up that is none of them, the end of the last one must name it, with its keys: then it is followed, and the configuration
 * need not have it. What the hub tells of a turn is believed as far as signatures and proofs go, and is on disk before anything
 * rests on it (proved by test/fault/connector-turn.test.ts).
 */
export class LogWatches implements LogView {
  readonly #parts: LogWatchesParts;
  #logs: readonly [WatchedLog, ...WatchedLog[]];
  #keys: LogKeys;
  /** Origins of logs that the hub has shown and nothing leads to yet, and since when. */
  readonly #unknown = new Map<string, number>();
  /** Those of them for which the alarm was raised. */
  readonly #unled = new Set<string>();
  /** Why a turn was refused, and where the evidence is. */
  #refused: string | undefined;

  private constructor(parts: LogWatchesParts, logs: readonly [WatchedLog, ...WatchedLog[]]) {
    this.#parts = parts;
    this.#logs = logs;
    this.#keys = keysOfChain(logs);
  }

  /** @throws Error as LogWatch does, and when what was followed does not agree with what is pinned. */
  static async open(parts: LogWatchesParts): Promise<LogWatches> {
    const [first, ...more] = await readChain(parts.dataDir, parts.logs);
    const open = async ({ keys, turn, final }: typeof first): Promise<WatchedLog> => {
      const watch = await LogWatch.open({ ...parts, keys });
      if (turn !== undefined && final !== undefined) await watch.endAt(final, turn.final);
      return { keys, watch, isSettled: turn !== undefined };
    };
    const watches = new LogWatches(parts, [await open(first), ...(await Promise.all(more.map(open)))]);
    for (const { keys } of watches.#logs) {
      const evidence = await findRefusedTurn(logFolder(parts.dataDir, keys[0].name));
      if (evidence !== undefined) watches.#refuse(evidence, {});
    }
    return watches;
  }

  get keys(): LogKeys {
    return this.#keys;
  }

  saw(note: string, tree: Checkpoint): void {
    this.#of(tree.origin)?.watch.saw(note, tree); // opened by these keys, so there is one
  }

  sawUnknown(note: string): void {
    const origin = parseCheckpoint(parseNote(note)?.text ?? '')?.origin;
    if (origin === undefined || this.#of(origin) !== undefined) return;
    if (!this.#unknown.has(origin)) {
      if (this.#unknown.size >= MAX_UNKNOWN) return;
      this.#unknown.set(origin, this.#parts.clock());
    }
    throw new HeldError(yetToFollow([origin]));
  }

  hasRoom(): boolean {
    return this.#unknown.size === 0 && this.#logs.every(({ watch }) => watch.hasRoom());
  }

  /** @throws HeldError while nothing may be sent. */
  checkMaySend(): void {
    for (const { watch } of this.#logs) watch.checkMaySend();
    if (this.#unknown.size > 0) throw new HeldError(yetToFollow([...this.#unknown.keys()]));
    if (this.#refused !== undefined && this.#parts.whenForked === 'HOLD') throw new HeldError(this.#refused);
  }

  async round(): Promise<void> {
    for (const { watch } of this.#logs) await watch.round();
    try {
      for (let i = 0; i < this.#logs.length; i += 1) await this.#follow(i); // one that is followed may have ended too
    } finally {
      this.#alarmUnled();
    }
  }

  async keep(): Promise<void> {
    for (const { watch } of this.#logs) await watch.keep();
  }

  #of(origin: string): WatchedLog | undefined {
    return this.#logs.find(({ keys }) => keys[0].name === origin);
  }

  /** Asks how the log ended, where that is the question: another was shown, or the next one is pinned and has been seen. */
  async #follow(number: number): Promise<void> {
    const [log, next] = this.#logs.slice(number);
    const isAsked = next === undefined ? this.#unknown.size > 0 : next.watch.hasSeen;
    if (log === undefined || log.isSettled || log.watch.hasForked || this.#refused !== undefined || !isAsked)
      return;
    const turn = await this.#parts.client.turn(log.keys[0].name);
    if (turn === undefined) return;
    const known = this.#logs.slice(0, number + 1).map(({ keys }) => keys[0].name);
    const judged = judgeTurn(turn, { keys: log.keys, pinned: next?.keys, known });
    if (typeof judged !== 'string') return this.#take(log, judged, turn, next);
    // Nobody is led anywhere: it takes one that is pinned.
    if (judged !== 'NAMES_NONE') return this.#refuseTurn(log, turn, judged);
    if (next !== undefined) this.#settle(log);
  }

  /** The final checkpoint must be of the history that was seen so far. */
  async #take(
    log: WatchedLog,
    followed: FollowedLog,
    turn: LogTurn,
    pinned: WatchedLog | undefined,
  ): Promise<void> {
    const { watch } = log;
    const { final, next } = followed;
    const { checkpoint } = turn.closed.proof;
    if (!watch.isProven(final)) {
      watch.saw(checkpoint, final);
      await watch.round();
    }
    if (!watch.isProven(final)) return; // a fork, of which the alarm is raised; or the proof is yet to come
    if (!(await watch.endAt(checkpoint, final))) return;
    const folder = logFolder(this.#parts.dataDir, final.origin);
    // A crash before leaves the log as it was, and it is asked again; after it the next log is known at every start. What another
    // process has kept meanwhile stands, and is what the next start goes by.
    if (!(await keepTurn(folder, turn))) {
      this.#refuse(folder, { fault: 'ANOTHER_IS_KEPT' });
      return;
    }
    this.#settle(log);
    if (pinned === undefined) await this.#add(nextKeys(followed, undefined));
    this.#of(next.origin)?.watch.saw(turn.opened.proof.checkpoint, followed.beginning);
    const facts = { ended: final.origin, size: final.size, next: next.origin, keys: next.vkeys };
    this.#parts.log.warn(facts, 'the hub’s log has ended, and the one that it names is followed');
  }

  async #add(keys: LogKeys): Promise<void> {
    const watch = await LogWatch.open({ ...this.#parts, keys });
    this.#logs = [...this.#logs, { keys, watch, isSettled: false }];
    this.#keys = keysOfChain(this.#logs);
    this.#unknown.delete(keys[0].name);
    this.#unled.delete(keys[0].name);
  }

  #settle(log: WatchedLog): void {
    const [first, ...more] = this.#logs;
    const settled = (each: WatchedLog) => (each === log ? { ...each, isSettled: true } : each);
    this.#logs = [settled(first), ...more.map(settled)];
  }

  async #refuseTurn(log: WatchedLog, turn: LogTurn, fault: RefusedTurn): Promise<void> {
    const [{ name }] = log.keys;
    // What is pinned is the operator's to change: then it is asked anew.
    const evidence =
      fault === 'OTHER_THAN_PINNED'
        ? 'hub.logVkey'
        : await keepRefusedTurn(logFolder(this.#parts.dataDir, name), turn, fault);
    this.#refuse(evidence, { log: name, fault });
  }

  #refuse(evidence: string, facts: object): void {
    this.#refused = `the log is said to have ended, and that does not hold, see ${evidence}`;
    this.#parts.log.error({ ...facts, evidence }, ALARM_TURN);
  }

  #alarmUnled(): void {
    const { clock, log, proofLimitMs } = this.#parts;
    for (const [origin, since] of this.#unknown) {
      if (clock() - since <= proofLimitMs || this.#unled.has(origin)) continue;
      this.#unled.add(origin);
      log.error({ origin }, ALARM_UNLED);
    }
  }
}

const ALARM_TURN =
  'ALARM the hub says that its log has ended and another goes on from it, and that does not hold; it is kept as evidence';
const ALARM_UNLED =
  'ALARM the hub has shown for too long a log to which no known one leads; it takes its key in hub.logVkey, got by a way that you trust';

function yetToFollow(origins: readonly string[]): string {
  return `it shows a log that is yet to be followed (${origins.join(' ')})`;
}
