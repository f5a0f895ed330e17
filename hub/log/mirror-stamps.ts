import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DerError } from '#crypto/asn1';
import { equalBytes } from '#crypto/primitives';
import { isFalse, parseTimeStampFile, TIME_STAMP_VERDICTS, verifyTimeStamp } from '#crypto/timestamp';
import { MAX_NOTE_BYTES } from '#crypto/tlog';
import {
  formatRevocationNames,
  MAX_REVOCATION_BYTES,
  parseRevocationNames,
  readRevocationFile,
} from '#crypto/x509/certificate';
import { NotContinuedError, put } from './export.js';
import { FalseLogError, type ReadLogFile, type RemoteLog } from './remote-log.js';
import {
  formatStampList,
  MAX_REVOCATION_LIST_BYTES,
  MAX_STAMP_BYTES,
  MAX_STAMP_LIST_BYTES,
  parseStampList,
  REVOCATION_LIST,
  revocationPath,
  STAMP_LIST,
  stampFiles,
} from './stamp-files.js';

export interface StampMirror {
  /** The log as it has been mirrored. */
  readonly log: RemoteLog;
  /** @returns undefined where the server says that there is no such file. */
  readonly read: (...args: Parameters<ReadLogFile>) => Promise<Uint8Array | undefined>;
  readonly folder: string;
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
  await put(join(folder, STAMP_LIST), formatStampList(sizes));
  return added;
}

/** Each file must be what its name says. Who signed it, and whether that is anybody's business, is for the auditor to say. */
async function mirrorRevocation({ log, read, folder }: StampMirror): Promise<void> {
  const list = await read(REVOCATION_LIST, MAX_REVOCATION_LIST_BYTES);
  if (list === undefined) return;
  const files = parseRevocationNames(list)?.filter(({ size }) => size <= log.head.size);
  if (files === undefined) throw new FalseLogError(`${REVOCATION_LIST} is no list of files on revocation`);
  for (const name of new Set(files.map((each) => each.name))) {
    const path = revocationPath(name);
    if (await isThere(join(folder, path))) continue;
    const bytes = await readWhole(read, path, MAX_REVOCATION_BYTES);
    if (readRevocationFile({ name, bytes }) === undefined)
      throw new FalseLogError(`${path} is not what its name says`);
    await put(join(folder, path), bytes);
  }
  if (files.length > 0) await put(join(folder, REVOCATION_LIST), formatRevocationNames(files));
}

async function readWhole(read: StampMirror['read'], path: string, maxBytes: number): Promise<Uint8Array> {
  const bytes = await read(path, maxBytes);
  if (bytes === undefined) throw new FalseLogError(`${path} is listed and not there`);
  return bytes;
}

/** @throws FalseLogError, NotContinuedError where the log has signed a tree that it never was. */
async function checkTree(log: RemoteLog, size: number, note: string): Promise<void> {
  const opened = log.open(note);
  if (typeof opened === 'string' || opened.size !== size)
    throw new FalseLogError(`the time stamp of ${size} entries is over no checkpoint of that size`);
  if (equalBytes(opened.root, await log.rootAt(size))) return;
  throw new NotContinuedError(note, log.note, [size, log.head.size]);
}

function checkStamp(path: string, file: Uint8Array, note: Uint8Array): void {
  const nobody = { roots: [], revocationLists: [] };
  const token = tokenIn(file);
  if (token === undefined) throw new FalseLogError(`${path} is not a time stamp`);
  const { verdict } = verifyTimeStamp(token, { data: note }, nobody);
  if (isFalse(verdict)) throw new FalseLogError(`${path}: ${TIME_STAMP_VERDICTS[verdict].en}`);
}

function tokenIn(file: Uint8Array): Uint8Array | undefined {
  try {
    return parseTimeStampFile(file);
  } catch (error) {
    if (error instanceof DerError) return undefined;
    throw error;
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    await readFile(path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}
