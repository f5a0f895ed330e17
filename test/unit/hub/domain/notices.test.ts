import { describe, expect, it } from 'vitest';
import { applyAct, type CaseAct, type CaseFacts, isRefusal } from '#domain/case';
import { anAct } from '../../../kit/case-acts.js';

const taken: CaseFacts = {
  state: 'INTAKE_RECORDED',
  mode: 'FULLY_ONLINE',
  submitter: 'guangdong',
  competent: 'henan',
  eventCount: 2,
  openNotice: undefined,
  facets: {},
};

const notice = (noticeNo: string, members: object): CaseAct =>
  anAct('CorrectionNotice', 'henan', { noticeNo, ...members });

function played(facts: CaseFacts, ...acts: readonly CaseAct[]): CaseFacts {
  return acts.reduce<CaseFacts>((before, act) => {
    const next = applyAct(before, act);
    return isRefusal(next) ? expect.fail(next.detail) : next;
  }, facts);
}

const answered = (noticeNo: string) => anAct('CorrectionSubmitted', 'guangdong', { noticeNo });
const first = { missingCodes: ['M02', 'M01'], faultyCodes: ['M03'] };
const once = played(taken, notice('BZ-1', first), answered('BZ-1'));

describe('一次性告知', () => {
  it('keeps the points of every notice as codes, in one order', () => {
    expect(once.facets.notices).toEqual({ missing: ['M01', 'M02'], faulty: ['M03'] });
    const override = { overrideGround: 'SEEN_ONLY_NOW' };
    const twice = played(once, notice('BZ-2', { faultyCodes: ['M01'], ...override }));
    expect(twice.facets.notices).toEqual({ missing: ['M01', 'M02'], faulty: ['M01', 'M03'] });
  });

  it('refuses a point that was named before, and tells of every point', () => {
    const second = notice('BZ-2', { missingCodes: ['M04', 'M01'], faultyCodes: ['M03'] });
    expect(applyAct(once, second)).toEqual({
      code: 'POINT_ALREADY_NOTICED',
      detail: 'BZ-2 is not the first notice of this case, and has no override',
      violations: [
        { pointer: '/missingCodes/0', message: 'M04 was not named in the first notice' },
        { pointer: '/missingCodes/1', message: 'M01 was named before' },
        { pointer: '/faultyCodes/0', message: 'M03 was named before' },
      ],
    });
  });

  it('takes a missing material that is now faulty for a new point, which comes too late', () => {
    expect(applyAct(once, notice('BZ-2', { faultyCodes: ['M01'] }))).toMatchObject({
      code: 'POINT_NOT_NOTICED_AT_ONCE',
      violations: [{ pointer: '/faultyCodes/0' }],
    });
  });

  it('counts a notice without codes as a notice, whose points nobody can tell', () => {
    const plain = played(taken, notice('BZ-1', {}), answered('BZ-1'));
    expect(plain.facets.notices).toEqual({ missing: [], faulty: [] });
    expect(applyAct(plain, notice('BZ-2', { missingCodes: ['M01'] }))).toMatchObject({
      code: 'POINT_NOT_NOTICED_AT_ONCE',
    });
    expect(applyAct(plain, notice('BZ-2', {}))).toMatchObject({ state: 'CORRECTION_REQUESTED' });
  });
});
