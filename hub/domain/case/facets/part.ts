import type { CaseFacts } from '../fold.js';
import type { Facet, Step } from './facet.js';
import type { PartEnd } from './parts.js';

/** How late an answer is: 督办, then so late that the lead need wait no longer. */
export type OverdueStage = 'REMINDED' | 'RELEASABLE';

/** What a part of a joint case knows of the whole. */
export interface PartFacts {
  /** The case that leads; its number is the one that all parts share (协同编号). */
  readonly leadCaseNo: string;
  /** Unix milliseconds: since when the participant has been asked and has said nothing; undefined once it has answered. */
  readonly silentSince?: number;
  readonly overdue?: OverdueStage;
}

export const part: Facet<PartFacts> = {
  opening({ leadCaseNo, at }) {
    return leadCaseNo === undefined ? undefined : { leadCaseNo, silentSince: at };
  },

  obstacle(own, { act }) {
    switch (act.type) {
      case 'LeadEnded':
        return own === undefined ? 'the case is not a part of another:' : undefined;
      case 'PartOverdue':
        return own === undefined ? undefined : overdueObstacle(own, act.stage); // of its lead, see parts.ts
      default:
        return undefined;
    }
  },

  after(own, { act, before }: Step) {
    if (own === undefined) return undefined;
    if (act.type === 'PartOverdue') return { ...own, overdue: act.stage };
    const isAnswer = act.actor === before.competent && act.type !== 'DispatchAcknowledgement';
    if (!isAnswer || own.silentSince === undefined) return own;
    const { silentSince: _, ...answered } = own;
    return answered;
  },
};

function overdueObstacle({ silentSince, overdue }: PartFacts, stage: OverdueStage): string | undefined {
  if (silentSince === undefined) return 'the participant has answered:';
  return isNewStage(overdue, stage) ? undefined : `the participant is ${overdue ?? 'not overdue'}:`;
}

/** 督办 comes first, and each once. */
export function isNewStage(before: OverdueStage | undefined, stage: OverdueStage): boolean {
  return stage === 'REMINDED' ? before === undefined : before === 'REMINDED';
}

/** How a part ended; undefined while it has not, or when it ended along with the case that leads. */
export function partEndOf({ state, facets }: Pick<CaseFacts, 'state' | 'facets'>): PartEnd | undefined {
  switch (state) {
    case 'CONCLUDED':
    case 'RESULT_DELIVERED':
      if (facets.compensation === 'DONE') return 'UNDONE';
      return facets.decision === 'GRANTED' ? 'DONE' : 'REFUSED';
    case 'NOT_ACCEPTED':
      return 'REFUSED';
    case 'WITHDRAWN':
      return isGivenUp(facets.part) ? 'SILENT' : 'WITHDRAWN';
    case 'TERMINATED':
      return 'TERMINATED';
    default:
      return undefined;
  }
}

function isGivenUp(part: PartFacts | undefined): boolean {
  return part?.silentSince !== undefined && part.overdue === 'RELEASABLE';
}
