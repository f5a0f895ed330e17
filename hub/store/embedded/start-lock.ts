import { readFile, rm, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from './process.js';

const PATIENCE_MS = 60_000;

/**
 * Lets one process at a time set up the database. The lock is a file holding the owner's pid; one whose owner is gone is
 * taken over, so that a kill at the worst moment blocks nobody.
 */
export async function withStartLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  await acquire(file);
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}

async function acquire(file: string): Promise<void> {
  for (let waited = 0; waited < PATIENCE_MS; waited += 50) {
    try {
      await writeFile(file, String(process.pid), { flag: 'wx' });
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error; // any other error is the folder's
    }
    const owner = Number(await readFile(file, 'utf8').catch(() => ''));
    if (owner > 0 && !isAlive(owner)) await rm(file, { force: true });
    else await sleep(50);
  }
  throw new Error(`another process has been starting the database for a minute; if none is, remove ${file}`);
}
