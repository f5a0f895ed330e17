import type { CaseAct } from '../acts.js';
import type { Facet, Step } from './facet.js';
import { isNewStage, type OverdueStage } from './part.js';

/**
 * How a part ended. SILENT: given up by the lead, after the participant had said nothing for longer than it has to wait. UNDONE: done,
 * and undone again at the lead's request.
 */
export type PartEnd = 'DONE' | 'REFUSED' | 'WITHDRAWN' | 'TERMINATED' | 'SILENT' | 'UNDONE';

/** How the lead goes on without a part that was not done. */
export type PartResolution = 'WAIVED' | 'REPLACED' | 'COMPENSATED';

export interface PartStanding {
  /** A platform. */
  readonly participant: string;
  readonly overdue?: OverdueStage;
  /** Undefined while it is open. */
  readonly end?: PartEnd;
  readonly resolution?: PartResolution;
}

/** The parts of a joint case as its own acts tell of them, by their numbers. */
export type PartsFacts = Readonly<Record<string, PartStanding>>;

/** More than any item needs; without a bound the lead could grow its own case for ever. */
export const MOST_PARTS = 50;

export const parts: Facet<PartsFacts> = {
  obstacle(own = {}, { act, before }: Step) {
    switch (act.type) {
      case 'PartOpened':
        return openingObstacle(own, act, before.mode === 'JOINT' && before.facets.part === undefined);
      case 'PartOverdue':
        return before.facets.part === undefined ? overdueObstacle(own[act.partCaseNo], act) : undefined;
      case 'PartEnded':
        return endObstacle(own[act.partCaseNo], act);
      case 'PartSettled':
        return settlingObstacle(own, act);
      case 'DecisionIssued':
        return act.outcome === 'GRANTED' ? (openPart(own) ?? unsettledPart(own)) : undefined;
      case 'CaseConcluded':
        return openPart(own) ?? (before.facets.decision === 'GRANTED' ? unsettledPart(own) : undefined);
      default:
        return undefined;
    }
  },

  after(own, { act, before }: Step) {
    switch (act.type) {
      case 'PartOpened':
        return { ...own, [act.partCaseNo]: { participant: act.participant } };
      case 'PartOverdue':
        return before.facets.part === undefined ? changed(own, act, { overdue: act.stage }) : own;
      case 'PartEnded':
        return changed(own, act, { end: act.end });
      case 'PartSettled':
        return changed(own, act, { resolution: act.resolution });
      default:
        return own;
    }
  },
};

function changed(
  own: PartsFacts | undefined,
  { partCaseNo }: { readonly partCaseNo: string },
  change: Partial<PartStanding>,
): PartsFacts | undefined {
  const standing = own?.[partCaseNo];
  return standing && { ...own, [partCaseNo]: { ...standing, ...change } };
}

function openingObstacle(
  own: PartsFacts,
  { partCaseNo }: CaseAct<'PartOpened'>,
  isLead: boolean,
): string | undefined {
  if (!isLead) return 'the case leads no other:';
  return own[partCaseNo] === undefined ? undefined : `${partCaseNo} is a part of it already:`;
}

function overdueObstacle(
  standing: PartStanding | undefined,
  { partCaseNo, stage }: CaseAct<'PartOverdue'>,
): string | undefined {
  if (standing === undefined) return `${partCaseNo} is no part of it:`;
  if (standing.end !== undefined) return `${partCaseNo} has ended:`;
  return isNewStage(standing.overdue, stage)
    ? undefined
    : `${partCaseNo} is ${standing.overdue ?? 'not overdue'}:`;
}

function endObstacle(
  standing: PartStanding | undefined,
  { partCaseNo, end }: CaseAct<'PartEnded'>,
): string | undefined {
  if (standing === undefined) return `${partCaseNo} is no part of it:`;
  const mayEnd = standing.end === undefined || (standing.end === 'DONE' && end === 'UNDONE');
  return mayEnd ? undefined : `${partCaseNo} has ended already:`;
}

function settlingObstacle(
  own: PartsFacts,
  { partCaseNo, resolution, replacedBy = '' }: CaseAct<'PartSettled'>,
): string | undefined {
  const standing = own[partCaseNo];
  if (standing === undefined) return `${partCaseNo} is no part of it:`;
  if (standing.end === undefined) return `part ${partCaseNo} is still open:`;
  if (standing.end === 'DONE') return `part ${partCaseNo} was done:`;
  if (standing.resolution !== undefined) return `part ${partCaseNo} is ${standing.resolution} already:`;
  const isOther = replacedBy !== partCaseNo && own[replacedBy] !== undefined;
  return resolution === 'REPLACED' && !isOther ? `${replacedBy} is no other part of it:` : undefined;
}

function openPart(own: PartsFacts): string | undefined {
  const open = Object.keys(own).find((caseNo) => own[caseNo]?.end === undefined);
  return open && `part ${open} is still open:`;
}

/** What was replaced rests on the part that replaces it, which is looked at like any other. */
function unsettledPart(own: PartsFacts): string | undefined {
  const unsettled = Object.entries(own).find(([, { end, resolution }]) => end !== 'DONE' && !resolution);
  return (
    unsettled && `nobody has said how the case goes on without part ${unsettled[0]}, which was not done:`
  );
}
