import { describe, expect, it } from 'vitest';
import { applyAct, type CaseAct, type CaseFacts, foldCase, isRefusal } from '#domain/case';
import { anAct } from '../../../kit/case-acts.js';

const PLEDGE = { noticeVersion: '1', noticeSha256: 'ab', pledgedCodes: ['T01', 'M01'] };
const opening: CaseAct = {
  ...{ type: 'SubmitCase', actor: 'guangdong', mode: 'FULLY_ONLINE', competent: 'henan', at: 1 },
  pledge: PLEDGE,
};
const LEADING = ['IntakeRecorded', 'CaseAccepted', 'ReviewStarted'] as const;
const by = (type: Parameters<typeof anAct>[0], members: object = {}) =>
  anAct(type, 'henan', { at: 2, ...members });

function caseAfter(...acts: CaseAct[]): CaseFacts {
  const facts = foldCase([opening, ...LEADING.map((type) => by(type)), ...acts]);
  if (isRefusal(facts)) expect.fail(facts.detail);
  return facts;
}

const granted = by('DecisionIssued', { outcome: 'GRANTED', at: 10 });
const denied = by('DecisionIssued', { outcome: 'DENIED' });
const checked = (finding: string, faultyCodes: readonly string[] = []) =>
  by('CommitmentChecked', { finding, faultyCodes, at: 20 });
const broken = checked('BROKEN', ['M01']);
const revoked = by('DecisionRevoked', { at: 30 });

const refusalOf = (facts: CaseFacts, act: CaseAct) => {
  const result = applyAct(facts, act);
  return isRefusal(result) ? result.detail : undefined;
};

describe('what was pledged', () => {
  it('is kept by its codes in order, with the notice that was shown', () => {
    expect(caseAfter().facets.pledge).toEqual({
      ...PLEDGE,
      pledgedCodes: ['M01', 'T01'],
      state: 'MADE',
      since: 1,
    });
  });

  it('is to be checked from the decision that grants on it, and of no other', () => {
    expect(caseAfter(granted).facets).toMatchObject({
      pledge: { state: 'UNCHECKED', since: 10 },
      clocks: { AFTER_CHECK: { startedAt: 10 } },
    });
    expect(caseAfter(denied).facets.pledge?.state).toBe('MADE');
    expect(caseAfter(denied).facets.clocks).not.toHaveProperty('AFTER_CHECK');
    expect(refusalOf(caseAfter(denied), broken)).toMatch('no check is owed');
  });

  it('is checked once, of what was pledged, whatever came of the result meanwhile', () => {
    const delivered = caseAfter(granted, by('CaseConcluded'), by('ResultDelivered'));
    expect(delivered.facets.clocks?.AFTER_CHECK).not.toHaveProperty('stoppedAt');
    expect(delivered.facets.clocks?.CERTIFICATE_ISSUE).toHaveProperty('stoppedAt');
    expect(refusalOf(delivered, checked('BROKEN', ['M02']))).toMatch('M02 was not pledged');
    const kept = applyAct(delivered, checked('KEPT'));
    if (isRefusal(kept)) expect.fail(kept.detail);
    expect(kept).toMatchObject({
      state: 'RESULT_DELIVERED',
      facets: { pledge: { state: 'KEPT', since: 20 } },
    });
    expect(kept.facets.clocks?.AFTER_CHECK?.stoppedAt).toBe(20);
    expect(refusalOf(kept, broken)).toMatch('no check is owed');
  });

  it('lets the decision be revoked when it was broken, and only then', () => {
    expect(refusalOf(caseAfter(granted), revoked)).toMatch('no pledge stands that was found broken');
    for (const finding of [checked('KEPT'), checked('CORRECTED_IN_TIME', ['M01'])]) {
      expect(refusalOf(caseAfter(granted, finding), revoked)).toMatch(
        'no pledge stands that was found broken',
      );
    }
    expect(caseAfter(granted, broken, revoked).facets.pledge).toMatchObject({ state: 'REVOKED', since: 30 });
    expect(refusalOf(caseAfter(granted, broken, revoked), revoked)).toMatch('no pledge stands');
  });

  it('holds what was granted back once that is revoked, and stops every clock', () => {
    const taken = caseAfter(granted, by('CaseConcluded'), broken, revoked);
    for (const type of ['ResultTransferred', 'ResultDelivered'] as const) {
      expect(refusalOf(taken, by(type)), type).toMatch('the decision was revoked');
    }
    expect(refusalOf(caseAfter(granted, broken, revoked), by('CaseConcluded'))).toMatch('was revoked');
    expect(caseAfter(granted, broken, revoked, by('CaseTerminated')).state).toBe('TERMINATED');
    for (const clock of Object.values(taken.facets.clocks ?? {})) expect(clock).toHaveProperty('stoppedAt');
  });

  it('is nothing in a case without a pledge', () => {
    const { pledge: _, ...plain } = opening;
    const facts = foldCase([plain, ...LEADING.map((type) => by(type)), granted]);
    if (isRefusal(facts)) expect.fail(facts.detail);
    expect(facts.facets).not.toHaveProperty('pledge');
    expect(facts.facets.clocks).not.toHaveProperty('AFTER_CHECK');
    expect(refusalOf(facts, checked('KEPT'))).toMatch('nothing was pledged');
  });

  it('may be made good once, when it was broken, revoked or not; what was found stays', () => {
    const restored = by('CreditRestored', { at: 40 });
    expect(refusalOf(caseAfter(granted), restored)).toMatch('no pledge was found broken');
    expect(refusalOf(caseAfter(granted, checked('KEPT')), restored)).toMatch('no pledge was found broken');
    for (const acts of [[broken], [broken, revoked]]) {
      const after = caseAfter(granted, ...acts, restored);
      expect(after.facets.pledge).toMatchObject({
        ...caseAfter(granted, ...acts).facets.pledge,
        restoredAt: 40,
      });
      expect(refusalOf(after, restored)).toMatch('restored before');
    }
  });
});
