import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  bundlePath,
  type Checkpoint,
  type NoteVerifier,
  openByLogs,
  parseCheckpoint,
  parseNote,
  TILE_WIDTH,
  tilePath,
  tilesOf,
  verifyConsistency,
} from '#crypto/tlog';
import { inParallel } from './parallel.js';
import type { LogReader } from './reader.js';
import { SHA256_TREE } from './tree.js';

/** As much of a LogReader as is copied. */
type PublishedLog = Pick<LogReader, 'tree' | 'published' | 'consistency' | 'tile' | 'bundle'>;

export interface LogExport {
  readonly reader: PublishedLog;
  /** Keys that the log goes by, or went by: what is in the folder may be of before it changed its key. */
  readonly keys: readonly NoteVerifier[];
  /** Tiles on their way at once. */
  readonly parallel?: number;
  /** Gets the files under their C2SP paths: `checkpoint`, `tile/…`. */
  readonly folder: string;
  /** Told before anything is written: entries the folder has, and those it will have. */
  readonly onStart: (from: number, to: number) => void;
  /** Told of entries that have been written. */
  readonly onEntries: (count: number) => void;
}

/** A tree with the checkpoint that says so; without one, the empty tree of an empty folder. */
type Noted = Pick<Checkpoint, 'size' | 'root'> & { readonly note: string; readonly origin?: string };

/** Two checkpoints that the log has signed, and the later one does not continue the one in the folder. */
export class NotContinuedError extends Error {
  readonly seen: string;
  readonly asked: string;

  constructor(seen: string, asked: string, sizes: readonly [seen: number, asked: number]) {
    super(
      `日志（${sizes[1]} 条）不是文件夹中日志（${sizes[0]} 条）的延续，请保留该文件夹作为证据 · the log of ${sizes[1]} entries does not continue the one of ${sizes[0]} in the folder; keep the folder as evidence`,
    );
    this.name = 'NotContinuedError';
    this.seen = seen;
    this.asked = asked;
  }
}

/**
 * Writes the published log as files: a complete static log, which any reader of C2SP tlog-tiles takes as it is. What the
 * folder has already is kept, and only what came since is added. The checkpoint comes last, so an export that was cut short
 * is the complete log of before; the next one goes on from there.
 * @returns the size of the log in the folder.
 * @throws Error when the folder holds another of the hub's logs, NotContinuedError when the folder holds a log that this does not continue, Error when it holds something else: it is
 * left as it is.
 */
export async function exportLog(parts: LogExport): Promise<number> {
  const { reader, folder, parallel = 1, onStart, onEntries } = parts;
  const before = await treeIn(parts);
  const head = await reader.published();
  const tree = parseCheckpoint(parseNote(head.note)?.text ?? '');
  if (tree === undefined) throw new Error('the published checkpoint cannot be read');
  if (before.origin !== undefined && before.origin !== tree.origin) {
    throw new Error(
      `${folder} 中是日志 ${before.origin}，不是 ${tree.origin}：前者已结束，见 /log/<编号> · the folder holds ${before.origin}, and this is ${tree.origin}, which came after it: the other stands at /log/<number>`,
    );
  }
  await checkContinues(reader, before, { ...tree, note: head.note });
  onStart(before.size, tree.size);
  const withEntries = reader.tree === SHA256_TREE; // they are the same for both trees
  await inParallel(tilesOf(tree.size, before.size), parallel, async (tile) => {
    await put(join(folder, tilePath(tile)), await reader.tile(tile));
    if (tile.level > 0 || !withEntries) return;
    const { index, width } = tile;
    await put(join(folder, bundlePath(index, width)), await reader.bundle(index, width));
    onEntries(Math.min(width, index * TILE_WIDTH + width - before.size));
  });
  await put(join(folder, 'checkpoint'), head.note);
  return tree.size;
}

async function treeIn({ folder, keys, reader }: LogExport): Promise<Noted> {
  let note: string;
  try {
    note = await readFile(join(folder, 'checkpoint'), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return { size: 0, root: reader.tree.hasher.empty, note: '' };
    }
    throw error;
  }
  const opened = openByLogs(note, keys);
  if (typeof opened !== 'string') return { ...opened, note };
  throw new Error(`${folder} 中不是本日志 · the folder does not hold this log (${opened})`);
}

async function checkContinues(reader: PublishedLog, before: Noted, now: Noted): Promise<void> {
  const [oldSize, newSize] = [before.size, now.size];
  const proof = oldSize > newSize ? undefined : await reader.consistency(oldSize, newSize);
  const claim = { oldSize, oldRoot: before.root, newSize, newRoot: now.root };
  if (proof !== undefined && verifyConsistency({ ...claim, proof }, reader.tree.hasher)) return;
  throw new NotContinuedError(before.note, now.note, [oldSize, newSize]);
}

/** Whole or not at all. */
export async function put(path: string, content: Uint8Array | string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.half`, content);
  await rename(`${path}.half`, path);
}
