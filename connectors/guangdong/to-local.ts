import { type IncomingAct, type MappingTables, toLocalTime } from '#connectors/kit';
import type { MaterialBody, PersonalBody } from '#proto/schema';

/** What the platform's inbound interface takes: the same keys that it pushes. */
export interface GuangdongInbound {
  readonly ywlx: string;
  readonly sj: Readonly<Record<string, unknown>>;
}

/** Files that an act names, put into the platform: its file ids by SHA-256. */
export type StoredFiles = ReadonlyMap<string, string>;

/** An act in the platform's own codes. @throws MappingGapError. */
export function toInbound(act: IncomingAct, maps: MappingTables, files: StoredFiles): GuangdongInbound {
  const local = (table: string, national: string) => maps.table(table).toLocal(national);
  const TYBH = act.caseNo;
  const { message } = act;
  switch (message.type) {
    case 'SubmitCase': {
      const { body } = message;
      const sj = {
        SBLSH: body.caseRef,
        SXBM: local('items', act.basicCode),
        BLDXZQH: body.divisionCode,
        BLMS: local('modes', body.mode),
        SQSJ: toLocalTime(body.appliedAt),
        ...personal(body.personal.open, maps),
        CLQD: materials(body.materials, maps, files),
      };
      return { ywlx: 'SB', sj };
    }
    case 'IntakeRecorded': {
      const { window, identityChecked, originalsChecked, recordedAt } = message.body;
      const sj = {
        TYBH,
        CKMC: window?.orgName,
        CKXZQH: window?.divisionCode,
        CKH: window?.windowNo,
        HYSF: identityChecked ? '1' : '0',
        YJHY: originalsChecked,
        SJSJ: toLocalTime(recordedAt),
      };
      return { ywlx: 'SJ', sj };
    }
    case 'CorrectionNotice': {
      const { noticeNo, missing, faulty, deadline } = message.body;
      const BHGCL = faulty.map(({ material, reason }) => ({ CLMC: material, YY: reason }));
      const sj = { TYBH, TZSH: noticeNo, QSCL: missing, BHGCL, BZQX: toLocalTime(deadline) };
      return { ywlx: 'BZTZ', sj };
    }
    case 'CorrectionSubmitted': {
      const { noticeNo, materials: list, personal: corrected } = message.body;
      const person = corrected === undefined ? {} : personal(corrected.open, maps);
      return { ywlx: 'BZ', sj: { TYBH, TZSH: noticeNo, CLQD: materials(list, maps, files), ...person } };
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
    case 'CaseNotAccepted': {
      const { reasonCode, reason, documentNo } = message.body;
      return { ywlx: 'BYSL', sj: { TYBH, YYDM: reasonCode, YYSM: reason, WSH: documentNo } };
    }
    case 'ReviewStarted':
      return { ywlx: 'SC', sj: { TYBH, KSSJ: toLocalTime(message.body.startedAt) } };
    case 'CaseSuspended':
      return { ywlx: 'TBCX', sj: { TYBH, CXMC: message.body.procedure, YY: message.body.reason } };
    case 'CaseResumed':
      return { ywlx: 'TBHF', sj: { TYBH, YY: message.body.reason } };
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
      const sj = { TYBH, SDFS: local('deliveries', mode), SDSJ: toLocalTime(deliveredAt), WLDH: waybill };
      return { ywlx: 'SD', sj };
    }
    case 'CaseWithdrawn':
      return { ywlx: 'CH', sj: { TYBH, YY: message.body.reason } };
    case 'CaseTerminated':
      return { ywlx: 'ZZ', sj: { TYBH, YYDM: message.body.reasonCode, YYSM: message.body.reason } };
    case 'DispatchAcknowledgement':
      throw new TypeError('acknowledgements are not dispatched');
  }
}

function personal({ applicantKind, applicant, agent, form }: PersonalBody, maps: MappingTables) {
  return {
    SQR: { SQRLX: maps.table('applicantKinds').toLocal(applicantKind), ...person(applicant, maps) },
    DLR: agent && person(agent, maps),
    BDXX: form.map(({ name, value }) => ({ ZDM: name, ZDZ: value })),
  };
}

function person({ name, idType, idNumber, phone }: PersonalBody['applicant'], maps: MappingTables) {
  return { XM: name, ZJLX: maps.table('idTypes').toLocal(idType), ZJHM: idNumber, LXDH: phone };
}

function materials(list: readonly MaterialBody[], maps: MappingTables, files: StoredFiles) {
  return list.map(({ name, code, source, blob }) => ({
    CLMC: name,
    CLBM: code,
    CLLY: maps.table('materialSources').toLocal(source),
    WJID: blob && files.get(blob.sha256),
  }));
}
