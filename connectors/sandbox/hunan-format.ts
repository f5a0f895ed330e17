import { actField } from './act-field.js';
import type {
  DeskAct,
  DeskActKind,
  DeskApplicant,
  DeskDocument,
  DeskEvent,
  DeskField,
  DeskMaterial,
} from './desk.js';
import { keyOf } from './key-of.js';

/** Hunan's format: `eventType`, the word for what happened, and `payload`, what there is to say of it. */

export type Json = Record<string, unknown>;

/** Makes the link to a file, which is good for a while. */
export type LinkTo = (fileId: string) => Json;

export const WORDS: Record<DeskActKind, string> = {
  file: 'THING_FILED',
  intake: 'RECEIVED',
  notice: 'SUPPLEMENT_NOTICED',
  correct: 'SUPPLEMENTED',
  accept: 'ADMITTED',
  reject: 'NOT_ADMITTED',
  review: 'REVIEWING',
  decide: 'DECIDED',
  conclude: 'FINISHED',
  transfer: 'RESULT_SENT',
  deliver: 'RESULT_HANDED',
  withdraw: 'REVOKED',
  suspend: 'PAUSED',
  resume: 'RESUMED',
  terminate: 'STOPPED',
  other: 'OTHER_ACT',
};

const MODES = { remote: 'YDDSDB', online: 'QCWB', joint: 'DDLB' } as const;
const SOURCES = { upload: 'SC', original: 'YJHY', certificate: 'DZZZ', shared: 'SJGX' } as const;
const WAYS = { window: 'ZQ', courier: 'YJ', electronic: 'DZ' } as const;
const CST_MS = 8 * 3_600_000;

export function modeWord(mode: keyof typeof MODES): string {
  return MODES[mode];
}

function modeOf(word: unknown): keyof typeof MODES {
  const modes = Object.keys(MODES) as (keyof typeof MODES)[]; // the keys of a constant
  return modes.find((mode) => MODES[mode] === word) ?? 'online';
}

export function decisionWord(granted: boolean): string {
  return granted ? 'AGREE' : 'DISAGREE';
}

/** What there is to say of an event. A filing is not said here: the thing has to be asked for. */
export function payloadOf({ at, act }: DeskEvent, linkTo: LinkTo): Json {
  switch (act.kind) {
    case 'file':
      return {};
    case 'intake':
      return {
        window: { windowName: act.window, divisionCode: '430100' },
        identityVerified: true,
        originals: act.originals,
        receiveTime: at,
      };
    case 'notice':
      return {
        noticeNo: act.noticeNo,
        missing: act.missing,
        faulty: act.faulty.map(({ material, reason }) => ({ materialName: material, reason })),
        deadline: Date.parse(`${act.deadline}T18:00:00+08:00`),
      };
    case 'correct':
      return { noticeNo: act.noticeNo, materials: act.materials.map((each) => materialOf(each, linkTo)) };
    case 'accept':
      return {
        acceptNo: act.number,
        documentNo: act.documentNo,
        acceptTime: at,
        promiseDay: Date.parse(`${act.promised}T00:00:00+08:00`),
      };
    case 'reject':
    case 'terminate':
      return { reasonCode: act.code, reason: act.reason };
    case 'review':
      return { startTime: at };
    case 'decide':
      return {
        decision: decisionWord(act.granted),
        documentNo: act.documentNo,
        decideTime: at,
        grounds: act.grounds,
      };
    case 'conclude':
      return { finishTime: at };
    case 'transfer':
      return {
        documents: act.documents.map((each) => documentOf(each, linkTo)),
        waybillNo: act.waybill,
      };
    case 'deliver':
      return { deliveryType: WAYS[act.how], handTime: at, waybillNo: act.waybill };
    case 'withdraw':
      return { reason: act.reason };
    case 'suspend':
      return { procedure: act.procedure, reason: act.reason };
    case 'resume':
      return {};
    case 'other': {
      const fields = act.fields.map(({ path, label, value, fileId }) => {
        return { path, label, value, attachment: fileId === undefined ? undefined : linkTo(fileId) };
      });
      return { messageType: act.type, messageName: act.name, fields };
    }
  }
}

export function applicantOf({ kind, name, idNumber, phone }: DeskApplicant): Json {
  const isPerson = kind === 'person';
  return {
    applicantType: isPerson ? 'GR' : 'QY',
    name,
    idType: isPerson ? 'SFZ' : 'TYXYDM',
    idNumber,
    phone,
  };
}

export function fieldOf({ name, value }: DeskField): Json {
  return { fieldName: name, fieldValue: value };
}

export function materialOf({ name, source, fileId }: DeskMaterial, linkTo: LinkTo): Json {
  const attachment = fileId === undefined ? undefined : linkTo(fileId);
  return { materialName: name, sourceType: SOURCES[source], attachment };
}

export function documentOf({ name, number, fileId }: DeskDocument, linkTo: LinkTo): Json {
  return {
    documentName: name,
    documentNo: number,
    attachment: fileId === undefined ? undefined : linkTo(fileId),
  };
}

/** What others did, in the desk's words. @throws RangeError for a word that Hunan does not know. */
export function actOf(eventType: string, payload: Json): DeskAct {
  const text = (key: string) => String(payload[key] ?? '');
  const list = (key: string) => (payload[key] ?? []) as Json[]; // written by the connector; a sandbox trusts it
  const waybill = payload.waybillNo === undefined ? {} : { waybill: text('waybillNo') };
  switch (eventType) {
    case 'THING_FILED': {
      const [member = {}] = list('members');
      return {
        kind: 'file',
        item: String(member.itemCode),
        division: String(member.divisionCode ?? ''),
        ...(payload.intakeDivisionCode === undefined ? {} : { intake: text('intakeDivisionCode') }),
        ...(payload.leadHubCaseNo === undefined ? {} : { lead: text('leadHubCaseNo') }),
        mode: modeOf(member.handleMode),
        applicant: deskApplicant(payload.applicant as Json), // as above
        form: list('formFields').map((field) => ({
          name: String(field.fieldName),
          value: String(field.fieldValue),
        })),
        materials: list('materials').map(deskMaterial),
      };
    }
    case 'RECEIVED': {
      const { windowName = '' } = (payload.window ?? {}) as Json; // as above
      return { kind: 'intake', window: String(windowName), originals: list('originals').map(String) };
    }
    case 'SUPPLEMENT_NOTICED':
      return {
        kind: 'notice',
        noticeNo: text('noticeNo'),
        missing: list('missing').map(String),
        faulty: list('faulty').map((each) => ({
          material: String(each.materialName),
          reason: String(each.reason),
        })),
        deadline: dayOf(payload.deadline),
      };
    case 'SUPPLEMENTED':
      return { kind: 'correct', noticeNo: text('noticeNo'), materials: list('materials').map(deskMaterial) };
    case 'ADMITTED':
      return {
        kind: 'accept',
        number: text('acceptNo'),
        documentNo: text('documentNo'),
        promised: payload.promiseDay === undefined ? '' : dayOf(payload.promiseDay),
      };
    case 'NOT_ADMITTED':
      return { kind: 'reject', code: text('reasonCode'), reason: text('reason') };
    case 'REVIEWING':
      return { kind: 'review' };
    case 'DECIDED':
      return {
        kind: 'decide',
        granted: payload.decision === 'AGREE',
        documentNo: text('documentNo'),
        grounds: text('grounds'),
      };
    case 'FINISHED':
      return { kind: 'conclude' };
    case 'RESULT_SENT':
      return { kind: 'transfer', documents: list('documents').map(deskDocument), ...waybill };
    case 'RESULT_HANDED':
      return { kind: 'deliver', how: keyOf(WAYS, payload.deliveryType) ?? 'electronic', ...waybill };
    case 'REVOKED':
      return { kind: 'withdraw', reason: text('reason') };
    case 'PAUSED':
      return { kind: 'suspend', procedure: text('procedure'), reason: text('reason') };
    case 'RESUMED':
      return { kind: 'resume' };
    case 'STOPPED':
      return { kind: 'terminate', code: text('reasonCode'), reason: text('reason') };
    case 'OTHER_ACT':
      return {
        kind: 'other',
        type: text('messageType'),
        name: text('messageName'),
        fields: list('fields').map(({ path, label, value, attachment }) => {
          return actField({ path, label, value, ...{ fileId: undefined, ...fileIn(attachment) } });
        }),
      };
    default:
      throw new RangeError(`未知事件 ${eventType}`);
  }
}

function deskApplicant({ applicantType, name, idNumber, phone }: Json): DeskApplicant {
  return {
    kind: applicantType === 'GR' ? 'person' : 'company',
    name: String(name),
    idNumber: String(idNumber),
    ...(phone === undefined ? {} : { phone: String(phone) }),
  };
}

function deskMaterial({ materialName, sourceType, attachment }: Json): DeskMaterial {
  const base = { name: String(materialName), source: keyOf(SOURCES, sourceType) ?? 'upload' };
  return { ...base, ...fileIn(attachment) };
}

function deskDocument({ documentName, documentNo, attachment }: Json): DeskDocument {
  const number = documentNo === undefined ? {} : { number: String(documentNo) };
  return { name: String(documentName), ...number, ...fileIn(attachment) };
}

function fileIn(attachment: unknown): { fileId?: string } {
  return attachment === undefined ? {} : { fileId: String((attachment as Json).fileId) }; // the connector's
}

function dayOf(unixMs: unknown): string {
  return new Date(Number(unixMs) + CST_MS).toISOString().slice(0, 10);
}
