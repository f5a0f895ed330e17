import { describe, expect, it } from 'vitest';
import { utf8 } from '#crypto/primitives';
import {
  formatRestampIndex,
  formatRestampList,
  NOT_RESTAMPED,
  parseRestampIndex,
  parseRestampList,
  parseRestampName,
  type RestampedRun,
  restampNames,
  type TimeStampJudge,
  verifyRestamps,
  verifyStamped,
} from '#crypto/timestamp';
import {
  NO_REVOCATION,
  parseCertificate,
  parseOcspResponse,
  parseRevocationList,
  type RevocationEvidence,
} from '#crypto/x509/certificate';
import { AT } from '../../../kit/evidence.js';
import { makeOcsp } from '../../../kit/ocsp.js';
import { type RestampWish, restampedRun } from '../../../kit/restamps.js';
import { makeSm2Tsa, makeToken, type Sm2Tsa } from '../../../kit/time-stamps.js';

const year = (n: number) => Date.UTC(n, 5, 1);
const [first, second, third] = [2028, 2032, 2049].map((n) => makeSm2Tsa(undefined, Date.UTC(n, 0, 1))) as [
  Sm2Tsa,
  Sm2Tsa,
  Sm2Tsa,
];
const DATA = utf8('a checkpoint');
const stamp = { size: 7, data: DATA, token: makeToken(DATA, first.maker, { at: AT }) };
const other = { size: 9, data: utf8('another'), token: makeToken(utf8('another'), first.maker, { at: AT }) };

/** Everybody's lists are good for ever. */
const judge = (asOf: number, more: Partial<TimeStampJudge> = {}): TimeStampJudge => ({
  roots: [first, second, third].map(({ root }) => parseCertificate(root.certificate)),
  revocationLists: [first, second, third].map((tsa) => parseRevocationList(tsa.revocationList)),
  asOf,
  ...more,
});

const run = (...wishes: readonly RestampWish[]) => restampedRun([stamp, other], wishes);
const twice = run({ tsa: second, at: year(2027) }, { tsa: third, at: year(2031) });

function found(
  given: RestampedRun | undefined,
  by: TimeStampJudge,
  collected: RevocationEvidence = NO_REVOCATION,
) {
  const report = given && verifyRestamps(given, collected, by);
  const { verdict, detail } = verifyStamped(stamp, report ?? NOT_RESTAMPED, collected, by);
  return [verdict, detail];
}

describe('a time stamp whose certificate has expired', () => {
  it('proves nothing any more by itself, and says which certificate and when', () => {
    expect(found(undefined, judge(year(2027)))).toEqual(['VALID', undefined]);
    expect(found(undefined, judge(year(2029)))).toEqual([
      'EXPIRED',
      'CN=测试时间戳服务, C=CN, 2028-01-01T00:00:00.000Z',
    ]);
  });

  it('holds when it was stamped again in time, once or more often', () => {
    expect(found(run({ tsa: second, at: year(2027) }), judge(year(2030)))).toEqual(['VALID', undefined]);
    expect(found(twice, judge(year(2030)))).toEqual(['VALID', undefined]);
    expect(found(twice, judge(year(2040)))).toEqual(['VALID', undefined]);
    const sm3 = { tsa: third, at: year(2031), digest: 'sm3' } as const;
    expect(found(run({ tsa: second, at: year(2027) }, sm3), judge(year(2040)))).toEqual(['VALID', undefined]);
  });

  it('does not hold when it was stamped again too late, or what is over it has expired too', () => {
    const late = run({ tsa: second, at: year(2029) });
    expect(found(late, judge(year(2030)))).toEqual(['EXPIRED', expect.stringContaining('2028-01-01')]);
    expect(found(run({ tsa: second, at: year(2027) }), judge(year(2040)))).toEqual([
      'EXPIRED',
      expect.stringMatching(/2028-01-01.*; 0000000007-0000000009\.1\.tsr .*2032-01-01/),
    ]);
    const gap = run({ tsa: second, at: year(2027) }, { tsa: third, at: year(2033) });
    expect(found(gap, judge(year(2040)))).toEqual(['EXPIRED', expect.stringContaining('2028-01-01')]);
  });

  it('does not hold by an authority that nobody trusts, and says that', () => {
    const stranger = makeSm2Tsa();
    const [verdict, detail] = found(run({ tsa: stranger, at: year(2027) }), judge(year(2030)));
    expect([verdict, detail]).toEqual(['EXPIRED', expect.stringContaining('.1.tsr CN=测试时间戳根证书')]);
  });

  it('holds no longer than the asker believes in an algorithm, unless it was stamped again before', () => {
    const weak = (n: number) => new Map([['SM2', year(n)]]);
    expect(found(undefined, judge(year(2027), { weakFrom: weak(2027) }))).toEqual(['ALGORITHM_WEAK', 'SM2']);
    expect(found(undefined, judge(year(2027), { weakFrom: weak(2028) }))).toEqual(['VALID', undefined]);
    const sha256 = new Map([['sha256', year(2030)]]);
    // The stamp itself is of SM3; the first list of it is of SHA-256, and the second makes up for that.
    expect(found(run({ tsa: third, at: year(2027) }), judge(year(2035), { weakFrom: sha256 }))).toEqual([
      'EXPIRED',
      expect.stringContaining('.1.tsr sha256'),
    ]);
    const again = run({ tsa: second, at: year(2027) }, { tsa: third, at: year(2029), digest: 'sm3' });
    expect(found(again, judge(year(2035), { weakFrom: sha256 }))).toEqual(['VALID', undefined]);
  });
});

describe('a list of stamps that are stamped again', () => {
  const name = (number: number) => restampNames({ first: 7, last: 9, number });

  it.each<[string, (digests: Map<string, Uint8Array>) => void, string]>([
    ['without the stamp', (digests) => digests.delete('0000000007.tsr'), '0000000007.tsr'],
    ['without the checkpoint', (digests) => digests.delete('0000000007.checkpoint'), '0000000007.checkpoint'],
    ['with another digest', (digests) => digests.set('0000000007.tsr', new Uint8Array(32)), '0000000007.tsr'],
    ['without the list below', (digests) => digests.delete(name(1).list), name(2).list],
    ['without the stamp below', (digests) => digests.delete(name(1).stamp), name(2).list],
  ])('proves nothing %s, however good its stamp is', (_, change, which) => {
    const given = run({ tsa: second, at: year(2027) }, { tsa: third, at: year(2031), change });
    for (const asOf of [year(2027), year(2040)])
      expect(found(given, judge(asOf))).toEqual(['RESTAMP_FALSE', expect.stringContaining(which)]);
  });

  it('proves nothing when it is older than what it is over', () => {
    const back = run({ tsa: second, at: AT - 3_600_000 });
    expect(found(back, judge(year(2027)))).toEqual(['RESTAMP_FALSE', expect.stringContaining('order')]);
    const crossed = run({ tsa: second, at: year(2028) }, { tsa: third, at: year(2027) });
    expect(found(crossed, judge(year(2027)))).toEqual(['RESTAMP_FALSE', expect.stringContaining('order')]);
  });

  it('is read in its one spelling alone', () => {
    const digests = new Map([
      ['a.tsr', new Uint8Array(32)],
      ['b.tsr', new Uint8Array(32).fill(255)],
    ]);
    const text = Buffer.from(formatRestampList({ digest: 'sm3', digests })).toString();
    expect(text).toBe(`SM3 (a.tsr) = ${'00'.repeat(32)}\nSM3 (b.tsr) = ${'ff'.repeat(32)}\n`);
    expect(parseRestampList(utf8(text))?.digests.get('b.tsr')).toEqual(Buffer.alloc(32, 255));
    const [a = '', b = ''] = text.split('\n');
    for (const wrong of [
      ...['', '\n', text.trim(), `${text}\n`, `${b}\n${a}\n`, `${a}\n${a}\n`, text.replace('ff', 'FF')],
      ...[text.replace('SM3 (b', 'SHA256 (b'), text.replace('a.tsr', '../a'), text.replace(' = ', '  = ')],
      'x'.repeat(2_000_000),
    ])
      expect(parseRestampList(utf8(wrong))).toBeUndefined();
  });

  it('is found by its name, in its one spelling alone', () => {
    expect(name(1)).toEqual({
      list: '0000000007-0000000009.1.list',
      stamp: '0000000007-0000000009.1.tsr',
    });
    for (const kind of ['list', 'stamp'] as const)
      expect(parseRestampName(name(12)[kind])).toEqual({ restamp: { first: 7, last: 9, number: 12 }, kind });
    for (const wrong of [
      ...['7-9.1.tsr', '0000000009-0000000007.1.tsr', '0000000007-0000000009.01.tsr', '0000000007.tsr'],
      ...['00000000007-0000000009.1.tsr', '0000000007-0000000009.0.tsr', '0000000007-0000000009.1.txt'],
    ])
      expect(parseRestampName(wrong)).toBeUndefined();
  });

  it('is listed after those below it', () => {
    const crl = `${'0'.repeat(64)}.crl`;
    const listed = [
      { first: 7, last: 9, number: 1, revocation: [crl] },
      { first: 7, last: 9, number: 2, revocation: [] },
      { first: 10, last: 10, number: 1, revocation: [] },
    ];
    const text = Buffer.from(formatRestampIndex(listed)).toString();
    expect(text).toBe(`7 9 1 ${crl}\n7 9 2\n10 10 1\n`);
    expect(parseRestampIndex(utf8(text))).toEqual(listed);
    for (const wrong of [
      ...['7 9 2\n', '7 9 1\n7 9 3\n', '7 9 1\n9 12 1\n', '7 9 1', '9 7 1\n', '0 9 1\n', '7 9 1 x.crl\n'],
      ...['7 9 1 \n', '7 9\n', '07 9 1\n', '7 9 1\n7 9 1\n', '7 9 1\n7 10 2\n', '\n'],
    ])
      expect(parseRestampIndex(utf8(wrong)), wrong).toBeUndefined();
  });
});

describe('a certificate that is revoked', () => {
  const signer = parseCertificate(first.maker.certificate);
  const lists = [second, third].map((tsa) => parseRevocationList(tsa.revocationList));
  const said = (at: number, revokedAt?: number): RevocationEvidence => ({
    lists: [],
    responses: [parseOcspResponse(makeOcsp(first.root, signer, at, revokedAt))],
  });
  const given = run({ tsa: third, at: year(2027) });
  const asked = judge(Date.UTC(2027, 11, 1), { revocationLists: lists });

  it('takes nothing away when it was revoked after the stamp was stamped again', () => {
    const later = said(Date.UTC(2027, 9, 1), Date.UTC(2027, 8, 1));
    expect(found(undefined, asked, later)[0]).toBe('REVOKED');
    expect(found(given, asked, later)).toEqual(['VALID', undefined]);
  });

  it('takes the stamp away when it was revoked before', () => {
    const before = said(Date.UTC(2027, 9, 1), year(2027) - 1_000);
    expect(found(given, asked, before)[0]).toBe('REVOKED');
  });

  it('is to be known not to have been when it was stamped again, not only when it was made', () => {
    const expired = judge(year(2029), { revocationLists: lists });
    expect(found(given, expired, said(AT))[0]).toBe('REVOCATION_UNKNOWN');
    expect(found(given, expired, said(year(2027)))).toEqual(['VALID', undefined]);
  });
});
