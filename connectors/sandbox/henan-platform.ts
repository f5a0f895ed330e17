import { XMLBuilder, XMLParser } from 'fast-xml-parser';
import type { CertificateDesk } from './certificate-desk.js';
import { certificateRoute } from './certificate-routes.js';
import { Desk } from './desk.js';
import { deskRoute } from './desk-routes.js';
import {
  certificateAnswer,
  certificateRecord,
  henanRegister,
  statusListRecord,
  windowAnswerOf,
} from './henan-certificates.js';
import { actOf, type Node, recordOf } from './henan-format.js';
import { showingAnswerOf, showingRecord } from './henan-showings.js';
import { type HttpAnswer, type HttpRequest, type RunningHttp, serveHttp } from './http.js';
import { compactTime, localTime } from './local-time.js';
import type { PlatformOptions } from './platform-options.js';
import { serialNumbers } from './serial.js';
import { ShowingDesk } from './showing-desk.js';
import { showingRoute } from './showing-routes.js';

/**
 * 河南省统一受理平台（沙箱）: XML packages with a head and numbered records, record kinds HA01 … HA16, its own short item codes. It
 * pushes nothing: what happened is fetched from an out-tray and ticked off; what others did is put into an in-tray, and
 * every record is answered with a code.
 */

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  suppressEmptyNode: true,
});
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  isArray: (name) =>
    ['RECORD', 'CL', 'FIELD', 'QS', 'BHG', 'YJ', 'JG', 'YS', 'ZD', 'NR', 'BDX', 'FJ'].includes(name),
});

export async function startHenanPlatform(options: PlatformOptions): Promise<RunningHttp> {
  const next = serialNumbers(options.serialFile);
  const newRef = (item: string): string => {
    const day = localTime(options.now()).slice(0, 10).replaceAll('-', '');
    return `HN${day}${item.replaceAll(/\D/g, '')}${String(next()).padStart(6, '0')}`;
  };
  const desk = new Desk(newRef, options.now);
  const register = henanRegister(options);
  const showings = new ShowingDesk(options.now);
  return serveHttp(
    options.port,
    async (request) =>
      deskRoute(desk, request) ??
      certificateRoute(register, request) ??
      (await showingRoute(showings, register, request)) ??
      certificateExchange({ register, showings }, options, request) ??
      exchange(desk, options, request),
  );
}

interface Certificates {
  readonly register: CertificateDesk;
  readonly showings: ShowingDesk;
}

function certificateExchange(
  { register, showings }: Certificates,
  options: PlatformOptions,
  request: HttpRequest,
): HttpAnswer | undefined {
  if (!request.path.startsWith('/ha/zz/')) return undefined;
  if (request.headers['x-ha-licence'] !== options.token) return refused(options);
  switch (`${request.method} ${request.path}`) {
    case 'GET /ha/zz/out': {
      const max = Number(request.query.get('max') ?? 20);
      const records = [
        ...showings.pending(max).map(showingRecord),
        ...register.pending(max).map(certificateRecord),
      ];
      return xml(
        packageOf(
          options,
          records.slice(0, max).map((record, i) => ({ '@no': String(i + 1), ...record })),
        ),
      );
    }
    case 'GET /ha/zz/lists':
      return xml(packageOf(options, [statusListRecord(register)]));
    case 'POST /ha/zz/out/ticks':
      return tickCertificates({ register, showings }, options, request);
    case 'POST /ha/zz/query':
      return xml(
        packageOf(
          options,
          recordsOf(request).map((record) => certificateAnswer(register, record)),
        ),
      );
    default:
      return undefined;
  }
}

/** An event is ticked off with what the exchange says of it, a request of a window with its answer. */
function tickCertificates(
  { register, showings }: Certificates,
  options: PlatformOptions,
  request: HttpRequest,
): HttpAnswer {
  const records = recordsOf(request);
  for (const record of records) {
    const id = String(record.JLBH);
    if (record['@sid'] === 'ZZ05') {
      if (!showings.settle(id, showingAnswerOf(record)))
        register.settle(id, { answer: windowAnswerOf(record) });
    } else register.settle(id, record.JGDM === '1' ? {} : { refusal: String(record.YY) });
  }
  return xml(
    answerPackage(
      options,
      records.map((record) => ({ no: String(record['@no']), code: '0' })),
    ),
  );
}

function refused(options: PlatformOptions): HttpAnswer {
  return xml(answerPackage(options, [{ no: '0', code: '-50' }]), 403);
}

function exchange(desk: Desk, options: PlatformOptions, request: HttpRequest): HttpAnswer | undefined {
  if (!request.path.startsWith('/ha/exchange/')) return undefined;
  if (request.headers['x-ha-licence'] !== options.token) return refused(options);
  switch (`${request.method} ${request.path}`) {
    case 'GET /ha/exchange/out':
      return xml(outTray(desk, options, Number(request.query.get('max') ?? 20)));
    case 'POST /ha/exchange/out/ticks':
      return tick(desk, options, request);
    case 'POST /ha/exchange/in':
      return inTray(desk, options, request);
    case 'POST /ha/exchange/files': {
      const { query, body } = request;
      const file = {
        name: query.get('wjm') ?? '文件',
        mediaType: query.get('lx') ?? 'application/octet-stream',
        bytes: body,
      };
      return xml(packageOf(options, [{ '@no': '1', WJBH: desk.putFile(file) }]));
    }
    case 'GET /ha/exchange/files': {
      const file = desk.getFile(request.query.get('wjbh') ?? '');
      return { contentType: file.mediaType, body: file.bytes };
    }
    default:
      return undefined;
  }
}

function outTray(desk: Desk, options: PlatformOptions, max: number): Node {
  const ready = desk
    .pending(max)
    .filter(({ act, ref }) => act.kind === 'file' || desk.get(ref).hubNo !== undefined);
  return packageOf(
    options,
    ready.map((event, i) => ({ '@no': String(i + 1), ...recordOf(event, desk.get(event.ref).hubNo) })),
  );
}

/** The connector ticks off what the hub has answered for. */
function tick(desk: Desk, options: PlatformOptions, request: HttpRequest): HttpAnswer {
  const records = recordsOf(request);
  for (const record of records) {
    const isAccepted = record.JGDM === '1';
    desk.settle(
      String(record.JLBH),
      isAccepted ? { hubNo: String(record.XTBH) } : { refusal: String(record.YY) },
    );
  }
  return xml(
    answerPackage(
      options,
      records.map((record) => ({ no: String(record['@no']), code: '0' })),
    ),
  );
}

function inTray(desk: Desk, options: PlatformOptions, request: HttpRequest): HttpAnswer {
  const answers = recordsOf(request).map((record) => {
    const no = String(record['@no']);
    try {
      const found = desk.receive(
        String(record.BWBH),
        String(record.XTBH),
        actOf(record),
        String(record.FSDW_DM),
      );
      return { no, code: '0', ref: found.ref };
    } catch {
      return { no, code: '-41' };
    }
  });
  return xml(answerPackage(options, answers));
}

function recordsOf(request: HttpRequest): Node[] {
  const parsed = parser.parse(request.body.toString('utf8')) as { PACKAGE?: { DATA?: { RECORD?: Node[] } } }; // the connector's
  return parsed.PACKAGE?.DATA?.RECORD ?? [];
}

function answerPackage(
  options: PlatformOptions,
  answers: readonly { no: string; code: string; ref?: string }[],
): Node {
  return packageOf(
    options,
    answers.map(({ no, code, ref }) => ({ '@no': no, CODE: code, BJBH: ref })),
  );
}

function packageOf(options: PlatformOptions, records: readonly Node[]): Node {
  const head = {
    BBH: '1.0',
    FSDW_DM: '410000',
    FSDW_MC: '河南省统一受理平台',
    FSSJ: compactTime(options.now()),
  };
  return { PACKAGE: { PACKAGEHEAD: head, DATA: { RECORD: [...records] } } };
}

function xml(tree: Node, status = 200): HttpAnswer {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build(tree)}`;
  return { status, contentType: 'application/xml; charset=utf-8', body };
}
