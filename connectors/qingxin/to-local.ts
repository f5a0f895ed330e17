import { defined, type IncomingAct, type MappingTables } from '#connectors/kit';
import type { BlobRef, MaterialBody, PersonalBody } from '#proto/schema';
import type { ActColumn, DetailColumn, Values } from './columns.js';
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

/** An act as rows for the platform. @throws MappingGapError. */
export function toRows(act: IncomingAct, maps: MappingTables, files: StoredFiles): ActRows {
  const { kind, at = act.recordedAt, fields = {}, details = [] } = contentOf(act, maps, files);
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

function contentOf(act: IncomingAct, maps: MappingTables, files: StoredFiles): Content {
  const local = (table: string, national: string) => maps.table(table).toLocal(national);
  const { message } = act;
  switch (message.type) {
    case 'SubmitCase': {
      const { body } = message;
      return {
        kind: '申报',
        at: body.appliedAt,
        fields: {
          对方办件编号: body.caseRef,
          事项编码: local('items', act.basicCode),
          目录版本: body.catalogueVersion,
          办理区划: body.divisionCode,
          办理方式: local('modes', body.mode),
          ...personal(body.personal.open, maps),
        },
        details: [...materials(body.materials, maps, files), ...form(body.personal.open)],
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
      const person = corrected === undefined ? {} : personal(corrected.open, maps);
      return {
        kind: '补正',
        fields: { 文书号: noticeNo, ...person },
        details: [...materials(list, maps, files), ...(corrected === undefined ? [] : form(corrected.open))],
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
      const fields = { 决定结果: local('decisions', outcome), 文书号: documentNo, 原因: grounds };
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
      const fields = { 送达方式: local('deliveries', mode), 运单号: waybill };
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

function personal({ applicantKind, applicant, agent }: PersonalBody, maps: MappingTables): Fields {
  const idType = (national: string) => maps.table('idTypes').toLocal(national);
  return {
    申请人类型: maps.table('applicantKinds').toLocal(applicantKind),
    申请人: applicant.name,
    证件类型: idType(applicant.idType),
    证件号码: applicant.idNumber,
    联系电话: applicant.phone,
    代理人: agent?.name,
    代理人证件类型: agent && idType(agent.idType),
    代理人证件号码: agent?.idNumber,
    代理人电话: agent?.phone,
  };
}

function form({ form: fields }: PersonalBody): Detail[] {
  return fields.map(({ name, value }) => ({ 类别: '表单', 名称: name, 内容: value }));
}

function materials(list: readonly MaterialBody[], maps: MappingTables, files: StoredFiles): Detail[] {
  return list.map(({ name, code, source, blob }) => ({
    类别: '材料',
    名称: name,
    编码: code,
    来源: maps.table('materialSources').toLocal(source),
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
