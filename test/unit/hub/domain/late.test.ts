import { describe, expect, it } from 'vitest';
import { type CaseAct, type CaseFacts, foldCase, HUB, isRefusal } from '#domain/case';
import { anAct } from '../../../kit/case-acts.js';

const PART = 'TB20261122100000000ABCDEFGHJKMN1';
const submission: CaseAct = {
  ...{ type: 'SubmitCase', actor: 'guangdong', mode: 'REMOTE_INTAKE', competent: 'henan', at: 0 },
};
const intake = anAct('IntakeRecorded', 'guangdong', { at: 1 });
const received = anAct('DispatchAcknowledgement', 'henan', { at: 2, eventSeq: 2 });
const accepted = anAct('CaseAccepted', 'henan', { at: 20 });
const lapsed = [submission, intake, received, anAct('AcceptedByLapse', HUB, { at: 10 })];
const review = anAct('ReviewStarted', 'henan');
const part: CaseAct = { ...submission, leadCaseNo: PART };
const reminded = anAct('PartOverdue', HUB, { stage: 'REMINDED' });
const releasable = anAct('PartOverdue', HUB, { stage: 'RELEASABLE' });

function folded(...acts: CaseAct[]): CaseFacts | string {
  const facts = foldCase(acts);
  return isRefusal(facts) ? facts.code : facts;
}

/** A line of the table in hub/LIFECYCLE.md: what has lapsed, what comes late, and what comes of it. */
describe('what comes when the hub has acted because time was over', () => {
  it('视为受理: the acceptance brings its promise, once; clock and state stay as the law had them', () => {
    const facts = folded(...lapsed, review, accepted);
    expect(facts).toMatchObject({
      state: 'IN_REVIEW',
      facets: { clocks: { DECISION: { startedAt: 2, until: '2026-12-31' } } },
    });
    expect(folded(...lapsed, accepted)).toMatchObject({ state: 'ACCEPTED' });
    expect(folded(...lapsed, accepted, accepted)).toBe('ILLEGAL_TRANSITION');
    expect(folded(submission, intake, accepted, accepted)).toBe('ILLEGAL_TRANSITION');
    expect(folded(...lapsed, review, anAct('DecisionIssued', 'henan'), accepted)).toBe('ILLEGAL_TRANSITION');
  });

  it.each(['CorrectionNotice', 'CaseNotAccepted', 'DeferredMaterialsAcceptance'] as const)(
    '视为受理: %s is refused',
    (type) => {
      expect(folded(...lapsed, anAct(type, 'henan'))).toBe('ILLEGAL_TRANSITION');
    },
  );

  it('逾期终止: what was owed is refused', () => {
    const deferred = anAct('DeferredMaterialsAcceptance', 'henan', { dueBy: '1970-01-01' });
    const ended = anAct('TerminatedByLapse', HUB, { at: 86_400_000 });
    const late = anAct('DeferredMaterialsSupplied', 'guangdong', { at: 86_400_001 });
    expect(folded(submission, intake, deferred, ended)).toMatchObject({ state: 'TERMINATED' });
    expect(folded(submission, intake, deferred, ended, late)).toBe('ILLEGAL_TRANSITION');
  });

  it('督办: the answer is taken, and the part counts as silent no more', () => {
    const joint: CaseAct = { ...part, mode: 'JOINT' };
    for (const told of [[reminded], [reminded, releasable]]) {
      const facts = folded(joint, intake, ...told, accepted);
      if (typeof facts === 'string') expect.fail(facts);
      expect(facts.facets.part?.silentSince).toBeUndefined();
    }
    const withdrawn = anAct('CaseWithdrawn', 'guangdong');
    expect(folded(joint, intake, reminded, releasable, withdrawn, accepted)).toBe('ILLEGAL_TRANSITION');
  });

  it('时限预警: whatever is late is taken', () => {
    const warned = anAct('ClockWarned', HUB, { clock: 'DECISION' });
    const decided = anAct('DecisionIssued', 'henan');
    expect(folded(submission, intake, accepted, warned, review, decided)).toMatchObject({ state: 'DECIDED' });
  });

  it('整改、咨询预警: the answer is taken', () => {
    const bad = anAct('ComplaintReceived', 'guangdong');
    const remedy = anAct('RatingRemedy', 'henan');
    expect(folded(submission, bad, anAct('RemedyWarned', HUB), remedy)).toMatchObject({ eventCount: 4 });
    const asked = anAct('ConsultationOpened', 'guangdong');
    const answered = anAct('ConsultationAnswered', 'henan');
    const warned = anAct('ConsultationWarned', HUB);
    expect(folded(submission, asked, warned, answered)).toMatchObject({ eventCount: 4 });
  });
});
