import type { CaseMessage } from '#proto/schema';

/** Acts for which every province has a form of its own. The others cross in the one that all of them share. */
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
  return FORMED.some((type) => type === message.type);
}
