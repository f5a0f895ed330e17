import { createHash } from 'node:crypto';
import type { CertificateDesk, UseEvent } from './certificate-desk.js';
import { isFormat } from './certificate-file.js';
import type { DeskFile } from './desk.js';
import type { HttpAnswer, HttpRequest } from './http.js';
import { Bell } from './hunan-bell.js';
import {
  fromRequestAnswer,
  hunanRegister,
  idOf,
  standingOf,
  statusListsOf,
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
  /** A link to a file of the library that is good for a while. */
  readonly link: (fileId: string) => object;
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
  /** Files that are on their way, by their digests: one is there once, however often it is asked for. */
  readonly #files = new Map<string, DeskFile>();

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
      case 'GET /hn/dzzz/status-lists':
        return taken(statusListsOf(this.register));
      case 'POST /hn/dzzz/files':
        return taken({ fileId: this.#put(fileOf('证照副本', request.body)) });
      case 'POST /hn/dzzz/files/links':
        return this.#link(String(bodyOf(request).fileId));
      default:
        return undefined;
    }
  }

  file(fileId: string): DeskFile | undefined {
    return this.#files.get(fileId);
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
    return free.map((event) => toRequest(event, this.#seenFileOf(event)));
  }

  /** The clerk takes his copy with him. */
  #answered(body: Json): HttpAnswer {
    const id = String(body.requestNo);
    this.#leases.delete(id);
    const { fileId = '' } = (body.file ?? {}) as { fileId?: string };
    const bytes = this.#files.get(fileId)?.bytes;
    this.#files.delete(fileId);
    const file = bytes && Buffer.from(bytes).toString('base64');
    this.register.settle(id, { answer: fromRequestAnswer(body, file) });
    return taken({});
  }

  #query(query: Json): HttpAnswer {
    const { certNo, fileType, useFor } = query;
    if (!(useFor as Json | undefined)?.cause) return refused('CAUSE_MISSING', '缺少用证事由');
    const found = this.register.find(idOf(certNo));
    if (found === undefined) return refused('CERT_UNKNOWN', '证照库中无此证照');
    if (!isFormat(fileType)) return taken(standingOf(found, query, undefined));
    const bytes = found.files[fileType];
    if (bytes === undefined) return refused('FILE_ABSENT', '没有该格式的证照文件');
    return taken(standingOf(found, query, this.#attachment(fileOf(`证照.${fileType}`, bytes))));
  }

  #seenFileOf({ use }: UseEvent): Json | undefined {
    return use.seenFile && this.#attachment(fileOf('出示件', use.seenFile));
  }

  #attachment(file: DeskFile): Json {
    const fileId = this.#put(file);
    return { fileId, fileName: file.name, ...this.#options.link(fileId) };
  }

  #put(file: DeskFile): string {
    const fileId = createHash('sha256').update(file.bytes).digest('hex');
    this.#files.set(fileId, file);
    return fileId;
  }

  #link(fileId: string): HttpAnswer {
    const found = this.#files.has(fileId);
    return found ? taken(this.#options.link(fileId)) : refused('FILE_UNKNOWN', '文件不存在', 404);
  }
}

function fileOf(name: string, bytes: Uint8Array): DeskFile {
  return { name, mediaType: 'application/octet-stream', bytes };
}
