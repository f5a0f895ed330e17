import { z } from 'zod';
import { certificateRoute } from './certificate-routes.js';
import { Desk, type DeskAct, type DeskEvent } from './desk.js';
import { deskRoute } from './desk-routes.js';
import { filingOf } from './general-filing.js';
import { type HttpAnswer, type HttpRequest, json, type RunningHttp, serveHttp } from './http.js';
import { bodyOf, givePage, refused, taken } from './hunan-envelope.js';
import { Feed } from './hunan-feed.js';
import { actOf, type Json, payloadOf, WORDS } from './hunan-format.js';
import { Library } from './hunan-library.js';
import { SignatureCheck } from './hunan-signature.js';
import {
  type Filing,
  isOpen,
  ThingFilingSchema,
  ThingStore,
  thingDocument,
  thingView,
} from './hunan-things.js';
import { localTime } from './local-time.js';
import type { PlatformOptions } from './platform-options.js';
import { serialNumbers } from './serial.js';

/**
 * 湖南省“一件事一次办”平台（沙箱）: JSON in an envelope, requests signed by HMAC, a feed with cursors that is held back while nothing
 * happens, files behind links that expire. What is filed is a thing (一件事) of one or more members.
 *
 *   POST /desk/things                      a clerk files a thing → the thing
 *   POST /desk/things/{thingNo}/withdraw   withdraws it;  GET /desk/things/{thingNo}   the thing
 */

export interface HunanOptions extends PlatformOptions {
  /** How many entries the feed keeps although nobody needs them; 1,000 unless told otherwise. */
  readonly keepEntries?: number;
  /** How long a window's request stays with whoever took it, before it is handed out again; 10 s unless told otherwise. */
  readonly leaseMs?: number;
}

export async function startHunanPlatform(options: HunanOptions): Promise<RunningHttp> {
  const platform = new HunanPlatform(options);
  const server = await serveHttp(options.port, (request) => platform.answer(request));
  return {
    port: server.port,
    close: async () => {
      platform.close();
      await server.close();
    },
  };
}

class HunanPlatform {
  readonly #now: () => number;
  readonly #next: () => number;
  readonly #desk: Desk;
  readonly #things: ThingStore;
  readonly #feed: Feed;
  readonly #library: Library;
  readonly #signature: SignatureCheck;
  /** Events of the desk that are in the feed. */
  readonly #published = new Set<string>();
  /** What the exchange has answered, by event. */
  readonly #receipts = new Map<string, string>();

  constructor(options: HunanOptions) {
    const { serialFile, now, token, keepEntries = 1_000, leaseMs = 10_000 } = options;
    this.#now = now;
    this.#next = serialNumbers(serialFile);
    this.#desk = new Desk(() => this.#newNo('HN'), now);
    this.#things = new ThingStore(this.#desk);
    const life = `${now().toString(36)}.${this.#next()}`;
    this.#feed = new Feed(life, keepEntries);
    const signature = new SignatureCheck(token, now);
    this.#signature = signature;
    const link = (fileId: string) => signature.link(fileId);
    this.#library = new Library({ ...options, keepEntries, leaseMs, life, link });
    this.#desk.onEvent = () => this.#publish();
  }

  /** Whoever waits for a page is answered. */
  close(): void {
    this.#feed.wake();
    this.#library.close();
  }

  async answer(request: HttpRequest): Promise<HttpAnswer | undefined> {
    const { path, query } = request;
    if (path.startsWith('/desk/')) return this.#deskRoute(request);
    if (path.startsWith('/hn/oss/')) return this.#download(path.slice('/hn/oss/'.length), query);
    if (!path.startsWith('/hn/')) return undefined;
    const fault = this.#signature.faultOf(request);
    if (fault !== undefined) return refused(fault, '签名未通过', 401);
    try {
      return await (path.startsWith('/hn/dzzz/') ? this.#library.answer(request) : this.#exchange(request));
    } catch (error) {
      return refused('DATA_ERROR', error instanceof Error ? error.message : String(error));
    }
  }

  #deskRoute(request: HttpRequest): HttpAnswer | undefined {
    return (
      this.#thingRoute(request) ??
      certificateRoute(this.#library.register, request) ??
      deskRoute(this.#desk, request)
    );
  }

  async #exchange(request: HttpRequest): Promise<HttpAnswer | undefined> {
    switch (`${request.method} ${request.path}`) {
      case 'GET /hn/kstb/feed':
        return givePage(this.#feed, request.query);
      case 'GET /hn/kstb/things': {
        const thing = this.#things.get(request.query.get('thingNo') ?? '');
        return taken(thingDocument(thing, this.#desk, (fileId) => this.#attachment(fileId)));
      }
      case 'POST /hn/kstb/things/progress':
        this.#things.show(bodyOf(request));
        return taken({});
      case 'POST /hn/kstb/inbound':
        return this.#inbound(bodyOf(request));
      case 'POST /hn/kstb/receipts':
        return this.#receipt(bodyOf(request));
      case 'POST /hn/kstb/files':
        return taken({ fileId: this.#desk.putFile(fileOf(request)) });
      case 'POST /hn/kstb/files/links':
        return this.#link(String(bodyOf(request).fileId));
      default:
        return undefined;
    }
  }

  #thingRoute(request: HttpRequest): HttpAnswer | undefined {
    const [, , collection, thingNo = '', tail = ''] = request.path.split('/');
    if (collection !== 'things') return undefined;
    switch (`${request.method} ${thingNo === '' ? '' : 'no'} ${tail}`.trim()) {
      case 'POST': {
        const filing = ThingFilingSchema.parse(bodyOf(request)) as Filing; // same shape
        const thing = this.#things.file(this.#newNo('YJS'), filing, this.#now());
        this.#tellOf(thing.thingNo, 'THING_FILED');
        return json(thingView(thing, this.#desk));
      }
      case 'POST no withdraw': {
        const { reason } = z.strictObject({ reason: z.string() }).parse(bodyOf(request));
        const thing = this.#things.withdraw(thingNo, reason, this.#now());
        this.#tellOf(thing.thingNo, 'THING_WITHDRAWN');
        return json(thingView(thing, this.#desk));
      }
      case 'GET no':
        return json(thingView(this.#things.get(thingNo), this.#desk));
      default:
        return undefined;
    }
  }

  #newNo(prefix: string): string {
    const day = localTime(this.#now()).slice(0, 10).replaceAll('-', '');
    return `${prefix}${day}${String(this.#next()).padStart(6, '0')}`;
  }

  /** Puts into the feed what can be told: an event of a case names the hub's number, which comes with the first receipt. */
  #publish(): void {
    for (const event of this.#desk.pending(Number.POSITIVE_INFINITY)) {
      if (this.#published.has(event.id)) continue;
      if (event.act.kind === 'file') this.#publishFiling(event, event.act);
      else if (this.#desk.get(event.ref).hubNo !== undefined) this.#publishEvent(event);
    }
  }

  #publishFiling({ id, ref, at }: DeskEvent, act: Extract<DeskAct, { kind: 'file' }>): void {
    this.#published.add(id);
    if (this.#things.of(ref) !== undefined) return; // told of with its thing
    this.#things.addPlain(ref, act, at);
    this.#tellOf(ref, 'THING_FILED');
  }

  #publishEvent(event: DeskEvent): void {
    const { id, ref, at, act } = event;
    this.#published.add(id);
    this.#feed.append({
      isOpen: () => !this.#receipts.has(id),
      write: () => ({
        eventId: id,
        eventType: WORDS[act.kind],
        occurTime: at,
        receipt: this.#receipts.get(id) ?? 'NONE',
        caseNo: ref,
        hubCaseNo: this.#desk.get(ref).hubNo,
        payload: payloadOf(event, (fileId) => this.#attachment(fileId)),
      }),
    });
  }

  #tellOf(thingNo: string, eventType: string): void {
    const thing = this.#things.get(thingNo);
    const { revision } = thing;
    const occurTime = this.#now();
    this.#feed.append({
      isOpen: () => thing.revision === revision && isOpen(thing), // a later entry tells of it otherwise
      write: () => ({ eventId: `${thingNo}:${revision}:${eventType}`, eventType, occurTime, thingNo }),
    });
  }

  #inbound({ messageId, hubCaseNo, sender, eventType, payload }: Json): HttpAnswer {
    const act = actOf(String(eventType), payload as Json); // written by the connector; a sandbox trusts it
    const before = this.#desk.findByHubNo(String(hubCaseNo))?.history.length;
    const found = this.#desk.receive(String(messageId), String(hubCaseNo), act, String(sender));
    const isNew = found.history.length !== before;
    const filing = filingOf(act);
    if (isNew && filing !== undefined) this.#things.addPlain(found.ref, filing, this.#now());
    else if (isNew) this.#changed(found.ref, WORDS[act.kind], act);
    return taken({ caseNo: found.ref });
  }

  /** What became of an event; or of a member's submission or withdrawal, which the connector names after the member. */
  #receipt({ eventId, result, hubCaseNo, errCode, errMsg }: Json): HttpAnswer {
    const id = String(eventId);
    const isAccepted = result === 'ACCEPTED';
    if (this.#receipts.has(id)) return taken({});
    this.#receipts.set(id, isAccepted ? 'ACCEPTED' : 'REFUSED');
    const outcome = isAccepted ? { hubNo: String(hubCaseNo) } : { refusal: `${errCode}: ${errMsg}` };
    const withdrawn = /^(.+)\/withdraw$/.exec(id)?.[1];
    if (withdrawn !== undefined) return this.#withdrawn(withdrawn, isAccepted);
    const event = this.#desk
      .pending(Number.POSITIVE_INFINITY)
      .find((each) => each.id === id || (each.act.kind === 'file' && each.ref === id));
    if (event === undefined) return taken({});
    this.#desk.settle(event.id, outcome);
    const word = event.act.kind === 'file' ? 'SUBMITTED' : WORDS[event.act.kind];
    if (isAccepted) this.#changed(event.ref, word, event.act);
    else if (event.act.kind === 'file') this.#changed(event.ref, 'SUBMIT_REFUSED');
    this.#publish();
    return taken({});
  }

  /** The connector has withdrawn a member of a withdrawn thing. */
  #withdrawn(ref: string, isAccepted: boolean): HttpAnswer {
    if (isAccepted) {
      const { withdrawal } = this.#things.of(ref) ?? {};
      this.#desk.note(ref, { kind: 'withdraw', reason: withdrawal?.reason ?? '' });
      this.#changed(ref, 'REVOKED');
    }
    return taken({});
  }

  #changed(ref: string, eventType: string, act?: DeskAct): void {
    const thing = this.#things.note(ref, eventType, act);
    if (thing !== undefined) this.#tellOf(thing.thingNo, 'THING_CHANGED');
  }

  #attachment(fileId: string): Json {
    return { fileId, fileName: this.#desk.getFile(fileId).name, ...this.#signature.link(fileId) };
  }

  #link(fileId: string): HttpAnswer {
    try {
      return taken(this.#attachment(fileId));
    } catch {
      return refused('FILE_UNKNOWN', '文件不存在', 404);
    }
  }

  #download(fileId: string, query: URLSearchParams): HttpAnswer {
    if (!this.#signature.isGoodLink(fileId, query)) return refused('LINK_EXPIRED', '链接已失效', 403);
    const { mediaType, bytes } = this.#library.file(fileId) ?? this.#desk.getFile(fileId);
    return { contentType: mediaType, body: bytes };
  }
}

function fileOf({ query, body }: HttpRequest) {
  return {
    name: query.get('fileName') ?? '文件',
    mediaType: query.get('mediaType') ?? 'application/octet-stream',
    bytes: body,
  };
}
