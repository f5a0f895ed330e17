import type {
  CertificateAccess,
  CertificateOutcome,
  CertificateQuestion,
  CertificateReply,
  MappingTables,
  ProvinceCertificates,
  ProvinceStatusList,
  UseRequest,
} from '#connectors/kit';
import { validate } from '#proto/schema';
import {
  type CertificateCallback,
  fromQueryAnswer,
  fromStatusLists,
  toCertificateEvent,
  toCertificateQuery,
  toCertificateReceipt,
  toUseRequest,
  toWindowAnswer,
  WindowRequestSchema,
} from './certificate-format.js';

/** Posts to the platform. @returns its answer, as JSON. */
export type PostToPlatform = (path: string, body: object) => Promise<unknown>;

/** Where windows ask, and for what. */
export const WINDOW_PATHS: Readonly<Record<string, UseRequest['operation']>> = {
  '/queryCertInfo': 'DATA',
  '/verifyCertInfo': 'STATUS',
};

/** 广东's certificates: events and windows come in through the callback server, questions go out to the platform. */
export class GuangdongCertificates implements ProvinceCertificates {
  readonly #maps: MappingTables;
  readonly #post: PostToPlatform;
  #access: CertificateAccess | undefined;

  constructor(maps: MappingTables, post: PostToPlatform) {
    this.#maps = maps;
    this.#post = post;
  }

  async start(access: CertificateAccess): Promise<void> {
    this.#access = access;
  }

  async answer(question: CertificateQuestion): Promise<CertificateReply> {
    const answer = await this.#post('/openapi/zz/queryCertInfo', toCertificateQuery(question, this.#maps));
    return fromQueryAnswer(answer, question.certificateId, this.#maps);
  }

  async statusLists(): Promise<readonly ProvinceStatusList[]> {
    return fromStatusLists(await this.#post('/openapi/zz/queryStatusLists', {}), this.#maps);
  }

  async confirm(ref: string, outcome: CertificateOutcome): Promise<void> {
    await this.#post('/openapi/zz/receipts', toCertificateReceipt(ref, outcome));
  }

  /** Once this resolves the event is in the journal. */
  async take(callback: CertificateCallback): Promise<void> {
    await this.#started.report(toCertificateEvent(callback, this.#maps));
  }

  /** @returns what the window is told. @throws HubError for a request that cannot be read. */
  async serveWindow(operation: UseRequest['operation'], body: unknown): Promise<object> {
    const request = validate(WindowRequestSchema, body, 'the request has another form');
    const result = await this.#started.use(toUseRequest(request, operation, this.#maps));
    return toWindowAnswer(result, this.#maps);
  }

  get #started(): CertificateAccess {
    if (this.#access === undefined) throw new Error('certificates were not started');
    return this.#access;
  }
}
