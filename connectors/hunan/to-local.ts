import type { IncomingAct, MappingTables } from '#connectors/kit';
import type { MaterialBody, PersonalBody } from '#proto/schema';
import { beginOf, toEpoch } from './times.js';

/** What the platform's inbound interface takes: the words and members that its feed has. */
export interface HunanInbound {
  readonly eventType: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Files that an act names, put into the platform: its file numbers by SHA-256. */
export type StoredFiles = ReadonlyMap<string, string>;

/** An act in the platform's own codes. A submission arrives as a thing of one member. @throws MappingGapError. */
export function toInbound(act: IncomingAct, maps: MappingTables, files: StoredFiles): HunanInbound {
  const local = (table: string, national: string) => maps.table(table).toLocal(national);
  const { message } = act;
  switch (message.type) {
    case 'SubmitCase': {
      const { body } = message;
      const member = {
        itemCode: local('items', act.basicCode),
        divisionCode: body.divisionCode,
        handleMode: local('modes', body.mode),
      };
      const payload = {
        thingNo: body.caseRef,
        applyTime: toEpoch(body.appliedAt),
        ...personal(body.personal.open, maps),
        materials: materials(body.materials, maps, files),
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
      const person = corrected === undefined ? {} : personal(corrected.open, maps);
      const payload = { noticeNo, materials: materials(list, maps, files), ...person };
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
        decision: local('decisions', outcome),
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
        deliveryType: local('deliveries', mode),
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

function personal({ applicantKind, applicant, agent, form }: PersonalBody, maps: MappingTables) {
  return {
    applicant: {
      applicantType: maps.table('applicantKinds').toLocal(applicantKind),
      ...person(applicant, maps),
    },
    agent: agent && person(agent, maps),
    formFields: form.map(({ name, value }) => ({ fieldName: name, fieldValue: value })),
  };
}

function person({ name, idType, idNumber, phone }: PersonalBody['applicant'], maps: MappingTables) {
  return { name, idType: maps.table('idTypes').toLocal(idType), idNumber, phone };
}

function materials(list: readonly MaterialBody[], maps: MappingTables, files: StoredFiles) {
  return list.map(({ name, code, source, blob }) => ({
    materialName: name,
    materialCode: code,
    sourceType: maps.table('materialSources').toLocal(source),
    attachment: attachment(blob, files),
  }));
}

function attachment(blob: MaterialBody['blob'], files: StoredFiles) {
  return blob && { fileId: files.get(blob.sha256), fileName: blob.fileName };
}
