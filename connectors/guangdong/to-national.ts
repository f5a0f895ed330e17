import {
  defined,
  fromLocalTime,
  type MappingTables,
  nationalWording,
  type OutgoingFile,
  type PersonalWords,
  readOtherAct,
  referenceOf,
  type SaidOfCase,
  type Wording,
} from '#connectors/kit';
import type { Draft } from '#proto/schema';
import type {
  Callback,
  GuangdongApplicant,
  GuangdongDocument,
  GuangdongMaterial,
  GuangdongPerson,
} from './callback.js';
import { fromOther } from './other.js';

/** Files of a callback, fetched and digested, by the platform's file id. */
export type FetchedFiles = ReadonlyMap<string, OutgoingFile>;

/** The file ids that a callback names. */
export function fileIdsOf(callback: Callback): string[] {
  if (callback.ywlx === 'SB' || callback.ywlx === 'BZ')
    return callback.sj.CLQD.flatMap(({ WJID }) => WJID ?? []);
  if (callback.ywlx === 'QT') return callback.sj.YSQD.flatMap(({ WJID }) => WJID ?? []);
  if (callback.ywlx === 'ZS') return callback.sj.JGQD.flatMap(({ WJID }) => WJID ?? []);
  return [];
}

type Submission = Extract<Callback, { ywlx: 'SB' }>['sj'];
type Correction = Extract<Callback, { ywlx: 'BZ' }>['sj'];
type NationalWording = Wording<'TO_NATIONAL'>;

/** A callback in national codes, by the mapping of its day. @throws MappingGapError, ExpressionError, LocalTimeError, ValidationError. */
export async function toDraft(callback: Callback, maps: MappingTables, files: FetchedFiles): Promise<Draft> {
  const words = nationalWording(maps, saidBy(callback));
  return words.complete(await draftOf(callback, words, files));
}

async function draftOf(callback: Callback, words: NationalWording, files: FetchedFiles): Promise<Draft> {
  switch (callback.ywlx) {
    case 'SB':
      return submission(callback.sj, words, files);
    case 'BZ':
      return correction(callback.sj, words, files);
    case 'SJ': {
      const { TYBH, CKMC, CKXZQH, CKH, HYSF, YJHY, SJSJ } = callback.sj;
      return {
        type: 'IntakeRecorded',
        body: {
          caseNo: TYBH,
          window: { divisionCode: CKXZQH, orgName: CKMC, ...defined({ windowNo: CKH }) },
          identityChecked: HYSF === '1',
          originalsChecked: YJHY,
          recordedAt: fromLocalTime(SJSJ),
        },
      };
    }
    case 'BZTZ': {
      const { TYBH, TZSH, QSCL, BHGCL, BZQX } = callback.sj;
      const faulty = BHGCL.map(({ CLMC, YY }) => ({ material: CLMC, reason: YY }));
      return {
        type: 'CorrectionNotice',
        body: { caseNo: TYBH, noticeNo: TZSH, missing: QSCL, faulty, deadline: fromLocalTime(BZQX) },
      };
    }
    case 'SL': {
      const { TYBH, BJLSH, SLWSH, SLSJ, CNBJRQ } = callback.sj;
      return {
        type: 'CaseAccepted',
        body: {
          caseNo: TYBH,
          competentCaseRef: BJLSH,
          acceptedAt: fromLocalTime(SLSJ),
          ...defined({ documentNo: SLWSH, promisedDate: CNBJRQ }),
        },
      };
    }
    case 'BYSL': {
      const { TYBH, YYDM, YYSM, WSH } = callback.sj;
      return {
        type: 'CaseNotAccepted',
        body: { caseNo: TYBH, reasonCode: YYDM, reason: YYSM, ...defined({ documentNo: WSH }) },
      };
    }
    case 'SC': {
      const { TYBH, KSSJ } = callback.sj;
      return { type: 'ReviewStarted', body: { caseNo: TYBH, startedAt: fromLocalTime(KSSJ) } };
    }
    case 'TBCX': {
      const { TYBH, CXMC, YY } = callback.sj;
      return { type: 'CaseSuspended', body: { caseNo: TYBH, procedure: CXMC, reason: YY } };
    }
    case 'TBHF': {
      const { TYBH, YY } = callback.sj;
      return { type: 'CaseResumed', body: { caseNo: TYBH, ...defined({ reason: YY }) } };
    }
    case 'JD': {
      const { TYBH, JDJG, WSH, JDSJ, LY } = callback.sj;
      return {
        type: 'DecisionIssued',
        body: {
          caseNo: TYBH,
          outcome: await words.code('decisions', JDJG),
          documentNo: WSH,
          decidedAt: fromLocalTime(JDSJ),
          ...defined({ grounds: LY }),
        },
      };
    }
    case 'BJ': {
      const { TYBH, BJSJ } = callback.sj;
      return { type: 'CaseConcluded', body: { caseNo: TYBH, concludedAt: fromLocalTime(BJSJ) } };
    }
    case 'ZS': {
      const { TYBH, JGQD, WLDH } = callback.sj;
      return {
        type: 'ResultTransferred',
        body: { caseNo: TYBH, documents: documents(JGQD, files), ...defined({ waybill: WLDH }) },
      };
    }
    case 'SD': {
      const { TYBH, SDFS, SDSJ, WLDH } = callback.sj;
      return {
        type: 'ResultDelivered',
        body: {
          caseNo: TYBH,
          mode: await words.code('deliveries', SDFS),
          deliveredAt: fromLocalTime(SDSJ),
          ...defined({ waybill: WLDH }),
        },
      };
    }
    case 'CH': {
      const { TYBH, YY } = callback.sj;
      return { type: 'CaseWithdrawn', body: { caseNo: TYBH, ...defined({ reason: YY }) } };
    }
    case 'ZZ': {
      const { TYBH, YYDM, YYSM } = callback.sj;
      return { type: 'CaseTerminated', body: { caseNo: TYBH, reasonCode: YYDM, reason: YYSM } };
    }
    case 'QT':
      return readOtherAct(words.complete(await words.general(fromOther(callback.sj, files))));
  }
}

async function submission(sj: Submission, words: NationalWording, files: FetchedFiles): Promise<Draft> {
  return {
    type: 'SubmitCase',
    body: {
      caseRef: sj.SBLSH,
      itemCode: await words.code('items', sj.SXBM),
      divisionCode: sj.BLDXZQH,
      ...defined({ intakeDivision: sj.SJDXZQH, leadCaseNo: sj.ZBTYBH }),
      mode: await words.code('modes', sj.BLMS),
      appliedAt: fromLocalTime(sj.SQSJ),
      personal: { open: await words.personal(personalOf(sj.SQR, sj)) },
      materials: await words.materials(materials(sj.CLQD, files)),
    },
  };
}

async function correction(sj: Correction, words: NationalWording, files: FetchedFiles): Promise<Draft> {
  const corrected = sj.SQR && { open: await words.personal(personalOf(sj.SQR, sj)) };
  return {
    type: 'CorrectionSubmitted',
    body: {
      caseNo: sj.TYBH,
      noticeNo: sj.TZSH,
      materials: await words.materials(materials(sj.CLQD, files)),
      ...defined({ personal: corrected }),
    },
  };
}

function saidBy({ ywlx, sj, fssj }: Callback): SaidOfCase {
  if (ywlx !== 'SB' && ywlx !== 'BZ') return { date: dayOf(fssj) };
  const said = { personal: sj.SQR && personalOf(sj.SQR, sj), materials: materials(sj.CLQD, new Map()) };
  if (ywlx === 'BZ') return { ...said, date: dayOf(fssj) };
  return { ...said, item: sj.SXBM, division: sj.BLDXZQH, date: dayOf(sj.SQSJ) };
}

function personalOf(
  applicant: GuangdongApplicant,
  { DLR, BDXX }: Pick<Submission, 'DLR' | 'BDXX'>,
): PersonalWords {
  return {
    applicantKind: applicant.SQRLX,
    applicant: person(applicant),
    agent: DLR && person(DLR),
    form: BDXX.map(({ ZDM, ZDZ }) => ({ name: ZDM, value: ZDZ })),
  };
}

function person({ XM, ZJLX, ZJHM, LXDH }: GuangdongPerson) {
  return { name: XM, idType: ZJLX, idNumber: ZJHM, phone: LXDH };
}

function materials(list: readonly GuangdongMaterial[], files: FetchedFiles) {
  return list.map(({ CLMC, CLBM, CLLY, WJID, ZZBS, YZLSH }) => ({
    name: CLMC,
    source: CLLY,
    ...defined({ code: CLBM, blob: blobOf(WJID, files), certificate: referenceOf(ZZBS, YZLSH) }),
  }));
}

function documents(list: readonly GuangdongDocument[], files: FetchedFiles) {
  return list.map(({ MC, WSH, WJID }) => ({
    name: MC,
    ...defined({ documentNo: WSH, blob: blobOf(WJID, files) }),
  }));
}

function blobOf(fileId: string | undefined, files: FetchedFiles) {
  return fileId === undefined ? undefined : files.get(fileId)?.blob;
}

/** "2026-11-22 10:00:00" to its day. */
function dayOf(time: string): string {
  return time.slice(0, 10);
}
