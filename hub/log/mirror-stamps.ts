import { join } from 'node:path';
import { equalBytes } from '#crypto/primitives';
import { MAX_NOTE_BYTES } from '#crypto/tlog';
import { formatRevocationNames, parseRevocationNames } from '#crypto/x509/certificate';
import { NotContinuedError, put } from './export.js';
import { mirrorRestamps } from './mirror-restamps.js';
import { checkStamp, copyRevocation, isThere, type MirrorFiles, readWhole } from './mirrored-files.js';
import { FalseLogError, type RemoteLog } from './remote-log.js';
import {
  formatStampList,
  MAX_REVOCATION_LIST_BYTES,
  MAX_STAMP_BYTES,
  MAX_STAMP_LIST_BYTES,
  parseStampList,
  REVOCATION_LIST,
  STAMP_LIST,
  stampFiles,
} from './stamp-files.js';

export interface StampMirror extends MirrorFiles {
  /** The log as it has been mirrored. */
  readonly log: RemoteLog;
}

/**
 * Copies the time stamps of a served log that are not in the folder yet. The checkpoint under each must be one that the log has
 * signed and been, and the stamp over its bytes must hold by itself; whether its authority is one to believe, and not revoked,
 * is for the auditor to say (proved by test/fault/mirrored-stamps.test.ts). That stamps are kept back, nobody can tell from here.
 * @returns how many were added.
 */
export async function mirrorStamps({ log, read, folder }: StampMirror): Promise<number> {
  const list = await read(STAMP_LIST, MAX_STAMP_LIST_BYTES);
  if (list === undefined) return 0;
  // What was stamped after the checkpoint that is mirrored comes with the next.
  const sizes = parseStampList(list)?.filter((size) => size <= log.head.size);
  if (sizes === undefined) throw new FalseLogError(`${STAMP_LIST} is no list of time stamps`);
  let added = 0;
  for (const size of sizes) {
    const { checkpoint, stamp } = stampFiles(size);
    if (await isThere(join(folder, stamp))) continue;
    const note = await readWhole(read, checkpoint, MAX_NOTE_BYTES);
    const file = await readWhole(read, stamp, MAX_STAMP_BYTES);
    await checkTree(log, size, Buffer.from(note).toString());
    checkStamp(stamp, file, note);
    await put(join(folder, checkpoint), note);
    await put(join(folder, stamp), file);
    added++;
  }
  if (sizes.length === 0) return added;
  await mirrorRevocation({ log, read, folder });
  added += await mirrorRestamps({ log, read, folder }, sizes);
  await put(join(folder, STAMP_LIST), formatStampList(sizes));
  return added;
}

/** Each file must be what its name says. Who signed it, and whether that is anybody's business, is for the auditor to say. */
async function mirrorRevocation({ log, read, folder }: StampMirror): Promise<void> {
  const list = await read(REVOCATION_LIST, MAX_REVOCATION_LIST_BYTES);
  if (list === undefined) return;
  const files = parseRevocationNames(list)?.filter(({ size }) => size <= log.head.size);
  if (files === undefined) throw new FalseLogError(`${REVOCATION_LIST} is no list of files on revocation`);
  await copyRevocation({ read, folder }, new Set(files.map((each) => each.name)));
  if (files.length > 0) await put(join(folder, REVOCATION_LIST), formatRevocationNames(files));
}

/** @throws FalseLogError, NotContinuedError where the log has signed a tree that it never was. */
async function checkTree(log: RemoteLog, size: number, note: string): Promise<void> {
  const opened = log.open(note);
  if (typeof opened === 'string' || opened.size !== size)
    throw new FalseLogError(`the time stamp of ${size} entries is over no checkpoint of that size`);
  if (equalBytes(opened.root, await log.rootAt(size))) return;
  throw new NotContinuedError(note, log.note, [size, log.head.size]);
}
