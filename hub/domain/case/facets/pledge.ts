import type { CaseAct } from '../acts.js';
import type { ActType } from '../lifecycle.js';
import type { Facet, Step } from './facet.js';

/** 核查结论. */
export type Finding = 'KEPT' | 'CORRECTED_IN_TIME' | 'BROKEN';

/** 告知承诺: which text the applicant was shown, and what is promised by codes of the rule. */
export interface Pledged {
  readonly noticeVersion: string;
  readonly noticeSha256: string;
  readonly pledgedCodes: readonly string[];
}

/** What may become of a pledge. `UNCHECKED`: granted on it, so that the after-check is owed. */
export type PledgeState = 'MADE' | 'UNCHECKED' | Finding | 'REVOKED';

export interface PledgeFacts extends Pledged {
  readonly state: PledgeState;
  /** Unix milliseconds. */
  readonly since: number;
  /** 信用修复, of one that was broken: when. Unix milliseconds. */
  readonly restoredAt?: number;
}

/** What follows a decision that stands. */
const HANDING_OUT: readonly ActType[] = [
  'CaseConcluded',
  'ResultTransferred',
  'ResultDelivered',
  'DeliveryFailed',
  'ResultReturned',
  'CompensationRequested',
  'Compensated',
  'CompensationRefused',
];

export const pledge: Facet<PledgeFacts> = {
  opening({ pledge: made, at }) {
    if (made === undefined) return undefined;
    const { noticeVersion, noticeSha256, pledgedCodes } = made;
    return { noticeVersion, noticeSha256, pledgedCodes: [...pledgedCodes].sort(), state: 'MADE', since: at };
  },

  obstacle(own, { act }) {
    switch (act.type) {
      case 'CommitmentChecked':
        return checkObstacle(own, act);
      case 'DecisionRevoked':
        return own?.state === 'BROKEN' ? undefined : 'no pledge stands that was found broken:';
      case 'CreditRestored':
        return restorationObstacle(own);
      default:
        return own?.state === 'REVOKED' && HANDING_OUT.includes(act.type)
          ? 'the decision was revoked:'
          : undefined;
    }
  },

  after(own, { act }: Step) {
    if (own === undefined) return own;
    switch (act.type) {
      case 'DecisionIssued':
        return act.outcome === 'DENIED' ? own : { ...own, state: 'UNCHECKED', since: act.at };
      case 'CommitmentChecked':
        return { ...own, state: act.finding, since: act.at };
      case 'DecisionRevoked':
        return { ...own, state: 'REVOKED', since: act.at };
      case 'CreditRestored':
        return { ...own, restoredAt: act.at };
      default:
        return own;
    }
  },
};

function restorationObstacle(own: PledgeFacts | undefined): string | undefined {
  if (own?.state !== 'BROKEN' && own?.state !== 'REVOKED') return 'no pledge was found broken:';
  return own.restoredAt === undefined ? undefined : 'the credit was restored before:';
}

/** Whether the authority has yet to check. */
export function owesCheck(own: PledgeFacts | undefined): boolean {
  return own?.state === 'UNCHECKED';
}

function checkObstacle(
  own: PledgeFacts | undefined,
  { faultyCodes }: CaseAct<'CommitmentChecked'>,
): string | undefined {
  if (own?.state !== 'UNCHECKED') return own === undefined ? 'nothing was pledged' : 'no check is owed';
  const others = faultyCodes.filter((code) => !own.pledgedCodes.includes(code));
  return others.length === 0 ? undefined : `${others.join(', ')} was not pledged`;
}
