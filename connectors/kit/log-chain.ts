import { join } from 'node:path';
import {
  type FollowedLog,
  keysOf,
  type LogTurn,
  readLogEnd,
  readLogTurn,
  type TurnFault,
} from '#crypto/evidence';
import { hex, sha256, utf8 } from '#crypto/primitives';
import { type LogKeys, readLogKeys } from './log-keys.js';
import { readTurn } from './turn-file.js';

/** Logs of a hub that follow each other: those that the configuration pins, and those that the end of the one before names. */

/** Why a connector does not follow a log to the next one. */
export type RefusedTurn =
  | TurnFault
  | 'OTHER_THAN_PINNED' // the next log is pinned, and another one is named, or with other keys
  | 'KNOWN'; // it is one that came before

export interface ChainedLog {
  readonly keys: LogKeys;
  /** The log that came next, once it was followed. */
  readonly turn: FollowedLog | undefined;
  /** The final checkpoint, as signed. */
  readonly final: string | undefined;
}

/** What is known of one log stands there. */
export function logFolder(dataDir: string, origin: string): string {
  return join(dataDir, 'log', hex(sha256(utf8(origin))).slice(0, 32));
}

export interface JudgedBy {
  readonly keys: LogKeys;
  /** Of the next log, where it is pinned: they must agree with what is named, and are believed in its place. */
  readonly pinned: LogKeys | undefined;
  /** Origins of this log and of those before it. */
  readonly known: readonly string[];
}

export function judgeTurn(turn: LogTurn, { keys, pinned, known }: JudgedBy): FollowedLog | RefusedTurn {
  const next = readLogEnd(turn.closed, keys)?.next;
  if (next !== undefined && known.includes(next.origin)) return 'KNOWN';
  if (next !== undefined && pinned !== undefined && !keysOf(next).some((key) => isAmong(pinned, key)))
    return 'OTHER_THAN_PINNED';
  return readLogTurn(turn, keys, pinned);
}

function isAmong(keys: LogKeys, { name, keyId }: LogKeys[0]): boolean {
  return keys.some((key) => key.name === name && key.keyId === keyId);
}

/** Of a log that was followed; those that are pinned are believed in the place of those that were named. */
export function nextKeys({ next }: FollowedLog, pinned: LogKeys | undefined): LogKeys {
  return pinned ?? readLogKeys(next.vkeys);
}

/**
 * The logs as the configuration and the data folder have them, the first one first. What was followed is judged anew: the folder
 * alone makes nothing believed.
 * @throws Error when what is kept does not agree with what is pinned.
 */
export async function readChain(
  dataDir: string,
  [first, ...more]: readonly [LogKeys, ...LogKeys[]],
): Promise<readonly [ChainedLog, ...ChainedLog[]]> {
  const read = await readLink(dataDir, { keys: first, pinned: more[0], known: [first[0].name] });
  const chain: [ChainedLog, ...ChainedLog[]] = [read];
  for (let last = read, rest = more; ; ) {
    const [pinned, ...others] = rest;
    const keys = last.turn === undefined ? pinned : nextKeys(last.turn, pinned);
    if (keys === undefined) return chain;
    const known = [...chain.map((log) => log.keys[0].name), keys[0].name];
    last = await readLink(dataDir, { keys, pinned: others[0], known });
    rest = others;
    chain.push(last);
  }
}

async function readLink(dataDir: string, by: JudgedBy): Promise<ChainedLog> {
  const { keys } = by;
  const folder = logFolder(dataDir, keys[0].name);
  const kept = await readTurn(folder);
  if (kept === undefined) return { keys, turn: undefined, final: undefined };
  const turn = judgeTurn(kept, by);
  if (typeof turn !== 'string') return { keys, turn, final: kept.closed.proof.checkpoint };
  throw new Error(`${folder}: the turn of the log that is kept does not fit hub.logVkey (${turn})`);
}

/** The keys of all of them. */
export function keysOfChain([first, ...more]: readonly [
  Pick<ChainedLog, 'keys'>,
  ...Pick<ChainedLog, 'keys'>[],
]): LogKeys {
  const [key, ...others] = first.keys;
  return [key, ...others, ...more.flatMap(({ keys }) => keys)];
}
