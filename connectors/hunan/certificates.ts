import { z } from 'zod';
import {
  askFor,
  type CertificateAccess,
  type CertificateEvent,
  type CertificateOutcome,
  type CertificateQuestion,
  type CertificateReply,
  type Clock,
  type ConnectorLog,
  type MappingTables,
  PlatformError,
  type PlatformHttp,
  type ProvinceCertificates,
  type ProvinceStatusList,
  type ReleasedFile,
  type UseResult,
} from '#connectors/kit';
import { validate } from '#proto/schema';
import { AcceptedOnce } from './accepted-once.js';
import { HunanRefusal, NOTHING, readAnswer } from './answers.js';
import {
  fromStanding,
  fromStatusLists,
  LibraryEntrySchema,
  type LibraryRequest,
  readRequest,
  StandingSchema,
  StatusListsSchema,
  type StoredFile,
  toCertificateEvent,
  toLibraryQuery,
  toLibraryReceipt,
  toRequestAnswer,
  toWindowRequest,
} from './certificate-format.js';
import type { FeedCursor } from './cursor.js';
import { FeedReader } from './feed.js';
import type { HunanFiles } from './files.js';
import { WindowRequests } from './window-requests.js';

export interface HunanCertificatesParts {
  readonly http: PlatformHttp;
  /** Of the library. */
  readonly files: HunanFiles;
  readonly maps: MappingTables;
  readonly cursor: FeedCursor;
  readonly log: ConnectorLog;
  readonly clock: Clock;
  readonly waitMs: number;
  readonly pauseMs: number;
}

/** Codes that say that there is nothing to give; any other means that the library did not answer. */
const NOTHING_GIVEN = new Set(['CERT_UNKNOWN', 'CERT_WITHHELD', 'CAUSE_MISSING', 'FILE_ABSENT']);

const NOT_FOUND = 404;

const Named = z.object({ requestNo: z.string().min(1) });

/** 湖南's certificates: events come by a feed of their own, requests of windows are taken from the library's desk and answered there. */
export class HunanCertificates implements ProvinceCertificates {
  readonly offers = ['FILE', 'VERIFY'] as const;
  readonly #http: PlatformHttp;
  readonly #files: HunanFiles;
  readonly #maps: MappingTables;
  readonly #feed: FeedReader;
  readonly #requests: WindowRequests;

  constructor({ http, files, maps, cursor, log, clock, waitMs, pauseMs }: HunanCertificatesParts) {
    this.#http = http;
    this.#files = files;
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
      const reply = fromStanding(standing, question.certificateId, this.#maps);
      if (standing.file === undefined) return reply;
      return { ...reply, original: (await this.#files.fetch(standing.file)).bytes };
    } catch (error) {
      if (!(error instanceof HunanRefusal) || !NOTHING_GIVEN.has(error.errCode)) throw error;
      return { kind: 'refused', reason: error.errMsg };
    }
  }

  async statusLists(): Promise<readonly ProvinceStatusList[]> {
    const text = await this.#http.text('GET', '/hn/dzzz/status-lists');
    return fromStatusLists(readAnswer(text, StatusListsSchema), this.#maps);
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
    const request = readRequest(value);
    if (!request.success) {
      const [issue] = request.error.issues;
      return this.#malformed(requestNo, `/${issue?.path.join('/')} ${issue?.message}`);
    }
    const seenFile = await this.#seenFile(request.data);
    if (seenFile === 'UNKNOWN') return this.#malformed(requestNo, '/seenFile is not in the library');
    const result = await askFor(access, toWindowRequest(request.data, seenFile, this.#maps));
    const file = result.kind === 'released' ? result.file : undefined;
    return toRequestAnswer(requestNo, result, this.#maps, file && (await this.#store(file)));
  }

  #malformed(requestNo: string, detail: string): object {
    const refused: UseResult = { kind: 'refused', code: 'MALFORMED', detail };
    return toRequestAnswer(requestNo, refused, this.#maps);
  }

  async #seenFile(request: LibraryRequest): Promise<Uint8Array | 'UNKNOWN' | undefined> {
    if (!('seenFile' in request) || request.seenFile === undefined) return undefined;
    try {
      return (await this.#files.fetch(request.seenFile)).bytes;
    } catch (error) {
      if (!(error instanceof PlatformError) || error.status !== NOT_FOUND) throw error;
      return 'UNKNOWN';
    }
  }

  async #store({ bytes, mediaType, format }: ReleasedFile): Promise<StoredFile> {
    const fileName = `证照.${format.toLowerCase()}`;
    return { fileId: await this.#files.store(bytes, fileName, mediaType), fileName };
  }

  async #post<T extends z.ZodType>(path: string, body: object, schema: T): Promise<z.output<T>> {
    return readAnswer(await this.#http.text('POST', path, JSON.stringify(body), 'application/json'), schema);
  }
}
