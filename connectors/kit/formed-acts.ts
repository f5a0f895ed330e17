import type { CaseMessage } from '#proto/schema';

/** Acts for which every province has a form of its own. Others cross in the one that all of them share: other-acts.ts. */
const FORMED = [
  'SubmitCase',
  'IntakeRecorded',
  'CorrectionNotice',
  'CorrectionSubmitted',
  'CaseAccepted',
  'CaseNotAccepted',
  'ReviewStarted',
  'CaseSuspended',
  'CaseResumed',
  'DecisionIssued',
  'CaseConcluded',
  'ResultTransferred',
  'ResultDelivered',
  'CaseWithdrawn',
  'CaseTerminated',
  'DispatchAcknowledgement',
] as const satisfies readonly CaseMessage['type'][];

export type FormedActType = (typeof FORMED)[number];
export type FormedMessage = Extract<CaseMessage, { type: FormedActType }>;

/** Whether a province's own form holds all that the act says. */
export function isFormed(message: CaseMessage): message is FormedMessage {
  return isFormedType(message.type) && !saysMore(message);
}

/** What came later than the forms. An act that says such a thing crosses in the general form, with all that it says. */
function saysMore(message: CaseMessage): boolean {
  switch (message.type) {
    case 'SubmitCase': {
      const { pledge, lifeEvent, members } = message.body;
      return pledge !== undefined || lifeEvent !== undefined || members.length > 0;
    }
    case 'ResultTransferred': {
      const { oldDocumentDue, documents } = message.body;
      return oldDocumentDue || documents.some(({ certificateId }) => certificateId !== undefined);
    }
    case 'ResultDelivered':
      return message.body.collectorChecked || message.body.oldDocumentSurrendered;
    default:
      return false;
  }
}

export function isFormedType(type: string): type is FormedActType {
  return FORMED.some((each) => each === type);
}
