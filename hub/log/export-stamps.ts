import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { formatRestampIndex, formatTimeStampFile } from '#crypto/timestamp';
import { formatRevocationNames } from '#crypto/x509/certificate';
import { put } from './export.js';
import type { LogReader } from './reader.js';
import {
  formatStampList,
  RESTAMP_LIST,
  REVOCATION_LIST,
  restampFiles,
  revocationPath,
  STAMP_LIST,
  stampFiles,
} from './stamp-files.js';

const AT_ONCE = 500;

type ReadStamps = Pick<LogReader, 'stamped' | 'revocationNames' | 'revocation' | 'restampNames' | 'restamps'>;

/**
 * Puts each stamped checkpoint and the stamp over it beside each other under `timestamps/`: what `openssl ts -verify` takes.
 * Those that are there already stay; a stamp may come after its checkpoint was exported.
 * @param size of the log in the folder.
 */
export async function exportStamps(reader: ReadStamps, logFolder: string, size: number): Promise<void> {
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
  await exportRestamps({ reader, logFolder, size, present });
  await put(join(logFolder, STAMP_LIST), formatStampList(sizes));
}

interface StampExport {
  readonly reader: ReadStamps;
  readonly logFolder: string;
  readonly size: number;
  /** Names of files that are there. */
  readonly present: ReadonlySet<string>;
}

/** The list goes last: what it names is there. */
async function exportRevocation({ reader, logFolder, size, present }: StampExport): Promise<void> {
  const files = (await reader.revocationNames()).filter((each) => each.size <= size);
  const names = new Set(files.map((each) => each.name));
  await putRevocation({ reader, logFolder, size, present }, names);
  if (files.length > 0) await put(join(logFolder, REVOCATION_LIST), formatRevocationNames(files));
}

async function putRevocation(
  { reader, logFolder, present }: StampExport,
  names: ReadonlySet<string>,
): Promise<void> {
  for (const name of names) {
    const bytes = present.has(name) ? undefined : await reader.revocation(name);
    if (bytes !== undefined) await put(join(logFolder, revocationPath(name)), bytes);
  }
}

/** The stamps over those stamps, of runs that are in the folder as a whole. */
async function exportRestamps({ reader, logFolder, size, present }: StampExport): Promise<void> {
  const names = (await reader.restampNames()).filter(({ last }) => last <= size);
  if (names.length === 0) return;
  await putRevocation(
    { reader, logFolder, size, present },
    new Set(names.flatMap(({ revocation }) => revocation)),
  );
  const missing = names.filter((each) => !present.has(basename(restampFiles(each).stamp)));
  for (const first of new Set(missing.map((each) => each.first))) {
    const numbers = new Set(missing.filter((each) => each.first === first).map(({ number }) => number));
    for (const restamp of await reader.restamps(first)) {
      if (!numbers.has(restamp.number)) continue;
      const { list, stamp } = restampFiles(restamp);
      await put(join(logFolder, list), restamp.list);
      await put(join(logFolder, stamp), formatTimeStampFile(restamp.token));
    }
  }
  await put(join(logFolder, RESTAMP_LIST), formatRestampIndex(names));
}

async function filesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
