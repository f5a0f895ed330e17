import { BundleError, readZip, writeZip } from '#crypto/evidence';
import { utf8 } from '#crypto/primitives';
import { CaseVerifier, readTrust } from '#crypto/verify';
import { EvidenceMaker, filesOf, manifestAnew } from './evidence.js';

/**
 * Evidence with one byte turned over, everywhere: in each file with and without a manifest that was made to fit, and in the zip.
 * What still passes must be a byte that means nothing, and stands in the lists here.
 */

const maker = new EvidenceMaker();
maker.refuse('henan', 'WRONG_PLATFORM');
maker.wholeCase(1);
const trust = readTrust(maker.trust());
const files = filesOf(maker.bundle());
export const ZIP = writeZip(files);

export type Outcome = 'PASS' | 'NOT_PASS' | 'UNREADABLE';

function outcomeOf(altered: ReadonlyMap<string, Uint8Array>): Outcome {
  try {
    return new CaseVerifier(trust).verify(altered).exitCode === 0 ? 'PASS' : 'NOT_PASS';
  } catch (error) {
    if (error instanceof BundleError) return 'UNREADABLE';
    throw error;
  }
}

/** One bit of one byte. */
export function flip(bytes: Uint8Array, at: number, mask: number): Buffer {
  const altered = Buffer.from(bytes);
  altered[at] = (altered[at] ?? 0) ^ mask;
  return altered;
}

export interface Place {
  readonly path: string;
  readonly at: number;
}

/** Every byte of every file. */
export const PLACES: readonly Place[] = [...files].flatMap(([path, bytes]) =>
  Array.from(bytes, (_, at) => ({ path, at })),
);

/** @param fits whether the attacker has made the manifest anew. */
export function outcomeOfFlip({ path, at }: Place, mask: number, fits: boolean): Outcome {
  const bytes = flip(files.get(path) ?? new Uint8Array(0), at, mask);
  const altered = new Map([...files, [path, bytes]]);
  return outcomeOf(fits && path !== 'manifest.json' ? manifestAnew(altered) : altered);
}

/** The one file that says nothing to a verifier: for people, and of no weight. */
export const MEANINGLESS_FILE = 'README.txt';

export async function outcomeOfZip(zip: Uint8Array): Promise<Outcome> {
  try {
    const read = await readZip(zip);
    return isSame(read) ? HONEST : outcomeOf(read);
  } catch (error) {
    if (error instanceof BundleError) return 'UNREADABLE';
    throw error;
  }
}

const HONEST = outcomeOf(files);

function isSame(read: ReadonlyMap<string, Uint8Array>): boolean {
  return (
    read.size === files.size &&
    [...files].every(([path, bytes]) => Buffer.from(bytes).equals(read.get(path) ?? utf8('another')))
  );
}

/** What a byte of the zip is, in the words of APPNOTE 4.3. */
export function zipFieldAt(at: number): string {
  return FIELDS[at] ?? 'nothing';
}

/**
 * Fields of the zip that say nothing of the files: who wrote it and when, what to do with it on a disk, how hard the packer has
 * tried (two bits of the flags). Contents that are packed otherwise and are the same bytes unpacked say the same.
 */
export const MEANINGLESS_IN_ZIP: readonly string[] = [
  'central date',
  'central external attributes',
  'central flags',
  'central internal attributes',
  'central time',
  'central version made by',
  'central version needed',
  'contents',
  'local date',
  'local flags',
  'local time',
  'local version needed',
];

const LOCAL: readonly (readonly [string, number])[] = [
  ['signature', 4],
  ['version needed', 2],
  ['flags', 2],
  ['method', 2],
  ['time', 2],
  ['date', 2],
  ['crc', 4],
  ['compressed size', 4],
  ['size', 4],
  ['name length', 2],
  ['extra length', 2],
];

const CENTRAL: readonly (readonly [string, number])[] = [
  ['signature', 4],
  ['version made by', 2],
  ...LOCAL.slice(1),
  ['comment length', 2],
  ['disk', 2],
  ['internal attributes', 2],
  ['external attributes', 4],
  ['offset', 4],
];

const END: readonly (readonly [string, number])[] = [
  ['signature', 4],
  ['disk', 2],
  ['disk of directory', 2],
  ['entries on disk', 2],
  ['entries', 2],
  ['directory size', 4],
  ['directory offset', 4],
  ['comment length', 2],
];

function fieldsOf(zip: Buffer): string[] {
  const names: string[] = [];
  const put = (name: string, length: number) => {
    for (let i = 0; i < length; i++) names.push(name);
  };
  const header = (kind: string, layout: readonly (readonly [string, number])[]) => {
    for (const [name, length] of layout) put(`${kind} ${name}`, length);
  };
  while (names.length < zip.length) {
    const at = names.length;
    const signature = zip.readUInt32LE(at);
    if (signature === 0x04034b50) {
      header('local', LOCAL);
      put('local name', zip.readUInt16LE(at + 26));
      put('local extra', zip.readUInt16LE(at + 28));
      put('contents', zip.readUInt32LE(at + 18));
    } else if (signature === 0x02014b50) {
      header('central', CENTRAL);
      put('central name', zip.readUInt16LE(at + 28));
      put('central extra', zip.readUInt16LE(at + 30));
    } else {
      header('end', END);
    }
  }
  return names;
}

const FIELDS = fieldsOf(Buffer.from(ZIP));
