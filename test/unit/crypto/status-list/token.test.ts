import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { messageKey, signJwt } from '#crypto/jose';
import { base64url, generatePrivateKey, SUITES, utf8 } from '#crypto/primitives';
import {
  readStatusList,
  SHARD_ENTRIES,
  StatusBitmap,
  type StatusListExpectation,
  signStatusList,
  statusOf,
} from '#crypto/status-list';

const NOW = Date.UTC(2026, 10, 22, 10);
const MINUTE = 60_000;
const URI = 'https://gd.example/status/7';
const key = messageKey(generatePrivateKey('ED25519'));

const statuses = StatusBitmap.empty(2, SHARD_ENTRIES);
statuses.set(1, 1);
statuses.set(2, 2);
statuses.set(3, 3);

const list = {
  issuer: 'guangdong',
  uri: URI,
  issuedAt: NOW,
  expiresAt: NOW + 60 * MINUTE,
  ttlMs: MINUTE,
  statuses,
};

const claims = {
  iss: 'guangdong',
  sub: URI,
  iat: NOW / 1000,
  exp: NOW / 1000 + 3600,
  ttl: 60,
  status_list: { bits: 1, lst: base64url(deflateSync(Buffer.alloc(2))) },
};

function read(token: string, more: Partial<StatusListExpectation> = {}) {
  return readStatusList(token, {
    uri: URI,
    issuer: 'guangdong',
    now: NOW,
    maxAgeMs: 30 * MINUTE,
    keyOf: (issuer, kid) => (issuer === 'guangdong' && kid === key.kid ? key.key.publicKey : undefined),
    ...more,
  });
}

const signed = (change: object, typ = 'statuslist+jwt') => signJwt({ ...claims, ...change }, typ, key);

function verified() {
  const verdict = read(signStatusList(list, key));
  if (typeof verdict === 'string') throw new Error(verdict);
  return verdict;
}

describe('a signed status list', () => {
  it.each(SUITES)('says of each certificate what its issuer said, signed with %s', (suite) => {
    const own = messageKey(generatePrivateKey(suite));
    const verdict = read(signStatusList(list, own), { keyOf: () => own.key.publicKey });
    if (typeof verdict === 'string') throw new Error(verdict);
    const answers = [0, 1, 2, 3].map((index) => statusOf(verdict, index, { now: NOW, maxAgeMs: MINUTE }));
    expect(answers).toMatchObject([
      { status: 'VALID', isFresh: true },
      { status: 'INVALID' },
      { status: 'SUSPENDED' },
      { status: 'OTHER', value: 3 },
    ]);
  });

  it.each([
    ['MALFORMED', 'not a token'],
    ['MALFORMED', signed({ ttl: undefined })],
    ['MALFORMED', signed({ admin: true })],
    ['MALFORMED', signed({ status_list: { bits: 3, lst: claims.status_list.lst } })],
    ['MALFORMED', signed({ status_list: { bits: 1, lst: 'no zlib' } })],
    ['MALFORMED', `${signed({})}=`],
    ['MALFORMED', `${signed({})}.e30`],
    ['TYPE_WRONG', signed({}, 'tongban+jws')],
    ['OTHER_LIST', signed({ sub: 'https://gd.example/status/8' })],
    ['OTHER_LIST', signed({ iss: 'henan' })],
    ['NOT_YET_VALID', signed({ iat: NOW / 1000 + 61 })],
    ['EXPIRED', signed({ exp: NOW / 1000 })],
    ['TOO_OLD', signed({ iat: NOW / 1000 - 1801 })],
    ['TOO_LARGE', `${signed({})}${'A'.repeat(400_000)}`],
  ])('is refused as %s', (fault, token) => {
    expect(read(token)).toBe(fault);
  });

  it('is refused when its header names no key, an algorithm that is not allowed, or what nobody understands', () => {
    const [, payload, signature] = signed({}).split('.');
    const headed = (header: object) =>
      [base64url(utf8(JSON.stringify(header))), payload, signature].join('.');
    const typ = 'statuslist+jwt';
    expect(read(headed({ alg: 'EdDSA', typ }))).toBe('MALFORMED');
    expect(read(headed({ alg: 'none', typ, kid: key.kid }))).toBe('ALGORITHM_NOT_ALLOWED');
    expect(read(headed({ alg: 'HS256', typ, kid: key.kid }))).toBe('ALGORITHM_NOT_ALLOWED');
    expect(read(headed({ alg: 'ES256', typ, kid: key.kid }))).toBe('SIGNATURE_INVALID');
    expect(read(headed({ alg: 'EdDSA', typ, kid: key.kid, crit: ['exp'] }))).toBe('CRITICAL_HEADER');
  });

  it('is refused when another key signed it, or one that is not the issuer’s', () => {
    const other = messageKey(generatePrivateKey('ED25519'));
    expect(read(signStatusList(list, other))).toBe('KEY_UNKNOWN');
    expect(read(signStatusList(list, { ...other, kid: key.kid }))).toBe('SIGNATURE_INVALID');
  });

  it('is never inflated beyond a shard, nor read past its end', () => {
    const lst = (bytes: Uint8Array) => ({ status_list: { bits: 8, lst: base64url(bytes) } });
    const shard = deflateSync(Buffer.alloc(SHARD_ENTRIES));
    expect(read(signed(lst(shard)))).toMatchObject({ uri: URI });
    expect(read(signed(lst(deflateSync(Buffer.alloc(SHARD_ENTRIES + 1)))))).toBe('MALFORMED');
    expect(read(signed(lst(deflateSync(Buffer.alloc(100_000_000)))))).toBe('MALFORMED');
    expect(read(signed(lst(Buffer.concat([shard, Buffer.of(0)]))))).toBe('MALFORMED');
    expect(read(signed(lst(shard.subarray(0, -1))))).toBe('MALFORMED');
    expect(read(signed(lst(deflateSync(Buffer.alloc(0)))))).toBe('MALFORMED');
  });
});

describe('a list that is held', () => {
  it('is no longer fresh after its time to live, and still answers within the age that is allowed', () => {
    const ask = (now: number) => statusOf(verified(), 0, { now, maxAgeMs: 30 * MINUTE });
    expect(ask(NOW + MINUTE)).toMatchObject({ status: 'VALID', isFresh: true });
    expect(ask(NOW + MINUTE + 1)).toMatchObject({ status: 'VALID', isFresh: false });
    expect(ask(NOW + 30 * MINUTE)).toMatchObject({ status: 'VALID' });
  });

  it('answers nothing when it is too old, has ended, or its reader’s clock is behind', () => {
    const why = (now: number, maxAgeMs: number) => statusOf(verified(), 0, { now, maxAgeMs });
    expect(why(NOW + 30 * MINUTE + 1, 30 * MINUTE)).toEqual({ kind: 'unknown', why: 'TOO_OLD' });
    expect(why(NOW + 60 * MINUTE, 90 * MINUTE)).toEqual({ kind: 'unknown', why: 'EXPIRED' });
    expect(why(NOW - 2 * MINUTE, MINUTE)).toEqual({ kind: 'unknown', why: 'NOT_YET_VALID' });
    expect(why(NOW, Number.NaN)).toEqual({ kind: 'unknown', why: 'TOO_OLD' });
  });

  it.each([-1, SHARD_ENTRIES, 0.5, Number.NaN])('answers nothing of the index %d', (index) => {
    const answer = statusOf(verified(), index, { now: NOW, maxAgeMs: MINUTE });
    expect(answer).toEqual({ kind: 'unknown', why: 'BEYOND_LIST' });
  });
});

describe('a list that is made', () => {
  it('takes no status that does not fit, and none beyond its end', () => {
    const small = StatusBitmap.empty(2, 8);
    expect(() => small.set(0, 4)).toThrow('a status of 2 bits cannot be 4');
    expect(() => small.set(8, 1)).toThrow('the list has no entry 8');
    expect(() => StatusBitmap.empty(1, 7)).toThrow('7 entries do not fill bytes');
  });

  it('is small while few certificates are revoked', () => {
    expect(signStatusList(list, key).length).toBeLessThan(1000);
  });
});
