import { ArchiveError } from './error.js';
import { decodeName } from './name.js';

/** A file as the central directory tells of it (APPNOTE 4.3.12). Its local header says the same. */
export interface ArchiveEntry {
  readonly name: string;
  readonly method: number;
  readonly crc32: number;
  readonly size: number;
  /** The upper half is the mode of Unix, where there is one. */
  readonly attributes: number;
  readonly isEncrypted: boolean;
  /** As it stands in the archive. */
  readonly stored: Uint8Array;
}

/** What stands in both headers of a file, up to the lengths of what follows. */
interface Header {
  readonly flags: number;
  readonly method: number;
  readonly crc32: number;
  readonly storedSize: number;
  readonly size: number;
}

interface CentralHeader extends Header {
  readonly rawName: Uint8Array;
  readonly attributes: number;
  readonly offset: number;
}

/** Signatures and lengths of what comes before the name: APPNOTE 4.3.16, 4.3.12, 4.3.7. */
const END = { signature: 0x06054b50, bytes: 22 };
const CENTRAL = { signature: 0x02014b50, bytes: 46 };
const LOCAL = { signature: 0x04034b50, bytes: 30 };

const ENCRYPTED = 1;
const SIZES_FOLLOW = 1 << 3;
const MAX_COMMENT = 0xffff;

/** Info-ZIP's second name for a file. */
const UNICODE_PATH = 0x7075;

/**
 * The one list of files that every reader of this archive finds: the directory reaches to the end record, of which there is one,
 * each file's own header says what the directory says, and no byte belongs to two files. Zip64 and several disks are refused.
 * @throws ArchiveError.
 */
export function readDirectory(bytes: Uint8Array, maxEntries: number): ArchiveEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endRecord(view);
  const count = view.getUint16(end + 10, true);
  const start = view.getUint32(end + 16, true);
  if (view.getUint16(end + 4, true) !== 0 || view.getUint16(end + 6, true) !== 0)
    throw new ArchiveError('not a zip file in one piece');
  if (view.getUint16(end + 8, true) !== count || start + view.getUint32(end + 12, true) !== end)
    throw new ArchiveError('not a zip file: its directory does not reach to its end');
  if (count > maxEntries) throw new ArchiveError(`more than ${maxEntries} files`);
  const headers: CentralHeader[] = [];
  let at = start;
  for (let i = 0; i < count; i++) {
    const { header, next } = centralHeader(bytes, view, at, end);
    headers.push(header);
    at = next;
  }
  if (at !== end) throw new ArchiveError('not a zip file: its directory has more than it counts');
  return placed(headers, bytes, view, start);
}

/** Where the end record stands. One that could be taken for it as well could lead to other files. */
function endRecord(view: DataView): number {
  const last = view.byteLength - END.bytes;
  const places: number[] = [];
  for (let at = last; at >= Math.max(0, last - MAX_COMMENT); at--) {
    const isEnd = view.getUint32(at, true) === END.signature;
    if (isEnd && at + END.bytes + view.getUint16(at + 20, true) === view.byteLength) places.push(at);
  }
  const [end, other] = places;
  if (end === undefined) throw new ArchiveError('not a zip file: no end record');
  if (other !== undefined) throw new ArchiveError('not a zip file: two end records');
  return end;
}

function centralHeader(
  bytes: Uint8Array,
  view: DataView,
  at: number,
  end: number,
): { readonly header: CentralHeader; readonly next: number } {
  if (at + CENTRAL.bytes > end || view.getUint32(at, true) !== CENTRAL.signature)
    throw new ArchiveError('not a zip file: its directory is damaged');
  const nameEnd = at + CENTRAL.bytes + view.getUint16(at + 28, true);
  const extraEnd = nameEnd + view.getUint16(at + 30, true);
  const next = extraEnd + view.getUint16(at + 32, true);
  if (next > end || view.getUint16(at + 34, true) !== 0)
    throw new ArchiveError('not a zip file: its directory is damaged');
  checkExtra(view, nameEnd, extraEnd);
  const header = {
    ...headerAt(view, at + 8),
    rawName: bytes.subarray(at + CENTRAL.bytes, nameEnd),
    attributes: view.getUint32(at + 38, true),
    offset: view.getUint32(at + 42, true),
  };
  return { header, next };
}

function headerAt(view: DataView, at: number): Header {
  return {
    flags: view.getUint16(at, true),
    method: view.getUint16(at + 2, true),
    crc32: view.getUint32(at + 8, true),
    storedSize: view.getUint32(at + 12, true),
    size: view.getUint32(at + 16, true),
  };
}

function checkExtra(view: DataView, start: number, end: number): void {
  for (let at = start; at + 4 <= end; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) === UNICODE_PATH) throw new ArchiveError('a file has a second name');
  }
}

/** Each file with its bytes, in the order of the directory. */
function placed(
  headers: readonly CentralHeader[],
  bytes: Uint8Array,
  view: DataView,
  directory: number,
): ArchiveEntry[] {
  const entries = new Map<CentralHeader, ArchiveEntry>();
  let end = 0;
  for (const header of [...headers].sort((a, b) => a.offset - b.offset)) {
    const name = decodeName(header.rawName, header.flags);
    const { offset, method, crc32, size, attributes, flags } = header;
    if (offset + LOCAL.bytes > directory) throw new ArchiveError(`${name} lies outside`);
    if (offset < end) throw new ArchiveError(`${name} lies in another file`);
    const start = contentsOf(header, name, bytes, view);
    end = start + header.storedSize;
    if (end > directory) throw new ArchiveError(`${name} lies outside`);
    const isEncrypted = (flags & ENCRYPTED) !== 0;
    const stored = bytes.subarray(start, end);
    entries.set(header, { name, method, crc32, size, attributes, isEncrypted, stored });
  }
  return headers.flatMap((header) => entries.get(header) ?? []);
}

/** Whoever reads from the front must find the same. @returns where the contents begin. */
function contentsOf(header: CentralHeader, name: string, bytes: Uint8Array, view: DataView): number {
  const at = header.offset;
  const nameStart = at + LOCAL.bytes;
  const nameEnd = nameStart + view.getUint16(at + 26, true);
  if (view.getUint32(at, true) !== LOCAL.signature)
    throw new ArchiveError(`${name} is not where it should be`);
  if (!isSame(bytes.subarray(nameStart, nameEnd), header.rawName))
    throw new ArchiveError(`${name} has another name before its contents`);
  const local = headerAt(view, at + 6);
  const isOtherwise =
    local.method !== header.method ||
    ((local.flags & SIZES_FOLLOW) === 0 &&
      (local.crc32 !== header.crc32 || local.storedSize !== header.storedSize || local.size !== header.size));
  if (isOtherwise) throw new ArchiveError(`${name} is told of otherwise before its contents`);
  return nameEnd + view.getUint16(at + 28, true);
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
