import {
  type CertificateEvent,
  type CertificateOutcome,
  type CertificateQuestion,
  type CertificateReply,
  type CredentialFacts,
  defined,
  isUnmapped,
  localDay,
  MappingGapError,
  type MappingReading,
  type MappingTables,
  type ScanRequest,
  type StatusPlace,
  type UseRequest,
  type UseResult,
} from '#connectors/kit';
import { HubError } from '#proto/errors';
import { CERTIFICATE_MESSAGES, validate } from '#proto/schema';
import {
  answeredOf,
  askedOf,
  type Content,
  contentRows,
  toldOf,
  WAYS,
  wantedOf,
} from './certificate-file-format.js';
import type {
  CertificateColumn,
  QUESTION_COLUMNS,
  RECEIPT_COLUMNS,
  REPLY_COLUMNS,
  USE_ANSWER_COLUMNS,
  UseColumn,
  Values,
} from './columns.js';
import { QingxinRowError, ReplyError } from './errors.js';
import { FieldReader } from './field-reader.js';
import { legible } from './gb18030.js';
import { VOID } from './kinds.js';
import { digestOf, MAX_NAME, SEQ } from './read-act.js';
import { fromSlashDay, fromSlashTime, toSlashTime } from './times.js';
import type { NumberedAct } from './waiting-room.js';
import type { UseRow } from './window-requests.js';

/** Electronic certificates as Qingxin writes them: one row for each thing, several of something in one cell with 、 between. */

const SEVERAL = '、';
const FOREVER = '长期';
/** What a holder shows: the way in which a window asks for it, and the basis that others ask by. */
const SHOWN = '亮证';

/** The columns that hold codes, by the tables that they are looked up in. */
const COLUMNS: Readonly<Record<string, string>> = {
  certificateTypes: '证照类型',
  certificateStates: '证照状态',
  certificateHolders: '持证主体类别',
  certificateFields: '字段',
  items: '事项编码',
};

export type CertificateRow = Values<CertificateColumn>;

/**
 * An event of a certificate with its place among those of all its versions; as it came while the mapping does not have all of it.
 * @throws QingxinRowError with everything that is wrong with it.
 */
export async function readCertificate(
  fields: CertificateRow,
  maps: MappingTables,
): Promise<NumberedAct<CertificateEvent, CertificateRow>> {
  const reader = new FieldReader();
  const ref = reader.required(fields, '业务流水号');
  const caseRef = reader.required(fields, '证照编号');
  const seq = reader.required(fields, '证照内序号');
  if (ref.length > MAX_NAME || caseRef.length > MAX_NAME) reader.fault('业务流水号或证照编号过长');
  if (seq !== '' && !SEQ.test(seq)) reader.fault('证照内序号 应为从 1 起的整数');
  const place = { caseRef, seq: Number(seq), digest: digestOf({ fields, details: [] }, new Map()) };
  const when = reader.time(fields, '发生时间');
  if (fields.业务类型 === VOID) {
    reader.check([]);
    return { ...place, act: undefined };
  }
  const draft = draftOf(fields, reader);
  reader.check([]); // what is missing is told before any gap
  try {
    const event = { ref, occurredAt: Date.parse(when), draft: draft(maps.on(localDay(when))) };
    check(event);
    return { ...place, act: event };
  } catch (error) {
    if (!isUnmapped(error)) throw error;
    return { ...place, rows: fields, files: [], reason: gapOf(error, maps.platform) };
  }
}

type DraftOn = (on: MappingReading) => CertificateEvent['draft'];

function draftOf(fields: CertificateRow, reader: FieldReader): DraftOn {
  const kind = reader.required(fields, '业务类型');
  if (kind === '状态') return stateOf(fields, reader);
  const isNew = kind === '颁发';
  if (!isNew && kind !== '变更') reader.fault(`业务类型 ${kind} 未知`);
  const body = issued(fields, reader);
  const supersedes = isNew ? '' : reader.required(fields, '原证照标识');
  return (on) =>
    isNew
      ? { type: 'CertificateIssued', body: body(on) }
      : { type: 'CertificateChanged', body: { ...body(on), supersedes } };
}

function stateOf(fields: CertificateRow, reader: FieldReader): DraftOn {
  const certificateId = reader.required(fields, '证照标识');
  const state = reader.required(fields, '证照状态');
  const since = reader.time(fields, '状态时间');
  const { 原因: reason } = fields;
  return (on) => ({
    type: 'CertificateStateChanged',
    body: {
      certificateId,
      state: on.table('certificateStates').toNational(state) as 'VALID', // validated with the whole body
      since,
      ...defined({ reason }),
    },
  });
}

function issued(fields: CertificateRow, reader: FieldReader) {
  const certificateId = reader.required(fields, '证照标识');
  const type = reader.required(fields, '证照类型');
  const codes = reader.required(fields, '持证主体代码').split(SEVERAL);
  const kinds = reader.required(fields, '持证主体类别').split(SEVERAL);
  if (codes.length !== kinds.length)
    reader.fault(`持证主体类别有 ${kinds.length} 个，代码有 ${codes.length} 个`);
  const validFrom = reader.day(fields, '有效期起') ?? '';
  if (validFrom === '') reader.required(fields, '有效期起');
  const last = reader.required(fields, '有效期止');
  const validTo = last === FOREVER ? undefined : reader.day(fields, '有效期止');
  const issuer = reader.required(fields, '颁发机构');
  const divisionCode = reader.required(fields, '管辖区划');
  const status = placeOf(fields);
  return (on: MappingReading) => {
    const typeCode = on.table('certificateTypes').toNational(type);
    if (!certificateId.includes(`.${typeCode}.`)) throw new QingxinRowError(['证照类型 与证照标识不符']);
    const holders = codes.map((code, i) => holderOn(code, kinds[i] ?? '', on));
    return { certificateId, issuer, divisionCode, holders, validFrom, ...defined({ validTo, status }) };
  };
}

function placeOf({
  状态列表: list,
  列表位置: index,
}: {
  readonly 状态列表?: string;
  readonly 列表位置?: string;
}): StatusPlace | undefined {
  return list === undefined ? undefined : { list, index: Number(index) }; // validated with the whole body
}

function holderOn(code: string, kind: string, on: MappingReading) {
  return { codeType: on.table('certificateHolders').toNational(kind), code };
}

/** As the hub will. @throws QingxinRowError. */
function check({ draft: { type, body } }: CertificateEvent): void {
  try {
    validate(CERTIFICATE_MESSAGES[type], body, 'the row does not make a report');
  } catch (error) {
    if (!(error instanceof HubError)) throw error;
    throw new QingxinRowError(error.violations.map(({ pointer, message }) => `${pointer}: ${message}`));
  }
}

/** What a row waits for, or why a window is told nothing. */
export function gapOf(error: Error, platform: string): string {
  if (!(error instanceof MappingGapError)) return `对照表无法使用 · ${error.message}`;
  const table = error.table.slice(platform.length + 1);
  return `${COLUMNS[table] ?? table} ${error.code} 没有对照 · ${error.message}`;
}

/** The receipt of an event. */
export function receiptOf(
  ref: string,
  outcome: CertificateOutcome,
): Values<(typeof RECEIPT_COLUMNS)[number]> {
  return outcome.kind === 'accepted'
    ? { 业务流水号: ref, 结果: '1', 日志位置: String(outcome.logIndex) }
    : { 业务流水号: ref, 结果: '0', 代码: outcome.code, 原因: legible(outcome.detail) };
}

/**
 * 用证. @param seenFile what lies on the counter.
 * @throws QingxinRowError with everything that is wrong; MappingGapError when nothing else is.
 */
export function toWindowRequest(
  { fields, seen }: UseRow,
  seenFile: Uint8Array | undefined,
  maps: MappingTables,
): UseRequest | ScanRequest {
  const reader = new FieldReader();
  const required = (column: UseColumn) => reader.required(fields, column);
  const when = reader.time(fields, '发生时间');
  const plain = {
    ref: required('业务流水号'),
    organisation: required('用证单位'),
    clerk: required('经办人'),
  };
  const item = required('事项编码');
  const purpose = { caseRef: required('办件编号'), reason: required('用证事由') };
  const wish = fields.用证方式 === SHOWN ? { code: required('亮证码') } : namedIn(fields, seen, reader);
  if (plain.ref.length > MAX_NAME) reader.fault('业务流水号过长');
  reader.check([]);
  const on = maps.on(localDay(when));
  const names = fields.字段?.split(SEVERAL) ?? [];
  return {
    ...plain,
    occurredAt: Date.parse(when),
    purpose: { basicCode: on.table('items').toNational(item), ...purpose },
    fields: names.map((each) => on.table('certificateFields').toNational(each)),
    ...('code' in wish ? wish : { ...wish(on), ...defined({ seenFile }) }),
  };
}

type Named = Pick<UseRequest, 'operation' | 'certificateId' | 'basis' | 'holder' | 'typeCode'>;

function namedIn(
  fields: UseRow['fields'],
  seen: readonly Content[],
  reader: FieldReader,
): (on: MappingReading) => Named & ReturnType<ReturnType<typeof wantedOf>> {
  const plain = {
    operation: operationOf(reader.required(fields, '用证方式'), reader),
    certificateId: fields.证照标识,
    basis: windowBasisOf(fields, reader),
  };
  const code = reader.required(fields, '持证主体代码');
  const kind = reader.required(fields, '持证主体类别');
  const type = reader.required(fields, '证照类型');
  const wanted = wantedOf(fields, seen, reader);
  return (on) => ({
    ...plain,
    holder: holderOn(code, kind, on),
    typeCode: on.table('certificateTypes').toNational(type),
    ...wanted(on),
  });
}

function operationOf(text: string, reader: FieldReader): UseRequest['operation'] {
  const known = Object.entries(WAYS).find(([way]) => way === text);
  if (known === undefined) reader.fault(`用证方式 应为 ${[...Object.keys(WAYS), SHOWN].join('、')} 之一`);
  return known?.[1] ?? 'DATA';
}

function windowBasisOf(fields: UseRow['fields'], reader: FieldReader): UseRequest['basis'] {
  const { 职权编号: duty } = fields;
  if (duty !== undefined) return { kind: 'DUTY', duty };
  return { kind: 'CONSENT', expiresAt: reader.time(fields, '授权截止') };
}

/** What the window is told: one row, and one for each content. @param attachment its copy of a file. @throws MappingGapError. */
export function toUseAnswer(
  ref: string,
  result: UseResult,
  attachment: string,
  maps: MappingTables,
): { readonly answer: Values<(typeof USE_ANSWER_COLUMNS)[number]>; readonly contents: readonly Content[] } {
  if (result.kind === 'refused') {
    const why = { 代码: result.code, 原因: legible(result.detail) };
    return { answer: { 业务流水号: ref, 结果: '0', ...why, 内容数: '0' }, contents: [] };
  }
  const { certificate, useId, credential, conditions } = result;
  const contents = contentRows(ref, result, maps);
  return {
    answer: {
      业务流水号: ref,
      结果: '1',
      用证编号: useId,
      证照标识: certificate.certificateId,
      证照状态: maps.table('certificateStates').toLocal(certificate.state),
      状态时间: toSlashTime(certificate.stateSince),
      颁证平台: certificate.platform,
      互认条件: conditions.join(SEVERAL),
      内容数: String(contents.length),
      ...defined({ 凭证: credential }),
      ...toldOf(result, attachment),
    },
    contents,
  };
}

/** 问询: another platform's question. The item is named nationally: it need not exist here. @throws MappingGapError. */
export function toQuestion(
  id: string,
  question: CertificateQuestion,
  maps: MappingTables,
): Values<(typeof QUESTION_COLUMNS)[number]> {
  const { requester, certificateId, use } = question;
  const { purpose, organisation, clerk } = use;
  const { basis, no } = basisOf(question);
  return {
    问询编号: id,
    证照标识: certificateId,
    用证平台: requester,
    用证单位: organisation,
    经办人: clerk,
    用证依据: basis,
    ...askedOf(question, maps),
    ...defined({
      事项基本编码: purpose?.basicCode,
      办件编号: purpose?.caseRef,
      用证事由: purpose?.reason,
      依据编号: no,
    }),
  };
}

function basisOf({ use: { consentId, duty }, presentation }: CertificateQuestion) {
  if (presentation !== undefined) return { basis: SHOWN, no: presentation.id };
  return consentId === undefined ? { basis: '职权', no: duty } : { basis: '授权', no: consentId };
}

/** 答复, with the contents that go with it. */
export interface LocalReply {
  readonly fields: Values<(typeof REPLY_COLUMNS)[number]>;
  readonly contents: readonly Content[];
  /** 附件, with FILE. */
  readonly file?: Uint8Array | undefined;
}

/** What the platform said. @throws ReplyError when it is no answer to this question; MappingGapError, LocalTimeError. */
export function fromReply(
  { fields, contents, file: original }: LocalReply,
  certificateId: string,
  maps: MappingTables,
): CertificateReply {
  const { 结果: result, 说明: reason, 证照标识: id, 证照状态: state = '', 状态时间: since = '' } = fields;
  if (result === '0' && reason !== undefined) return { kind: 'refused', reason };
  if (result !== '1') throw new ReplyError(`结果 is ${result}`);
  if (id !== certificateId) throw new ReplyError('证照标识 is another certificate');
  if (fields.内容数 !== String(contents.length))
    throw new ReplyError(`${contents.length} contents are there`);
  return {
    kind: 'standing',
    state: maps.table('certificateStates').toNational(state) as 'VALID', // validated with the answer before it is signed
    since: fromSlashTime(since),
    ...answeredOf(fields, contents, maps),
    ...defined({ original, credential: factsOf(fields) }),
  };
}

/** What a credential says besides; a platform that has none made leaves 颁发机构 empty. */
function factsOf(fields: LocalReply['fields']): CredentialFacts | undefined {
  const { 颁发机构: issuer, 管辖区划: place, 有效期止: last = FOREVER } = fields;
  if (issuer === undefined || place === undefined) return undefined;
  const validTo = last === FOREVER ? undefined : fromSlashDay(last);
  return { issuer, place, validTo, status: placeOf(fields) };
}
