import { commit, formatActLeaf } from '#crypto/evidence';
import { ed25519FromSeed, sha256, utf8 } from '#crypto/primitives';
import {
  bundlePath,
  ed25519Signer,
  encodeBundle,
  formatCheckpoint,
  type NoteSigner,
  rfc6962,
  signNote,
  TILE_WIDTH,
  TreeEdge,
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

/** A log as `tongban log export` writes it, file by file; the checkpoint comes last. */
export function* staticLog(leaves: Iterable<Uint8Array>): Generator<readonly [string, Uint8Array]> {
  let edge = TreeEdge.empty();
  let entries: Uint8Array[] = [];
  for (const leaf of leaves) {
    const full = edge.append(rfc6962.leaf(leaf));
    entries.push(leaf);
    for (const { level, index, hashes } of full) {
      yield [tilePath({ level, index, width: TILE_WIDTH }), Buffer.concat(hashes)];
      if (level === 0) yield [bundlePath(index, TILE_WIDTH), encodeBundle(entries)];
    }
    if (full.length === 0) continue;
    entries = [];
    edge = edge.fork();
  }
  const { size } = edge;
  if (entries.length > 0)
    yield [bundlePath(Math.floor(size / TILE_WIDTH), entries.length), encodeBundle(entries)];
  for (let level = 0; TILE_WIDTH ** level <= size; level++) {
    const hashes = edge.unfinished(level);
    const index = Math.floor(size / TILE_WIDTH ** (level + 1));
    if (hashes.length > 0) yield [tilePath({ level, index, width: hashes.length }), Buffer.concat(hashes)];
  }
  yield ['checkpoint', utf8(noteOf(size, edge.view().root()))];
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
