import { describe, expect, it } from 'vitest';
import type { SealTrust } from '#crypto/eseal';
import {
  type FileState,
  OfdError,
  type OfdReport,
  type OfdVerdict,
  resolveLocation,
  verifyOfd,
} from '#crypto/ofd';
import { generatePrivateKey, hex, sm3, utf8, utf8Text } from '#crypto/primitives';
import { parseCertificate } from '#crypto/x509/certificate';
import { issueSm2 } from '../../../kit/certificates.js';
import {
  bent,
  LIST,
  type OfdFiles,
  ofdFiles,
  PAGE,
  packOfd,
  type SealingWish,
  sealOfd,
  withFile,
} from '../../../kit/ofd.js';
import { makeSeal, SEALED_AT, sealWorld } from '../../../kit/seals.js';

const world = sealWorld();
const other = sealWorld();
const trust: SealTrust = {
  makers: [world, other].map(({ maker }) => parseCertificate(maker.certificate)),
  issuers: [world, other].map(({ authority }) => parseCertificate(authority.certificate)),
};

const verify = (files: OfdFiles, accepted = trust) => verifyOfd(packOfd(files), accepted);
const sealed = (wish: SealingWish = {}) => sealOfd(ofdFiles(), world, wish);

/** States of files that are anything but covered, by path. */
function exceptions({ files }: OfdReport): Record<string, FileState> {
  return Object.fromEntries(
    files.filter(({ state }) => state !== 'COVERED').map(({ path, state }) => [path, state]),
  );
}

/** What stands in every honest report: the seal's own files. */
const SIGNING: Record<string, FileState> = {
  [LIST]: 'SIGNATURE',
  'Doc_0/Signs/Sign_0/Signature.xml': 'SIGNATURE',
  'Doc_0/Signs/Sign_0/SignedValue.dat': 'SIGNATURE',
};

describe('a sealed OFD', () => {
  it.each<[string, SealingWish]>([
    ['with SM3 by its identifier', {}],
    ['with SM3 by its name', { checkMethod: 'SM3' }],
    ['with SM3 by the identifier of HMAC-SM3', { checkMethod: '1.2.156.10197.1.401.2' }],
    ['with locations from the file’s own folder', { location: (path) => `../../../${path}` }],
    ['that covers the list of its signatures too', { covers: () => true }],
    ['that shows no seal by itself', { shownSeal: 'none' }],
    [
      'of version 5, which names digests',
      { version: 5, seal: makeSeal(world, { version: 5, lists: 'digests' }) },
    ],
  ])('is whole, file by file, %s', async (_, wish) => {
    const bytes = packOfd(sealed(wish));
    const report = await verifyOfd(bytes, trust);
    expect(report.verdict).toBe('WHOLE');
    const { [LIST]: list, ...others } = SIGNING;
    expect(exceptions(report)).toEqual(wish.covers ? others : { ...others, [LIST]: list });
    expect(report.signatures).toMatchObject([{ id: '1', type: 'Seal', isProven: true }]);
    expect(report.sm3).toBe(hex(sm3(bytes)));
  });

  it('names each file that was changed after it was sealed, and no other', async () => {
    const files = sealed();
    for (const path of ofdFiles().keys()) {
      const text = path.endsWith('.xml')
        ? utf8(`${utf8Text(files.get(path) ?? utf8(''))}\n`)
        : bent(files.get(path));
      const report = await verify(withFile(files, path, text));
      expect(report.verdict, path).toBe('CHANGED');
      expect(exceptions(report), path).toEqual({ ...SIGNING, [path]: 'CHANGED' });
    }
  });

  it('is not whole after a bit of any of its files was turned over', async () => {
    const files = sealed({ covers: () => true });
    for (const [path, bytes] of files) {
      const report = await verify(withFile(files, path, bent(bytes))).catch((error: unknown) => error);
      if (report instanceof OfdError) continue; // no XML any more, or another place
      expect(report, path).toMatchObject({
        verdict: expect.stringMatching(/^(?:CHANGED|UNPROVEN|UNSIGNED)$/),
      });
    }
  });

  it.each<[string, OfdFiles, OfdVerdict, Record<string, FileState>]>([
    ['a page that was taken out', withFile(sealed(), PAGE, undefined), 'CHANGED', { [PAGE]: 'MISSING' }],
    [
      'a file that was put in later',
      withFile(sealed(), 'Doc_0/Attachs/a.xml', utf8('<a/>')),
      'PARTLY_COVERED',
      { 'Doc_0/Attachs/a.xml': 'NOT_COVERED' },
    ],
    [
      'a picture that the seal never named',
      sealed({ covers: (path) => path !== LIST && !path.endsWith('.png') }),
      'PARTLY_COVERED',
      { 'Doc_0/Res/照片.png': 'NOT_COVERED' },
    ],
    [
      'a reference out of the package',
      sealed({ location: (path) => (path === PAGE ? '../../../../../etc/passwd' : `/${path}`) }),
      'CHANGED',
      { '../../../../../etc/passwd': 'MISSING', [PAGE]: 'NOT_COVERED' },
    ],
  ])('tells of %s', async (_, files, verdict, expected) => {
    const report = await verify(files);
    expect(report.verdict).toBe(verdict);
    expect(exceptions(report)).toEqual({ ...SIGNING, ...expected });
  });

  it('does not take a digest for checked that it cannot compute', async () => {
    for (const checkMethod of ['MD5', '', 'SHA1', '1.2.156.10197.1.402']) {
      const report = await verify(sealed({ checkMethod }));
      expect(report.verdict).toBe('PARTLY_COVERED');
      expect(report.files.find(({ path }) => path === PAGE)?.state).toBe('DIGEST_UNKNOWN');
    }
  });
});

describe('an OFD whose seal is not proven', () => {
  const stranger = issueSm2({ name: '某市民政局', issuer: world.authority, serial: 77 });
  const forger = generatePrivateKey('SM2');
  const signs = (path: string) => `Doc_0/Signs/Sign_0/${path}`;

  it.each<[string, OfdFiles, string]>([
    [
      'a forged seal of valid structure',
      sealed({ seal: makeSeal(world, { forger }) }),
      'SEAL_SIGNATURE SIGNATURE_FALSE',
    ],
    [
      'a seal of a maker of one’s own',
      sealed({ seal: makeSeal({ ...world, maker: stranger }) }),
      'SEAL_MAKER MAKER_UNKNOWN',
    ],
    ['a signer who is not in the list', sealed({ signer: stranger }), 'SIGNER_LISTED SIGNER_NOT_LISTED'],
    ['a forged signature', sealed({ forger }), 'SIGNATURE SIGNATURE_FALSE'],
    [
      'a seal that had expired when it was used',
      sealed({ seal: makeSeal(world, { validTo: SEALED_AT - 1000 }) }),
      'SEAL_VALIDITY SEAL_EXPIRED',
    ],
    ['the digest of another document', sealed({ dataHash: sm3(utf8('x')) }), 'DATA_HASH HASH_DIFFERS'],
    [
      'a changed description',
      withFile(
        sealed(),
        signs('Signature.xml'),
        utf8(utf8Text(sealed().get(signs('Signature.xml')) ?? utf8('')).replace('test', 'best')),
      ),
      'DATA_HASH HASH_DIFFERS',
    ],
    [
      'a signature that is cut off',
      withFile(sealed(), signs('SignedValue.dat'), utf8('0')),
      'STRUCTURE MALFORMED',
    ],
    ['no signature', withFile(sealed(), signs('SignedValue.dat'), undefined), 'STRUCTURE MALFORMED'],
    ['no description', withFile(sealed(), signs('Signature.xml'), undefined), 'STRUCTURE MALFORMED'],
    ['a signature without a seal', sealed({ type: 'Sign' }), 'STRUCTURE MALFORMED'],
  ])('covers nothing: %s', async (_, files, reason) => {
    const report = await verify(files);
    expect(report.verdict).toBe('UNPROVEN');
    expect(new Set(report.files.map(({ state }) => state))).toEqual(new Set(['NOT_COVERED']));
    const [failed] = report.signatures[0]?.seal.answers.filter(({ verdict }) => verdict !== 'PASS') ?? [];
    expect(`${failed?.step} ${failed?.verdict}`).toBe(reason);
  });

  it('is one of GM/T 0031, whose references are shown all the same', async () => {
    const report = await verify(sealed({ version: 1, seal: makeSeal(world, { version: 1 }) }));
    expect(report.verdict).toBe('UNPROVEN');
    expect(report.signatures[0]?.references).toContainEqual({ path: PAGE, state: 'COVERED' });
    expect(report.files).toContainEqual({ path: PAGE, state: 'NOT_COVERED' });
  });

  it('is one that shows another seal than the one that was used', async () => {
    for (const shownSeal of [makeSeal(world, { createdAt: SEALED_AT }), utf8('a picture')]) {
      const report = await verify(sealed({ shownSeal }));
      expect(report.verdict).toBe('UNPROVEN');
      expect(report.signatures[0]).toMatchObject({ shownSeal: 'DIFFERS', seal: { isProven: true } });
    }
  });
});

describe('several seals', () => {
  const first = sealed({ covers: () => true });

  it('may change the list of signatures, each after the one before', async () => {
    const both = sealOfd(first, other, { covers: () => true, signedAt: SEALED_AT + 60_000 });
    const report = await verify(both);
    expect(report.verdict).toBe('WHOLE');
    expect(report.signatures.map(({ isProven }) => isProven)).toEqual([true, true]);
    expect(report.signatures[0]?.references).toContainEqual({ path: LIST, state: 'LIST_EXTENDED' });
    expect(report.files).toContainEqual({ path: LIST, state: 'COVERED' });
  });

  it('leave the list without cover where the later one does not name it', async () => {
    const report = await verify(sealOfd(first, other, { signedAt: SEALED_AT + 60_000 }));
    expect(report.verdict).toBe('WHOLE');
    expect(report.files).toContainEqual({ path: LIST, state: 'LIST_EXTENDED' });
  });

  it.each<[string, OfdFiles, OfdVerdict]>([
    ['a seal that is not proven', sealOfd(first, other, { forger: generatePrivateKey('SM2') }), 'UNPROVEN'],
    ['an earlier one', sealOfd(first, other, { signedAt: SEALED_AT - 1000 }), 'CHANGED'],
    [
      'nobody: the later seal was taken out of the list again',
      withFile(sealOfd(first, other), LIST, utf8(`${utf8Text(first.get(LIST) ?? utf8(''))} `)),
      'CHANGED',
    ],
  ])('do not excuse a list that was changed by %s', async (_, files, verdict) => {
    const report = await verify(files);
    expect(report.verdict).toBe(verdict);
    expect(report.signatures[0]?.references).toContainEqual({ path: LIST, state: 'CHANGED' });
  });

  it('excuse no other file that the later one changed', async () => {
    const repainted = withFile(first, PAGE, utf8('<page/>'));
    const report = await verify(sealOfd(repainted, other, { signedAt: SEALED_AT + 60_000 }));
    expect(report.verdict).toBe('CHANGED');
    expect(report.files).toContainEqual({ path: PAGE, state: 'CHANGED' });
  });

  it('leave traces when one of them is taken out of the list', async () => {
    const report = await verify(withFile(sealOfd(sealed(), other), LIST, sealed().get(LIST)));
    expect(report.verdict).toBe('PARTLY_COVERED');
    expect(exceptions(report)).toEqual({
      ...SIGNING,
      'Doc_0/Signs/Sign_1/Seal.esl': 'NOT_COVERED',
      'Doc_0/Signs/Sign_1/Signature.xml': 'NOT_COVERED',
      'Doc_0/Signs/Sign_1/SignedValue.dat': 'NOT_COVERED',
    });
  });
});

describe('a file that is no OFD in order', () => {
  it.each<[string, Uint8Array, string]>([
    ['no zip', utf8('%PDF-1.7'), 'not a zip file'],
    ['a bomb', packOfd(withFile(sealed(), 'Doc_0/bomb', new Uint8Array(3 * 1024 * 1024))), 'too large'],
    [
      'a zip with two files of one name',
      packOfd(withFile(sealed(), 'ofd.xml', utf8('<a/>'))),
      'stands twice',
    ],
    [
      'a zip with a path out of it',
      Buffer.from(
        Buffer.from(packOfd(withFile(ofdFiles(), 'aa/evil.xml', utf8('<a/>'))))
          .toString('latin1')
          .replaceAll('aa/evil', '../evil'),
        'latin1',
      ),
      'not a plain path',
    ],
    ['a zip without OFD.xml', packOfd(withFile(sealed(), 'OFD.xml', undefined)), 'OFD.xml is missing'],
    [
      'a zip whose OFD.xml is something else',
      packOfd(withFile(sealed(), 'OFD.xml', utf8('<a/>'))),
      'not OFD',
    ],
    [
      'an OFD with a document type',
      packOfd(withFile(sealed(), 'OFD.xml', utf8('<!DOCTYPE a><a/>'))),
      'OFD.xml: a document type is not allowed',
    ],
    ['an OFD without its list', packOfd(withFile(sealed(), LIST, undefined)), `${LIST} is missing`],
    [
      'an OFD whose list lies outside',
      packOfd(
        withFile(
          sealed(),
          'OFD.xml',
          utf8(utf8Text(sealed().get('OFD.xml') ?? utf8('')).replace(`/${LIST}`, '../list.xml')),
        ),
      ),
      'leads nowhere',
    ],
  ])('is refused: %s', async (_, bytes, reason) => {
    const refused = verifyOfd(bytes, trust);
    await expect(refused).rejects.toThrow(OfdError);
    await expect(refused).rejects.toThrow(reason);
  });

  it('is not sealed where nobody sealed it', async () => {
    const report = await verify(ofdFiles());
    expect(report).toMatchObject({ verdict: 'UNSIGNED', signatures: [] });
  });
});

describe('a location', () => {
  it.each([
    ['Doc_0/Document.xml', 'Pages/a.xml', 'Doc_0/Pages/a.xml'],
    ['Doc_0/Document.xml', '/Pages/a.xml', 'Pages/a.xml'],
    ['Doc_0/Signs/Sign_0/Signature.xml', '../../a.xml', 'Doc_0/a.xml'],
    ['OFD.xml', './a.xml', 'a.xml'],
    ['OFD.xml', '../a.xml', undefined],
    ['OFD.xml', '/../a.xml', undefined],
    ['OFD.xml', 'a/../../a.xml', undefined],
    ['OFD.xml', 'a\\b.xml', undefined],
    ['OFD.xml', 'a/', undefined],
    ['OFD.xml', '', undefined],
    ['OFD.xml', '/', undefined],
    ['OFD.xml', '.', undefined],
  ])('in %s, %s, is %s', (file, location, expected) => {
    expect(resolveLocation(file, location)).toBe(expected);
  });
});
