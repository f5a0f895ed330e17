import { describe, expect, it } from 'vitest';
import {
  ACT_TYPES,
  type ActType,
  applyAct,
  CASE_STATES,
  type CaseFacts,
  type CaseState,
  fateOf,
  foldCase,
  HUB,
  isFinal,
  isRefusal,
  LIFECYCLE,
  MOST_EARLY_ACTS,
  statesAwaited,
} from '#domain/case';
import { anAct } from '../../../kit/case-acts.js';

const facts: CaseFacts = {
  state: 'SUBMITTED',
  mode: 'REMOTE_INTAKE',
  submitter: 'guangdong',
  competent: 'henan',
  eventCount: 1,
  openNotice: undefined,
  facets: {},
};

const MODES = ['REMOTE_INTAKE', 'FULLY_ONLINE', 'JOINT'] as const;
const SENDERS = ['guangdong', 'henan', 'hunan', HUB] as const;

/** Whose act it is by the table, for the parts that a case has from the beginning. */
function isOf(type: ActType, actor: string, mode: CaseFacts['mode']): boolean {
  const counter = mode === 'FULLY_ONLINE' ? 'henan' : 'guangdong';
  const parts: Partial<Record<string, string>> = { submitter: 'guangdong', competent: 'henan', counter };
  return parts[LIFECYCLE[type].by] === actor;
}

/** The same reckoned otherwise: backwards from where the act is possible, until nothing more leads there. */
function leadsTo(type: ActType, actor: string, mode: CaseFacts['mode']): ReadonlySet<CaseState> {
  const goals: readonly CaseState[] = LIFECYCLE[type].from;
  const before = new Set<CaseState>();
  for (let size = -1; size < before.size; ) {
    size = before.size;
    for (const step of ACT_TYPES) {
      const rule: { readonly from: readonly CaseState[]; readonly to?: CaseState } = LIFECYCLE[step];
      const { from, to } = rule;
      if (to === undefined || isFinal(to) || !isOf(step, actor, mode)) continue;
      if (goals.includes(to) || before.has(to)) for (const state of from) before.add(state);
    }
  }
  return before;
}

describe('an act that comes early', () => {
  it.each(MODES)('%s: waits where its sender alone can bring the case, in the whole table', (mode) => {
    let early = 0;
    for (const type of ACT_TYPES.filter((each) => each !== 'SubmitCase'))
      for (const state of CASE_STATES)
        for (const actor of SENDERS) {
          const from: readonly CaseState[] = LIFECYCLE[type].from;
          const isEarly =
            isOf(type, actor, mode) && !from.includes(state) && leadsTo(type, actor, mode).has(state);
          const awaited = statesAwaited({ ...facts, mode, state }, { type, actor });
          expect(awaited !== undefined, `${type} of ${actor} in ${state}`).toBe(isEarly);
          expect(from).toEqual(expect.arrayContaining([...(awaited ?? [])]));
          if (isEarly) early++;
        }
    expect(early).toBeGreaterThan(10);
  });

  it.each([
    ['办结 before 受理', 'INTAKE_RECORDED', 'CaseConcluded', 'henan', 'WAITING'],
    ['the decision before the review is resumed', 'SUSPENDED', 'DecisionIssued', 'henan', 'WAITING'],
    ['办结 before the counter has taken the papers in', 'SUBMITTED', 'CaseConcluded', 'henan', 'IMPOSSIBLE'],
    [
      'an answer that nobody has asked for',
      'INTAKE_RECORDED',
      'CorrectionSubmitted',
      'guangdong',
      'IMPOSSIBLE',
    ],
    ['受理 twice', 'ACCEPTED', 'CaseAccepted', 'henan', 'IMPOSSIBLE'],
    ['the result handed out before it is there', 'DECIDED', 'ResultDelivered', 'guangdong', 'IMPOSSIBLE'],
    [
      'a rating of a case that its sender might withdraw',
      'IN_REVIEW',
      'ServiceRating',
      'guangdong',
      'IMPOSSIBLE',
    ],
    ['anything behind the end', 'TERMINATED', 'CaseConcluded', 'henan', 'IMPOSSIBLE'],
    ['what can be now', 'DECIDED', 'CaseConcluded', 'henan', 'POSSIBLE'],
  ] as const)('%s', (_, state, type, actor, fate) => {
    expect(fateOf({ ...facts, state }, { type, actor })).toBe(fate);
  });
});

describe('what a case keeps of acts that are held back', () => {
  const submission = {
    type: 'SubmitCase',
    actor: 'guangdong',
    mode: 'REMOTE_INTAKE',
    competent: 'henan',
    at: 0,
  } as const;
  const held = anAct('EarlyActHeld', HUB, { at: 5 });
  const opened = [submission, anAct('IntakeRecorded', 'guangdong'), held];

  function kept(...acts: Parameters<typeof foldCase>[0]) {
    const folded = foldCase([...opened, ...acts]);
    return isRefusal(folded) ? folded.code : folded.facets.earlyActs;
  }

  it('is in order of arrival until it has become an event', () => {
    expect(kept()).toMatchObject([
      { messageId: 'early-1', sender: 'henan', type: 'CaseConcluded', since: 5 },
    ]);
    const becomes = { ...anAct('CaseAccepted', 'henan'), messageId: 'early-1' };
    expect(kept(becomes)).toBeUndefined();
    expect(kept({ ...becomes, messageId: 'early-2' })).toHaveLength(1);
  });

  it('stays when it was refused, and never becomes an event then', () => {
    const refused = anAct('EarlyActRefused', HUB);
    expect(kept(refused)).toMatchObject([{ messageId: 'early-1', refusal: 'EARLY_ACT_LAPSED' }]);
    const late = { ...anAct('CaseAccepted', 'henan'), messageId: 'early-1' };
    expect(kept(refused, late)).toBe('ILLEGAL_TRANSITION');
    expect(kept(refused, refused)).toBe('ILLEGAL_TRANSITION');
  });

  it('is held once, and not without end', () => {
    expect(kept(held)).toBe('ILLEGAL_TRANSITION');
    const folded = foldCase(opened);
    if (isRefusal(folded)) expect.fail(folded.detail);
    const [one] = folded.facets.earlyActs ?? [];
    if (one === undefined) expect.fail('nothing is held');
    const full = Array.from({ length: MOST_EARLY_ACTS }, (_, i) => ({ ...one, messageId: `early-x${i}` }));
    const next = applyAct({ ...folded, facets: { earlyActs: full } }, held);
    expect(next).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
  });
});
