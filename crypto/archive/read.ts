import { crc32 } from './crc32.js';
import { type ArchiveEntry, readDirectory } from './directory.js';
import { ArchiveError } from './error.js';
import { inflate } from './inflate.js';
import { checkPath } from './name.js';

/** Files by their paths. */
export type ArchiveFiles = ReadonlyMap<string, Uint8Array>;

export interface ArchiveLimits {
  readonly entries: number;
  /** Bytes of one file, and of all together. */
  readonly entryBytes: number;
  readonly totalBytes: number;
}

/** What a file larger than `RATIO_FREE_BYTES` may be in bytes for each byte it has in the archive. */
const MAX_RATIO = 100;
const RATIO_FREE_BYTES = 1024 * 1024;

/**
 * Reads a zip file that anybody may have made, the same way in Node.js and in a browser. Nothing is written to disk, and there is
 * one reading of it only: a name that stands twice, or otherwise in the directory than before the file, or two files in the same
 * bytes, are refused, for another program might take the other one (proved by test/unit/crypto/archive/archive.test.ts).
 * @throws ArchiveError for anything that is not a plain zip within the limits.
 */
export function readArchive(bytes: Uint8Array, limits: ArchiveLimits): ArchiveFiles {
  const entries = readDirectory(bytes, limits.entries);
  checkEntries(entries);
  checkSizes(entries, limits);
  const files = entries.filter(({ name }) => !name.endsWith('/'));
  return new Map(files.map((entry) => [entry.name, contentOf(entry)]));
}

const FILE_TYPE = 0o170000;
const PLAIN_TYPES: readonly number[] = [0, 0o100000, 0o040000];

function checkEntries(entries: readonly ArchiveEntry[]): void {
  const seen = new Set<string>();
  for (const { name, isEncrypted, attributes } of entries) {
    checkPath(name);
    const folded = name.normalize('NFC').toLowerCase();
    if (seen.has(folded)) throw new ArchiveError(`${name} stands twice`);
    seen.add(folded);
    if (isEncrypted) throw new ArchiveError(`${name} is encrypted`);
    if (!PLAIN_TYPES.includes((attributes >>> 16) & FILE_TYPE))
      throw new ArchiveError(`${name} is not a plain file`);
  }
}

/** By what is declared: no file gives more than that, whatever it would swell to. */
function checkSizes(entries: readonly ArchiveEntry[], limits: ArchiveLimits): void {
  let left = limits.totalBytes;
  for (const { name, size, stored } of entries) {
    const most = Math.max(RATIO_FREE_BYTES, stored.length * MAX_RATIO);
    if (size > Math.min(limits.entryBytes, left, most)) throw new ArchiveError(`${name} is too large`);
    left -= size;
  }
}

const STORED = 0;
const DEFLATED = 8;

function contentOf({ name, method, size, stored, crc32: sum }: ArchiveEntry): Uint8Array {
  if (method !== STORED && method !== DEFLATED) throw new ArchiveError(`${name} is packed in an unknown way`);
  const content = method === DEFLATED ? inflate(stored, size) : stored;
  if (content?.length !== size || crc32(content) !== sum) throw new ArchiveError(`${name} is damaged`);
  return content;
}
