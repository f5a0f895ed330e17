import { createPublicKey } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  formatTimeStampFile,
  formatTimeStampRequest,
  parseTimeStampFile,
  parseTimeStampResponse,
  parseTimeStampToken,
  type TimeStampReport,
  type TimeStampTrust,
  verifyTimeStamp,
} from '#crypto/timestamp';
import { parseCertificate, parseRevocationList } from '#crypto/x509/certificate';
import { YEAR_BEGINS } from '../../../kit/certificates.js';
import { runCommand } from '../../../kit/program.js';
import { makerOf, makeSm2Tsa, makeToken, type TokenMaker, type TokenWish } from '../../../kit/time-stamps.js';
import { type ReplyWish, type SignerWish, TestTsa } from '../../../kit/tsa.js';

const DATA = Buffer.from('what was published');
const NONCE = 0x8123_4567_89ab_cdefn;

const made: TestTsa[] = [];
afterAll(() => {
  for (const tsa of made) tsa.close();
});

async function makeTsa(wish?: SignerWish): Promise<TestTsa> {
  const tsa = await TestTsa.make(wish);
  made.push(tsa);
  return tsa;
}

function requested(policy?: string, digest: 'sha256' | 'sm3' = 'sha256'): Uint8Array {
  return formatTimeStampRequest({ data: DATA, digest, nonce: NONCE, policy });
}

async function stamped(tsa: TestTsa, wish: ReplyWish = {}, request = requested()): Promise<Uint8Array> {
  const response = parseTimeStampResponse(await tsa.reply(request, wish));
  if (response.kind !== 'GRANTED') throw new Error(response.reason);
  return response.token;
}

async function trustOf(tsa: TestTsa): Promise<TimeStampTrust> {
  return { roots: tsa.roots, revocationLists: await tsa.revocationLists() };
}

function verdictOf({ verdict, detail }: TimeStampReport): unknown {
  return detail === undefined ? verdict : [verdict, detail];
}

describe('a request for a time stamp', () => {
  it.each([
    ['SHA-256', 'sha256', 'sha256'],
    ['SM3', 'sm3', 'sm3'],
  ] as const)('is read by openssl as it was meant, with %s', async (_, digest, name) => {
    const tsa = await makeTsa();
    writeFileSync(tsa.path('query.tsq'), requested('1.2.3.4.2', digest));
    const { stdout } = await runCommand('openssl', ['ts', '-query', '-in', tsa.path('query.tsq'), '-text']);
    expect(stdout).toContain(`Hash Algorithm: ${name}`);
    expect(stdout).toContain('Policy OID: 1.2.3.4.2');
    expect(stdout).toContain('Nonce: 0x8123456789ABCDEF');
    expect(stdout).toContain('Certificate required: yes');
  });
});

describe('a time stamp of openssl', () => {
  let tsa: TestTsa;
  let trust: TimeStampTrust;
  let token: Uint8Array;
  beforeAll(async () => {
    tsa = await makeTsa();
    trust = await trustOf(tsa);
    token = await stamped(tsa, { accuracy: 'secs:1, millisecs:500, microsecs:100' });
  });

  it.each<[string, SignerWish, ReplyWish]>([
    ['RSA', { key: 'rsa' }, {}],
    ['RSA with SHA-512', { key: 'rsa' }, { digest: 'sha512' }],
    ['P-256', { key: 'p256' }, {}],
    ['P-384 with SHA-384', { key: 'p384' }, { digest: 'sha384', essDigest: 'sha384' }],
    ['an authority below the root', { isIntermediate: true }, {}],
    ['its certificate named by SHA-1', {}, { essDigest: 'sha1' }],
    ['its own name in it', {}, { namesItself: true }],
  ])('is valid with %s', async (_, signer, reply) => {
    const other = await makeTsa(signer);
    const report = verifyTimeStamp(
      await stamped(other, reply),
      { data: DATA, nonce: NONCE, policy: '1.2.3.4.1' },
      await trustOf(other),
    );
    expect(verdictOf(report)).toBe('VALID');
    expect(report.authority).toBe('CN=Test signer, O=Test, C=CN');
  });

  it('says when, and how exactly', () => {
    const { token: read } = verifyTimeStamp(token, { data: DATA }, trust);
    expect(read?.info).toMatchObject({ policy: '1.2.3.4.1', nonce: NONCE, accuracyMs: 1_501 });
    expect(Math.abs((read?.info.at ?? 0) - Date.now())).toBeLessThan(60_000);
  });

  it('is over an SM3 imprint where that was asked for', async () => {
    const other = await stamped(tsa, {}, requested(undefined, 'sm3'));
    expect(verdictOf(verifyTimeStamp(other, { data: DATA }, trust))).toBe('VALID');
  });

  it.each([
    ['something else', { data: Buffer.from('what was published!') }, 'IMPRINT_DIFFERS'],
    ['another request', { data: DATA, nonce: NONCE + 1n }, 'NONCE_DIFFERS'],
    ['another policy', { data: DATA, policy: '1.2.3.4.2' }, ['POLICY_DIFFERS', '1.2.3.4.1']],
  ])('is not one for %s', (_, question, verdict) => {
    expect(verdictOf(verifyTimeStamp(token, question, trust))).toEqual(verdict);
  });

  it('proves nothing to whom its authority is unknown', async () => {
    const other = await makeTsa();
    const report = verifyTimeStamp(token, { data: DATA }, await trustOf(other));
    // The same name, another key.
    expect(verdictOf(report)).toEqual(['AUTHORITY_UNKNOWN', 'CN=Test root, O=Test, C=CN']);
  });

  it('proves nothing when nobody can say whether its certificate is revoked', () => {
    const report = verifyTimeStamp(token, { data: DATA }, { ...trust, revocationLists: [] });
    expect(verdictOf(report)).toEqual(['REVOCATION_UNKNOWN', expect.stringContaining('CRL')]);
  });

  it('needs the certificate that it does not bring', async () => {
    const request = Buffer.from(requested());
    expect(request.subarray(-3)).toEqual(Buffer.of(0x01, 0x01, 0xff));
    // certReq FALSE is left out in DER.
    const bare = Buffer.concat([request.subarray(0, -3)]);
    bare[1] = (bare[1] ?? 0) - 3;
    const without = await stamped(tsa, {}, bare);
    expect(verdictOf(verifyTimeStamp(without, { data: DATA }, trust))).toBe('SIGNER_MISSING');
  });

  it.each<[string, SignerWish, unknown]>([
    ['for other purposes too', { purposes: 'critical,timeStamping,clientAuth' }, 'SIGNER_UNFIT'],
    ['whose purpose may be overlooked', { purposes: 'timeStamping' }, 'SIGNER_UNFIT'],
    ['for no purpose', { purposes: '' }, 'SIGNER_UNFIT'],
    ['for another purpose', { purposes: 'critical,clientAuth' }, 'SIGNER_UNFIT'],
    ['that may issue certificates', { usage: 'critical,digitalSignature,keyCertSign' }, 'SIGNER_UNFIT'],
    ['that has expired', { validFrom: -30, validTo: -1 }, 'CERTIFICATE_NOT_VALID'],
    ['that is not valid yet', { validFrom: 1, validTo: 30 }, 'CERTIFICATE_NOT_VALID'],
  ])('is false under a certificate %s', async (_, wish, verdict) => {
    const other = await makeTsa(wish);
    const made = makeToken(DATA, makerOf(other), { at: Date.now() }); // openssl refuses to make such
    expect(verifyTimeStamp(made, { data: DATA }, await trustOf(other)).verdict).toBe(verdict);
  });

  it.each([
    ['without a reason', 'REVOKED', undefined],
    ['because its key was lost', 'REVOKED', 'keyCompromise'],
    ['because it was replaced, afterwards', 'VALID', 'superseded'],
  ])('of a certificate that was revoked %s is %s', async (_, verdict, reason) => {
    const other = await makeTsa();
    const before = makeToken(DATA, makerOf(other), { at: Date.now() - 5_000 });
    await other.revoke(reason);
    const report = verifyTimeStamp(before, { data: DATA }, await trustOf(other));
    expect(report.verdict).toBe(verdict);
  });

  it('is told what a list of revoked certificates is worth', async () => {
    const other = await makeTsa({ isIntermediate: true });
    const stamp = await stamped(other);
    const lists = await other.revocationLists();
    const { roots } = other;
    expect(lists).toHaveLength(2);
    expect(verifyTimeStamp(stamp, { data: DATA }, { roots, revocationLists: lists }).verdict).toBe('VALID');
    for (const one of lists) {
      const report = verifyTimeStamp(stamp, { data: DATA }, { roots, revocationLists: [one] });
      expect(report.verdict).toBe('REVOCATION_UNKNOWN');
    }
    const forged = lists.map((list) => ({ ...list, signed: Buffer.from([...list.signed, 0]) }));
    expect(verifyTimeStamp(stamp, { data: DATA }, { roots, revocationLists: forged }).verdict).toBe(
      'REVOCATION_UNKNOWN',
    );
  });
});

describe('a time stamp that was put together', () => {
  let maker: TokenMaker;
  let trust: TimeStampTrust;
  beforeAll(async () => {
    const tsa = await makeTsa();
    maker = makerOf(tsa);
    trust = await trustOf(tsa);
  });

  it.each<[string, Omit<TokenWish, 'at'>, unknown]>([
    ['as it should be', {}, 'VALID'],
    ['over another imprint', { imprint: Buffer.alloc(32) }, 'IMPRINT_DIFFERS'],
    ['of another content', { contentType: '1.2.840.113549.1.7.1' }, ['ATTRIBUTES_FALSE', 'content-type']],
    ['with another digest', { messageDigest: Buffer.alloc(32) }, ['ATTRIBUTES_FALSE', 'message-digest']],
    ['that names no certificate', { named: 'none' }, ['ATTRIBUTES_FALSE', 'signing-certificate']],
    ['that names another certificate', { named: Buffer.of(1) }, 'SIGNER_DIFFERS'],
    ['with what must be understood', { criticalExtension: '1.2.3.4' }, ['EXTENSION_UNKNOWN', '1.2.3.4']],
    ['of two signers', { signers: 2 }, ['MALFORMED', expect.stringContaining('not one signer')]],
    ['out of order', { reversesAttributes: true }, ['MALFORMED', expect.stringContaining('order')]],
    ['exact to a thousand', { isAccuracyWrong: true }, ['MALFORMED', expect.stringContaining('999')]],
  ])('%s', (_, wish, verdict) => {
    const token = makeToken(DATA, maker, { at: Date.now(), ...wish });
    expect(verdictOf(verifyTimeStamp(token, { data: DATA }, trust))).toEqual(verdict);
  });

  it.each([
    ['another signature', { sign: () => Buffer.from('3006020101020101', 'hex') }, 'SIGNATURE_FALSE'],
    ['an algorithm that nobody knows', { signatureAlgorithm: '1.2.3' }, ['ALGORITHM_UNKNOWN', '1.2.3']],
    [
      'another digest than its signature has',
      { signatureAlgorithm: '1.2.840.10045.4.3.4' },
      ['ALGORITHM_UNKNOWN', '1.2.840.10045.4.3.4'],
    ],
  ])('does not pass with %s', (_, wrong, verdict) => {
    const token = makeToken(DATA, { ...maker, ...wrong }, { at: Date.now() });
    expect(verdictOf(verifyTimeStamp(token, { data: DATA }, trust))).toEqual(verdict);
  });
});

describe('a time stamp with SM2', () => {
  it.each([
    ['in CMS', '1.2.156.10197.1.501', false],
    ['as GM/T 0010 names it', '1.2.156.10197.1.301.1', true],
  ])('is valid %s', (_, algorithm, isGm) => {
    const { maker, root, revocationList } = makeSm2Tsa(algorithm);
    const token = makeToken(DATA, maker, { at: YEAR_BEGINS + 1_000, isGm });
    const trust = {
      roots: [parseCertificate(root.certificate)],
      revocationLists: [parseRevocationList(revocationList)],
    };
    expect(verdictOf(verifyTimeStamp(token, { data: DATA }, trust))).toBe('VALID');
    const other = { ...trust, roots: [parseCertificate(makeSm2Tsa().root.certificate)] };
    expect(verifyTimeStamp(token, { data: DATA }, other).verdict).toBe('AUTHORITY_UNKNOWN');
    expect(verifyTimeStamp(token, { data: DATA.subarray(1) }, trust).verdict).toBe('IMPRINT_DIFFERS');
  });

  it('carries a signature that openssl verifies', async () => {
    const tsa = await makeTsa();
    const { maker } = makeSm2Tsa();
    const { signer } = parseTimeStampToken(makeToken(DATA, maker, { at: YEAR_BEGINS }));
    const key = createPublicKey({
      key: Buffer.from(parseCertificate(maker.certificate).spki),
      format: 'der',
      type: 'spki',
    });
    writeFileSync(tsa.path('sm2.pem'), key.export({ type: 'spki', format: 'pem' }));
    writeFileSync(tsa.path('signed'), signer.signed);
    writeFileSync(tsa.path('signature'), signer.signature);
    const files = ['-in', tsa.path('signed'), '-sigfile', tsa.path('signature')];
    const how = ['-rawin', '-digest', 'sm3', '-pkeyopt', 'distid:1234567812345678'];
    const { stdout } = await runCommand('openssl', [
      ...['pkeyutl', '-verify', '-pubin', '-inkey', tsa.path('sm2.pem')],
      ...[...files, ...how],
    ]);
    expect(stdout).toContain('Signature Verified Successfully');
  });
});

describe('a file of a time stamp', () => {
  it('is a response that openssl verifies, and is written in one way', async () => {
    const tsa = await makeTsa({ isIntermediate: true });
    const token = await stamped(tsa, { namesItself: true });
    const file = formatTimeStampFile(token);
    expect(parseTimeStampFile(file)).toEqual(Buffer.from(token));
    writeFileSync(tsa.path('data'), DATA);
    writeFileSync(tsa.path('file.tsr'), file);
    const { stdout } = await runCommand('openssl', [
      ...['ts', '-verify', '-in', tsa.path('file.tsr'), '-data', tsa.path('data')],
      ...['-CAfile', tsa.rootFile],
    ]);
    expect(stdout).toContain('Verification: OK');
  });
});
