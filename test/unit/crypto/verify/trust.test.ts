import { describe, expect, it } from 'vitest';
import { keyIdOf, messageKey } from '#crypto/jose';
import { generatePrivateKey, utf8 } from '#crypto/primitives';
import { readTrust, TrustError } from '#crypto/verify';
import { EvidenceMaker, platformsFile } from '../../../kit/evidence.js';

const trust = new EvidenceMaker().trust();
const key = messageKey(generatePrivateKey('P256'));

describe('what an auditor believes', () => {
  it('is read with every platform key under its id', () => {
    const platforms = platformsFile([{ platform: 'hunan', key, revokedAt: '2026-06-01T08:00:00+08:00' }]);
    expect(readTrust({ ...trust, platforms }).platforms.get(keyIdOf(key.key.publicKey))).toMatchObject({
      platform: 'hunan',
      validFrom: Date.UTC(2026, 0, 1),
      validTo: Date.UTC(2027, 0, 1),
      revokedAt: Date.UTC(2026, 5, 1),
    });
  });

  const row = { platform: 'hunan', validFrom: '2026-01-01T00:00:00Z', validTo: '2027-01-01T00:00:00Z' };
  it.each([
    ['a policy line that is wrong', { policy: 'log nobody\n' }, /^policy, line 1: not an Ed25519 log key$/],
    ['a vkey that is not of an SM2 line', { gm: 'x' }, /^policy.gm, line 1: unknown keyword x$/],
    ['an Ed25519 key among those of SM2', { gm: trust.policy }, /^policy.gm, line 1: not an SM2 log key$/],
    ['platforms that are not JSON', { platforms: utf8('{') }, /^platforms: not JSON$/],
    [
      'a key that was given twice',
      { platforms: utf8('{"keys":[],"keys":[]}') },
      /^platforms: a key stands twice$/,
    ],
    ['a member nobody knows', { platforms: utf8('{"keys":[],"more":1}') }, /^platforms: Unrecognized key/],
    [
      'a moment without an offset',
      { platforms: rows({ ...row, publicKey: '', validTo: '2027-01-01' }) },
      /datetime/,
    ],
    [
      'a key that is none',
      { platforms: rows({ ...row, publicKey: 'AAAA' }) },
      /^platforms: a key of hunan is not/,
    ],
    [
      'a key that is not base64',
      { platforms: rows({ ...row, publicKey: '?' }) },
      /^platforms: a key of hunan is not/,
    ],
  ])('is refused with %s', (_, change, message) => {
    expect(() => readTrust({ ...trust, ...change })).toThrow(TrustError);
    expect(() => readTrust({ ...trust, ...change })).toThrow(message);
  });
});

function rows(...keys: object[]): Uint8Array {
  return utf8(JSON.stringify({ keys }));
}
