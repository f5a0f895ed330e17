import { crc32 } from 'node:zlib';
import yauzl from 'yauzl';

/** Files by their paths. */
export type ArchiveFiles = ReadonlyMap<string, Uint8Array>;

/** Why an archive is not read. */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError';
}

export interface ArchiveLimits {
  readonly entries: number;
  /** Bytes of one file, and of all together, counted while inflating. */
  readonly entryBytes: number;
  readonly totalBytes: number;
}

/** What a file larger than `RATIO_FREE_BYTES` may be in bytes for each byte it has in the archive. */
const MAX_RATIO = 100;
const RATIO_FREE_BYTES = 1024 * 1024;

/**
 * Reads a zip file that anybody may have made. Nothing is written to disk, and there is one reading of it only: a name that
 * stands twice, or otherwise in the directory than before the file, or two files in the same bytes, are refused, for another
 * program might take the other one (proved by test/unit/crypto/archive/archive.test.ts).
 * @throws ArchiveError for anything that is not a plain zip within the limits.
 */
export async function readArchive(bytes: Uint8Array, limits: ArchiveLimits): Promise<ArchiveFiles> {
  const zip = await openZip(bytes);
  try {
    const entries = await listEntries(zip, limits);
    checkPlaces(entries, bytes);
    return await readEntries(zip, entries, limits);
  } catch (error) {
    throw error instanceof ArchiveError ? error : new ArchiveError(`not a zip file: ${messageOf(error)}`);
  } finally {
    zip.close();
  }
}

async function listEntries(zip: yauzl.ZipFile, limits: ArchiveLimits): Promise<yauzl.Entry[]> {
  if (zip.entryCount > limits.entries) throw new ArchiveError(`more than ${limits.entries} files`);
  const entries: yauzl.Entry[] = [];
  const seen = new Set<string>();
  for (;;) {
    const entry = await nextEntry(zip);
    if (entry === undefined) return entries;
    const name = entry.fileName.normalize('NFC').toLowerCase();
    if (seen.has(name)) throw new ArchiveError(`${entry.fileName} stands twice`);
    seen.add(name);
    checkEntry(entry);
    entries.push(entry);
  }
}

const ENCRYPTED = 1;
const FILE_TYPE = 0o170000;
const PLAIN_TYPES: readonly number[] = [0, 0o100000, 0o040000];

function checkEntry(entry: yauzl.Entry): void {
  const { fileName, fileNameRaw, generalPurposeBitFlag, externalFileAttributes } = entry;
  const steps = fileName.replace(/\/$/, '').split('/');
  if (fileNameRaw.some((byte) => byte < 0x20 || byte === 0x7f) || steps.includes('') || steps.includes('.')) {
    throw new ArchiveError(`${JSON.stringify(fileName)} is not a plain path`);
  }
  if ((generalPurposeBitFlag & ENCRYPTED) !== 0) throw new ArchiveError(`${fileName} is encrypted`);
  if (!PLAIN_TYPES.includes((externalFileAttributes >>> 16) & FILE_TYPE)) {
    throw new ArchiveError(`${fileName} is not a plain file`);
  }
}

/** A local header (APPNOTE 4.3.7) up to the name. */
const HEADER_BYTES = 30;

/** Whoever reads from the front must find the same names, and no byte may belong to two files. */
function checkPlaces(entries: readonly yauzl.Entry[], bytes: Uint8Array): void {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = 0;
  for (const entry of [...entries].sort(
    (a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader,
  )) {
    const start = entry.relativeOffsetOfLocalHeader;
    if (start + HEADER_BYTES > view.length) throw new ArchiveError(`${entry.fileName} lies outside`);
    if (start < end) throw new ArchiveError(`${entry.fileName} lies in another file`);
    const nameEnd = start + HEADER_BYTES + view.readUInt16LE(start + 26);
    if (!view.subarray(start + HEADER_BYTES, nameEnd).equals(entry.fileNameRaw)) {
      throw new ArchiveError(`${entry.fileName} has another name before its contents`);
    }
    end = nameEnd + view.readUInt16LE(start + 28) + entry.compressedSize;
  }
}

async function readEntries(
  zip: yauzl.ZipFile,
  entries: readonly yauzl.Entry[],
  limits: ArchiveLimits,
): Promise<ArchiveFiles> {
  const files = new Map<string, Uint8Array>();
  let left = limits.totalBytes;
  for (const entry of entries) {
    if (entry.fileName.endsWith('/')) continue;
    const content = await readEntry(zip, entry, Math.min(limits.entryBytes, left));
    left -= content.length;
    files.set(entry.fileName, content);
  }
  return files;
}

/** Counts while inflating: a size that is declared may lie. */
async function readEntry(zip: yauzl.ZipFile, entry: yauzl.Entry, limit: number): Promise<Uint8Array> {
  const allowed = Math.min(limit, Math.max(RATIO_FREE_BYTES, entry.compressedSize * MAX_RATIO));
  const stream = await openEntry(zip, entry);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > allowed) throw new ArchiveError(`${entry.fileName} is too large`);
    chunks.push(chunk);
  }
  const content = Buffer.concat(chunks);
  if (crc32(content) !== entry.crc32) throw new ArchiveError(`${entry.fileName} is damaged`);
  return content;
}

/** Refuses absolute names, `..`, backslashes and sizes that lie. */
function openZip(bytes: Uint8Array): Promise<yauzl.ZipFile> {
  const options = { lazyEntries: true, strictFileNames: true, validateEntrySizes: true, decodeStrings: true };
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(Buffer.from(bytes), options, (error, zip) => {
      if (zip !== undefined && error == null) resolve(zip);
      else reject(new ArchiveError(`not a zip file: ${messageOf(error)}`));
    });
  });
}

function nextEntry(zip: yauzl.ZipFile): Promise<yauzl.Entry | undefined> {
  return new Promise((resolve, reject) => {
    const settle = (action: () => void) => {
      zip.removeAllListeners();
      action();
    };
    zip.once('entry', (entry: yauzl.Entry) => settle(() => resolve(entry)));
    zip.once('end', () => settle(() => resolve(undefined)));
    zip.once('error', (error: Error) => settle(() => reject(error)));
    zip.readEntry();
  });
}

function openEntry(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<NodeJS.ReadableStream> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (stream !== undefined && error == null) resolve(stream);
      else reject(error ?? new ArchiveError(`${entry.fileName} cannot be read`));
    });
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
