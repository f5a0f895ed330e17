import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { derBits, derOctets, derOid, derSequence } from '#crypto/asn1';
import {
  SEAL_STEPS,
  type SealAnswer,
  type SealTrust,
  type SealVerdict,
  verifySeal,
  verifySealSignature,
} from '#crypto/eseal';
import { generatePrivateKey, sm3, utf8 } from '#crypto/primitives';
import { parseCertificate } from '#crypto/x509/certificate';
import { issueSm2, YEAR_BEGINS, YEAR_ENDS } from '../../../kit/certificates.js';
import { mutationsOf } from '../../../kit/mutation.js';
import {
  makeSeal,
  putSeal,
  SEALED_AT,
  type SealWish,
  type SignatureWish,
  sealWorld,
} from '../../../kit/seals.js';

const world = sealWorld();
const document = utf8('<Signature/>');
const trust: SealTrust = {
  makers: [parseCertificate(world.maker.certificate)],
  issuers: [parseCertificate(world.authority.certificate)],
};

const stranger = issueSm2({ name: '某市民政局', issuer: world.authority, serial: 9 });
const forger = generatePrivateKey('SM2');

/** Verdicts that are not a yes, by step. */
function failures(answers: readonly SealAnswer[]): Record<string, SealVerdict> {
  const failed = answers.filter(({ verdict }) => verdict !== 'PASS');
  return Object.fromEntries(failed.map(({ step, verdict }) => [step, verdict]));
}

const verify = (signedValue: Uint8Array, accepted = trust) =>
  verifySealSignature(signedValue, document, accepted);

describe('a seal of GB/T 38540 on a document', () => {
  it.each<[string, SealWish]>([
    ['4', { version: 4 }],
    ['5', { version: 5 }],
    ['4, which lists digests of certificates', { lists: 'digests' }],
    ['5, with an extension that may be passed over', { version: 5, extension: 'plain' }],
  ])('of version %s is proven step by step', (_, wish) => {
    const { version = 4 } = wish;
    const report = verify(putSeal(world, document, { version, seal: makeSeal(world, wish) }));
    expect(report.answers.map(({ step }) => step)).toEqual(Object.keys(SEAL_STEPS));
    expect(failures(report.answers)).toEqual({});
    expect(report.isProven).toBe(true);
    expect(report.signature).toMatchObject({ signedAt: SEALED_AT, hasTimeStamp: false });
    expect(report.signature?.seal).toMatchObject({ version, name: '某市民政局电子证照专用章' });
  });

  it.each<[string, SignatureWish, Record<string, SealVerdict>]>([
    [
      'a seal that somebody else signed in the maker’s name',
      { seal: makeSeal(world, { forger }) },
      { SEAL_SIGNATURE: 'SIGNATURE_FALSE' },
    ],
    [
      'a seal of a maker of one’s own, whose authority is good',
      { seal: makeSeal({ ...world, maker: stranger }) },
      { SEAL_MAKER: 'MAKER_UNKNOWN' },
    ],
    [
      'a seal made before its maker’s certificate began',
      { seal: makeSeal(world, { createdAt: YEAR_BEGINS - 1000 }) },
      { SEAL_MAKER: 'CERTIFICATE_NOT_VALID' },
    ],
    [
      'a seal that had expired',
      { seal: makeSeal(world, { validTo: SEALED_AT - 1000 }) },
      { SEAL_VALIDITY: 'SEAL_EXPIRED' },
    ],
    [
      'a seal used before its time',
      { seal: makeSeal(world, { validFrom: SEALED_AT + 1000 }) },
      { SEAL_VALIDITY: 'SEAL_NOT_YET_VALID' },
    ],
    ['a signer whom the seal does not name', { signer: stranger }, { SIGNER_LISTED: 'SIGNER_NOT_LISTED' }],
    [
      'a signer whose digest the seal does not name',
      { signer: stranger, seal: makeSeal(world, { lists: 'digests' }) },
      { SIGNER_LISTED: 'SIGNER_NOT_LISTED' },
    ],
    ['a key that is not the signer’s', { forger }, { SIGNATURE: 'SIGNATURE_FALSE' }],
    ['a digest of something else', { dataHash: sm3(utf8('other')) }, { DATA_HASH: 'HASH_DIFFERS' }],
    ['a digest that is too short', { dataHash: sm3(document).subarray(1) }, { DATA_HASH: 'HASH_DIFFERS' }],
    [
      'a signature of another algorithm',
      { algorithm: '1.2.840.10045.4.3.2' },
      { SIGNATURE: 'ALGORITHM_UNKNOWN' },
    ],
    [
      'a seal of another algorithm',
      { seal: makeSeal(world, { algorithm: '1.2.840.10045.4.3.2' }) },
      { SEAL_SIGNATURE: 'ALGORITHM_UNKNOWN' },
    ],
    [
      'a critical extension that nobody understands',
      { seal: makeSeal(world, { extension: 'critical' }) },
      { STRUCTURE: 'EXTENSION_UNKNOWN' },
    ],
    [
      'a signing time after the signer’s certificate',
      { signedAt: YEAR_ENDS + 1000, seal: makeSeal(world, { validTo: YEAR_ENDS + 2000 }) },
      { SIGNER_CERTIFICATE: 'ISSUER_UNKNOWN' }, // the authority's has ended too
    ],
  ])('is refused with %s, for that and for nothing else', (_, wish, expected) => {
    const report = verify(putSeal(world, document, wish));
    expect(failures(report.answers)).toEqual(expected);
    expect(report.isProven).toBe(false);
  });

  it.each<[string, Parameters<typeof issueSm2>[0], SealVerdict]>([
    ['of an authority that is not accepted', { name: '某市民政局' }, 'ISSUER_UNKNOWN'],
    [
      'that had ended',
      { name: '某市民政局', issuer: world.authority, validTo: SEALED_AT - 1000 },
      'CERTIFICATE_NOT_VALID',
    ],
    [
      'that is for encryption',
      { name: '某市民政局', issuer: world.authority, usage: 0x30 },
      'CERTIFICATE_UNFIT',
    ],
    [
      'with a critical extension that nobody understands',
      { name: '某市民政局', issuer: world.authority, hasUnknownExtension: true },
      'CERTIFICATE_UNFIT',
    ],
  ])('is refused when the signer has a certificate %s', (_, wish, verdict) => {
    const signer = issueSm2(wish);
    const report = verify(putSeal({ ...world, signer }, document));
    expect(failures(report.answers)).toEqual({ SIGNER_CERTIFICATE: verdict });
  });

  it('needs no authority where the asker leaves the signer to the seal maker', () => {
    const signer = issueSm2({ name: '自签' });
    const report = verify(putSeal({ ...world, signer }, document), { ...trust, issuers: undefined });
    expect(report.isProven).toBe(true);
  });

  it('is never proven to somebody who trusts nobody', () => {
    const report = verify(putSeal(world, document), { makers: [], issuers: [] });
    expect(failures(report.answers)).toEqual({
      SEAL_MAKER: 'MAKER_UNKNOWN',
      SIGNER_CERTIFICATE: 'ISSUER_UNKNOWN',
    });
  });

  it('is not proven after any change of its bytes', () => {
    const signedValue = putSeal(world, document);
    fc.assert(
      fc.property(mutationsOf(signedValue), (altered) => {
        expect(verify(altered).isProven).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['bytes of no form', utf8('no seal')],
    ['nothing', new Uint8Array(0)],
    ['a bare signature', derSequence(derOid('1.2'), derOctets(Buffer.alloc(70)))],
    ['a seal in place of a signature', makeSeal(world)],
    ['a version of the future', putSeal(world, document, { seal: makeSeal(world, { version: 6 }) })],
    ['an old version with a new seal', putSeal(world, document, { version: 3, seal: makeSeal(world) })],
    ['a field that belongs to nothing', derSequence(putSeal(world, document), derBits(Buffer.of(1)))],
  ])('cannot be read from %s, and nothing more is said of it', (_, bytes) => {
    const { answers, isProven } = verify(bytes);
    expect(isProven).toBe(false);
    expect(answers.map(({ verdict }) => verdict)).toEqual([
      'MALFORMED',
      ...Array.from({ length: Object.keys(SEAL_STEPS).length - 1 }, () => 'NOT_CHECKED'),
    ]);
    expect(answers[0]?.detail).toMatch(/^at byte \d+: /);
  });
});

describe('a seal of GM/T 0031 on a document', () => {
  it('is shown, and never proven, however good it looks', () => {
    const report = verify(putSeal(world, document, { version: 1 }));
    expect(report.isProven).toBe(false);
    expect(failures(report.answers)).toEqual({
      SEAL_VALIDITY: 'UNPROVEN',
      SIGNER_LISTED: 'UNPROVEN',
      SIGNER_CERTIFICATE: 'UNPROVEN',
      SIGNATURE: 'UNPROVEN',
      DATA_HASH: 'UNPROVEN',
    });
    expect(report.signature).toMatchObject({ signedAt: SEALED_AT, version: 1 });
    expect(report.signature?.seal).toMatchObject({ standard: 'GM/T 0031', validFrom: YEAR_BEGINS });
  });
});

describe('a seal by itself', () => {
  it.each([1, 4, 5])('of version %i was made by its maker, and holds in its time', (version) => {
    const seal = makeSeal(world, { version });
    expect(failures(verifySeal(seal, trust, SEALED_AT))).toEqual({});
    expect(failures(verifySeal(seal, trust, YEAR_ENDS + 1))).toEqual({ SEAL_VALIDITY: 'SEAL_EXPIRED' });
    const forged = makeSeal(world, { version, forger });
    expect(failures(verifySeal(forged, trust, SEALED_AT))).toEqual({ SEAL_SIGNATURE: 'SIGNATURE_FALSE' });
  });
});
