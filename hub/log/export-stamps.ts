import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { formatTimeStampFile } from '#crypto/timestamp';
import { put } from './export.js';
import type { LogReader } from './reader.js';

const AT_ONCE = 500;

/**
 * Puts each stamped checkpoint and the stamp over it beside each other under `timestamps/`: what `openssl ts -verify` takes.
 * Those that are there already stay; a stamp may come after its checkpoint was exported.
 * @param size of the log in the folder.
 */
export async function exportStamps(
  reader: Pick<LogReader, 'stamped'>,
  logFolder: string,
  size: number,
): Promise<void> {
  const folder = join(logFolder, 'timestamps');
  const present = new Set(await filesIn(folder));
  for (let above = 0; ; ) {
    const page = await reader.stamped(above, AT_ONCE);
    for (const stamped of page) {
      const name = String(stamped.size).padStart(10, '0');
      if (stamped.size > size || present.has(`${name}.tsr`)) continue;
      await put(join(folder, `${name}.checkpoint`), stamped.note);
      await put(join(folder, `${name}.tsr`), formatTimeStampFile(stamped.token));
    }
    const last = page.at(-1);
    if (last === undefined || page.length < AT_ONCE) return;
    above = last.size;
  }
}

async function filesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
