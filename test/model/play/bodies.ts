import { AT, submission as plainSubmission } from '../../kit/messages.js';
import { CLEAR, pledgeOf, someone } from '../../kit/pledges.js';
import { itemNamed } from '../model/limits.js';
import type { CaseAct, CaseName, HubAct, Peer, Sheets, Submission } from '../model/words.js';

/** What goes over the wire for an act of the model: legal in form, with everything that the model leaves out. */

export const DIVISIONS: Readonly<Record<Peer, string>> = {
  guangdong: '440000',
  henan: '410000',
  hunan: '430000',
  shanxi: '140000',
};

/** The number that the hub has given to a case of the model. */
export type NumberOf = (name: CaseName) => string;

const ORIGINAL = { name: '居民身份证', source: 'ORIGINAL_CHECKED' };
const SHARED = { name: '居民身份证', source: 'SHARED_DATA' };

export function submissionBody(submission: Submission, ref: string, numberOf: NumberOf): object {
  const { item, place, mode, originalsChecked, lead, members, memberOf, pledge } = submission;
  return {
    ...plainSubmission({ caseRef: ref, divisionCode: DIVISIONS[place] }),
    personal: someone(), // whom nothing bars that another case has found
    mode,
    itemCode: itemNamed(item).code,
    materials: [originalsChecked ? ORIGINAL : SHARED],
    ...(lead !== undefined && { leadCaseNo: numberOf(lead) }),
    ...(members !== undefined && { members: members.map(declaredBody) }),
    ...(memberOf !== undefined && {
      lifeEvent: {
        lifeEventNo: numberOf(memberOf.whole),
        member: memberOf.member,
        dependsOn: memberOf.dependsOn,
      },
    }),
    ...(pledge !== undefined && pledgeBody(pledge)),
  };
}

function declaredBody({
  member,
  item,
  place,
  dependsOn,
}: NonNullable<Submission['members']>[number]): object {
  return { member, itemCode: itemNamed(item).code, divisionCode: DIVISIONS[place], dependsOn };
}

function pledgeBody({ notice, codes, isBarred }: NonNullable<Submission['pledge']>): object {
  const version = notice === 'OUTDATED' ? { noticeVersion: '2025-1' } : {};
  return {
    pledge: pledgeOf({ pledgedCodes: codes, ...version }),
    commitmentNo: 'CN-1',
    creditCheck: { ...CLEAR, outcome: isBarred ? 'BARRED' : 'CLEAR' },
  };
}

/** Without the number of the case. @param id of the message, for numbers that must be new. */
export function actBody(act: CaseAct | HubAct, id: string, numberOf: NumberOf): object {
  const { type, ...said } = act;
  switch (act.type) {
    case 'IntakeRecorded':
      return {
        identityChecked: true,
        recordedAt: AT,
        originalsChecked: act.originalsChecked ? ['身份证'] : [],
      };
    case 'CorrectionNotice': {
      const { noticeNo, until, codes, hasOverride } = act;
      const missing = codes.length === 0 ? ['照片'] : codes.map((code) => `材料 ${code}`);
      const override = { overrideGround: 'OVERLOOKED', override: { reason: '遗漏', approver: '分管负责人' } };
      const deadline = `${until}T18:00:00+08:00`;
      return { noticeNo, missing, missingCodes: codes, deadline, ...(hasOverride && override) };
    }
    case 'CorrectionSubmitted':
      return { noticeNo: act.noticeNo, materials: [act.originalsChecked ? ORIGINAL : SHARED] };
    case 'CaseAccepted':
      return { competentCaseRef: `SL-${id}`, acceptedAt: AT, ...promise(act.promised) };
    case 'DeferredMaterialsAcceptance': {
      const { promised, codes, dueBy, isBarred } = act;
      const papers = {
        competentCaseRef: `RQ-${id}`,
        documentNo: 'RQ-1',
        acceptedAt: AT,
        commitmentNo: 'CN-1',
      };
      const names = codes.map((code) => `材料 ${code}`);
      const barred = isBarred && { creditCheck: { ...CLEAR, outcome: 'BARRED' } };
      return {
        ...papers,
        ...promise(promised),
        deferredCodes: codes,
        deferredNames: names,
        dueBy,
        ...barred,
      };
    }
    case 'DeferredMaterialsSupplied': {
      const { source } = act.originalsChecked ? ORIGINAL : SHARED;
      const materials = act.codes.map((code) => ({ name: `材料 ${code}`, code, source }));
      return { suppliedCodes: act.codes, materials };
    }
    case 'CaseSuspended':
      return { procedure: act.procedure, reason: '特别程序' };
    case 'TimeLimitExtended':
      return { ...said, reason: '案情复杂', approvedAt: AT };
    case 'DecisionIssued':
      return {
        ...said,
        documentNo: 'JD-1',
        decidedAt: AT,
        ...(act.outcome === 'DENIED' && { grounds: '条件不符' }),
      };
    case 'ResultTransferred':
      return { documents: [{ name: '证书' }], oldDocumentDue: act.oldDocumentDue };
    case 'ResultDelivered': {
      const { mode, hasWaybill, oldDocumentSurrendered } = act;
      return { mode, oldDocumentSurrendered, deliveredAt: AT, ...(hasWaybill && { waybill: 'EMS-9' }) };
    }
    case 'PartSettled': {
      const { part, resolution, replacedBy } = act;
      const replaced = replacedBy !== undefined && { replacedBy: numberOf(replacedBy) };
      return { partCaseNo: numberOf(part), resolution, reason: '申请人自行提供', ...replaced };
    }
    case 'CommitmentChecked': {
      const { finding, faulty: faultyCodes, method } = act;
      return { finding, faultyCodes, method, basis: '数据比对', checkedBy: '医保经办机构', checkedAt: AT };
    }
    case 'OriginalsHandedOver':
      return { ...said, originals: sheetsBody(act.originals), handedAt: AT };
    case 'OriginalsReceived':
      return { ...said, originals: sheetsBody(act.originals), takenAt: AT };
    case 'OriginalsLost':
      return { ...said, reasonCode: 'LOST', reason: '快递途中遗失', lostAt: AT };
    case 'VideoConsultationProposed': {
      const slots = act.slots.map((startsAt) => ({
        startsAt,
        endsAt: startsAt.replace(':00:00+', ':30:00+'),
      }));
      return { ...said, slots, link: 'https://meet.example/r/1', attendees: [{ role: 'CASE_OFFICER' }] };
    }
    case 'VideoConsultationConfirmed':
      return { consultationNo: act.consultationNo, startsAt: act.slot };
    case 'ServiceRating':
    case 'ComplaintReceived':
    case 'RatingRemedy':
    case 'RatingFollowUp':
      return feedbackBody(act);
    default:
      return { ...said, ...(REST[act.type] ?? {}) };
  }
}

type FeedbackAct = Extract<
  CaseAct,
  { type: 'ServiceRating' | 'ComplaintReceived' | 'RatingRemedy' | 'RatingFollowUp' }
>;

function feedbackBody(act: FeedbackAct): object {
  const { feedbackNo } = act;
  switch (act.type) {
    case 'ServiceRating': {
      const { side, satisfaction, isAnonymous: anonymous } = act;
      return { feedbackNo, side, satisfaction, anonymous, channel: 'MOBILE', ratedAt: AT };
    }
    case 'ComplaintReceived': {
      const { side, isAnonymous: anonymous } = act;
      return { feedbackNo, side, anonymous, channel: 'HOTLINE_12345', complainedAt: AT };
    }
    case 'RatingRemedy': {
      const called = act.calledBack && { callBack: 'REACHED', calledBackAt: AT };
      return { feedbackNo, measure: 'RECTIFIED', reason: '已整改', ...called };
    }
    case 'RatingFollowUp': {
      const { satisfaction } = act;
      const reached =
        satisfaction === undefined ? { callBack: 'NOT_REACHED' } : { callBack: 'REACHED', satisfaction };
      return { feedbackNo, followedUpAt: AT, ...reached };
    }
  }
}

/** What acts say beside what the model knows of them. */
const REST: Readonly<Record<string, object>> = {
  CaseNotAccepted: { reasonCode: 'R1', reason: '不属于本机关职权' },
  ReviewStarted: { startedAt: AT },
  CaseConcluded: { concludedAt: AT },
  DeliveryFailed: { reasonCode: 'NOBODY_IN', failedAt: AT },
  ResultReturned: { reasonCode: 'NOT_COLLECTED', returnedAt: AT },
  CaseTerminated: { reasonCode: 'R2', reason: '申请人死亡' },
  CompensationRequested: { reason: '落户条件不符' },
  Compensated: { compensatedAt: AT },
  CompensationRefused: { reasonCode: 'R3', reason: '户籍信息已流转' },
  DecisionRevoked: { ground: 'BROKEN_COMMITMENT', basis: '不符', documentNo: 'CX-1', revokedAt: AT },
  RatingAppealed: { ground: 'MISTAKEN', reason: '非本窗口办理' },
  AppealDecided: { reason: '经核实' },
  ConsultationOpened: { question: '可否以档案复印件代替？' },
  ConsultationAnswered: { answer: '可以' },
  ConsultationFurtherAsked: { question: '需要加盖公章吗？' },
  ConsultationClosed: { outcome: 'RESOLVED' },
  VideoConsultationDeclined: { reason: '时间冲突' },
  VideoConsultationHeld: {
    ...{ startedAt: AT, endedAt: '2099-01-01T00:00:00+08:00', agreed: '以复印件受理' },
    attendees: [{ role: 'WINDOW_CLERK' }],
  },
  VideoRecordAnswered: { reason: '与会商不符' },
  AcceptedByLapse: { receivedAt: AT, dueDate: '2027-01-04', rule: 'acceptance-notice', calendar: 'x' },
  TerminatedByLapse: { dueBy: '2027-01-04', missingCodes: ['M01'], rule: 'deferred-materials' },
};

function sheetsBody(originals: Sheets): object[] {
  return Object.entries(originals).map(([code, sheets]) => ({ code, sheets }));
}

function promise(promised: string | undefined): object {
  return promised === undefined ? {} : { promisedDate: promised };
}
