import { constants } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { HALF } from './drop-folder.js';

const { O_CREAT, O_NOFOLLOW, O_TRUNC, O_WRONLY } = constants;

/** Makes or replaces a file as a whole. When this resolves, a power failure does not take it back. */
export async function writeDurably(path: string, bytes: Uint8Array | string, mode: number): Promise<void> {
  const half = join(dirname(path), `${HALF}${basename(path)}`);
  const file = await open(half, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, mode);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(half, path);
  await syncFolder(dirname(path));
}

/** Names are of the folder, and are on disk only when it is. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
