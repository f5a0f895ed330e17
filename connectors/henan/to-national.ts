import { type Draft, fromCompactTime, type MappingTables, type OutgoingFile } from '#connectors/kit';
import type { BlobRef } from '#proto/schema';
import { HenanXmlError, nodesOf, requiredText, textOf, textsOf, type XmlNode } from './xml.js';

/** Files of a record, fetched and digested, by the platform's file number. */
export type FetchedFiles = ReadonlyMap<string, OutgoingFile>;

/** The file numbers that a record names. */
export function fileIdsOf(record: XmlNode): string[] {
  const named = [...nodesOf(record, 'CLS', 'CL'), ...nodesOf(record, 'JGS', 'JG')];
  return named.flatMap((node) => textOf(node, 'WJBH') ?? []);
}

/** A record of the out-tray in national codes. @throws HenanXmlError, MappingGapError, LocalTimeError. */
export function toDraft(record: XmlNode, maps: MappingTables, files: FetchedFiles): Draft {
  const national = (table: string, name: string) => maps.table(table).toNational(requiredText(record, name));
  const when = fromCompactTime(requiredText(record, 'YWSJ'));
  const sid = textOf(record, '@sid');
  if (sid === 'HA01') return submission(record, maps, files, when);
  const caseNo = requiredText(record, 'XTBH');
  switch (sid) {
    case 'HA02':
      return {
        type: 'IntakeRecorded',
        body: {
          caseNo,
          window: { divisionCode: requiredText(record, 'CKQH'), orgName: requiredText(record, 'CKMC') },
          identityChecked: textOf(record, 'SFHY') === '1',
          originalsChecked: textsOf(record, 'YJS', 'YJ'),
          recordedAt: when,
        },
      };
    case 'HA03':
      return {
        type: 'CorrectionNotice',
        body: {
          caseNo,
          noticeNo: requiredText(record, 'TZSBH'),
          missing: textsOf(record, 'QSS', 'QS'),
          faulty: nodesOf(record, 'BHGS', 'BHG').map((node) => ({
            material: requiredText(node, 'CLMC'),
            reason: requiredText(node, 'YY'),
          })),
          deadline: fromCompactTime(`${requiredText(record, 'BZJZRQ')}180000`),
        },
      };
    case 'HA04':
      return {
        type: 'CorrectionSubmitted',
        body: { caseNo, noticeNo: requiredText(record, 'TZSBH'), materials: materials(record, maps, files) },
      };
    case 'HA05':
      return {
        type: 'CaseAccepted',
        body: {
          caseNo,
          competentCaseRef: requiredText(record, 'SLBH'),
          documentNo: requiredText(record, 'SLWSH'),
          acceptedAt: when,
          promisedDate: fromCompactTime(`${requiredText(record, 'CNRQ')}000000`).slice(0, 10),
        },
      };
    case 'HA06':
      return {
        type: 'CaseNotAccepted',
        body: { caseNo, reasonCode: requiredText(record, 'YYDM'), reason: requiredText(record, 'YYMS') },
      };
    case 'HA07':
      return { type: 'ReviewStarted', body: { caseNo, startedAt: when } };
    case 'HA08': {
      const grounds = textOf(record, 'JDLY');
      return {
        type: 'DecisionIssued',
        body: {
          caseNo,
          outcome: national('decisions', 'JDJG') as 'GRANTED', // validated with the whole body before it is signed
          documentNo: requiredText(record, 'JDWSH'),
          decidedAt: when,
          ...(grounds === undefined ? {} : { grounds }),
        },
      };
    }
    case 'HA09':
      return { type: 'CaseConcluded', body: { caseNo, concludedAt: when } };
    case 'HA10':
      return {
        type: 'ResultTransferred',
        body: { caseNo, documents: documents(record, files), ...waybill(record) },
      };
    case 'HA11':
      return {
        type: 'ResultDelivered',
        body: {
          caseNo,
          mode: national('deliveries', 'SDFS') as 'AT_WINDOW', // validated with the whole body before it is signed
          deliveredAt: when,
          ...waybill(record),
        },
      };
    case 'HA12':
      return { type: 'CaseWithdrawn', body: { caseNo, reason: requiredText(record, 'CHYY') } };
    default:
      throw new HenanXmlError(`unknown record kind ${sid ?? ''}`);
  }
}

function submission(record: XmlNode, maps: MappingTables, files: FetchedFiles, appliedAt: string): Draft {
  const national = (table: string, name: string) => maps.table(table).toNational(requiredText(record, name));
  const phone = textOf(record, 'LXDH');
  return {
    type: 'SubmitCase',
    body: {
      caseRef: requiredText(record, 'BJBH'),
      itemCode: national('items', 'SXBM'),
      divisionCode: requiredText(record, 'BLDQH'),
      mode: national('modes', 'BLFS') as 'REMOTE_INTAKE', // validated with the whole body before it is signed
      appliedAt,
      personal: {
        open: {
          applicantKind: national('applicantKinds', 'SQRLB') as 'NATURAL_PERSON', // as above
          applicant: {
            name: requiredText(record, 'SQRMC'),
            idType: national('idTypes', 'ZJLB'),
            idNumber: requiredText(record, 'ZJHM'),
            ...(phone === undefined ? {} : { phone }),
          },
          form: nodesOf(record, 'BD', 'FIELD').flatMap((node) => {
            const value = textOf(node, '#text');
            return value === undefined ? [] : [{ name: requiredText(node, '@name'), value }];
          }),
        },
      },
      materials: materials(record, maps, files),
    },
  };
}

function materials(record: XmlNode, maps: MappingTables, files: FetchedFiles) {
  return nodesOf(record, 'CLS', 'CL').map((node) => ({
    name: requiredText(node, 'CLMC'),
    source: maps.table('materialSources').toNational(requiredText(node, 'CLLB')) as 'UPLOADED', // validated before signing
    ...withBlob(node, files),
  }));
}

function documents(record: XmlNode, files: FetchedFiles) {
  return nodesOf(record, 'JGS', 'JG').map((node) => {
    const documentNo = textOf(node, 'BH');
    return {
      name: requiredText(node, 'MC'),
      ...(documentNo === undefined ? {} : { documentNo }),
      ...withBlob(node, files),
    };
  });
}

function withBlob(node: XmlNode, files: FetchedFiles): { blob?: BlobRef } {
  const fileId = textOf(node, 'WJBH');
  const file = fileId === undefined ? undefined : files.get(fileId);
  return file === undefined ? {} : { blob: file.blob };
}

function waybill(record: XmlNode): { waybill?: string } {
  const number = textOf(record, 'WLDH');
  return number === undefined ? {} : { waybill: number };
}
