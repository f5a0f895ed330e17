import { openSealOffice } from '#connectors/sandbox/seals';
import {
  CertificateDesk,
  type CertificateEvent,
  type CertificateKind,
  type CertificateState,
  type DeskCertificate,
  type DeskHolder,
  type UseEvent,
  type WindowAnswer,
  type WindowUse,
} from './certificate-desk.js';
import { hasFile, isFormat, matching } from './certificate-file.js';
import type { Json } from './guangdong-format.js';
import { keyOf } from './key-of.js';
import { localTime } from './local-time.js';
import type { PlatformOptions } from './platform-options.js';
import { serialNumbers } from './serial.js';

/** Guangdong's format of electronic certificates: events in the manner of its cases, questions with `head` and `data`. */

export const ISSUER = '11440000MBY900019A';
const DIVISION = '440000';

const ZZLX: Record<CertificateKind, string> = {
  identity: 'GD-A01',
  licence: 'GD-B01',
  driving: 'GD-A11',
  qualification: 'GD-C07',
  marriage: 'GD-D01',
  residence: 'GD-A05',
  property: 'GD-E01',
};

const ZZZT: Record<CertificateState, string> = {
  valid: '1',
  suspended: '2',
  expired: '3',
  cancelled: '4',
  revoked: '5',
  rescinded: '6',
  voided: '7',
  superseded: '8',
};

const CZZTLX = { person: 'GR', company: 'FR' } as const;

/** What this platform calls the contents of certificates; others go by their names. */
export const ZDM: Record<string, string> = {
  姓名: 'XM',
  名称: 'MC',
  住所: 'ZS',
  证书名称: 'ZSMC',
  证书编号: 'ZSBH',
  准驾车型: 'ZJCX',
};

export function guangdongRegister(options: PlatformOptions): CertificateDesk {
  const { now, serialFile } = options;
  return new CertificateDesk({
    issuer: ISSUER,
    seals: openSealOffice(options, '广东省'),
    now,
    nextSerial: serialNumbers(`${serialFile}.certificates`),
  });
}

/** An event as it is pushed. */
export function toCallback(event: CertificateEvent): Json {
  const { certificate } = event;
  const envelope = { lsh: event.id, fssj: localTime(event.at) };
  if (event.kind === 'state') {
    const sj = { ZZBS: certificate.id, ZZZT: ZZZT[event.state], ZTSJ: localTime(event.at), YY: event.reason };
    return { ...envelope, ywlx: 'ZZZT', sj };
  }
  const sj = {
    ZZBS: certificate.id,
    ZZLX: ZZLX[certificate.kind],
    BFJG: ISSUER,
    GXQH: DIVISION,
    CZZT: certificate.holders.map(holder),
    YXQQ: certificate.from,
    YXQZ: certificate.to ?? '长期',
    ZTLB: place(certificate),
  };
  if (event.kind === 'issued') return { ...envelope, ywlx: 'ZZBF', sj };
  return { ...envelope, ywlx: 'ZZBG', sj: { ...sj, GLZZBS: certificate.before } };
}

/** A window's request, and where it is posted. */
export function toWindowRequest({ id, at, use }: UseEvent): { readonly path: string; readonly body: Json } {
  const { CZZTDM, CZZTLX } = holder(use.holder);
  const basis =
    use.duty === undefined
      ? { YZFS: '1', SQYXQ: localTime(at + use.minutes * 60_000) }
      : { YZFS: '2', ZQBH: use.duty };
  const data = {
    ...{ ZZLX: ZZLX[use.kind], CZZTDM, CZZTLX, SXBM: use.item, BLLSH: use.caseRef },
    ...{ useCause: use.reason, YZDW: ISSUER, JBR: use.clerk },
    ...basis,
    ...(use.certificateId === undefined ? {} : { ZZBS: use.certificateId }),
    ...wantedOf(use),
  };
  const head = { accessId: 'GDYTH', requestId: id, requestTime: localTime(at) };
  return { path: PATHS[use.operation], body: { head, data } };
}

const PATHS = {
  data: 'queryCertInfo',
  status: 'verifyCertInfo',
  file: 'getCertFile',
  verify: 'checkCertInfo',
} as const;

function wantedOf({ operation, contents, format, seen, seenFile }: WindowUse): Json {
  if (operation === 'data') return { ZMZD: contents.map((name) => ZDM[name] ?? name) };
  if (operation === 'file') return { WJGS: format };
  if (operation === 'status') return {};
  return {
    HYXX: seen.map(({ name, value }) => ({ ZDM: ZDM[name] ?? name, ZDZ: value })),
    ...(seenFile && { WJNR: Buffer.from(seenFile).toString('base64') }),
  };
}

/** @returns what the clerk sees. */
export function fromWindowAnswer(body: Json): WindowAnswer {
  const head = body.head as Json;
  if (head.status !== '0') return { given: false, code: String(head.code), reason: String(head.message) };
  const data = body.data as Json;
  return {
    given: true,
    certificateId: String(data.ZZBS),
    state: keyOf(ZZZT, data.ZZZT) ?? 'voided',
    platform: String(data.YZPT),
    contents: ((data.ZMXX ?? []) as { ZDM: string; ZDZ: string }[]).map((each) => ({
      name: keyOf(ZDM, each.ZDM) ?? each.ZDM,
      value: each.ZDZ,
    })),
    ...toldOf(data),
  };
}

function toldOf({ WJ, HYJG, WJYZ }: Json): Partial<Extract<WindowAnswer, { given: true }>> {
  const { WJNR: file, YJQZ: seals } = (WJ ?? {}) as { WJNR?: string; YJQZ?: string };
  const checked = (HYJG ?? []) as { ZDM: string; SFYZ: string }[];
  const names = (is: string) =>
    checked.filter(({ SFYZ }) => SFYZ === is).map((each) => keyOf(ZDM, each.ZDM) ?? each.ZDM);
  return {
    ...(file !== undefined && { file }),
    ...(seals !== undefined && { seals }),
    ...(HYJG !== undefined && { matching: names('1'), differing: names('0') }),
    ...(WJYZ !== undefined && { fileMatches: WJYZ === '1' }),
  };
}

/** What the platform says to another province's question. */
export function answerQuery(register: CertificateDesk, body: Json): Json {
  const { ZZBS, useCause, ...asked } = body.data as { ZZBS: string; useCause?: string } & Asked;
  if (!useCause) return { head: { status: '99', message: '缺少用证事由' } };
  const found = register.find(ZZBS);
  if (found === undefined) return { head: { status: '99', message: '查无此证照' } };
  const { WJGS } = asked;
  if (isFormat(WJGS) && found.files[WJGS] === undefined) {
    return { head: { status: '99', message: '没有该格式的证照文件' } };
  }
  return { head: { status: '0', message: '成功' }, data: standing(found, asked) };
}

/** Fields, a file, or a comparison. */
interface Asked {
  readonly ZMZD?: readonly string[];
  readonly WJGS?: string;
  readonly HYXX?: readonly { readonly ZDM: string; readonly ZDZ: string }[];
  readonly WJZW?: string;
}

export function standing(found: DeskCertificate, asked: Asked): Json {
  const contents = found.contents.map(({ name, value }) => ({ ZDM: ZDM[name] ?? name, ZDZ: value }));
  return {
    ZZBS: found.id,
    ZZZT: ZZZT[found.state],
    ZTSJ: localTime(found.since),
    ZMXX: found.state === 'valid' ? contents.filter((each) => asked.ZMZD?.includes(each.ZDM)) : [],
    BFJG: ISSUER,
    GXQH: DIVISION,
    YXQZ: found.to ?? '长期',
    ZTLB: place(found),
    ...(found.state === 'valid' && particulars(found, asked)),
  };
}

function particulars(found: DeskCertificate, { WJGS, HYXX, WJZW }: Asked): Json {
  const file = isFormat(WJGS) ? found.files[WJGS] : undefined;
  const seen = (HYXX ?? []).map(({ ZDM: code, ZDZ }) => ({ name: keyOf(ZDM, code) ?? code, value: ZDZ }));
  const so = matching(found, seen);
  return {
    ...(file && { WJNR: Buffer.from(file).toString('base64') }),
    ...(HYXX && {
      HYJG: seen.map(({ name }) => ({ ZDM: ZDM[name] ?? name, SFYZ: so.has(name) ? '1' : '0' })),
    }),
    ...(WJZW !== undefined && { WJYZ: hasFile(found, WJZW) ? '1' : '0' }),
  };
}

/** The platform's status list: what is not valid, by its place. */
export function statusLists(register: CertificateDesk): Json {
  const ended = register.all().filter(({ state }) => state !== 'valid');
  const ZT = ended.map(({ place: { index }, state }) => ({ XH: index, ZZZT: ZZZT[state] }));
  return { head: { status: '0', message: '成功' }, data: { LB: [{ LBBH: register.list, ZT }] } };
}

function place({ place: { list, index } }: DeskCertificate): Json {
  return { LBBH: list, XH: index };
}

export function holder({ kind, name, code }: DeskHolder): { CZZTMC: string; CZZTDM: string; CZZTLX: string } {
  return { CZZTMC: name, CZZTDM: code, CZZTLX: CZZTLX[kind] };
}
