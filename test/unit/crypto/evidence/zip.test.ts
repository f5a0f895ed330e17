import { execFileSync } from 'node:child_process';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { BundleError, readZip, writeZip } from '#crypto/evidence';
import { hex, sha256, utf8 } from '#crypto/primitives';

const files = new Map([
  ['messages/0001-SubmitCase.json', utf8('{"a":"通办"}')],
  ['case.json', utf8('{}')],
]);

/** A zip as somebody else might write it. */
const foreign = (names: Record<string, Uint8Array>) => zipSync(names);

/** The bytes with every occurrence of an ASCII text replaced by another of the same length. */
function renamed(zip: Uint8Array, from: string, to: string): Uint8Array {
  return Buffer.from(Buffer.from(zip).toString('latin1').replaceAll(from, to), 'latin1');
}

describe('zip files of evidence', () => {
  it('hold the same files after reading', async () => {
    expect(await readZip(writeZip(files))).toEqual(
      new Map([...files].sort().map(([path, bytes]) => [path, new Uint8Array(bytes)])),
    );
  });

  it('are the same to the byte, whatever the order of the files and the time zone of the machine', () => {
    const reversed = new Map([...files].reverse());
    const expected = hex(sha256(writeZip(files)));
    expect(hex(sha256(writeZip(reversed)))).toBe(expected);
    const elsewhere = `import { writeZip } from '#crypto/evidence'; import { hex, sha256, utf8 } from '#crypto/primitives';
      const files = new Map(${JSON.stringify([...files].map(([path, bytes]) => [path, Buffer.from(bytes).toString()]))}
        .map(([path, text]) => [path, utf8(text)]));
      process.stdout.write(hex(sha256(writeZip(files))));`;
    const env = { ...process.env, TZ: 'America/Los_Angeles' };
    const cwd = new URL('../../../..', import.meta.url);
    const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', elsewhere], {
      env,
      cwd,
    });
    expect(printed.toString()).toBe(expected);
  });

  it.each([
    ['bytes that are no zip', utf8('PK, or not PK')],
    ['nothing', new Uint8Array(0)],
    ['a zip without its end', writeZip(files).subarray(0, -30)],
    [
      'a file outside the folder',
      renamed(writeZip(new Map([['aa/case.json', utf8('{}')]])), 'aa/case', '../case'),
    ],
    ['an absolute path', renamed(writeZip(new Map([['acase.json', utf8('{}')]])), 'acase', '/case')],
    ['a backslash in a path', renamed(writeZip(new Map([['a/case.json', utf8('{}')]])), 'a/case', 'a\\case')],
    [
      'one file twice',
      renamed(
        writeZip(
          new Map([
            ['a1', utf8('1')],
            ['a2', utf8('2')],
          ]),
        ),
        'a2',
        'a1',
      ),
    ],
    ['two files that differ in case only', foreign({ 'Case.json': utf8('1'), 'case.json': utf8('2') })],
    [
      'two spellings of one name in Unicode',
      foreign({ '\u00e9.json': utf8('1'), 'e\u0301.json': utf8('2') }),
    ],
    ['a file too large', foreign({ 'case.json': new Uint8Array(16 * 1024 * 1024 + 1) })],
    [
      'more than 20,000 files',
      foreign(Object.fromEntries(Array.from({ length: 20_001 }, (_, i) => [`${i}`, utf8('')]))),
    ],
  ])('are refused as %s', async (_, zip) => {
    await expect(readZip(zip)).rejects.toThrow(BundleError);
  });

  it('are refused when a file was damaged', async () => {
    const stored = Buffer.from(zipSync({ 'case.json': [utf8('{"a":1}'), { level: 0 }] }));
    stored.write('2', stored.indexOf('1}'));
    await expect(readZip(stored)).rejects.toThrow(new BundleError('case.json is damaged'));
  });

  it('are refused when they hold more than they say', async () => {
    const bomb = Buffer.from(zipSync({ 'case.json': new Uint8Array(100_000) }));
    const size = Buffer.alloc(4);
    size.writeUInt32LE(100_000);
    for (let at = bomb.indexOf(size); at >= 0; at = bomb.indexOf(size, at + 4)) bomb.writeUInt32LE(10, at);
    await expect(readZip(bomb)).rejects.toThrow(BundleError);
  });
});
