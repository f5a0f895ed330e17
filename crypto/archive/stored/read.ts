import { equalBytes } from '#crypto/primitives';
import { crc32 } from '../crc32.js';
import { ArchiveError } from '../error.js';
import {
  beginsWith,
  contentsAt,
  type Directory,
  endOf,
  localHeader,
  MAX_CENTRAL_BYTES,
  MAX_END_BYTES,
  parseCentral,
  parseEnd,
  type StoredFile,
} from './layout.js';

/** Bytes that are read where they are asked for: an open file, or one that was dropped on a page. */
export interface RandomAccess {
  readonly size: number;
  /** All of them that there are. */
  read(offset: number, length: number): Promise<Uint8Array>;
}

/** A run of the directory; of each its place and its first name are kept, so that memory grows by a few bytes for a file. */
interface Block {
  readonly first: string;
  readonly at: number;
  readonly bytes: number;
}

const BLOCK_BYTES = 64 * 1024;
/** Blocks that are kept as they were read: whoever reads names in their order, of several folders at a time, finds them there. */
const KEPT_BLOCKS = 8;
const CHUNK_BYTES = 1024 * 1024;

/**
 * An archive as StoredArchiveWriter writes it, and anybody may have made it. There is one spelling of it: every header is written
 * again from what it says and compared; files lie one behind the other from the first byte to the directory, in the order of
 * their names. So no file stands twice, two share no byte, nothing lies between them, and no other program finds others. Nothing is
 * packed, so nothing swells. The directory alone is read when it is opened, and a block of it is in memory at a time (proved by
 * test/unit/crypto/archive/stored.test.ts).
 */
export class StoredArchive {
  /** Files in it. */
  readonly count: number;
  readonly #source: RandomAccess;
  readonly #blocks: readonly Block[];
  readonly #kept = new Map<Block, readonly StoredFile[]>();

  private constructor(source: RandomAccess, blocks: readonly Block[], count: number) {
    this.#source = source;
    this.#blocks = blocks;
    this.count = count;
  }

  /** @throws ArchiveError for anything else than such an archive. What its files hold is not read. */
  static async open(source: RandomAccess): Promise<StoredArchive> {
    const tail = await readWhole(
      source,
      Math.max(0, source.size - MAX_END_BYTES),
      Math.min(source.size, MAX_END_BYTES),
    );
    const directory = parseEnd(tail, source.size);
    const blocks = await readBlocks(source, directory);
    return new StoredArchive(source, blocks, directory.count);
  }

  /** Whether it may be such an archive, and its first file has this name: no other program's file begins so. */
  static async beginsWith(name: string, source: RandomAccess): Promise<boolean> {
    return beginsWith(name, await source.read(0, MAX_CENTRAL_BYTES));
  }

  /** In the order of their names. */
  async *files(prefix = ''): AsyncGenerator<StoredFile> {
    for (let i = Math.max(0, this.#blockOf(prefix)); i < this.#blocks.length; i++) {
      for (const file of await this.#filesOf(this.#blocks[i])) {
        if (file.name.startsWith(prefix)) yield file;
        else if (file.name > prefix) return;
      }
    }
  }

  async find(name: string): Promise<StoredFile | undefined> {
    const files = await this.#filesOf(this.#blocks[this.#blockOf(name)]);
    const file = files[lastUpTo(files, ({ name: each }) => each <= name)];
    return file?.name === name ? file : undefined;
  }

  /** All of its contents. */
  read(file: StoredFile): Promise<Uint8Array> {
    return readWhole(this.#source, contentsAt(file), file.size);
  }

  async *chunks(file: StoredFile): AsyncGenerator<Uint8Array> {
    const end = endOf(file);
    for (let at = contentsAt(file); at < end; at += CHUNK_BYTES)
      yield await readWhole(this.#source, at, Math.min(CHUNK_BYTES, end - at));
  }

  /** Whether the header before it says what the directory says, and its contents have the sum that both name. */
  async isSound(file: StoredFile): Promise<boolean> {
    const header = localHeader(file);
    const found = await readWhole(this.#source, file.offset, header.length);
    if (!equalBytes(found, header)) return false;
    let sum = 0;
    for await (const chunk of this.chunks(file)) sum = crc32(chunk, sum);
    return sum === file.crc32;
  }

  /** The last block that begins with this name or one before it. */
  #blockOf(name: string): number {
    return lastUpTo(this.#blocks, ({ first }) => first <= name);
  }

  async #filesOf(block: Block | undefined): Promise<readonly StoredFile[]> {
    if (block === undefined) return [];
    const kept = this.#kept.get(block);
    if (kept !== undefined) return kept;
    const files = filesIn(await readWhole(this.#source, block.at, block.bytes), block.bytes).files;
    const [oldest] = this.#kept.keys();
    if (oldest !== undefined && this.#kept.size >= KEPT_BLOCKS) this.#kept.delete(oldest);
    this.#kept.set(block, files);
    return files;
  }
}

/** Where the last stands of those that are up to something, of which none comes behind one that is not; -1 for none. */
function lastUpTo<T>(sorted: readonly T[], isUpTo: (each: T) => boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const each = sorted[middle];
    if (each !== undefined && isUpTo(each)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

async function readBlocks(source: RandomAccess, { start, bytes, count }: Directory): Promise<Block[]> {
  const blocks: Block[] = [];
  const end = start + bytes;
  const seen = { count: 0, name: '', end: 0 };
  for (let at = start; at < end; ) {
    const window = await readWhole(source, at, Math.min(BLOCK_BYTES, end - at));
    // What may go on in the next window is left to it.
    const whole = at + window.length === end ? window.length : window.length - MAX_CENTRAL_BYTES;
    const { files, used } = filesIn(window, whole);
    for (const file of files) {
      if (file.name <= seen.name) throw new ArchiveError(`${file.name} stands twice, or is out of order`);
      if (file.offset !== seen.end) throw new ArchiveError(`${file.name} is not where it should be`);
      seen.count++;
      seen.name = file.name;
      seen.end = endOf(file);
    }
    blocks.push({ first: files[0]?.name ?? '', at, bytes: used });
    at += used;
  }
  if (seen.count !== count) throw new ArchiveError('its directory has other files than it counts');
  if (seen.end !== start) throw new ArchiveError('something lies between its files and its directory');
  return blocks;
}

/** The headers that begin before that place. */
function filesIn(
  bytes: Uint8Array,
  before: number,
): { readonly files: readonly StoredFile[]; readonly used: number } {
  const files: StoredFile[] = [];
  let at = 0;
  while (at < before) {
    const { file, next } = parseCentral(bytes, at);
    files.push(file);
    at = next;
  }
  return { files, used: at };
}

/** @throws ArchiveError for a file that was made shorter meanwhile. */
async function readWhole(source: RandomAccess, offset: number, length: number): Promise<Uint8Array> {
  const bytes = await source.read(offset, length);
  if (bytes.length !== length) throw new ArchiveError('it ends before its end');
  return bytes;
}
