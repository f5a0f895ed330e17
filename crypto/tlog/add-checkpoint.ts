import { base64, fromBase64 } from '#crypto/primitives';
import { type Checkpoint, parseCheckpoint } from './checkpoint.js';
import { HASH_BYTES, type Hash, rfc6962, type TreeHasher } from './hasher.js';
import { type Note, parseNote } from './note.js';
import { verifyConsistency } from './proof.js';

/** C2SP tlog-witness v1.0.0, `add-checkpoint`: "this checkpoint follows the one of that size that you have cosigned". */
export interface AddCheckpoint {
  /** Size of the tree that the witness cosigned last; 0 when it has seen none. */
  readonly oldSize: number;
  /** Consistency proof from the old size to the checkpoint's. */
  readonly proof: readonly Hash[];
  /** The signed note, verbatim. */
  readonly checkpoint: string;
}

/** A request that can be read, and what it asks about. */
export interface ReadAddCheckpoint extends AddCheckpoint {
  readonly note: Note;
  readonly tree: Checkpoint;
}

/** Why a witness does not cosign a checkpoint whose signature is right. */
export type WitnessRefusal =
  | 'OLD_SIZE_TOO_LARGE' // what is asked contradicts itself
  | 'OTHER_SIZE_SEEN' // the asker does not know what the witness has seen last
  | 'OTHER_ROOT_SEEN' // two trees of one size: the log has forked
  | 'NOT_CONSISTENT'; // the proof does not show that the tree only grew

const MAX_PROOF = 63;

export function formatAddCheckpoint({ oldSize, proof, checkpoint }: AddCheckpoint): string {
  return `old ${oldSize}\n${proof.map((hash) => `${base64(hash)}\n`).join('')}\n${checkpoint}`;
}

/** @returns undefined unless the text is a request in its one spelling. */
export function parseAddCheckpoint(source: string): ReadAddCheckpoint | undefined {
  const split = source.indexOf('\n\n');
  const [oldLine = '', ...hashLines] = source.slice(0, Math.max(0, split)).split('\n');
  const oldText = /^old (0|[1-9]\d*)$/.exec(oldLine)?.[1];
  const proof = hashLines.map(fromBase64);
  const checkpoint = source.slice(split + 2);
  const note = parseNote(checkpoint);
  const tree = note && parseCheckpoint(note.text);
  if (oldText === undefined || !Number.isSafeInteger(Number(oldText))) return undefined;
  if (proof.length > MAX_PROOF || !proof.every((hash) => hash?.length === HASH_BYTES)) return undefined;
  if (note === undefined || tree === undefined) return undefined;
  const hashes = proof.filter((hash) => hash !== undefined);
  return { oldSize: Number(oldText), proof: hashes, checkpoint, note, tree };
}

/**
 * What a witness must hold against a checkpoint, given the tree of that log that it cosigned last. It says nothing of
 * signatures.
 * @returns undefined when there is nothing.
 */
export function refusalOf(
  asked: ReadAddCheckpoint,
  seen: Pick<Checkpoint, 'size' | 'root'>,
  hasher: TreeHasher = rfc6962,
): WitnessRefusal | undefined {
  const { oldSize, proof, tree } = asked;
  if (oldSize > tree.size) return 'OLD_SIZE_TOO_LARGE';
  if (oldSize !== seen.size) return 'OTHER_SIZE_SEEN';
  const claim = { oldSize, oldRoot: seen.root, newSize: tree.size, newRoot: tree.root, proof };
  if (verifyConsistency(claim, hasher)) return undefined;
  return oldSize === tree.size && proof.length === 0 ? 'OTHER_ROOT_SEEN' : 'NOT_CONSISTENT';
}
