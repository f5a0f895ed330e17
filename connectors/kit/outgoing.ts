import { setTimeout as sleep } from 'node:timers/promises';
import { fromFlattened, type MessageKey, signMessage, toFlattened } from '#crypto/jose';
import { utf8 } from '#crypto/primitives';
import type { NoteVerifier } from '#crypto/tlog';
import { HubError } from '#proto/errors';
import { CASE_MESSAGES, contentType, validate } from '#proto/schema';
import type { Clock } from './clock.js';
import type { HubClient } from './hub-client.js';
import { HubCallError } from './hub-error.js';
import type { Journal, JournalEntry } from './journal.js';
import type { ConnectorLog } from './log.js';
import { messageIdOf } from './message-ids.js';
import type { Outcome, OutgoingAct, Province } from './province.js';
import { verifyReceipt } from './receipts.js';

export interface OutgoingParts {
  readonly platform: string;
  readonly hubId: string;
  readonly key: MessageKey;
  readonly client: HubClient;
  readonly logVerifier: NoteVerifier;
  readonly journal: Journal;
  readonly province: Province;
  readonly clock: Clock;
  readonly log: ConnectorLog;
}

const FIRST_DELAY_MS = 250;
const MAX_DELAY_MS = 30_000;

/** Sends what the platform did to the hub: one act after the other, each until it has been answered and the platform knows. */
export class Outgoing {
  readonly #parts: OutgoingParts;
  readonly #stopped = new AbortController();
  #wake: () => void = () => {};
  #loop: Promise<void> | undefined;

  constructor(parts: OutgoingParts) {
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
  async accept(act: OutgoingAct): Promise<void> {
    const { platform, journal } = this.#parts;
    await journal.add({ act, messageId: messageIdOf(platform, act.ref, act.occurredAt) });
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
        if (isDone) await woken;
      } catch (error) {
        this.#parts.log.warn({ err: String(error), retryInMs: delay }, 'an act could not be sent yet');
        await sleep(delay, undefined, { signal: this.#stopped.signal }).catch(() => {}); // closing
        delay = Math.min(MAX_DELAY_MS, delay * 2);
      }
    }
  }

  /** Brings the oldest entry one step further. @returns true when there is none. */
  async #advance(): Promise<boolean> {
    const { journal, province, log } = this.#parts;
    const found = await journal.first();
    if (found === undefined) return true;
    const { name, entry } = found;
    if (entry.outcome !== undefined) {
      await province.confirm(entry.act.ref, entry.outcome);
      await journal.remove(name);
      const facts = { ref: entry.act.ref, type: entry.act.draft.type, outcome: entry.outcome };
      if (entry.outcome.kind === 'accepted') log.info(facts, 'act accepted by the hub');
      else log.warn(facts, 'act refused');
      return false;
    }
    if (entry.signed === undefined) {
      await journal.update(name, this.#signed(entry));
      return false;
    }
    await journal.update(name, { ...entry, ...(await this.#send(entry)) });
    return false;
  }

  /** Signs, or settles at once what no hub would accept. */
  #signed(entry: JournalEntry): JournalEntry {
    const { platform, hubId, key, clock } = this.#parts;
    const { type, body } = entry.act.draft;
    try {
      validate(CASE_MESSAGES[type], body, 'the platform’s data does not make a message');
    } catch (error) {
      if (error instanceof HubError) return { ...entry, outcome: refusal(error.code, describe(error)) };
      throw error;
    }
    const parts = signMessage(
      {
        cty: contentType(type),
        issuer: platform,
        audience: hubId,
        messageId: entry.messageId,
        issuedAt: clock(),
        payload: utf8(JSON.stringify(body)),
      },
      key,
    );
    return { ...entry, signed: toFlattened(parts) };
  }

  /** @returns what changes in the entry. @throws for what may succeed later. */
  async #send(entry: JournalEntry): Promise<Partial<JournalEntry>> {
    const { client, province } = this.#parts;
    try {
      for (const file of entry.act.files)
        await client.upload(file.blob, await province.readFile(file.fileId));
      const message = fromFlattened(entry.signed);
      return { outcome: this.#accepted(message, await client.submit(message)) };
    } catch (error) {
      if (!(error instanceof HubCallError) || error.isTransient) throw error;
      // Never stored, or the clock would not have been looked at: a fresh signature is safe.
      if (error.code === 'CLOCK_SKEW') return this.#signed({ act: entry.act, messageId: entry.messageId });
      if (error.code === 'CONFLICT') return { outcome: await this.#stored(entry) };
      return { outcome: refusal(error.code, error.message) };
    }
  }

  #accepted(
    message: ReturnType<typeof fromFlattened>,
    ack: Awaited<ReturnType<HubClient['submit']>>,
  ): Outcome {
    const { caseNo, eventSeq, leaf, salt, receipt } = ack;
    if (ack.pending) return { kind: 'accepted', caseNo, eventSeq, logIndex: undefined };
    const logIndex = verifyReceipt({ message, caseNo, leaf, salt, receipt }, this.#parts.logVerifier);
    return { kind: 'accepted', caseNo, eventSeq, logIndex };
  }

  /** The hub has this message under other bytes: an earlier life of this connector sent it. */
  async #stored(entry: JournalEntry): Promise<Outcome> {
    const ack = await this.#parts.client.answer(entry.messageId);
    if (ack === undefined) return refusal('CONFLICT', 'the message id is taken');
    return { kind: 'accepted', caseNo: ack.caseNo, eventSeq: ack.eventSeq, logIndex: ack.receipt?.index };
  }
}

function refusal(code: string, detail: string): Outcome {
  return { kind: 'refused', code, detail };
}

function describe(error: HubError): string {
  return error.violations.map(({ pointer, message }) => `${pointer} ${message}`).join('; ') || error.message;
}
