import type { AcceptAct, Clock, MappingTables, Outcome } from '#connectors/kit';
import { QingxinRowError } from './errors.js';
import type { Ledger } from './ledger.js';
import { readAct } from './read-act.js';
import type { GoodAct, NumberedAct, WaitingAct, WaitingRoom } from './waiting-room.js';

export interface TakeUpParts {
  readonly ledger: Ledger;
  readonly maps: MappingTables;
  readonly waiting: WaitingRoom;
  readonly accept: AcceptAct;
  /** Lays the receipt down again. */
  readonly tell: (ref: string, outcome: Outcome) => Promise<void>;
  readonly clock: Clock;
}

/**
 * Gives acts to the journal, each once and those of a case in the order of their numbers, however often and under whatever
 * names they are sent.
 *
 *   1  the ledger knows what the act says          a crash after it: the batch is read again, and the act comes here again
 *   2  the journal has it                          the same, and the journal keeps it once
 *   3  the ledger knows the number of the case     the same; it is written then
 *
 * (proved by test/fault/qingxin.long.test.ts)
 */
export class TakeUp {
  readonly #parts: TakeUpParts;

  constructor(parts: TakeUpParts) {
    this.#parts = parts;
  }

  /** @throws QingxinRowError for an act that contradicts an earlier one. */
  async take(ref: string, numbered: NumberedAct): Promise<void> {
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
      throw new QingxinRowError([`办件内序号 ${seq} 已用，该办件已收到第 ${last} 号`]);
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

  async #takeNow(ref: string, act: GoodAct): Promise<void> {
    await this.#mustBeFree(ref, act);
    await this.#accept(ref, act);
    await this.#parts.waiting.remove(ref);
    await this.#acceptWaiting(act.caseRef);
  }

  async #wait(ref: string, act: NumberedAct): Promise<void> {
    const { waiting, clock } = this.#parts;
    await this.#mustBeFree(ref, act);
    await waiting.put({ ref, ...act, since: waiting.sinceOf(ref) ?? clock() });
  }

  /** @throws QingxinRowError when another act has the number. */
  async #mustBeFree(ref: string, { caseRef, seq }: NumberedAct): Promise<void> {
    const other = await this.#parts.waiting.get(caseRef, seq);
    if (other === undefined || other.ref === ref) return;
    throw new QingxinRowError([`办件内序号 ${seq} 已由 ${other.ref} 使用`]);
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
  async #mapped(waiting: WaitingAct): Promise<GoodAct | undefined> {
    if (isGood(waiting)) return waiting;
    const { ref, rows, files } = waiting;
    const again = await readAct({ ref, ...rows, faults: [] }, this.#parts.maps, new Map(files)).catch(
      (error: unknown) => {
        if (!(error instanceof QingxinRowError)) throw error;
        return { ...waiting, reason: error.message };
      },
    );
    if (isGood(again)) return again;
    if (again.reason !== waiting.reason) await this.#parts.waiting.put({ ...waiting, reason: again.reason });
    return undefined;
  }

  async #accept(ref: string, { caseRef, seq, digest, act }: GoodAct): Promise<void> {
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

function isGood(act: NumberedAct): act is GoodAct {
  return !('rows' in act);
}
