import { beforeEach, describe, expect, it } from 'vitest';
import { type UseRequest, type UseResult, VerdictCache } from '#connectors/kit';

/** What a connector remembers of verdicts on other platforms' certificates. */

const ID = '1.2.156.3005.2.11100000MBY0090078904.11410000MBY900027Q.20261122000001.001.0';
const KEPT_MS = 30_000;

const REQUEST: UseRequest = {
  ref: 'Q1',
  occurredAt: 0,
  operation: 'VERIFY',
  certificateId: ID,
  holder: { codeType: '111', code: '441803199001019018' },
  typeCode: '11100000MBY0090078904',
  purpose: { basicCode: '002090012000', caseRef: 'BJ1', reason: '办理补发' },
  basis: { kind: 'DUTY', duty: 'ZZ-1' },
  organisation: '11440000MBY900019A',
  clerk: '窗口03',
  fields: [],
  seen: [{ name: '姓名', value: '李测试' }],
};

const VALID = {
  certificateId: ID,
  typeCode: '11100000MBY0090078904',
  issuer: '11410000MBY900027Q',
  divisionCode: '410000',
  platform: 'henan',
  state: 'VALID',
  stateSince: '2026-11-22T02:00:00Z',
} as const;

const RESULT: UseResult = {
  kind: 'released',
  useId: '0197a1b0-0000-7000-8000-000000000001',
  certificate: VALID,
  fields: [],
  credential: undefined,
  conditions: [],
  matches: [{ name: '姓名', matches: true }],
};

const REFUSED: UseResult = { kind: 'refused', code: 'CERTIFICATE_NOT_VALID', detail: 'it is REVOKED' };

let now = 0;
let cache: VerdictCache;
beforeEach(() => {
  now = 0;
  cache = new VerdictCache(KEPT_MS, () => now);
});

describe('a verdict', () => {
  it('is given again to the same question, until its time is over', () => {
    cache.keep(REQUEST, RESULT);
    expect(cache.find({ ...REQUEST, ref: 'Q2', occurredAt: 5 })).toBe(RESULT);
    now = KEPT_MS;
    expect(cache.find(REQUEST)).toBeUndefined();
  });

  it('is not kept unless the province says for how long', () => {
    const off = new VerdictCache(0, () => now);
    off.keep(REQUEST, RESULT);
    expect(off.find(REQUEST)).toBeUndefined();
  });

  it.each<[string, Partial<UseRequest>]>([
    ['another case', { purpose: { ...REQUEST.purpose, caseRef: 'BJ2' } }],
    ['another reason', { purpose: { ...REQUEST.purpose, reason: '其他' } }],
    ['another clerk', { clerk: '窗口04' }],
    ['another basis', { basis: { kind: 'DUTY', duty: 'ZZ-2' } }],
    ['another holder', { holder: { codeType: '111', code: '440524188001010014' } }],
    ['something else that was seen', { seen: [{ name: '姓名', value: '王测试' }] }],
    ['another file', { seenFile: Buffer.from('a') }],
  ])('is not given for %s', (_, over) => {
    cache.keep(REQUEST, RESULT);
    expect(cache.find({ ...REQUEST, ...over })).toBeUndefined();
  });

  it.each<[string, (kept: VerdictCache) => void]>([
    ['its certificate has changed', (kept) => kept.forget(ID)],
    [
      'another use of its certificate is refused',
      (kept) => kept.keep({ ...REQUEST, operation: 'DATA' }, REFUSED),
    ],
    [
      'its certificate turns out not to be valid',
      (kept) =>
        kept.keep(
          { ...REQUEST, operation: 'STATUS' },
          { ...RESULT, certificate: { ...VALID, state: 'REVOKED' } },
        ),
    ],
  ])('is forgotten when %s', (_, happen) => {
    cache.keep(REQUEST, RESULT);
    happen(cache);
    expect(cache.find(REQUEST)).toBeUndefined();
  });

  it.each(['DATA', 'FILE'] as const)(
    'is what is kept, and no contents: nothing of a use of %s',
    (operation) => {
      cache.keep({ ...REQUEST, operation }, RESULT);
      expect(cache.find({ ...REQUEST, operation })).toBeUndefined();
    },
  );
});
