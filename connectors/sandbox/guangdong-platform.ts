import { setTimeout as sleep } from 'node:timers/promises';
import { Desk, type DeskAct, type DeskActKind, type DeskCase, type DeskEvent } from './desk.js';
import { deskRoute } from './desk-routes.js';
import { type HttpAnswer, type HttpRequest, json, type RunningHttp, serveHttp } from './http.js';
import { localTime } from './local-time.js';
import { serialNumbers } from './serial.js';

/**
 * 广东省一体化平台（沙箱）: JSON with pinyin keys, 31-character item codes, 43-character case numbers, its own letters for what
 * happened. It pushes what happened to a callback address and is told of others' acts by POST.
 */

export interface PlatformOptions {
  readonly port: number;
  readonly token: string;
  /** Where the platform keeps its running number. */
  readonly serialFile: string;
  readonly now: () => number;
}

export interface GuangdongOptions extends PlatformOptions {
  /** Where the connector listens. */
  readonly callbackUrl: string;
}

const YWLX: Record<DeskActKind, string> = {
  file: 'SB',
  intake: 'SJ',
  notice: 'BZTZ',
  correct: 'BZ',
  accept: 'SL',
  reject: 'BYSL',
  review: 'SC',
  decide: 'JD',
  conclude: 'BJ',
  transfer: 'ZS',
  deliver: 'SD',
  withdraw: 'CH',
};

const CLLY = { upload: '1', original: '2', certificate: '3', shared: '4' } as const;
const SDFS = { window: 'CK', courier: 'KD', electronic: 'DZ' } as const;

type Json = Record<string, unknown>;

export async function startGuangdongPlatform(options: GuangdongOptions): Promise<RunningHttp> {
  const desk = new Desk(caseNumbers(options), options.now);
  const pusher = new Pusher(desk, options);
  const server = await serveHttp(
    options.port,
    async (request) => deskRoute(desk, request) ?? exchange(desk, options, request),
  );
  desk.onEvent = () => pusher.wake();
  return {
    port: server.port,
    close: async () => {
      await pusher.close();
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

/** Pushes events to the callback address, one at a time, until each has been taken. */
class Pusher {
  readonly #desk: Desk;
  readonly #options: GuangdongOptions;
  readonly #sent = new Set<string>();
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
      const event = this.#desk.pending(1000).find(({ id }) => !this.#sent.has(id));
      if (event === undefined) return;
      if (!this.#isReady(event)) await sleep(50);
      else if (await this.#push(event)) this.#sent.add(event.id);
      else await sleep(300);
    }
  }

  /** Later events name the hub's number, which comes with the receipt of the first. */
  #isReady(event: DeskEvent): boolean {
    return event.act.kind === 'file' || this.#desk.get(event.ref).hubNo !== undefined;
  }

  async #push(event: DeskEvent): Promise<boolean> {
    const body = {
      lsh: event.id,
      fssj: localTime(event.at),
      ywlx: YWLX[event.act.kind],
      sj: toSj(event, this.#desk),
    };
    try {
      const response = await fetch(this.#options.callbackUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-app-token': this.#options.token },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(5_000),
      });
      return response.ok;
    } catch {
      return false; // the connector is away; the event stays
    }
  }
}

function toSj(event: DeskEvent, desk: Desk): Json {
  const found = desk.get(event.ref);
  const when = localTime(event.at);
  const { act } = event;
  switch (act.kind) {
    case 'file':
      return {
        SBLSH: event.ref,
        SXBM: act.item,
        BLDXZQH: act.division,
        BLMS: act.mode === 'remote' ? 'YDDSDB' : 'QCWB',
        SQSJ: when,
        SQR: {
          SQRLX: act.applicant.kind === 'person' ? '1' : '2',
          XM: act.applicant.name,
          ZJLX: act.applicant.kind === 'person' ? '10' : '20',
          ZJHM: act.applicant.idNumber,
          ...(act.applicant.phone === undefined ? {} : { LXDH: act.applicant.phone }),
        },
        BDXX: act.form.map(({ name, value }) => ({ ZDM: name, ZDZ: value })),
        CLQD: materialsOf(act.materials),
      };
    case 'intake':
      return {
        TYBH: found.hubNo,
        CKMC: act.window,
        CKXZQH: '440100',
        HYSF: '1',
        YJHY: act.originals,
        SJSJ: when,
      };
    case 'notice':
      return {
        TYBH: found.hubNo,
        TZSH: act.noticeNo,
        QSCL: act.missing,
        BHGCL: act.faulty.map(({ material, reason }) => ({ CLMC: material, YY: reason })),
        BZQX: `${act.deadline} 18:00:00`,
      };
    case 'correct':
      return { TYBH: found.hubNo, TZSH: act.noticeNo, CLQD: materialsOf(act.materials) };
    case 'accept':
      return {
        TYBH: found.hubNo,
        BJLSH: act.number,
        SLWSH: act.documentNo,
        SLSJ: when,
        CNBJRQ: act.promised,
      };
    case 'reject':
      return { TYBH: found.hubNo, YYDM: act.code, YYSM: act.reason };
    case 'review':
      return { TYBH: found.hubNo, KSSJ: when };
    case 'decide':
      return {
        TYBH: found.hubNo,
        JDJG: act.granted ? 'ZY' : 'BY',
        WSH: act.documentNo,
        JDSJ: when,
        ...(act.grounds === undefined ? {} : { LY: act.grounds }),
      };
    case 'conclude':
      return { TYBH: found.hubNo, BJSJ: when };
    case 'transfer':
      return {
        TYBH: found.hubNo,
        JGQD: act.documents.map(({ name, number, fileId }) => ({ MC: name, WSH: number, WJID: fileId })),
        WLDH: act.waybill,
      };
    case 'deliver':
      return { TYBH: found.hubNo, SDFS: SDFS[act.how], SDSJ: when, WLDH: act.waybill };
    case 'withdraw':
      return { TYBH: found.hubNo, YY: act.reason };
  }
}

function materialsOf(materials: DeskCase['materials']): Json[] {
  return materials.map(({ name, source, fileId }) => ({ CLMC: name, CLLY: CLLY[source], WJID: fileId }));
}

/** What the platform offers to the connector. */
function exchange(desk: Desk, options: PlatformOptions, request: HttpRequest): HttpAnswer | undefined {
  if (!request.path.startsWith('/openapi/')) return undefined;
  if (request.headers['x-app-token'] !== options.token) return json({ code: 401, msg: '令牌无效' }, 401);
  switch (`${request.method} ${request.path}`) {
    case 'POST /openapi/kstb/inbound':
      return inbound(desk, bodyOf(request));
    case 'POST /openapi/kstb/receipts':
      return receipt(desk, bodyOf(request));
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
  const found = desk.receive(String(body.xxbh), String(body.tybh), act);
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

function fromSj(ywlx: string, sj: Json): DeskAct {
  const text = (key: string) => String(sj[key] ?? '');
  const list = (key: string) => (sj[key] ?? []) as Json[]; // written by the connector; a sandbox trusts it
  switch (ywlx) {
    case 'SB': {
      const person = sj.SQR as Json; // as above
      return {
        kind: 'file',
        item: text('SXBM'),
        division: text('BLDXZQH'),
        mode: text('BLMS') === 'YDDSDB' ? 'remote' : 'online',
        applicant: {
          kind: person.SQRLX === '1' ? 'person' : 'company',
          name: String(person.XM),
          idNumber: String(person.ZJHM),
        },
        form: list('BDXX').map((field) => ({ name: String(field.ZDM), value: String(field.ZDZ) })),
        materials: list('CLQD').map(materialFrom),
      };
    }
    case 'SJ':
      return { kind: 'intake', window: text('CKMC'), originals: list('YJHY').map(String) };
    case 'BZTZ':
      return {
        kind: 'notice',
        noticeNo: text('TZSH'),
        missing: list('QSCL').map(String),
        faulty: list('BHGCL').map((each) => ({ material: String(each.CLMC), reason: String(each.YY) })),
        deadline: text('BZQX').slice(0, 10),
      };
    case 'BZ':
      return { kind: 'correct', noticeNo: text('TZSH'), materials: list('CLQD').map(materialFrom) };
    case 'SL':
      return { kind: 'accept', number: text('BJLSH'), documentNo: text('SLWSH'), promised: text('CNBJRQ') };
    case 'BYSL':
      return { kind: 'reject', code: text('YYDM'), reason: text('YYSM') };
    case 'SC':
      return { kind: 'review' };
    case 'JD':
      return { kind: 'decide', granted: text('JDJG') === 'ZY', documentNo: text('WSH'), grounds: text('LY') };
    case 'BJ':
      return { kind: 'conclude' };
    case 'ZS':
      return {
        kind: 'transfer',
        documents: list('JGQD').map((each) => ({ name: String(each.MC), fileId: String(each.WJID ?? '') })),
        waybill: text('WLDH'),
      };
    case 'SD':
      return {
        kind: 'deliver',
        how: text('SDFS') === 'KD' ? 'courier' : text('SDFS') === 'DZ' ? 'electronic' : 'window',
      };
    case 'CH':
      return { kind: 'withdraw', reason: text('YY') };
    default:
      throw new RangeError(`未知业务类型 ${ywlx}`);
  }
}

function materialFrom(each: Json): DeskCase['materials'][number] {
  const source = Object.entries(CLLY).find(([, code]) => code === each.CLLY)?.[0] ?? 'upload';
  const base = { name: String(each.CLMC), source: source as keyof typeof CLLY }; // a key of CLLY
  return each.WJID === undefined ? base : { ...base, fileId: String(each.WJID) };
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
