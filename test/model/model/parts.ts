import { overAt } from './count.js';
import { LIMITS } from './limits.js';
import type { Actor, CaseAct, CaseName, Owed, PartEnd, Resolution } from './words.js';

type Settling = Extract<CaseAct, { type: 'PartSettled' }>;
type Stage = 'REMINDED' | 'RELEASABLE';

interface Standing {
  overdue?: Stage;
  end?: PartEnd;
  resolution?: Resolution;
}

/** 多地联办, as the case that leads knows of its parts. */
export class Parts {
  readonly all = new Map<CaseName, Standing>();

  opened(part: CaseName): void {
    this.all.set(part, {});
  }

  overdue(part: CaseName, stage: Stage): void {
    Object.assign(this.#at(part), { overdue: stage });
  }

  ended(part: CaseName, end: PartEnd): void {
    Object.assign(this.#at(part), { end });
  }

  isSettleable({ part, resolution, replacedBy }: Settling): boolean {
    const standing = this.all.get(part);
    if (standing?.end === undefined || standing.end === 'DONE' || standing.resolution !== undefined)
      return false;
    return (
      resolution !== 'REPLACED' ||
      (replacedBy !== undefined && replacedBy !== part && this.all.has(replacedBy))
    );
  }

  settle({ part, resolution }: Settling): void {
    Object.assign(this.#at(part), { resolution });
  }

  hasOpen(): boolean {
    return [...this.all.values()].some(({ end }) => end === undefined);
  }

  /** Some part was not done, and nobody has said how the case goes on without it. */
  hasUnsettled(): boolean {
    return [...this.all.values()].some(({ end, resolution }) => end !== 'DONE' && resolution === undefined);
  }

  #at(part: CaseName): Standing {
    const standing = this.all.get(part);
    if (standing === undefined) throw new Error(`the model has no part ${part}`);
    return standing;
  }
}

/** What a part knows of the whole. */
export class Part {
  readonly lead: CaseName;
  /** Since when the participant has said nothing; undefined once it has. */
  silentSince: number | undefined;
  overdue: Stage | undefined;
  undoing: 'REQUESTED' | 'DONE' | 'REFUSED' | undefined;

  constructor(lead: CaseName, openedAt: number) {
    this.lead = lead;
    this.silentSince = openedAt;
  }

  /** @param isAnswer whether the act is the participant's; that its machine has taken something over is no answer. */
  heard(by: Actor, type: string, participant: Actor): void {
    if (by === participant && type !== 'DispatchAcknowledgement') this.silentSince = undefined;
  }

  isGivenUp(): boolean {
    return this.silentSince !== undefined && this.overdue === 'RELEASABLE';
  }

  /** 督办, first and second. */
  owed(own: CaseName): Owed[] {
    if (this.silentSince === undefined || this.overdue === 'RELEASABLE') return [];
    const stage = this.overdue === undefined ? 'REMINDED' : 'RELEASABLE';
    const { workdays } = stage === 'REMINDED' ? LIMITS.JOINT_REPLY : LIMITS.JOINT_RELEASE;
    const from = overAt({ startedAt: this.silentSince, workdays, pauses: [] });
    return from === undefined ? [] : [{ act: { type: 'PartOverdue', part: own, stage }, from }];
  }
}
