import type { Approver } from '../deadline/limit.js';
import type { TimeLimit } from '../item/details.js';
import type { ClockKind } from './facets/clocks.js';
import type { ActType, PlayableMode } from './lifecycle.js';

/** The actor of what the hub does by itself: because a time has come, or because something happened in another case. */
export const HUB = '@hub';

/** What the life of a case needs to know of an act, besides who took it and when. */
export interface ActDetails {
  readonly SubmitCase: { readonly mode: PlayableMode; readonly competent: string };
  readonly CorrectionNotice: {
    readonly noticeNo: string;
    /** RFC 3339. */
    readonly deadline: string;
  };
  readonly CorrectionSubmitted: { readonly noticeNo: string };
  readonly CaseAccepted: {
    /** YYYY-MM-DD. */
    readonly promisedDate?: string | undefined;
  };
  readonly CaseSuspended: { readonly procedure: string };
  readonly CaseResumed: { readonly procedure?: string | undefined };
  readonly TimeLimitExtended: TimeLimit & { readonly clock: ClockKind; readonly approver: Approver };
  readonly ClockWarned: { readonly clock: ClockKind; readonly level: string; readonly dueDate: string };
  readonly DeadlineRecomputed: {
    readonly clock: ClockKind;
    readonly previousDueDate?: string | undefined;
    readonly dueDate?: string | undefined;
  };
  readonly DecisionIssued: { readonly outcome?: 'GRANTED' | 'DENIED' | undefined };
  readonly DispatchAcknowledgement: { readonly eventSeq: number };
}

interface Taken {
  /** A platform, or `HUB`. */
  readonly actor: string;
  /** When the hub received it, unix milliseconds. */
  readonly at: number;
}

type DetailsOf<T extends ActType> = T extends keyof ActDetails ? ActDetails[T] : unknown;

export type CaseAct<T extends ActType = ActType> = {
  [K in T]: { readonly type: K } & Taken & DetailsOf<K>;
}[T];
