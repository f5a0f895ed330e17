import type { Facet } from './facet.js';

/** How far it is proven that a case has come: received by the hub, taken over by the authority, decided, in the applicant's hands. */
export type ProofLevel = 'HUB_RECEIVED' | 'ACKNOWLEDGED' | 'DECISION_ISSUED' | 'APPLICANT_RECEIVED';

/** Above the first, which every case has. */
export type ProofFacts = Exclude<ProofLevel, 'HUB_RECEIVED'>;

/** Whatever the authority signs shows that it has the case; what was shown once stays so. */
export const proof: Facet<ProofFacts> = {
  opening({ actor, competent }) {
    return actor === competent ? 'ACKNOWLEDGED' : undefined;
  },

  after(own, { act, before }) {
    switch (act.type) {
      case 'ResultDelivered':
        return 'APPLICANT_RECEIVED';
      case 'DecisionIssued':
        return 'DECISION_ISSUED';
      default:
        return own ?? (act.actor === before.competent ? 'ACKNOWLEDGED' : undefined);
    }
  },
};

export function proofLevelOf({ proof: own }: { readonly proof?: ProofFacts }): ProofLevel {
  return own ?? 'HUB_RECEIVED';
}
