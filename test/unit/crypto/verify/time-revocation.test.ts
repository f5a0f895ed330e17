import { copyFileSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BundleError, type EvidenceBundle } from '#crypto/evidence';
import { utf8 } from '#crypto/primitives';
import { formatTimeStampRequest, parseTimeStampResponse } from '#crypto/timestamp';
import { CaseVerifier, readTrust } from '#crypto/verify';
import {
  formatOcspRequest,
  NO_REVOCATION,
  parseOcspResponse,
  type RevocationEvidence,
  readCertificates,
  readRevocationLists,
} from '#crypto/x509/certificate';
import { EvidenceMaker, filesOf, verdictsOn } from '../../../kit/evidence.js';
import { TestTsa } from '../../../kit/tsa.js';

/** What a bundle brings of whether the certificate of its time stamp is revoked, made with openssl. */

const honest = new EvidenceMaker().wholeCase();
const plain = honest.bundle();
const note = plain.events.at(0)?.proof?.checkpoint ?? expect.fail('no proof');

const made: TestTsa[] = [];
afterAll(() => {
  for (const tsa of made) tsa.close();
});

async function stampedBy(tsa: TestTsa): Promise<EvidenceBundle> {
  const request = formatTimeStampRequest({
    data: utf8(note),
    digest: 'sha256',
    nonce: 7n,
    policy: undefined,
  });
  const said = parseTimeStampResponse(await tsa.reply(request));
  if (said.kind !== 'GRANTED') return expect.fail(said.reason);
  return { ...plain, timeStamps: [{ size: Number(note.split('\n')[1]), token: said.token }] };
}

async function newTsa(): Promise<TestTsa> {
  const tsa = await TestTsa.make();
  made.push(tsa);
  return tsa;
}

async function ocspOf(tsa: TestTsa): Promise<RevocationEvidence> {
  const [signer] = readCertificates(readFileSync(tsa.signerFile, 'utf8'));
  const [issuer] = tsa.roots;
  if (signer === undefined || issuer === undefined) return expect.fail('no certificate');
  const response = await tsa.ocsp(formatOcspRequest(signer, issuer, Buffer.alloc(16, 1)));
  return { lists: [], responses: [parseOcspResponse(response)] };
}

async function crlOf(tsa: TestTsa): Promise<RevocationEvidence> {
  return { lists: await tsa.revocationLists(), responses: [] };
}

function trustIn(tsa: TestTsa, lists: readonly Uint8Array[] = []) {
  const authorities = [readFileSync(tsa.rootFile, 'utf8')];
  return { ...honest.trust(), timeStamps: { authorities, revocationLists: lists, asOf: Date.now() } };
}

function timeOf(bundle: EvidenceBundle, trust: ReturnType<typeof trustIn>): unknown {
  const { answers } = new CaseVerifier(readTrust(trust)).verify(filesOf(bundle));
  const answer = answers.find(({ question }) => question === 'TIME');
  return [answer?.verdict, answer?.en];
}

describe('a bundle with what was collected on revocation', () => {
  let tsa: TestTsa;
  let bundle: EvidenceBundle;
  let ocsp: RevocationEvidence;
  let crl: RevocationEvidence;
  beforeAll(async () => {
    tsa = await newTsa();
    bundle = await stampedBy(tsa);
    [ocsp, crl] = [await ocspOf(tsa), await crlOf(tsa)];
  });

  it('passes without lists of the auditor', () => {
    expect(timeOf({ ...bundle, revocation: ocsp }, trustIn(tsa))).toEqual(['PASS', expect.any(String)]);
    expect(timeOf({ ...bundle, revocation: crl }, trustIn(tsa))).toEqual(['PASS', expect.any(String)]);
    expect(verdictsOn(filesOf({ ...bundle, revocation: crl }), trustIn(tsa))).toEqual({
      exitCode: 0,
      not: {},
    });
  });

  it('is not checked without any, and with what another authority has said', async () => {
    const unknown = ['NOT_CHECKED', expect.stringContaining('no CRL of its issuer and no OCSP response')];
    expect(timeOf(bundle, trustIn(tsa))).toEqual(unknown);
    const other = await newTsa();
    for (const revocation of [await ocspOf(other), await crlOf(other)])
      expect(timeOf({ ...bundle, revocation }, trustIn(tsa))).toEqual(unknown);
  });

  it('is false once the list of the auditor says so, whatever was collected before', async () => {
    const other = await newTsa();
    const stamped = await stampedBy(other);
    const revocation = await ocspOf(other);
    expect(timeOf({ ...stamped, revocation }, trustIn(other))).toEqual(['PASS', expect.any(String)]);
    await other.revoke('keyCompromise');
    await other.writeCrl();
    const own = trustIn(other, [readFileSync(other.crlFile)]);
    expect(timeOf({ ...stamped, revocation }, own)).toEqual(['FAIL', expect.stringContaining('revoked')]);
    expect(timeOf({ ...stamped, revocation: await ocspOf(other) }, trustIn(other))).toEqual([
      'FAIL',
      expect.stringContaining('revoked'),
    ]);
  });

  it.each(['certificateHold', 'keyCompromise'])(
    'passes where the list of the auditor no longer has what was collected: %s',
    async (reason) => {
      const other = await newTsa();
      const stamped = await stampedBy(other);
      copyFileSync(other.path('root.index'), other.path('before'));
      await other.revoke(reason);
      const revocation = await ocspOf(other);
      expect(timeOf({ ...stamped, revocation }, trustIn(other))).toEqual(['FAIL', expect.any(String)]);
      copyFileSync(other.path('before'), other.path('root.index'));
      await other.writeCrl();
      const list = readFileSync(other.crlFile);
      expect(readRevocationLists(list)).toHaveLength(1);
      expect(timeOf({ ...stamped, revocation }, trustIn(other, [list]))).toEqual([
        'PASS',
        expect.any(String),
      ]);
    },
  );

  it('has them as files that nobody may alter, take out or put in', () => {
    const files = filesOf({ ...bundle, revocation: { ...crl, responses: ocsp.responses } });
    const paths = [...files.keys()].filter((path) => path.startsWith('revocation/'));
    expect(paths).toEqual([
      expect.stringMatching(/^revocation\/[0-9a-f]{64}\.(crl|ocsp)$/),
      expect.stringMatching(/^revocation\/[0-9a-f]{64}\.(crl|ocsp)$/),
    ]);
    for (const path of paths) {
      const without = new Map(files);
      without.delete(path);
      expect(() => verdictsOn(without, trustIn(tsa))).toThrow(BundleError);
      const bytes = files.get(path) ?? expect.fail();
      const changed = Buffer.from(bytes);
      changed[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
      expect(() => verdictsOn(new Map(files).set(path, changed), trustIn(tsa))).toThrow(BundleError);
      const more = new Map(files).set(path.replace(/\/../, '/zz'), bytes);
      expect(verdictsOn(more, trustIn(tsa))).toMatchObject({ exitCode: 1, not: { FILES: 'FAIL' } });
    }
    const text = Buffer.from(files.get('case.json') ?? []).toString();
    expect(text).toContain('tongban-evidence/6');
    const bare = filesOf({ ...bundle, revocation: NO_REVOCATION });
    expect(Buffer.from(bare.get('case.json') ?? []).toString()).toContain('tongban-evidence/4');
  });
});
