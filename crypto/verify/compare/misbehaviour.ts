import { base64, fromBase64, utf8, utf8Text } from '#crypto/primitives';
import { HASH_BYTES, type Hash } from '#crypto/tlog';

/**
 * Proof that a log has signed two checkpoints that cannot both be true, as a file that anybody can check again who has the key
 * of the log:
 *
 *     tongban-hub/misbehaviour@v1
 *     checkpoint <bytes of the note>
 *     <the signed note with the smaller tree, verbatim>
 *     checkpoint <bytes of the note>
 *     <the other, verbatim>
 *     tree <base64 of a root>
 *     <base64 of a hash>
 *     …
 *
 * Of two trees of one size the two roots are proof enough, and the file ends with the second note. Otherwise `tree` is the root
 * that the second tree has at the size of the first, which its consistency proof (RFC 6962 section 2.1.2) shows: it is another
 * than the log has signed.
 */
export interface Misbehaviour {
  /** Signed notes, verbatim. */
  readonly older: string;
  readonly newer: string;
  readonly tree: { readonly root: Hash; readonly proof: readonly Hash[] } | undefined;
}

export const MISBEHAVIOUR_HEADER = 'tongban-hub/misbehaviour@v1\n';
const MAX_PROOF = 63;

export function formatMisbehaviour({ older, newer, tree }: Misbehaviour): string {
  const notes = [older, newer].map((note) => `checkpoint ${utf8(note).length}\n${note}`).join('');
  const hashes =
    tree === undefined ? '' : [tree.root, ...tree.proof].map((hash) => `${base64(hash)}\n`).join('');
  return `${MISBEHAVIOUR_HEADER}${notes}${tree === undefined ? '' : 'tree '}${hashes}`;
}

/** @returns undefined unless the bytes are such a file in its one spelling; whether it proves anything is another question. */
export function parseMisbehaviour(bytes: Uint8Array): Misbehaviour | undefined {
  const [older, afterOlder] = readNote(bytes, utf8(MISBEHAVIOUR_HEADER).length) ?? [];
  const [newer, afterNewer] = (afterOlder === undefined ? undefined : readNote(bytes, afterOlder)) ?? [];
  if (older === undefined || newer === undefined || afterNewer === undefined) return undefined;
  const rest = Buffer.from(bytes.subarray(afterNewer)).toString('latin1');
  const [root, ...proof] = rest
    .replace(/^tree /, '')
    .split('\n')
    .slice(0, -1)
    .map(fromBase64);
  const tree = root && { root, proof: proof.filter((hash) => hash !== undefined) };
  if (tree !== undefined && [tree.root, ...tree.proof].some((hash) => hash.length !== HASH_BYTES))
    return undefined;
  if (proof.length > MAX_PROOF) return undefined;
  const read = { older, newer, tree };
  return Buffer.compare(utf8(formatMisbehaviour(read)), bytes) === 0 ? read : undefined;
}

/** @returns the note, and where it ends. */
function readNote(bytes: Uint8Array, at: number): readonly [string, number] | undefined {
  const line = Buffer.from(bytes.subarray(at, at + 40)).toString('latin1');
  const head = /^checkpoint ([1-9]\d{0,7})\n/.exec(line);
  if (head === null) return undefined;
  const start = at + head[0].length;
  const end = start + Number(head[1]);
  if (end > bytes.length) return undefined;
  try {
    return [utf8Text(bytes.subarray(start, end)), end];
  } catch {
    return undefined;
  }
}
