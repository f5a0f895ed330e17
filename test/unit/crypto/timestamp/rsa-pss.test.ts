import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatTimeStampRequest, parseTimeStampResponse, verifyTimeStamp } from '#crypto/timestamp';
import {
  formatOcspRequest,
  parseOcspResponse,
  readCertificates,
  readRevocationLists,
} from '#crypto/x509/certificate';
import { runCommand } from '../../../kit/program.js';
import { type SignerWish, TestTsa } from '../../../kit/tsa.js';

/** RSASSA-PSS in time stamps, certificates, lists and responses, made with openssl. */

const DATA = Buffer.from('what was published');
const PSS = ['rsa_padding_mode:pss', 'rsa_pss_saltlen:32'];

const made: TestTsa[] = [];
afterAll(() => {
  for (const tsa of made) tsa.close();
});

async function makeTsa(wish: SignerWish): Promise<TestTsa> {
  const tsa = await TestTsa.make(wish);
  made.push(tsa);
  return tsa;
}

async function stampOf(tsa: TestTsa): Promise<Uint8Array> {
  const request = formatTimeStampRequest({ data: DATA, digest: 'sha256', nonce: 7n, policy: undefined });
  const said = parseTimeStampResponse(await tsa.reply(request));
  return said.kind === 'GRANTED' ? said.token : expect.fail(said.reason);
}

async function verdictOf(token: Uint8Array, tsa: TestTsa): Promise<unknown> {
  const trust = { roots: tsa.roots, revocationLists: await tsa.revocationLists() };
  const { verdict, detail } = verifyTimeStamp(token, { data: DATA }, trust);
  return detail === undefined ? verdict : [verdict, detail];
}

describe('a time stamp that is signed with RSASSA-PSS', () => {
  let tsa: TestTsa;
  let plain: Uint8Array;
  beforeAll(async () => {
    tsa = await makeTsa({ key: 'rsa' });
    plain = await stampOf(tsa);
  });

  it.each([
    ['sha256', 32],
    ['sha384', 48],
    ['sha512', 64],
  ])('is valid with %s, and with no part of the signature changed', async (digest, salt) => {
    const token = await tsa.signAnew(plain, digest, ['rsa_padding_mode:pss', `rsa_pss_saltlen:${salt}`]);
    expect(await verdictOf(token, tsa)).toBe('VALID');
    const changed = Buffer.from(token);
    changed[changed.length - 1] = (token.at(-1) ?? 0) ^ 1;
    expect(await verdictOf(changed, tsa)).toBe('SIGNATURE_FALSE');
  });

  it.each([
    ['another salt', ['rsa_pss_saltlen:20'], 'RSASSA-PSS: salt of 20 bytes, not 32'],
    ['the longest salt', ['rsa_pss_saltlen:max'], 'RSASSA-PSS: salt of 222 bytes, not 32'],
    [
      'another mask',
      ['rsa_pss_saltlen:32', 'rsa_mgf1_md:sha512'],
      'RSASSA-PSS: MGF1 with sha512, not sha256',
    ],
    ['a mask of SHA-1', ['rsa_pss_saltlen:32', 'rsa_mgf1_md:sha1'], 'RSASSA-PSS: SHA-1'],
  ])('is not looked at with %s', async (_, options, why) => {
    const token = await tsa.signAnew(plain, 'sha256', ['rsa_padding_mode:pss', ...options]);
    expect(await verdictOf(token, tsa)).toEqual(['ALGORITHM_UNKNOWN', why]);
  });

  it('is not looked at with another digest than it announces', async () => {
    const token = Buffer.from(await tsa.signAnew(plain, 'sha256', PSS));
    const sha256 = Buffer.from('0609608648016503040201', 'hex');
    for (let at = token.lastIndexOf(sha256); at > token.length - 400; at = token.lastIndexOf(sha256, at - 1))
      token[at + 10] = 2;
    expect(await verdictOf(token, tsa)).not.toBe('VALID');
  });
});

describe('an authority that signs with RSASSA-PSS', () => {
  it.each([
    ['a key for any RSA', 'rsa'],
    ['a key for RSASSA-PSS alone', 'rsa-pss'],
  ] as const)('is believed with %s: its certificates, lists and responses', async (_, key) => {
    const tsa = await makeTsa({ key, sigopts: PSS });
    const { stdout } = await runCommand('openssl', ['x509', '-in', tsa.signerFile, '-noout', '-text']);
    expect(stdout).toContain('Signature Algorithm: rsassaPss');
    const token = await tsa.signAnew(await stampOf(await makeTsa({ key: 'rsa' })), 'sha256', PSS);
    expect(await verdictOf(token, tsa)).toBe('VALID');
    const [signer] = readCertificates(readFileSync(tsa.signerFile, 'utf8'));
    const [root] = tsa.roots;
    if (signer === undefined || root === undefined) return expect.fail('no certificate');
    const bytes = await tsa.ocsp(formatOcspRequest(signer, root, Buffer.alloc(16, 1)), { signer: 'issuer' });
    const response = parseOcspResponse(bytes);
    expect(response.signatureAlgorithm).toBe('PS256');
    const trust = { roots: tsa.roots, revocationLists: [] };
    const collected = { lists: [], responses: [response] };
    expect(verifyTimeStamp(token, { data: DATA, collected }, trust).verdict).toBe('VALID');
    const signature = Buffer.from(response.signature);
    signature[9] = (signature[9] ?? 0) ^ 1;
    const forged = { lists: [], responses: [{ ...response, signature }] };
    expect(verifyTimeStamp(token, { data: DATA, collected: forged }, trust).verdict).toBe(
      'REVOCATION_UNKNOWN',
    );
  });

  it('is told why it is not looked at', async () => {
    const odd = ['rsa_padding_mode:pss', 'rsa_pss_saltlen:20'];
    const tsa = await makeTsa({ key: 'rsa', sigopts: odd });
    expect(await verdictOf(await stampOf(tsa), tsa)).toEqual([
      'ALGORITHM_UNKNOWN',
      'CN=Test signer, O=Test, C=CN: RSASSA-PSS: salt of 20 bytes, not 32',
    ]);
    const other = await makeTsa({ key: 'rsa' });
    const stamp = await stampOf(other);
    await other.writeCrl();
    const [list] = readRevocationLists(readFileSync(other.crlFile));
    if (list === undefined) return expect.fail('no list');
    const revocationLists = [{ ...list, signatureAlgorithm: 'RSASSA-PSS: SHA-1' }];
    expect(verifyTimeStamp(stamp, { data: DATA }, { roots: other.roots, revocationLists })).toMatchObject({
      verdict: 'REVOCATION_UNKNOWN',
      detail: expect.stringContaining('an algorithm that is not supported'),
    });
  });
});
