import { type Draft, fromLocalTime, type MappingTables, type OutgoingFile } from '#connectors/kit';
import type { BlobRef } from '#proto/schema';
import type { Callback, GuangdongMaterial } from './callback.js';

/** Files of a callback, fetched and digested, by the platform's file id. */
export type FetchedFiles = ReadonlyMap<string, OutgoingFile>;

/** The file ids that a callback names. */
export function fileIdsOf(callback: Callback): string[] {
  if (callback.ywlx === 'SB' || callback.ywlx === 'BZ')
    return callback.sj.CLQD.flatMap(({ WJID }) => WJID ?? []);
  if (callback.ywlx === 'ZS') return callback.sj.JGQD.flatMap(({ WJID }) => WJID ?? []);
  return [];
}

/** A callback in national codes. @throws MappingGapError, LocalTimeError. */
export function toDraft(callback: Callback, maps: MappingTables, files: FetchedFiles): Draft {
  const national = (table: string, local: string) => maps.table(table).toNational(local);
  switch (callback.ywlx) {
    case 'SB': {
      const { SQR, ...sj } = callback.sj;
      return {
        type: 'SubmitCase',
        body: {
          caseRef: sj.SBLSH,
          itemCode: national('items', sj.SXBM),
          divisionCode: sj.BLDXZQH,
          mode: national('modes', sj.BLMS) as 'REMOTE_INTAKE', // validated with the whole body before it is signed
          appliedAt: fromLocalTime(sj.SQSJ),
          personal: {
            open: {
              applicantKind: national('applicantKinds', SQR.SQRLX) as 'NATURAL_PERSON', // as above
              applicant: {
                name: SQR.XM,
                idType: national('idTypes', SQR.ZJLX),
                idNumber: SQR.ZJHM,
                ...(SQR.LXDH === undefined ? {} : { phone: SQR.LXDH }),
              },
              form: sj.BDXX.filter(({ ZDZ }) => ZDZ !== '').map(({ ZDM, ZDZ }) => ({
                name: ZDM,
                value: ZDZ,
              })),
            },
          },
          materials: materials(sj.CLQD, maps, files),
        },
      };
    }
    case 'SJ': {
      const { TYBH, CKMC, CKXZQH, HYSF, YJHY, SJSJ } = callback.sj;
      return {
        type: 'IntakeRecorded',
        body: {
          caseNo: TYBH,
          window: { divisionCode: CKXZQH, orgName: CKMC },
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
    case 'BZ': {
      const { TYBH, TZSH, CLQD } = callback.sj;
      return {
        type: 'CorrectionSubmitted',
        body: { caseNo: TYBH, noticeNo: TZSH, materials: materials(CLQD, maps, files) },
      };
    }
    case 'SL': {
      const { TYBH, BJLSH, SLWSH, SLSJ, CNBJRQ } = callback.sj;
      return {
        type: 'CaseAccepted',
        body: {
          caseNo: TYBH,
          competentCaseRef: BJLSH,
          documentNo: SLWSH,
          acceptedAt: fromLocalTime(SLSJ),
          promisedDate: CNBJRQ,
        },
      };
    }
    case 'BYSL': {
      const { TYBH, YYDM, YYSM } = callback.sj;
      return { type: 'CaseNotAccepted', body: { caseNo: TYBH, reasonCode: YYDM, reason: YYSM } };
    }
    case 'SC':
      return {
        type: 'ReviewStarted',
        body: { caseNo: callback.sj.TYBH, startedAt: fromLocalTime(callback.sj.KSSJ) },
      };
    case 'JD': {
      const { TYBH, JDJG, WSH, JDSJ, LY } = callback.sj;
      return {
        type: 'DecisionIssued',
        body: {
          caseNo: TYBH,
          outcome: national('decisions', JDJG) as 'GRANTED', // validated with the whole body before it is signed
          documentNo: WSH,
          decidedAt: fromLocalTime(JDSJ),
          ...(LY === undefined || LY === '' ? {} : { grounds: LY }),
        },
      };
    }
    case 'BJ':
      return {
        type: 'CaseConcluded',
        body: { caseNo: callback.sj.TYBH, concludedAt: fromLocalTime(callback.sj.BJSJ) },
      };
    case 'ZS': {
      const { TYBH, JGQD, WLDH } = callback.sj;
      const documents = JGQD.map(({ MC, WSH, WJID }) => ({
        name: MC,
        ...(WSH === undefined ? {} : { documentNo: WSH }),
        ...withBlob(WJID, files),
      }));
      return { type: 'ResultTransferred', body: { caseNo: TYBH, documents, ...waybill(WLDH) } };
    }
    case 'SD': {
      const { TYBH, SDFS, SDSJ, WLDH } = callback.sj;
      return {
        type: 'ResultDelivered',
        body: {
          caseNo: TYBH,
          mode: national('deliveries', SDFS) as 'AT_WINDOW', // validated with the whole body before it is signed
          deliveredAt: fromLocalTime(SDSJ),
          ...waybill(WLDH),
        },
      };
    }
    case 'CH':
      return { type: 'CaseWithdrawn', body: { caseNo: callback.sj.TYBH, reason: callback.sj.YY } };
  }
}

function materials(list: readonly GuangdongMaterial[], maps: MappingTables, files: FetchedFiles) {
  return list.map(({ CLMC, CLLY, WJID }) => ({
    name: CLMC,
    source: maps.table('materialSources').toNational(CLLY) as 'UPLOADED', // validated with the whole body before it is signed
    ...withBlob(WJID, files),
  }));
}

function withBlob(fileId: string | undefined, files: FetchedFiles): { blob?: BlobRef } {
  const file = fileId === undefined ? undefined : files.get(fileId);
  return file === undefined ? {} : { blob: file.blob };
}

function waybill(number: string | undefined): { waybill?: string } {
  return number === undefined || number === '' ? {} : { waybill: number };
}
