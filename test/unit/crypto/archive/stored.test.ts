import { crc32 as nodeCrc32 } from 'node:zlib';
import fc from 'fast-check';
import { unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { ArchiveError, readArchive } from '#crypto/archive';
import { type RandomAccess, SpooledFile, StoredArchive, StoredArchiveWriter } from '#crypto/archive/stored';
import { utf8 } from '#crypto/primitives';
import { crc32 } from '../../../../crypto/archive/crc32.js';
import {
  centralHeader,
  endRecords,
  localHeader,
  parseCentral,
  parseEnd,
} from '../../../../crypto/archive/stored/layout.js';
import { filesIn, inMemory, memorySpool, storedArchive } from '../../../kit/stored-archive.js';

const FILES = new Map([
  ['README.txt', utf8('核验说明')],
  ['cases/1/a.zip', utf8('a case')],
  ['cases/1/b.zip', new Uint8Array(0)],
  ['log/tile/0/000', new Uint8Array(300).fill(7)],
]);

const LIMITS = { entries: 100, entryBytes: 1_000_000, totalBytes: 10_000_000 };
const zip = await storedArchive(FILES);

const opening = (bytes: Uint8Array) => StoredArchive.open(inMemory(bytes));

/** Names of files whose bytes are not those that were put in. */
async function damagedIn(bytes: Uint8Array): Promise<string[]> {
  const archive = await opening(bytes);
  const names: string[] = [];
  for await (const file of archive.files()) if (!(await archive.isSound(file))) names.push(file.name);
  return names;
}

async function refusal(bytes: Uint8Array): Promise<string> {
  const error = await opening(bytes).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ArchiveError);
  return error instanceof ArchiveError ? error.message : '';
}

interface Placed {
  readonly name: string;
  readonly content: Uint8Array;
  readonly offset?: number;
}

/** An archive whose headers say what they are told, whatever stands where. */
function forged(files: readonly Placed[], before: Uint8Array = new Uint8Array(0)): Buffer {
  const parts: Uint8Array[] = [];
  const headers: Uint8Array[] = [];
  let at = 0;
  for (const { name, content, offset = at } of files) {
    const file = { name, size: content.length, crc32: crc32(content), offset };
    headers.push(centralHeader(file));
    parts.push(localHeader(file), content);
    at += 30 + name.length + content.length;
  }
  const directory = Buffer.concat(headers);
  const start = at + before.length;
  const end = endRecords({ count: files.length, start, bytes: directory.length });
  return Buffer.concat([...parts, before, directory, end]);
}

describe('a stored archive', () => {
  it('gives back what was put into it, by its names and in their order', async () => {
    expect(await filesIn(zip)).toEqual(
      new Map([...FILES].map(([name, bytes]) => [name, Buffer.from(bytes)])),
    );
    const archive = await opening(zip);
    expect(archive.count).toBe(4);
    expect(await archive.find('cases/1/c.zip')).toBeUndefined();
    expect(await archive.find('')).toBeUndefined();
    const names: string[] = [];
    for await (const { name } of archive.files('cases/')) names.push(name);
    expect(names).toEqual(['cases/1/a.zip', 'cases/1/b.zip']);
  });

  it('is a zip file to other readers', async () => {
    const whole = new Map([...FILES].map(([name, bytes]) => [name, new Uint8Array(bytes)]));
    expect(readArchive(new Uint8Array(zip), LIMITS)).toEqual(whole);
    expect(unzipSync(new Uint8Array(zip))).toEqual(Object.fromEntries(whole));
  });

  it('is the same to the byte, whoever writes it', async () => {
    expect(await storedArchive(new Map([...FILES].reverse()))).toEqual(zip);
    const spooled = memorySpool();
    const writer = new StoredArchiveWriter(spooled, memorySpool());
    for (const [name, content] of FILES) {
      const file = new SpooledFile(memorySpool());
      for (const byte of content) await file.write(Uint8Array.of(byte));
      await writer.addSpooled(name, file);
    }
    await writer.finish();
    expect(spooled.bytes()).toEqual(zip);
  });

  it('takes no name out of order, twice, or that is no plain path', async () => {
    const writer = new StoredArchiveWriter(memorySpool(), memorySpool());
    await writer.add('b', utf8(''));
    for (const name of [
      'a',
      'b',
      '',
      '/c',
      'c/',
      'c//d',
      '../c',
      'c/../d',
      'c/.d',
      'c\\d',
      'c:d',
      '件',
      `c${'c'.repeat(255)}`,
    ])
      await expect(writer.add(name, utf8('')), name).rejects.toThrow(RangeError);
  });

  it('may be empty', async () => {
    expect((await opening(await storedArchive(new Map()))).count).toBe(0);
  });

  it('has names beyond one block of its directory, and beyond what the plain format counts', async () => {
    const names = Array.from({ length: 66_000 }, (_, i) => `f/${String(i).padStart(6, '0')}`);
    const large = await storedArchive(new Map(names.map((name) => [name, utf8(name.slice(-1))])));
    const read: string[] = [];
    const archive = await StoredArchive.open({
      size: large.length,
      read: async (at, length) => {
        read.push(`${length}`);
        return large.subarray(at, at + length);
      },
    });
    expect(archive.count).toBe(66_000);
    for (const name of [names[0], names[34_567], names[65_999]]) {
      const file = (await archive.find(name ?? '')) ?? expect.fail(name);
      expect(await archive.read(file)).toEqual(Buffer.from(utf8(name?.slice(-1) ?? '')));
    }
    expect(await archive.find('f/0345675')).toBeUndefined();
    expect(Math.max(...read.map(Number))).toBeLessThanOrEqual(64 * 1024);
  });

  it('lies beyond 4 GiB with offsets of eight bytes', () => {
    const file = { name: 'a', size: 5, crc32: 1, offset: 2 ** 33 };
    expect(parseCentral(centralHeader(file), 0).file).toEqual(file);
    const directory = { count: 3, start: 2 ** 34, bytes: 200 };
    const records = endRecords(directory);
    expect(parseEnd(records, directory.start + directory.bytes + records.length)).toEqual(directory);
    // The smallest offset that does not fit is one that the plain format has a meaning for.
    for (const offset of [0xffff_fffe, 0xffff_ffff, 0x1_0000_0000])
      expect(parseCentral(centralHeader({ ...file, offset }), 0).file.offset).toBe(offset);
  });

  it('sums as others do', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.nat(40), (bytes, cut) => {
        expect(crc32(bytes)).toBe(nodeCrc32(bytes));
        expect(crc32(bytes.subarray(cut), crc32(bytes.subarray(0, cut)))).toBe(nodeCrc32(bytes));
      }),
      { numRuns: 200 },
    );
  });
});

/** As its end record says. */
function withComment(bytes: Buffer): Buffer {
  const told = Buffer.concat([bytes, Buffer.of(0x78)]);
  told.writeUInt16LE(1, bytes.length - 2);
  return told;
}

const one = { name: 'a', content: utf8('one') };
const two = { name: 'b', content: utf8('two') };

describe('a stored archive of somebody else', () => {
  it.each<[string, Uint8Array, RegExp]>([
    ['nothing in it', new Uint8Array(0), /no end record/],
    ['its end cut off', zip.subarray(0, -1), /no end record/],
    ['its beginning cut off', zip.subarray(1), /does not reach/],
    ['something behind it', Buffer.concat([zip, Buffer.of(0)]), /no end record/],
    ['something before it', Buffer.concat([Buffer.of(0), zip]), /does not reach/],
    ['a comment', withComment(zip), /no end record/],
    [
      'packed files',
      Buffer.from(zipSync({ a: utf8('xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx') })),
      /directory is damaged/,
    ],
    ['a file twice', forged([one, one]), /a stands twice/],
    ['files out of order', forged([two, one]), /a stands twice, or is out of order/],
    ['two files in the same bytes', forged([one, { ...two, offset: 0 }]), /b is not where/],
    ['a gap between files', forged([one, { ...two, offset: 60 }]), /b is not where/],
    [
      'a file that no name leads to',
      forged([one], localHeader({ name: 'b', size: 0, crc32: 0, offset: 0 })),
      /something lies between/,
    ],
    ['a path that leads out', forged([{ name: '../a', content: utf8('') }]), /not a plain path/],
    ['a path from the root', forged([{ name: '/a', content: utf8('') }]), /not a plain path/],
    ['a name of control characters', forged([{ name: 'a\n', content: utf8('') }]), /not a plain path/],
  ])('is refused with %s', async (_, bytes, why) => {
    expect(await refusal(bytes)).toMatch(why);
  });

  it('is refused when its directory counts other files than it has', async () => {
    const counted = Buffer.from(forged([one, two]));
    counted.writeUInt16LE(3, counted.length - 14);
    counted.writeUInt16LE(3, counted.length - 12);
    expect(await refusal(counted)).toMatch(/other files than it counts/);
  });

  it('is refused when it becomes shorter while it is read', async () => {
    const shrinking: RandomAccess = {
      size: zip.length,
      read: async (at, length) => zip.subarray(at, at + length - 1),
    };
    await expect(StoredArchive.open(shrinking)).rejects.toThrow('ends before its end');
  });

  it('tells of every byte that is another one, by the file that it is of', async () => {
    const archive = await opening(zip);
    const owners: string[] = [];
    for await (const { name, size } of archive.files())
      owners.push(...Array.from({ length: 30 + name.length + size }, () => name));
    for (let at = 0; at < zip.length; at++) {
      const altered = Buffer.from(zip);
      altered[at] = (altered[at] ?? 0) ^ 1;
      const found = await damagedIn(altered).catch((error: unknown) => {
        expect(error, `byte ${at}`).toBeInstanceOf(ArchiveError);
        return ['refused'];
      });
      // A name in the directory that is still one leads to a header that is not its own.
      const told = owners[at] === undefined ? [expect.any(String)] : [owners[at]];
      expect(found, `byte ${at}`).toEqual(told);
    }
  });
});
