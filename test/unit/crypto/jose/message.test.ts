import { describe, expect, it } from 'vitest';
import {
  checkSizes,
  fromFlattened,
  keyIdOf,
  MAX_PAYLOAD_BYTES,
  MAX_PROTECTED_BYTES,
  messageKey,
  readHeader,
  signMessage,
  toFlattened,
  verifyParts,
} from '#crypto/jose';
import { base64url, generatePrivateKey, sha256, utf8 } from '#crypto/primitives';
import { thrownBy } from '../../../kit/thrown.js';

const header = {
  alg: 'EdDSA',
  kid: 'k1',
  typ: 'tongban+jws',
  cty: 'tongban.v1.SubmitCase+json',
  iss: 'guangdong',
  aud: 'tongban-dev',
  iat: 1_795_312_680_000,
  jti: '0196f0c0-0000-7000-8000-000000000001',
};
const encode = (value: object) => utf8(JSON.stringify(value));
const readAltered = (change: object) => thrownBy(() => readHeader(encode({ ...header, ...change })));

describe('the protected header', () => {
  it('is read into a frozen value', () => {
    const read = readHeader(encode(header));
    expect(read).toEqual(header);
    expect(Object.isFrozen(read)).toBe(true);
  });

  it.each([
    ['typ', 'JWT'],
    ['kid', 'two words'],
    ['kid', ''],
    ['iss', 'Guangdong'],
    ['aud', ''],
    ['iat', -1],
    ['iat', 1.5],
    ['iat', '1795312680000'],
    ['jti', '0196f0c0-0000-4000-8000-000000000001'],
    ['jti', '0196F0C0-0000-7000-8000-000000000001'],
    ['cty', 7],
    ['alg', null],
    ['b64', false],
    ['x5c', []],
    ['jwk', {}],
    ['__proto__', 1],
  ])('is refused with %s %j', (member, value) => {
    expect(readAltered({ [member]: value })).toMatchObject({
      code: 'MALFORMED',
      violations: [{ pointer: `/${member}` }],
    });
  });

  it('names everything that is wrong at once', () => {
    const error = readAltered({ typ: 'JWT', iat: -1, iss: undefined, x5u: 'https://evil.example' });
    expect(error.violations.map(({ pointer }) => pointer).sort()).toEqual(['/iat', '/iss', '/typ', '/x5u']);
  });

  it.each(['none', 'HS256', 'RS256', 'ES384', 'eddsa', 'EdDSA ', ''])(
    'does not allow algorithm "%s"',
    (alg) => {
      expect(readAltered({ alg })).toMatchObject({ code: 'ALGORITHM_NOT_ALLOWED' });
    },
  );

  it('is refused for a critical header before anything else is looked at', () => {
    expect(readAltered({ crit: [], alg: 'none' })).toMatchObject({ code: 'CRITICAL_HEADER' });
  });

  it.each([
    ['another kind of JSON', '[]'],
    ['null', 'null'],
    ['a member written twice', JSON.stringify(header).replace('{', '{"iss":"henan",')],
    [
      'a member written twice in another spelling',
      JSON.stringify(header).replace('{', '{"\\u0069ss":"henan",'),
    ],
    ['bytes after its end', `${JSON.stringify(header)} {}`],
    ['a byte order mark', `\ufeff${JSON.stringify(header)}`],
  ])('is refused as %s', (_, text) => {
    expect(thrownBy(() => readHeader(utf8(text)))).toMatchObject({ code: 'MALFORMED' });
  });

  it('has a size limit, to the byte', () => {
    const padded = (length: number) => utf8(JSON.stringify(header).padEnd(length, ' '));
    expect(readHeader(padded(MAX_PROTECTED_BYTES))).toEqual(header);
    expect(thrownBy(() => readHeader(padded(MAX_PROTECTED_BYTES + 1)))).toMatchObject({ code: 'TOO_LARGE' });
  });
});

describe('the parts of a signed message', () => {
  const parts = { protected: encode(header), payload: new Uint8Array(0), signature: new Uint8Array(64) };

  it('have size limits, to the byte', () => {
    checkSizes({ ...parts, payload: new Uint8Array(MAX_PAYLOAD_BYTES) });
    const large = { ...parts, payload: new Uint8Array(MAX_PAYLOAD_BYTES + 1) };
    expect(thrownBy(() => checkSizes(large))).toMatchObject({ code: 'TOO_LARGE' });
    for (const length of [0, 63, 65]) {
      const error = thrownBy(() => checkSizes({ ...parts, signature: new Uint8Array(length) }));
      expect(error).toMatchObject({ code: 'MALFORMED', violations: [{ pointer: '/signature' }] });
    }
  });

  it('survive flattened JSON byte for byte', () => {
    const odd = { protected: Buffer.of(0xff, 0), payload: Buffer.of(1), signature: Buffer.alloc(64, 0xfb) };
    expect(fromFlattened(JSON.parse(JSON.stringify(toFlattened(odd))))).toEqual(odd);
  });

  it.each([
    ['an unprotected header', { ...toFlattened(parts), header: { alg: 'none' } }],
    ['several signatures', { payload: '', signatures: [] }],
    ['padded base64url', { ...toFlattened(parts), payload: 'AA==' }],
    ['base64 in place of base64url', { ...toFlattened(parts), payload: '+/+/' }],
    ['a second spelling of the last byte', { ...toFlattened(parts), payload: 'AB' }],
    ['a missing part', { protected: '', payload: '' }],
    ['a compact JWS', 'a.b.c'],
    ['nothing', null],
  ])('are refused as %s', (_, plain) => {
    expect(thrownBy(() => fromFlattened(plain))).toMatchObject({ code: 'MALFORMED' });
  });
});

describe('signing', () => {
  const key = messageKey(generatePrivateKey('SM2'));
  const message = {
    cty: header.cty,
    issuer: header.iss,
    audience: header.aud,
    messageId: header.jti,
    issuedAt: header.iat,
    payload: utf8('{}'),
  };

  it('names the key by the digest of its SPKI', () => {
    expect(key.kid).toBe(base64url(sha256(key.key.publicKey.spki)));
    expect(keyIdOf(key.key.publicKey)).toBe(key.kid);
  });

  it('makes a header that the profile reads, under the algorithm of the key', () => {
    const parts = signMessage(message, key);
    expect(readHeader(parts.protected)).toEqual({ ...header, alg: 'SGD_SM3_SM2', kid: key.kid });
    expect(verifyParts(parts, 'SGD_SM3_SM2', key.key.publicKey)).toBe(true);
  });

  it('is not verified under an algorithm that the key does not declare', () => {
    const parts = signMessage(message, key);
    expect(verifyParts(parts, 'ES256', key.key.publicKey)).toBe(false);
    expect(verifyParts(parts, 'EdDSA', key.key.publicKey)).toBe(false);
  });

  it('cannot have a byte moved over the border between header and payload', () => {
    const parts = signMessage({ ...message, payload: utf8('abcdef') }, key);
    const moved = {
      ...parts,
      protected: Buffer.concat([parts.protected, parts.payload.subarray(0, 3)]),
      payload: parts.payload.subarray(3),
    };
    expect(verifyParts(moved, 'SGD_SM3_SM2', key.key.publicKey)).toBe(false);
  });
});
