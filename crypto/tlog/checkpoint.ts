import { base64, fromBase64 } from '#crypto/primitives';
import { HASH_BYTES, type Hash } from './hasher.js';
import { isKeyName, type NoteVerifier, parseNote, verifyNote } from './note.js';

/** C2SP tlog-checkpoint v1.0.0: a signed tree head. No extension lines: some cosignatures would not cover them. */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Hash;
}

export function formatCheckpoint(checkpoint: Checkpoint): string {
  return `${checkpoint.origin}\n${checkpoint.size}\n${base64(checkpoint.root)}\n`;
}

/** @returns undefined unless the text is exactly origin, size and root, each in its one spelling. */
export function parseCheckpoint(text: string): Checkpoint | undefined {
  const [origin = '', sizeText = '', rootText = '', end, ...more] = text.split('\n');
  const root = fromBase64(rootText);
  const size = Number(sizeText);
  const isWellFormed =
    isKeyName(origin) &&
    /^(?:0|[1-9]\d*)$/.test(sizeText) &&
    Number.isSafeInteger(size) &&
    root?.length === HASH_BYTES &&
    end === '' &&
    more.length === 0;
  return isWellFormed ? { origin, size, root } : undefined;
}

/** Why a signed checkpoint was not believed. */
export type CheckpointFault = 'MALFORMED' | 'WRONG_ORIGIN' | 'SIGNATURE';

export interface OpenedCheckpoint extends Checkpoint {
  /** Which of the known keys signed it. */
  readonly signedBy: readonly NoteVerifier[];
}

/**
 * Reads a signed checkpoint. The origin must be the one expected, compared whole, and the log's own key must have signed.
 * `others` are further keys whose lines, when present, must be right.
 */
export function openCheckpoint(
  source: string,
  log: NoteVerifier,
  others: readonly NoteVerifier[] = [],
): OpenedCheckpoint | CheckpointFault {
  return openByLogs(source, [log], others);
}

/**
 * The same where several keys are known, of one log or of more: one of the keys of its log must have signed. A log that changes
 * its key has two for a while; a wrong line of either spoils the checkpoint.
 */
export function openByLogs(
  source: string,
  logs: readonly NoteVerifier[],
  others: readonly NoteVerifier[] = [],
): OpenedCheckpoint | CheckpointFault {
  const note = parseNote(source);
  const checkpoint = note && parseCheckpoint(note.text);
  if (note === undefined || checkpoint === undefined) return 'MALFORMED';
  const own = logs.filter(({ name }) => name === checkpoint.origin);
  if (own.length === 0) return 'WRONG_ORIGIN';
  const signedBy = verifyNote(note, [...own, ...others]);
  if (signedBy === undefined || !own.some((log) => signedBy.includes(log))) return 'SIGNATURE';
  return { ...checkpoint, signedBy };
}
