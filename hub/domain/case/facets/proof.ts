import type { Facet, Step } from './facet.js';

/** How far it is proven that a case has come: received by the hub, taken over by the authority, decided, in the applicant's hands. */
export type ProofLevel = 'HUB_RECEIVED' | 'ACKNOWLEDGED' | 'DECISION_ISSUED' | 'APPLICANT_RECEIVED';

/** Above the first, which every case has. */
export interface ProofFacts {
  readonly level: Exclude<ProofLevel, 'HUB_RECEIVED'>;
}

/** Whatever the authority signs shows that it has the case; what was shown once stays so. */
export const proof: Facet<ProofFacts> = {
  after(own, { act, before }: Step) {
    if (act.type === 'ResultDelivered') return { level: 'APPLICANT_RECEIVED' };
    if (act.type === 'DecisionIssued') return { level: 'DECISION_ISSUED' };
    return own ?? (act.actor === before.competent ? { level: 'ACKNOWLEDGED' } : undefined);
  },
};

export function proofLevelOf({ proof: own }: { readonly proof?: ProofFacts }): ProofLevel {
  return own?.level ?? 'HUB_RECEIVED';
}
