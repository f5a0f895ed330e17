import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, encode, Gb18030Error } from '#connectors/qingxin';

const from = (hex: string) => decode(Buffer.from(hex, 'hex'));

describe('GB18030', () => {
  it.each([
    ['ASCII', 'AZ az 09', '415a20617a203039'],
    ['of two bytes', '清新区', 'c7e5d0c2c7f8'],
    ['of four bytes', '㐀', '8139ee39'],
    ['of another plane, such as rare names have', '𠮷', '9534b235'],
    ['the euro', '€', 'a2e3'],
  ])('has characters %s', (_, text, hex) => {
    expect(encode(text).toString('hex')).toBe(hex);
    expect(from(hex)).toBe(text);
  });

  it.each([
    ['a byte that begins nothing', 'ff'],
    ['a character cut in two', 'c7'],
    ['a second byte that is none', 'c720'],
    ['four bytes of which one is none', '81308120'],
  ])('is not read from %s', (_, hex) => {
    expect(() => from(hex)).toThrow(new Gb18030Error('不是 GB18030 编码'));
  });

  it.each([
    ['drew itself', 'aaa1', 'U+E000'],
    ['could not read before', '8431a437', 'U+FFFD'],
    ['has another edition for', 'a6d9', 'U+FE10'],
    ['has another edition for', '82359037', 'U+9FB4'],
  ])('is not read where the county %s a character: %s', (_, hex, name) => {
    expect(() => from(hex)).toThrow(name);
  });

  /** Where the editions of 2000, 2005 and 2022 have different places for a character. */
  it.each(['\u1E3F', '\uFE10', '\u9FB4', '\u{E78D}', '\u{E5E5}', '\u{F0000}', '\uD83D', '\uFFFD'])(
    'is not used for %j, which not every reader sees the same',
    (text) => {
      expect(() => encode(`张${text}`)).toThrow(Gb18030Error);
    },
  );

  it('names the characters that do not go', () => {
    expect(() => encode('张\u9FB4三\uE000')).toThrow('U+9FB4 U+E000');
  });

  it('gives back every character that it takes, alone and among others', { timeout: 60_000 }, () => {
    let taken = 0;
    for (let point = 0; point <= 0xffff; point++) {
      const text = String.fromCodePoint(point);
      try {
        expect(decode(encode(text))).toBe(text);
        taken++;
      } catch (error) {
        if (!(error instanceof Gb18030Error)) throw error;
      }
    }
    // All but the private use area, surrogates, and the few that the editions disagree about.
    expect(taken).toBeGreaterThan(0x10000 - 0x1900 - 0x800 - 100);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        try {
          expect(decode(encode(text))).toBe(text);
        } catch (error) {
          if (!(error instanceof Gb18030Error)) throw error;
        }
      }),
    );
  });
});
