import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readGb18030, unsharedIn, unwritableIn, writeGb18030 } from '#proto/csv';

const from = (hex: string) => readGb18030(Buffer.from(hex, 'hex'));

describe('GB18030', () => {
  it.each([
    ['ASCII', 'AZ az 09', '415a20617a203039'],
    ['of two bytes', '清新区', 'c7e5d0c2c7f8'],
    ['of four bytes', '㐀', '8139ee39'],
    ['of another plane, such as rare names have', '𠮷', '9534b235'],
    ['the euro', '€', 'a2e3'],
  ])('has characters %s', (_, text, hex) => {
    expect(writeGb18030(text)?.toString('hex')).toBe(hex);
    expect(from(hex)).toBe(text);
  });

  it.each([
    ['a byte that begins nothing', 'ff'],
    ['a character cut in two', 'c7'],
    ['a second byte that is none', 'c720'],
    ['four bytes of which one is none', '81308120'],
  ])('is not read from %s', (_, hex) => {
    expect(from(hex)).toBeUndefined();
  });

  it.each([
    ['drew itself', 'aaa1', 'U+E000'],
    ['could not read before', '8431a437', 'U+FFFD'],
    ['has another edition for', 'a6d9', 'U+FE10'],
    ['has another edition for', '82359037', 'U+9FB4'],
  ])('is not taken for certain where somebody %s a character: %s', (_, hex, name) => {
    const point = unsharedIn(`张${from(hex)}`)?.codePointAt(0) ?? 0;
    expect(`U+${point.toString(16).toUpperCase()}`).toBe(name);
  });

  /** Where the editions of 2000, 2005 and 2022 have different places for a character. */
  it.each(['\u1E3F', '\uFE10', '\u9FB4', '\u{E78D}', '\u{E5E5}', '\u{F0000}', '\uD83D', '\uFFFD'])(
    'is not used for %j, which not every reader sees the same',
    (text) => {
      expect(writeGb18030(`张${text}`)).toBeUndefined();
    },
  );

  it('names the characters that do not go', () => {
    expect(unwritableIn('张\u9FB4三\uE000\u9FB4')).toEqual(['\u9FB4', '\uE000']);
    expect(unwritableIn('张三')).toEqual([]);
  });

  it('gives back every character that it takes, alone and among others', () => {
    let taken = 0;
    for (let point = 0; point <= 0xffff; point++) {
      const text = String.fromCodePoint(point);
      const bytes = writeGb18030(text);
      if (bytes === undefined) continue;
      expect(readGb18030(bytes)).toBe(text);
      taken++;
    }
    // All but the private use area, surrogates, and the few that the editions disagree about.
    expect(taken).toBeGreaterThan(0x10000 - 0x1900 - 0x800 - 100);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const bytes = writeGb18030(text);
        if (bytes === undefined) expect(unwritableIn(text)).not.toEqual([]);
        else expect(readGb18030(bytes)).toBe(text);
      }),
    );
  });
});
