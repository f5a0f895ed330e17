import {
  type Draft,
  defined,
  idNumberOf,
  localDay,
  type MappingTables,
  type OutgoingFile,
} from '#connectors/kit';
import type {
  CaseEvent,
  HunanApplicant,
  HunanAttachment,
  HunanDocument,
  HunanField,
  HunanMaterial,
  HunanPerson,
} from './messages.js';
import type { MemberPart } from './parts.js';
import { fromEpoch } from './times.js';

/** Files, fetched and digested, by the platform's file number. */
export type FetchedFiles = ReadonlyMap<string, OutgoingFile>;

/** The files that an event names. */
export function attachmentsOf({ eventType, payload }: CaseEvent): HunanAttachment[] {
  if (eventType === 'SUPPLEMENTED') return payload.materials.flatMap(({ attachment }) => attachment ?? []);
  if (eventType === 'RESULT_SENT') return payload.documents.flatMap(({ attachment }) => attachment ?? []);
  return [];
}

/** A member of a thing, or a plain item, as a submission in national codes. @throws MappingGapError. */
export function toSubmission(part: MemberPart, maps: MappingTables, files: FetchedFiles): Draft {
  const { member } = part;
  return {
    type: 'SubmitCase',
    body: {
      caseRef: part.caseRef,
      itemCode: maps.table('items').toNational(member.itemCode),
      ...defined({ divisionCode: member.divisionCode }),
      mode: maps.table('modes').toNational(member.handleMode) as 'REMOTE_INTAKE', // validated before it is signed
      appliedAt: fromEpoch(part.applyTime),
      personal: { open: personal(part, maps) },
      materials: materials(part.materials, maps, files),
    },
  };
}

/** An event of a case in national codes. @throws MappingGapError. */
export function toDraft(event: CaseEvent, maps: MappingTables, files: FetchedFiles): Draft {
  const national = (table: string, local: string) => maps.table(table).toNational(local);
  const caseNo = event.hubCaseNo;
  switch (event.eventType) {
    case 'RECEIVED': {
      const { window, identityVerified, originals, receiveTime } = event.payload;
      return {
        type: 'IntakeRecorded',
        body: {
          caseNo,
          ...defined({ window: window && windowOf(window) }),
          identityChecked: identityVerified,
          originalsChecked: originals,
          recordedAt: fromEpoch(receiveTime),
        },
      };
    }
    case 'SUPPLEMENT_NOTICED': {
      const { noticeNo, missing, faulty, deadline } = event.payload;
      const faults = faulty.map(({ materialName, reason }) => ({ material: materialName, reason }));
      return {
        type: 'CorrectionNotice',
        body: { caseNo, noticeNo, missing, faulty: faults, deadline: fromEpoch(deadline) },
      };
    }
    case 'SUPPLEMENTED': {
      const { noticeNo, applicant, agent, formFields } = event.payload;
      const person = applicant && personal({ applicant, agent, formFields }, maps);
      return {
        type: 'CorrectionSubmitted',
        body: {
          caseNo,
          noticeNo,
          materials: materials(event.payload.materials, maps, files),
          ...defined({ personal: person && { open: person } }),
        },
      };
    }
    case 'ADMITTED': {
      const { acceptNo, documentNo, acceptTime, promiseDay } = event.payload;
      const promisedDate = promiseDay === undefined ? undefined : localDay(promiseDay);
      return {
        type: 'CaseAccepted',
        body: {
          caseNo,
          competentCaseRef: acceptNo,
          acceptedAt: fromEpoch(acceptTime),
          ...defined({ documentNo, promisedDate }),
        },
      };
    }
    case 'NOT_ADMITTED': {
      const { reasonCode, reason, documentNo } = event.payload;
      return { type: 'CaseNotAccepted', body: { caseNo, reasonCode, reason, ...defined({ documentNo }) } };
    }
    case 'REVIEWING':
      return { type: 'ReviewStarted', body: { caseNo, startedAt: fromEpoch(event.payload.startTime) } };
    case 'PAUSED':
      return { type: 'CaseSuspended', body: { caseNo, ...event.payload } };
    case 'RESUMED':
      return { type: 'CaseResumed', body: { caseNo, ...defined({ reason: event.payload.reason }) } };
    case 'DECIDED': {
      const { decision, documentNo, decideTime, grounds } = event.payload;
      return {
        type: 'DecisionIssued',
        body: {
          caseNo,
          outcome: national('decisions', decision) as 'GRANTED', // validated with the whole body before it is signed
          documentNo,
          decidedAt: fromEpoch(decideTime),
          ...defined({ grounds }),
        },
      };
    }
    case 'FINISHED':
      return { type: 'CaseConcluded', body: { caseNo, concludedAt: fromEpoch(event.payload.finishTime) } };
    case 'RESULT_SENT': {
      const waybill = event.payload.waybillNo;
      return {
        type: 'ResultTransferred',
        body: { caseNo, documents: documents(event.payload.documents, files), ...defined({ waybill }) },
      };
    }
    case 'RESULT_HANDED': {
      const { deliveryType, handTime, waybillNo: waybill } = event.payload;
      return {
        type: 'ResultDelivered',
        body: {
          caseNo,
          mode: national('deliveries', deliveryType) as 'AT_WINDOW', // validated with the whole body before it is signed
          deliveredAt: fromEpoch(handTime),
          ...defined({ waybill }),
        },
      };
    }
    case 'REVOKED':
      return { type: 'CaseWithdrawn', body: { caseNo, ...defined({ reason: event.payload.reason }) } };
    case 'STOPPED':
      return { type: 'CaseTerminated', body: { caseNo, ...event.payload } };
  }
}

interface Persons {
  readonly applicant: HunanApplicant;
  readonly agent: HunanPerson | undefined;
  readonly formFields: readonly HunanField[];
}

function personal({ applicant, agent, formFields }: Persons, maps: MappingTables) {
  const { applicantType } = applicant;
  return {
    applicantKind: maps.table('applicantKinds').toNational(applicantType) as 'NATURAL_PERSON', // validated before signing
    applicant: person(applicant, maps),
    ...defined({ agent: agent && person(agent, maps) }),
    form: formFields
      .filter(({ fieldValue }) => fieldValue !== '')
      .map(({ fieldName, fieldValue }) => ({ name: fieldName, value: fieldValue })),
  };
}

function person({ name, idType, idNumber, phone }: HunanPerson, maps: MappingTables) {
  const national = maps.table('idTypes').toNational(idType);
  return { name, idType: national, idNumber: idNumberOf(idNumber), ...defined({ phone }) };
}

function windowOf({ windowName, divisionCode, windowNo }: WindowText) {
  return { divisionCode, orgName: windowName, ...defined({ windowNo }) };
}

type WindowText = NonNullable<Extract<CaseEvent, { eventType: 'RECEIVED' }>['payload']['window']>;

function materials(list: readonly HunanMaterial[], maps: MappingTables, files: FetchedFiles) {
  return list.map(({ materialName, materialCode, sourceType, attachment }) => ({
    name: materialName,
    source: maps.table('materialSources').toNational(sourceType) as 'UPLOADED', // validated with the whole body before it is signed
    ...defined({ code: materialCode, blob: blobOf(attachment, files) }),
  }));
}

function documents(list: readonly HunanDocument[], files: FetchedFiles) {
  return list.map(({ documentName, documentNo, attachment }) => ({
    name: documentName,
    ...defined({ documentNo, blob: blobOf(attachment, files) }),
  }));
}

function blobOf(attachment: HunanAttachment | undefined, files: FetchedFiles) {
  return attachment === undefined ? undefined : files.get(attachment.fileId)?.blob;
}
