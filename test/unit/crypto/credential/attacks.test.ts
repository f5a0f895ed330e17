import { beforeAll, describe, expect, it } from 'vitest';
import { presentCredential, verifyPresentation } from '#crypto/credential';
import { keyIdOf, messageKey, signJwt } from '#crypto/jose';
import { publicJwk } from '#crypto/jose/jwk';
import { base64url, generatePrivateKey, type PrivateKey, SUITES, sha256, utf8 } from '#crypto/primitives';
import { AUDIENCE, CredentialStage, NONCE, NOW, TYPE } from '../../../kit/credentials.js';

const FIELDS = { name: '测试商行', uscc: '92440000MBY900019A', address: '广州', scope: ['零售', '咨询'] };
const stage = new CredentialStage('ED25519');
const asked = { audience: AUDIENCE, nonce: NONCE, now: NOW };

let credential: string;
let presentation: string;

beforeAll(async () => {
  credential = await stage.issue(FIELDS);
  presentation = await present(['name']);
});

const present = (fields: readonly string[], more: object = {}, key: PrivateKey = stage.holder) =>
  presentCredential(credential, { ...asked, fields, ...more }, key);

const verify = (text: string, more: object = {}) => verifyPresentation(text, stage.expecting(['name'], more));

/** issuer's token, disclosures, holder's proof. */
function apart(text: string) {
  const [issued = '', ...rest] = text.split('~');
  return { issued, disclosures: rest.slice(0, -1), proof: rest.at(-1) ?? '' };
}

const together = (issued: string, disclosures: readonly string[], proof: string) =>
  [issued, ...disclosures, proof].join('~');

/** The holder's proof over these parts, honest unless told otherwise. */
function prove(issued: string, disclosures: readonly string[], change: object = {}, key = stage.holder) {
  const digest = base64url(sha256(utf8(together(issued, disclosures, ''))));
  const claims = { iat: NOW / 1000, aud: AUDIENCE, nonce: NONCE, sd_hash: digest, ...change };
  return together(issued, disclosures, signJwt(claims, 'kb+jwt', messageKey(key)));
}

/** The issuer's own claims with a change, signed by it. */
function reissued(change: object, typ = 'dc+sd-jwt', key = stage.issuer) {
  const claims = JSON.parse(Buffer.from(credential.split('.')[1] ?? '', 'base64url').toString()) as object;
  return signJwt({ ...claims, ...change }, typ, key);
}

function withHeader(token: string, change: object): string {
  const [header = '', ...rest] = token.split('.');
  const plain = JSON.parse(Buffer.from(header, 'base64url').toString()) as object;
  return [base64url(utf8(JSON.stringify({ ...plain, ...change }))), ...rest].join('.');
}

describe('a presentation', () => {
  it.each(SUITES.flatMap((issuer) => SUITES.map((holder) => [issuer, holder] as const)))(
    'of an issuer with %s and a holder with %s shows what was asked for, and nothing else',
    async (issuer, holder) => {
      const mixed = new CredentialStage(issuer, holder);
      const status = { uri: 'https://gd.example/status/7', index: 42 };
      const own = await mixed.issue(FIELDS, { status });
      const shown = await presentCredential(own, { ...asked, fields: ['name', 'scope'] }, mixed.holder);
      const verdict = await verifyPresentation(shown, mixed.expecting(['scope', 'name']));
      expect(verdict).toEqual({
        issuer: 'guangdong',
        kid: mixed.issuer.kid,
        type: TYPE,
        issuedAt: NOW - 86_400_000,
        expiresAt: NOW + 86_400_000,
        status,
        fields: { name: '测试商行', scope: ['零售', '咨询'] },
      });
      expect(decoded(shown)).not.toContain('92440000MBY900019A');
    },
  );

  it('may show no field at all: that the holder has a certificate', async () => {
    const verdict = await verifyPresentation(await present([]), stage.expecting([]));
    expect(verdict).toMatchObject({ fields: {} });
  });

  it('is made of fields that the credential has', async () => {
    await expect(present(['income'])).rejects.toMatchObject({
      code: 'MALFORMED',
      violations: [{ pointer: '/income', message: 'the credential has no such field' }],
    });
  });

  it('is refused when it shows more than was asked for, or less', async () => {
    expect(await verify(await present(['name', 'address']))).toBe('FIELD_NOT_ASKED');
    expect(await verify(await present([]))).toBe('FIELD_MISSING');
  });

  it('is refused when anything else was asked: another verifier, question, kind or time', async () => {
    expect(await verify(presentation, { audience: 'window-4.henan' })).toBe('OTHER_AUDIENCE');
    expect(await verify(presentation, { nonce: stage.newNonce() })).toBe('OTHER_NONCE');
    expect(await verify(presentation, { type: '11100000000013127D001' })).toBe('OTHER_TYPE');
    expect(await verify(presentation, { now: NOW + 60_001 })).toBe('PROOF_TOO_OLD');
    expect(await verify(presentation, { maxAgeMs: Number.NaN })).toBe('PROOF_TOO_OLD');
    expect(await verify(presentation, { now: NOW - 60_001 })).toBe('PROOF_NOT_YET_VALID');
    expect(await verify(presentation, { now: NOW - 86_400_000 - 60_001 })).toBe('NOT_YET_VALID');
    expect(await verify(presentation, { now: NOW + 86_400_000 })).toBe('EXPIRED');
  });

  it('is accepted once, and uses its nonce up only when all else is right', async () => {
    const expected = stage.expecting(['name']);
    expect(await verifyPresentation(await present(['address']), expected)).toBe('FIELD_NOT_ASKED');
    expect(await verifyPresentation(presentation, expected)).toMatchObject({ fields: { name: '测试商行' } });
    expect(await verifyPresentation(presentation, expected)).toBe('REPLAYED');
  });

  it('is not looked at without a nonce that nobody can guess', async () => {
    await expect(verify(presentation, { nonce: '' })).rejects.toThrow('the nonce is too short');
  });
});

describe('somebody who stole a credential', () => {
  const thief = generatePrivateKey('ED25519');

  it('has no key that the credential names', async () => {
    expect(await verify(await present(['name'], {}, thief))).toBe('HOLDER_SIGNATURE_INVALID');
    const named = reissued(
      { cnf: { jwk: await publicJwk(thief.publicKey, keyIdOf(thief.publicKey)) } },
      'dc+sd-jwt',
      { ...messageKey(thief), kid: stage.issuer.kid },
    );
    expect(await verify(prove(named, apart(presentation).disclosures, {}, thief))).toBe('SIGNATURE_INVALID');
  });

  it('cannot leave the proof out, nor use another', async () => {
    const { issued, disclosures } = apart(presentation);
    const other = apart(await present(['address'])).proof;
    expect(await verify(together(issued, disclosures, ''))).toBe('HOLDER_PROOF_MISSING');
    expect(await verify(issued)).toBe('HOLDER_PROOF_MISSING');
    expect(await verify(together(issued, disclosures, 'x'))).toBe('HOLDER_PROOF_MALFORMED');
    expect(await verify(together(issued, disclosures, other))).toBe('OTHER_DISCLOSURES');
    expect(await verify(together(issued, disclosures, issued))).toBe('HOLDER_PROOF_MALFORMED');
  });
});

describe('an algorithm', () => {
  it.each(['none', 'HS256', 'ES384', 'EdDSA ', 'SM2'])('%s is not allowed', async (alg) => {
    const { issued, disclosures, proof } = apart(presentation);
    expect(await verify(together(withHeader(issued, { alg }), disclosures, proof))).toBe(
      'ALGORITHM_NOT_ALLOWED',
    );
    expect(await verify(together(issued, disclosures, withHeader(proof, { alg })))).toBe(
      'HOLDER_PROOF_MALFORMED',
    );
  });

  it.each(['ES256', 'SGD_SM3_SM2'])('%s does not fit a key of another suite', async (alg) => {
    const { issued, disclosures, proof } = apart(presentation);
    expect(await verify(together(withHeader(issued, { alg }), disclosures, proof))).toBe('SIGNATURE_INVALID');
    expect(await verify(together(issued, disclosures, withHeader(proof, { alg })))).toBe(
      'HOLDER_SIGNATURE_INVALID',
    );
  });

  it('is not chosen by a key that comes along', async () => {
    const thief = messageKey(generatePrivateKey('ED25519'));
    const jwk = await publicJwk(thief.key.publicKey, thief.kid);
    const { disclosures, proof } = apart(presentation);
    const own = withHeader(reissued({}, 'dc+sd-jwt', thief), { jwk });
    expect(await verify(together(own, disclosures, proof))).toBe('MALFORMED');
    expect(await verify(together(reissued({}, 'dc+sd-jwt', thief), disclosures, proof))).toBe('KEY_UNKNOWN');
  });
});

describe('a disclosure', () => {
  it('of another credential is refused, though its holder signed it', async () => {
    const other = await stage.issue({ name: '别人', income: 1_000_000 });
    const [foreign = ''] = apart(other).disclosures;
    const { issued, disclosures } = apart(presentation);
    expect(await verify(prove(issued, [...disclosures, foreign]))).toBe('MALFORMED'); // name stands twice
    expect(await verify(prove(issued, [foreign]))).toBe('FOREIGN_DISCLOSURE');
  });

  it.each([
    ['of no digest', JSON.stringify(['c2FsdA', 'name', '别人']), 'FOREIGN_DISCLOSURE'],
    ['of two members', JSON.stringify(['c2FsdA', '别人']), 'MALFORMED'],
    ['with a name twice', '["c2FsdA","name",{"a":1,"a":2}]', 'MALFORMED'],
    ['named like a claim of all', JSON.stringify(['c2FsdA', 'iss', 'henan']), 'MALFORMED'],
    ['named like the digests', JSON.stringify(['c2FsdA', '_sd', []]), 'MALFORMED'],
    ['that hides others', JSON.stringify(['c2FsdA', 'name', { _sd: ['x'] }]), 'MALFORMED'],
    ['that is not JSON', 'no', 'MALFORMED'],
  ])('%s is refused', async (_, text, fault) => {
    const { issued } = apart(presentation);
    expect(await verify(prove(issued, [base64url(utf8(text))]))).toBe(fault);
  });

  it('is written in one way only', async () => {
    const { issued, disclosures } = apart(presentation);
    expect(await verify(prove(issued, [`${disclosures[0]}=`]))).toBe('MALFORMED');
  });
});

describe('a credential', () => {
  it.each([
    ['of another kind of token', {}, 'vc+sd-jwt', 'TYPE_WRONG'],
    ['with another digest', { _sd_alg: 'sha-512' }, 'dc+sd-jwt', 'MALFORMED'],
    ['without one', { _sd_alg: undefined }, 'dc+sd-jwt', 'MALFORMED'],
    ['that never ends', { exp: undefined }, 'dc+sd-jwt', 'MALFORMED'],
    ['that ends before it begins', { exp: 1 }, 'dc+sd-jwt', 'MALFORMED'],
    ['that is nobody’s', { cnf: undefined }, 'dc+sd-jwt', 'MALFORMED'],
    [
      'of a key that is none',
      { cnf: { jwk: { kty: 'oct', k: 'c2VjcmV0' } } },
      'dc+sd-jwt',
      'HOLDER_KEY_UNUSABLE',
    ],
    ['of another issuer', { iss: 'henan' }, 'dc+sd-jwt', 'KEY_UNKNOWN'],
    ['with what nobody knows', { admin: true }, 'dc+sd-jwt', 'MALFORMED'],
    [
      'with a status at two places',
      { status: { status_list: { uri: 'u', idx: 0 }, other: 1 } },
      'dc+sd-jwt',
      'MALFORMED',
    ],
  ])('%s is refused', async (_, change, typ, fault) => {
    const issued = reissued(change, typ);
    expect(await verify(prove(issued, apart(presentation).disclosures))).toBe(fault);
  });

  it('of any size is not read', async () => {
    expect(await verify('~'.repeat(600_000))).toBe('TOO_LARGE');
    expect(await verify(`${presentation.split('~')[0]}${'~'.repeat(1000)}`)).toBe('MALFORMED');
  });

  it.each([
    [{}, 'a credential has 1 to 200 fields, not 0'],
    [{ iss: 'x' }, 'not fields'],
    [{ _sd: [] }, 'not fields'],
    [{ constructor: [] }, 'not fields'],
    [{ a: undefined }, 'not JSON values'],
    [{ a: [Number.NaN] }, 'not JSON values'],
    [{ a: new Date(0) }, 'not JSON values'],
    [{ a: '\ud800' }, 'the JSON is not strict'],
    [{ a: nested(40) }, 'the JSON is not strict'],
    [{ 'a.b': 1 }, 'not fields'],
    [{ a: { '...': 'x' } }, 'not fields'],
    [{ a: [{ b: JSON.parse('{"__proto__":1}') as object }] }, 'not fields'],
    [
      Object.fromEntries(Array.from({ length: 201 }, (_, i) => [`f${i}`, i])),
      'a credential has 1 to 200 fields, not 201',
    ],
  ])('is not issued over %j', async (fields, message) => {
    await expect(stage.issue(fields)).rejects.toMatchObject({ code: 'MALFORMED', message });
  });
});

function decoded(text: string): string {
  return text
    .split(/[.~]/)
    .map((part) => Buffer.from(part, 'base64url').toString())
    .join('\n');
}

function nested(depth: number): unknown {
  return depth === 0 ? [] : [nested(depth - 1)];
}
