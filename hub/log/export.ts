import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { formatTimeStampFile } from '#crypto/timestamp';
import {
  bundlePath,
  type Checkpoint,
  type NoteVerifier,
  openCheckpoint,
  parseCheckpoint,
  parseNote,
  rfc6962,
  TILE_WIDTH,
  tilePath,
  tilesOf,
  verifyConsistency,
} from '#crypto/tlog';
import type { LogReader } from './reader.js';

/** As much of a LogReader as is copied. */
type PublishedLog = Pick<LogReader, 'published' | 'consistency' | 'tile' | 'bundle' | 'stamped'>;

export interface LogExport {
  readonly reader: PublishedLog;
  readonly log: NoteVerifier;
  /** Gets the files under their C2SP paths: `checkpoint`, `tile/…`; stamped checkpoints under `timestamps/`. */
  readonly folder: string;
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
    if (tile.level > 0) continue;
    const { index, width } = tile;
    await put(join(folder, bundlePath(index, width)), await reader.bundle(index, width));
    onEntries(Math.min(width, index * TILE_WIDTH + width - before.size));
  }
  await putStamped(parts, tree.size);
  await put(join(folder, 'checkpoint'), head.note);
  return tree.size;
}

/** Each as the checkpoint that was stamped, and the stamp over it: what `openssl ts -verify` takes. A stamp may come late. */
async function putStamped({ reader, folder }: LogExport, size: number): Promise<void> {
  const present = new Set(await filesIn(join(folder, STAMPS)));
  let above = 0;
  for (;;) {
    const page = await reader.stamped(above, STAMPS_AT_ONCE);
    for (const stamped of page) {
      const name = String(stamped.size).padStart(10, '0');
      if (stamped.size > size || present.has(`${name}.tsr`)) continue;
      await put(join(folder, STAMPS, `${name}.checkpoint`), stamped.note);
      await put(join(folder, STAMPS, `${name}.tsr`), formatTimeStampFile(stamped.token));
    }
    const last = page.at(-1);
    if (last === undefined || page.length < STAMPS_AT_ONCE) return;
    above = last.size;
  }
}

const STAMPS = 'timestamps';
const STAMPS_AT_ONCE = 500;

async function filesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

async function treeIn({ folder, log }: LogExport): Promise<Tree> {
  let note: string;
  try {
    note = await readFile(join(folder, 'checkpoint'), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return { size: 0, root: rfc6962.empty };
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
  if (proof !== undefined && verifyConsistency({ ...claim, proof })) return;
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
