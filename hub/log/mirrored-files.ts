import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DerError } from '#crypto/asn1';
import { isFalse, parseTimeStampFile, TIME_STAMP_VERDICTS, verifyTimeStamp } from '#crypto/timestamp';
import { MAX_REVOCATION_BYTES, readRevocationFile } from '#crypto/x509/certificate';
import { put } from './export.js';
import { FalseLogError, type ReadLogFile } from './remote-log.js';
import { revocationPath } from './stamp-files.js';

/** What a server has, and where it is copied to. */
export interface MirrorFiles {
  /** @returns undefined where the server says that there is no such file. */
  readonly read: (...args: Parameters<ReadLogFile>) => Promise<Uint8Array | undefined>;
  readonly folder: string;
}

/** Each must be what its name says. @throws FalseLogError. */
export async function copyRevocation(
  { read, folder }: MirrorFiles,
  names: ReadonlySet<string>,
): Promise<void> {
  for (const name of names) {
    const path = revocationPath(name);
    if (await isThere(join(folder, path))) continue;
    const bytes = await readWhole(read, path, MAX_REVOCATION_BYTES);
    if (readRevocationFile({ name, bytes }) === undefined)
      throw new FalseLogError(`${path} is not what its name says`);
    await put(join(folder, path), bytes);
  }
}

/** @throws FalseLogError when it is not there. */
export async function readWhole(
  read: MirrorFiles['read'],
  path: string,
  maxBytes: number,
): Promise<Uint8Array> {
  const bytes = await read(path, maxBytes);
  if (bytes === undefined) throw new FalseLogError(`${path} is listed and not there`);
  return bytes;
}

/** Whether it holds by itself, whoever its authority is. @throws FalseLogError. */
export function checkStamp(path: string, file: Uint8Array, note: Uint8Array): void {
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

export async function isThere(path: string): Promise<boolean> {
  try {
    await readFile(path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}
