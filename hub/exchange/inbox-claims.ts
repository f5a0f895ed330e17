import type { SignedParts } from '#crypto/jose';
import type { Runtime } from '#hub/runtime';
import { cases, type Database, events, inbox } from '#hub/store';
import { ConflictError } from '#proto/errors';
import { partsOfEvent } from './stored-message.js';

/** A dispatch that a recipient holds for a while: the event, its case, and the lease. */
export interface ClaimedEvent {
  readonly event: events.EventRow;
  readonly original: SignedParts;
  /** Opens the commitments of its leaf. */
  readonly salt: Uint8Array;
  readonly case: cases.CaseRow;
  readonly leaseToken: string;
  /** Unix milliseconds. */
  readonly leaseUntil: number;
  /** 1 on the first attempt. */
  readonly attempt: number;
}

/**
 * A dispatch that is offered no more. An operator may put it back; until then it holds up its case. Why stands in the inbox:
 * recipients write it, so it may speak of persons, and alarms are logged.
 */
export interface BuriedDispatch {
  readonly recipient: string;
  readonly dispatchId: string;
  readonly attempts: number;
}

export interface InboxSettings {
  readonly maxAttempts: number;
  readonly backoffMs: number;
  readonly backoffMaxMs: number;
}

/** Which dispatch, and what shows that it is held. */
export interface HeldDispatch {
  readonly recipient: string;
  readonly caseNo: string;
  readonly seq: number;
  readonly leaseToken: string;
}

/** Claiming and giving back dispatches. Acknowledging one is an act and goes through the door. */
export class InboxClaims {
  readonly #db: Database;
  readonly #runtime: Runtime;
  readonly #settings: InboxSettings;
  readonly #onBuried: (dispatch: BuriedDispatch) => void;

  /** @param onBuried raises the alarm: every dead letter is told, once it is committed. */
  constructor(
    db: Database,
    runtime: Runtime,
    settings: InboxSettings,
    onBuried: (dispatch: BuriedDispatch) => void,
  ) {
    this.#db = db;
    this.#runtime = runtime;
    this.#settings = settings;
    this.#onBuried = onBuried;
  }

  async claim(recipient: string, limit: number, leaseMs: number): Promise<ClaimedEvent[]> {
    const { claimed, dead } = await this.#claim(recipient, limit, leaseMs);
    for (const { caseNo, seq, attempts } of dead) {
      this.#onBuried({ recipient, dispatchId: `${caseNo}/${seq}`, attempts });
    }
    return claimed;
  }

  #claim(
    recipient: string,
    limit: number,
    leaseMs: number,
  ): Promise<{ claimed: ClaimedEvent[]; dead: inbox.DeadLetter[] }> {
    const { maxAttempts } = this.#settings;
    const leaseToken = this.#runtime.newId();
    return this.#db.transaction('inbox.claim', async (tx) => {
      const now = this.#runtime.now();
      const { leased: rows, dead } = await inbox.claimInbox(tx, {
        recipient,
        limit,
        now,
        leaseMs,
        leaseToken,
        maxAttempts,
      });
      const [found, owners] = await Promise.all([
        events.getEvents(tx, rows),
        cases.getCases(tx, [...new Set(rows.map((row) => row.caseNo))]),
      ]);
      const byEvent = new Map(found.map((event) => [`${event.caseNo}/${event.seq}`, event]));
      const byCase = new Map(owners.map((owner) => [owner.caseNo, owner]));
      // COMMIT POINT: inbox.claim. The attempt is counted; a crash from here on lets the lease run out, and the dispatch is
      // offered again (proved by test/fault/dispatch.test.ts).
      const claimed = rows.flatMap((row) => {
        const event = byEvent.get(`${row.caseNo}/${row.seq}`);
        const owner = byCase.get(row.caseNo);
        if (event === undefined || owner === undefined)
          throw new Error(`inbox row without event ${row.caseNo}/${row.seq}`);
        if (event.secret === undefined) return []; // an inbox from a backup, of a case that was erased since
        const { salt } = event.secret;
        const original = partsOfEvent(event);
        return {
          event,
          original,
          salt,
          case: owner,
          leaseToken,
          leaseUntil: row.leaseUntil,
          attempt: row.attempts,
        };
      });
      return { claimed, dead };
    });
  }

  /**
   * Gives a dispatch back. @returns when it is offered again, or undefined when it has become a dead letter.
   * @throws ConflictError LEASE_LOST.
   */
  async release(held: HeldDispatch, reason: string): Promise<number | undefined> {
    const released = await inbox.releaseInbox(this.#db, {
      ...held,
      ...this.#settings,
      now: this.#runtime.now(),
      reason,
    });
    if (released === undefined) {
      throw new ConflictError('LEASE_LOST', `the lease of ${held.caseNo}/${held.seq} is no longer held`);
    }
    if (released.deadAt === null) return released.availableAt;
    const { recipient, caseNo, seq } = held;
    this.#onBuried({ recipient, dispatchId: `${caseNo}/${seq}`, attempts: this.#settings.maxAttempts });
    return undefined;
  }

  async renew(recipient: string, leaseTokens: readonly string[], leaseMs: number): Promise<void> {
    if (leaseTokens.length === 0) return;
    await inbox.renewLeases(this.#db, { recipient, leaseTokens, leaseUntil: this.#runtime.now() + leaseMs });
  }

  summaries(): Promise<inbox.InboxSummary[]> {
    return inbox.summarizeInboxes(this.#db);
  }
}
