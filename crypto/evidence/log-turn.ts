import { equalBytes, fromBase64url } from '#crypto/primitives';
import {
  ed25519Verifier,
  type NoteVerifier,
  type OpenedCheckpoint,
  openByLogs,
  rfc6962,
  type TlogProof,
  verifyInclusion,
} from '#crypto/tlog';
import { parseLeaf } from './leaf.js';
import type { NamedLog } from './own-leaves.js';

/** How one log ends and the next one begins, as far as signatures tell: whoever trusts the first needs nothing else to trust the next. */

/** An entry with what proves it; its index is the one within its log. */
export interface ProvenEntry {
  readonly leaf: Uint8Array;
  readonly proof: TlogProof;
}

export interface LogEnd {
  /** Its final checkpoint. */
  readonly final: OpenedCheckpoint;
  /** The log that comes next; undefined when it names none. */
  readonly next: NamedLog | undefined;
}

/** The last entry of a log, and the first of the one that it names. */
export interface LogTurn {
  readonly closed: ProvenEntry;
  readonly opened: ProvenEntry;
}

/** Why a log is not followed. */
export type TurnFault =
  | 'END' // it is not shown that a trusted log has ended
  | 'NAMES_NONE' // it has, and names no log that comes next
  | 'BEGINNING' // the log that it names is not shown to begin, by the key that it names
  | 'OTHER_END'; // that one begins with another end than this

export interface FollowedLog extends LogEnd {
  readonly next: NamedLog;
  /** A checkpoint of the next log. */
  readonly beginning: OpenedCheckpoint;
}

/**
 * @param keys of logs that are trusted.
 * @returns undefined unless the entry is LogClosed, the very last under a checkpoint that one of them has signed (proved by
 * test/unit/crypto/evidence/log-turn.test.ts).
 */
export function readLogEnd({ leaf, proof }: ProvenEntry, keys: readonly NoteVerifier[]): LogEnd | undefined {
  const final = openByLogs(proof.checkpoint, keys);
  const closed = parseLeaf(leaf);
  if (typeof final === 'string' || closed?.type !== 'LogClosed' || !('reason' in closed)) return undefined;
  if (proof.index !== final.size - 1 || !isIn(final, { leaf, proof })) return undefined;
  return { final, next: 'next' in closed ? closed.next : undefined };
}

/**
 * The same, and that the next log begins with this end, under a key that it names.
 * @param pinned keys of the next log, where some are trusted already: they are believed in the place of those that are named.
 */
export function readLogTurn(
  { closed, opened }: LogTurn,
  keys: readonly NoteVerifier[],
  pinned?: readonly NoteVerifier[],
): FollowedLog | TurnFault {
  const end = readLogEnd(closed, keys);
  if (end === undefined) return 'END';
  const { final, next } = end;
  if (next === undefined) return 'NAMES_NONE';
  const beginning = openByLogs(opened.proof.checkpoint, pinned ?? keysOf(next));
  const first = parseLeaf(opened.leaf);
  if (typeof beginning === 'string' || first?.type !== 'LogOpened' || !('previous' in first))
    return 'BEGINNING';
  if (opened.proof.index !== 0 || !isIn(beginning, opened)) return 'BEGINNING';
  const { origin, size, root } = first.previous;
  const isSame = origin === final.origin && size === final.size && isRoot(root, final.root);
  return isSame ? { final, next, beginning } : 'OTHER_END';
}

/** Those of its checkpoints. */
export function keysOf({ vkeys }: NamedLog): readonly NoteVerifier[] {
  return vkeys.flatMap((vkey) => ed25519Verifier(vkey) ?? []); // the schema has read each of them
}

function isIn({ size, root }: OpenedCheckpoint, { leaf, proof: { index, path } }: ProvenEntry): boolean {
  return verifyInclusion({ index, size, root, path, leafHash: rfc6962.leaf(leaf) });
}

function isRoot(text: string, root: Uint8Array): boolean {
  const bytes = fromBase64url(text);
  return bytes !== undefined && equalBytes(bytes, root);
}
