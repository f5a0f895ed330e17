import { keysOf, type NamedLog } from '#crypto/evidence';
import { isSm3Tree, type NoteVerifier, type OpenedCheckpoint, sm2NoteVerifier } from '#crypto/tlog';
import type { LogTrust } from './trust.js';

/** The end of a log, as it was checked. */
export interface CheckedEnd extends OpenedCheckpoint {
  /** The log that its last entry names; undefined where there is none, or the log does not hold. */
  readonly next: NamedLog | undefined;
}

/**
 * Whoever trusts a log trusts the one that its last entry names, by the keys that stand there. What the policy has of that log itself
 * goes before. Its SM2 keys are believed for the SM2 line on the checkpoint that covers the entry, and for nothing less (proved by
 * test/unit/crypto/verify/log-life.test.ts).
 */
export function followTo<T extends LogTrust>(trust: T, end: CheckedEnd | undefined): T {
  const next = end?.next;
  const { policy, gm } = trust;
  if (end === undefined || next === undefined || has(policy.logs, next.origin)) return trust;
  const followed = new Map([...(trust.followed ?? []), [next.origin, end.origin]]);
  const sm2 = gm === undefined || !isSm2Signed(end, gm.logs) ? [] : sm2KeysOf(next, gm.logs);
  return {
    ...trust,
    followed,
    policy: { ...policy, logs: [...policy.logs, ...keysOf(next)] },
    gm: gm && { ...gm, logs: [...gm.logs, ...sm2] },
  };
}

/** Of those kinds that the auditor has keys of already. */
function sm2KeysOf({ sm2Vkeys, sm3Vkeys }: NamedLog, known: readonly NoteVerifier[]): NoteVerifier[] {
  const vkeys = known.some(isSm3Tree) ? [...sm2Vkeys, ...sm3Vkeys] : sm2Vkeys;
  const keys = vkeys.flatMap((vkey) => sm2NoteVerifier(vkey) ?? []);
  return keys.filter(({ name }) => !has(known, name));
}

function isSm2Signed({ signedBy }: OpenedCheckpoint, keys: readonly NoteVerifier[]): boolean {
  return keys.some((key) => !isSm3Tree(key) && signedBy.includes(key));
}

function has(keys: readonly NoteVerifier[], origin: string): boolean {
  return keys.some(({ name }) => name === origin);
}
