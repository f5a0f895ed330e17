import { equalBytes } from '#crypto/primitives';
import {
  bundlePath,
  type Checkpoint,
  type CheckpointFault,
  HASH_BYTES,
  type Hash,
  MAX_ENTRY_BYTES,
  MAX_NOTE_BYTES,
  type NodeReader,
  openByLogs,
  parseBundle,
  parseTile,
  readNodes,
  TILE_WIDTH,
  type TileAddress,
  TileNodes,
  TreeView,
  type TrustPolicy,
  tilePath,
  tilesForProofs,
  tileWidth,
} from '#crypto/tlog';
import type { Tree } from './tree.js';

/** Reads a file of a served log by its C2SP path. Who serves it may be anybody. @throws Error when it has more bytes. */
export type ReadLogFile = (path: string, maxBytes: number) => Promise<Uint8Array>;

/** What was served is not what the log has signed, or the policy wants more. The server lies, or something in between does. */
export class FalseLogError extends Error {
  constructor(what: string) {
    super(what);
    this.name = 'FalseLogError';
  }
}

export interface RemoteLogParts {
  readonly read: ReadLogFile;
  readonly policy: TrustPolicy;
  /** Which of the log's trees it is. */
  readonly tree: Tree;
  /** Files that are here already; one that is not right is read anew. */
  readonly kept: (path: string) => Promise<Uint8Array | undefined>;
}

/** Verified tiles kept with their inner nodes, 16 KiB each: all those above the lowest level of a log of 33 million entries. */
const CACHED_TILES = 512;
const MAX_BUNDLE_BYTES = TILE_WIDTH * (MAX_ENTRY_BYTES + 2);

/**
 * A log that somebody serves, of which nothing is believed: the checkpoint must satisfy the policy, the tiles at the right edge
 * must give its root, every other tile must be the one that the tile above it names, and entries must give their leaf hashes.
 * So whatever it hands out is what the log has signed (proved by test/fault/log-mirror.test.ts).
 */
export class RemoteLog {
  readonly tree: Tree;
  readonly note: string;
  readonly head: Checkpoint;
  /** Names, in the policy, of the witnesses that have cosigned. */
  readonly witnesses: readonly string[];
  readonly #parts: RemoteLogParts;
  /** The last tile of each level, where it is not full. */
  readonly #edge = new Map<string, TileNodes>();
  readonly #full = new Map<string, Promise<TileNodes>>();

  private constructor(parts: RemoteLogParts, opened: Opened) {
    this.#parts = parts;
    this.tree = parts.tree;
    this.note = opened.note;
    this.head = opened.head;
    this.witnesses = opened.witnesses;
  }

  /** @throws FalseLogError. */
  static async open(parts: RemoteLogParts): Promise<RemoteLog> {
    const bytes = await parts.read('checkpoint', MAX_NOTE_BYTES);
    const log = new RemoteLog(parts, openNote(Buffer.from(bytes).toString('utf8'), parts.policy));
    await log.#readEdge();
    return log;
  }

  /** Another checkpoint of this log, by the keys that the policy has of it. */
  open(note: string): Checkpoint | CheckpointFault {
    return openByLogs(
      note,
      this.#parts.policy.logs.filter(({ name }) => name === this.head.origin),
    );
  }

  async published(): Promise<{ readonly size: number; readonly note: string }> {
    return { size: this.head.size, note: this.note };
  }

  /** Made from verified tiles, whatever the server would say. @param newSize that of the checkpoint. */
  async consistency(oldSize: number, newSize: number): Promise<Hash[]> {
    if (newSize !== this.head.size)
      throw new RangeError(`the log that is read has ${this.head.size} entries`);
    if (oldSize === 0) return [];
    return new TreeView(newSize, await this.#reader(oldSize), this.tree.hasher).consistencyPath(oldSize);
  }

  /** The root of the tree that it was. @param size no more than that of the checkpoint. */
  async rootAt(size: number): Promise<Hash> {
    if (size === 0) return this.tree.hasher.empty;
    return new TreeView(size, await this.#reader(size), this.tree.hasher).root();
  }

  /** Reads the nodes of an older tree, and those that lead from it to this one. */
  async #reader(oldSize: number): Promise<NodeReader> {
    const tiles = new Map<string, TileNodes>();
    for (const address of tilesForProofs(this.head.size, [oldSize - 1])) {
      tiles.set(keyOf(address), await this.#nodes(address));
    }
    return readNodes((level, index) => present(tiles, level, index));
  }

  async tile(address: TileAddress): Promise<Uint8Array> {
    return Buffer.concat((await this.#nodes(address)).hashes);
  }

  async bundle(index: number, width: number): Promise<Uint8Array> {
    const { hashes } = await this.#nodes({ level: 0, index, width });
    return this.#read(bundlePath(index, width), MAX_BUNDLE_BYTES, (bytes) => {
      const leaves = parseBundle(bytes)?.map((entry) => this.tree.hasher.leaf(entry));
      return areEqual(leaves, hashes) ? bytes : undefined;
    });
  }

  /** Together they are all that the root is made of, so none of them can be another than it was. */
  async #readEdge(): Promise<void> {
    const { size, root } = this.head;
    const partial = tilesForProofs(size, []).filter(({ width }) => width < TILE_WIDTH);
    for (const address of partial) {
      const hashes = parseTile(await this.#parts.read(tilePath(address), address.width * HASH_BYTES));
      if (hashes?.length !== address.width) throw new FalseLogError(`${tilePath(address)} is not a tile`);
      this.#edge.set(keyOf(address), new TileNodes(hashes, this.tree.hasher));
    }
    const view = new TreeView(
      size,
      readNodes((level, index) => present(this.#edge, level, index)),
      this.tree.hasher,
    );
    if (equalBytes(view.root(), root)) return;
    throw new FalseLogError(`the tiles served do not give the signed root of ${size} entries`);
  }

  #nodes(address: TileAddress): Promise<TileNodes> {
    const name = keyOf(address);
    const edge = this.#edge.get(name);
    if (edge !== undefined) return Promise.resolve(edge);
    const known = this.#full.get(name) ?? this.#verified(address);
    this.#full.delete(name); // the one that was asked for last goes last
    this.#full.set(name, known);
    if (this.#full.size > CACHED_TILES) {
      const [oldest] = this.#full.keys();
      if (oldest !== undefined) this.#full.delete(oldest);
    }
    return known;
  }

  /** A full tile is the one whose summit stands in the tile above it. */
  async #verified(address: TileAddress): Promise<TileNodes> {
    const above = { level: address.level + 1, index: Math.floor(address.index / TILE_WIDTH) };
    const width = tileWidth(this.head.size, above.level, above.index);
    const named = (await this.#nodes({ ...above, width })).hashes[address.index % TILE_WIDTH];
    if (named === undefined)
      throw new RangeError(`no full tile ${keyOf(address)} in ${this.head.size} entries`);
    return this.#read(tilePath(address), TILE_WIDTH * HASH_BYTES, (bytes) => {
      const hashes = parseTile(bytes);
      if (hashes?.length !== TILE_WIDTH) return undefined;
      const nodes = new TileNodes(hashes, this.tree.hasher);
      return nodes.summit !== undefined && equalBytes(nodes.summit, named) ? nodes : undefined;
    });
  }

  /** From what is here, if that is right; otherwise from the server. @param check gives undefined for what is not right. */
  async #read<T>(path: string, maxBytes: number, check: (bytes: Uint8Array) => T | undefined): Promise<T> {
    const kept = await this.#parts.kept(path);
    const right = kept && check(kept);
    if (right !== undefined) return right;
    const served = check(await this.#parts.read(path, maxBytes));
    if (served !== undefined) return served;
    throw new FalseLogError(`${path} as it is served does not belong to the signed tree`);
  }
}

interface Opened {
  readonly note: string;
  readonly head: Checkpoint;
  readonly witnesses: readonly string[];
}

function openNote(note: string, policy: TrustPolicy): Opened {
  const head = openByLogs(note, policy.logs, [...policy.witnesses.values()]);
  if (typeof head === 'string') {
    throw new FalseLogError(`the checkpoint is not one of a log of the policy (${head})`);
  }
  const { signedBy } = head;
  const witnesses = [...policy.witnesses].filter(([, each]) => signedBy.includes(each)).map(([name]) => name);
  if (policy.isQuorum(new Set(witnesses))) return { note, head, witnesses };
  throw new FalseLogError(
    `too few witnesses have cosigned the checkpoint: ${witnesses.join(', ') || 'none'}`,
  );
}

function keyOf({ level, index }: Pick<TileAddress, 'level' | 'index'>): string {
  return `${level}/${index}`;
}

function present(tiles: ReadonlyMap<string, TileNodes>, level: number, index: number): TileNodes {
  const nodes = tiles.get(keyOf({ level, index }));
  if (nodes === undefined) throw new RangeError(`tile ${level}/${index} was not asked for`);
  return nodes;
}

function areEqual(a: readonly Hash[] | undefined, b: readonly Hash[]): boolean {
  return a?.length === b.length && a.every((hash, i) => equalBytes(hash, b[i] ?? new Uint8Array(0)));
}
