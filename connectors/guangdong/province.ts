import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import {
  type AcceptAct,
  blobRefOf,
  type ConnectorLog,
  fromLocalTime,
  type IncomingAct,
  isUnmapped,
  LocalTimeError,
  type MappingTables,
  type Outcome,
  type OutgoingFile,
  PlatformHttp,
  type Province,
} from '#connectors/kit';
import { equalBytes, utf8 } from '#crypto/primitives';
import { HubError } from '#proto/errors';
import { blobsOf, readJson, validate } from '#proto/schema';
import { type Callback, CallbackSchema } from './callback.js';
import { type CertificateCallback, CertificateCallbackSchema, OtherTypeError } from './certificate-format.js';
import { GuangdongCertificates, isWindowPath } from './certificates.js';
import { toInbound } from './to-local.js';
import { fileIdsOf, toDraft } from './to-national.js';

export const GuangdongConfigSchema = z.strictObject({
  /** The platform's base address. */
  url: z.string(),
  token: z.string(),
  /** Where the platform's callbacks come in. */
  callbackPort: z.int().min(0).max(65_535),
  /** A mapping file to use instead of the one that comes with the connector. */
  mapping: z.string().optional(),
});

export type GuangdongConfig = z.output<typeof GuangdongConfigSchema>;

const MAX_CALLBACK_BYTES = 1024 * 1024;
/** A window may show the file of a certificate. */
const MAX_WINDOW_BYTES = 32 * 1024 * 1024;

const FileAnswer = z.object({ code: z.literal(0), WJID: z.string() });
const PlainAnswer = z.object({ code: z.literal(0) });

/** 广东: callbacks come in over HTTP; a callback is answered 200 only when the act is in the journal. */
export class GuangdongProvince implements Province {
  readonly #config: GuangdongConfig;
  readonly #maps: MappingTables;
  readonly #log: ConnectorLog;
  readonly #http: PlatformHttp;
  readonly #server: Server;
  readonly certificates: GuangdongCertificates;
  #accept: AcceptAct | undefined;

  constructor(config: GuangdongConfig, maps: MappingTables, log: ConnectorLog) {
    this.#config = config;
    this.#maps = maps;
    this.#log = log;
    this.#http = new PlatformHttp(config.url, { 'x-app-token': config.token });
    // A way of their own: while certificates cannot be asked for, the breaker must not hold up cases.
    const http = new PlatformHttp(config.url, { 'x-app-token': config.token });
    this.certificates = new GuangdongCertificates(maps, (path, body) => postJson(http, path, body));
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  /** The port that callbacks come in at, once started. */
  get callbackPort(): number {
    return (this.#server.address() as AddressInfo).port; // it listens on a port
  }

  async start(accept: AcceptAct): Promise<void> {
    this.#accept = accept;
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(this.#config.callbackPort, '127.0.0.1', resolve);
    });
  }

  async deliver(act: IncomingAct): Promise<void> {
    const files = new Map<string, string>();
    for (const { sha256, mediaType, fileName } of blobsOf(act.message)) {
      const query = new URLSearchParams({ WJM: fileName, WJLX: mediaType });
      const answer = await this.#http.upload(`/openapi/files?${query}`, await act.fetchFile(sha256));
      files.set(sha256, FileAnswer.parse(JSON.parse(answer)).WJID);
    }
    const inbound = await toInbound(act, this.#maps, files);
    await this.#post('/openapi/kstb/inbound', {
      xxbh: act.messageId,
      tybh: act.caseNo,
      fsf: act.actor,
      ...inbound,
    });
  }

  async confirm(ref: string, outcome: Outcome): Promise<void> {
    const body =
      outcome.kind === 'accepted'
        ? { lsh: ref, jg: '1', tybh: outcome.caseNo, rzwz: outcome.logIndex }
        : { lsh: ref, jg: '0', ycdm: outcome.code, ycms: outcome.detail };
    await this.#post('/openapi/kstb/receipts', body);
  }

  async readFile(fileId: string): Promise<Uint8Array> {
    return (await this.#http.bytes(`/openapi/files?WJID=${encodeURIComponent(fileId)}`)).bytes;
  }

  isThere(): Promise<boolean> {
    return this.#http.isThere();
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  async #post(path: string, body: object): Promise<void> {
    PlainAnswer.parse(await postJson(this.#http, path, body));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const say = (status: number, code: number, msg: string) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ code, msg }));
    try {
      const token = utf8(String(request.headers['x-app-token']));
      if (!equalBytes(token, utf8(this.#config.token))) return void say(401, 401, '令牌无效');
      const path = request.url ?? '';
      const body = await bodyOf(request, isWindowPath(path) ? MAX_WINDOW_BYTES : MAX_CALLBACK_BYTES);
      if (body === undefined) return void say(413, 32, '报文过大');
      const json = readJson(body);
      if (!isWindowPath(path)) {
        await this.#take(readCallback(json));
        say(200, 0, '成功');
      } else {
        const told = await this.certificates.serveWindow(path, json);
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(told));
      }
    } catch (error) {
      this.#log.warn({ err: String(error) }, 'a callback was not taken');
      if (error instanceof HubError) say(400, 31, `格式错误：${error.violations[0]?.pointer}`);
      else if (error instanceof OtherTypeError) say(400, 31, '格式错误：证照类型与标识不符');
      else if (error instanceof LocalTimeError) say(400, 31, '格式错误：时间');
      // Below, the platform keeps the event and pushes it again.
      else if (isUnmapped(error)) say(503, 42, '编码未对照，待补充对照表');
      else say(503, 41, '暂不能接收');
    }
  }

  async #take(callback: Callback | CertificateCallback): Promise<void> {
    if (callback.ywlx === 'ZZBF' || callback.ywlx === 'ZZBG' || callback.ywlx === 'ZZZT') {
      return this.certificates.take(callback);
    }
    const files = new Map<string, OutgoingFile>();
    for (const fileId of fileIdsOf(callback)) {
      const { bytes, mediaType } = await this.#http.bytes(
        `/openapi/files?WJID=${encodeURIComponent(fileId)}`,
      );
      files.set(fileId, {
        fileId,
        blob: blobRefOf(bytes, mediaType, `${fileId}.${mediaType.split('/')[1] ?? 'bin'}`),
      });
    }
    await this.#accept?.({
      ref: callback.lsh,
      occurredAt: Date.parse(fromLocalTime(callback.fssj)),
      draft: await toDraft(callback, this.#maps, files),
      files: [...files.values()],
    });
  }
}

async function postJson(http: PlatformHttp, path: string, body: object): Promise<unknown> {
  return JSON.parse(await http.text('POST', path, JSON.stringify(body), 'application/json'));
}

const OfCertificate = z.object({ ywlx: z.enum(['ZZBF', 'ZZBG', 'ZZZT']) });

/** @throws HubError. */
function readCallback(json: unknown): Callback | CertificateCallback {
  const schema = OfCertificate.safeParse(json).success ? CertificateCallbackSchema : CallbackSchema;
  return validate(schema, json, 'the callback has another form');
}

/** @returns undefined when it is too large. */
async function bodyOf(request: IncomingMessage, maxBytes: number): Promise<Uint8Array | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= maxBytes) chunks.push(chunk);
  }
  return size <= maxBytes ? Buffer.concat(chunks) : undefined;
}
