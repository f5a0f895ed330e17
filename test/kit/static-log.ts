import { ed25519FromSeed, sha256, utf8 } from '#crypto/primitives';
import {
  ed25519Signer,
  encodeBundle,
  formatCheckpoint,
  type Hash,
  hashesAtTileLevel,
  parseTilePath,
  rfc6962,
  signNote,
  TILE_WIDTH,
  TileNodes,
  TreeEdge,
} from '#crypto/tlog';

/** A log of many entries in memory, with the files of each size that it has been. */
export class StaticLog {
  readonly signer: ReturnType<typeof ed25519Signer>;
  readonly #entries: Uint8Array[];
  /** Hashes by tile level. */
  readonly #levels: Hash[][] = [];

  /** @param salt makes other entries, and so a fork, under the same key. */
  constructor(origin: string, size: number, salt = '') {
    this.signer = ed25519Signer(origin, ed25519FromSeed(sha256(utf8(origin))));
    this.#entries = Array.from({ length: size }, (_, i) => utf8(JSON.stringify({ id: `${salt}entry-${i}` })));
    for (let hashes = this.#entries.map((entry) => rfc6962.leaf(entry)); hashes.length > 0; ) {
      this.#levels.push(hashes);
      hashes = summits(hashes);
    }
  }

  checkpoint(size: number): string {
    const edge: Hash[][] = [];
    for (let level = 0; size >= TILE_WIDTH ** level; level++) {
      const end = hashesAtTileLevel(size, level);
      edge.push(this.#hashes(level, end - (end % TILE_WIDTH), end));
    }
    const root = TreeEdge.restore(size, edge).view().root();
    return signNote(formatCheckpoint({ origin: this.signer.verifier.name, size, root }), [this.signer]);
  }

  /** The files of a size. @param note instead of the plain checkpoint. */
  files(size: number, note = this.checkpoint(size)): (path: string) => Promise<Uint8Array> {
    return async (path) => {
      if (path === 'checkpoint') return utf8(note);
      const { kind, tile } = parseTilePath(path) ?? fail(path);
      const from = tile.index * TILE_WIDTH;
      if (from + tile.width > hashesAtTileLevel(size, tile.level)) fail(path);
      if (kind === 'entries') return encodeBundle(this.#entries.slice(from, from + tile.width));
      return Buffer.concat(this.#hashes(tile.level, from, from + tile.width));
    };
  }

  #hashes(level: number, from: number, to: number): Hash[] {
    return this.#levels[level]?.slice(from, to) ?? [];
  }
}

function summits(hashes: readonly Hash[]): Hash[] {
  const found: Hash[] = [];
  for (let at = 0; at + TILE_WIDTH <= hashes.length; at += TILE_WIDTH) {
    const { summit } = new TileNodes(hashes.slice(at, at + TILE_WIDTH));
    if (summit !== undefined) found.push(summit);
  }
  return found;
}

function fail(path: string): never {
  throw new Error(`no ${path}`);
}
