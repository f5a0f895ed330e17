import {
  ed25519Verifier,
  type NoteVerifier,
  openCheckpoint,
  sm2NoteVerifier,
  sm3Origin,
  vkeyUnder,
} from '#crypto/tlog';
import { type Database, logKeys, logStore } from '#hub/store';
import { knownKeys } from './key-changes.js';
import { type HubSigners, type LogKeys, logSigners } from './signers.js';

/** The keys that a log goes by, as vkeys. */
export interface LogVkeys {
  readonly origin: string;
  readonly sha256: readonly string[];
  /** Of the SM2 lines on the same checkpoints. */
  readonly sm2: readonly string[];
  /** Of its SM3 tree. */
  readonly sm3: readonly string[];
}

/**
 * Of each log, and of one that was named to come: the present ones of a log that goes on; of one that has ended those that its last
 * checkpoints bear (proved by test/fault/log-turn.test.ts). Where they are not known, there are none of it.
 * @param configured the origin of a log that is yet to be founded.
 */
export async function vkeysOfLogs(
  db: Pick<Database, 'query'>,
  keys: LogKeys,
  configured: string,
): Promise<LogVkeys[]> {
  const states = await logStore.readStates(db);
  const last = states.at(-1);
  if (last === undefined) return [vkeysOf(configured, logSigners(configured, keys))];
  const changes = await logKeys.readKeyChanges(db, last.log);
  const next = await logStore.readNext(db, last.log);
  const logs = states.map((state) => {
    const present = vkeysOf(state.origin, logSigners(state.origin, keys));
    if (!state.isClosed) return present;
    const changed = changes.flatMap(({ oldVkey, newVkey }) => [oldVkey, newVkey]);
    return endedVkeys(state, [...state.vkeys, ...changed, ...present.sha256, ...present.sm2]);
  });
  return next === undefined ? logs : [...logs, vkeysOf(next, logSigners(next, keys))];
}

/**
 * Every key under which checkpoints of a log may have been signed, of its trees: also of one that has ended, whatever the hub's keys have
 * become since (proved by test/fault/log-turn.test.ts).
 */
export async function keysOfLog(
  db: Pick<Database, 'query'>,
  keys: LogKeys,
  { log, origin }: Pick<logStore.LogState, 'log' | 'origin'>,
): Promise<{ readonly sha256: readonly NoteVerifier[]; readonly sm3: readonly NoteVerifier[] }> {
  const logs = await vkeysOfLogs(db, keys, origin);
  const { sha256 = [], sm3 = [] } = logs.find((each) => each.origin === origin) ?? {};
  return {
    sha256: await knownKeys(db, log, { own: keysIn(sha256, ed25519Verifier) }),
    sm3: await knownKeys(db, log, { own: keysIn(sm3, sm2NoteVerifier) }),
  };
}

function keysIn(vkeys: readonly string[], read: (vkey: string) => NoteVerifier | undefined) {
  return vkeys.flatMap((vkey) => {
    const verifier = read(vkey);
    return verifier === undefined ? [] : { vkey, verifier };
  });
}

function vkeysOf(origin: string, { sha256, sm3 }: HubSigners): LogVkeys {
  const vkeys = (signers: HubSigners['sha256']['own']) => signers.map(({ vkey }) => vkey);
  return { origin, sha256: vkeys(sha256.own), sm2: vkeys(sha256.besides), sm3: vkeys(sm3.own) };
}

/** @param candidates keys that logs of this hub have had, under whatever name. */
function endedVkeys({ origin, note, sm3 }: logStore.LogState, candidates: readonly string[]): LogVkeys {
  const signing = (name: string, head: string, read: (vkey: string) => NoteVerifier | undefined) => {
    const named = new Set(candidates.flatMap((vkey) => vkeyUnder(name, vkey) ?? []));
    return [...named].filter((vkey) => {
      const key = read(vkey);
      return key !== undefined && typeof openCheckpoint(head, key) !== 'string';
    });
  };
  return {
    origin,
    sha256: signing(origin, note, ed25519Verifier),
    sm2: signing(origin, note, sm2NoteVerifier),
    sm3: signing(sm3Origin(origin), sm3.note, sm2NoteVerifier),
  };
}
