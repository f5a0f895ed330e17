import {
  type IncomingAct,
  isFormed,
  localWording,
  type MappingTables,
  toLocalTime,
  toOtherAct,
  type Wording,
} from '#connectors/kit';
import type { MaterialBody, PersonalBody } from '#proto/schema';
import { toOther } from './other.js';

/** What the platform's inbound interface takes: the same keys that it pushes. */
export interface GuangdongInbound {
  readonly ywlx: string;
  readonly sj: Readonly<Record<string, unknown>>;
}

/** Files that an act names, put into the platform: its file ids by SHA-256. */
export type StoredFiles = ReadonlyMap<string, string>;

type LocalWording = Wording<'TO_LOCAL'>;

/** An act in the platform's own codes, by the mapping of its day. @throws MappingGapError, ExpressionError. */
export async function toInbound(
  act: IncomingAct,
  maps: MappingTables,
  files: StoredFiles,
): Promise<GuangdongInbound> {
  const words = localWording(act, maps);
  return words.complete(await inboundOf(act, words, files));
}

async function inboundOf(
  act: IncomingAct,
  words: LocalWording,
  files: StoredFiles,
): Promise<GuangdongInbound> {
  const { message, caseNo: TYBH } = act;
  if (!isFormed(message))
    return { ywlx: 'QT', sj: toOther(await words.general(toOtherAct(message)), TYBH, files) };
  switch (message.type) {
    case 'SubmitCase': {
      const { body } = message;
      const sj = {
        SBLSH: body.caseRef,
        SXBM: await words.code('items', act.basicCode),
        BLDXZQH: body.divisionCode,
        SJDXZQH: body.intakeDivision,
        ZBTYBH: body.leadCaseNo,
        BLMS: await words.code('modes', body.mode),
        SQSJ: toLocalTime(body.appliedAt),
        ...(await personal(body.personal.open, words)),
        CLQD: await materials(body.materials, words, files),
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
      const person = corrected && (await personal(corrected.open, words));
      const CLQD = await materials(list, words, files);
      return { ywlx: 'BZ', sj: { TYBH, TZSH: noticeNo, CLQD, ...person } };
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
        JDJG: await words.code('decisions', outcome),
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
      const SDFS = await words.code('deliveries', mode);
      const sj = { TYBH, SDFS, SDSJ: toLocalTime(deliveredAt), WLDH: waybill };
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

async function personal(open: PersonalBody, words: LocalWording) {
  const { applicantKind, applicant, agent, form } = await words.personal(open);
  return {
    SQR: { SQRLX: applicantKind, ...person(applicant) },
    DLR: agent && person(agent),
    BDXX: form.map(({ name, value }) => ({ ZDM: name, ZDZ: value })),
  };
}

function person({ name, idType, idNumber, phone }: PersonalBody['applicant']) {
  return { XM: name, ZJLX: idType, ZJHM: idNumber, LXDH: phone };
}

async function materials(list: readonly MaterialBody[], words: LocalWording, files: StoredFiles) {
  return (await words.materials(list)).map(({ name, code, source, blob, certificate }) => ({
    CLMC: name,
    CLBM: code,
    CLLY: source,
    WJID: blob && files.get(blob.sha256),
    ZZBS: certificate?.certificateId,
    YZLSH: certificate?.useId,
  }));
}
