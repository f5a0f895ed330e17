import {
  type IncomingAct,
  isFormed,
  localWording,
  type MappingTables,
  notedName,
  toOtherAct,
  type Wording,
} from '#connectors/kit';
import type { MaterialBody, PersonalBody } from '#proto/schema';
import { toOther } from './other.js';
import { beginOf, toEpoch } from './times.js';

/** What the platform's inbound interface takes: the words and members that its feed has. */
export interface HunanInbound {
  readonly eventType: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Files that an act names, put into the platform: its file numbers by SHA-256. */
export type StoredFiles = ReadonlyMap<string, string>;

type LocalWording = Wording<'TO_LOCAL'>;

/**
 * An act in the platform's own codes, by the mapping of its day. A submission arrives as a thing of one member.
 * @throws MappingGapError, ExpressionError.
 */
export async function toInbound(
  act: IncomingAct,
  maps: MappingTables,
  files: StoredFiles,
): Promise<HunanInbound> {
  const words = localWording(act, maps);
  return words.complete(await inboundOf(act, words, files));
}

async function inboundOf(act: IncomingAct, words: LocalWording, files: StoredFiles): Promise<HunanInbound> {
  const { message } = act;
  if (!isFormed(message))
    return { eventType: 'OTHER_ACT', payload: toOther(await words.general(toOtherAct(message)), files) };
  switch (message.type) {
    case 'SubmitCase': {
      const { body } = message;
      const member = {
        itemCode: await words.code('items', act.basicCode),
        divisionCode: body.divisionCode,
        handleMode: await words.code('modes', body.mode),
      };
      const payload = {
        thingNo: body.caseRef,
        applyTime: toEpoch(body.appliedAt),
        intakeDivisionCode: body.intakeDivision,
        leadHubCaseNo: body.leadCaseNo,
        ...(await personal(body.personal.open, words)),
        materials: await materials(body.materials, words, files),
        members: [member],
      };
      return { eventType: 'THING_FILED', payload };
    }
    case 'IntakeRecorded': {
      const { window, identityChecked, originalsChecked, recordedAt } = message.body;
      const payload = {
        window: window && {
          windowName: window.orgName,
          divisionCode: window.divisionCode,
          windowNo: window.windowNo,
        },
        identityVerified: identityChecked,
        originals: originalsChecked,
        receiveTime: toEpoch(recordedAt),
      };
      return { eventType: 'RECEIVED', payload };
    }
    case 'CorrectionNotice': {
      const { noticeNo, missing, faulty, deadline } = message.body;
      const faults = faulty.map(({ material, reason }) => ({ materialName: material, reason }));
      const payload = { noticeNo, missing, faulty: faults, deadline: toEpoch(deadline) };
      return { eventType: 'SUPPLEMENT_NOTICED', payload };
    }
    case 'CorrectionSubmitted': {
      const { noticeNo, materials: list, personal: corrected } = message.body;
      const person = corrected && (await personal(corrected.open, words));
      const payload = { noticeNo, materials: await materials(list, words, files), ...person };
      return { eventType: 'SUPPLEMENTED', payload };
    }
    case 'CaseAccepted': {
      const { competentCaseRef, documentNo, acceptedAt, promisedDate } = message.body;
      const payload = {
        acceptNo: competentCaseRef,
        documentNo,
        acceptTime: toEpoch(acceptedAt),
        promiseDay: promisedDate === undefined ? undefined : beginOf(promisedDate),
      };
      return { eventType: 'ADMITTED', payload };
    }
    case 'CaseNotAccepted': {
      const { reasonCode, reason, documentNo } = message.body;
      return { eventType: 'NOT_ADMITTED', payload: { reasonCode, reason, documentNo } };
    }
    case 'ReviewStarted':
      return { eventType: 'REVIEWING', payload: { startTime: toEpoch(message.body.startedAt) } };
    case 'CaseSuspended': {
      const { procedure, reason } = message.body;
      return { eventType: 'PAUSED', payload: { procedure, reason } };
    }
    case 'CaseResumed':
      return { eventType: 'RESUMED', payload: { reason: message.body.reason } };
    case 'DecisionIssued': {
      const { outcome, documentNo, decidedAt, grounds } = message.body;
      const payload = {
        decision: await words.code('decisions', outcome),
        documentNo,
        decideTime: toEpoch(decidedAt),
        grounds,
      };
      return { eventType: 'DECIDED', payload };
    }
    case 'CaseConcluded':
      return { eventType: 'FINISHED', payload: { finishTime: toEpoch(message.body.concludedAt) } };
    case 'ResultTransferred': {
      const { documents, waybill } = message.body;
      const list = documents.map(({ name, documentNo, blob }) => ({
        documentName: name,
        documentNo,
        attachment: attachment(blob, files),
      }));
      return { eventType: 'RESULT_SENT', payload: { documents: list, waybillNo: waybill } };
    }
    case 'ResultDelivered': {
      const { mode, deliveredAt, waybill } = message.body;
      const payload = {
        deliveryType: await words.code('deliveries', mode),
        handTime: toEpoch(deliveredAt),
        waybillNo: waybill,
      };
      return { eventType: 'RESULT_HANDED', payload };
    }
    case 'CaseWithdrawn':
      return { eventType: 'REVOKED', payload: { reason: message.body.reason } };
    case 'CaseTerminated': {
      const { reasonCode, reason } = message.body;
      return { eventType: 'STOPPED', payload: { reasonCode, reason } };
    }
    case 'DispatchAcknowledgement':
      throw new TypeError('acknowledgements are not dispatched');
  }
}

async function personal(open: PersonalBody, words: LocalWording) {
  const { applicantKind, applicant, agent, form } = await words.personal(open);
  return {
    applicant: { applicantType: applicantKind, ...applicant },
    agent,
    formFields: form.map(({ name, value }) => ({ fieldName: name, fieldValue: value })),
  };
}

async function materials(list: readonly MaterialBody[], words: LocalWording, files: StoredFiles) {
  return (await words.materials(list)).map(({ name, code, source, blob, certificate }) => ({
    materialName: notedName(name, certificate),
    materialCode: code,
    sourceType: source,
    attachment: attachment(blob, files),
  }));
}

function attachment(blob: MaterialBody['blob'], files: StoredFiles) {
  return blob && { fileId: files.get(blob.sha256), fileName: blob.fileName };
}
