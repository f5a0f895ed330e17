import { parseRestampName, type RestampName, restampNames, stampNames } from '#crypto/timestamp';
import { revocationKind } from '#crypto/x509/certificate';

/** The files of time stamps, in an export and where a log is served: beside each other what `openssl ts -verify` takes. */

/** The sizes of all stamped checkpoints, one in a line. Nobody has signed it. */
export const STAMP_LIST = 'timestamps/index';

export const MAX_STAMP_BYTES = 256 * 1024;
/** One an hour for two centuries. */
export const MAX_STAMP_LIST_BYTES = 20_000_000;

export function stampFiles(size: number): { readonly checkpoint: string; readonly stamp: string } {
  const { checkpoint, stamp } = stampNames(size);
  return { checkpoint: FOLDER + checkpoint, stamp: FOLDER + stamp };
}

const FOLDER = 'timestamps/';

/** Which file of which size a path names, in its one spelling. */
export function parseStampPath(path: string): { size: number; kind: 'checkpoint' | 'stamp' } | undefined {
  const size = Number(/^timestamps\/(\d{10,16})\.(?:checkpoint|tsr)$/.exec(path)?.[1]);
  if (!Number.isSafeInteger(size)) return undefined;
  const { checkpoint, stamp } = stampFiles(size);
  if (path === checkpoint) return { size, kind: 'checkpoint' };
  return path === stamp ? { size, kind: 'stamp' } : undefined;
}

export function formatStampList(sizes: readonly number[]): string {
  return sizes.map((size) => `${size}\n`).join('');
}

/** @returns undefined unless it is sizes, the smallest first. */
export function parseStampList(bytes: Uint8Array): number[] | undefined {
  const lines = Buffer.from(bytes).toString('latin1').split('\n');
  if (lines.pop() !== '') return undefined;
  const sizes = lines.map((line) => (/^[1-9]\d{0,15}$/.test(line) ? Number(line) : Number.NaN));
  const isRising = sizes.every((size, i) => Number.isSafeInteger(size) && size > (sizes[i - 1] ?? 0));
  return isRising ? sizes : undefined;
}

/**
 * What was collected on whether certificates of the stamps are revoked: which files, which stamp each was collected for. They
 * stand beside the stamps under names of their own.
 */
export const REVOCATION_LIST = 'timestamps/revocation';

/** A list and three responses each hour for twenty years. */
export const MAX_REVOCATION_LIST_BYTES = 64_000_000;

export function revocationPath(name: string): string {
  return FOLDER + name;
}

/** @returns the name of the file that a path names. */
export function parseRevocationPath(path: string): string | undefined {
  const name = path.slice(FOLDER.length);
  return path === revocationPath(name) && revocationKind(name) !== undefined ? name : undefined;
}

/** Which stamps over others there are, see restamp-files.ts; nobody has signed it. */
export const RESTAMP_LIST = 'timestamps/restamps';

/** 35 runs a year, each stamped again every year, for a century. */
export const MAX_RESTAMP_INDEX_BYTES = 20_000_000;

export function restampFiles(name: RestampName): { readonly list: string; readonly stamp: string } {
  const { list, stamp } = restampNames(name);
  return { list: FOLDER + list, stamp: FOLDER + stamp };
}

/** Which file of which stamp over others a path names, in its one spelling. */
export function parseRestampPath(path: string): ReturnType<typeof parseRestampName> {
  return path.startsWith(FOLDER) ? parseRestampName(path.slice(FOLDER.length)) : undefined;
}
