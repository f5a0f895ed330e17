import { dayAt, dayNumber, startOf } from './calendar.js';
import type { Case } from './case.js';
import type { CaseAct, Code, Day, Peer, Power, Submission } from './words.js';

/** 收件授权: what the platform that decides an item lets another do for it. */
export interface Grant {
  readonly by: Peer;
  readonly to: Peer;
  readonly item: string;
  readonly powers: readonly Power[];
  readonly from: Day;
  readonly until: Day;
}

interface Given extends Grant {
  withdrawnAt: number | undefined;
}

export class Grants {
  readonly #given = new Map<string, Given>();

  give(id: string, grant: Grant): void {
    this.#given.set(id, { ...grant, withdrawnAt: undefined });
  }

  /** Who gave which. */
  all(): { readonly id: string; readonly by: Peer }[] {
    return [...this.#given].map(([id, { by }]) => ({ id, by }));
  }

  isGiven(id: string): boolean {
    return this.#given.has(id);
  }

  reasonsAgainstWithdrawal(id: string, by: Peer, at: number): Code[] {
    const grant = this.#given.get(id);
    if (grant === undefined || grant.by !== by) return ['NOT_FOUND'];
    return hasEnded(grant, at) ? ['INTAKE_GRANT_ENDED'] : [];
  }

  withdraw(id: string, at: number): void {
    const grant = this.#given.get(id);
    if (grant !== undefined) grant.withdrawnAt = at;
  }

  /** Whether the intake side may do this now. What was never granted to anybody is open to all. */
  allows(of: Case, act: CaseAct | Submission, at: number): boolean {
    if (of.submitter === of.competent || of.part !== undefined) return true;
    const given = [...this.#given.values()].filter(({ by, item }) => by === of.competent && item === of.item);
    if (!given.some((grant) => hasBegun(grant, at))) return true;
    const own = given.filter(
      (grant) => grant.to === of.submitter && hasBegun(grant, at) && !hasEnded(grant, at),
    );
    return powersFor(of, act).every((power) => own.some(({ powers }) => powers.includes(power)));
  }
}

/** What an act of the intake side takes. Originals that are in the case already may always be moved. */
function powersFor(of: Case, act: CaseAct | Submission): Power[] {
  switch (act.type) {
    case 'SubmitCase':
      return act.originalsChecked ? ['RECEIVE', 'CHECK_ORIGINALS'] : ['RECEIVE'];
    case 'ResultDelivered':
      return ['PASS_RESULT'];
    case 'OriginalsHandedOver':
      return of.custody.brings(act) ? ['CHECK_ORIGINALS'] : [];
    case 'IntakeRecorded':
    case 'CorrectionSubmitted':
    case 'DeferredMaterialsSupplied':
      return act.originalsChecked ? ['CHECK_ORIGINALS'] : [];
    default:
      return [];
  }
}

/** One that was withdrawn before its first day never held. */
function hasBegun({ from, withdrawnAt }: Given, at: number): boolean {
  const first = dayNumber(from);
  return dayAt(at) >= first && (withdrawnAt === undefined || startOf(first) < withdrawnAt);
}

function hasEnded({ until, withdrawnAt }: Given, at: number): boolean {
  return dayAt(at) > dayNumber(until) || (withdrawnAt !== undefined && withdrawnAt <= at);
}
