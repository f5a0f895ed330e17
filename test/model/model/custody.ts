import type { Parties } from './side.js';
import type { Actor, CaseAct, Code, Holder, Peer, Sheets } from './words.js';

type Handing = Extract<CaseAct, { type: 'OriginalsHandedOver' }>;
type Receiving = Extract<CaseAct, { type: 'OriginalsReceived' }>;
export type CustodyAct = Extract<
  CaseAct,
  { type: 'OriginalsHandedOver' | 'OriginalsReceived' | 'OriginalsLost' }
>;

export interface HandOver {
  readonly no: string;
  readonly giver: Holder;
  readonly taker: Holder;
  readonly by: Actor;
  readonly waybill: string | undefined;
  readonly handed: Sheets;
  received: Sheets;
  hasReceipt: boolean;
  isLost: boolean;
}

/** 原件流转: where every sheet is. */
export class Custody {
  readonly handOvers: HandOver[] = [];
  readonly #held = new Map<Holder, Map<string, number>>();

  /** Sheets by holder and code, those that somebody has. */
  held(): Readonly<Record<string, number>> {
    const all: Record<string, number> = {};
    for (const [holder, sheets] of this.#held)
      for (const [code, count] of sheets) if (count > 0) all[`${holder} ${code}`] = count;
    return all;
  }

  holds(holder: Holder, code: string): number {
    return this.#held.get(holder)?.get(code) ?? 0;
  }

  isKnown(code: string): boolean {
    return this.handOvers.some(({ handed }) => code in handed);
  }

  /** Whether every sheet is signed for, or said to be lost. */
  isAccounted(): boolean {
    return this.handOvers.every((each) => each.isLost || missingOf(each) === 0);
  }

  /** Whether it brings originals into the case, rather than sending on what is there. */
  brings({ giver, originals }: Handing): boolean {
    return giver === 'APPLICANT' || Object.keys(originals).some((code) => !this.isKnown(code));
  }

  reasons(by: Actor, act: CustodyAct, parties: Parties): Code[] {
    if (act.type === 'OriginalsHandedOver') return this.#reasonsOfHanding(by, act, parties);
    const handOver = this.#open(act.handOverNo);
    if (handOver === undefined) return ['ILLEGAL_TRANSITION'];
    if (act.type === 'OriginalsLost')
      return handOver.isLost || by !== handOver.by ? ['ILLEGAL_TRANSITION'] : [];
    return isReceivable(act, handOver) && by === (speakerOf(act.taker, parties) ?? handOver.by)
      ? []
      : ['ILLEGAL_TRANSITION'];
  }

  take(by: Actor, act: CustodyAct): void {
    if (act.type === 'OriginalsHandedOver') this.#hand(by, act);
    else if (act.type === 'OriginalsReceived') this.#receive(act);
    else this.#at(act.handOverNo).isLost = true;
  }

  #reasonsOfHanding(by: Actor, act: Handing, parties: Parties): Code[] {
    const { handOverNo, giver, taker, takenAtOnce, waybill, originals } = act;
    const codes: Code[] = [];
    const signer = speakerOf(giver, parties) ?? speakerOf(taker, parties) ?? parties.submitter;
    const isForBoth = !takenAtOnce || (speakerOf(taker, parties) ?? by) === by;
    const isHeld = Object.entries(originals).every(
      ([code, sheets]) => giver === 'APPLICANT' || !this.isKnown(code) || this.holds(giver, code) >= sheets,
    );
    const isNew = this.handOvers.every(({ no }) => no !== handOverNo);
    if (!isNew || by !== signer || !isForBoth || !isHeld) codes.push('ILLEGAL_TRANSITION');
    const isTravelling = this.handOvers.some((each) => each.waybill === waybill);
    if (codes.length === 0 && waybill !== undefined && isTravelling) codes.push('CONFLICT');
    return codes;
  }

  #hand(by: Actor, act: Handing): void {
    const { handOverNo: no, giver, taker, originals, takenAtOnce, waybill } = act;
    for (const [code, sheets] of Object.entries(originals)) this.#add(giver, code, -sheets);
    const received = takenAtOnce ? originals : {};
    this.handOvers.push({
      ...{ no, giver, taker, by, waybill, handed: originals, received },
      ...{ hasReceipt: takenAtOnce, isLost: false },
    });
    if (takenAtOnce) this.#addAll(taker, originals);
  }

  #receive({ handOverNo, taker, originals }: Receiving): void {
    const handOver = this.#at(handOverNo);
    handOver.hasReceipt = true;
    handOver.received = Object.fromEntries(
      [...new Set([...Object.keys(handOver.received), ...Object.keys(originals)])].map((code) => [
        code,
        (handOver.received[code] ?? 0) + (originals[code] ?? 0),
      ]),
    );
    this.#addAll(taker, originals);
  }

  #addAll(holder: Holder, originals: Sheets): void {
    for (const [code, sheets] of Object.entries(originals)) this.#add(holder, code, sheets);
  }

  /** What was never held, because it comes in with this act, is not missed. */
  #add(holder: Holder, code: string, sheets: number): void {
    const own = this.#held.get(holder) ?? new Map<string, number>();
    own.set(code, Math.max(0, (own.get(code) ?? 0) + sheets));
    this.#held.set(holder, own);
  }

  #open(no: string): HandOver | undefined {
    return this.handOvers.find((each) => each.no === no && missingOf(each) > 0);
  }

  #at(no: string): HandOver {
    const handOver = this.handOvers.find((each) => each.no === no);
    if (handOver === undefined) throw new Error(`the model has no hand-over ${no}`);
    return handOver;
  }
}

export type Standing = 'OPEN' | 'INCOMPLETE' | 'COMPLETE' | 'LOST';

export function standingOf(handOver: HandOver): Standing {
  if (missingOf(handOver) === 0) return 'COMPLETE';
  if (handOver.isLost) return 'LOST';
  return handOver.hasReceipt ? 'INCOMPLETE' : 'OPEN';
}

function missingOf({ handed, received }: HandOver): number {
  return Object.entries(handed).reduce(
    (sum, [code, sheets]) => sum + Math.max(0, sheets - (received[code] ?? 0)),
    0,
  );
}

function isReceivable({ taker, originals }: Receiving, handOver: HandOver): boolean {
  const isMeant = handOver.taker === 'COURIER' || taker === handOver.taker || taker === handOver.giver;
  return isMeant && Object.keys(originals).every((code) => code in handOver.handed);
}

/** Whose platform says what a holder gives and gets. */
function speakerOf(holder: Holder, { submitter, competent }: Parties): Peer | undefined {
  if (holder === 'WINDOW') return submitter;
  return holder === 'AUTHORITY' ? competent : undefined;
}
