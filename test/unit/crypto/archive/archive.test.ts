import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { ArchiveError, readArchive, writeArchive } from '#crypto/archive';
import { utf8 } from '#crypto/primitives';
import { mutationsOf } from '../../../kit/mutation.js';

const LIMITS = { entries: 100, entryBytes: 4 * 1024 * 1024, totalBytes: 6 * 1024 * 1024 };

const files = new Map([
  ['a/one.xml', utf8('<a>一</a>')],
  ['a/two.xml', utf8('<b/>')],
]);

const reading = (zip: Uint8Array) => readArchive(zip, LIMITS);

/** Changes the first place, or the last, where an ASCII text stands. */
function renamed(zip: Uint8Array, from: string, to: string, place: 'first' | 'last'): Uint8Array {
  const bytes = Buffer.from(zip);
  bytes.write(to, place === 'first' ? bytes.indexOf(from) : bytes.lastIndexOf(from));
  return bytes;
}

const CENTRAL = Buffer.from('504b0102', 'hex');

/** Changes bytes of the second entry in the central directory. */
function inDirectory(zip: Uint8Array, change: (entry: Buffer, first: Buffer) => void): Uint8Array {
  const bytes = Buffer.from(zip);
  const first = bytes.indexOf(CENTRAL);
  const second = bytes.indexOf(CENTRAL, first + 4);
  change(bytes.subarray(second), bytes.subarray(first));
  return bytes;
}

const noise = (length: number) => Buffer.from(Array.from({ length }, (_, i) => (i * 7919) >> (i % 8)));

describe('an archive', () => {
  it('gives back what was put into it', async () => {
    expect(await reading(writeArchive(files))).toEqual(
      new Map([...files].map(([path, bytes]) => [path, Buffer.from(bytes)])),
    );
  });

  it.each<[string, Uint8Array, string]>([
    [
      'another name before a file than in the directory',
      renamed(writeArchive(files), 'two', 'TWO', 'first'),
      'another name',
    ],
    ['another name in the directory', renamed(writeArchive(files), 'two', 'six', 'last'), 'another name'],
    [
      'two entries for one file',
      inDirectory(writeArchive(files), (second, first) => first.copy(second, 42, 42, 46)),
      'lies in another file',
    ],
    [
      'an entry outside',
      inDirectory(writeArchive(files), (entry) => entry.writeUInt32LE(0x7fffffff, 42)),
      'lies outside',
    ],
    [
      'a symbolic link',
      inDirectory(writeArchive(files), (entry) => entry.writeUInt32LE((0o120777 << 16) >>> 0, 38)),
      'not a plain file',
    ],
    [
      'an encrypted file',
      inDirectory(writeArchive(files), (entry) => entry.writeUInt16LE(1, 8)),
      'encrypted',
    ],
    ['a step that goes nowhere', zipSync({ 'a/./b': utf8('') }), 'not a plain path'],
    ['an empty step', zipSync({ 'a//b': utf8('') }), 'not a plain path'],
    ['a line end in a name', zipSync({ 'a\nb': utf8('') }), 'not a plain path'],
    [
      'a file that swells more than a hundredfold',
      zipSync({ a: new Uint8Array(2 * 1024 * 1024) }),
      'too large',
    ],
    ['a file too large', zipSync({ a: [new Uint8Array(4 * 1024 * 1024 + 1), { level: 0 }] }), 'too large'],
    [
      'files too large together',
      zipSync({
        a: [new Uint8Array(4 * 1024 * 1024), { level: 0 }],
        b: [new Uint8Array(3 * 1024 * 1024), { level: 0 }],
      }),
      'too large',
    ],
    [
      'too many files',
      zipSync(Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`${i}`, utf8('')]))),
      'more than 100',
    ],
  ])('is refused with %s', async (_, zip, reason) => {
    const refused = reading(zip);
    await expect(refused).rejects.toThrow(ArchiveError);
    await expect(refused).rejects.toThrow(reason);
  });

  it('may swell a hundredfold, and more while it is small', async () => {
    const zip = zipSync({
      small: new Uint8Array(1024 * 1024),
      stored: [noise(2 * 1024 * 1024), { level: 0 }],
    });
    expect((await reading(zip)).size).toBe(2);
  });

  it('never gives a file other bytes than were put in, whatever was changed', async () => {
    await fc.assert(
      fc.asyncProperty(mutationsOf(writeArchive(files)), async (altered) => {
        try {
          for (const [path, bytes] of await reading(altered)) {
            if (files.has(path)) expect(Buffer.from(bytes).equals(files.get(path) ?? Buffer.of())).toBe(true);
          }
        } catch (error) {
          expect(error).toBeInstanceOf(ArchiveError);
        }
      }),
      { numRuns: 500 },
    );
  });
});
