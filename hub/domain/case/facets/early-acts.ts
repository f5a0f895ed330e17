import type { CaseAct } from '../acts.js';
import type { ActType } from '../lifecycle.js';
import type { Facet } from './facet.js';

/** An act that came before what it builds on, and is held back until that has come. Times are unix milliseconds. */
export interface EarlyAct {
  readonly messageId: string;
  /** A platform. */
  readonly sender: string;
  readonly type: ActType;
  readonly since: number;
  readonly until: number;
  /** An error code: it was refused after all. */
  readonly refusal?: string;
}

/** In order of arrival: those that wait, and those that were refused. What has become an event is not among them. */
export type EarlyActFacts = readonly EarlyAct[];

/** Of one case, with those that were refused: whoever sends more has no order in view. */
export const MOST_EARLY_ACTS = 64;

type Named = Pick<EarlyAct, 'messageId' | 'sender'>;

export const earlyActs: Facet<EarlyActFacts> = {
  obstacle(own = [], { act }) {
    switch (act.type) {
      case 'EarlyActHeld':
        if (earlyActNamed(own, act) !== undefined) return 'it is held back already:';
        return own.length < MOST_EARLY_ACTS ? undefined : `more than ${MOST_EARLY_ACTS} acts came too early:`;
      case 'EarlyActRefused':
        return isHeldBack(earlyActNamed(own, act)) ? undefined : 'it is not held back:';
      default:
        return earlyActNamed(own, senderOf(act))?.refusal && 'the message was held back and refused:';
    }
  },

  after(own = NOTHING, { act }) {
    const next = changed(own, act);
    return next.length === 0 ? undefined : next;
  },
};

const NOTHING: EarlyActFacts = [];

function changed(own: EarlyActFacts, act: CaseAct): EarlyActFacts {
  switch (act.type) {
    case 'EarlyActHeld': {
      const { messageId, sender, actType: type, at: since, heldUntil } = act;
      return [...own, { messageId, sender, type, since, until: Date.parse(heldUntil) }];
    }
    case 'EarlyActRefused':
      return own.map((each) => (isNamed(each, act) ? { ...each, refusal: act.refusalCode } : each));
    default: {
      const taken = earlyActNamed(own, senderOf(act));
      return taken === undefined ? own : own.filter((each) => each !== taken);
    }
  }
}

export function earlyActNamed(own: EarlyActFacts | undefined, named: Partial<Named>): EarlyAct | undefined {
  return own?.find((each) => isNamed(each, named));
}

/** Whether it still waits. */
export function isHeldBack(early: EarlyAct | undefined): early is EarlyAct {
  return early !== undefined && early.refusal === undefined;
}

function isNamed(early: EarlyAct, { messageId, sender }: Partial<Named>): boolean {
  return early.messageId === messageId && early.sender === sender;
}

function senderOf({ actor, messageId }: CaseAct): Partial<Named> {
  return messageId === undefined ? {} : { messageId, sender: actor };
}
