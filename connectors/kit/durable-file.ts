import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** What a half-written file is called; one that is found was cut short by a crash, and what it was to replace stands. */
export const HALF = '.half';

/** Puts a text in the place of a file. Once this resolves it is on disk; before, the old one is, whole. */
export async function writeDurably(path: string, text: string): Promise<void> {
  const half = `${path}${HALF}`;
  const file = await open(half, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(half, path);
  await syncFolder(dirname(path));
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
