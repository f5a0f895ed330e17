import { setTimeout as sleep } from 'node:timers/promises';
import { blobRefOf, HubCallError, type HubClient, type LogView, verifyReceipt } from '#connectors/kit';
import { type MessageKey, readHeader, type SignedParts, signMessage, verifyParts } from '#crypto/jose';
import { equalBytes, importPublicKey, type PublicKey, utf8 } from '#crypto/primitives';
import type { Runtime } from '#hub/runtime';
import type { tongban } from '#proto/codec';
import {
  type CaseMessage,
  contentType,
  type DispatchStatement,
  DispatchStatementSchema,
  type MessageType,
  parseContentType,
  readJson,
  readPayload,
  validate,
} from '#proto/schema';
import {
  type CaseAct,
  type DeskAct,
  differences,
  type FileAct,
  fileIdsOf,
  inDeskWords,
  type Recording,
  toMessage,
  toSubmission,
} from './desk-words.js';
import { sampleFile } from './samples.js';

export interface CounterpartParts {
  readonly peerId: string;
  readonly divisionCode: string;
  readonly hubId: string;
  /** Of the item that its cases are about. */
  readonly basicCode: string;
  readonly key: MessageKey;
  readonly client: HubClient;
  /** Keys of the hub's statements, by kid. */
  readonly hubKeys: ReadonlyMap<string, PublicKey>;
  readonly logView: LogView;
  readonly runtime: Runtime;
}

/** An act of the peer under test, as it came over the hub. */
export interface Arrival {
  readonly eventSeq: number;
  readonly messageId: string;
  readonly message: CaseMessage;
  readonly submitterCaseRef: string;
}

const MAX_IN_FLIGHT = 64;
const RETRY_MS = 200;
const CST_MS = 8 * 3_600_000;

/**
 * The other platform: a whole client of the hub, in the suite's own process. It signs and submits, takes what the peer under
 * test does off its inbox, believes nothing without proof, and acknowledges.
 */
export class Counterpart {
  readonly #parts: CounterpartParts;
  readonly #stopped = new AbortController();
  readonly #arrivals = new Map<string, Arrival[]>();
  /** Each file once: two uploads of one file at the same time are in each other's way. */
  readonly #uploads = new Map<string, Promise<void>>();
  #peerKeys = new Map<string, { readonly peerId: string; readonly publicKey: PublicKey }>();
  #stream: ReturnType<HubClient['attach']> | undefined;
  #loop: Promise<void> | undefined;
  /** What of the hub it could not believe: the suite itself is then wrong. */
  #doubts: string[] = [];

  constructor(parts: CounterpartParts) {
    this.#parts = parts;
  }

  get peerId(): string {
    return this.#parts.peerId;
  }

  get divisionCode(): string {
    return this.#parts.divisionCode;
  }

  get doubts(): readonly string[] {
    return this.#doubts;
  }

  start(): void {
    this.#loop = this.#run();
  }

  async close(): Promise<void> {
    this.#stopped.abort();
    this.#stream?.close();
    await this.#loop;
    this.#parts.client.close();
  }

  /** Opens a case. @param caseRef this platform's own number. @returns the hub's. @throws HubCallError. */
  async submit(act: FileAct, caseRef = this.newCaseRef()): Promise<string> {
    await this.#upload(act);
    const body = toSubmission(act, caseRef, this.#parts.basicCode, this.#recording());
    return (await this.#send('SubmitCase', body)).caseNo;
  }

  /** @returns the number of the event. @throws HubCallError. */
  async act(caseNo: string, act: CaseAct): Promise<number> {
    await this.#upload(act);
    const { type, body } = toMessage(act, caseNo, this.#recording());
    return (await this.#send(type, body)).eventSeq;
  }

  newCaseRef(): string {
    return `CP-${this.#parts.runtime.newId()}`;
  }

  /** What the peer under test did to a case, in the order in which it came. */
  arrivals(caseNo: string): readonly Arrival[] {
    return this.#arrivals.get(caseNo) ?? [];
  }

  /** Where what arrived says something else than was clicked. @param clicked files by the names of samples. */
  compare(clicked: DeskAct, { message }: Arrival): Promise<string[]> {
    return differences(clicked, inDeskWords(message), async (name, sha256) =>
      equalBytes(await this.#parts.client.download(sha256), sampleFile(name).bytes),
    );
  }

  evidence(caseNo: string): Promise<Uint8Array> {
    return this.#parts.client.evidence(caseNo);
  }

  async #upload(act: DeskAct): Promise<void> {
    for (const name of fileIdsOf(act)) {
      const uploaded = this.#uploads.get(name) ?? this.#uploadFile(name);
      this.#uploads.set(name, uploaded);
      await uploaded;
    }
  }

  #uploadFile(name: string): Promise<void> {
    const { bytes, mediaType, name: fileName } = sampleFile(name);
    return this.#parts.client.upload(blobRefOf(bytes, mediaType, fileName), bytes);
  }

  #recording(): Recording {
    const { runtime, divisionCode } = this.#parts;
    const local = new Date(runtime.now() + CST_MS).toISOString().slice(0, 19);
    return {
      at: `${local}+08:00`,
      divisionCode,
      blobOf: (name) => {
        const { bytes, mediaType, name: fileName } = sampleFile(name);
        return blobRefOf(bytes, mediaType, fileName);
      },
    };
  }

  /** Sends until there is a proof, and checks it. */
  async #send(
    type: MessageType,
    body: object,
  ): Promise<{ readonly caseNo: string; readonly eventSeq: number }> {
    const message = this.#sign(type, body);
    for (;;) {
      const { pending, caseNo, eventSeq, leaf, salt, receipt } = await this.#parts.client.submit(message);
      if (pending) await sleep(RETRY_MS, undefined, { signal: this.#stopped.signal });
      else {
        verifyReceipt({ message, caseNo, eventSeq, leaf, salt, receipt }, this.#parts.logView);
        return { caseNo, eventSeq };
      }
    }
  }

  #sign(type: MessageType, body: object): SignedParts {
    const { peerId, hubId, key, runtime } = this.#parts;
    return signMessage(
      {
        cty: contentType(type),
        issuer: peerId,
        audience: hubId,
        messageId: runtime.newId(),
        issuedAt: runtime.now(),
        payload: utf8(JSON.stringify(body)),
      },
      key,
    );
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      this.#stream = this.#parts.client.attach(MAX_IN_FLIGHT);
      try {
        for await (const dispatch of this.#stream.dispatches()) void this.#take(this.#stream, dispatch);
      } catch (error) {
        if (!(error instanceof HubCallError)) throw error;
      }
      await sleep(RETRY_MS, undefined, { signal }).catch(() => {}); // closing
    }
  }

  async #take(stream: ReturnType<HubClient['attach']>, dispatch: tongban.v1.Dispatch): Promise<void> {
    try {
      const { statement, message } = await this.#verified(dispatch);
      const { caseNo, eventSeq, messageId, submitterCaseRef } = statement;
      const before = this.arrivals(caseNo);
      if (!before.some((each) => each.messageId === messageId)) {
        this.#arrivals.set(caseNo, [...before, { eventSeq, messageId, message, submitterCaseRef }]);
      }
      const receivedAt = this.#recording().at;
      const body = { caseNo, eventSeq, messageId, receivedAt };
      await stream.acknowledge(dispatch, this.#sign('DispatchAcknowledgement', body));
    } catch (error) {
      if (this.#stopped.signal.aborted || error instanceof HubCallError) return; // it comes again
      this.#doubts.push(`${dispatch.dispatchId}: ${error instanceof Error ? error.message : error}`);
    }
  }

  /** @throws Error when anything about the dispatch does not hold. */
  async #verified(
    dispatch: tongban.v1.Dispatch,
  ): Promise<{ readonly statement: DispatchStatement; readonly message: CaseMessage }> {
    const { hubKeys, hubId, peerId, logView } = this.#parts;
    const [original, stated] = [partsOf(dispatch.original), partsOf(dispatch.statement)];
    const [header, hubHeader] = [readHeader(original.protected), readHeader(stated.protected)];
    const hubKey = hubKeys.get(hubHeader.kid);
    if (hubKey === undefined || !verifyParts(stated, hubHeader.alg, hubKey)) throw new Error('the statement');
    if (hubHeader.iss !== hubId || hubHeader.aud !== peerId) throw new Error('the statement’s parties');
    const statement = validate(DispatchStatementSchema, readJson(stated.payload), 'the statement');
    const sender = await this.#peerKey(header.kid);
    if (sender?.peerId !== statement.actor || !verifyParts(original, header.alg, sender.publicKey))
      throw new Error('the original');
    const { caseNo, eventSeq } = statement;
    const { leaf, salt, receipt } = dispatch;
    verifyReceipt({ message: original, caseNo, eventSeq, leaf, salt, receipt }, logView);
    const content = parseContentType(header.cty);
    if (content === undefined) throw new Error(`the type ${header.cty}`);
    return { statement, message: readPayload(content, original.payload) };
  }

  async #peerKey(kid: string) {
    if (!this.#peerKeys.has(kid)) {
      const peers = await this.#parts.client.peers();
      this.#peerKeys = new Map(
        peers.flatMap(({ peerId, keys }) =>
          keys.map((key) => [
            key.kid ?? '',
            { peerId, publicKey: importPublicKey(key.publicKey ?? new Uint8Array(0)) },
          ]),
        ),
      );
    }
    return this.#peerKeys.get(kid);
  }
}

function partsOf(message: tongban.v1.SignedMessage.$Properties | null | undefined): SignedParts {
  const none = new Uint8Array(0);
  return {
    protected: message?.protected ?? none,
    payload: message?.payload ?? none,
    signature: message?.signature ?? none,
  };
}
