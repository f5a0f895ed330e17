import { setTimeout as sleep } from 'node:timers/promises';
import type { SignedParts } from '#crypto/jose';
import type { ClaimedEvent, HubSigner, InboxClaims, IncludedLeaf, TransparencyLog } from '#hub/exchange';
import type { DispatchStatement } from '#proto/schema';

/** What a recipient gets: the sender's message untouched, the hub's signed statement, the proof that it is logged. */
export interface Dispatch {
  /** Case number and event number: the same on every attempt. */
  readonly dispatchId: string;
  readonly leaseToken: string;
  readonly leaseUntil: number;
  readonly attempt: number;
  readonly original: SignedParts;
  readonly statement: SignedParts;
  readonly salt: Uint8Array;
  readonly included: IncludedLeaf;
}

export interface DispatcherParts {
  readonly claims: InboxClaims;
  readonly log: TransparencyLog;
  readonly signer: HubSigner;
}

/** How long a claimed event may lack its place in the log; in another process it is sequenced within milliseconds. */
const INCLUSION_PATIENCE_MS = 3_000;
const INCLUSION_POLL_MS = 20;

/** What transports need of a dispatcher. */
export type Leasing = Pick<Dispatcher, 'lease'>;

/** Leases dispatches to recipients. Network and signing stand outside the claiming transaction. */
export class Dispatcher {
  readonly #parts: DispatcherParts;

  constructor(parts: DispatcherParts) {
    this.#parts = parts;
  }

  /** @returns up to `limit` dispatches, at most one of each case. */
  async lease(recipient: string, limit: number, leaseMs: number): Promise<Dispatch[]> {
    const claimed = await this.#parts.claims.claim(recipient, limit, leaseMs);
    if (claimed.length === 0) return [];
    const included = await this.#included(claimed.map(({ event }) => event.leafId));
    return claimed.flatMap((claim) => {
      const leaf = included.get(claim.event.leafId);
      return leaf === undefined ? [] : [this.#dispatch(recipient, claim, leaf)]; // its lease runs out, and it comes again
    });
  }

  async #included(leafIds: readonly string[]): Promise<ReadonlyMap<string, IncludedLeaf>> {
    for (let waited = 0; ; waited += INCLUSION_POLL_MS) {
      const included = await this.#parts.log.find(leafIds);
      if (included.size === leafIds.length || waited >= INCLUSION_PATIENCE_MS) return included;
      await sleep(INCLUSION_POLL_MS);
    }
  }

  #dispatch(recipient: string, claim: ClaimedEvent, included: IncludedLeaf): Dispatch {
    const { event, original, salt, case: owner, leaseToken, leaseUntil, attempt } = claim;
    const dispatchId = `${event.caseNo}/${event.seq}`;
    const statement: DispatchStatement = {
      dispatchId,
      recipient,
      caseNo: event.caseNo,
      eventSeq: event.seq,
      messageId: event.messageId,
      messageType: event.type,
      actor: event.actor,
      basicCode: owner.basicCode,
      implementationCode: owner.implementationCode,
      logIndex: included.index,
      recordedAt: new Date(event.receivedAt).toISOString(),
      submitterCaseRef: owner.submitterCaseRef,
    };
    return {
      dispatchId,
      leaseToken,
      leaseUntil,
      attempt,
      original,
      statement: this.#parts.signer.sign('DispatchStatement', recipient, statement),
      salt,
      included,
    };
  }
}
