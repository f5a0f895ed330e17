import {
  certificateNote,
  defined,
  type IncomingAct,
  isFormed,
  localWording,
  type MappingTables,
  toOtherAct,
  type Wording,
} from '#connectors/kit';
import type { BlobRef, MaterialBody, PersonalBody } from '#proto/schema';
import type { ActColumn, DetailColumn, Values } from './columns.js';
import { toOther } from './other.js';
import { toSlashDay, toSlashTime } from './times.js';
import type { ActRows } from './to-national.js';

/** Names of the files that an act names, beside its rows, by SHA-256. */
export type StoredFiles = ReadonlyMap<string, string>;

type Fields = { [C in ActColumn]?: string | undefined };
type Detail = { [C in DetailColumn]?: string | undefined };

interface Content {
  readonly kind: string;
  /** When it happened; of what has no time of its own, when the hub took it. */
  readonly at?: string;
  readonly fields?: Fields;
  readonly details?: readonly Detail[];
}

type LocalWording = Wording<'TO_LOCAL'>;

/** An act as rows for the platform, by the mapping of its day. @throws MappingGapError, ExpressionError. */
export async function toRows(act: IncomingAct, maps: MappingTables, files: StoredFiles): Promise<ActRows> {
  const words = localWording(act, maps);
  const content = words.complete(await contentOf(act, words, files));
  const { kind, at = act.recordedAt, fields = {}, details = [] } = content;
  const ref = act.messageId;
  return {
    fields: {
      业务流水号: ref,
      业务类型: kind,
      发生时间: toSlashTime(at),
      统一编号: act.caseNo,
      办件内序号: String(act.eventSeq),
      明细数: String(details.length),
      发送方: act.actor,
      ...values(fields),
    },
    details: details.map((detail, i) => ({ 业务流水号: ref, 序号: String(i + 1), ...values(detail) })),
  };
}

async function contentOf(act: IncomingAct, words: LocalWording, files: StoredFiles): Promise<Content> {
  const { message } = act;
  if (!isFormed(message)) {
    const details = toOther(await words.general(toOtherAct(message)), (blob) =>
      values(attached(blob, files)),
    );
    return { kind: '其他', details };
  }
  switch (message.type) {
    case 'SubmitCase': {
      const { body } = message;
      const { fields, details } = await personal(body.personal.open, words);
      return {
        kind: '申报',
        at: body.appliedAt,
        fields: {
          对方办件编号: body.caseRef,
          事项编码: await words.code('items', act.basicCode),
          目录版本: body.catalogueVersion,
          办理区划: body.divisionCode,
          办理方式: await words.code('modes', body.mode),
          收件区划: body.intakeDivision,
          主办统一编号: body.leadCaseNo,
          ...fields,
        },
        details: [...(await materials(body.materials, words, files)), ...details],
      };
    }
    case 'IntakeRecorded': {
      const { window, identityChecked, originalsChecked, recordedAt } = message.body;
      return {
        kind: '收件',
        at: recordedAt,
        fields: {
          窗口名称: window?.orgName,
          窗口区划: window?.divisionCode,
          窗口号: window?.windowNo,
          身份核验: identityChecked ? '是' : '否',
        },
        details: originalsChecked.map((name) => ({ 类别: '原件', 名称: name })),
      };
    }
    case 'CorrectionNotice': {
      const { noticeNo, missing, faulty, deadline } = message.body;
      return {
        kind: '补正告知',
        fields: { 文书号: noticeNo, 补正期限: toSlashTime(deadline) },
        details: [
          ...missing.map((name) => ({ 类别: '缺件', 名称: name })),
          ...faulty.map(({ material, reason }) => ({ 类别: '不合格', 名称: material, 内容: reason })),
        ],
      };
    }
    case 'CorrectionSubmitted': {
      const { noticeNo, materials: list, personal: corrected } = message.body;
      const person = corrected && (await personal(corrected.open, words));
      return {
        kind: '补正',
        fields: { 文书号: noticeNo, ...person?.fields },
        details: [...(await materials(list, words, files)), ...(person?.details ?? [])],
      };
    }
    case 'CaseAccepted': {
      const { competentCaseRef, documentNo, acceptedAt, promisedDate } = message.body;
      return {
        kind: '受理',
        at: acceptedAt,
        fields: {
          受理编号: competentCaseRef,
          文书号: documentNo,
          承诺日期: promisedDate && toSlashDay(promisedDate),
        },
      };
    }
    case 'CaseNotAccepted': {
      const { reasonCode, reason, documentNo } = message.body;
      return { kind: '不予受理', fields: { 原因代码: reasonCode, 原因: reason, 文书号: documentNo } };
    }
    case 'ReviewStarted':
      return { kind: '审查', at: message.body.startedAt };
    case 'DecisionIssued': {
      const { outcome, documentNo, decidedAt, grounds } = message.body;
      const result = await words.code('decisions', outcome);
      const fields = { 决定结果: result, 文书号: documentNo, 原因: grounds };
      return { kind: '决定', at: decidedAt, fields };
    }
    case 'CaseConcluded':
      return { kind: '办结', at: message.body.concludedAt };
    case 'ResultTransferred': {
      const { documents, waybill } = message.body;
      return {
        kind: '结果转送',
        fields: { 运单号: waybill },
        details: documents.map(({ name, documentNo, blob }) => ({
          类别: '结果',
          名称: name,
          编码: documentNo,
          ...attached(blob, files),
        })),
      };
    }
    case 'ResultDelivered': {
      const { mode, deliveredAt, waybill } = message.body;
      const fields = { 送达方式: await words.code('deliveries', mode), 运单号: waybill };
      return { kind: '送达', at: deliveredAt, fields };
    }
    case 'CaseWithdrawn':
      return { kind: '撤回', fields: { 原因: message.body.reason } };
    case 'CaseSuspended':
      return { kind: '中止', fields: { 程序名称: message.body.procedure, 原因: message.body.reason } };
    case 'CaseResumed':
      return { kind: '恢复', fields: { 原因: message.body.reason } };
    case 'CaseTerminated':
      return { kind: '终止', fields: { 原因代码: message.body.reasonCode, 原因: message.body.reason } };
    case 'DispatchAcknowledgement':
      throw new TypeError('acknowledgements are not dispatched');
  }
}

async function personal(
  open: PersonalBody,
  words: LocalWording,
): Promise<{ readonly fields: Fields; readonly details: readonly Detail[] }> {
  const { applicantKind, applicant, agent, form } = await words.personal(open);
  return {
    fields: {
      申请人类型: applicantKind,
      申请人: applicant.name,
      证件类型: applicant.idType,
      证件号码: applicant.idNumber,
      联系电话: applicant.phone,
      代理人: agent?.name,
      代理人证件类型: agent?.idType,
      代理人证件号码: agent?.idNumber,
      代理人电话: agent?.phone,
    },
    details: form.map(({ name, value }) => ({ 类别: '表单', 名称: name, 内容: value })),
  };
}

async function materials(
  list: readonly MaterialBody[],
  words: LocalWording,
  files: StoredFiles,
): Promise<Detail[]> {
  return (await words.materials(list)).map(({ name, code, source, blob, certificate }) => ({
    类别: '材料',
    名称: name,
    内容: certificate && certificateNote(certificate),
    编码: code,
    来源: source,
    ...attached(blob, files),
  }));
}

function attached(blob: BlobRef | undefined, files: StoredFiles): Detail {
  if (blob === undefined) return {};
  return { 附件: files.get(blob.sha256), 文件名: blob.fileName, 文件类型: blob.mediaType };
}

function values<C extends string>(members: { [K in C]?: string | undefined }): Values<C> {
  return defined(members) as Values<C>; // what `defined` leaves has a value
}
