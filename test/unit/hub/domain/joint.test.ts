import { describe, expect, it } from 'vitest';
import { type CaseAct, type CaseFacts, foldCase, HUB, isRefusal, partEndOf } from '#domain/case';
import { anAct } from '../../../kit/case-acts.js';

const LEAD = 'TB20261122100000000ABCDEFGHJKMN0';
const PART = 'TB20261122100000000ABCDEFGHJKMN1';
const OTHER = 'TB20261122100000000ABCDEFGHJKMN2';

function submission(competent: string, leadCaseNo?: string): CaseAct {
  return { type: 'SubmitCase', actor: 'henan', mode: 'JOINT', competent, leadCaseNo, at: 7 };
}

const taken = (competent: string): CaseAct[] => [
  anAct('IntakeRecorded', 'henan'),
  anAct('CaseAccepted', competent),
  anAct('ReviewStarted', competent),
];
const lead = [submission('henan'), ...taken('henan')];
const part = [submission('hunan', LEAD), ...taken('hunan')];
const opened = (partCaseNo = PART) => anAct('PartOpened', HUB, { partCaseNo });
const ended = (end: string, partCaseNo = PART) => anAct('PartEnded', HUB, { partCaseNo, end });
const overdue = (stage: string) => anAct('PartOverdue', HUB, { stage });
const settled = (members: object) => anAct('PartSettled', 'henan', { ...members });
const decided = (outcome: string, actor = 'henan') => anAct('DecisionIssued', actor, { outcome });
const concluded = (actor: string, outcome = 'GRANTED') => [
  decided(outcome, actor),
  anAct('CaseConcluded', actor),
];

function factsAfter(...acts: readonly CaseAct[]): CaseFacts {
  const facts = foldCase(acts);
  return isRefusal(facts) ? expect.fail(facts.detail) : facts;
}

/** Why the last of these acts cannot be; all before it can. */
function refused(...acts: readonly CaseAct[]): string {
  const facts = foldCase(acts);
  if (!isRefusal(facts)) return expect.fail('it was not refused');
  expect(facts).toMatchObject({ code: 'ILLEGAL_TRANSITION', position: acts.length - 1 });
  return facts.detail;
}

describe('a case that leads', () => {
  it('is neither granted nor concluded while a part is open, and may be denied', () => {
    expect(refused(...lead, opened(), decided('GRANTED'))).toMatch(PART);
    expect(refused(...lead, opened(), ...concluded('henan', 'DENIED'))).toMatch(PART);
    expect(factsAfter(...lead, opened(), decided('DENIED')).state).toBe('DECIDED');
    expect(factsAfter(...lead, opened(), ended('DONE'), ...concluded('henan')).state).toBe('CONCLUDED');
  });

  it.each(['REFUSED', 'WITHDRAWN', 'TERMINATED', 'SILENT', 'UNDONE'])(
    'is not granted behind a part that is %s until it says how it goes on',
    (end) => {
      expect(refused(...lead, opened(), ended(end), decided('GRANTED'))).toMatch(PART);
      const waived = settled({ resolution: 'WAIVED' });
      expect(factsAfter(...lead, opened(), ended(end), waived, ...concluded('henan')).state).toBe(
        'CONCLUDED',
      );
    },
  );

  it('that was granted before it heard of a part is not concluded without saying so either', () => {
    const early = [...lead, decided('GRANTED'), opened(), ended('REFUSED')];
    expect(refused(...early, anAct('CaseConcluded', 'henan'))).toMatch(PART);
  });

  it('settles a part once, when it has ended and was not done, by another part of its own', () => {
    const replaced = (replacedBy: string) => settled({ resolution: 'REPLACED', replacedBy });
    const waived = settled({ resolution: 'WAIVED' });
    expect(refused(...lead, waived)).toMatch('no part');
    expect(refused(...lead, opened(), waived)).toMatch('still open');
    expect(refused(...lead, opened(), ended('DONE'), waived)).toMatch('was done');
    const failed = [...lead, opened(), ended('REFUSED')];
    expect(refused(...failed, waived, waived)).toMatch('already');
    expect(refused(...failed, replaced(PART))).toMatch('no other part');
    expect(refused(...failed, replaced(OTHER))).toMatch('no other part');
    const again = [...failed, opened(OTHER), replaced(OTHER)];
    expect(refused(...again, decided('GRANTED'))).toMatch(OTHER);
    expect(factsAfter(...again, ended('DONE', OTHER), decided('GRANTED')).state).toBe('DECIDED');
  });

  it('hears everything of a part once', () => {
    const known = [...lead, opened()];
    expect(refused(...known, opened())).toMatch('already');
    expect(refused(...known, ended('DONE'), ended('DONE'))).toMatch('already');
    expect(refused(...known, ended('REFUSED'), ended('UNDONE'))).toMatch('already');
    expect(factsAfter(...known, ended('DONE'), ended('UNDONE')).facets.parts?.[PART]?.end).toBe('UNDONE');
    expect(refused(...known, overdue('RELEASABLE'))).toMatch('not overdue');
    expect(refused(...known, overdue('REMINDED'), overdue('REMINDED'))).toMatch('is REMINDED');
    expect(refused(...known, ended('DONE'), overdue('REMINDED'))).toMatch('ended');
    expect(refused(...lead, ended('DONE'))).toMatch('no part');
    expect(refused(...lead, overdue('REMINDED'))).toMatch('no part');
  });

  it('is a joint one, and no part itself', () => {
    const remote: CaseAct = {
      type: 'SubmitCase',
      actor: 'henan',
      mode: 'REMOTE_INTAKE',
      competent: 'hunan',
      at: 0,
    };
    expect(refused(remote, opened())).toMatch('leads no other');
    expect(refused(...part, opened(OTHER))).toMatch('leads no other');
    expect(refused(...lead, anAct('LeadEnded', HUB))).toMatch('not a part');
  });
});

describe('a part', () => {
  it.each<[string, readonly CaseAct[], string | undefined]>([
    ['open', part, undefined],
    ['granted', [...part, ...concluded('hunan')], 'DONE'],
    ['denied', [...part, ...concluded('hunan', 'DENIED')], 'REFUSED'],
    ['not accepted', [...part.slice(0, 2), anAct('CaseNotAccepted', 'hunan')], 'REFUSED'],
    ['terminated', [...part, anAct('CaseTerminated', 'hunan')], 'TERMINATED'],
    ['withdrawn', [...part, anAct('CaseWithdrawn', 'henan')], 'WITHDRAWN'],
  ])('that is %s ends like this', (_, acts, end) => {
    expect(partEndOf(factsAfter(...acts))).toBe(end);
  });

  it('is given up as silent only when its participant has never answered, long enough', () => {
    const asked = submission('hunan', LEAD);
    const withdrawn = anAct('CaseWithdrawn', 'henan');
    const acknowledged = anAct('DispatchAcknowledgement', 'hunan');
    const late = [asked, acknowledged, overdue('REMINDED')];
    expect(partEndOf(factsAfter(...late, withdrawn))).toBe('WITHDRAWN');
    expect(partEndOf(factsAfter(...late, overdue('RELEASABLE'), withdrawn))).toBe('SILENT');
    const answered = [...late, overdue('RELEASABLE'), ...taken('hunan')];
    expect(partEndOf(factsAfter(...answered, withdrawn))).toBe('WITHDRAWN');
    expect(refused(...part, overdue('REMINDED'))).toMatch('has answered');
    expect(refused(...late, overdue('REMINDED'))).toMatch('is REMINDED');
  });

  it('is undone when the lead asks and the participant does it; then nobody gets its result', () => {
    const done = [...part, ...concluded('hunan')];
    const asked = anAct('CompensationRequested', 'henan');
    const undone = anAct('Compensated', 'hunan');
    const transferred = anAct('ResultTransferred', 'hunan');
    const delivered = anAct('ResultDelivered', 'henan');
    expect(refused(...done, undone)).toMatch('nobody asks');
    expect(refused(...done, asked, asked)).toMatch('already');
    expect(partEndOf(factsAfter(...done, asked, undone))).toBe('UNDONE');
    expect(refused(...done, asked, undone, asked)).toMatch('already');
    expect(refused(...done, transferred, asked, delivered)).toMatch('undone');
    expect(refused(...done, transferred, asked, undone, delivered)).toMatch('undone');
    const kept = [...done, transferred, asked, anAct('CompensationRefused', 'hunan')];
    expect(factsAfter(...kept, asked).facets.compensation).toBe('REQUESTED');
    expect(factsAfter(...kept, delivered).state).toBe('RESULT_DELIVERED');
    expect(refused(...part, ...concluded('hunan', 'DENIED'), asked)).toMatch('nothing was done');
    expect(refused(...lead, ...concluded('henan'), asked)).toMatch('not a part');
  });
});
