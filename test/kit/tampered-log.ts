import { utf8 } from '#crypto/primitives';
import { readLogTrust } from '#crypto/verify';
import { type ExaminedBundle, examineBundle, LogFilesError, LogVerifier } from '#crypto/verify/log';
import { logFilesOf, STATIC_TRUST, staticLog } from './exported-log.js';
import { flip, type Outcome, type Place } from './tampered-bundle.js';

/** A small log with a full tile, to be changed in every byte; its leaves are short, for all of them are hashed each time. */

function* shortLeaves(): Generator<Uint8Array> {
  for (let i = 0; i < 260; i++) yield utf8(`{"n":${i}}`);
}

const files = new Map(staticLog(shortLeaves()));
const verifier = new LogVerifier(readLogTrust(STATIC_TRUST));

export const LOG_PLACES: readonly Place[] = [...files].flatMap(([path, bytes]) =>
  Array.from(bytes, (_, at) => ({ path, at })),
);

export async function outcomeOfLogFlip({ path, at }: Place, mask: number): Promise<Outcome> {
  const altered = new Map([...files, [path, flip(files.get(path) ?? utf8(''), at, mask)]]);
  return outcomeOf(altered);
}

export function outcomeOfHonestLog(): Promise<Outcome> {
  return outcomeOf(files);
}

/** Of bundles as they were: what is said of bytes that nobody has changed need not be found out anew thousands of times. */
const untouched = new Map<Uint8Array, ExaminedBundle | undefined>(
  [...files]
    .filter(([path]) => path.startsWith('tile/entries/'))
    .map(([, bytes]) => [bytes, examineBundle(bytes)]),
);

async function examine(bytes: Uint8Array): Promise<ExaminedBundle | undefined> {
  return untouched.has(bytes) ? untouched.get(bytes) : examineBundle(bytes);
}

async function outcomeOf(altered: ReadonlyMap<string, Uint8Array>): Promise<Outcome> {
  try {
    const { report } = await verifier.verify(logFilesOf(altered), { examine });
    return report.exitCode === 0 ? 'PASS' : 'NOT_PASS';
  } catch (error) {
    if (error instanceof LogFilesError) return 'UNREADABLE';
    throw error;
  }
}
