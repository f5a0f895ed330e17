import { formatLogClosedLeaf, formatLogOpenedLeaf, type LogTurn, type NamedLog } from '#crypto/evidence';
import { base64url } from '#crypto/primitives';
import type { Checkpoint, NoteSigner } from '#crypto/tlog';
import { EntryLog } from './entry-log.js';
import { ORIGIN } from './evidence.js';
import { about, acts, keyOf, SECOND } from './log-chain.js';

/** A log that has ended and the one that goes on from it, honest unless told otherwise. */

export const OLD_KEY = keyOf(ORIGIN, 'old');
export const NEXT_KEY = keyOf(SECOND, 'next');
export const OTHER_KEY = keyOf(SECOND, 'of somebody else');

export const named = (...keys: readonly NoteSigner[]): NamedLog => ({
  origin: keys[0]?.verifier.name ?? '',
  vkeys: keys.map(({ vkey }) => vkey),
  sm2Vkeys: [],
  sm3Vkeys: [],
});

/** Ten acts, and the end. */
export function endedLog(next: NamedLog | undefined = named(NEXT_KEY), key = OLD_KEY): EntryLog {
  const { name } = key.verifier;
  const closed = formatLogClosedLeaf({ ...about(9_001), next, reason: 'PLANNED' });
  return new EntryLog(name, [...acts(0, 10), closed], key);
}

/** Begins with that end, or with another; then some acts. */
export function nextLog(ended: EntryLog, key = NEXT_KEY, end: Checkpoint = ended.head()): EntryLog {
  const { origin, size, root } = end;
  const previous = { checkpoint: ended.checkpoint(), origin, root: base64url(root), size };
  const opened = formatLogOpenedLeaf({ ...about(9_002), previous });
  return new EntryLog(key.verifier.name, [opened, ...acts(10, 20)], key);
}

export function turnOf(ended: EntryLog, next: EntryLog): LogTurn {
  return { closed: ended.entry(ended.size - 1), opened: next.entry(0) };
}
