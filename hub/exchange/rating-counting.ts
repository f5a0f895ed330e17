import type { Feedback, RatingProblem } from '#domain/case';
import { dayOf } from '#domain/rules';
import type { cases, ratingCounts } from '#hub/store';

const NOTHING: readonly ratingCounts.CountedFeedback[] = [];

/**
 * What the ratings and complaints of a case add to the counts: each once as such, and once for each problem that it names. Of
 * the case alone, so that the counts can be told again from all cases. What was set aside is not counted, nor the rating of a life event
 * that is about one member: it counts in that member's case, for the department that is to remedy it.
 */
export function countedIn(row: cases.CaseRow | undefined): readonly ratingCounts.CountedFeedback[] {
  if (row?.facets.rating === undefined) return NOTHING;
  return row.facets.rating.flatMap((feedback) =>
    feedback.remedy?.state === 'SET_ASIDE' || feedback.member !== undefined
      ? NOTHING
      : [counted(row, feedback, ''), ...feedback.problems.map((each) => counted(row, feedback, each))],
  );
}

function counted(
  { submitter, competent, basicCode, implementationCode }: cases.CaseRow,
  { at, kind, side, satisfaction, windowDivision = '', windowNo = '' }: Feedback,
  problem: RatingProblem | '',
): ratingCounts.CountedFeedback {
  return {
    month: dayOf(at).slice(0, 7),
    submitter,
    competent,
    basicCode,
    side,
    windowDivision,
    windowNo,
    department: side === 'DECISION' ? implementationCode.slice(0, 18) : '',
    kind,
    satisfaction: satisfaction ?? '',
    problem,
  };
}
