import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { formatTimeStampFile } from '#crypto/timestamp';
import { formatRevocationNames } from '#crypto/x509/certificate';
import { put } from './export.js';
import type { LogReader } from './reader.js';
import { formatStampList, REVOCATION_LIST, revocationPath, STAMP_LIST, stampFiles } from './stamp-files.js';

const AT_ONCE = 500;

/**
 * Puts each stamped checkpoint and the stamp over it beside each other under `timestamps/`: what `openssl ts -verify` takes.
 * Those that are there already stay; a stamp may come after its checkpoint was exported.
 * @param size of the log in the folder.
 */
export async function exportStamps(
  reader: Pick<LogReader, 'stamped' | 'revocationNames' | 'revocation'>,
  logFolder: string,
  size: number,
): Promise<void> {
  const present = new Set(await filesIn(join(logFolder, 'timestamps')));
  const sizes: number[] = [];
  for (let above = 0; ; ) {
    const page = await reader.stamped(above, AT_ONCE);
    for (const stamped of page.filter((each) => each.size <= size)) {
      sizes.push(stamped.size);
      const { checkpoint, stamp } = stampFiles(stamped.size);
      if (present.has(basename(stamp))) continue;
      await put(join(logFolder, checkpoint), stamped.note);
      await put(join(logFolder, stamp), formatTimeStampFile(stamped.token));
    }
    const last = page.at(-1);
    if (last === undefined || page.length < AT_ONCE) break;
    above = last.size;
  }
  if (sizes.length === 0) return;
  await exportRevocation({ reader, logFolder, size, present });
  await put(join(logFolder, STAMP_LIST), formatStampList(sizes));
}

interface RevocationExport {
  readonly reader: Pick<LogReader, 'revocationNames' | 'revocation'>;
  readonly logFolder: string;
  readonly size: number;
  /** Names of files that are there. */
  readonly present: ReadonlySet<string>;
}

/** The list goes last: what it names is there. */
async function exportRevocation({ reader, logFolder, size, present }: RevocationExport): Promise<void> {
  const files = (await reader.revocationNames()).filter((each) => each.size <= size);
  for (const name of new Set(files.map((each) => each.name))) {
    const bytes = present.has(name) ? undefined : await reader.revocation(name);
    if (bytes !== undefined) await put(join(logFolder, revocationPath(name)), bytes);
  }
  if (files.length > 0) await put(join(logFolder, REVOCATION_LIST), formatRevocationNames(files));
}

async function filesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
