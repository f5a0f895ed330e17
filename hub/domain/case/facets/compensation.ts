import type { CaseFacts } from '../fold.js';
import type { Facet, Step } from './facet.js';

/** Whether a part that was done has been asked to be undone, and what came of it. */
export type CompensationState = 'REQUESTED' | 'DONE' | 'REFUSED';

const STATE_AFTER = {
  CompensationRequested: 'REQUESTED',
  Compensated: 'DONE',
  CompensationRefused: 'REFUSED',
} as const;

export const compensation: Facet<CompensationState> = {
  obstacle(own, { act, before }: Step) {
    switch (act.type) {
      case 'CompensationRequested':
        return requestObstacle(own, before);
      case 'Compensated':
      case 'CompensationRefused':
        return own === 'REQUESTED' ? undefined : 'nobody asks for it to be undone:';
      case 'ResultDelivered': // what is undone, or may be, is handed out to nobody
        return own === 'REQUESTED' || own === 'DONE' ? `to be undone is ${own}:` : undefined;
      default:
        return undefined;
    }
  },

  after(own, { act }) {
    switch (act.type) {
      case 'CompensationRequested':
      case 'Compensated':
      case 'CompensationRefused':
        return STATE_AFTER[act.type];
      default:
        return own;
    }
  },
};

function requestObstacle(own: CompensationState | undefined, { facets }: CaseFacts): string | undefined {
  if (facets.part === undefined) return 'the case is not a part of another:';
  if (facets.decision !== 'GRANTED') return 'nothing was done that could be undone:';
  return own === undefined || own === 'REFUSED' ? undefined : `to be undone is ${own} already:`;
}
