import { readdirSync, readFileSync, statSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RandomAccess } from '#crypto/archive/stored';
import { BundleError, type BundleFiles, readZip } from '#crypto/evidence';
import { checkpointsIn, type Found, inFiles } from '#crypto/verify/compare';
import { type ListedFile, type LogFiles, LogFilesError } from '#crypto/verify/log';

/** What is handed in, as a file or as a folder. Of a folder only plain files are read: a link could lead anywhere. */

/** Of a folder of evidence, as of a zip. */
const MAX_FILES = 20_000;
const MAX_BYTES = 256 * 1024 * 1024;

export function isFolder(path: string): boolean {
  return statSync(path).isDirectory();
}

/** @throws BundleError. */
export async function readBundleAt(path: string): Promise<BundleFiles> {
  return isFolder(path) ? readFolder(path, () => true) : readZip(await readFile(path));
}

/** Tiles are read when they are asked for. @throws LogFilesError. */
export function logAt(path: string): LogFiles {
  if (/^https?:\/\//i.test(path))
    throw new LogFilesError(
      `${path}: 本程序不联网，用 tongban log verify · this program has no network, use tongban log verify`,
    );
  if (!isFolder(path)) throw new LogFilesError(`${path} is not a folder`);
  return { list: filesIn(path), read: (name) => readFileSync(join(path, name)) };
}

/** A file that stays open while it is read where that is asked for, and is never in memory as a whole. */
export async function withFile<T>(path: string, work: (source: RandomAccess) => Promise<T>): Promise<T> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const read = async (offset: number, length: number): Promise<Uint8Array> => {
      const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(length), 0, length, offset);
      return buffer.subarray(0, bytesRead);
    };
    return await work({ size, read });
  } finally {
    await file.close();
  }
}

/** @throws BundleError when there is no checkpoint in it. */
export async function checkpointsAt(path: string): Promise<Found> {
  const found = isFolder(path)
    ? inFiles(
        path,
        readFolder(path, (name) => !TILE.test(name)),
      )
    : await checkpointsIn(path, await readFile(path));
  if (found.checkpoints.length === 0) throw new BundleError(`${path}: no signed checkpoint in it`);
  return found;
}

/** Of an exported log, where checkpoints are not. */
const TILE = /^(?:sm3\/)?tile\//;

function readFolder(path: string, isWanted: (name: string) => boolean): BundleFiles {
  const files = new Map<string, Uint8Array>();
  let left = MAX_BYTES;
  for (const file of filesIn(path)) {
    if (!isWanted(file.path)) continue;
    left -= file.size;
    if (files.size === MAX_FILES || left < 0) throw new BundleError(`${path}: too many files, or too large`);
    files.set(file.path, readFileSync(join(path, file.path)));
  }
  return files;
}

function* filesIn(root: string, folder = ''): Generator<ListedFile> {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) yield* filesIn(root, path);
    else if (entry.isFile()) yield { path, size: statSync(join(root, path)).size };
    else throw new BundleError(`${path} is not a plain file`);
  }
}
