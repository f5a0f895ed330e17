import { setTimeout as sleep } from 'node:timers/promises';
import { type FlattenedJws, fromFlattened, readHeader, type SignedParts, toFlattened } from '#crypto/jose';
import { HubError, type Violation } from '#proto/errors';
import type { Clock } from './clock.js';
import { HubCallError } from './hub-error.js';
import type { Journal, JournalEntry } from './journal.js';
import type { ConnectorLog } from './log.js';
import { HeldError } from './log-view.js';
import { messageIdOf } from './message-ids.js';
import type { Refusal } from './province.js';
import { ReceiptError } from './receipts.js';
import type { Signer } from './signer.js';

/** Something that a platform did, on its way to the hub. */
export interface Sendable {
  /** The platform's own name for it; the same event always has the same. */
  readonly ref: string;
  /** When it happened, unix milliseconds; never changes for a ref. */
  readonly occurredAt: number;
  readonly draft: { readonly type: string; readonly body: unknown };
}

/** What the hub has taken. */
export interface Accepted {
  readonly kind: 'accepted';
}

/** What the hub has, and will take when what it builds on has come. */
export interface HeldBack {
  readonly kind: 'held';
  readonly waitsFor: readonly string[];
  /** RFC 3339. */
  readonly until: string;
}

/** What is particular to one kind of acts. */
export interface Route<Act extends Sendable, Result extends Accepted> {
  /** Told of each act before it is signed. It must not fail: the act goes to the hub whatever anybody thinks of it. */
  beforeSigning(act: Act): Promise<void>;
  /** @throws HubError for a draft that no hub would take. */
  check(act: Act): void;
  /** @throws HubCallError when the hub did not take it, and whatever else trying again may mend. */
  send(act: Act, message: SignedParts): Promise<Result | Refusal | HeldBack>;
  /** What the hub said to this act earlier, under other bytes; undefined when it has not accepted it. */
  stored(act: Act, messageId: string): Promise<Result | HeldBack | undefined>;
  confirm(ref: string, outcome: Result | Refusal): Promise<void>;
}

export interface OutgoingParts<Act extends Sendable, Result extends Accepted> {
  readonly signer: Signer;
  readonly journal: Journal<Act, Result | Refusal>;
  readonly route: Route<Act, Result>;
  /** @throws HeldError while the hub is not to be told anything; what was answered is still told to the platform. */
  readonly checkMaySend: () => void;
  readonly clock: Clock;
  readonly log: ConnectorLog;
}

type Entry<Act, Result> = JournalEntry<Act, Result | Refusal>;
type SignedEntry<Act, Result> = Entry<Act, Result> & { readonly signed: FlattenedJws };

const FIRST_DELAY_MS = 250;
const MAX_DELAY_MS = 30_000;
/** How often the hub is asked what has become of what it holds back, when nothing else is sent. */
const ASK_AGAIN_MS = 5_000;
/** A signature younger than this that the hub finds too old or too new: one of the two clocks is wrong. */
const FRESH_MS = 60_000;

/**
 * Sends what the platform did to the hub: one act after the other, each until it has been answered and the platform knows. What the hub
 * holds back is passed over, for what it waits for stands behind it (proved by test/unit/connectors/outgoing.test.ts).
 */
export class Outgoing<Act extends Sendable, Result extends Accepted> {
  readonly #parts: OutgoingParts<Act, Result>;
  readonly #stopped = new AbortController();
  /** Names of entries that the hub holds back; it is asked for them again when anything else has been answered. */
  readonly #held = new Set<string>();
  #wake: () => void = () => {};
  #loop: Promise<void> | undefined;

  constructor(parts: OutgoingParts<Act, Result>) {
    this.#parts = parts;
  }

  start(): void {
    this.#loop = this.#run();
  }

  async close(): Promise<void> {
    this.#stopped.abort();
    this.#wake();
    await this.#loop;
  }

  /** Once this resolves the act is on disk and will be sent. */
  async accept(act: Act): Promise<void> {
    const { signer, journal } = this.#parts;
    await journal.add({ act, messageId: messageIdOf(signer.platform, act.ref, act.occurredAt) });
    this.#wake();
  }

  async #run(): Promise<void> {
    let delay = FIRST_DELAY_MS;
    while (!this.#stopped.signal.aborted) {
      const woken = new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      try {
        const isDone = await this.#advance();
        delay = FIRST_DELAY_MS;
        if (isDone) await this.#rest(woken);
      } catch (error) {
        const level = error instanceof ReceiptError || error instanceof HeldError ? 'error' : 'warn';
        this.#parts.log[level]({ err: String(error), retryInMs: delay }, 'an act could not be sent yet');
        await sleep(delay, undefined, { signal: this.#stopped.signal }).catch(() => {}); // closing
        delay = Math.min(MAX_DELAY_MS, delay * 2);
      }
    }
  }

  /** Until something new comes, or it is time to ask for what is held back. */
  async #rest(woken: Promise<void>): Promise<void> {
    if (this.#held.size === 0) return woken;
    const over = new AbortController();
    const { signal } = over;
    const later = sleep(ASK_AGAIN_MS, undefined, { signal }).then(
      () => this.#held.clear(),
      () => {}, // woken
    );
    await Promise.race([woken, later]);
    over.abort();
  }

  /** Brings the oldest entry that is not held back one step further. @returns true when there is none. */
  async #advance(): Promise<boolean> {
    const { journal, route, log, checkMaySend } = this.#parts;
    const found = await journal.first(this.#held);
    if (found === undefined) return true;
    const { name, entry } = found;
    if (entry.outcome !== undefined) {
      await route.confirm(entry.act.ref, entry.outcome);
      await journal.remove(name);
      this.#held.clear();
      const facts = { ref: entry.act.ref, type: entry.act.draft.type, outcome: entry.outcome };
      if (entry.outcome.kind === 'accepted') log.info(facts, 'act accepted by the hub');
      else log.warn(facts, 'act refused');
      return false;
    }
    checkMaySend();
    const { signed } = entry;
    if (signed === undefined) await route.beforeSigning(entry.act);
    const next = signed === undefined ? this.#signed(entry) : await this.#send({ ...entry, signed });
    if (next.heldUntil !== undefined && next.outcome === undefined) this.#held.add(name);
    await journal.update(name, next);
    return false;
  }

  /** Signs, or settles at once what no hub would accept. */
  #signed({ act, messageId }: Entry<Act, Result>): Entry<Act, Result> {
    const { signer, route, clock } = this.#parts;
    const { type, body } = act.draft;
    const entry = { act, messageId };
    try {
      route.check(act);
    } catch (error) {
      if (error instanceof HubError) return { ...entry, outcome: refusalOfDraft(error) };
      throw error;
    }
    return { ...entry, signed: toFlattened(signer.sign(type, messageId, clock(), body)) };
  }

  /** @returns the entry as it is then. @throws for what may succeed later. */
  async #send(entry: SignedEntry<Act, Result>): Promise<Entry<Act, Result>> {
    const { route, clock } = this.#parts;
    const message = fromFlattened(entry.signed);
    try {
      return this.#answered(entry, await route.send(entry.act, message));
    } catch (error) {
      if (!(error instanceof HubCallError) || error.isTransient) throw error;
      if (error.code === 'CLOCK_SKEW') {
        if (Math.abs(clock() - readHeader(message.protected).iat) < FRESH_MS) throw error;
        // Never stored, or the clock would not have been looked at: a fresh signature is safe.
        return this.#signed(entry);
      }
      if (error.code !== 'CONFLICT') return { ...entry, outcome: refusalOfCall(error) };
      // The hub has this message under other bytes: an earlier life of this connector sent it, and its bytes are lost here.
      const stored = await route.stored(entry.act, entry.messageId);
      return this.#answered(entry, stored ?? refusalOfCall(error));
    }
  }

  #answered(entry: SignedEntry<Act, Result>, answer: Result | Refusal | HeldBack): Entry<Act, Result> {
    if (answer.kind !== 'held') return { ...entry, outcome: answer };
    const { waitsFor, until: heldUntil } = answer;
    const { ref, draft } = entry.act;
    if (entry.heldUntil === undefined)
      this.#parts.log.warn({ ref, type: draft.type, waitsFor, heldUntil }, 'act held back by the hub');
    return { ...entry, heldUntil };
  }
}

export function refusal(code: string, detail: string): Refusal {
  return { kind: 'refused', code, detail };
}

/** For what the platform's own data does not make. */
export function refusalOfDraft({ code, message, violations }: HubError): Refusal {
  return refusal(code, violationsText(violations) || message);
}

/** For what the hub has refused: why, and everything in the message that it found wrong. */
export function refusalOfCall({ code, detail, violations }: HubCallError): Refusal {
  return refusal(code, violations.length === 0 ? detail : `${detail} (${violationsText(violations)})`);
}

function violationsText(violations: readonly Violation[]): string {
  return violations.map(({ pointer, message }) => `${pointer} ${message}`).join('; ');
}
