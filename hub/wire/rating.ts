import { partyOf } from '#domain/case';
import type { FeedbackStanding, WholeRating } from '#hub/exchange';
import type { ratingCounts } from '#hub/store';
import { tongban } from '#proto/codec';
import { momentText } from './case.js';

const { CaseFeedback, RatingRemedy, ServiceRating } = tongban.v1;

export function toCaseFeedback(each: FeedbackStanding): tongban.v1.CaseFeedback.$Properties {
  const { row, remedy } = each;
  const base = {
    feedbackNo: each.no,
    kind: CaseFeedback.Kind[each.kind],
    side: ServiceRating.Side[each.side],
    rated: row[partyOf('rated', each)],
    reporter: row[partyOf('reporter', each)],
    satisfaction: ServiceRating.Satisfaction[each.satisfaction ?? 'SATISFACTION_UNSPECIFIED'],
    problems: each.problems.map((problem) => ServiceRating.Problem[problem]),
    anonymous: each.isAnonymous === true,
    receivedAt: momentText(each.at),
    member: each.member ?? '',
    lifeEventNo: each.isOfWhole ? each.no : '',
  };
  if (remedy === undefined) return base;
  return {
    ...base,
    state: RatingRemedy.State[remedy.state],
    since: momentText(remedy.since),
    dueDate: each.dueDate ?? '',
    rule: each.rule ?? '',
    warned: [...(remedy.warned ?? [])],
  };
}

/** Of a life event: what was said of the whole, with the remedy as it stands in the member that it is about. */
export function toWholeRating({ said, inMember }: WholeRating): tongban.v1.CaseFeedback.$Properties {
  const standing = inMember === undefined ? said : { ...inMember, no: said.no, at: said.at };
  return {
    ...toCaseFeedback(standing),
    side: ServiceRating.Side[said.side],
    member: said.member ?? '',
    lifeEventNo: said.row.caseNo,
  };
}

export function toRatingCount(row: ratingCounts.RatingCountRow): tongban.v1.RatingCount.$Properties {
  const { id: _, side, kind, satisfaction, problem, ...same } = row;
  return {
    ...same,
    side: ServiceRating.Side[side],
    kind: CaseFeedback.Kind[kind],
    satisfaction: ServiceRating.Satisfaction[satisfaction === '' ? 'SATISFACTION_UNSPECIFIED' : satisfaction],
    problem: ServiceRating.Problem[problem === '' ? 'PROBLEM_UNSPECIFIED' : problem],
  };
}
