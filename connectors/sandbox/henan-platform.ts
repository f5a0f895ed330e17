import { XMLBuilder, XMLParser } from 'fast-xml-parser';
import {
  Desk,
  type DeskAct,
  type DeskActKind,
  type DeskCase,
  type DeskEvent,
  type DeskMaterial,
} from './desk.js';
import { deskRoute } from './desk-routes.js';
import type { PlatformOptions } from './guangdong-platform.js';
import { type HttpAnswer, type HttpRequest, type RunningHttp, serveHttp } from './http.js';
import { compactTime, localTime } from './local-time.js';
import { serialNumbers } from './serial.js';

/**
 * 河南省统一受理平台（沙箱）: XML packages with a head and numbered records, record kinds HA01 … HA12, its own short item codes. It
 * pushes nothing: what happened is fetched from an out-tray and ticked off; what others did is put into an in-tray, and
 * every record is answered with a code.
 */

const SID: Record<DeskActKind, string> = {
  file: 'HA01',
  intake: 'HA02',
  notice: 'HA03',
  correct: 'HA04',
  accept: 'HA05',
  reject: 'HA06',
  review: 'HA07',
  decide: 'HA08',
  conclude: 'HA09',
  transfer: 'HA10',
  deliver: 'HA11',
  withdraw: 'HA12',
};

const CLLB = { upload: '01', original: '02', certificate: '03', shared: '04' } as const;
const SDFS = { window: '1', courier: '2', electronic: '3' } as const;

type Node = Record<string, unknown>;

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
  isArray: (name) => ['RECORD', 'CL', 'FIELD', 'QS', 'BHG', 'YJ', 'JG'].includes(name),
});

export async function startHenanPlatform(options: PlatformOptions): Promise<RunningHttp> {
  const next = serialNumbers(options.serialFile);
  const newRef = (item: string): string => {
    const day = localTime(options.now()).slice(0, 10).replaceAll('-', '');
    return `HN${day}${item.replaceAll(/\D/g, '')}${String(next()).padStart(6, '0')}`;
  };
  const desk = new Desk(newRef, options.now);
  return serveHttp(
    options.port,
    async (request) => deskRoute(desk, request) ?? exchange(desk, options, request),
  );
}

function exchange(desk: Desk, options: PlatformOptions, request: HttpRequest): HttpAnswer | undefined {
  if (!request.path.startsWith('/ha/exchange/')) return undefined;
  if (request.headers['x-ha-licence'] !== options.token)
    return xml(answerPackage(options, [{ no: '0', code: '-50' }]), 403);
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
    ready.map((event, i) => ({
      '@no': String(i + 1),
      '@sid': SID[event.act.kind],
      ...recordOf(event, desk.get(event.ref)),
    })),
  );
}

function recordOf(event: DeskEvent, found: DeskCase): Node {
  const head = { JLBH: event.id, YWSJ: compactTime(event.at), BJBH: event.ref, XTBH: found.hubNo };
  return { ...head, ...contentOf(event.act) };
}

function contentOf(act: DeskAct): Node {
  switch (act.kind) {
    case 'file':
      return {
        SXBM: act.item,
        BLDQH: act.division,
        BLFS: act.mode === 'remote' ? '2' : '1',
        SQRLB: act.applicant.kind === 'person' ? '1' : '2',
        SQRMC: act.applicant.name,
        ZJLB: act.applicant.kind === 'person' ? '01' : '91',
        ZJHM: act.applicant.idNumber,
        LXDH: act.applicant.phone,
        BD: { FIELD: act.form.map(({ name, value }) => ({ '@name': name, '#text': value })) },
        CLS: { CL: act.materials.map(materialNode) },
      };
    case 'intake':
      return { CKMC: act.window, CKQH: '410100', SFHY: '1', YJS: { YJ: [...act.originals] } };
    case 'notice':
      return {
        TZSBH: act.noticeNo,
        QSS: { QS: [...act.missing] },
        BHGS: { BHG: act.faulty.map(({ material, reason }) => ({ CLMC: material, YY: reason })) },
        BZJZRQ: act.deadline.replaceAll('-', ''),
      };
    case 'correct':
      return { TZSBH: act.noticeNo, CLS: { CL: act.materials.map(materialNode) } };
    case 'accept':
      return { SLBH: act.number, SLWSH: act.documentNo, CNRQ: act.promised.replaceAll('-', '') };
    case 'reject':
      return { YYDM: act.code, YYMS: act.reason };
    case 'review':
    case 'conclude':
      return {};
    case 'decide':
      return { JDJG: act.granted ? '1' : '0', JDWSH: act.documentNo, JDLY: act.grounds };
    case 'transfer':
      return {
        JGS: {
          JG: act.documents.map(({ name, number, fileId }) => ({ MC: name, BH: number, WJBH: fileId })),
        },
        WLDH: act.waybill,
      };
    case 'deliver':
      return { SDFS: SDFS[act.how], WLDH: act.waybill };
    case 'withdraw':
      return { CHYY: act.reason };
  }
}

function materialNode({ name, source, fileId }: DeskMaterial): Node {
  return { CLMC: name, CLLB: CLLB[source], WJBH: fileId };
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
      const found = desk.receive(String(record.BWBH), String(record.XTBH), actOf(record));
      return { no, code: '0', ref: found.ref };
    } catch {
      return { no, code: '-41' };
    }
  });
  return xml(answerPackage(options, answers));
}

function actOf(record: Node): DeskAct {
  const text = (key: string) => String(record[key] ?? '');
  const list = (outer: string, inner: string) => (((record[outer] ?? {}) as Node)[inner] ?? []) as Node[]; // the connector's
  switch (record['@sid']) {
    case 'HA01':
      return {
        kind: 'file',
        item: text('SXBM'),
        division: text('BLDQH'),
        mode: text('BLFS') === '2' ? 'remote' : 'online',
        applicant: {
          kind: text('SQRLB') === '1' ? 'person' : 'company',
          name: text('SQRMC'),
          idNumber: text('ZJHM'),
        },
        form: list('BD', 'FIELD').map((field) => ({
          name: String(field['@name']),
          value: String(field['#text'] ?? ''),
        })),
        materials: list('CLS', 'CL').map(materialOf),
      };
    case 'HA02':
      return { kind: 'intake', window: text('CKMC'), originals: list('YJS', 'YJ').map(String) };
    case 'HA03':
      return {
        kind: 'notice',
        noticeNo: text('TZSBH'),
        missing: list('QSS', 'QS').map(String),
        faulty: list('BHGS', 'BHG').map((each) => ({ material: String(each.CLMC), reason: String(each.YY) })),
        deadline: text('BZJZRQ').replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3'),
      };
    case 'HA04':
      return { kind: 'correct', noticeNo: text('TZSBH'), materials: list('CLS', 'CL').map(materialOf) };
    case 'HA05':
      return { kind: 'accept', number: text('SLBH'), documentNo: text('SLWSH'), promised: text('CNRQ') };
    case 'HA06':
      return { kind: 'reject', code: text('YYDM'), reason: text('YYMS') };
    case 'HA07':
      return { kind: 'review' };
    case 'HA08':
      return {
        kind: 'decide',
        granted: text('JDJG') === '1',
        documentNo: text('JDWSH'),
        grounds: text('JDLY'),
      };
    case 'HA09':
      return { kind: 'conclude' };
    case 'HA10':
      return {
        kind: 'transfer',
        documents: list('JGS', 'JG').map((each) => ({
          name: String(each.MC),
          fileId: String(each.WJBH ?? ''),
        })),
        waybill: text('WLDH'),
      };
    case 'HA11':
      return {
        kind: 'deliver',
        how: text('SDFS') === '2' ? 'courier' : text('SDFS') === '3' ? 'electronic' : 'window',
      };
    case 'HA12':
      return { kind: 'withdraw', reason: text('CHYY') };
    default:
      throw new RangeError(`unknown record kind ${String(record['@sid'])}`);
  }
}

function materialOf(node: Node): DeskMaterial {
  const source = (Object.entries(CLLB).find(([, code]) => code === node.CLLB)?.[0] ??
    'upload') as keyof typeof CLLB; // its key
  const base = { name: String(node.CLMC), source };
  return node.WJBH === undefined ? base : { ...base, fileId: String(node.WJBH) };
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
