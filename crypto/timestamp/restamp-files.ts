import { type DigestName, digest, equalBytes, fromHex, hex, latin1, utf8 } from '#crypto/primitives';
import { revocationKind } from '#crypto/x509/certificate';

/**
 * Time stamps over older ones (RFC 4998, in spirit). Before certificates expire, or an algorithm weakens, the stamps of a run of
 * checkpoints are stamped again, together: what is stamped is a list with the digest of each file that was there before, which are
 * the checkpoints, the stamps over them, what was collected on revocation, and earlier lists with their stamps. Each list
 * covers everything below it anew, so that it makes up for an older list's digest too. `sha256sum -c` takes it, or `cksum -a sm3 -c`.
 */

/** Which stamps are stamped again together, and for which time. Sizes are those within their log. */
export interface RestampName {
  /** The size of the first checkpoint and of the last. */
  readonly first: number;
  readonly last: number;
  /** From 1 on. */
  readonly number: number;
}

/** More than any honest list has: what it covers is bounded where it is made. */
export const MAX_RESTAMP_LIST_BYTES = 1024 * 1024;

/** Checkpoints whose stamps are stamped again together. */
export const RESTAMPED_TOGETHER = 256;

export interface RestampList {
  readonly digest: DigestName;
  /** By the names of files. */
  readonly digests: ReadonlyMap<string, Uint8Array>;
}

export function stampNames(size: number): { readonly checkpoint: string; readonly stamp: string } {
  const name = padded(size);
  return { checkpoint: `${name}.checkpoint`, stamp: `${name}.tsr` };
}

export function restampNames({ first, last, number }: RestampName): {
  readonly list: string;
  readonly stamp: string;
} {
  const name = `${padded(first)}-${padded(last)}.${number}`;
  return { list: `${name}.list`, stamp: `${name}.tsr` };
}

/** @returns undefined unless it is the one spelling of such a name. */
export function parseRestampName(
  name: string,
): { readonly restamp: RestampName; readonly kind: 'list' | 'stamp' } | undefined {
  const [, first, last, number] = NAME.exec(name) ?? [];
  const restamp = { first: Number(first), last: Number(last), number: Number(number) };
  if (!Number.isSafeInteger(restamp.last) || restamp.first > restamp.last) return undefined;
  const { list, stamp } = restampNames(restamp);
  if (name === list) return { restamp, kind: 'list' };
  return name === stamp ? { restamp, kind: 'stamp' } : undefined;
}

const NAME = /^(\d{10,16})-(\d{10,16})\.([1-9]\d{0,3})\.(?:list|tsr)$/;

function padded(size: number): string {
  return String(size).padStart(10, '0');
}

const TAGS: Readonly<Record<DigestName, string>> = { sha256: 'SHA256', sm3: 'SM3' };

/** @param digests by the names of files; the same list always gives the same bytes. */
export function formatRestampList({ digest: name, digests }: RestampList): Uint8Array {
  const names = [...digests.keys()].sort();
  return utf8(
    names.map((file) => `${TAGS[name]} (${file}) = ${hex(digests.get(file) ?? none())}\n`).join(''),
  );
}

const none = () => new Uint8Array(0);

const LINE = /^(SHA256|SM3) \(([0-9a-z.-]{1,100})\) = ([0-9a-f]{64})$/;

/** @returns undefined unless it is such a list, in its one spelling. */
export function parseRestampList(bytes: Uint8Array): RestampList | undefined {
  if (bytes.length > MAX_RESTAMP_LIST_BYTES) return undefined;
  const lines = latin1(bytes).split('\n');
  if (lines.pop() !== '' || lines.length === 0) return undefined;
  const name: DigestName = lines[0]?.startsWith('SM3 ') ? 'sm3' : 'sha256';
  const digests = new Map<string, Uint8Array>();
  let before = '';
  for (const line of lines) {
    const [, tag, file = '', digits = ''] = LINE.exec(line) ?? [];
    const value = fromHex(digits);
    if (tag !== TAGS[name] || value === undefined || file <= before) return undefined;
    digests.set(file, value);
    before = file;
  }
  return { digest: name, digests };
}

/** What of these files a list does not have, or has with another digest; undefined: it covers them all. */
export function uncovered(list: RestampList, files: ReadonlyMap<string, Uint8Array>): string | undefined {
  for (const [name, bytes] of files) {
    const listed = list.digests.get(name);
    if (listed === undefined || !equalBytes(listed, digest(list.digest, bytes))) return name;
  }
  return undefined;
}

/** Which time stamps over others there are, and which files on revocation were collected with each. */
export interface ListedRestamp extends RestampName {
  readonly revocation: readonly string[];
}

/** A line for each. Nobody has signed it: it only says what there is. */
export function formatRestampIndex(restamps: readonly ListedRestamp[]): string {
  return restamps
    .map(({ first, last, number, revocation }) => `${[first, last, number, ...revocation].join(' ')}\n`)
    .join('');
}

/** @returns undefined unless runs follow each other, and of each its restamps from the first on. */
export function parseRestampIndex(bytes: Uint8Array): ListedRestamp[] | undefined {
  const lines = latin1(bytes).split('\n');
  if (lines.pop() !== '') return undefined;
  const listed: ListedRestamp[] = [];
  for (const line of lines) {
    const read = readIndexLine(line);
    const before = listed.at(-1);
    if (read === undefined) return undefined;
    const goesOn = before?.first === read.first && before.last === read.last;
    const isNext = goesOn
      ? read.number === before.number + 1
      : read.number === 1 && read.first > (before?.last ?? 0);
    if (!isNext) return undefined;
    listed.push(read);
  }
  return listed;
}

function readIndexLine(line: string): ListedRestamp | undefined {
  const [first, last, number, ...revocation] = line.split(' ');
  const [from, to, which] = [first, last, number].map((text) =>
    text !== undefined && /^[1-9]\d{0,15}$/.test(text) ? Number(text) : Number.NaN,
  );
  if (from === undefined || to === undefined || which === undefined) return undefined;
  const areSound = [from, to, which].every(Number.isSafeInteger) && from <= to && which <= MAX_NUMBER;
  if (!areSound || !revocation.every((name) => revocationKind(name) !== undefined)) return undefined;
  return { first: from, last: to, number: which, revocation };
}

/** As many as a name has digits for. */
const MAX_NUMBER = 9_999;
