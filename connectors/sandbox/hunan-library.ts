import type { CertificateDesk } from './certificate-desk.js';
import type { HttpAnswer, HttpRequest } from './http.js';
import { Bell } from './hunan-bell.js';
import {
  fromRequestAnswer,
  hunanRegister,
  idOf,
  standingOf,
  toEntry,
  toRequest,
} from './hunan-certificates.js';
import { bodyOf, givePage, refused, taken } from './hunan-envelope.js';
import { Feed } from './hunan-feed.js';
import type { Json } from './hunan-format.js';
import type { PlatformOptions } from './platform-options.js';

export interface LibraryOptions extends PlatformOptions {
  /** How many entries its feed keeps although nobody needs them. */
  readonly keepEntries: number;
  /** How long a window's request stays with whoever took it, before it is handed out again. */
  readonly leaseMs: number;
  /** Names this life of the platform. */
  readonly life: string;
}

const MAX_REQUESTS = 100;

/** 电子证照库: a part of the platform with a feed of its own, and a desk that hands out what windows ask of other provinces. */
export class Library {
  readonly register: CertificateDesk;
  readonly #options: LibraryOptions;
  readonly #feed: Feed;
  readonly #published = new Set<string>();
  /** What the exchange has answered, by event. */
  readonly #receipts = new Map<string, string>();
  /** Until when a request is with somebody. */
  readonly #leases = new Map<string, number>();
  readonly #asked = new Bell();

  constructor(options: LibraryOptions) {
    this.#options = options;
    this.register = hunanRegister(options);
    this.#feed = new Feed(options.life, options.keepEntries);
    this.register.onEvent = () => this.#publish();
  }

  async answer(request: HttpRequest): Promise<HttpAnswer | undefined> {
    const { query } = request;
    switch (`${request.method} ${request.path}`) {
      case 'GET /hn/dzzz/feed':
        return givePage(this.#feed, query);
      case 'POST /hn/dzzz/receipts':
        return this.#receipt(bodyOf(request));
      case 'GET /hn/dzzz/requests':
        return this.#handOut(Number(query.get('limit') ?? MAX_REQUESTS), Number(query.get('wait') ?? 0));
      case 'POST /hn/dzzz/requests/answers':
        return this.#answered(bodyOf(request));
      case 'POST /hn/dzzz/query':
        return this.#query(bodyOf(request));
      default:
        return undefined;
    }
  }

  /** Whoever waits is answered. */
  close(): void {
    this.#feed.wake();
    this.#asked.ring();
  }

  #publish(): void {
    for (const event of this.register.pending(Number.POSITIVE_INFINITY)) {
      if (event.kind === 'use' || this.#published.has(event.id)) continue;
      this.#published.add(event.id);
      this.#feed.append({
        isOpen: () => !this.#receipts.has(event.id),
        write: () => toEntry(event, this.#receipts.get(event.id) ?? 'NONE'),
      });
    }
    this.#asked.ring();
  }

  /** The first word counts. */
  #receipt({ eventId, result, errCode, errMsg }: Json): HttpAnswer {
    const id = String(eventId);
    if (this.#receipts.has(id)) return taken({});
    this.#receipts.set(id, result === 'ACCEPTED' ? 'ACCEPTED' : 'REFUSED');
    this.register.settle(id, result === 'ACCEPTED' ? {} : { refusal: `${errCode}: ${errMsg}` });
    return taken({});
  }

  /** Held back while there is none to hand out. */
  async #handOut(limit: number, waitMs: number): Promise<HttpAnswer> {
    const found = this.#lease(limit);
    if (found.length > 0 || waitMs === 0) return taken({ requests: found });
    await this.#asked.heard(waitMs);
    return taken({ requests: this.#lease(limit) });
  }

  #lease(limit: number): Json[] {
    const now = this.#options.now();
    const free = this.register
      .pending(Number.POSITIVE_INFINITY)
      .filter((event) => event.kind === 'use')
      .filter(({ id }) => (this.#leases.get(id) ?? 0) <= now)
      .slice(0, limit);
    for (const { id } of free) this.#leases.set(id, now + this.#options.leaseMs);
    return free.map(toRequest);
  }

  #answered(body: Json): HttpAnswer {
    const id = String(body.requestNo);
    this.#leases.delete(id);
    this.register.settle(id, { answer: fromRequestAnswer(body) });
    return taken({});
  }

  #query({ certNo, faceNames, useFor }: Json): HttpAnswer {
    if (!(useFor as Json | undefined)?.cause) return refused('CAUSE_MISSING', '缺少用证事由');
    const found = this.register.find(idOf(certNo));
    if (found === undefined) return refused('CERT_UNKNOWN', '证照库中无此证照');
    return taken(standingOf(found, (faceNames ?? []) as string[])); // written by the connector; a sandbox trusts it
  }
}
