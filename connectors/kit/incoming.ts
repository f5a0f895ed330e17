import { setTimeout as sleep } from 'node:timers/promises';
import { uuidv7 } from 'uuidv7';
import { readHeader, type SignedParts, verifyParts } from '#crypto/jose';
import type { PublicKey } from '#crypto/primitives';
import type { tongban } from '#proto/codec';
import {
  type DispatchStatement,
  DispatchStatementSchema,
  opensCase,
  parseContentType,
  readJson,
  readPayload,
  validate,
} from '#proto/schema';
import type { Clock } from './clock.js';
import type { HubClient } from './hub-client.js';
import type { InboxStream } from './inbox-stream.js';
import type { ConnectorLog } from './log.js';
import { HeldError, type LogView } from './log-view.js';
import type { PeerKeys } from './peer-keys.js';
import type { IncomingAct, Province } from './province.js';
import { ReceiptError, verifyReceipt } from './receipts.js';
import { pairNumberOf, type ReceivedNumbers } from './received-numbers.js';
import { partsOf } from './signed-parts.js';
import type { Signer } from './signer.js';

export interface IncomingParts {
  readonly signer: Signer;
  /** Keys of the hub's statements, by kid. */
  readonly hubKeys: ReadonlyMap<string, PublicKey>;
  readonly client: HubClient;
  readonly peerKeys: PeerKeys;
  readonly logView: LogView;
  readonly province: Province;
  readonly received: ReceivedNumbers;
  readonly clock: Clock;
  readonly log: ConnectorLog;
}

const MAX_IN_FLIGHT = 32;
const FIRST_DELAY_MS = 250;
const MAX_DELAY_MS = 10_000;

/**
 * Takes dispatches off the hub and puts them into the platform. One is acknowledged only when the platform has it; what
 * cannot be put in is released and comes again. While the platform is away, or proofs of the log are behind, the connector stays
 * off the hub's inbox: each attempt would count, and a long maintenance would leave dead letters.
 */
export class Incoming {
  readonly #parts: IncomingParts;
  readonly #stopped = new AbortController();
  #stream: InboxStream | undefined;
  readonly #handling = new Set<Promise<void>>();
  #loop: Promise<void> | undefined;

  constructor(parts: IncomingParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#loop = this.#run();
  }

  async close(): Promise<void> {
    this.#stopped.abort();
    this.#stream?.close();
    await this.#loop;
    await Promise.all(this.#handling);
  }

  async #run(): Promise<void> {
    let delay = FIRST_DELAY_MS;
    while (!this.#stopped.signal.aborted) {
      try {
        if (!this.#parts.logView.hasRoom()) {
          this.#parts.log.warn({ retryInMs: delay }, 'proofs of the log are behind');
        } else if (await this.#parts.province.isThere()) {
          await this.#take(() => {
            delay = FIRST_DELAY_MS;
          });
        } else {
          this.#parts.log.warn({ retryInMs: delay }, 'the platform is away');
        }
      } catch (error) {
        if (this.#stopped.signal.aborted) return;
        this.#parts.log.warn({ err: String(error), retryInMs: delay }, 'the inbox stream ended');
      }
      await sleep(delay, undefined, { signal: this.#stopped.signal }).catch(() => {}); // closing
      delay = Math.min(MAX_DELAY_MS, delay * 2);
    }
  }

  /** Attaches, and handles dispatches side by side until the stream ends. */
  async #take(onDispatch: () => void): Promise<void> {
    if (this.#stopped.signal.aborted) return; // while the platform was asked
    const stream = this.#parts.client.attach(MAX_IN_FLIGHT);
    this.#stream = stream;
    for await (const dispatch of stream.dispatches()) {
      onDispatch();
      const handled = this.#handle(stream, dispatch).finally(() => this.#handling.delete(handled));
      this.#handling.add(handled);
    }
  }

  async #handle(stream: InboxStream, dispatch: tongban.v1.Dispatch): Promise<void> {
    const { province, received, log } = this.#parts;
    const { dispatchId } = dispatch;
    try {
      const act = await this.#verify(dispatch);
      const number = pairNumberOf(dispatch.leaf, act.actor, this.#parts.signer.platform);
      await province.deliver(act);
      if (number !== undefined) await received.received(act.actor, number);
      await stream.acknowledge(dispatch, this.#acknowledgement(act));
      log.info({ dispatchId, type: act.message.type }, 'dispatch delivered to the platform');
    } catch (error) {
      const level = error instanceof ReceiptError ? 'error' : 'warn';
      log[level]({ dispatchId, err: String(error) }, 'dispatch not taken; it will come again');
      const isThere = await province.isThere(); // before it is given back, or it would come again meanwhile, and count
      const released = stream.release(dispatch, reasonOf(error));
      if (!isThere || error instanceof HeldError) stream.leave();
      await released.catch(() => {}); // the stream is gone; the lease runs out by itself
    }
  }

  /** The hub's statement, the sender's signature, the log's proof; then the contents. */
  async #verify(dispatch: tongban.v1.Dispatch): Promise<IncomingAct> {
    const original = partsOf(dispatch.original);
    const statement = this.#statement(partsOf(dispatch.statement));
    const header = readHeader(original.protected);
    const sender = await this.#parts.peerKeys.find(header.kid);
    if (sender?.peerId !== header.iss || header.iss !== statement.actor) {
      throw new ReceiptError('the original is not signed by the actor');
    }
    if (header.aud !== this.#parts.signer.hubId || header.jti !== statement.messageId) {
      throw new ReceiptError('the statement is about another message');
    }
    if (!verifyParts(original, header.alg, sender.publicKey))
      throw new ReceiptError("the sender's signature");
    const { caseNo, eventSeq } = statement;
    const { leaf, salt, receipt } = dispatch;
    const index = verifyReceipt(
      { message: original, caseNo, eventSeq, leaf, salt, receipt },
      this.#parts.logView,
    );
    if (index !== statement.logIndex) throw new ReceiptError('the index of the statement');
    const content = parseContentType(header.cty);
    if (content === undefined) throw new Error(`unknown message type ${header.cty}`);
    const message = readPayload(content, original.payload);
    // A submission opens the case; every other act names it under the sender's signature.
    if (!opensCase(message) && message.body.caseNo !== caseNo) {
      throw new ReceiptError('the act is of another case than the statement');
    }
    return {
      caseNo,
      eventSeq,
      messageId: statement.messageId,
      actor: statement.actor,
      message,
      basicCode: statement.basicCode,
      implementationCode: statement.implementationCode,
      submitterCaseRef: statement.submitterCaseRef,
      recordedAt: statement.recordedAt,
      fetchFile: (sha256) => this.#parts.client.download(sha256),
    };
  }

  #statement(parts: SignedParts): DispatchStatement {
    const { hubKeys } = this.#parts;
    const { platform, hubId } = this.#parts.signer;
    const header = readHeader(parts.protected);
    const key = hubKeys.get(header.kid);
    const isHubs = key !== undefined && header.iss === hubId && header.aud === platform;
    if (!isHubs || !verifyParts(parts, header.alg, key)) throw new ReceiptError("the hub's statement");
    return validate(DispatchStatementSchema, readJson(parts.payload), 'the statement cannot be read');
  }

  #acknowledgement(act: IncomingAct): SignedParts {
    const { signer, clock } = this.#parts;
    const now = clock();
    const body = {
      caseNo: act.caseNo,
      eventSeq: act.eventSeq,
      messageId: act.messageId,
      receivedAt: new Date(now).toISOString(),
    };
    return signer.sign('DispatchAcknowledgement', uuidv7(), now, body);
  }
}

function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.replaceAll(/\p{Cc}/gu, ' ').slice(0, 500) || 'failed';
}
