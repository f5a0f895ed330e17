import { type NamedLog, parseLeaf } from '#crypto/evidence';
import { type Database, logStore } from '#hub/store';
import { LogKeyError } from './key-changes.js';
import type { HubSigners, TreeSigners } from './signers.js';

/** What a log says at its end of the one that comes next: its name, and the keys that it begins with. */
export function namedLog(origin: string, { sha256, sm3 }: HubSigners, hasSm3Tree: boolean): NamedLog {
  const vkeys = ({ own }: Pick<TreeSigners, 'own'>) => own.map(({ vkey }) => vkey);
  return {
    origin,
    vkeys: vkeys(sha256),
    sm2Vkeys: sha256.besides.map(({ vkey }) => vkey),
    sm3Vkeys: hasSm3Tree ? vkeys(sm3) : [],
  };
}

/**
 * Whoever trusted the log before follows it to the keys that it named, and to no others.
 * @param vkeys of all who would sign the next log.
 * @throws LogKeyError when none of them is one that was named.
 */
export async function checkNamed(
  db: Pick<Database, 'query'>,
  { log, size }: Pick<logStore.LogState, 'log' | 'size'>,
  vkeys: readonly string[],
): Promise<void> {
  const [last] = await logStore.readEntries(db, log, size - 1, size);
  const leaf = last && parseLeaf(last.body);
  if (leaf?.type !== 'LogClosed' || !('reason' in leaf) || leaf.next === undefined) return;
  const { origin, ...named } = leaf.next;
  for (const each of [named.vkeys, named.sm2Vkeys, named.sm3Vkeys]) {
    if (each.length === 0 || each.some((vkey) => vkeys.includes(vkey))) continue;
    throw new LogKeyError(`the log before names ${each.join(' ')} for ${origin}, and that key is not here`);
  }
}
