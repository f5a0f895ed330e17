import { equalBytes, latin1 } from '#crypto/primitives';
import { ArchiveError } from '../error.js';
import { HeaderBytes } from './header-bytes.js';

/** The one way in which the bytes of a stored archive are laid out (APPNOTE 4.3). Whoever reads one writes it again and compares. */

/** A file as both of its headers tell of it. */
export interface StoredFile {
  readonly name: string;
  readonly size: number;
  readonly crc32: number;
  /** Where its local header begins. */
  readonly offset: number;
}

/** Where the directory stands and how many files it names. */
export interface Directory {
  readonly count: number;
  readonly start: number;
  readonly bytes: number;
}

/** Of one file: zip64 is used for offsets and counts, not for sizes. */
export const MAX_STORED_BYTES = 0xffff_fffe;
export const MAX_NAME = 255;

const LOCAL_BYTES = 30;
const CENTRAL_BYTES = 46;
const OFFSET_EXTRA_BYTES = 12;
const END_BYTES = 22;
const END64_BYTES = 56;
const LOCATOR_BYTES = 20;

export const MAX_CENTRAL_BYTES = CENTRAL_BYTES + MAX_NAME + OFFSET_EXTRA_BYTES;
export const MAX_END_BYTES = END64_BYTES + LOCATOR_BYTES + END_BYTES;

const SIGNATURES = {
  local: 0x04034b50,
  central: 0x02014b50,
  end64: 0x06064b50,
  locator: 0x07064b50,
  end: 0x06054b50,
};

/** 1 January 2000, as DOS writes dates, and midnight: zip files know no time zone. */
const DATE = (20 << 9) | (1 << 5) | 1;
const UNIX = 3 << 8;
/** The versions of the format that a reader must know: plain, and with zip64. */
const [PLAIN, ZIP64] = [20, 45];
/** A plain file that everybody may read, by the modes of Unix. */
const MODE = 0o100644 * 2 ** 16;
const [MAX_16, MAX_32] = [0xffff, 0xffff_ffff];

/** A step begins with a letter or a digit, so that none leads out or nowhere, and every system spells it the same. */
const PLAIN_NAME = /^[a-zA-Z0-9][a-zA-Z0-9._-]*(?:\/[a-zA-Z0-9][a-zA-Z0-9._-]*)*$/;

export function isPlainName(name: string): boolean {
  return name.length <= MAX_NAME && PLAIN_NAME.test(name);
}

/** Where the contents of a file begin. */
export function contentsAt({ name, offset }: StoredFile): number {
  return offset + LOCAL_BYTES + name.length;
}

/** Where the next file begins. */
export function endOf(file: StoredFile): number {
  return contentsAt(file) + file.size;
}

export function localHeader({ name, size, crc32 }: StoredFile): Uint8Array {
  return new HeaderBytes(LOCAL_BYTES + name.length)
    .u32(SIGNATURES.local)
    .u16(PLAIN, 0, 0, 0, DATE)
    .u32(crc32, size, size)
    .u16(name.length, 0)
    .text(name).bytes;
}

/** Whether a stored archive begins so, whose first file has this name. @param start the first bytes of what may be one. */
export function beginsWith(name: string, start: Uint8Array): boolean {
  const header = start.subarray(0, LOCAL_BYTES + name.length);
  if (header.length < LOCAL_BYTES) return false;
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
  const file = { name, crc32: view.getUint32(14, true), size: view.getUint32(18, true), offset: 0 };
  return equalBytes(header, localHeader(file));
}

export function centralHeader({ name, size, crc32, offset }: StoredFile): Uint8Array {
  const isFar = offset >= MAX_32;
  const [version, extra] = isFar ? [ZIP64, OFFSET_EXTRA_BYTES] : [PLAIN, 0];
  const header = new HeaderBytes(CENTRAL_BYTES + name.length + extra)
    .u32(SIGNATURES.central)
    .u16(UNIX | version, version, 0, 0, 0, DATE)
    .u32(crc32, size, size)
    .u16(name.length, extra, 0, 0, 0)
    .u32(MODE, Math.min(offset, MAX_32))
    .text(name);
  return isFar ? header.u16(1, 8).u64(offset).bytes : header.bytes;
}

/** @throws ArchiveError for anything but what `centralHeader` writes. */
export function parseCentral(
  bytes: Uint8Array,
  at: number,
): { readonly file: StoredFile; readonly next: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (at + CENTRAL_BYTES > bytes.length) throw damaged();
  const [nameLength, extraLength] = [view.getUint16(at + 28, true), view.getUint16(at + 30, true)];
  const nameStart = at + CENTRAL_BYTES;
  const nameEnd = nameStart + nameLength;
  const next = nameEnd + extraLength;
  if (next > bytes.length) throw damaged();
  const near = view.getUint32(at + 42, true);
  const file = {
    name: latin1(bytes.subarray(nameStart, nameEnd)),
    size: view.getUint32(at + 24, true),
    crc32: view.getUint32(at + 16, true),
    offset: near === MAX_32 && extraLength === OFFSET_EXTRA_BYTES ? integerAt(view, nameEnd + 4) : near,
  };
  if (!isPlainName(file.name)) throw new ArchiveError(`${JSON.stringify(file.name)} is not a plain path`);
  if (!equalBytes(bytes.subarray(at, next), centralHeader(file))) throw damaged();
  return { file, next };
}

/** What stands behind the directory: with the records of zip64 where its numbers ask for them. */
export function endRecords({ count, start, bytes }: Directory): Uint8Array {
  const isLarge = count >= MAX_16 || bytes >= MAX_32 || start >= MAX_32;
  const records = new HeaderBytes(isLarge ? MAX_END_BYTES : END_BYTES);
  if (isLarge)
    records
      .u32(SIGNATURES.end64)
      .u64(END64_BYTES - 12) // what comes behind this number
      .u16(UNIX | ZIP64, ZIP64)
      .u32(0, 0)
      .u64(count, count, bytes, start)
      .u32(SIGNATURES.locator, 0)
      .u64(start + bytes)
      .u32(1);
  return records
    .u32(SIGNATURES.end)
    .u16(0, 0, Math.min(count, MAX_16), Math.min(count, MAX_16))
    .u32(Math.min(bytes, MAX_32), Math.min(start, MAX_32))
    .u16(0).bytes;
}

/**
 * @param tail the last bytes of the archive, as many as there can be of end records.
 * @throws ArchiveError for anything but what `endRecords` writes.
 */
export function parseEnd(tail: Uint8Array, archiveBytes: number): Directory {
  const view = new DataView(tail.buffer, tail.byteOffset, tail.byteLength);
  const end = tail.length - END_BYTES;
  if (end < 0 || view.getUint32(end, true) !== SIGNATURES.end)
    throw new ArchiveError('not a zip file, or cut short: no end record');
  const end64 = end - LOCATOR_BYTES - END64_BYTES;
  const isLarge = end64 >= 0 && view.getUint32(end64, true) === SIGNATURES.end64;
  const directory = isLarge
    ? {
        count: integerAt(view, end64 + 32),
        bytes: integerAt(view, end64 + 40),
        start: integerAt(view, end64 + 48),
      }
    : {
        count: view.getUint16(end + 10, true),
        bytes: view.getUint32(end + 12, true),
        start: view.getUint32(end + 16, true),
      };
  const records = endRecords(directory);
  if (directory.start + directory.bytes + records.length !== archiveBytes)
    throw new ArchiveError('its directory does not reach to its end');
  if (!equalBytes(tail.subarray(tail.length - records.length), records))
    throw new ArchiveError('its end record is damaged');
  return directory;
}

/** @throws ArchiveError for what no file is as large as. */
function integerAt(view: DataView, at: number): number {
  const value = Number(view.getBigUint64(at, true));
  if (!Number.isSafeInteger(value)) throw damaged();
  return value;
}

function damaged(): ArchiveError {
  return new ArchiveError('its directory is damaged');
}
