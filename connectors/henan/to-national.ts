import {
  type CaseFacts,
  type Draft,
  defined,
  fromCompactTime,
  idNumberOf,
  localDay,
  type MappingReading,
  type MappingTables,
  type OutgoingFile,
} from '#connectors/kit';
import { HenanXmlError, nodesOf, requiredText, textOf, textsOf, type XmlNode } from './xml.js';

/** Files of a record, fetched and digested, by the platform's file number. */
export type FetchedFiles = ReadonlyMap<string, OutgoingFile>;

/** The file numbers that a record names. */
export function fileIdsOf(record: XmlNode): string[] {
  const named = [...nodesOf(record, 'CLS', 'CL'), ...nodesOf(record, 'JGS', 'JG')];
  return named.flatMap((node) => textOf(node, 'WJBH') ?? []);
}

/**
 * A record of the out-tray in national codes, by the mapping of its day.
 * @throws HenanXmlError, MappingGapError, ExpressionError, LocalTimeError.
 */
export async function toDraft(record: XmlNode, maps: MappingTables, files: FetchedFiles): Promise<Draft> {
  const when = fromCompactTime(requiredText(record, 'YWSJ'));
  const day = localDay(when);
  const on = maps.on(day);
  const national = (table: string, name: string) => on.table(table).toNational(requiredText(record, name));
  const sid = textOf(record, '@sid');
  if (sid === 'HA01') return submission(record, on, files, when);
  const caseNo = requiredText(record, 'XTBH');
  switch (sid) {
    case 'HA02':
      return {
        type: 'IntakeRecorded',
        body: {
          caseNo,
          window: {
            divisionCode: requiredText(record, 'CKQH'),
            orgName: requiredText(record, 'CKMC'),
            ...defined({ windowNo: textOf(record, 'CKH') }),
          },
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
    case 'HA04': {
      const isCorrected = textOf(record, 'SQRMC') !== undefined;
      return {
        type: 'CorrectionSubmitted',
        body: {
          caseNo,
          noticeNo: requiredText(record, 'TZSBH'),
          materials: materials(record, on, files),
          ...(isCorrected
            ? { personal: { open: await personal(record, factsOf(record, '', '', day), on) } }
            : {}),
        },
      };
    }
    case 'HA05': {
      const promised = textOf(record, 'CNRQ');
      return {
        type: 'CaseAccepted',
        body: {
          caseNo,
          competentCaseRef: requiredText(record, 'SLBH'),
          acceptedAt: when,
          ...defined({ documentNo: textOf(record, 'SLWSH'), promisedDate: promised && dateOf(promised) }),
        },
      };
    }
    case 'HA06':
      return {
        type: 'CaseNotAccepted',
        body: {
          caseNo,
          reasonCode: requiredText(record, 'YYDM'),
          reason: requiredText(record, 'YYMS'),
          ...defined({ documentNo: textOf(record, 'WSH') }),
        },
      };
    case 'HA07':
      return { type: 'ReviewStarted', body: { caseNo, startedAt: when } };
    case 'HA08':
      return {
        type: 'DecisionIssued',
        body: {
          caseNo,
          outcome: national('decisions', 'JDJG') as 'GRANTED', // validated with the whole body before it is signed
          documentNo: requiredText(record, 'JDWSH'),
          decidedAt: when,
          ...defined({ grounds: textOf(record, 'JDLY') }),
        },
      };
    case 'HA09':
      return { type: 'CaseConcluded', body: { caseNo, concludedAt: when } };
    case 'HA10':
      return {
        type: 'ResultTransferred',
        body: {
          caseNo,
          documents: documents(record, files),
          ...defined({ waybill: textOf(record, 'WLDH') }),
        },
      };
    case 'HA11':
      return {
        type: 'ResultDelivered',
        body: {
          caseNo,
          mode: national('deliveries', 'SDFS') as 'AT_WINDOW', // validated with the whole body before it is signed
          deliveredAt: when,
          ...defined({ waybill: textOf(record, 'WLDH') }),
        },
      };
    case 'HA12':
      return { type: 'CaseWithdrawn', body: { caseNo, ...defined({ reason: textOf(record, 'CHYY') }) } };
    case 'HA13':
      return {
        type: 'CaseSuspended',
        body: { caseNo, procedure: requiredText(record, 'CXMC'), reason: requiredText(record, 'YYMS') },
      };
    case 'HA14':
      return { type: 'CaseResumed', body: { caseNo, ...defined({ reason: textOf(record, 'YYMS') }) } };
    case 'HA15':
      return {
        type: 'CaseTerminated',
        body: { caseNo, reasonCode: requiredText(record, 'YYDM'), reason: requiredText(record, 'YYMS') },
      };
    default:
      throw new HenanXmlError(`unknown record kind ${sid ?? ''}`);
  }
}

async function submission(
  record: XmlNode,
  on: MappingReading,
  files: FetchedFiles,
  appliedAt: string,
): Promise<Draft> {
  const item = requiredText(record, 'SXBM');
  const divisionCode = requiredText(record, 'BLDQH');
  const facts = factsOf(record, item, divisionCode, localDay(appliedAt));
  const mode = on.table('modes').toNational(requiredText(record, 'BLFS'));
  return {
    type: 'SubmitCase',
    body: {
      caseRef: requiredText(record, 'BJBH'),
      itemCode: await on.table('items').nationalFor(item, facts),
      divisionCode,
      mode: mode as 'REMOTE_INTAKE', // validated with the whole body before it is signed
      appliedAt,
      personal: { open: await personal(record, facts, on) },
      materials: materials(record, on, files),
    },
  };
}

/** What conditions and expressions of the mapping may look at. A field that was left empty is none. */
function factsOf(record: XmlNode, item: string, division: string, date: string): CaseFacts {
  return {
    item,
    division,
    form: nodesOf(record, 'BD', 'FIELD').flatMap((node) => {
      const value = textOf(node, '#text');
      return value === undefined ? [] : [{ name: requiredText(node, '@name'), value }];
    }),
    applicant: { kind: requiredText(record, 'SQRLB'), idType: requiredText(record, 'ZJLB') },
    materials: nodesOf(record, 'CLS', 'CL').map((node) => ({
      name: requiredText(node, 'CLMC'),
      ...defined({ code: textOf(node, 'CLBM') }),
    })),
    date,
  };
}

async function personal(record: XmlNode, facts: CaseFacts, on: MappingReading) {
  const { kind, idType } = facts.applicant;
  return {
    applicantKind: on.table('applicantKinds').toNational(kind) as 'NATURAL_PERSON', // validated with the whole body before it is signed
    applicant: {
      name: requiredText(record, 'SQRMC'),
      idType: on.table('idTypes').toNational(idType),
      idNumber: idNumberOf(requiredText(record, 'ZJHM')),
      ...defined({ phone: textOf(record, 'LXDH') }),
    },
    ...defined({ agent: agentOf(record, on) }),
    form: await on.mapFields('TO_NATIONAL', facts.form, facts),
  };
}

function agentOf(record: XmlNode, on: MappingReading) {
  const name = textOf(record, 'DLRMC');
  if (name === undefined) return undefined;
  return {
    name,
    idType: on.table('idTypes').toNational(requiredText(record, 'DLRZJLB')),
    idNumber: idNumberOf(requiredText(record, 'DLRZJHM')),
    ...defined({ phone: textOf(record, 'DLRDH') }),
  };
}

function materials(record: XmlNode, on: MappingReading, files: FetchedFiles) {
  return nodesOf(record, 'CLS', 'CL').map((node) => ({
    name: requiredText(node, 'CLMC'),
    source: on.table('materialSources').toNational(requiredText(node, 'CLLB')) as 'UPLOADED', // validated before signing
    ...defined({ code: textOf(node, 'CLBM'), blob: blobOf(node, files) }),
  }));
}

function documents(record: XmlNode, files: FetchedFiles) {
  return nodesOf(record, 'JGS', 'JG').map((node) => ({
    name: requiredText(node, 'MC'),
    ...defined({ documentNo: textOf(node, 'BH'), blob: blobOf(node, files) }),
  }));
}

function blobOf(node: XmlNode, files: FetchedFiles) {
  const fileId = textOf(node, 'WJBH');
  return fileId === undefined ? undefined : files.get(fileId)?.blob;
}

/** "20261218" to RFC 3339. */
function dateOf(day: string): string {
  return fromCompactTime(`${day}000000`).slice(0, 10);
}
