import {
  defined,
  localDay,
  type MappingTables,
  nationalWording,
  type OutgoingFile,
  type PersonalWords,
  readNotedName,
  readOtherAct,
  type SaidOfCase,
  type Wording,
} from '#connectors/kit';
import type { Draft } from '#proto/schema';
import type {
  CaseEvent,
  HunanApplicant,
  HunanAttachment,
  HunanDocument,
  HunanField,
  HunanMaterial,
  HunanPerson,
} from './messages.js';
import { fromOther } from './other.js';
import type { MemberPart } from './parts.js';
import { fromEpoch } from './times.js';

/** Files, fetched and digested, by the platform's file number. */
export type FetchedFiles = ReadonlyMap<string, OutgoingFile>;

/** The files that an event names. */
export function attachmentsOf({ eventType, payload }: CaseEvent): HunanAttachment[] {
  if (eventType === 'SUPPLEMENTED') return payload.materials.flatMap(({ attachment }) => attachment ?? []);
  if (eventType === 'OTHER_ACT') return payload.fields.flatMap(({ attachment }) => attachment ?? []);
  if (eventType === 'RESULT_SENT') return payload.documents.flatMap(({ attachment }) => attachment ?? []);
  return [];
}

type NationalWording = Wording<'TO_NATIONAL'>;

/**
 * A member of a thing, or a plain item, as a submission in national codes, by the mapping of the day when it was applied for.
 * Conditions see what the member's office gets to see, and nothing more of the thing.
 * @throws MappingGapError, ExpressionError.
 */
export async function toSubmission(
  part: MemberPart,
  maps: MappingTables,
  files: FetchedFiles,
): Promise<Draft> {
  const { member, applicant } = part;
  const [personal, materials] = [personalOf(applicant, part), materialsOf(part.materials, files)];
  const { itemCode: item, divisionCode: division } = member;
  const words = nationalWording(maps, {
    ...{ item, division, personal, materials },
    date: localDay(part.applyTime),
  });
  return words.complete({
    type: 'SubmitCase',
    body: {
      caseRef: part.caseRef,
      itemCode: await words.code('items', item),
      ...defined({
        divisionCode: division,
        intakeDivision: part.intakeDivisionCode,
        leadCaseNo: part.leadHubCaseNo,
      }),
      mode: await words.code('modes', member.handleMode),
      appliedAt: fromEpoch(part.applyTime),
      personal: { open: await words.personal(personal) },
      materials: await words.materials(materials),
    },
  });
}

/** An event of a case in national codes, by the mapping of its day. @throws MappingGapError, ExpressionError, ValidationError. */
export async function toDraft(event: CaseEvent, maps: MappingTables, files: FetchedFiles): Promise<Draft> {
  const words = nationalWording(maps, saidBy(event));
  return words.complete(await draftOf(event, words, files));
}

function saidBy({ eventType, payload, occurTime }: CaseEvent): SaidOfCase {
  const date = localDay(occurTime);
  if (eventType !== 'SUPPLEMENTED') return { date };
  const { applicant, materials } = payload;
  return {
    date,
    personal: applicant && personalOf(applicant, payload),
    materials: materialsOf(materials, new Map()),
  };
}

async function draftOf(event: CaseEvent, words: NationalWording, files: FetchedFiles): Promise<Draft> {
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
      const faults = faulty.map(({ materialName, reason }) => ({
        material: readNotedName(materialName).name,
        reason,
      }));
      return {
        type: 'CorrectionNotice',
        body: { caseNo, noticeNo, missing, faulty: faults, deadline: fromEpoch(deadline) },
      };
    }
    case 'SUPPLEMENTED': {
      const { noticeNo, applicant, materials } = event.payload;
      const person = applicant && (await words.personal(personalOf(applicant, event.payload)));
      return {
        type: 'CorrectionSubmitted',
        body: {
          caseNo,
          noticeNo,
          materials: await words.materials(materialsOf(materials, files)),
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
          outcome: await words.code('decisions', decision),
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
          mode: await words.code('deliveries', deliveryType),
          deliveredAt: fromEpoch(handTime),
          ...defined({ waybill }),
        },
      };
    }
    case 'REVOKED':
      return { type: 'CaseWithdrawn', body: { caseNo, ...defined({ reason: event.payload.reason }) } };
    case 'STOPPED':
      return { type: 'CaseTerminated', body: { caseNo, ...event.payload } };
    case 'OTHER_ACT':
      return readOtherAct(words.complete(await words.general(fromOther(event, files))));
  }
}

interface Others {
  readonly agent: HunanPerson | undefined;
  readonly formFields: readonly HunanField[];
}

function personalOf(
  { applicantType, ...applicant }: HunanApplicant,
  { agent, formFields }: Others,
): PersonalWords {
  return {
    applicantKind: applicantType,
    applicant,
    agent,
    form: formFields.map(({ fieldName, fieldValue }) => ({ name: fieldName, value: fieldValue })),
  };
}

function windowOf({ windowName, divisionCode, windowNo }: WindowText) {
  return { divisionCode, orgName: windowName, ...defined({ windowNo }) };
}

type WindowText = NonNullable<Extract<CaseEvent, { eventType: 'RECEIVED' }>['payload']['window']>;

function materialsOf(list: readonly HunanMaterial[], files: FetchedFiles) {
  return list.map(({ materialName, materialCode, sourceType, attachment }) => ({
    ...readNotedName(materialName),
    source: sourceType,
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
