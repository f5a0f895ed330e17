import { type CaseFacts, MOST_PARTS } from '#domain/case';
import type { cases } from '#hub/store';
import { NotFoundError, PolicyError, RuleError } from '#proto/errors';
import type { Context } from './context.js';

/** In which the lead has taken the case on and has not decided it. */
const LEADING: readonly CaseFacts['state'][] = ['ACCEPTED', 'IN_REVIEW', 'SUSPENDED'];

/**
 * Whether this platform may open a part of that case now (多地联办). Whoever takes no part in the case is told that there is none.
 * @throws NotFoundError, PolicyError or RuleError.
 */
export function checkLead(peer: string, leadCaseNo: string | undefined, { cases }: Context): void {
  if (leadCaseNo === undefined) return;
  const lead = cases.get(leadCaseNo);
  if (lead === undefined || (peer !== lead.competent && peer !== lead.submitter)) {
    throw new NotFoundError('NOT_FOUND', `no case ${leadCaseNo}`);
  }
  if (peer !== lead.competent) {
    throw new PolicyError('WRONG_PLATFORM', `${leadCaseNo} is led by ${lead.competent}, not by ${peer}`);
  }
  const obstacle = obstacleOf(lead);
  if (obstacle !== undefined) throw new RuleError('ILLEGAL_TRANSITION', `${leadCaseNo} ${obstacle}`);
}

function obstacleOf({ mode, state, facets, eventCount }: cases.CaseRow): string | undefined {
  if (mode !== 'JOINT') return 'is not handled jointly';
  if (facets.part !== undefined) return `is itself a part of ${facets.part.leadCaseNo}`;
  if (!LEADING.includes(state)) return `takes no parts in state ${state}, after event ${eventCount}`;
  const count = Object.keys(facets.parts ?? {}).length;
  return count < MOST_PARTS ? undefined : `has ${count} parts, which is the most there can be`;
}
