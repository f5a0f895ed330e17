import { crc32, deflateRawSync } from 'node:zlib';
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

function everywhere(zip: Uint8Array, from: Buffer, to: Buffer): Uint8Array {
  const bytes = Buffer.from(zip);
  for (let at = bytes.indexOf(from); at >= 0; at = bytes.indexOf(from, at + 1)) to.copy(bytes, at);
  return bytes;
}

/** The last file says to have an extra field before its contents. */
function withLongExtra(zip: Uint8Array): Uint8Array {
  const bytes = Buffer.from(zip);
  bytes.writeUInt16LE(60, bytes.lastIndexOf(Buffer.from('504b0304', 'hex')) + 28);
  return bytes;
}

const END_BYTES = 22;
const endOf = (zip: Uint8Array) => zip.subarray(-END_BYTES);

/** Changes a number of 16 bits in the end record. */
function atEnd(zip: Uint8Array, offset: number, value: number): Uint8Array {
  const bytes = Buffer.from(zip);
  bytes.writeUInt16LE(value, bytes.length - END_BYTES + offset);
  return bytes;
}

/** With a comment at the end, as its record says. */
function withComment(zip: Uint8Array, comment: Uint8Array): Uint8Array {
  return Buffer.concat([atEnd(zip, 20, comment.length), comment]);
}

/** With a byte in front, which no offset knows of. */
const shifted = (zip: Uint8Array) => Buffer.concat([Buffer.of(0), zip]);

/** A zip whose only file, `a`, was deflated elsewhere. */
function zipOfOne(content: Uint8Array, deflated: Uint8Array): Uint8Array {
  const numbers = (...each: readonly [bytes: 2 | 4, value: number][]) =>
    Buffer.concat(
      each.map(([bytes, value]) => {
        const number = Buffer.alloc(bytes);
        number.writeUIntLE(value, 0, bytes);
        return number;
      }),
    );
  const start = numbers([2, 20], [2, 0], [2, 8], [4, 0], [4, crc32(content)]);
  const common = Buffer.concat([start, numbers([4, deflated.length], [4, content.length], [2, 1], [2, 0])]);
  const name = Buffer.from('a');
  const local = Buffer.concat([numbers([4, 0x04034b50]), common, name, deflated]);
  const rest = numbers([2, 0], [2, 0], [2, 0], [4, 0], [4, 0]);
  const central = Buffer.concat([numbers([4, 0x02014b50], [2, 20]), common, rest, name]);
  const end = numbers(
    [4, 0x06054b50],
    [4, 0],
    [2, 1],
    [2, 1],
    [4, central.length],
    [4, local.length],
    [2, 0],
  );
  return Buffer.concat([local, central, end]);
}

const noise = (length: number) => Buffer.from(Array.from({ length }, (_, i) => (i * 7919) >> (i % 8)));

describe('an archive', () => {
  it('gives back what was put into it', () => {
    expect(reading(writeArchive(files))).toEqual(
      new Map([...files].map(([path, bytes]) => [path, new Uint8Array(bytes)])),
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
      'other sizes before a file than in the directory',
      inDirectory(writeArchive(files), (entry) => entry.writeUInt32LE(5, 24)),
      'told of otherwise',
    ],
    ['a file that runs into the directory', withLongExtra(writeArchive(files)), 'lies outside'],
    [
      'an unknown way of packing',
      everywhere(writeArchive(files), Buffer.from([8, 0, 0, 0, 0x21]), Buffer.from([9, 0, 0, 0, 0x21])),
      'unknown way',
    ],
    ['a file without its header', Buffer.from(writeArchive(files)).fill(0, 0, 4), 'not where it should be'],
    ['a step out', zipSync({ 'a/../b': utf8('') }), 'not a plain path'],
    ['a path from the root', zipSync({ '/b': utf8('') }), 'not a plain path'],
    ['a name of a drive', zipSync({ 'c:b': utf8('') }), 'not a plain path'],
    ['a second name', zipSync({ b: [utf8(''), { extra: { 28789: utf8('x') } }] }), 'second name'],
    [
      'a name that is not UTF-8',
      everywhere(zipSync({ 一: utf8('') }), Buffer.from('一'), Buffer.alloc(3, 255)),
      'UTF-8',
    ],
    ['two end records', withComment(writeArchive(files), endOf(writeArchive(new Map()))), 'two end records'],
    ['something after its end', Buffer.concat([writeArchive(files), Buffer.of(0)]), 'no end record'],
    ['something before its directory', shifted(writeArchive(files)), 'its end'],
    ['more disks than one', atEnd(writeArchive(files), 4, 1), 'in one piece'],
    [
      'fewer files counted than there are',
      atEnd(atEnd(writeArchive(files), 8, 1), 10, 1),
      'more than it counts',
    ],
    ['more files counted than there are', atEnd(atEnd(writeArchive(files), 8, 3), 10, 3), 'damaged'],
    [
      'too many files',
      zipSync(Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`${i}`, utf8('')]))),
      'more than 100',
    ],
  ])('is refused with %s', (_, zip, reason) => {
    const refused = () => reading(zip);
    expect(refused).toThrow(ArchiveError);
    expect(refused).toThrow(reason);
  });

  it('may have a comment, empty folders, sizes after its files, and names in the code page of DOS', () => {
    const zip = zipSync({ 'a/': utf8(''), é: utf8('x') });
    const named = everywhere(zip, Buffer.from('é'), Buffer.from([0x82, 0x83]));
    const plain = everywhere(named, Buffer.from([0x14, 0, 0, 8]), Buffer.from([0x14, 0, 0, 0]));
    expect([...reading(withComment(plain, utf8('comment'))).keys()]).toEqual(['éâ']);
    const streamed = Buffer.from(writeArchive(new Map([['a', utf8('aaaa')]])));
    streamed.writeUInt16LE(1 << 3, 6);
    streamed.fill(0, 14, 26);
    expect(reading(streamed)).toEqual(new Map([['a', new Uint8Array(utf8('aaaa'))]]));
  });

  it('is inflated as zlib has deflated it', () => {
    const limits = { entries: 1, entryBytes: 3_000_000, totalBytes: 3_000_000 };
    const content = fc
      .tuple(fc.uint8Array({ maxLength: 3000 }), fc.constantFrom(1, 2, 300))
      .map(([bytes, times]) => Buffer.concat(Array.from({ length: times }, () => bytes)))
      .filter(({ length }) => length <= 1024 * 1024);
    fc.assert(
      fc.property(content, fc.nat(9), (bytes, level) => {
        const zip = zipOfOne(bytes, deflateRawSync(bytes, { level }));
        expect(Buffer.from(readArchive(zip, limits).get('a') ?? []).equals(bytes)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it('may swell a hundredfold, and more while it is small', () => {
    const zip = zipSync({
      small: new Uint8Array(1024 * 1024),
      stored: [noise(2 * 1024 * 1024), { level: 0 }],
    });
    expect(reading(zip).size).toBe(2);
  });

  it('never gives a file other bytes than were put in, whatever was changed', () => {
    fc.assert(
      fc.property(mutationsOf(writeArchive(files)), (altered) => {
        try {
          for (const [path, bytes] of reading(altered)) {
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
