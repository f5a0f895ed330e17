import type {
  CertificateAccess,
  CertificateOutcome,
  CertificateQuestion,
  CertificateReply,
  MappingTables,
  ProvinceCertificates,
  ProvinceStatusList,
} from '#connectors/kit';
import { validate } from '#proto/schema';
import {
  type CertificateCallback,
  CredentialRequestSchema,
  fromQueryAnswer,
  fromStatusLists,
  OpenRequestSchema,
  ScanRequestSchema,
  toCertificateEvent,
  toCertificateQuery,
  toCertificateReceipt,
  toCredentialAnswer,
  toCredentialRequest,
  toOpenAnswer,
  toOpenRequest,
  toScanRequest,
  toUseRequest,
  toWindowAnswer,
  WindowRequestSchema,
} from './certificate-format.js';

/** Posts to the platform. @returns its answer, as JSON. */
export type PostToPlatform = (path: string, body: object) => Promise<unknown>;

/** Where windows ask, and for what. */
export const WINDOW_PATHS = {
  '/queryCertInfo': 'DATA',
  '/verifyCertInfo': 'STATUS',
  '/getCertFile': 'FILE',
  '/checkCertInfo': 'VERIFY',
  '/openCertCode': 'OPEN',
  '/scanCertCode': 'SCAN',
  '/issueCertCredential': 'ISSUE',
} as const;

export type WindowPath = keyof typeof WINDOW_PATHS;

export function isWindowPath(path: string): path is WindowPath {
  return Object.hasOwn(WINDOW_PATHS, path);
}

/** Where the platform is asked, and for what. */
const QUESTION_PATHS: Readonly<Record<string, string>> = {
  DATA: '/openapi/zz/queryCertInfo',
  PRESENTATION: '/openapi/zz/queryCertInfo',
  FILE: '/openapi/zz/getCertFile',
  VERIFY: '/openapi/zz/checkCertInfo',
};

/** 广东's certificates: events and windows come in through the callback server, questions go out to the platform. */
export class GuangdongCertificates implements ProvinceCertificates {
  readonly offers = ['FILE', 'VERIFY'] as const;
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
    const path = QUESTION_PATHS[question.use.operation] ?? '';
    const answer = await this.#post(path, toCertificateQuery(question, this.#maps));
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
  async serveWindow(path: WindowPath, body: unknown): Promise<object> {
    const unfit = 'the request has another form';
    const operation = WINDOW_PATHS[path];
    if (operation === 'OPEN') {
      const request = toOpenRequest(validate(OpenRequestSchema, body, unfit), this.#maps);
      return toOpenAnswer(await this.#started.open(request));
    }
    if (operation === 'SCAN') {
      const request = toScanRequest(validate(ScanRequestSchema, body, unfit), this.#maps);
      return toWindowAnswer(await this.#started.scan(request), this.#maps);
    }
    if (operation === 'ISSUE') {
      const request = toCredentialRequest(validate(CredentialRequestSchema, body, unfit), this.#maps);
      return toCredentialAnswer(await this.#started.issue(request));
    }
    const request = validate(WindowRequestSchema, body, unfit);
    const result = await this.#started.use(toUseRequest(request, operation, this.#maps));
    return toWindowAnswer(result, this.#maps);
  }

  get #started(): CertificateAccess {
    if (this.#access === undefined) throw new Error('certificates were not started');
    return this.#access;
  }
}
