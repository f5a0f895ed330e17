import { constants } from 'node:fs';
import { link, open, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

const { O_CREAT, O_NOFOLLOW, O_TRUNC, O_WRONLY } = constants;

/** Begins the name of a half-written file; one that is found was cut short by a crash, and what it was to replace stands. */
export const HALF = '.half-';

const OWN = 0o600;

/** Makes or replaces a file as a whole. Once this resolves it is on disk; before, the old one is, whole. */
export async function writeDurably(path: string, content: Uint8Array | string, mode = OWN): Promise<void> {
  await rename(await writeHalf(path, content, mode), path);
  await syncFolder(dirname(path));
}

/** The same of a file that is written once. @returns false when there was one: it stands as it was. */
export async function writeOnce(path: string, content: Uint8Array | string): Promise<boolean> {
  const half = await writeHalf(path, content, OWN);
  try {
    await link(half, path); // unlike a renaming it replaces nothing
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(half, { force: true });
    await syncFolder(dirname(path));
  }
}

async function writeHalf(path: string, content: Uint8Array | string, mode: number): Promise<string> {
  const half = join(dirname(path), `${HALF}${basename(path)}`);
  const file = await open(half, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, mode);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  return half;
}

/** Once this resolves, what was made or renamed in the folder stays so. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** What a file says; undefined when there is none. */
export async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
