import { type Feedback, type Party, partyOf, type RemedyRole, type RemedyState } from '#domain/case';
import { type LimitKind, limitsFor, startClock } from '#domain/deadline';
import { dayOf } from '#domain/rules';
import type { cases } from '#hub/store';
import { regionOf, termsOf } from '../case-terms.js';
import type { Rules } from '../rules.js';
import type { Awaited } from './awaited.js';
import { planOf, type RunningLadder, reachedLevel } from './ladder.js';

/** What is awaited of a rating or complaint. */
type AwaitedState = Extract<RemedyState, 'OPEN' | 'APPEALED' | 'ANSWERED'>;

/** Who is to act, and within which limit. */
const AWAITED: Readonly<Record<AwaitedState, { readonly by: RemedyRole; readonly limit: LimitKind }>> = {
  OPEN: { by: 'rated', limit: 'RATING_REMEDY' },
  APPEALED: { by: 'unrated', limit: 'RATING_APPEAL' },
  ANSWERED: { by: 'reporter', limit: 'RATING_FOLLOW_UP' },
};

export interface RunningRemedy extends RunningLadder {
  readonly feedbackNo: string;
  readonly awaited: AwaitedState;
}

/** 差评整改的预警与督办: each level of the ladder is told of once, to both sides, until somebody does what is awaited. */
export const remedyWarning: Awaited = {
  due(row, rules) {
    return (row.facets.rating ?? []).flatMap((feedback) => {
      const running = remedyClock(row, feedback, rules);
      return running === undefined ? [] : planOf(running.feedbackNo, running, rules);
    });
  },

  act(row, { ref, dueAt: planned }, rules) {
    const feedback = row.facets.rating?.find(({ no }) => no === ref);
    const running = feedback && remedyClock(row, feedback, rules);
    const reached = running && reachedLevel(running, planned, rules);
    if (running === undefined || reached === undefined) return undefined;
    const { feedbackNo, awaited } = running;
    return { type: 'RemedyWarned', body: { caseNo: row.caseNo, feedbackNo, awaited, ...reached } };
  },
};

/**
 * How long what is awaited may take: by the rules of the day since when, in working days of the place of whoever is to act.
 * @returns undefined when nothing is awaited, or no rule sets a limit.
 */
export function remedyClock(row: cases.CaseRow, feedback: Feedback, rules: Rules): RunningRemedy | undefined {
  const { remedy, no: feedbackNo } = feedback;
  if (remedy === undefined || !isAwaited(remedy.state)) return undefined;
  const { since, state: awaited, warned = [] } = remedy;
  const { by, limit: kind } = AWAITED[awaited];
  const region = placeOf(partyOf(by, feedback), row, feedback, rules);
  const limit = limitsFor({ ...termsOf(row), region }, rules.timeLimits, dayOf(since)).get(kind);
  if (limit === undefined) return undefined;
  return { feedbackNo, awaited, clock: startClock(limit, region, since), rule: limit.source.rule, warned };
}

function isAwaited(state: RemedyState): state is AwaitedState {
  return state in AWAITED;
}

function placeOf(
  party: Party,
  row: cases.CaseRow,
  { windowDivision }: Feedback,
  { directory }: Rules,
): string {
  if (party === 'competent') return regionOf(row);
  return windowDivision ?? directory.peer(row.submitter)?.divisionCode ?? regionOf(row);
}
