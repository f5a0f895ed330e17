import type { Clock, Outcome, OutgoingAct } from '#connectors/kit';
import { QingxinRowError } from './errors.js';
import type { Ledger } from './ledger.js';
import type { ActRows } from './to-national.js';
import type { GoodAct, NumberedAct, UnmappedAct, WaitingAct, WaitingRoom } from './waiting-room.js';

export interface TakeUpParts<Act, Rows, Result> {
  /** What the acts are of, for the platform's people. */
  readonly of: '办件' | '证照';
  readonly ledger: Ledger<Result>;
  readonly waiting: WaitingRoom<Act, Rows>;
  readonly accept: (act: Act) => Promise<void>;
  /** By the mapping as it is now. @throws QingxinRowError. */
  readonly reread: (act: { readonly ref: string } & UnmappedAct<Rows>) => Promise<NumberedAct<Act, Rows>>;
  /** Lays the receipt down again. */
  readonly tell: (ref: string, outcome: Result) => Promise<void>;
  readonly clock: Clock;
}

/**
 * Gives acts to the journal, each once and those of a case, or of a certificate, in the order of their numbers, however often and under whatever
 * names they are sent.
 *
 *   1  the ledger knows what the act says          a crash after it: the batch is read again, and the act comes here again
 *   2  the journal has it                          the same, and the journal keeps it once
 *   3  the ledger knows the number of the case     the same; it is written then
 *
 * (proved by test/fault/qingxin.long.test.ts)
 */
export class TakeUp<Act = OutgoingAct, Rows = ActRows, Result extends { readonly kind: string } = Outcome> {
  readonly #parts: TakeUpParts<Act, Rows, Result>;

  constructor(parts: TakeUpParts<Act, Rows, Result>) {
    this.#parts = parts;
  }

  /** @throws QingxinRowError for an act that contradicts an earlier one. */
  async take(ref: string, numbered: NumberedAct<Act, Rows>): Promise<void> {
    const { caseRef, seq } = numbered;
    const known = await this.#parts.ledger.get('act', ref);
    const isSame = known?.digest === numbered.digest;
    if (known !== undefined && !isSame && known.outcome?.kind !== 'refused') {
      throw new QingxinRowError(['业务流水号已收，内容不同：更正请用新的流水号']);
    }
    if (isSame && known.outcome !== undefined) {
      await this.#parts.tell(ref, known.outcome);
      await this.#advance(caseRef, seq);
      return this.#acceptWaiting(caseRef);
    }
    const last = await this.#last(caseRef);
    if (known === undefined && seq <= last) {
      throw new QingxinRowError([
        `${this.#parts.of}内序号 ${seq} 已用，该${this.#parts.of}已收到第 ${last} 号`,
      ]);
    }
    if (isGood(numbered) && seq <= last + 1) return this.#takeNow(ref, numbered);
    if (seq > last) return this.#wait(ref, numbered);
    // Nothing waits at a number that is past: the journal has the act, or it corrects what the hub refused.
    if (!isSame && !isGood(numbered)) throw new QingxinRowError([numbered.reason]);
  }

  /** Looks whether the mapping has by now what acts have waited for. */
  async retry(): Promise<void> {
    const { waiting } = this.#parts;
    const unmapped = (await waiting.all()).filter((act) => !isGood(act));
    for (const caseRef of new Set(unmapped.map((act) => act.caseRef))) await this.#acceptWaiting(caseRef);
  }

  /** Goes on where a crash may have left acts waiting that need not. */
  async resume(): Promise<void> {
    const { waiting } = this.#parts;
    for (const { ref, caseRef, seq } of await waiting.all()) {
      if (seq <= (await this.#last(caseRef))) await waiting.remove(ref);
      else await this.#acceptWaiting(caseRef);
    }
  }

  async #takeNow(ref: string, act: GoodAct<Act>): Promise<void> {
    await this.#mustBeFree(ref, act);
    await this.#accept(ref, act);
    await this.#parts.waiting.remove(ref);
    await this.#acceptWaiting(act.caseRef);
  }

  async #wait(ref: string, act: NumberedAct<Act, Rows>): Promise<void> {
    const { waiting, clock } = this.#parts;
    await this.#mustBeFree(ref, act);
    await waiting.put({ ref, ...act, since: waiting.sinceOf(ref) ?? clock() });
  }

  /** @throws QingxinRowError when another act has the number. */
  async #mustBeFree(ref: string, { caseRef, seq }: NumberedAct<Act, Rows>): Promise<void> {
    const other = await this.#parts.waiting.get(caseRef, seq);
    if (other === undefined || other.ref === ref) return;
    throw new QingxinRowError([`${this.#parts.of}内序号 ${seq} 已由 ${other.ref} 使用`]);
  }

  async #acceptWaiting(caseRef: string): Promise<void> {
    const { waiting } = this.#parts;
    for (;;) {
      const seq = (await this.#last(caseRef)) + 1;
      const next = await waiting.get(caseRef, seq);
      const good = next && (await this.#mapped(next));
      if (next === undefined || good === undefined) return;
      await this.#accept(next.ref, good);
      await waiting.remove(next.ref);
    }
  }

  /** @returns undefined of an act that goes on waiting; what its words turn out to lack by now stands in the list. */
  async #mapped(waiting: WaitingAct<Act, Rows>): Promise<GoodAct<Act> | undefined> {
    if (isGood(waiting)) return waiting;
    const again = await this.#parts.reread(waiting).catch((error: unknown) => {
      if (!(error instanceof QingxinRowError)) throw error;
      return { ...waiting, reason: error.message };
    });
    if (isGood(again)) return again;
    if (again.reason !== waiting.reason) await this.#parts.waiting.put({ ...waiting, reason: again.reason });
    return undefined;
  }

  async #accept(ref: string, { caseRef, seq, digest, act }: GoodAct<Act>): Promise<void> {
    const { ledger, accept } = this.#parts;
    await ledger.put('act', ref, { digest });
    if (act !== undefined) await accept(act);
    await this.#advance(caseRef, seq);
  }

  async #advance(caseRef: string, seq: number): Promise<void> {
    if (seq > (await this.#last(caseRef))) await this.#parts.ledger.put('case', caseRef, { seq });
  }

  async #last(caseRef: string): Promise<number> {
    return (await this.#parts.ledger.get('case', caseRef))?.seq ?? 0;
  }
}

function isGood<Act, Rows>(act: NumberedAct<Act, Rows>): act is GoodAct<Act> {
  return !('rows' in act);
}
