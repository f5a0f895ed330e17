import type { Originals, OriginalsHolder } from './facets/index.js';
import type { ActType, PlayableMode } from './lifecycle.js';

/** The actor of what the hub does by itself: because a time has come, or because something happened in another case. */
export const HUB = '@hub';

/** What the life of a case needs to know of an act, besides who took it and when. */
export interface ActDetails {
  readonly SubmitCase: { readonly mode: PlayableMode; readonly competent: string };
  readonly CorrectionNotice: { readonly noticeNo: string };
  readonly CorrectionSubmitted: { readonly noticeNo: string };
  readonly OriginalsHandedOver: {
    readonly handOverNo: string;
    readonly giver: OriginalsHolder;
    readonly taker: OriginalsHolder;
    readonly originals: readonly Originals[];
    readonly takenAtOnce: boolean;
  };
  readonly OriginalsReceived: {
    readonly handOverNo: string;
    readonly taker: OriginalsHolder;
    readonly originals: readonly Originals[];
  };
  readonly OriginalsLost: { readonly handOverNo: string };
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
