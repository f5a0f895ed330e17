import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PdfError, type PdfReport, verifyPdf } from '#crypto/pdf';
import { parseCertificate } from '#crypto/x509/certificate';
import { mutationsOf } from '../kit/mutation.js';
import { pdfOf, sealPdf } from '../kit/pdf.js';
import { sealWorld } from '../kit/seals.js';

const world = sealWorld();
const trust = {
  makers: [parseCertificate(world.maker.certificate)],
  issuers: [parseCertificate(world.authority.certificate)],
};
const sealed = sealPdf(pdfOf(), world);

function orRefused(bytes: Uint8Array): PdfReport | undefined {
  try {
    return verifyPdf(bytes, trust);
  } catch (error) {
    expect(error).toBeInstanceOf(PdfError);
    return undefined;
  }
}

/** Hex digits may be written in either case; nothing else of a file that is whole can differ. */
const spelling = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1').toLowerCase();

/** What a signature dictionary is made of, in any order. */
const token = fc.constantFrom(
  ...[
    '<<',
    '>>',
    '[',
    ']',
    '(',
    ')',
    '<',
    '>',
    '<00>',
    '%',
    '\n',
    ' 0 1 2 3 ',
    ' 1 0 R ',
    ' 7 0 obj ',
    'endobj',
  ],
  ...[
    '/ByteRange',
    '/Byte#52ange',
    '/Contents',
    '/SubFilter',
    '/GM.sm2seal',
    '/a',
    '\\',
    '#',
    '\0',
    ' -1 ',
    ' null ',
  ],
);

describe('a sealed PDF', () => {
  it('is whole as it was sealed, and after no change whatever; nothing breaks', () => {
    let read = 0;
    fc.assert(
      fc.property(mutationsOf(sealed), (bytes) => {
        const report = orRefused(bytes);
        if (report === undefined) return;
        read++;
        if (report.verdict === 'WHOLE') expect(spelling(bytes)).toBe(spelling(sealed));
      }),
      { numRuns: 500 },
    );
    expect(read).toBeGreaterThan(300);
  });

  it('is not whole with anything put into it, however it looks', () => {
    const place = sealed.indexOf('/Type /Sig');
    fc.assert(
      fc.property(
        fc.array(token, { minLength: 1, maxLength: 12 }),
        fc.oneof(fc.nat({ max: sealed.length }), fc.integer({ min: place - 40, max: place + 260 })),
        (tokens, at) => {
          const put = Buffer.from(tokens.join(''), 'latin1');
          const bytes = Buffer.concat([sealed.subarray(0, at), put, sealed.subarray(at)]);
          expect(orRefused(bytes)?.verdict).not.toBe('WHOLE');
        },
      ),
      { numRuns: 500 },
    );
  });

  it('is no matter of luck: what is made of nothing but the words of one is refused or not proven', () => {
    fc.assert(
      fc.property(fc.array(token, { maxLength: 60 }), (tokens) => {
        const report = orRefused(Buffer.from(`1 0 obj ${tokens.join('')}`, 'latin1'));
        expect(report?.verdict).not.toBe('WHOLE');
        expect(report?.verdict).not.toBe('PARTLY_COVERED');
      }),
      { numRuns: 1_000 },
    );
  });
});
