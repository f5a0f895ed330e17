import { setTimeout as sleep } from 'node:timers/promises';
import type { CertificateDesk } from './certificate-desk.js';
import { certificateRoute } from './certificate-routes.js';
import { Desk, type DeskEvent } from './desk.js';
import { deskRoute } from './desk-routes.js';
import { answerQuery, guangdongRegister, statusLists } from './guangdong-certificates.js';
import { fromSj, type Json, toSj, YWLX } from './guangdong-format.js';
import { CertificatePusher, type GuangdongOptions, postToConnector } from './guangdong-pusher.js';
import { type HttpAnswer, type HttpRequest, json, type RunningHttp, serveHttp } from './http.js';
import { localTime } from './local-time.js';
import type { PlatformOptions } from './platform-options.js';
import { serialNumbers } from './serial.js';
import { ShowingDesk } from './showing-desk.js';
import { showingRoute } from './showing-routes.js';

/**
 * 广东省一体化平台（沙箱）: JSON with pinyin keys, 31-character item codes, 43-character case numbers, its own letters for what
 * happened. It pushes what happened to a callback address and is told of others' acts by POST.
 */

const PAUSE_MS = 300;
const TIMEOUT_MS = 5_000;

export async function startGuangdongPlatform(options: GuangdongOptions): Promise<RunningHttp> {
  const desk = new Desk(caseNumbers(options), options.now);
  const register = guangdongRegister(options);
  const pusher = new Pusher(desk, options);
  const showings = new ShowingDesk(options.now);
  const certificatePusher = new CertificatePusher(register, showings, options);
  const server = await serveHttp(
    options.port,
    async (request) =>
      deskRoute(desk, request) ??
      certificateRoute(register, request) ??
      (await showingRoute(showings, register, request)) ??
      exchange({ desk, register }, options, request),
  );
  desk.onEvent = () => pusher.wake();
  register.onEvent = () => certificatePusher.wake();
  showings.onEvent = () => certificatePusher.wake();
  return {
    port: server.port,
    close: async () => {
      await pusher.close();
      await certificatePusher.close();
      await server.close();
    },
  };
}

/** 办件流水: 31 characters of the item, the day, four digits. */
function caseNumbers({ serialFile, now }: PlatformOptions): (item: string) => string {
  const next = serialNumbers(serialFile);
  return (item) =>
    `${item}${localTime(now()).slice(0, 10).replaceAll('-', '')}${String(next() % 10_000).padStart(4, '0')}`;
}

/** Pushes events to the callback address, those of a case in their order, until each has been taken or refused. */
class Pusher {
  readonly #desk: Desk;
  readonly #options: GuangdongOptions;
  readonly #sent = new Set<string>();
  readonly #restUntil = new Map<string, number>();
  #running: Promise<void> | undefined;
  #isClosed = false;

  constructor(desk: Desk, options: GuangdongOptions) {
    this.#desk = desk;
    this.#options = options;
  }

  wake(): void {
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#isClosed) {
      const open = this.#desk.pending(1000).filter(({ id }) => !this.#sent.has(id));
      if (open.length === 0) return;
      const event = open.find((each) => this.#isReady(each, open));
      if (event === undefined) await sleep(50);
      else await this.#push(event);
    }
  }

  /** Later events of a case wait for the earlier, and name the hub's number, which comes with the receipt of the first. */
  #isReady(event: DeskEvent, open: readonly DeskEvent[]): boolean {
    const isNext = open.find(({ ref }) => ref === event.ref) === event;
    const isNamed = event.act.kind === 'file' || this.#desk.get(event.ref).hubNo !== undefined;
    return isNext && isNamed && (this.#restUntil.get(event.id) ?? 0) <= this.#options.now();
  }

  async #push(event: DeskEvent): Promise<void> {
    const body = {
      lsh: event.id,
      fssj: localTime(event.at),
      ywlx: YWLX[event.act.kind],
      sj: toSj(event, this.#desk.get(event.ref).hubNo),
    };
    const { callbackUrl: url, token } = this.#options;
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const status = (await postToConnector({ url, token, body, signal }))?.status;
    if (status === 200) this.#sent.add(event.id);
    // A form that the connector cannot read will not get better; the clerk sees it.
    else if (status === 400 || status === 413) this.#desk.settle(event.id, { refusal: `回调 ${status}` });
    else this.#restUntil.set(event.id, this.#options.now() + PAUSE_MS);
  }
}

/** What the platform offers to the connector. */
function exchange(
  { desk, register }: { readonly desk: Desk; readonly register: CertificateDesk },
  options: PlatformOptions,
  request: HttpRequest,
): HttpAnswer | undefined {
  if (!request.path.startsWith('/openapi/')) return undefined;
  if (request.headers['x-app-token'] !== options.token) return json({ code: 401, msg: '令牌无效' }, 401);
  switch (`${request.method} ${request.path}`) {
    case 'POST /openapi/kstb/inbound':
      return inbound(desk, bodyOf(request));
    case 'POST /openapi/kstb/receipts':
      return receipt(desk, bodyOf(request));
    case 'POST /openapi/zz/queryCertInfo':
    case 'POST /openapi/zz/getCertFile':
    case 'POST /openapi/zz/checkCertInfo':
      return json(answerQuery(register, bodyOf(request)));
    case 'POST /openapi/zz/queryStatusLists':
      return json(statusLists(register));
    case 'POST /openapi/zz/receipts': {
      const { lsh, jg, ycdm, ycms } = bodyOf(request);
      register.settle(String(lsh), jg === '1' ? {} : { refusal: `${ycdm}: ${ycms}` });
      return json({ code: 0, msg: '成功' });
    }
    case 'POST /openapi/files':
      return json({ code: 0, WJID: desk.putFile(fileOf(request)) });
    case 'GET /openapi/files': {
      const file = desk.getFile(request.query.get('WJID') ?? '');
      return { contentType: file.mediaType, body: file.bytes };
    }
    default:
      return undefined;
  }
}

function inbound(desk: Desk, body: Json): HttpAnswer {
  const act = fromSj(String(body.ywlx), body.sj as Json);
  const found = desk.receive(String(body.xxbh), String(body.tybh), act, String(body.fsf));
  return json({ code: 0, msg: '成功', BJLSH: found.ref });
}

function receipt(desk: Desk, body: Json): HttpAnswer {
  const isAccepted = body.jg === '1';
  desk.settle(
    String(body.lsh),
    isAccepted ? { hubNo: String(body.tybh) } : { refusal: `${body.ycdm}: ${body.ycms}` },
  );
  return json({ code: 0, msg: '成功' });
}

function bodyOf(request: HttpRequest): Json {
  return JSON.parse(request.body.toString('utf8')) as Json; // written by the connector; a sandbox trusts it
}

function fileOf(request: HttpRequest) {
  const { query, body } = request;
  return {
    name: query.get('WJM') ?? '文件',
    mediaType: query.get('WJLX') ?? 'application/octet-stream',
    bytes: body,
  };
}
