import { describe, expect, it } from 'vitest';
import { CommitmentRules } from '#domain/commitment';
import type { CaseMessage, Payload } from '#proto/schema';
import { checkDeferral } from '../../../../hub/exchange/deferral.js';
import { fixedRules } from '../../../kit/fixed-rules.js';
import { thrownBy } from '../../../kit/thrown.js';

const BASIC = '002091094000';
const commitments = new CommitmentRules([
  {
    id: 'a',
    kind: 'DEFERRED_MATERIALS',
    items: [BASIC],
    region: '100000',
    materials: undefined,
    validFrom: undefined,
    validTo: undefined,
    basis: 'a test',
    url: undefined,
    provenance: 'SAMPLE',
  },
]);
const rules = { ...fixedRules(), commitments };

/** A Monday in the hub's time. */
const AT = Date.parse('2026-03-02T10:00:00+08:00');

function rowOf(division: string): Parameters<typeof checkDeferral>[1] {
  return {
    caseNo: 'TB20260302100000000ABCDEFGHJKMN0',
    state: 'INTAKE_RECORDED',
    mode: 'FULLY_ONLINE',
    submitter: 'guangdong',
    competent: 'henan',
    eventCount: 2,
    openNotice: undefined,
    facets: {},
    submitterCaseRef: 'GD-1',
    competentCaseRef: undefined,
    itemCode: BASIC,
    basicCode: BASIC,
    implementationCode: `11${division}MBY900027Q2${BASIC}`,
    createdAt: AT,
    updatedAt: AT,
  };
}

/** An acceptance by an authority of the division. */
function accepting(division: string, dueBy: string, promisedDate: string): () => void {
  const body: Payload<'DeferredMaterialsAcceptance'> = {
    caseNo: rowOf(division).caseNo,
    competentCaseRef: 'RQ-1',
    documentNo: 'RQ-1',
    acceptedAt: '2026-03-02T10:00:00+08:00',
    promisedDate,
    deferredCodes: ['M02'],
    deferredNames: ['居住证'],
    commitmentNo: 'CN-1',
    dueBy,
  };
  const message: CaseMessage = { type: 'DeferredMaterialsAcceptance', body };
  return () => checkDeferral(message, rowOf(division), AT, rules);
}

const faultsOf = (...of: Parameters<typeof accepting>) =>
  thrownBy(accepting(...of)).violations.map((violation) => violation.message);

describe('how long materials may be deferred, by the rules and the calendar of the product', () => {
  it('is twenty working days from the day after, whatever was promised', () => {
    expect(accepting('410000', '2026-03-30', '2026-06-30')).not.toThrow();
    expect(faultsOf('410000', '2026-03-31', '2026-06-30')).toEqual(['2026-03-31 is after 2026-03-30']);
  });

  it('is no longer than what was promised', () => {
    expect(accepting('410000', '2026-03-16', '2026-03-16')).not.toThrow();
    expect(faultsOf('410000', '2026-03-17', '2026-03-16')).toEqual(['2026-03-17 is after 2026-03-16']);
  });

  it('ends in Shenzhen two working days before what was promised, with a weekend between', () => {
    expect(accepting('440300', '2026-03-12', '2026-03-16')).not.toThrow();
    expect(faultsOf('440300', '2026-03-13', '2026-03-16')).toEqual(['2026-03-13 is after 2026-03-12']);
  });

  it('cannot be said where no calendar is published', () => {
    expect(faultsOf('450103', '2026-03-12', '2026-03-16')).toEqual([
      'which days are working days is not published',
    ]);
  });
});
