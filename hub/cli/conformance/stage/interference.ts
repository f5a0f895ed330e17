import { type MessageHeader, readHeader, type SignedParts } from '#crypto/jose';
import type { Dispatch } from '#hub/dispatch';
import type { Acknowledgement, DispatchLease, ReceivedMessage } from '#hub/exchange';
import type { HubServices } from '#hub/wire';
import { HubError } from '#proto/errors';
import {
  type CaseMessage,
  type DispatchStatement,
  DispatchStatementSchema,
  parseContentType,
  readJson,
  readPayload,
  validate,
} from '#proto/schema';

/** A message that came from the peer under test, and what the hub answered. */
export interface Heard {
  /** Unix milliseconds. */
  readonly at: number;
  readonly parts: SignedParts;
  /** Undefined when it cannot be read. */
  readonly header: MessageHeader | undefined;
  readonly message: CaseMessage | undefined;
  /** With an acknowledgement. */
  readonly lease: DispatchLease | undefined;
  /** Undefined while it is being answered. */
  answer: HeardAnswer | undefined;
}

export type HeardAnswer =
  | { readonly kind: 'accepted'; readonly caseNo: string; readonly seq: number }
  | { readonly kind: 'refused'; readonly code: string };

/** Stands between the peer's message and the hub. `pass` hands it on. */
export type DoorMeddler = (heard: Heard, pass: () => Promise<Acknowledgement>) => Promise<Acknowledgement>;

/** Stands between the hub and what the peer gets. @returns what it gets instead; undefined: nothing this time. */
export type DispatchMeddler = (
  dispatch: Dispatch,
  facts: DispatchStatement,
) => Promise<Dispatch | undefined> | Dispatch | undefined;

/**
 * Between the transports of the suite's hub and its insides. It listens to what the peer under test says, over whichever
 * transport, and can spoil what the peer gets. Nobody else notices it.
 */
export class Interference {
  readonly #peerId: string;
  readonly #now: () => number;
  readonly #heard: Heard[] = [];
  readonly #offers = new Map<string, number>();
  readonly #doorMeddlers = new Set<DoorMeddler>();
  readonly #dispatchMeddlers = new Set<DispatchMeddler>();
  #calls = 0;

  constructor(peerId: string, now: () => number) {
    this.#peerId = peerId;
    this.#now = now;
  }

  /** How often the peer asked for what waits in its inbox: a stream asks by itself while it is attached. */
  get inboxCalls(): number {
    return this.#calls;
  }

  /** Everything the peer has said, oldest first. */
  get heard(): readonly Heard[] {
    return this.#heard;
  }

  /** How often a dispatch was offered to the peer, as it was or spoilt. */
  offers(dispatchId: string): number {
    return this.#offers.get(dispatchId) ?? 0;
  }

  /** @returns what ends the meddling. */
  meddleAtDoor(meddler: DoorMeddler): () => void {
    this.#doorMeddlers.add(meddler);
    return () => void this.#doorMeddlers.delete(meddler);
  }

  /** @returns what ends the meddling. */
  meddleWithDispatches(meddler: DispatchMeddler): () => void {
    this.#dispatchMeddlers.add(meddler);
    return () => void this.#dispatchMeddlers.delete(meddler);
  }

  wrap(honest: HubServices): HubServices {
    const { door, dispatcher } = honest;
    return {
      ...honest,
      door: {
        get room() {
          return door.room;
        },
        hear: (received, work) => door.hear(received, work),
        submit: (received) =>
          received.peer === this.#peerId
            ? this.#submit(received, () => door.submit(received))
            : door.submit(received),
      },
      dispatcher: {
        lease: async (recipient, limit, leaseMs) => {
          const dispatches = await dispatcher.lease(recipient, limit, leaseMs);
          return recipient === this.#peerId ? this.#offer(dispatches) : dispatches;
        },
      },
    };
  }

  async #submit(received: ReceivedMessage, pass: () => Promise<Acknowledgement>): Promise<Acknowledgement> {
    const heard = this.#hear(received);
    let answer = async (): Promise<Acknowledgement> => {
      const ack = await pass();
      heard.answer = { kind: 'accepted', caseNo: ack.caseNo, seq: ack.seq };
      return ack;
    };
    for (const meddler of this.#doorMeddlers) {
      const next = answer;
      answer = () => meddler(heard, next);
    }
    try {
      return await answer();
    } catch (error) {
      heard.answer ??= { kind: 'refused', code: error instanceof HubError ? error.code : 'INTERNAL' };
      throw error;
    }
  }

  #hear({ parts, lease }: ReceivedMessage): Heard {
    const header = attempt(() => readHeader(parts.protected));
    const content = header && parseContentType(header.cty);
    const message = content && attempt(() => readPayload(content, parts.payload));
    const heard: Heard = { at: this.#now(), parts, header, message, lease, answer: undefined };
    this.#heard.push(heard);
    return heard;
  }

  async #offer(dispatches: readonly Dispatch[]): Promise<Dispatch[]> {
    this.#calls++;
    const offered: Dispatch[] = [];
    for (const dispatch of dispatches) {
      const facts = validate(DispatchStatementSchema, readJson(dispatch.statement.payload), 'a statement');
      let next: Dispatch | undefined = dispatch;
      for (const meddler of this.#dispatchMeddlers) next = next && (await meddler(next, facts));
      if (next === undefined) continue;
      this.#offers.set(facts.dispatchId, this.offers(facts.dispatchId) + 1);
      offered.push(next);
    }
    return offered;
  }
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof HubError) return undefined;
    throw error;
  }
}
