import { describe, expect, it } from 'vitest';
import { examineFile } from '#crypto/copies';
import type { SealTrust } from '#crypto/eseal';
import { PdfError, type PdfReport, type PdfVerdict, verifyPdf } from '#crypto/pdf';
import { generatePrivateKey, hex, sm3 } from '#crypto/primitives';
import { parseCertificate } from '#crypto/x509/certificate';
import { issueSm2 } from '../../../kit/certificates.js';
import { bent } from '../../../kit/ofd.js';
import { appendToPdf, type PdfSealWish, pdfOf, sealPdf } from '../../../kit/pdf.js';
import { makeSeal, SEALED_AT, sealWorld } from '../../../kit/seals.js';

const world = sealWorld();
const trust: SealTrust = {
  makers: [parseCertificate(world.maker.certificate)],
  issuers: [parseCertificate(world.authority.certificate)],
};
const original = pdfOf();
const sealed = sealPdf(original, world);

const seal = (wish: PdfSealWish) => sealPdf(original, world, wish);
const verdictOf = (bytes: Uint8Array, accepted = trust) => verifyPdf(bytes, accepted).verdict;

/** Another text of the same length, in a file that is as long as before. */
function withText(file: Buffer, from: string, to: string): Buffer {
  const text = file.toString('latin1');
  expect(text).toContain(from);
  return Buffer.from(text.replace(from, to.padEnd(from.length)), 'latin1');
}

function failuresOf({ signatures }: PdfReport): string[] {
  return signatures.flatMap(({ seal: { answers } }) =>
    answers.filter(({ verdict }) => verdict !== 'PASS').map(({ step, verdict }) => `${step} ${verdict}`),
  );
}

describe('a sealed PDF', () => {
  it('is whole, seal by seal, and can be read', async () => {
    const report = verifyPdf(sealed, trust);
    expect(failuresOf(report)).toEqual([]);
    expect(report).toMatchObject({ verdict: 'WHOLE', size: sealed.length, sm3: hex(sm3(sealed)) });
    expect(report.signatures).toMatchObject([{ subFilter: 'GM.sm2seal', end: sealed.length }]);
    expect(report.signatures[0]?.seal.signature).toMatchObject({ signedAt: SEALED_AT });
    expect(await examineFile(sealed, trust)).toMatchObject({ format: 'PDF', seals: { verdict: 'WHOLE' } });
  });

  it.each<[string, Buffer]>([
    ['whose names are spelled in another way', seal({ subFilter: 'GM#2Esm2#73eal' })],
    [
      'with strings and comments in its dictionary',
      seal({ more: '/Name (a \\) >> (b)) % >>\n/Reason <feff>' }),
    ],
    ['that refers to other objects', seal({ more: '/Reference [4 0 R 3 0 R] /Prop_Build 4 0 R' })],
  ])('is whole, %s', (_, file) => {
    expect(verifyPdf(file, trust)).toMatchObject({ verdict: 'WHOLE' });
  });

  it('is not whole after any byte before, behind or in its seal was changed', () => {
    const step = Math.ceil(sealed.length / 120);
    for (let at = 0; at < sealed.length; at += step) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 0x11;
      expect(verdictOf(changed), `byte ${at}`).not.toBe('WHOLE');
    }
  });

  it('is told apart when only what was sealed has changed', () => {
    const report = verifyPdf(withText(sealed, '/BaseFont /Helvetica', '/BaseFont /Courier'), trust);
    expect([report.verdict, ...failuresOf(report)]).toEqual(['CHANGED', 'DATA_HASH HASH_DIFFERS']);
  });

  it('says from where on nothing covers what was added later', () => {
    const report = verifyPdf(appendToPdf(sealed), trust);
    expect(report.verdict).toBe('PARTLY_COVERED');
    expect(report.signatures).toMatchObject([{ end: sealed.length, seal: { isProven: true } }]);
    expect(verdictOf(Buffer.concat([sealed, Buffer.from('\n')]))).toBe('PARTLY_COVERED');
  });

  it('with several seals says of each how far it reaches', () => {
    const twice = sealPdf(sealed, world);
    const report = verifyPdf(twice, trust);
    expect(report.signatures.map(({ end }) => end)).toEqual([sealed.length, twice.length]);
    expect(report.verdict).toBe('PARTLY_COVERED');
    const strangers = sealPdf(sealed, sealWorld());
    expect(verdictOf(strangers)).toBe('UNPROVEN');
  });

  it('is not sealed when there is nothing in it that says so', () => {
    expect(verifyPdf(original, trust)).toMatchObject({ verdict: 'UNSIGNED', signatures: [] });
  });
});

describe('a PDF whose seal is not proven', () => {
  const stranger = issueSm2({ name: '某市民政局', issuer: world.authority, serial: 77 });
  const forger = generatePrivateKey('SM2');

  it.each<[string, PdfSealWish, string]>([
    [
      'a forged seal of valid structure',
      { seal: makeSeal(world, { forger }) },
      'SEAL_SIGNATURE SIGNATURE_FALSE',
    ],
    [
      'a seal of a maker of one’s own',
      { seal: makeSeal({ ...world, maker: stranger }) },
      'SEAL_MAKER MAKER_UNKNOWN',
    ],
    ['a signer who is not in the list', { signer: stranger }, 'SIGNER_LISTED SIGNER_NOT_LISTED'],
    ['a forged signature', { forger }, 'SIGNATURE SIGNATURE_FALSE'],
    [
      'a seal that had expired when it was used',
      { seal: makeSeal(world, { validTo: SEALED_AT - 1000 }) },
      'SEAL_VALIDITY SEAL_EXPIRED',
    ],
    [
      'a seal that was not valid yet',
      { seal: makeSeal(world, { validFrom: SEALED_AT + 1000 }) },
      'SEAL_VALIDITY SEAL_NOT_YET_VALID',
    ],
    ['anything behind the seal', { padding: '0001' }, 'STRUCTURE MALFORMED'],
  ])('is told by its step: %s', (_, wish, failure) => {
    const report = verifyPdf(seal(wish), trust);
    expect(report.verdict).toBe('UNPROVEN');
    expect(failuresOf(report)).toContain(failure);
  });

  it.each<[string, Buffer, string]>([
    [
      'that leaves out more than the seal',
      seal({ byteRange: (start, end, length) => [0, start - 9, end, length - end] }),
      'leaves out more',
    ],
    [
      'that leaves out what is behind the seal',
      seal({ byteRange: (start, end, length) => [0, start, end + 1, length - end - 1] }),
      'leaves out more',
    ],
    [
      'that covers a part of the seal',
      seal({ byteRange: (start, end, length) => [0, start + 1, end, length - end] }),
      'leaves out more',
    ],
    [
      'that does not begin at the beginning',
      seal({ byteRange: (start, end, length) => [1, start - 1, end, length - end] }),
      'leaves out more',
    ],
    [
      'with a third range',
      seal({ byteRange: (start, end, length) => [0, start, end, length - end - 9, length - 5, 5] }),
      'leaves out more',
    ],
    ['of one range', seal({ byteRange: (start) => [0, start] }), 'leaves out more'],
    [
      'that ends behind the file',
      seal({ byteRange: (start, end, length) => [0, start, end, length - end + 1] }),
      'outside the file',
    ],
    [
      'that ends before it begins',
      seal({ byteRange: (start, end) => [0, start, end, -1] }),
      'outside the file',
    ],
    ['that stands twice', seal({ more: '/ByteRange [0 1 2 3]' }), 'twice'],
    ['of another seal', seal({ more: '/Other << /ByteRange [0 1 2 3] /Contents <00> >>' }), 'kind'],
    ['in a text', seal({ more: '/Name (/ByteRange)' }), 'no dictionary'],
    ['of a seal that is no hex string', withText(sealed, '/Contents <', '/Contents ('), 'without an end'],
    ['of a seal of no kind', withText(sealed, '/SubFilter', '/SubFiltre'), 'of what kind'],
    ['without a seal', withText(sealed, '/Contents <', '/Cantents <'), 'without contents'],
  ])('has no byte range %s', (_, file, fault) => {
    const { verdict, signatures } = verifyPdf(file, trust);
    expect(verdict).toBe('UNPROVEN');
    expect(signatures.map(({ seal: { answers } }) => answers[0]?.detail).join()).toContain(fault);
  });

  it('has contents with nothing between their digits', () => {
    const at = sealed.indexOf('/Contents <') + '/Contents <'.length + 40;
    const spaced = Buffer.concat([sealed.subarray(0, at), Buffer.from('  '), sealed.subarray(at + 2)]);
    expect(failuresOf(verifyPdf(spaced, trust))).toContain('STRUCTURE MALFORMED');
  });

  it('is refused when it has more signatures than anybody puts on a paper', () => {
    const many = Buffer.concat(
      Array.from({ length: 33 }, () => Buffer.from('1 0 obj << /ByteRange [] >> endobj\n')),
    );
    expect(() => verifyPdf(many, trust)).toThrow(PdfError);
  });
});

describe('a PDF with signatures of other kinds', () => {
  it.each<[string, Buffer, PdfVerdict]>([
    ['is not checked', seal({ subFilter: 'adbe.pkcs7.detached' }), 'NOT_CHECKED'],
    [
      'is not checked beside a proven seal',
      sealPdf(seal({ subFilter: 'GM.sm2cms.detached' }), world),
      'NOT_CHECKED',
    ],
    ['is not proven beside a false seal', sealPdf(seal({ subFilter: 'GM.SM2' }), sealWorld()), 'UNPROVEN'],
  ])('%s', (_, file, verdict) => {
    expect(verdictOf(file)).toBe(verdict);
  });

  it('is looked at when the asker says that they are seals, and then no others are', () => {
    const accepted = { ...trust, pdfKinds: ['GM.SM2'] };
    expect(verdictOf(seal({ subFilter: 'GM.SM2' }), accepted)).toBe('WHOLE');
    expect(verdictOf(bent(seal({ subFilter: 'GM.SM2' })), accepted)).not.toBe('WHOLE');
    expect(verdictOf(sealed, accepted)).toBe('NOT_CHECKED');
  });
});
