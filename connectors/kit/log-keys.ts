import { ed25519Verifier, type NoteVerifier } from '#crypto/tlog';

/** The keys of the hub's log that are believed: one; two while it changes its key. All of one name, the log's origin. */
export type LogKeys = readonly [NoteVerifier, ...NoteVerifier[]];

/** @param vkeys as the configuration has them. @throws Error unless they are keys of one log. */
export function readLogKeys(vkeys: string | readonly string[]): LogKeys {
  const [first, ...more] = [vkeys].flat().map((vkey) => ed25519Verifier(vkey) ?? notOne());
  if (first === undefined || more.some(({ name }) => name !== first.name)) notOne();
  return [first, ...more];
}

/**
 * The same of the logs that a hub had one after the other, each with its keys, in the order in which they are first named.
 * @throws Error unless all are keys of logs.
 */
export function readLogs(vkeys: string | readonly string[]): readonly [LogKeys, ...LogKeys[]] {
  const byName = new Map<string, string[]>();
  for (const vkey of [vkeys].flat()) {
    const { name } = ed25519Verifier(vkey) ?? notOne();
    byName.set(name, [...(byName.get(name) ?? []), vkey]);
  }
  const [first, ...more] = [...byName.values()].map(readLogKeys);
  return first === undefined ? notOne() : [first, ...more];
}

function notOne(): never {
  throw new Error('hub.logVkey is not the vkey of an Ed25519 log key, nor vkeys of one log');
}
