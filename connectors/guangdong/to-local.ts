import { type IncomingAct, type MappingTables, toLocalTime } from '#connectors/kit';
import type { MaterialBody } from '#proto/schema';

/** What the platform's inbound interface takes: the same keys that it pushes. */
export interface GuangdongInbound {
  readonly ywlx: string;
  readonly sj: Readonly<Record<string, unknown>>;
}

/** Files that an act names, put into the platform: its file ids by SHA-256. */
export type StoredFiles = ReadonlyMap<string, string>;

/** An act in the platform's own codes; undefined for what the platform has no word for. @throws MappingGapError. */
export function toInbound(
  act: IncomingAct,
  maps: MappingTables,
  files: StoredFiles,
): GuangdongInbound | undefined {
  const local = (table: string, national: string) => maps.table(table).toLocal(national);
  const TYBH = act.caseNo;
  const { message } = act;
  switch (message.type) {
    case 'SubmitCase': {
      const { body } = message;
      const { applicantKind, applicant, form } = body.personal.open;
      const SQR = {
        SQRLX: local('applicantKinds', applicantKind),
        XM: applicant.name,
        ZJLX: local('idTypes', applicant.idType),
        ZJHM: applicant.idNumber,
        LXDH: applicant.phone,
      };
      const sj = {
        SBLSH: body.caseRef,
        SXBM: local('items', act.basicCode),
        BLDXZQH: body.divisionCode,
        BLMS: local('modes', body.mode),
        SQSJ: toLocalTime(body.appliedAt),
        SQR,
        BDXX: form.map(({ name, value }) => ({ ZDM: name, ZDZ: value })),
        CLQD: materials(body.materials, maps, files),
      };
      return { ywlx: 'SB', sj };
    }
    case 'IntakeRecorded': {
      const { window, originalsChecked, recordedAt } = message.body;
      return {
        ywlx: 'SJ',
        sj: { TYBH, CKMC: window?.orgName, YJHY: originalsChecked, SJSJ: toLocalTime(recordedAt) },
      };
    }
    case 'CorrectionNotice': {
      const { noticeNo, missing, faulty, deadline } = message.body;
      const BHGCL = faulty.map(({ material, reason }) => ({ CLMC: material, YY: reason }));
      return {
        ywlx: 'BZTZ',
        sj: { TYBH, TZSH: noticeNo, QSCL: missing, BHGCL, BZQX: toLocalTime(deadline) },
      };
    }
    case 'CorrectionSubmitted': {
      const { noticeNo, materials: list } = message.body;
      return { ywlx: 'BZ', sj: { TYBH, TZSH: noticeNo, CLQD: materials(list, maps, files) } };
    }
    case 'CaseAccepted': {
      const { competentCaseRef, documentNo, acceptedAt, promisedDate } = message.body;
      const sj = {
        TYBH,
        BJLSH: competentCaseRef,
        SLWSH: documentNo,
        SLSJ: toLocalTime(acceptedAt),
        CNBJRQ: promisedDate,
      };
      return { ywlx: 'SL', sj };
    }
    case 'CaseNotAccepted':
      return { ywlx: 'BYSL', sj: { TYBH, YYDM: message.body.reasonCode, YYSM: message.body.reason } };
    case 'ReviewStarted':
      return { ywlx: 'SC', sj: { TYBH, KSSJ: toLocalTime(message.body.startedAt) } };
    case 'DecisionIssued': {
      const { outcome, documentNo, decidedAt, grounds } = message.body;
      const sj = {
        TYBH,
        JDJG: local('decisions', outcome),
        WSH: documentNo,
        JDSJ: toLocalTime(decidedAt),
        LY: grounds,
      };
      return { ywlx: 'JD', sj };
    }
    case 'CaseConcluded':
      return { ywlx: 'BJ', sj: { TYBH, BJSJ: toLocalTime(message.body.concludedAt) } };
    case 'ResultTransferred': {
      const { documents, waybill } = message.body;
      const JGQD = documents.map(({ name, documentNo, blob }) => ({
        MC: name,
        WSH: documentNo,
        WJID: blob && files.get(blob.sha256),
      }));
      return { ywlx: 'ZS', sj: { TYBH, JGQD, WLDH: waybill } };
    }
    case 'ResultDelivered': {
      const { mode, deliveredAt, waybill } = message.body;
      return {
        ywlx: 'SD',
        sj: { TYBH, SDFS: local('deliveries', mode), SDSJ: toLocalTime(deliveredAt), WLDH: waybill },
      };
    }
    case 'CaseWithdrawn':
      return { ywlx: 'CH', sj: { TYBH, YY: message.body.reason ?? '' } };
    default:
      return undefined;
  }
}

function materials(list: readonly MaterialBody[], maps: MappingTables, files: StoredFiles) {
  return list.map(({ name, source, blob }) => ({
    CLMC: name,
    CLLY: maps.table('materialSources').toLocal(source),
    WJID: blob && files.get(blob.sha256),
  }));
}
