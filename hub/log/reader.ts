import type { ListedRestamp } from '#crypto/timestamp';
import {
  encodeBundle,
  HASH_BYTES,
  type Hash,
  parseTile,
  readNodes,
  TILE_WIDTH,
  type TileAddress,
  TileNodes,
  type TlogProof,
  TreeView,
  tilesForProofs,
  tileWidth,
} from '#crypto/tlog';
import { type Database, logStore, publications, restamps, timestamps } from '#hub/store';
import { NotFoundError } from '#proto/errors';
import { SHA256_TREE, type Tree } from './tree.js';

/** Full tiles kept with their inner nodes, 16 KiB each. */
const CACHED_TILES = 512;

/** A checkpoint and the size that it is of. */
export type Head = Pick<logStore.TreeHead, 'size' | 'note'>;

/**
 * Reads the committed log by one of its trees: checkpoint, tiles, entry bundles, and proofs computed from tiles. Hashes at a
 * position never change, so full tiles are kept in memory and partial ones are made from what lies below them.
 */
export class LogReader {
  readonly #db: Database;
  readonly #isWitnessed: boolean;
  /** The number of the log among those of the database. */
  readonly log: number;
  readonly #tree: Tree;
  readonly #full = new Map<string, TileNodes>();
  /** By level, the tile that was not full when it was last read: while the log is quiet every proof needs it. */
  readonly #edge = new Map<number, { readonly index: number; readonly nodes: TileNodes }>();

  /** @param isWitnessed whether only what witnesses have cosigned is published; otherwise what is committed. */
  constructor(db: Database, isWitnessed: boolean, log: number, tree: Tree = SHA256_TREE) {
    this.#db = db;
    this.log = log;
    this.#isWitnessed = isWitnessed;
    this.#tree = tree;
  }

  get tree(): Tree {
    return this.#tree;
  }

  async state(): Promise<logStore.LogState> {
    const state = await logStore.readStateOf(this.#db, this.log);
    if (state === undefined) throw new NotFoundError('NOT_FOUND', 'the log has not been founded');
    return state;
  }

  /** Of this tree, as committed. */
  async head(): Promise<logStore.TreeHead> {
    return this.#tree.headOf(await this.state());
  }

  /** The checkpoint that everybody may see. @throws NotFoundError NOT_FOUND when none was published yet. */
  async published(): Promise<Head> {
    const head = this.#isWitnessed
      ? await publications.readLatest(this.#db, this.log, this.#tree.name)
      : await this.publishedOf(await this.state());
    if (head === undefined) throw new NotFoundError('NOT_FOUND', 'no checkpoint has been published yet');
    return head;
  }

  /** The published checkpoint, without a second look at a log that has no witnesses; undefined when there is none yet. */
  async publishedOf(committed: logStore.LogState): Promise<Head | undefined> {
    if (this.#isWitnessed) return publications.readLatest(this.#db, this.log, this.#tree.name);
    const head = this.#tree.headOf(committed);
    return head.note === '' ? undefined : head;
  }

  async isPublished(): Promise<boolean> {
    return (await this.publishedOf(await this.state())) !== undefined;
  }

  /** The bytes at `tile/…`. @throws NotFoundError BEYOND_PUBLISHED past the last checkpoint. */
  async tile(address: TileAddress): Promise<Uint8Array> {
    await this.#checkPublished(address);
    const nodes = await this.#nodes(address);
    return Buffer.concat(nodes.hashes.slice(0, address.width));
  }

  /** The bytes at `tile/entries/…`. @throws NotFoundError BEYOND_PUBLISHED past the last checkpoint. */
  async bundle(index: number, width: number): Promise<Uint8Array> {
    await this.#checkPublished({ level: 0, index, width });
    const first = index * TILE_WIDTH;
    const entries = await logStore.readEntries(this.#db, this.log, first, first + width);
    return encodeBundle(entries.map((entry) => entry.body));
  }

  /** Checkpoints larger than that which have been stamped, smallest first. */
  stamped(above: number, limit: number): Promise<timestamps.StampedCheckpoint[]> {
    return timestamps.listAbove(this.#db, this.log, above, limit);
  }

  /** The sizes of all of them, smallest first. */
  stampedSizes(): Promise<number[]> {
    return timestamps.listSizes(this.#db, this.log);
  }

  /** The stamped checkpoint of this very size. */
  async stampedAt(size: number): Promise<timestamps.StampedCheckpoint | undefined> {
    const [first] = await this.stamped(size - 1, 1);
    return first?.size === size ? first : undefined;
  }

  /** What was collected on whether certificates of each stamp are revoked, by the size that it is over. */
  revocationNames(): Promise<{ readonly size: number; readonly name: string }[]> {
    return timestamps.listRevocationNames(this.#db, this.log);
  }

  /** Which stamps over others there are, with the names of what was collected with each. */
  restampNames(): Promise<ListedRestamp[]> {
    return restamps.listNames(this.#db, this.log);
  }

  /** The stamps over a run of stamps, the first one first. @param first size of the run. */
  restamps(first: number): Promise<restamps.Restamp[]> {
    return restamps.listOfRun(this.#db, this.log, first);
  }

  /** One file on revocation. */
  revocation(name: string): Promise<Uint8Array | undefined> {
    return timestamps.readRevocation(this.#db, name);
  }

  /** A view of the tree at this size that can prove these leaves. */
  async view(size: number, leaves: readonly number[]): Promise<TreeView> {
    const tiles = new Map<string, TileNodes>();
    await Promise.all(
      tilesForProofs(size, leaves).map(async (address) => {
        tiles.set(key(address.level, address.index), await this.#nodes(address));
      }),
    );
    const tile = (level: number, index: number): TileNodes => {
      const nodes = tiles.get(key(level, index));
      if (nodes === undefined) throw new RangeError(`tile ${level}/${index} was not asked for`);
      return nodes;
    };
    return new TreeView(size, readNodes(tile), this.#tree.hasher);
  }

  /** Proofs of those entries that the published checkpoint covers, by their index. */
  async proofs(indexes: readonly number[]): Promise<ReadonlyMap<number, TlogProof>> {
    const head = await this.publishedOf(await this.state());
    const covered = indexes.filter((index) => head !== undefined && index < head.size);
    if (head === undefined || covered.length === 0) return new Map();
    const view = await this.view(head.size, covered);
    return new Map(
      covered.map((index) => [index, { index, path: view.inclusionPath(index), checkpoint: head.note }]),
    );
  }

  /** @throws NotFoundError BEYOND_PUBLISHED. */
  async consistency(oldSize: number, newSize: number): Promise<Hash[]> {
    const { size } = await this.head();
    if (newSize > size || oldSize > newSize) {
      throw new NotFoundError('BEYOND_PUBLISHED', `no sizes ${oldSize} and ${newSize} in a log of ${size}`);
    }
    if (oldSize === 0) return [];
    const view = await this.view(newSize, [oldSize - 1]);
    return view.consistencyPath(oldSize);
  }

  /** The hashes of the unfinished tile of each level: what a sequencer needs to go on. */
  async edge(size: number): Promise<Hash[][]> {
    const levels: Hash[][] = [];
    for (let level = 0; size >= TILE_WIDTH ** level; level++) {
      const index = Math.floor(Math.floor(size / TILE_WIDTH ** level) / TILE_WIDTH);
      levels.push(await this.#hashes({ level, index, width: tileWidth(size, level, index) }));
    }
    return levels;
  }

  async #checkPublished({ level, index, width }: TileAddress): Promise<void> {
    const { size } = await this.published();
    if (width <= tileWidth(size, level, index)) return;
    throw new NotFoundError('BEYOND_PUBLISHED', `${size} entries of the log are published`);
  }

  async #nodes(address: TileAddress): Promise<TileNodes> {
    const name = key(address.level, address.index);
    const known = this.#full.get(name);
    if (known !== undefined) return known;
    const last = this.#edge.get(address.level);
    if (last?.index === address.index && last.nodes.width === address.width) return last.nodes;
    const nodes = new TileNodes(await this.#hashes(address), this.#tree.hasher);
    if (nodes.width === TILE_WIDTH) this.#keep(name, nodes);
    else this.#edge.set(address.level, { index: address.index, nodes });
    return nodes;
  }

  async #hashes({ level, index, width }: TileAddress): Promise<Hash[]> {
    if (width === TILE_WIDTH) {
      const bytes = await logStore.readTile(this.#db, this.log, this.#tree.name, level, index);
      return (bytes && parseTile(bytes)) ?? damaged(`full tile ${level}/${index}`, bytes?.length ?? 0);
    }
    const first = index * TILE_WIDTH;
    const hashes =
      level === 0
        ? (await logStore.readEntries(this.#db, this.log, first, first + width)).map((entry) =>
            this.#tree.hasher.leaf(entry.body),
          )
        : await logStore.readSummits(this.#db, this.log, this.#tree.name, level - 1, first, first + width);
    return hashes.length === width ? hashes : damaged(`tile ${level}/${index}`, hashes.length * HASH_BYTES);
  }

  #keep(name: string, nodes: TileNodes): void {
    if (this.#full.size >= CACHED_TILES) {
      const [oldest] = this.#full.keys();
      if (oldest !== undefined) this.#full.delete(oldest);
    }
    this.#full.set(name, nodes);
  }
}

function key(level: number, index: number): string {
  return `${level}/${index}`;
}

function damaged(what: string, bytes: number): never {
  throw new Error(`the stored log is damaged: ${what} has ${bytes} bytes`);
}
