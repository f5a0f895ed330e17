import { z } from 'zod';
import type {
  CertificateAccess,
  CertificateEvent,
  CertificateOutcome,
  CertificateQuestion,
  CertificateReply,
  Clock,
  ConnectorLog,
  MappingTables,
  PlatformHttp,
  ProvinceCertificates,
} from '#connectors/kit';
import { validate } from '#proto/schema';
import { AcceptedOnce } from './accepted-once.js';
import { HunanRefusal, NOTHING, readAnswer } from './answers.js';
import {
  fromStanding,
  LibraryEntrySchema,
  LibraryRequestSchema,
  StandingSchema,
  toCertificateEvent,
  toLibraryQuery,
  toLibraryReceipt,
  toRequestAnswer,
  toUseRequest,
} from './certificate-format.js';
import type { FeedCursor } from './cursor.js';
import { FeedReader } from './feed.js';
import { WindowRequests } from './window-requests.js';

export interface HunanCertificatesParts {
  readonly http: PlatformHttp;
  readonly maps: MappingTables;
  readonly cursor: FeedCursor;
  readonly log: ConnectorLog;
  readonly clock: Clock;
  readonly waitMs: number;
  readonly pauseMs: number;
}

/** Codes that say that there is nothing to give; any other means that the library did not answer. */
const NOTHING_GIVEN = new Set(['CERT_UNKNOWN', 'CERT_WITHHELD', 'CAUSE_MISSING']);

const Named = z.object({ requestNo: z.string().min(1) });

/** 湖南's certificates: events come by a feed of their own, requests of windows are taken from the library's desk and answered there. */
export class HunanCertificates implements ProvinceCertificates {
  readonly #http: PlatformHttp;
  readonly #maps: MappingTables;
  readonly #feed: FeedReader;
  readonly #requests: WindowRequests;

  constructor({ http, maps, cursor, log, clock, waitMs, pauseMs }: HunanCertificatesParts) {
    this.#http = http;
    this.#maps = maps;
    const reading = { http, log, clock, waitMs, pauseMs };
    this.#feed = new FeedReader({ ...reading, path: '/hn/dzzz/feed', cursor });
    this.#requests = new WindowRequests(reading);
  }

  async start(access: CertificateAccess): Promise<void> {
    const once = new AcceptedOnce<CertificateEvent>((event) => access.report(event));
    this.#feed.start((entry) => this.#take(entry, once));
    this.#requests.start((request) => this.#serve(request, access));
  }

  async answer(question: CertificateQuestion): Promise<CertificateReply> {
    try {
      const query = toLibraryQuery(question, this.#maps);
      const standing = await this.#post('/hn/dzzz/query', query, StandingSchema);
      return fromStanding(standing, question.certificateId, this.#maps);
    } catch (error) {
      if (!(error instanceof HunanRefusal) || !NOTHING_GIVEN.has(error.errCode)) throw error;
      return { kind: 'refused', reason: error.errMsg };
    }
  }

  async confirm(ref: string, outcome: CertificateOutcome): Promise<void> {
    await this.#post('/hn/dzzz/receipts', toLibraryReceipt(ref, outcome), NOTHING);
  }

  async close(): Promise<void> {
    await Promise.all([this.#feed.close(), this.#requests.close()]);
  }

  async #take(value: unknown, once: AcceptedOnce<CertificateEvent>): Promise<void> {
    const entry = validate(LibraryEntrySchema, value, 'the entry has another form');
    if (entry.receipt !== 'NONE') return;
    await once.accept(toCertificateEvent(entry, this.#maps));
  }

  /** A request that cannot be read will not get better: the window is told. Any other that fails is handed out again. */
  async #serve(value: unknown, access: CertificateAccess): Promise<void> {
    const { requestNo } = validate(Named, value, 'the request has no number');
    await this.#post('/hn/dzzz/requests/answers', await this.#answerTo(requestNo, value, access), NOTHING);
  }

  async #answerTo(requestNo: string, value: unknown, access: CertificateAccess): Promise<object> {
    const request = LibraryRequestSchema.safeParse(value);
    if (request.success) {
      return toRequestAnswer(requestNo, await access.use(toUseRequest(request.data, this.#maps)), this.#maps);
    }
    const [issue] = request.error.issues;
    const detail = `/${issue?.path.join('/')} ${issue?.message}`;
    return toRequestAnswer(requestNo, { kind: 'refused', code: 'MALFORMED', detail }, this.#maps);
  }

  async #post<T extends z.ZodType>(path: string, body: object, schema: T): Promise<z.output<T>> {
    return readAnswer(await this.#http.text('POST', path, JSON.stringify(body), 'application/json'), schema);
  }
}
