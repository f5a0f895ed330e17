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

/** Asks; whoever is asked answers so. @returns whether anybody was asked. */
async function isAsked(request: UseRequest, result: UseResult = RESULT, kept = cache): Promise<boolean> {
  let asked = false;
  const got = await kept.through(request, async () => {
    asked = true;
    return result;
  });
  expect(got).toBe(result);
  return asked;
}

describe('a verdict', () => {
  it('is given again to the same question, until its time is over', async () => {
    expect(await isAsked(REQUEST)).toBe(true);
    expect(await isAsked({ ...REQUEST, ref: 'Q2', occurredAt: 5 })).toBe(false);
    now = KEPT_MS;
    expect(await isAsked(REQUEST)).toBe(true);
  });

  it('is as old as its question, however late the answer', async () => {
    await cache.through(REQUEST, async () => {
      now = KEPT_MS - 1;
      return RESULT;
    });
    expect(await isAsked(REQUEST)).toBe(false);
    now = KEPT_MS;
    expect(await isAsked(REQUEST)).toBe(true);
  });

  it('is not kept unless the province says for how long', async () => {
    const off = new VerdictCache(0, () => now);
    await isAsked(REQUEST, RESULT, off);
    expect(await isAsked(REQUEST, RESULT, off)).toBe(true);
  });

  it.each<[string, Partial<UseRequest>]>([
    ['another case', { purpose: { ...REQUEST.purpose, caseRef: 'BJ2' } }],
    ['another reason', { purpose: { ...REQUEST.purpose, reason: '其他' } }],
    ['another clerk', { clerk: '窗口04' }],
    ['another basis', { basis: { kind: 'DUTY', duty: 'ZZ-2' } }],
    ['another holder', { holder: { codeType: '111', code: '440524188001010014' } }],
    ['something else that was seen', { seen: [{ name: '姓名', value: '王测试' }] }],
    ['another file', { seenFile: Buffer.from('a') }],
  ])('is not given for %s', async (_, over) => {
    await isAsked(REQUEST);
    expect(await isAsked({ ...REQUEST, ...over })).toBe(true);
  });

  const HAPPENINGS: [string, (kept: VerdictCache) => unknown][] = [
    ['its certificate has changed', (kept) => kept.forget(ID)],
    ['its platform has published a status list', (kept) => kept.forgetOf('henan')],
    ['another use of its certificate is refused', () => isAsked({ ...REQUEST, operation: 'DATA' }, REFUSED)],
    [
      'its certificate turns out not to be valid',
      () =>
        isAsked(
          { ...REQUEST, operation: 'STATUS' },
          { ...RESULT, certificate: { ...VALID, state: 'REVOKED' } },
        ),
    ],
  ];

  it.each(HAPPENINGS)('is forgotten when %s', async (_, happen) => {
    await isAsked(REQUEST);
    await happen(cache);
    expect(await isAsked(REQUEST)).toBe(true);
  });

  it.each(HAPPENINGS)('is not kept when, while it was on its way, %s', async (_, happen) => {
    await cache.through(REQUEST, async () => {
      await happen(cache);
      return RESULT;
    });
    expect(await isAsked(REQUEST)).toBe(true);
  });

  it('is kept when something happens to a certificate of another platform', async () => {
    await isAsked(REQUEST);
    cache.forgetOf('hunan');
    cache.forget('another');
    expect(await isAsked(REQUEST)).toBe(false);
  });

  it.each(['DATA', 'FILE'] as const)(
    'is what is kept, and no contents: nothing of a use of %s',
    async (operation) => {
      await isAsked({ ...REQUEST, operation });
      expect(await isAsked({ ...REQUEST, operation })).toBe(true);
    },
  );
});
