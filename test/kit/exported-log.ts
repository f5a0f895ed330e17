import { commit, formatActLeaf } from '#crypto/evidence';
import { ed25519FromSeed, generatePrivateKey, sha256, utf8 } from '#crypto/primitives';
import {
  bundlePath,
  ed25519Signer,
  encodeBundle,
  formatCheckpoint,
  type NoteSigner,
  rfc6962,
  signNote,
  sm2NoteSigner,
  sm2Witness,
  sm3Origin,
  sm3Tree,
  TILE_WIDTH,
  TreeEdge,
  type TreeHasher,
  tilePath,
  type Witness,
  witness,
} from '#crypto/tlog';
import type { LogTrustFiles } from '#crypto/verify';
import type { LogFiles } from '#crypto/verify/log';
import { AT, HUB, idOf, ORIGIN } from './evidence.js';

export const STATIC_LOG: NoteSigner = ed25519Signer(ORIGIN, ed25519FromSeed(sha256(utf8('a static log'))));
export const STATIC_WITNESS: Witness = witness(
  'witness.example',
  ed25519FromSeed(sha256(utf8('its witness'))),
);

export const STATIC_TRUST: LogTrustFiles = {
  policy: `log ${STATIC_LOG.vkey}\nwitness W ${STATIC_WITNESS.vkey}\nquorum W\n`,
};

/** The key of its SM3 tree, and the witness of that. */
export const STATIC_SM3: NoteSigner = sm2NoteSigner(sm3Origin(ORIGIN), generatePrivateKey('SM2'));
export const STATIC_SM3_WITNESS: Witness = sm2Witness('gm.witness.example', generatePrivateKey('SM2'));

export const STATIC_GM = `log ${STATIC_SM3.vkey}\nwitness G ${STATIC_SM3_WITNESS.vkey}\nquorum G\n`;

/** Leaves as a hub writes them, each different. @param salt makes others, and so a fork. */
export function* leavesFor(count: number, salt = ''): Generator<Uint8Array> {
  const commitment = commit('case', sha256(utf8(salt)), utf8('a case'));
  for (let i = 0; i < count; i++) {
    yield formatActLeaf({
      actor: 'guangdong',
      at: AT + i,
      case: commitment,
      hub: HUB,
      id: idOf(i),
      item: '002090012000',
      kid: 'k'.repeat(43),
      message: commitment,
      pairSeq: [i + 1],
      to: ['henan'],
      type: 'SubmitCase',
      v: 2,
    });
  }
}

/** The note over a tree, signed by the log and cosigned by its witness. */
export function noteOf(size: number, root: Uint8Array): string {
  const text = formatCheckpoint({ origin: ORIGIN, size, root });
  return signNote(text, [STATIC_LOG]) + STATIC_WITNESS.cosign(text, AT / 1000);
}

/** The same of the SM3 tree. */
export function sm3NoteOf(size: number, root: Uint8Array): string {
  const text = formatCheckpoint({ origin: sm3Origin(ORIGIN), size, root });
  return signNote(text, [STATIC_SM3]) + STATIC_SM3_WITNESS.cosign(text, AT / 1000);
}

/** A log as `tongban log export` writes it, file by file; the checkpoint comes last. */
export function* staticLog(leaves: Iterable<Uint8Array>): Generator<readonly [string, Uint8Array]> {
  const edge = yield* treeFiles(leaves, rfc6962, true);
  yield ['checkpoint', utf8(noteOf(edge.size, edge.view().root()))];
}

/** The SM3 tree over the same leaves, as it stands beside the log. */
export function* staticSm3(leaves: Iterable<Uint8Array>): Generator<readonly [string, Uint8Array]> {
  const files = treeFiles(leaves, sm3Tree, false);
  let next = files.next();
  for (; next.done !== true; next = files.next()) yield [`sm3/${next.value[0]}`, next.value[1]];
  yield ['sm3/checkpoint', utf8(sm3NoteOf(next.value.size, next.value.view().root()))];
}

/** @returns the edge of the tree. */
function* treeFiles(
  leaves: Iterable<Uint8Array>,
  hasher: TreeHasher,
  withEntries: boolean,
): Generator<readonly [string, Uint8Array], TreeEdge> {
  let edge = TreeEdge.empty(hasher);
  let entries: Uint8Array[] = [];
  for (const leaf of leaves) {
    const full = edge.append(hasher.leaf(leaf));
    entries.push(leaf);
    for (const { level, index, hashes } of full) {
      yield [tilePath({ level, index, width: TILE_WIDTH }), Buffer.concat(hashes)];
      if (level === 0 && withEntries) yield [bundlePath(index, TILE_WIDTH), encodeBundle(entries)];
    }
    if (full.length === 0) continue;
    entries = [];
    edge = edge.fork();
  }
  const { size } = edge;
  if (entries.length > 0 && withEntries)
    yield [bundlePath(Math.floor(size / TILE_WIDTH), entries.length), encodeBundle(entries)];
  for (let level = 0; TILE_WIDTH ** level <= size; level++) {
    const hashes = edge.unfinished(level);
    const index = Math.floor(size / TILE_WIDTH ** (level + 1));
    if (hashes.length > 0) yield [tilePath({ level, index, width: hashes.length }), Buffer.concat(hashes)];
  }
  return edge;
}

/** The same in memory, to be damaged. */
export function staticLogOf(count: number, salt?: string): Map<string, Uint8Array> {
  return new Map(staticLog(leavesFor(count, salt)));
}

export function logFilesOf(files: ReadonlyMap<string, Uint8Array>): LogFiles {
  return {
    list: [...files].map(([path, { length }]) => ({ path, size: length })),
    read: (path) => files.get(path) ?? new Uint8Array(0),
  };
}
