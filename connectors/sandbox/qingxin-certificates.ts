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
} from './certificate-desk.js';
import { hasFile, isFormat, matching } from './certificate-file.js';
import { keyOf } from './key-of.js';
import { localTime } from './local-time.js';
import type { Row } from './qingxin-format.js';
import type { QingxinOptions } from './qingxin-platform.js';
import { serialNumbers } from './serial.js';

/** Qingxin's format of electronic certificates: one wide row for each thing, several of something in one cell. */

const ISSUER = '12441803MBY900051K';
const DIVISION = '441803';
/** What a county issues; its windows ask for the others. */
const KINDS: readonly CertificateKind[] = ['property', 'licence', 'residence'];

export const EVENT_HEADER = [
  ...['业务流水号', '业务类型', '发生时间', '证照编号', '证照内序号', '证照标识', '证照类型', '颁发机构'],
  ...['管辖区划', '持证主体类别', '持证主体代码', '有效期起', '有效期止', '原证照标识', '证照状态'],
  ...['状态时间', '原因', '状态列表', '列表位置', ''],
];
export const STATUS_HEADER = ['列表编号', '列表位置', '证照状态', '状态时间'];
export const USE_HEADER = [
  ...[
    '业务流水号',
    '发生时间',
    '用证方式',
    '证照标识',
    '证照类型',
    '持证主体类别',
    '持证主体代码',
    '事项编码',
  ],
  ...['办件编号', '用证事由', '用证单位', '经办人', '授权截止', '职权编号', '字段'],
  ...['亮证码', '格式', '附件'],
];
export const REPLY_HEADER = [
  ...['问询编号', '结果', '证照标识', '证照状态', '状态时间', '说明', '内容数', '附件', '文件相符'],
  ...['颁发机构', '管辖区划', '有效期止', '状态列表', '列表位置'],
];
export const CONTENT_HEADER = ['编号', '名称', '内容', '相符'];

const TYPE: Record<CertificateKind, string> = {
  identity: '身份证',
  licence: '执照',
  driving: '驾照',
  qualification: '职称资格',
  marriage: '结婚证',
  residence: '居住证',
  property: '房产证',
};

const STATE: Record<CertificateState, string> = {
  valid: '正常',
  suspended: '暂扣',
  expired: '过期',
  cancelled: '注销',
  revoked: '吊销',
  rescinded: '撤销',
  voided: '作废',
  superseded: '已换证',
};

const EVENT = { issued: '颁发', changed: '变更', state: '状态' } as const;
const HOLDER = { person: '个人', company: '单位' } as const;

/** What this platform calls the contents of certificates; others go by their names. */
const NAME: Record<string, string> = {
  名称: '字号名称',
  住所: '经营地址',
  权利人: '产权人',
  坐落: '房屋坐落',
  统一社会信用代码: '信用代码',
};

export function qingxinRegister(options: QingxinOptions): CertificateDesk {
  const { now, serialFile } = options;
  return new CertificateDesk({
    issuer: ISSUER,
    seals: openSealOffice(options, '清远市清新区'),
    kinds: KINDS,
    now,
    nextSerial: serialNumbers(`${serialFile}.certificates`),
  });
}

/** Of all versions alike. */
export function numberOf(certificateId: string): string {
  return certificateId.split('.').slice(5, 8).join('.');
}

/** A row of a ZZ sheet. @param seq its place among those of its certificate. */
export function eventRow(event: CertificateEvent, seq: number): Row {
  const { certificate, id, at } = event;
  const head = {
    业务流水号: id,
    业务类型: EVENT[event.kind],
    发生时间: slashed(localTime(at)),
    证照编号: numberOf(certificate.id),
    证照内序号: String(seq),
    证照标识: certificate.id,
  };
  if (event.kind === 'state') {
    return { ...head, 证照状态: STATE[event.state], 状态时间: slashed(localTime(at)), 原因: event.reason };
  }
  return {
    ...head,
    证照类型: TYPE[certificate.kind],
    颁发机构: ISSUER,
    管辖区划: DIVISION,
    ...holderCells(certificate.holders),
    有效期起: slashed(certificate.from),
    ...placed(certificate),
    原证照标识: certificate.before ?? '',
  };
}

function holderCells(holders: readonly DeskHolder[]): Row {
  return {
    持证主体类别: holders.map(({ kind }) => HOLDER[kind]).join('、'),
    持证主体代码: `'${holders.map(({ code }) => code).join('、')}`,
  };
}

/** Rows of an LB sheet: whose state an event has changed. */
export function statusRows(event: CertificateEvent, register: CertificateDesk): Row[] {
  const { kind, certificate, at } = event;
  if (kind === 'issued') return [];
  const { place, state } = kind === 'changed' ? register.get(certificate.before ?? '') : certificate;
  return [
    {
      列表编号: place.list,
      列表位置: String(place.index),
      证照状态: STATE[state],
      状态时间: slashed(localTime(at)),
    },
  ];
}

const WAY = { data: '取数', status: '核验', file: '取件', verify: '比对' } as const;

/** A row of a ZY sheet. */
export function useRow({ id, at, use }: UseEvent): Row {
  const asking = {
    业务流水号: id,
    发生时间: slashed(localTime(at)),
    事项编码: use.item,
    办件编号: use.caseRef,
    用证事由: use.reason,
    用证单位: ISSUER,
    经办人: use.clerk,
    字段: use.contents.map((name) => NAME[name] ?? name).join('、'),
  };
  if (use.code !== undefined) return { ...asking, 用证方式: '亮证', 亮证码: use.code };
  return {
    ...asking,
    用证方式: WAY[use.operation],
    证照标识: use.certificateId ?? '',
    证照类型: TYPE[use.kind],
    ...holderCells([use.holder]),
    授权截止: use.duty === undefined ? slashed(localTime(at + use.minutes * 60_000)) : '',
    职权编号: use.duty ?? '',
    格式: use.format ?? '',
  };
}

/** A row of a ZM sheet. */
export function contentRow(id: string, name: string, value: string): Row {
  return { 编号: id, 名称: NAME[name] ?? name, 内容: value };
}

/** What a YZ sheet, with its ZM sheet and its file (in base64), tells the clerk. */
export function windowAnswerOf(row: Row, contents: readonly Row[], file: string | undefined): WindowAnswer {
  if (row.结果 !== '1') return { given: false, code: row.代码 ?? '', reason: row.原因 ?? '' };
  const plain = (名称 = '') => keyOf(NAME, 名称) ?? 名称;
  const compared = contents.filter(({ 相符: is }) => is);
  const names = (is: string) => compared.filter((each) => each.相符 === is).map((each) => plain(each.名称));
  return {
    given: true,
    certificateId: row.证照标识 ?? '',
    state: keyOf(STATE, row.证照状态) ?? 'voided',
    platform: row.颁证平台 ?? '',
    contents: contents
      .filter(({ 相符: is }) => !is)
      .map(({ 名称, 内容 = '' }) => ({ name: plain(名称), value: 内容 })),
    ...(row.凭证 && { credential: row.凭证 }),
    ...(file !== undefined && { file, seals: row.原件签章 ?? '' }),
    ...(compared.length > 0 && { matching: names('是'), differing: names('否') }),
    ...(row.文件相符 && { fileMatches: row.文件相符 === '是' }),
  };
}

export interface Reply {
  readonly reply: Row;
  readonly contents: readonly Row[];
  readonly file?: Uint8Array | undefined;
}

/** What this platform says to a row of a WX sheet. @param seen the rows of the ZM sheet beside it. */
export function replyTo(register: CertificateDesk, question: Row, seen: readonly Row[]): Reply {
  const 问询编号 = question.问询编号 ?? '';
  const nothing = (说明: string): Reply => ({
    reply: { 问询编号, 结果: '0', 说明, 内容数: '0' },
    contents: [],
  });
  if (!question.用证事由) return nothing('未写明用证事由');
  const found = register.find(question.证照标识 ?? '');
  if (found === undefined) return nothing('查无此证');
  const { 格式: format, 文件摘要: digest } = question;
  const file = isFormat(format) ? found.files[format] : undefined;
  if (isFormat(format) && file === undefined) return nothing('没有该格式的证照文件');
  const isValid = found.state === 'valid';
  const contents = isValid ? [...given(found, question), ...compared(found, 问询编号, seen)] : [];
  return {
    reply: {
      问询编号,
      结果: '1',
      证照标识: found.id,
      证照状态: STATE[found.state],
      状态时间: slashed(localTime(found.since)),
      内容数: String(contents.length),
      颁发机构: ISSUER,
      管辖区划: DIVISION,
      ...placed(found),
      文件相符: isValid && digest ? yesOrNo(hasFile(found, digest)) : '',
    },
    contents,
    ...(isValid && { file }),
  };
}

function given({ contents }: DeskCertificate, { 问询编号: id = '', 字段: asked = '' }: Row): Row[] {
  const names = asked.split('、');
  return contents
    .map(({ name, value }) => contentRow(id, name, value))
    .filter(({ 名称: name = '' }) => names.includes(name));
}

function compared(found: DeskCertificate, id: string, seen: readonly Row[]): Row[] {
  const plain = seen.map(({ 名称: name = '', 内容: value = '' }) => ({
    name: keyOf(NAME, name) ?? name,
    value,
  }));
  const so = matching(found, plain);
  return plain.map(({ name }) => ({ 编号: id, 名称: NAME[name] ?? name, 相符: yesOrNo(so.has(name)) }));
}

function yesOrNo(is: boolean): string {
  return is ? '是' : '否';
}

function placed({ to, place }: DeskCertificate): Row {
  return { 有效期止: slashed(to ?? '长期'), 状态列表: place.list, 列表位置: String(place.index) };
}

function slashed(time: string): string {
  return time.replaceAll('-', '/');
}
