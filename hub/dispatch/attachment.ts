import type { InboxClaims } from '#hub/exchange';
import type { Dispatch, Leasing } from './dispatcher.js';
import type { Wakeups } from './wakeups.js';

export interface AttachmentOptions {
  readonly recipient: string;
  /** Dispatches without acknowledgement at any time. */
  readonly maxInFlight: number;
  readonly leaseMs: number;
  readonly dispatcher: Leasing;
  readonly claims: InboxClaims;
  readonly wakeups: Wakeups;
  /** Puts a frame on the stream; resolves when the stream takes more. */
  readonly send: (dispatches: readonly Dispatch[]) => Promise<void>;
  readonly onError: (error: Error) => void;
}

/** A look at the inbox even if nothing was heard: for dispatches whose delay or lease has run out. */
const POLL_MS = 1_000;

/** Largest number of dispatches claimed at once. */
const MAX_FRAME = 64;

/**
 * One attached stream of a recipient. It claims as much as may be in flight, keeps the leases alive while the stream lives,
 * and gives everything back when it ends. Each stream has its own, so a recipient that is slow or dead delays nobody else.
 */
export class Attachment {
  readonly #options: AttachmentOptions;
  /** Lease tokens by dispatch id. */
  readonly #inFlight = new Map<string, string>();
  readonly #unwatch: () => void;
  readonly #poll: NodeJS.Timeout;
  readonly #renewal: NodeJS.Timeout;
  #working: Promise<void> | undefined;
  #isWoken = false;
  #isStopped = false;

  constructor(options: AttachmentOptions) {
    this.#options = options;
    this.#unwatch = options.wakeups.watch(options.recipient, () => this.#wake());
    this.#poll = setInterval(() => this.#wake(), POLL_MS);
    this.#renewal = setInterval(() => void this.#renew(), options.leaseMs / 3);
    this.#wake();
  }

  /** The dispatch was acknowledged or released: there is room for another. */
  settled(dispatchId: string): void {
    this.#inFlight.delete(dispatchId);
    this.#wake();
  }

  /** The recipient takes no more. What it holds stays its own until it is settled, or the stream has ended. */
  stop(): void {
    if (this.#isStopped) return;
    this.#isStopped = true;
    this.#unwatch();
    clearInterval(this.#poll);
  }

  /** The stream has ended: what it held is offered again. */
  async close(): Promise<void> {
    this.stop();
    clearInterval(this.#renewal);
    await this.#working;
    const { claims, recipient } = this.#options;
    for (const [dispatchId, leaseToken] of this.#inFlight) {
      const [caseNo = '', seq = ''] = dispatchId.split('/');
      await claims
        .release({ recipient, caseNo, seq: Number(seq), leaseToken }, 'the stream ended')
        .catch(this.#options.onError);
    }
  }

  #wake(): void {
    this.#isWoken = true;
    this.#working ??= this.#work()
      .catch(this.#options.onError)
      .finally(() => {
        this.#working = undefined;
      });
  }

  async #work(): Promise<void> {
    const { dispatcher, recipient, maxInFlight, leaseMs, send } = this.#options;
    while (this.#isWoken && !this.#isStopped) {
      this.#isWoken = false;
      const room = Math.min(MAX_FRAME, maxInFlight - this.#inFlight.size);
      if (room <= 0) return; // woken again by `settled`
      const dispatches = await dispatcher.lease(recipient, room, leaseMs);
      for (const { dispatchId, leaseToken } of dispatches) this.#inFlight.set(dispatchId, leaseToken);
      if (dispatches.length > 0) {
        await send(dispatches);
        this.#isWoken = true; // there may be more
      }
    }
  }

  async #renew(): Promise<void> {
    const { claims, recipient, leaseMs, onError } = this.#options;
    await claims.renew(recipient, [...new Set(this.#inFlight.values())], leaseMs).catch(onError);
  }
}
