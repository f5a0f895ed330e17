import {
  type CaseFacts,
  type Draft,
  defined,
  fromLocalTime,
  idNumberOf,
  type MappingReading,
  type MappingTables,
  type OutgoingFile,
} from '#connectors/kit';
import type {
  Callback,
  GuangdongApplicant,
  GuangdongDocument,
  GuangdongField,
  GuangdongMaterial,
  GuangdongPerson,
} from './callback.js';

/** Files of a callback, fetched and digested, by the platform's file id. */
export type FetchedFiles = ReadonlyMap<string, OutgoingFile>;

/** The file ids that a callback names. */
export function fileIdsOf(callback: Callback): string[] {
  if (callback.ywlx === 'SB' || callback.ywlx === 'BZ')
    return callback.sj.CLQD.flatMap(({ WJID }) => WJID ?? []);
  if (callback.ywlx === 'ZS') return callback.sj.JGQD.flatMap(({ WJID }) => WJID ?? []);
  return [];
}

type Submission = Extract<Callback, { ywlx: 'SB' }>['sj'];
type Correction = Extract<Callback, { ywlx: 'BZ' }>['sj'];

/** A callback in national codes, by the mapping of its day. @throws MappingGapError, ExpressionError, LocalTimeError. */
export async function toDraft(callback: Callback, maps: MappingTables, files: FetchedFiles): Promise<Draft> {
  if (callback.ywlx === 'SB') return submission(callback.sj, maps, files);
  if (callback.ywlx === 'BZ') return correction(callback.sj, maps, dayOf(callback.fssj), files);
  const on = maps.on(dayOf(callback.fssj));
  const national = (table: string, local: string) => on.table(table).toNational(local);
  switch (callback.ywlx) {
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
          outcome: national('decisions', JDJG) as 'GRANTED', // validated with the whole body before it is signed
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
          mode: national('deliveries', SDFS) as 'AT_WINDOW', // validated with the whole body before it is signed
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
  }
}

async function submission(sj: Submission, maps: MappingTables, files: FetchedFiles): Promise<Draft> {
  const { SQR, DLR, BDXX, CLQD } = sj;
  const facts = factsOf(sj.SXBM, sj.BLDXZQH, SQR, BDXX, CLQD, dayOf(sj.SQSJ));
  const on = maps.on(facts.date);
  return {
    type: 'SubmitCase',
    body: {
      caseRef: sj.SBLSH,
      itemCode: await on.table('items').nationalFor(sj.SXBM, facts),
      divisionCode: sj.BLDXZQH,
      mode: on.table('modes').toNational(sj.BLMS) as 'REMOTE_INTAKE', // validated with the whole body before it is signed
      appliedAt: fromLocalTime(sj.SQSJ),
      personal: { open: await personal(SQR, DLR, facts, on) },
      materials: materials(CLQD, on, files),
    },
  };
}

async function correction(
  { TYBH, TZSH, CLQD, SQR, DLR, BDXX }: Correction,
  maps: MappingTables,
  day: string,
  files: FetchedFiles,
): Promise<Draft> {
  const on = maps.on(day);
  const facts = SQR && factsOf('', '', SQR, BDXX, CLQD, day);
  const corrected = SQR && facts && { open: await personal(SQR, DLR, facts, on) };
  return {
    type: 'CorrectionSubmitted',
    body: {
      caseNo: TYBH,
      noticeNo: TZSH,
      materials: materials(CLQD, on, files),
      ...defined({ personal: corrected }),
    },
  };
}

/** What conditions and expressions of the mapping may look at. A field that was left empty is none. */
function factsOf(
  item: string,
  division: string,
  { SQRLX, ZJLX }: GuangdongApplicant,
  form: readonly GuangdongField[],
  list: readonly GuangdongMaterial[],
  date: string,
): CaseFacts {
  return {
    item,
    division,
    form: form.filter(({ ZDZ }) => ZDZ !== '').map(({ ZDM, ZDZ }) => ({ name: ZDM, value: ZDZ })),
    applicant: { kind: SQRLX, idType: ZJLX },
    materials: list.map(({ CLMC, CLBM }) => ({ name: CLMC, ...defined({ code: CLBM }) })),
    date,
  };
}

async function personal(
  applicant: GuangdongApplicant,
  agent: GuangdongPerson | undefined,
  facts: CaseFacts,
  on: MappingReading,
) {
  return {
    applicantKind: on.table('applicantKinds').toNational(applicant.SQRLX) as 'NATURAL_PERSON', // validated before signing
    applicant: person(applicant, on),
    ...defined({ agent: agent && person(agent, on) }),
    form: await on.mapFields('TO_NATIONAL', facts.form, facts),
  };
}

function person({ XM, ZJLX, ZJHM, LXDH }: GuangdongPerson, on: MappingReading) {
  const idType = on.table('idTypes').toNational(ZJLX);
  return { name: XM, idType, idNumber: idNumberOf(ZJHM), ...defined({ phone: LXDH }) };
}

function materials(list: readonly GuangdongMaterial[], on: MappingReading, files: FetchedFiles) {
  return list.map(({ CLMC, CLBM, CLLY, WJID }) => ({
    name: CLMC,
    source: on.table('materialSources').toNational(CLLY) as 'UPLOADED', // validated with the whole body before it is signed
    ...defined({ code: CLBM, blob: blobOf(WJID, files) }),
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
