import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base64, base64url, derToRaw, fromBase64, fromBase64url, rawToDer } from '#crypto/primitives';
import { mutationsOf, textMutationsOf } from '../kit/mutation.js';

const URL_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** RFC 4648 sections 3.5 and 5, by its words: the alphabet, no length of 4n + 1, and no bits left over that are not zero. */
function isCanonicalBase64url(text: string): boolean {
  const values = [...text].map((character) => URL_ALPHABET.indexOf(character));
  const last = values.at(-1) ?? 0;
  const spareBits = { 0: 0, 2: 4, 3: 2 }[text.length % 4];
  return spareBits !== undefined && !values.includes(-1) && last % 2 ** spareBits === 0;
}

const almost = fc.string({ unit: fc.constantFrom(...'AQgwZ_-9=+/ \n'), maxLength: 9 });

describe('base64url', () => {
  it('is read exactly where it is canonical', () => {
    fc.assert(
      fc.property(fc.oneof(almost, fc.string()), (text) => {
        expect(fromBase64url(text) !== undefined, JSON.stringify(text)).toBe(isCanonicalBase64url(text));
      }),
      { numRuns: 500 },
    );
  });

  it('gives back what was written, and has one text for each value', () => {
    const written = fc
      .uint8Array()
      .chain((bytes) =>
        fc.tuple(
          fc.constant(bytes),
          bytes.length === 0 ? fc.constant('=') : textMutationsOf(base64url(bytes)),
        ),
      );
    fc.assert(
      fc.property(written, ([bytes, altered]) => {
        expect(Buffer.from(fromBase64url(base64url(bytes)) ?? [1]).equals(Buffer.from(bytes))).toBe(true);
        const other = fromBase64url(altered);
        if (other !== undefined) expect(Buffer.from(other).equals(Buffer.from(bytes))).toBe(false);
      }),
    );
  });
});

describe('base64', () => {
  it('is read exactly where base64url is, with padding and its own two characters', () => {
    fc.assert(
      fc.property(almost, (text) => {
        const [, body = '', padding = ''] = /^([^=]*)(={0,2})$/.exec(text) ?? [undefined, '?'];
        const isCanonical =
          !/[-_]/.test(body) &&
          isCanonicalBase64url(body.replaceAll('+', '-').replaceAll('/', '_')) &&
          (body.length + padding.length) % 4 === 0;
        expect(fromBase64(text) !== undefined, JSON.stringify(text)).toBe(isCanonical);
      }),
      { numRuns: 500 },
    );
  });

  it('gives back what was written', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect([...(fromBase64(base64(bytes)) ?? [1])]).toEqual([...bytes]);
      }),
    );
  });
});

describe('ECDSA and SM2 signatures between r || s and DER', () => {
  /** Numbers of every length, so that leading zeros and sign bits come up. */
  const half = fc
    .uint8Array({ maxLength: 32 })
    .map((bytes) => Buffer.concat([Buffer.alloc(32 - bytes.length), bytes]));
  const raw = fc.tuple(half, half).map((halves) => Buffer.concat(halves));

  it('come back as they were', () => {
    fc.assert(
      fc.property(raw, (signature) => {
        expect(Buffer.from(derToRaw(rawToDer(signature)) ?? []).equals(signature)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('have one DER: whatever else is read would be written the same', () => {
    const hostile = fc.oneof(
      raw.chain((signature) => mutationsOf(rawToDer(signature))),
      fc.uint8Array({ maxLength: 80 }),
    );
    fc.assert(
      fc.property(hostile, (der) => {
        const signature = derToRaw(der);
        if (signature !== undefined)
          expect(Buffer.from(rawToDer(signature)).equals(Buffer.from(der))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['a negative number', '3006020180020101'],
    ['a zero in front that is not needed', '300702020001020101'],
    ['a number of no bytes', '30050200020101'],
    ['a number of 33 bytes', `30260221${'01'.repeat(33)}020101`],
    ['a long form of length', '308106020101020101'],
    ['bytes behind the sequence', '300602010102010100'],
    ['bytes behind in the sequence', '300702010102010100'],
    ['one number only', '3003020101'],
    ['a set in place of a sequence', '3106020101020101'],
    ['a number longer than the rest', '3006020101027f01'],
    ['nothing', ''],
  ])('refuse %s', (_, der) => {
    expect(derToRaw(Buffer.from(der, 'hex'))).toBeUndefined();
  });
});
