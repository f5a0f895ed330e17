import { describe, expect, it } from 'vitest';
import type { CaseMessage, Payload } from '#proto/schema';
import { checkCredit, checkMethod, checkPledge } from '../../../../hub/exchange/pledge.js';
import { fixedRules } from '../../../kit/fixed-rules.js';
import { PLEDGE_ITEM, pledgeRule } from '../../../kit/pledges.js';
import { thrownBy } from '../../../kit/thrown.js';

const rules = fixedRules();
const AT = Date.parse('2026-03-02T10:00:00+08:00');
const ENTRY = { basicCode: PLEDGE_ITEM, implementationCode: `11410000MBY900027Q2${PLEDGE_ITEM}` };
const { version, sha256 } = pledgeRule().notice;

type Submission = Payload<'SubmitCase'>;

function submitted(
  pledge: Partial<NonNullable<Submission['pledge']>> = {},
  creditCheck: Partial<NonNullable<Submission['creditCheck']>> = {},
): Submission {
  const shown = { noticeVersion: version, noticeSha256: sha256, pledgedOn: '2026-03-02' };
  return {
    ...{
      caseRef: 'GD-1',
      itemCode: PLEDGE_ITEM,
      mode: 'FULLY_ONLINE',
      appliedAt: '2026-03-02T10:00:00+08:00',
    },
    personal: {
      open: {
        applicantKind: 'NATURAL_PERSON',
        applicant: { name: '测', idType: '111', idNumber: '1' },
        form: [],
      },
    },
    ...{ materials: [], members: [], commitmentNo: 'CN-1' },
    pledge: { ...shown, pledgedCodes: ['M02'], ...pledge },
    creditCheck: { outcome: 'CLEAR', inquiryNo: 'XY-1', checkedOn: '2026-03-02', ...creditCheck },
  };
}

const pledging =
  (body: Submission, entry = ENTRY) =>
  () =>
    checkPledge(body, entry, AT, rules);

describe('a pledge', () => {
  it('is taken by the notice in force, of what the rule of the item names', () => {
    expect(pledging(submitted())).not.toThrow();
    expect(
      pledging({ ...submitted(), pledge: undefined }, { ...ENTRY, basicCode: '002090012000' }),
    ).not.toThrow();
  });

  it('is refused where no rule lets the item be handled on one', () => {
    const elsewhere = { ...ENTRY, implementationCode: `11440000MBY900027Q2${PLEDGE_ITEM}` };
    for (const entry of [elsewhere, { ...ENTRY, basicCode: '002090012000' }]) {
      expect(thrownBy(pledging(submitted(), entry))).toMatchObject({
        code: 'COMMITMENT_NOT_ALLOWED',
        violations: [{ pointer: '/pledge' }],
      });
    }
  });

  it.each([
    ['version', { noticeVersion: '2025-1' }],
    ['text', { noticeSha256: '0'.repeat(64) }],
  ])('is refused by another %s of the notice, and told which is in force', (_, shown) => {
    const error = thrownBy(pledging(submitted(shown)));
    expect(error).toMatchObject({
      code: 'NOTICE_OUTDATED',
      violations: [{ pointer: '/pledge/noticeVersion' }],
    });
    expect(error.message).toContain(sha256);
  });

  it('is refused with everything that may not be pledged, and every day that is yet to come', () => {
    const body = submitted(
      { pledgedCodes: ['M02', 'M01'], pledgedOn: '2026-03-03' },
      { checkedOn: '2026-03-04' },
    );
    expect(thrownBy(pledging(body))).toMatchObject({
      code: 'COMMITMENT_NOT_ALLOWED',
      violations: [
        { pointer: '/pledge/pledgedCodes/1' },
        { pointer: '/pledge/pledgedOn' },
        { pointer: '/creditCheck/checkedOn' },
      ],
    });
  });
});

describe('whoever the records of credit bar', () => {
  it('is handled on a commitment of neither kind', () => {
    const creditCheck = { outcome: 'BARRED', inquiryNo: 'XY-2', checkedOn: '2026-03-01' } as const;
    const deferral: CaseMessage = {
      type: 'DeferredMaterialsAcceptance',
      body: {
        ...{ caseNo: 'TB20260302100000000ABCDEFGHJKMN0', competentCaseRef: 'RQ-1', documentNo: 'RQ-1' },
        ...{ acceptedAt: '2026-03-02T10:00:00+08:00', promisedDate: '2026-03-16', dueBy: '2026-03-16' },
        ...{ deferredCodes: ['M02'], deferredNames: ['居住证'], commitmentNo: 'CN-1', creditCheck },
      },
    };
    for (const message of [deferral, { type: 'SubmitCase', body: submitted({}, creditCheck) } as const]) {
      expect(thrownBy(() => checkCredit(message))).toMatchObject({
        code: 'APPLICANT_BARRED',
        violations: [{ pointer: '/creditCheck/outcome' }],
      });
    }
    expect(() => checkCredit({ type: 'SubmitCase', body: submitted() })).not.toThrow();
  });
});

describe('the check of a pledge', () => {
  const row: Parameters<typeof checkMethod>[1] = {
    ...{ caseNo: 'TB20260302100000000ABCDEFGHJKMN0', state: 'DECIDED', mode: 'FULLY_ONLINE' },
    ...{ submitter: 'guangdong', competent: 'henan', eventCount: 5, openNotice: undefined, facets: {} },
    ...{ submitterCaseRef: 'GD-1', competentCaseRef: 'SL-1', itemCode: PLEDGE_ITEM, ...ENTRY },
    ...{ createdAt: AT, updatedAt: AT },
  };

  it('is by a method that the rule of the item names', () => {
    const by = (method: Payload<'CommitmentChecked'>['method']) => () =>
      checkMethod(
        {
          type: 'CommitmentChecked',
          body: {
            ...{ caseNo: row.caseNo, finding: 'KEPT', method, faultyCodes: [], evidence: [] },
            ...{ basis: '比对一致', checkedBy: '医保经办机构', checkedAt: '2026-03-10T10:00:00+08:00' },
          },
        },
        row,
        rules,
      );
    expect(by('DOCUMENTS')).not.toThrow();
    expect(thrownBy(by('ON_SITE'))).toMatchObject({
      code: 'COMMITMENT_NOT_ALLOWED',
      violations: [{ pointer: '/method' }],
    });
  });
});
