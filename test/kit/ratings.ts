import { AT, newReference, submission } from './messages.js';
import type { TestPeer } from './peer.js';

/** A case of 异地代收代办 that has been concluded: Guangdong's window took it in, Henan decided. @returns its number. */
export async function concluded(guangdong: TestPeer, henan: TestPeer): Promise<string> {
  const { caseNo } = await guangdong.act('SubmitCase', submission({ mode: 'REMOTE_INTAKE' }));
  await guangdong.act('IntakeRecorded', { caseNo, identityChecked: true, recordedAt: AT });
  await henan.act('CaseAccepted', { caseNo, competentCaseRef: newReference('SL'), acceptedAt: AT });
  await henan.act('ReviewStarted', { caseNo, startedAt: AT });
  await henan.act('DecisionIssued', { caseNo, outcome: 'GRANTED', documentNo: 'JD-1', decidedAt: AT });
  await henan.act('CaseConcluded', { caseNo, concludedAt: AT });
  return caseNo;
}

export function ratingOf(caseNo: string, over: object = {}) {
  return {
    caseNo,
    feedbackNo: newReference('PJ'),
    side: 'DECISION',
    satisfaction: 'DISSATISFIED',
    channel: 'MOBILE',
    ratedAt: AT,
    ...over,
  };
}

export function complaintOf(caseNo: string, over: object = {}) {
  return {
    caseNo,
    feedbackNo: newReference('TS'),
    side: 'DECISION',
    channel: 'HOTLINE_12345',
    complainedAt: AT,
    ...over,
  };
}

export function remedyOf(caseNo: string, feedbackNo: string, over: object = {}) {
  const reason = '已向申请人说明，并简化了流程';
  return { caseNo, feedbackNo, measure: 'RECTIFIED', callBack: 'REACHED', calledBackAt: AT, reason, ...over };
}

export function followUpOf(caseNo: string, feedbackNo: string, satisfaction: string | undefined) {
  const callBack = satisfaction === undefined ? 'NOT_REACHED' : 'REACHED';
  return { caseNo, feedbackNo, callBack, satisfaction, followedUpAt: AT };
}
