import {
  defined,
  fromCompactTime,
  localDay,
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
import { fromOther } from './other.js';
import { HenanXmlError, nodesOf, requiredText, textOf, textsOf, type XmlNode } from './xml.js';

/** Files of a record, fetched and digested, by the platform's file number. */
export type FetchedFiles = ReadonlyMap<string, OutgoingFile>;

type NationalWording = Wording<'TO_NATIONAL'>;

/** The file numbers that a record names. */
export function fileIdsOf(record: XmlNode): string[] {
  const lists = [
    ['CLS', 'CL'],
    ['JGS', 'JG'],
    ['YSS', 'YS'],
  ] as const;
  const named = lists.flatMap(([outer, inner]) => nodesOf(record, outer, inner));
  return named.flatMap((node) => textOf(node, 'WJBH') ?? []);
}

/**
 * A record of the out-tray in national codes, by the mapping of its day.
 * @throws HenanXmlError, MappingGapError, ExpressionError, LocalTimeError, ValidationError.
 */
export async function toDraft(record: XmlNode, maps: MappingTables, files: FetchedFiles): Promise<Draft> {
  const words = nationalWording(maps, saidBy(record));
  return words.complete(await draftOf(record, words, files));
}

async function draftOf(record: XmlNode, words: NationalWording, files: FetchedFiles): Promise<Draft> {
  const when = timeOf(record);
  const sid = textOf(record, '@sid');
  if (sid === 'HA01') return submission(record, words, files);
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
      const personal = personalOf(record);
      return {
        type: 'CorrectionSubmitted',
        body: {
          caseNo,
          noticeNo: requiredText(record, 'TZSBH'),
          materials: await words.materials(materials(record, files)),
          ...defined({ personal: personal && { open: await words.personal(personal) } }),
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
          outcome: await words.code('decisions', requiredText(record, 'JDJG')),
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
          mode: await words.code('deliveries', requiredText(record, 'SDFS')),
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
    case 'HA16':
      return readOtherAct(words.complete(await words.general(fromOther(record, files))));
    default:
      throw new HenanXmlError(`unknown record kind ${sid ?? ''}`);
  }
}

async function submission(record: XmlNode, words: NationalWording, files: FetchedFiles): Promise<Draft> {
  return {
    type: 'SubmitCase',
    body: {
      caseRef: requiredText(record, 'BJBH'),
      itemCode: await words.code('items', requiredText(record, 'SXBM')),
      divisionCode: requiredText(record, 'BLDQH'),
      ...defined({ intakeDivision: textOf(record, 'SJDQH'), leadCaseNo: textOf(record, 'ZBTYBH') }),
      mode: await words.code('modes', requiredText(record, 'BLFS')),
      appliedAt: timeOf(record),
      personal: { open: await words.personal(filedPersonal(record)) },
      materials: await words.materials(materials(record, files)),
    },
  };
}

function saidBy(record: XmlNode): SaidOfCase {
  const date = localDay(timeOf(record));
  switch (textOf(record, '@sid')) {
    case 'HA01':
      return {
        item: requiredText(record, 'SXBM'),
        division: requiredText(record, 'BLDQH'),
        date,
        personal: filedPersonal(record),
        materials: materials(record, new Map()),
      };
    case 'HA04':
      return { date, personal: personalOf(record), materials: materials(record, new Map()) };
    default:
      return { date };
  }
}

/** @returns undefined for a correction that leaves the persons as they were. */
function personalOf(record: XmlNode): PersonalWords | undefined {
  return textOf(record, 'SQRMC') === undefined ? undefined : filedPersonal(record);
}

function filedPersonal(record: XmlNode): PersonalWords {
  return {
    applicantKind: requiredText(record, 'SQRLB'),
    applicant: {
      name: requiredText(record, 'SQRMC'),
      idType: requiredText(record, 'ZJLB'),
      idNumber: requiredText(record, 'ZJHM'),
      phone: textOf(record, 'LXDH'),
    },
    agent: agentOf(record),
    form: nodesOf(record, 'BD', 'FIELD').map((node) => ({
      name: requiredText(node, '@name'),
      value: textOf(node, '#text') ?? '',
    })),
  };
}

function agentOf(record: XmlNode): PersonalWords['agent'] {
  const name = textOf(record, 'DLRMC');
  if (name === undefined) return undefined;
  return {
    name,
    idType: requiredText(record, 'DLRZJLB'),
    idNumber: requiredText(record, 'DLRZJHM'),
    phone: textOf(record, 'DLRDH'),
  };
}

function materials(record: XmlNode, files: FetchedFiles) {
  return nodesOf(record, 'CLS', 'CL').map((node) => ({
    name: requiredText(node, 'CLMC'),
    source: requiredText(node, 'CLLB'),
    ...defined({
      code: textOf(node, 'CLBM'),
      blob: blobOf(node, files),
      certificate: referenceOf(textOf(node, 'ZZBS'), textOf(node, 'YZBH')),
    }),
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

function timeOf(record: XmlNode): string {
  return fromCompactTime(requiredText(record, 'YWSJ'));
}

/** "20261218" to RFC 3339. */
function dateOf(day: string): string {
  return fromCompactTime(`${day}000000`).slice(0, 10);
}
