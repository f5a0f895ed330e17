import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  formatRestampIndex,
  type ListedRestamp,
  MAX_RESTAMP_LIST_BYTES,
  parseRestampIndex,
  parseRestampList,
  restampNames,
  stampNames,
  uncovered,
} from '#crypto/timestamp';
import { put } from './export.js';
import { checkStamp, copyRevocation, isThere, type MirrorFiles, readWhole } from './mirrored-files.js';
import { FalseLogError, type RemoteLog } from './remote-log.js';
import { MAX_RESTAMP_INDEX_BYTES, MAX_STAMP_BYTES, RESTAMP_LIST, restampFiles } from './stamp-files.js';

/**
 * Copies the stamps over stamps that are in the folder. Each list must be over all that there is of its run, and the stamp over
 * it must hold by itself (proved by test/fault/mirrored-stamps.test.ts).
 * @param sizes of the stamped checkpoints in the folder.
 * @returns how many were added. @throws FalseLogError.
 */
export async function mirrorRestamps(
  { log, read, folder }: MirrorFiles & { readonly log: Pick<RemoteLog, 'head'> },
  sizes: readonly number[],
): Promise<number> {
  const index = await read(RESTAMP_LIST, MAX_RESTAMP_INDEX_BYTES);
  if (index === undefined) return 0;
  const listed = parseRestampIndex(index)?.filter(({ last }) => last <= log.head.size);
  if (listed === undefined) throw new FalseLogError(`${RESTAMP_LIST} is no list of time stamps over others`);
  await copyRevocation({ read, folder }, new Set(listed.flatMap(({ revocation }) => revocation)));
  let added = 0;
  for (const restamp of listed) {
    const { list, stamp } = restampFiles(restamp);
    if (await isThere(join(folder, stamp))) continue;
    const bytes = await readWhole(read, list, MAX_RESTAMP_LIST_BYTES);
    const file = await readWhole(read, stamp, MAX_STAMP_BYTES);
    checkList(list, bytes, await filesBelow(folder, restamp, sizes));
    checkStamp(stamp, file, bytes);
    await put(join(folder, list), bytes);
    await put(join(folder, stamp), file);
    added++;
  }
  if (listed.length > 0) await put(join(folder, RESTAMP_LIST), formatRestampIndex(listed));
  return added;
}

function checkList(path: string, bytes: Uint8Array, below: ReadonlyMap<string, Uint8Array>): void {
  const list = parseRestampList(bytes);
  if (list === undefined || below.size === 0) throw new FalseLogError(`${path} is no list of stamps`);
  const missed = uncovered(list, below);
  if (missed !== undefined) throw new FalseLogError(`${path} is not over ${missed}`);
}

/** What a list must be over, by name. */
async function filesBelow(
  folder: string,
  { first, last, number }: ListedRestamp,
  sizes: readonly number[],
): Promise<ReadonlyMap<string, Uint8Array>> {
  const stamps = sizes.filter((size) => first <= size && size <= last).map(stampNames);
  const restamps = Array.from({ length: number - 1 }, (_, i) => restampNames({ first, last, number: i + 1 }));
  const names = [...stamps, ...restamps].flatMap((each) => Object.values<string>(each));
  const files = new Map<string, Uint8Array>();
  for (const name of names) files.set(name, await readFile(join(folder, 'timestamps', name)));
  return files;
}
