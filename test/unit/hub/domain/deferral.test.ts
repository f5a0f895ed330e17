import { describe, expect, it } from 'vitest';
import { applyAct, type CaseAct, type CaseFacts, HUB, isRefusal } from '#domain/case';
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

function played(facts: CaseFacts, ...acts: readonly CaseAct[]): CaseFacts {
  return acts.reduce<CaseFacts>((before, act) => {
    const next = applyAct(before, act);
    return isRefusal(next) ? expect.fail(next.detail) : next;
  }, facts);
}

const LAST_MS = Date.parse('2026-12-01T23:59:59.999+08:00');
const deferring = anAct('DeferredMaterialsAcceptance', 'henan', {
  deferredCodes: ['M03', 'M02'],
  dueBy: '2026-12-01',
});
const supply = (suppliedCodes: readonly string[], at = LAST_MS) =>
  anAct('DeferredMaterialsSupplied', 'guangdong', { suppliedCodes, at });
const lapse = (at: number) => anAct('TerminatedByLapse', HUB, { at });
const decided = played(taken, deferring, anAct('ReviewStarted', 'henan'), anAct('DecisionIssued', 'henan'));

describe('容缺受理', () => {
  it('accepts the case, and keeps what is owed until when', () => {
    const accepted = played(taken, deferring);
    expect(accepted.state).toBe('ACCEPTED');
    expect(accepted.facets.deferral).toEqual({ owed: ['M02', 'M03'], dueBy: '2026-12-01' });
  });

  it('lets the case be decided, and holds its result until all is there', () => {
    const held = /the result is held: M02, M03 is owed until 2026-12-01/;
    for (const type of ['CaseConcluded', 'ResultTransferred'] as const) {
      expect(applyAct(decided, anAct(type, 'henan'))).toMatchObject({
        code: 'ILLEGAL_TRANSITION',
        detail: expect.stringMatching(held),
      });
    }
    const half = played(decided, supply(['M02']));
    expect(half.facets.deferral?.owed).toEqual(['M03']);
    expect(applyAct(half, anAct('CaseConcluded', 'henan'))).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
    const whole = played(half, supply(['M03']));
    expect(whole.facets.deferral).toBeUndefined();
    expect(played(whole, anAct('CaseConcluded', 'henan')).state).toBe('CONCLUDED');
  });

  it('takes what is owed, nothing else, nothing twice and nothing late', () => {
    const half = played(decided, supply(['M02']));
    for (const act of [supply(['M04']), supply(['M02']), supply(['M03'], LAST_MS + 1)]) {
      expect(applyAct(half, act)).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
    }
    expect(applyAct(taken, supply(['M02']))).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
  });

  it('ends with the day, not a millisecond before, and only where something is owed', () => {
    expect(applyAct(decided, lapse(LAST_MS))).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
    const ended = played(decided, lapse(LAST_MS + 1));
    expect([ended.state, ended.facets.deferral]).toEqual(['TERMINATED', undefined]);
    const whole = played(decided, supply(['M02', 'M03']));
    expect(applyAct(whole, lapse(LAST_MS + 1))).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
  });
});
