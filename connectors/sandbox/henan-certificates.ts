import { openSealOffice } from '#connectors/sandbox/seals';
import {
  CertificateDesk,
  type CertificateKind,
  type CertificateState,
  type DeskCertificate,
  type DeskContent,
  type DeskHolder,
  type FileFormat,
  type RegisterEvent,
  type WindowAnswer,
  type WindowUse,
} from './certificate-desk.js';
import { hasFile, isFormat, matching } from './certificate-file.js';
import type { Node } from './henan-format.js';
import { keyOf } from './key-of.js';
import { compactTime } from './local-time.js';
import type { PlatformOptions } from './platform-options.js';
import { serialNumbers } from './serial.js';

/** Henan's format of electronic certificates: numbered records ZZ01 … ZZ06 in the same packages as its cases. */

export const ISSUER = '11410000MBY900027Q';
const DIVISION = '410000';

const ZZLB: Record<CertificateKind, string> = {
  identity: 'HA-Z-GA01',
  licence: 'HA-Z-SC01',
  driving: 'HA-Z-GA11',
  qualification: 'HA-Z-RS04',
  marriage: 'HA-Z-MZ01',
  residence: 'HA-Z-GA05',
  property: 'HA-Z-ZR01',
};

const ZT: Record<CertificateState, string> = {
  valid: 'YX',
  suspended: 'ZK',
  expired: 'GQ',
  cancelled: 'ZX',
  revoked: 'DX',
  rescinded: 'CX',
  voided: 'ZF',
  superseded: 'BG',
};

const CYRLB = { person: '01', company: '02' } as const;

/** What this platform calls the contents of certificates; others go by their names. */
const MC: Record<string, string> = {
  姓名: '持证人',
  名称: '企业名称',
  住所: '经营场所',
  证书编号: '管理号',
  公民身份号码: '身份证号',
  统一社会信用代码: '信用代码',
  证号: '证件号',
};

export function henanRegister(options: PlatformOptions): CertificateDesk {
  const { now, serialFile } = options;
  return new CertificateDesk({
    issuer: ISSUER,
    seals: openSealOffice(options, '河南省'),
    now,
    nextSerial: serialNumbers(`${serialFile}.certificates`),
  });
}

/** ZZ01 制发, ZZ02 换发, ZZ03 状态, ZZ04 用证申请. */
export function certificateRecord(event: RegisterEvent): Node {
  const head = { JLBH: event.id, YWSJ: compactTime(event.at) };
  if (event.kind === 'use') return { '@sid': 'ZZ04', ...head, ...useElements(event.use, event.at) };
  const { certificate } = event;
  if (event.kind === 'state') {
    const ended = { ZT: ZT[event.state], ZTSJ: compactTime(event.at), YY: event.reason };
    return { '@sid': 'ZZ03', ...head, ZZBS: certificate.id, ...ended };
  }
  const issued = {
    ZZBS: certificate.id,
    ZZLB: ZZLB[certificate.kind],
    CYRS: { CYR: certificate.holders.map(holder) },
    QSRQ: certificate.from.replaceAll('-', ''),
    ...placed(certificate),
  };
  if (event.kind === 'issued') return { '@sid': 'ZZ01', ...head, ...issued };
  return { '@sid': 'ZZ02', ...head, ...issued, YZZBS: certificate.before };
}

function useElements(use: WindowUse, at: number): Node {
  const { CYRDM, CYRLB: kind } = holder(use.holder);
  const basis =
    use.duty === undefined ? { SQJZ: compactTime(at + use.minutes * 60_000) } : { ZQBH: use.duty };
  return {
    CZ: CZ[use.operation],
    ZZBS: use.certificateId,
    ...{ ZZLB: ZZLB[use.kind], CYRDM, CYRLB: kind, SXBM: use.item, BJBH: use.caseRef },
    ...{ YZSY: use.reason, YZDW: ISSUER, JBR: use.clerk },
    ...basis,
    ...wantedOf(use),
  };
}

const CZ = { data: 'QX', status: 'HY', file: 'WJ', verify: 'BD' } as const;

function wantedOf({ operation, contents, format, seen, seenFile }: WindowUse): Node {
  if (operation === 'data') return { ZDS: namesNode(contents) };
  if (operation === 'file') return { GS: format };
  if (operation === 'status') return {};
  return {
    BDS: { BDX: seen.map(({ name, value }) => ({ MC: MC[name] ?? name, Z: value })) },
    ...(seenFile && { FJS: { FJ: [attachment('OFD', seenFile)] } }),
  };
}

export function namesNode(contents: readonly string[]): Node {
  return { ZD: contents.map((name) => MC[name] ?? name) };
}

export function contentsNode(contents: readonly DeskContent[]): Node {
  return { NR: contents.map(({ name, value }) => ({ MC: MC[name] ?? name, Z: value })) };
}

function attachment(GS: FileFormat, bytes: Uint8Array): Node {
  return { GS, BASE64: Buffer.from(bytes).toString('base64') };
}

/** ZZ05: what came of a request of a window. */
export function windowAnswerOf(record: Node): WindowAnswer {
  if (record.JGDM !== '1') return { given: false, code: String(record.YYDM), reason: String(record.YY) };
  return {
    given: true,
    certificateId: String(record.ZZBS),
    state: keyOf(ZT, record.ZT) ?? 'voided',
    platform: String(record.FZPT),
    contents: contentsOf(record).map(({ MC: name, Z }) => ({ name: keyOf(MC, name) ?? name, value: Z })),
    ...toldOf(record),
  };
}

function toldOf(record: Node): Partial<Extract<WindowAnswer, { given: true }>> {
  const file = (record.FJS as { FJ?: { BASE64: string }[] } | undefined)?.FJ?.[0]?.BASE64;
  const checked = comparisonsOf(record);
  const names = (is: string) =>
    checked.filter(({ YZ }) => YZ === is).map((each) => keyOf(MC, each.MC) ?? each.MC);
  return {
    ...(file !== undefined && { file, seals: String(record.YJQZ) }),
    ...(checked.length > 0 && { matching: names('1'), differing: names('0') }),
    ...(record.WJYZ !== undefined && { fileMatches: record.WJYZ === '1' }),
  };
}

function comparisonsOf(record: Node): { MC: string; Z: string; YZ: string }[] {
  return (record.BDS as { BDX?: { MC: string; Z: string; YZ: string }[] } | undefined)?.BDX ?? [];
}

function contentsOf(record: Node): { MC: string; Z: string }[] {
  return (record.NRS as { NR?: { MC: string; Z: string }[] } | undefined)?.NR ?? [];
}

/** ZZ06: another province asks. */
export function certificateAnswer(register: CertificateDesk, record: Node): Node {
  const found = register.find(String(record.ZZBS));
  if (!record.YZSY) return { '@no': '1', CODE: '-62', SM: '未写明用证事由' };
  if (found === undefined) return { '@no': '1', CODE: '-61', SM: '查无此证' };
  const asked = (record.ZDS as { ZD?: string[] } | undefined)?.ZD ?? [];
  const given =
    found.state === 'valid' ? found.contents.filter(({ name }) => asked.includes(MC[name] ?? name)) : [];
  const standing = {
    ZZBS: found.id,
    ...placed(found),
    ZT: ZT[found.state],
    ZTSJ: compactTime(found.since),
  };
  const { GS } = record;
  if (isFormat(GS) && found.files[GS] === undefined) {
    return { '@no': '1', CODE: '-63', SM: '没有该格式的证照文件' };
  }
  const more = found.state === 'valid' ? particulars(found, record) : {};
  return { '@no': '1', CODE: '0', ...standing, NRS: contentsNode(given), ...more };
}

function particulars(found: DeskCertificate, record: Node): Node {
  const { GS, WJZW } = record;
  const file = isFormat(GS) ? found.files[GS] : undefined;
  const seen = comparisonsOf(record).map(({ MC: name, Z }) => ({ name: keyOf(MC, name) ?? name, value: Z }));
  const so = matching(found, seen);
  return {
    ...(file && isFormat(GS) && { FJS: { FJ: [attachment(GS, file)] } }),
    BDS: { BDX: seen.map(({ name }) => ({ MC: MC[name] ?? name, YZ: so.has(name) ? '1' : '0' })) },
    ...(typeof WJZW === 'string' && WJZW !== '' && { WJYZ: hasFile(found, WJZW) ? '1' : '0' }),
  };
}

/** ZZ07: the platform's status list: what is not valid, by its place. */
export function statusListRecord(register: CertificateDesk): Node {
  const ended = register.all().filter(({ state }) => state !== 'valid');
  const places = ended.map(({ place, state }) => ({ XH: String(place.index), ZT: ZT[state] }));
  return { '@no': '1', '@sid': 'ZZ07', LBBH: register.list, WXS: { WX: places } };
}

/** Who has issued it, for where and until when, and where its state stands. */
export function placed({ to, place }: DeskCertificate): Node {
  const last = to?.replaceAll('-', '') ?? '99991231';
  return { FZJG: ISSUER, FZDQ: DIVISION, JZRQ: last, LBBH: place.list, LBXH: String(place.index) };
}

export function holder({ kind, name, code }: DeskHolder) {
  return { CYRMC: name, CYRDM: code, CYRLB: CYRLB[kind] };
}
