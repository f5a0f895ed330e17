import { setTimeout as sleep } from 'node:timers/promises';
import {
  type FlattenedJws,
  fromFlattened,
  type MessageKey,
  readHeader,
  type SignedParts,
  signMessage,
  toFlattened,
} from '#crypto/jose';
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
import { PlatformError } from './platform-http.js';
import type { Outcome, OutgoingAct, Province } from './province.js';
import { ReceiptError, verifyReceipt } from './receipts.js';

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
  /** Told of each act before it is signed. It must not fail: the act goes to the hub whatever anybody thinks of it. */
  readonly beforeSigning: (act: OutgoingAct) => Promise<void>;
}

type Acknowledgement = Awaited<ReturnType<HubClient['submit']>>;
type SignedEntry = JournalEntry & { readonly signed: FlattenedJws };

const FIRST_DELAY_MS = 250;
const MAX_DELAY_MS = 30_000;
/** A signature younger than this that the hub finds too old or too new: one of the two clocks is wrong. */
const FRESH_MS = 60_000;

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
        const level = error instanceof ReceiptError ? 'error' : 'warn';
        this.#parts.log[level]({ err: String(error), retryInMs: delay }, 'an act could not be sent yet');
        await sleep(delay, undefined, { signal: this.#stopped.signal }).catch(() => {}); // closing
        delay = Math.min(MAX_DELAY_MS, delay * 2);
      }
    }
  }

  /** Brings the oldest entry one step further. @returns true when there is none. */
  async #advance(): Promise<boolean> {
    const { journal, province, log, beforeSigning } = this.#parts;
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
    const { signed } = entry;
    if (signed === undefined) await beforeSigning(entry.act);
    const next = signed === undefined ? this.#signed(entry) : await this.#send({ ...entry, signed });
    await journal.update(name, next);
    return false;
  }

  /** Signs, or settles at once what no hub would accept. */
  #signed({ act, messageId }: JournalEntry): JournalEntry {
    const { platform, hubId, key, clock } = this.#parts;
    const { type, body } = act.draft;
    const entry = { act, messageId };
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
        messageId,
        issuedAt: clock(),
        payload: utf8(JSON.stringify(body)),
      },
      key,
    );
    return { ...entry, signed: toFlattened(parts) };
  }

  /** @returns the entry as it is then. @throws for what may succeed later. */
  async #send(entry: SignedEntry): Promise<JournalEntry> {
    const { client, province, clock } = this.#parts;
    const message = fromFlattened(entry.signed);
    try {
      for (const file of entry.act.files)
        await client.upload(file.blob, await province.readFile(file.fileId));
      return { ...entry, outcome: this.#accepted(await client.submit(message), message) };
    } catch (error) {
      if (error instanceof PlatformError && error.isAboutRequest) {
        return {
          ...entry,
          outcome: refusal('BLOB_MISSING', `the platform has the file no more: ${error.message}`),
        };
      }
      if (!(error instanceof HubCallError) || error.isTransient) throw error;
      if (error.code === 'CLOCK_SKEW') {
        if (Math.abs(clock() - readHeader(message.protected).iat) < FRESH_MS) throw error;
        // Never stored, or the clock would not have been looked at: a fresh signature is safe.
        return this.#signed(entry);
      }
      if (error.code === 'CONFLICT') return { ...entry, outcome: await this.#stored(entry) };
      return { ...entry, outcome: refusal(error.code, error.message) };
    }
  }

  /** Nothing is accepted until it is proven: while the log lags, the same bytes are sent again. */
  #accepted(ack: Acknowledgement, message: SignedParts | undefined): Outcome {
    const { caseNo, eventSeq, leaf, salt, receipt } = ack;
    if (ack.pending) throw new HubCallError('UNAVAILABLE', 'the log has not got to the act yet');
    const logIndex = verifyReceipt(
      { message, caseNo, eventSeq, leaf, salt, receipt },
      this.#parts.logVerifier,
    );
    return { kind: 'accepted', caseNo, eventSeq, logIndex };
  }

  /** The hub has this message under other bytes: an earlier life of this connector sent it, and its bytes are lost here. */
  async #stored(entry: JournalEntry): Promise<Outcome> {
    const ack = await this.#parts.client.answer(entry.messageId);
    return ack === undefined
      ? refusal('CONFLICT', 'the message id is taken')
      : this.#accepted(ack, undefined);
  }
}

function refusal(code: string, detail: string): Outcome {
  return { kind: 'refused', code, detail };
}

function describe(error: HubError): string {
  return error.violations.map(({ pointer, message }) => `${pointer} ${message}`).join('; ') || error.message;
}
