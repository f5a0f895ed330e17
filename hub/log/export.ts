import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  bundlePath,
  type Checkpoint,
  type NoteVerifier,
  openCheckpoint,
  parseCheckpoint,
  parseNote,
  TILE_WIDTH,
  tilePath,
  tilesOf,
  verifyConsistency,
} from '#crypto/tlog';
import type { LogReader } from './reader.js';

/** As much of a LogReader as is copied. */
type PublishedLog = Pick<LogReader, 'tree' | 'published' | 'consistency' | 'tile' | 'bundle'>;

export interface LogExport {
  readonly reader: PublishedLog;
  readonly log: NoteVerifier;
  /** Gets the files under their C2SP paths: `checkpoint`, `tile/…`. */
  readonly folder: string;
  /** Whether the entries are written too: they are the same for both trees, and stand beside the SHA-256 tree. */
  readonly withEntries: boolean;
  /** Told before anything is written: entries the folder has, and those it will have. */
  readonly onStart: (from: number, to: number) => void;
  /** Told of entries that have been written. */
  readonly onEntries: (count: number) => void;
}

type Tree = Pick<Checkpoint, 'size' | 'root'>;

/**
 * Writes the published log as files: a complete static log, which any reader of C2SP tlog-tiles takes as it is. What the
 * folder has already is kept, and only what came since is added. The checkpoint comes last, so an export that was cut short
 * is the complete log of before; the next one goes on from there.
 * @returns the size of the log in the folder.
 * @throws Error when the folder holds another log, or one that this does not continue: it is left as it is.
 */
export async function exportLog(parts: LogExport): Promise<number> {
  const { reader, folder, onStart, onEntries } = parts;
  const before = await treeIn(parts);
  const head = await reader.published();
  const tree = parseCheckpoint(parseNote(head.note)?.text ?? '');
  if (tree === undefined) throw new Error('the published checkpoint cannot be read');
  await checkContinues(reader, before, tree);
  onStart(before.size, tree.size);
  for (const tile of tilesOf(tree.size, before.size)) {
    await put(join(folder, tilePath(tile)), await reader.tile(tile));
    if (tile.level > 0 || !parts.withEntries) continue;
    const { index, width } = tile;
    await put(join(folder, bundlePath(index, width)), await reader.bundle(index, width));
    onEntries(Math.min(width, index * TILE_WIDTH + width - before.size));
  }
  await put(join(folder, 'checkpoint'), head.note);
  return tree.size;
}

async function treeIn({ folder, log, reader }: LogExport): Promise<Tree> {
  let note: string;
  try {
    note = await readFile(join(folder, 'checkpoint'), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return { size: 0, root: reader.tree.hasher.empty };
    }
    throw error;
  }
  const opened = openCheckpoint(note, log);
  if (typeof opened !== 'string') return opened;
  throw new Error(`${folder} 中不是本日志 · the folder does not hold this log (${opened})`);
}

async function checkContinues(reader: PublishedLog, before: Tree, now: Tree): Promise<void> {
  const [oldSize, newSize] = [before.size, now.size];
  const proof = oldSize > newSize ? undefined : await reader.consistency(oldSize, newSize);
  const claim = { oldSize, oldRoot: before.root, newSize, newRoot: now.root };
  if (proof !== undefined && verifyConsistency({ ...claim, proof }, reader.tree.hasher)) return;
  throw new Error(
    `日志（${newSize} 条）不是文件夹中日志（${oldSize} 条）的延续，请保留该文件夹作为证据 · the log of ${newSize} entries does not continue the one of ${oldSize} in the folder; keep the folder as evidence`,
  );
}

/** Whole or not at all. */
async function put(path: string, content: Uint8Array | string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.half`, content);
  await rename(`${path}.half`, path);
}
