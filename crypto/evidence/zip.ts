import { crc32 } from 'node:zlib';
import { zipSync } from 'fflate';
import yauzl from 'yauzl';
import { BundleError, type BundleFiles } from './bundle.js';

/** Zip files of evidence: written the same to the byte everywhere, read as hostile input. */

/** Local date parts, which is what the zip format stores: the same bytes in every time zone. */
const FIXED_DATE = new Date(2000, 0, 1);
const UNIX = 3;

const MAX_ENTRIES = 20_000;
const MAX_ENTRY_BYTES = 16 * 1024 * 1024;
const MAX_TOTAL_BYTES = 256 * 1024 * 1024;

export function writeZip(files: BundleFiles): Uint8Array {
  const sorted = [...files.keys()].sort();
  const tree: Record<string, Uint8Array> = {};
  for (const path of sorted) tree[path] = files.get(path) ?? new Uint8Array(0);
  return zipSync(tree, { level: 6, mtime: FIXED_DATE, os: UNIX, attrs: 0o644 << 16 });
}

/** @throws BundleError for anything that is not a plain zip within the limits. */
export async function readZip(bytes: Uint8Array): Promise<BundleFiles> {
  const zip = await openZip(bytes);
  try {
    return await readEntries(zip);
  } catch (error) {
    throw error instanceof BundleError ? error : new BundleError(`not a zip file: ${messageOf(error)}`);
  } finally {
    zip.close();
  }
}

async function readEntries(zip: yauzl.ZipFile): Promise<BundleFiles> {
  if (zip.entryCount > MAX_ENTRIES) throw new BundleError(`more than ${MAX_ENTRIES} files`);
  const files = new Map<string, Uint8Array>();
  const seen = new Set<string>();
  let total = 0;
  for (;;) {
    const entry = await nextEntry(zip);
    if (entry === undefined) return files;
    const name = entry.fileName.normalize('NFC').toLowerCase();
    if (seen.has(name)) throw new BundleError(`${entry.fileName} stands twice`);
    seen.add(name);
    if (entry.fileName.endsWith('/')) continue;
    const content = await readEntry(zip, entry, MAX_TOTAL_BYTES - total);
    total += content.length;
    files.set(entry.fileName, content);
  }
}

/** Counts while inflating: a size that is declared may lie. */
async function readEntry(zip: yauzl.ZipFile, entry: yauzl.Entry, left: number): Promise<Uint8Array> {
  const limit = Math.min(MAX_ENTRY_BYTES, left);
  const stream = await openEntry(zip, entry);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) throw new BundleError(`${entry.fileName} is too large`);
    chunks.push(chunk);
  }
  const content = Buffer.concat(chunks);
  if (crc32(content) !== entry.crc32) throw new BundleError(`${entry.fileName} is damaged`);
  return content;
}

/** Refuses absolute names, `..`, backslashes and sizes that lie. */
function openZip(bytes: Uint8Array): Promise<yauzl.ZipFile> {
  const options = { lazyEntries: true, strictFileNames: true, validateEntrySizes: true, decodeStrings: true };
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(Buffer.from(bytes), options, (error, zip) => {
      if (zip !== undefined && error == null) resolve(zip);
      else reject(new BundleError(`not a zip file: ${messageOf(error)}`));
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
      else reject(error ?? new BundleError(`${entry.fileName} cannot be read`));
    });
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
