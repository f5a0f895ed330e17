import { base64, fromBase64 } from '#crypto/primitives';
import { HASH_BYTES, type Hash } from './hasher.js';

/** C2SP tlog-proof: an inclusion proof together with the signed checkpoint it ends in. File extension `.tlog-proof`. */
export interface TlogProof {
  readonly index: number;
  readonly path: readonly Hash[];
  /** The signed note, verbatim. */
  readonly checkpoint: string;
}

const HEADER = 'c2sp.org/tlog-proof@v1';
const MAX_PATH = 63;

export function formatTlogProof(proof: TlogProof): string {
  const hashes = proof.path.map((hash) => `${base64(hash)}\n`).join('');
  return `${HEADER}\nindex ${proof.index}\n${hashes}\n${proof.checkpoint}`;
}

/** @returns undefined unless the text is a proof in its one spelling. An unauthenticated `extra` line is skipped. */
export function parseTlogProof(source: string): TlogProof | undefined {
  const split = source.indexOf('\n\n');
  if (split < 0) return undefined;
  const [header, ...lines] = source.slice(0, split).split('\n');
  if (lines[0]?.startsWith('extra ')) lines.shift();
  const [indexLine = '', ...hashLines] = lines;
  const indexText = /^index (0|[1-9]\d*)$/.exec(indexLine)?.[1];
  const index = Number(indexText);
  const path = hashLines.map(fromBase64);
  const isWellFormed =
    header === HEADER &&
    indexText !== undefined &&
    Number.isSafeInteger(index) &&
    path.length <= MAX_PATH &&
    path.every((hash) => hash?.length === HASH_BYTES);
  return isWellFormed
    ? { index, path: path.filter((hash) => hash !== undefined), checkpoint: source.slice(split + 2) }
    : undefined;
}
