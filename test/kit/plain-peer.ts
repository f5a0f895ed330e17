import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { uuidv7 } from 'uuidv7';
import {
  blobRefOf,
  type ConnectorConfig,
  HubCallError,
  HubClient,
  readLogKeys,
  unwatched,
  verifyReceipt,
} from '#connectors/kit';
import {
  Desk,
  type DeskAct,
  type DeskEvent,
  deskRoute,
  type RunningHttp,
  serveHttp,
} from '#connectors/sandbox';
import {
  type MessageKey,
  messageKey,
  readHeader,
  type SignedParts,
  signMessage,
  verifyParts,
} from '#crypto/jose';
import { importPrivateKey, importPublicKey, utf8 } from '#crypto/primitives';
import { inDeskWords, toMessage, toSubmission } from '#hub/cli';
import type { tongban } from '#proto/codec';
import {
  type CaseMessage,
  contentType,
  DispatchStatementSchema,
  type MessageType,
  parseContentType,
  readJson,
  readPayload,
  validate,
} from '#proto/schema';

/**
 * A platform that speaks to the hub by itself, without any connector and nothing of the connectors' own thinking; its item codes are
 * the national ones. It is as it should be, but for the flaws that it is given.
 */

export interface Flaws {
  /** Acknowledges what its platform never gets. */
  readonly acknowledgesUndelivered?: boolean;
  /** Takes a dispatch that comes again for a new one. */
  readonly doublesRedelivered?: boolean;
  /** Looks neither at the sender's signature nor at what the leaf says of the message. */
  readonly believesOriginals?: boolean;
  /** Signs with this key, which nobody has registered. */
  readonly signsWith?: MessageKey;
  /** Signs anew, under a new id, what was not answered. */
  readonly renamesRepeated?: boolean;
  /** Goes on with the next act of a case while the one before has not been answered. */
  readonly overtakes?: boolean;
  /** Has a database that knows no characters beyond the first plane. */
  readonly loses4ByteCharacters?: boolean;
}

const MAX_IN_FLIGHT = 16;
const RETRY_MS = 100;

export interface PlainPeer {
  /** Where its desk is. */
  readonly url: string;
  close(): Promise<void>;
}

export async function startPlainPeer(
  config: ConnectorConfig,
  division: string,
  flaws: Flaws,
): Promise<PlainPeer> {
  const peer = new Platform(config, division, flaws);
  const server = await peer.open();
  return {
    url: `http://127.0.0.1:${server.port}`,
    close: async () => {
      await server.close();
      await peer.close();
    },
  };
}

type Message = Parameters<typeof sign>[2];

class Platform {
  readonly #config: ConnectorConfig;
  readonly #flaws: Flaws;
  readonly #division: string;
  readonly #client: HubClient;
  readonly #key: MessageKey;
  readonly #desk: Desk;
  readonly #stopped = new AbortController();
  /** What is being sent, by case: the next act waits for the one before. */
  readonly #sending = new Map<string, Promise<void>>();
  readonly #taken = new Set<string>();
  readonly #hubKeys;
  readonly #logKeys;
  #filed = 0;
  #stream: ReturnType<HubClient['attach']> | undefined;
  #loop: Promise<void> | undefined;

  constructor(config: ConnectorConfig, division: string, flaws: Flaws) {
    const { hub, tls, messageKey: keyFile } = config;
    const read = (file: string) => readFileSync(file, 'utf8');
    this.#config = config;
    this.#division = division;
    this.#flaws = flaws;
    this.#client = new HubClient({
      address: hub.address,
      ca: read(tls.ca),
      certificate: read(tls.certificate),
      key: read(tls.key),
    });
    this.#key = flaws.signsWith ?? messageKey(importPrivateKey(read(keyFile)));
    this.#hubKeys = new Map(
      hub.statementKeys.map(({ kid, publicKey }) => [kid, importPublicKey(Buffer.from(publicKey, 'base64'))]),
    );
    this.#logKeys = readLogKeys(hub.logVkey);
    this.#desk = new Desk(() => `P${process.pid}-${Date.now()}-${this.#filed++}`, Date.now);
    this.#desk.onEvent = () => this.#send();
  }

  open(): Promise<RunningHttp> {
    this.#loop = this.#receive();
    return serveHttp(0, async (request) => deskRoute(this.#desk, request));
  }

  async close(): Promise<void> {
    this.#stopped.abort();
    this.#stream?.close();
    await this.#loop;
    await Promise.allSettled(this.#sending.values());
    this.#client.close();
  }

  // Outgoing

  #send(): void {
    for (const event of this.#desk.pending(1_000)) {
      if (this.#taken.has(event.id)) continue;
      this.#taken.add(event.id);
      const before =
        this.#flaws.overtakes && event.act.kind !== 'file' ? undefined : this.#sending.get(event.ref);
      this.#sending.set(
        event.ref,
        (before ?? Promise.resolve()).then(() => this.#sendOne(event)).catch(() => {}), // closing
      );
    }
  }

  async #sendOne(event: DeskEvent): Promise<void> {
    const message = this.#draft(event);
    let parts = this.#sign(message);
    for (;;) {
      try {
        await this.#upload(event.act);
        const { caseNo, eventSeq, leaf, salt, receipt, pending } = await this.#client.submit(parts);
        if (pending) throw new HubCallError('UNAVAILABLE', 'no proof yet');
        this.#checkReceipt({ message: parts, caseNo, eventSeq, leaf, salt, receipt });
        return this.#desk.settle(event.id, { hubNo: caseNo });
      } catch (error) {
        if (error instanceof HubCallError && !error.isTransient)
          return this.#desk.settle(event.id, { refusal: error.message });
        await sleep(RETRY_MS, undefined, { signal: this.#stopped.signal });
        if (this.#flaws.renamesRepeated) parts = this.#sign(message);
      }
    }
  }

  #draft({ act, ref, at }: DeskEvent): Message {
    const recording = {
      at: new Date(at).toISOString(),
      divisionCode: this.#division,
      blobOf: (fileId: string) => {
        const { bytes, mediaType, name } = this.#desk.getFile(fileId);
        return blobRefOf(bytes, mediaType, name);
      },
    };
    return act.kind === 'file'
      ? { type: 'SubmitCase', body: toSubmission(act, ref, act.item, recording) }
      : toMessage(act, this.#desk.get(ref).hubNo ?? '', recording);
  }

  async #upload(act: DeskAct): Promise<void> {
    const named =
      act.kind === 'file' || act.kind === 'correct'
        ? act.materials
        : act.kind === 'transfer'
          ? act.documents
          : [];
    for (const { fileId } of named) {
      if (fileId === undefined) continue;
      const { bytes, mediaType, name } = this.#desk.getFile(fileId);
      await this.#client.upload(blobRefOf(bytes, mediaType, name), bytes);
    }
  }

  // Incoming

  async #receive(): Promise<void> {
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      this.#stream = this.#client.attach(MAX_IN_FLIGHT);
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
      const { actor, caseNo, eventSeq, messageId, message } = await this.#verified(dispatch);
      if (!this.#flaws.acknowledgesUndelivered) await this.#deliver(actor, caseNo, messageId, message);
      const body = { caseNo, eventSeq, messageId, receivedAt: new Date().toISOString() };
      await stream.acknowledge(dispatch, this.#sign({ type: 'DispatchAcknowledgement', body }));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      await stream.release(dispatch, reason.slice(0, 200)).catch(() => {}); // the line is cut
    }
  }

  async #deliver(actor: string, caseNo: string, messageId: string, message: CaseMessage): Promise<void> {
    let act = inDeskWords(message);
    const files = new Map<string, string>();
    for (const sha256 of JSON.stringify(act).matchAll(/"fileId":"([0-9a-f]{64})"/g)) {
      const [, name = ''] = sha256;
      const bytes = await this.#client.download(name);
      files.set(name, this.#desk.putFile({ name, mediaType: 'application/octet-stream', bytes }));
    }
    let text = JSON.stringify(act).replaceAll(
      /"fileId":"([0-9a-f]{64})"/g,
      (_, name) => `"fileId":"${files.get(name)}"`,
    );
    if (this.#flaws.loses4ByteCharacters) text = text.replaceAll(/[\u{10000}-\u{10ffff}]/gu, '?');
    act = JSON.parse(text) as DeskAct; // it was one
    this.#desk.receive(this.#flaws.doublesRedelivered ? uuidv7() : messageId, caseNo, act, actor);
  }

  async #verified(dispatch: tongban.v1.Dispatch) {
    const { hub, platform } = this.#config;
    const [original, stated] = [partsOf(dispatch.original), partsOf(dispatch.statement)];
    const [header, hubHeader] = [readHeader(original.protected), readHeader(stated.protected)];
    const hubKey = this.#hubKeys.get(hubHeader.kid);
    must(hubKey !== undefined && verifyParts(stated, hubHeader.alg, hubKey), 'statement');
    must(hubHeader.iss === hub.id && hubHeader.aud === platform, 'parties');
    const statement = validate(DispatchStatementSchema, readJson(stated.payload), 'statement');
    const { caseNo, eventSeq, messageId, actor } = statement;
    must(header.jti === messageId && header.iss === actor && header.aud === hub.id, 'message');
    const peers = await this.#client.peers();
    const key = peers.find(({ peerId }) => peerId === actor)?.keys.find(({ kid }) => kid === header.kid);
    must(key !== undefined, 'sender');
    const isSigned = verifyParts(original, header.alg, importPublicKey(key?.publicKey ?? new Uint8Array(0)));
    must(isSigned || this.#flaws.believesOriginals === true, 'signature');
    const { leaf, salt, receipt } = dispatch;
    const message = this.#flaws.believesOriginals ? undefined : original;
    this.#checkReceipt({ message, caseNo, eventSeq, leaf, salt, receipt });
    const content = parseContentType(header.cty);
    must(content !== undefined, 'type');
    return { actor, caseNo, eventSeq, messageId, message: readPayload(content, original.payload) };
  }

  #checkReceipt(subject: Parameters<typeof verifyReceipt>[0]): void {
    verifyReceipt(subject, unwatched(this.#logKeys));
  }

  #sign(message: Message): SignedParts {
    return sign(this.#config, this.#key, message);
  }
}

function sign(
  { platform, hub }: ConnectorConfig,
  key: MessageKey,
  { type, body }: { readonly type: MessageType; readonly body: object },
): SignedParts {
  return signMessage(
    {
      cty: contentType(type),
      issuer: platform,
      audience: hub.id,
      messageId: uuidv7(),
      issuedAt: Date.now(),
      payload: utf8(JSON.stringify(body)),
    },
    key,
  );
}

function partsOf(message: tongban.v1.SignedMessage.$Properties | null | undefined): SignedParts {
  const none = new Uint8Array(0);
  return {
    protected: message?.protected ?? none,
    payload: message?.payload ?? none,
    signature: message?.signature ?? none,
  };
}

function must(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(`the ${what} does not hold`);
}
