import {
  type IncomingAct,
  isFormed,
  localWording,
  type MappingTables,
  toCompactTime,
  toOtherAct,
  type Wording,
} from '#connectors/kit';
import type { MaterialBody, PersonalBody } from '#proto/schema';
import { toOther } from './other.js';
import type { XmlNode } from './xml.js';

/** Files that an act names, put into the platform: its file numbers by SHA-256. */
export type StoredFiles = ReadonlyMap<string, string>;

type LocalWording = Wording<'TO_LOCAL'>;

/** An act as a record for the in-tray, by the mapping of its day. @throws MappingGapError, ExpressionError. */
export async function toRecord(act: IncomingAct, maps: MappingTables, files: StoredFiles): Promise<XmlNode> {
  const words = localWording(act, maps);
  const [sid, fields] = words.complete(await contentOf(act, words, files));
  return { '@no': '1', '@sid': sid, BWBH: act.messageId, XTBH: act.caseNo, FSDW_DM: act.actor, ...fields };
}

async function contentOf(
  act: IncomingAct,
  words: LocalWording,
  files: StoredFiles,
): Promise<[string, XmlNode]> {
  const { message } = act;
  if (!isFormed(message)) return ['HA16', toOther(await words.general(toOtherAct(message)), files)];
  switch (message.type) {
    case 'SubmitCase': {
      const { body } = message;
      return [
        'HA01',
        {
          YWSJ: toCompactTime(body.appliedAt),
          DFBJBH: body.caseRef,
          SXBM: await words.code('items', act.basicCode),
          BLDQH: body.divisionCode,
          SJDQH: body.intakeDivision,
          ZBTYBH: body.leadCaseNo,
          BLFS: await words.code('modes', body.mode),
          ...(await personal(body.personal.open, words)),
          CLS: { CL: await materials(body.materials, words, files) },
        },
      ];
    }
    case 'IntakeRecorded': {
      const { window, identityChecked, originalsChecked, recordedAt } = message.body;
      return [
        'HA02',
        {
          YWSJ: toCompactTime(recordedAt),
          CKMC: window?.orgName,
          CKQH: window?.divisionCode,
          CKH: window?.windowNo,
          SFHY: identityChecked ? '1' : '0',
          YJS: { YJ: originalsChecked },
        },
      ];
    }
    case 'CorrectionNotice': {
      const { noticeNo, missing, faulty, deadline } = message.body;
      return [
        'HA03',
        {
          TZSBH: noticeNo,
          QSS: { QS: missing },
          BHGS: { BHG: faulty.map(({ material, reason }) => ({ CLMC: material, YY: reason })) },
          BZJZRQ: toCompactTime(deadline).slice(0, 8),
        },
      ];
    }
    case 'CorrectionSubmitted': {
      const { noticeNo, materials: list, personal: corrected } = message.body;
      const person = corrected && (await personal(corrected.open, words));
      const CL = await materials(list, words, files);
      return ['HA04', { TZSBH: noticeNo, ...person, CLS: { CL } }];
    }
    case 'CaseAccepted': {
      const { competentCaseRef, documentNo, acceptedAt, promisedDate } = message.body;
      return [
        'HA05',
        {
          YWSJ: toCompactTime(acceptedAt),
          SLBH: competentCaseRef,
          SLWSH: documentNo,
          CNRQ: promisedDate?.replaceAll('-', ''),
        },
      ];
    }
    case 'CaseNotAccepted':
      return [
        'HA06',
        { YYDM: message.body.reasonCode, YYMS: message.body.reason, WSH: message.body.documentNo },
      ];
    case 'ReviewStarted':
      return ['HA07', { YWSJ: toCompactTime(message.body.startedAt) }];
    case 'DecisionIssued': {
      const { outcome, documentNo, decidedAt, grounds } = message.body;
      const fields = {
        YWSJ: toCompactTime(decidedAt),
        JDJG: await words.code('decisions', outcome),
        JDWSH: documentNo,
        JDLY: grounds,
      };
      return ['HA08', fields];
    }
    case 'CaseConcluded':
      return ['HA09', { YWSJ: toCompactTime(message.body.concludedAt) }];
    case 'ResultTransferred': {
      const { documents, waybill } = message.body;
      const JG = documents.map(({ name, documentNo, blob }) => ({
        MC: name,
        BH: documentNo,
        WJBH: blob && files.get(blob.sha256),
      }));
      return ['HA10', { JGS: { JG }, WLDH: waybill }];
    }
    case 'ResultDelivered': {
      const { mode, deliveredAt, waybill } = message.body;
      const SDFS = await words.code('deliveries', mode);
      return ['HA11', { YWSJ: toCompactTime(deliveredAt), SDFS, WLDH: waybill }];
    }
    case 'CaseWithdrawn':
      return ['HA12', { CHYY: message.body.reason }];
    case 'CaseSuspended':
      return ['HA13', { CXMC: message.body.procedure, YYMS: message.body.reason }];
    case 'CaseResumed':
      return ['HA14', { YYMS: message.body.reason }];
    case 'CaseTerminated':
      return ['HA15', { YYDM: message.body.reasonCode, YYMS: message.body.reason }];
    case 'DispatchAcknowledgement':
      throw new TypeError('acknowledgements are not dispatched');
  }
}

async function personal(open: PersonalBody, words: LocalWording): Promise<XmlNode> {
  const { applicantKind, applicant, agent, form } = await words.personal(open);
  return {
    SQRLB: applicantKind,
    SQRMC: applicant.name,
    ZJLB: applicant.idType,
    ZJHM: applicant.idNumber,
    LXDH: applicant.phone,
    DLRMC: agent?.name,
    DLRZJLB: agent?.idType,
    DLRZJHM: agent?.idNumber,
    DLRDH: agent?.phone,
    BD: { FIELD: form.map(({ name, value }) => ({ '@name': name, '#text': value })) },
  };
}

async function materials(
  list: readonly MaterialBody[],
  words: LocalWording,
  files: StoredFiles,
): Promise<XmlNode[]> {
  return (await words.materials(list)).map(({ name, code, source, blob, certificate }) => ({
    CLMC: name,
    CLBM: code,
    CLLB: source,
    WJBH: blob && files.get(blob.sha256),
    ZZBS: certificate?.certificateId,
    YZBH: certificate?.useId,
  }));
}
