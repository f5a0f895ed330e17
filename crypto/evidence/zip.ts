import { ArchiveError, type ArchiveLimits, readArchive, writeArchive } from '#crypto/archive';
import { BundleError, type BundleFiles } from './case-files.js';

/** Zip files of evidence: written the same to the byte everywhere, read as hostile input. */

const LIMITS: ArchiveLimits = {
  entries: 20_000,
  entryBytes: 16 * 1024 * 1024,
  totalBytes: 256 * 1024 * 1024,
};

export function writeZip(files: BundleFiles): Uint8Array {
  return writeArchive(files);
}

/** @throws BundleError for anything that is not a plain zip within the limits. */
export async function readZip(bytes: Uint8Array): Promise<BundleFiles> {
  try {
    return readArchive(bytes, LIMITS);
  } catch (error) {
    throw error instanceof ArchiveError ? new BundleError(error.message) : error;
  }
}
