import type { Actor, Peer } from './words.js';

/** The two platforms of a case; they may be one. */
export interface Parties {
  readonly submitter: Peer;
  readonly competent: Peer;
}

export type Party = keyof Parties;

export function otherParty(party: Party): Party {
  return party === 'submitter' ? 'competent' : 'submitter';
}

/** For which side somebody speaks; who is on both speaks for the submitting one. */
export function partyOf(by: Actor, { submitter }: Parties): Party {
  return by === submitter ? 'submitter' : 'competent';
}
