import { describe, expect, it } from 'vitest';
import {
  type ConsentGrant,
  type DutyEntry,
  decideUse,
  dutyFaults,
  grantFaults,
  USE_REFUSALS,
  type UseBasis,
  type UseMoment,
  type UseRefusal,
  type UseRequest,
} from '#domain/ecert';
import { GUANGDONG, HENAN, IDENTITY, LICENCE } from '../../../kit/ecert.js';

const NOW = 1_000_000;

const request: UseRequest = {
  caseNo: 'TB1',
  basicCode: '002091072000',
  typeCode: LICENCE,
  organisation: HENAN,
  caller: HENAN,
  purpose: '个体工商户设立登记',
  holderTag: 'holder-1',
};

const grant: ConsentGrant = {
  id: 'grant-1',
  caseNo: 'TB1',
  basicCode: '002091072000',
  typeCodes: [IDENTITY, LICENCE],
  organisation: HENAN,
  purpose: '个体工商户设立登记',
  holderTag: 'holder-1',
  grantedAt: NOW - 10,
  expiresAt: NOW + 10,
  maxUses: 3,
  revokedAt: undefined,
};

const entry: DutyEntry = {
  id: 'duty-1',
  organisation: HENAN,
  platform: 'henan',
  typeCodes: [LICENCE],
  basicCodePrefix: '002091',
  basis: '示例法第一条',
  validFrom: '2026-01-01',
  validTo: '2026-12-31',
  revokedAt: undefined,
};

interface Situation {
  request: UseRequest;
  grant: ConsentGrant;
  entry: DutyEntry;
  moment: UseMoment;
}

/** One thing that is wrong, and the refusal that it must lead to. */
type Flaw = readonly [refusal: UseRefusal, spoil: (situation: Situation) => void];

type Writable<T> = { -readonly [K in keyof T]: T[K] };
const change = <T extends object>(target: T, more: Partial<T>) =>
  void Object.assign(target as Writable<T>, more);

const OF_REQUEST: readonly Flaw[] = [
  ['PURPOSE_MISSING', ({ request }) => change(request, { purpose: ' ' })],
  ['TRANSFERRED', ({ request }) => change(request, { caller: GUANGDONG })],
];

const OF_CONSENT: readonly Flaw[] = [
  ['OTHER_ORGANISATION', ({ grant }) => change(grant, { organisation: GUANGDONG })],
  ['OTHER_CASE', ({ grant }) => change(grant, { caseNo: 'TB2' })],
  ['OTHER_ITEM', ({ grant }) => change(grant, { basicCode: '002091072001' })],
  ['OTHER_HOLDER', ({ grant }) => change(grant, { holderTag: 'holder-2' })],
  ['OTHER_PURPOSE', ({ grant }) => change(grant, { purpose: '市场调研' })],
  ['TYPE_NOT_COVERED', ({ grant }) => change(grant, { typeCodes: [IDENTITY] })],
  ['NOT_YET', ({ grant }) => change(grant, { grantedAt: NOW + 1 })],
  ['EXPIRED', ({ grant }) => change(grant, { expiresAt: NOW })],
  ['REVOKED', ({ grant }) => change(grant, { revokedAt: NOW })],
  ['CONSUMED', ({ moment }) => change(moment, { usesSoFar: 3 })],
];

const OF_DUTY: readonly Flaw[] = [
  ['NO_BASIS', ({ entry }) => change(entry, { basis: '' })],
  ['OTHER_ORGANISATION', ({ entry }) => change(entry, { organisation: GUANGDONG })],
  ['OTHER_CASE', ({ request }) => change(request, { caseNo: '' })],
  ['OTHER_ITEM', ({ entry }) => change(entry, { basicCodePrefix: '002092' })],
  ['TYPE_NOT_COVERED', ({ entry }) => change(entry, { typeCodes: [IDENTITY] })],
  ['NOT_YET', ({ entry }) => change(entry, { validFrom: '2026-11-23' })],
  ['EXPIRED', ({ entry }) => change(entry, { validTo: '2026-11-21' })],
  ['REVOKED', ({ entry }) => change(entry, { revokedAt: NOW })],
];

const ORDER = Object.keys(USE_REFUSALS);

/** Every subset of the flaws: what must be refused, and what is. */
function* combinations(flaws: readonly Flaw[], basisOf: (situation: Situation) => UseBasis | undefined) {
  for (let chosen = 0; chosen < 2 ** flaws.length; chosen++) {
    const situation: Situation = {
      request: { ...request },
      grant: { ...grant },
      entry: { ...entry },
      moment: { now: NOW, day: '2026-11-22', usesSoFar: 2 },
    };
    const wrong = flaws.filter((_, i) => (chosen >> i) & 1);
    for (const [, spoil] of wrong) spoil(situation);
    const refusals = new Set(wrong.map(([refusal]) => refusal));
    if (refusals.has('PURPOSE_MISSING')) refusals.delete('OTHER_PURPOSE'); // what is missing is not another
    const expected = [...refusals].sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b));
    yield { expected, decision: decideUse(situation.request, basisOf(situation), situation.moment) };
  }
}

function expectAll(all: ReturnType<typeof combinations>, basis: string, basisId: string): number {
  let count = 0;
  for (const { expected, decision } of all) {
    count++;
    expect(decision).toEqual(
      expected.length === 0 ? { allowed: true, basis, basisId } : { allowed: false, refusals: expected },
    );
  }
  return count;
}

describe('the use of a certificate', () => {
  it('by consent is allowed when nothing stands against it, and otherwise everything is named', () => {
    const all = combinations([...OF_REQUEST, ...OF_CONSENT], (of) => ({ kind: 'CONSENT', grant: of.grant }));
    expect(expectAll(all, 'CONSENT', 'grant-1')).toBe(4096);
  });

  it('by duty is allowed against the list alone, and otherwise everything is named', () => {
    const all = combinations([...OF_REQUEST, ...OF_DUTY], (of) => ({ kind: 'DUTY', entry: of.entry }));
    expect(expectAll(all, 'DUTY', 'duty-1')).toBe(1024);
  });

  it('without either is refused, whatever else is right or wrong', () => {
    for (const { expected, decision } of combinations(OF_REQUEST, () => undefined)) {
      expect(decision).toEqual({ allowed: false, refusals: ['NO_BASIS', ...expected] });
    }
  });

  it('is refused when the count of uses, the time or the end is no number', () => {
    const decide = (moment: Partial<UseMoment>, more: Partial<ConsentGrant> = {}) =>
      decideUse(
        request,
        { kind: 'CONSENT', grant: { ...grant, ...more } },
        { now: NOW, day: '2026-11-22', usesSoFar: 0, ...moment },
      );
    expect(decide({})).toMatchObject({ allowed: true });
    expect(decide({ usesSoFar: Number.NaN })).toMatchObject({ refusals: ['CONSUMED'] });
    expect(decide({ usesSoFar: -1 })).toMatchObject({ refusals: ['CONSUMED'] });
    expect(decide({ now: Number.NaN })).toMatchObject({ refusals: ['NOT_YET', 'EXPIRED'] });
    expect(decide({}, { expiresAt: Number.NaN })).toMatchObject({ refusals: ['EXPIRED'] });
    expect(decide({}, { maxUses: Number.NaN })).toMatchObject({ refusals: ['CONSUMED'] });
  });

  it('names every refusal that there is somewhere in these tests', () => {
    const named = [...OF_REQUEST, ...OF_CONSENT, ...OF_DUTY].map(([refusal]) => refusal);
    expect([...new Set(named)].sort()).toEqual([...ORDER].sort());
  });
});

describe('a grant and a duty', () => {
  it('are told everything that is wrong with them', () => {
    expect(grantFaults(grant)).toEqual([]);
    expect(
      grantFaults({
        ...grant,
        basicCode: '1',
        typeCodes: [],
        organisation: 'x',
        purpose: ' ',
        caseNo: '',
        expiresAt: 0,
        maxUses: 0.5,
      }),
    ).toEqual([
      'item: an item code has 12, 31, 33 or 43 characters, not 1',
      'it covers no type',
      'organisation: a unified social credit code has 18 characters, not 1',
      'it names no purpose',
      'it names no case, or no holder',
      'it ends before it begins',
      'it allows no whole number of uses',
    ]);
    expect(dutyFaults(entry)).toEqual([]);
    expect(
      dutyFaults({
        ...entry,
        typeCodes: ['X'],
        organisation: 'x',
        basicCodePrefix: 'a',
        basis: '',
        validTo: '2025-01-01',
      }),
    ).toEqual([
      'X: a certificate type has 21 characters, not 1',
      'organisation: a unified social credit code has 18 characters, not 1',
      'a is not the beginning of a basic code',
      'it names no law',
      'period: it ends on 2025-01-01, before it begins on 2026-01-01',
    ]);
  });
});
