import type { CaseMessage } from '#proto/schema';

/** Acts for which every province has a form of its own. The others cross in the one that all of them share: other-acts.ts. */
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

export function isFormed(message: CaseMessage): message is FormedMessage {
  return isFormedType(message.type);
}

export function isFormedType(type: string): type is FormedActType {
  return FORMED.some((each) => each === type);
}
