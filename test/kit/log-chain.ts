import { formatLogClosedLeaf, formatLogOpenedLeaf, type NamedLog } from '#crypto/evidence';
import { base64url, ed25519FromSeed, sha256, utf8 } from '#crypto/primitives';
import {
  type Checkpoint,
  ed25519Signer,
  formatCheckpoint,
  type NoteSigner,
  parseCheckpoint,
  parseNote,
  signNote,
} from '#crypto/tlog';
import { AT, HUB, idOf, ORIGIN } from './evidence.js';
import { leavesFor, staticLog } from './exported-log.js';

/** Logs that end, and others that go on from them. */

export const SECOND = ORIGIN.replace(/[^/]*$/, 'next');

export const keyOf = (origin: string, seed: string) =>
  ed25519Signer(origin, ed25519FromSeed(sha256(utf8(seed))));

export type SignedLog = Map<string, Uint8Array>;

/** A log of these leaves as it is exported, under these keys. */
export function logOf(
  leaves: Iterable<Uint8Array>,
  origin: string,
  ...signers: readonly NoteSigner[]
): SignedLog {
  const files: SignedLog = new Map(staticLog(leaves));
  const { size, root } = headOf(files);
  files.set('checkpoint', utf8(signNote(formatCheckpoint({ origin, size, root }), signers)));
  return files;
}

/** The leaves of acts, by their numbers. */
export const acts = (from: number, to: number) => [...leavesFor(to)].slice(from);

export const about = (id: number) => ({ at: AT, hub: HUB, id: idOf(id) });

export const CLOSED = formatLogClosedLeaf({ ...about(9_001), reason: 'PLANNED' });

/** The same, and it names the log that comes next. */
export const closedFor = (next: NamedLog) =>
  formatLogClosedLeaf({ ...about(9_001), next, reason: 'PLANNED' });

/** The first leaf of whatever goes on from this log. */
export function openedAfter(files: SignedLog): Uint8Array {
  const { origin, size, root } = headOf(files);
  const checkpoint = noteIn(files);
  return formatLogOpenedLeaf({
    ...about(9_002),
    previous: { checkpoint, origin, root: base64url(root), size },
  });
}

function headOf(files: SignedLog): Checkpoint {
  const head = parseCheckpoint(parseNote(noteIn(files))?.text ?? '');
  if (head === undefined) throw new Error('a log without a checkpoint');
  return head;
}

function noteIn(files: SignedLog): string {
  return Buffer.from(files.get('checkpoint') ?? []).toString();
}
