import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { put } from './export.js';
import { publishedStamps, type ReadStamps } from './published-files.js';

/**
 * Puts each stamped checkpoint and the stamp over it beside each other under `timestamps/`: what `openssl ts -verify` takes.
 * Those that are there already stay; a stamp may come after its checkpoint was exported. The lists go last: what they name is there.
 * @param size of the log in the folder.
 */
export async function exportStamps(reader: ReadStamps, logFolder: string, size: number): Promise<void> {
  const present = new Set(await filesIn(join(logFolder, 'timestamps')));
  const { files, lists } = await publishedStamps(reader, size);
  const missing = files.filter(({ path }) => !present.has(basename(path)));
  for (const { path, read } of [...missing, ...lists]) await put(join(logFolder, path), await read());
}

async function filesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
