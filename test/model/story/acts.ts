import { dayAt, dayText } from '../model/calendar.js';
import { type Case, latestDeferral } from '../model/case.js';
import { ITEMS } from '../model/limits.js';
import type { CaseAct, CaseName, ClockKind, Day, Holder, Satisfaction } from '../model/words.js';
import type { Chance } from './chance.js';

/** Acts that somebody might come up with in a case: fitting what is there, mostly. */

export const CASE_ACTS: readonly CaseAct['type'][] = [
  'IntakeRecorded',
  'CorrectionNotice',
  'CorrectionSubmitted',
  'CaseAccepted',
  'DeferredMaterialsAcceptance',
  'DeferredMaterialsSupplied',
  'CaseNotAccepted',
  'ReviewStarted',
  'CaseSuspended',
  'CaseResumed',
  'TimeLimitExtended',
  'DecisionIssued',
  'CaseConcluded',
  'ResultTransferred',
  'ResultDelivered',
  'DeliveryFailed',
  'ResultReturned',
  'CaseWithdrawn',
  'CaseTerminated',
  'PartSettled',
  'CompensationRequested',
  'Compensated',
  'CompensationRefused',
  'CommitmentChecked',
  'DecisionRevoked',
  'ServiceRating',
  'ComplaintReceived',
  'RatingRemedy',
  'RatingAppealed',
  'AppealDecided',
  'RatingFollowUp',
  'ConsultationOpened',
  'ConsultationAnswered',
  'ConsultationFurtherAsked',
  'ConsultationClosed',
  'VideoConsultationProposed',
  'VideoConsultationConfirmed',
  'VideoConsultationDeclined',
  'VideoConsultationHeld',
  'VideoRecordAnswered',
  'OriginalsHandedOver',
  'OriginalsReceived',
  'OriginalsLost',
];

const NOTICES = ['BZ-1', 'BZ-2', 'BZ-3'];
const FEEDBACKS = ['PJ-1', 'PJ-2', 'PJ-3', 'PJ-4'];
const CONSULTATIONS = ['ZX-1', 'ZX-2'];
const HAND_OVERS = ['JJ-1', 'JJ-2', 'JJ-3', 'JJ-4'];
const WAYBILLS = ['EMS-1', 'EMS-2', 'EMS-3'];
const CODES = ['M01', 'M02', 'M03'];
const PROCEDURES = ['HEARING', '听证', '检验', 'INSPECTION', '领导出差'];
const SATISFACTIONS: readonly Satisfaction[] = [
  'VERY_SATISFIED',
  'BASICALLY_SATISFIED',
  'DISSATISFIED',
  'VERY_DISSATISFIED',
];
const CLOCKS: readonly ClockKind[] = ['DECISION', 'CERTIFICATE_ISSUE', 'ACCEPTANCE_NOTICE'];
const GIVERS: readonly Holder[] = ['WINDOW', 'AUTHORITY', 'APPLICANT'];
const HOLDERS: readonly Holder[] = ['WINDOW', 'AUTHORITY', 'APPLICANT', 'COURIER'];
const SLOTS = ['2028-12-01T09:00:00+08:00', '2028-12-02T15:00:00+08:00'];

/** @param now unix milliseconds. */
export function actOf(type: CaseAct['type'], of: Case, chance: Chance, now: number): CaseAct {
  const consultationNo = oneOf(
    of.consultations.all.map(({ no }) => no),
    CONSULTATIONS,
    chance,
  );
  switch (type) {
    case 'IntakeRecorded':
      return { type, originalsChecked: chance.happens(30) };
    case 'CorrectionNotice': {
      const codes = chance.happens(80) ? chance.some(CODES) : [];
      const until = dayIn(now, chance.int(-1, 30));
      return { type, noticeNo: chance.pick(NOTICES), until, codes, hasOverride: chance.happens(30) };
    }
    case 'CorrectionSubmitted': {
      const noticeNo = chance.mostly(of.notices.open ?? 'BZ-1', chance.pick(NOTICES));
      return { type, noticeNo, originalsChecked: chance.happens(20) };
    }
    case 'CaseAccepted':
      return { type, ...(chance.happens(50) && { promised: dayIn(now, chance.int(-2, 35)) }) };
    case 'DeferredMaterialsAcceptance': {
      const [codes, isBarred] = [chance.some(['M02', 'M03', 'M02', 'M03', 'M01']), chance.happens(8)];
      const promised = dayIn(now, chance.int(5, 40));
      const latest = dayText(latestDeferral(now, promised));
      const dueBy = chance.mostly(latest, dayIn(now, chance.int(-1, 12)));
      return { type, promised, codes: [...new Set(codes)], dueBy, isBarred };
    }
    case 'DeferredMaterialsSupplied': {
      const owed = of.deferred?.owed ?? CODES;
      const codes = chance.mostly(chance.some(owed), [chance.pick(CODES)]);
      return { type, codes, originalsChecked: chance.happens(20) };
    }
    case 'CaseSuspended':
      return { type, procedure: chance.pick(PROCEDURES) };
    case 'CaseResumed': {
      const under = of.procedures.names();
      const named = { procedure: chance.mostly(under[0] ?? 'HEARING', chance.pick(PROCEDURES)) };
      return { type, ...(under.length > 1 || chance.happens(50) ? named : {}) };
    }
    case 'TimeLimitExtended': {
      const clock = chance.mostly<ClockKind>('DECISION', chance.pick(CLOCKS));
      const amount = chance.mostly(chance.int(1, 10), 11);
      const unit = chance.happens(92) ? 'WORKING_DAY' : 'CALENDAR_DAY';
      return {
        type,
        clock,
        amount,
        unit,
        approver: chance.happens(92) ? 'AUTHORITY_HEAD' : 'GOVERNMENT_HEAD',
      };
    }
    case 'DecisionIssued':
      return { type, outcome: chance.happens(80) ? 'GRANTED' : 'DENIED' };
    case 'ResultTransferred':
      return { type, oldDocumentDue: chance.happens(25) };
    case 'ResultDelivered': {
      const mode = chance.pick(['AT_WINDOW', 'AT_WINDOW', 'BY_COURIER', 'ELECTRONIC'] as const);
      const surrendered = mode === 'AT_WINDOW' ? chance.happens(60) : chance.happens(5);
      return {
        type,
        mode,
        hasWaybill: mode === 'BY_COURIER' && chance.happens(90),
        oldDocumentSurrendered: surrendered,
      };
    }
    case 'PartSettled':
      return settling(of, chance);
    case 'CommitmentChecked': {
      const finding = chance.pick(['KEPT', 'CORRECTED_IN_TIME', 'BROKEN', 'BROKEN'] as const);
      const method = chance.mostly(chance.pick(['DATA_COMPARISON', 'DOCUMENTS'] as const), 'ON_SITE');
      const faulty = chance.mostly(chance.some(of.pledge?.codes ?? CODES), ['M01']);
      return { type, finding, method, faulty: finding === 'KEPT' ? [] : faulty };
    }
    case 'ServiceRating':
    case 'ComplaintReceived':
    case 'RatingRemedy':
    case 'RatingAppealed':
    case 'AppealDecided':
    case 'RatingFollowUp':
      return ratingAct(type, of, chance);
    case 'OriginalsHandedOver':
      return handing(of, chance);
    case 'OriginalsReceived':
    case 'OriginalsLost':
      return afterHanding(type, of, chance);
    case 'VideoConsultationProposed':
      return { type, consultationNo, slots: chance.some(SLOTS) };
    case 'VideoConsultationConfirmed': {
      const slots = of.consultations.of(consultationNo)?.meeting?.slots ?? [];
      return { type, consultationNo, slot: oneOf(slots, SLOTS, chance) };
    }
    case 'VideoRecordAnswered':
      return { type, consultationNo, verdict: chance.happens(60) ? 'AFFIRMED' : 'OBJECTED' };
    case 'ConsultationOpened':
      return { type, consultationNo: chance.pick(CONSULTATIONS) };
    case 'ConsultationAnswered':
    case 'ConsultationFurtherAsked':
    case 'ConsultationClosed':
    case 'VideoConsultationDeclined':
    case 'VideoConsultationHeld':
      return { type, consultationNo };
    default:
      return { type };
  }
}

function settling(of: Case, chance: Chance): CaseAct {
  const parts: readonly CaseName[] = [...of.parts.all.keys()];
  const part = parts.length > 0 ? chance.pick(parts) : 'nobody';
  const resolution = chance.pick(['WAIVED', 'REPLACED', 'COMPENSATED'] as const);
  const replaced = resolution === 'REPLACED' && {
    replacedBy: parts.length > 0 ? chance.pick(parts) : 'nobody',
  };
  return { type: 'PartSettled', part, resolution, ...replaced };
}

function ratingAct(
  type:
    | 'ServiceRating'
    | 'ComplaintReceived'
    | 'RatingRemedy'
    | 'RatingAppealed'
    | 'AppealDecided'
    | 'RatingFollowUp',
  of: Case,
  chance: Chance,
): CaseAct {
  const isTelling = type === 'ServiceRating' || type === 'ComplaintReceived';
  const known = isTelling ? [] : of.ratings.all.map(({ no }) => no);
  const feedbackNo = oneOf(known, FEEDBACKS, chance);
  const side = chance.happens(50) ? 'INTAKE' : 'DECISION';
  const isAnonymous = chance.happens(30);
  switch (type) {
    case 'ServiceRating':
      return { type, feedbackNo, side, satisfaction: chance.pick(SATISFACTIONS), isAnonymous };
    case 'ComplaintReceived':
      return { type, feedbackNo, side, isAnonymous };
    case 'RatingRemedy':
      return { type, feedbackNo, calledBack: chance.happens(75) };
    case 'RatingAppealed':
      return { type, feedbackNo };
    case 'AppealDecided':
      return { type, feedbackNo, ruling: chance.happens(50) ? 'UPHELD' : 'DISMISSED' };
    case 'RatingFollowUp':
      return { type, feedbackNo, ...(chance.happens(70) && { satisfaction: chance.pick(SATISFACTIONS) }) };
  }
}

function handing(of: Case, chance: Chance): CaseAct {
  const giver = chance.pick(GIVERS);
  const taker = chance.pick(HOLDERS.filter((holder) => holder !== giver));
  const courier = taker === 'COURIER' && { waybill: chance.pick(WAYBILLS) };
  const originals = chance.happens(70) ? [chance.pick(CODES)] : chance.some(CODES);
  return {
    type: 'OriginalsHandedOver',
    handOverNo: chance.pick(HAND_OVERS.slice(0, of.custody.handOvers.length + 2)),
    giver,
    taker,
    originals: Object.fromEntries(originals.map((code) => [code, chance.int(1, 2)])),
    takenAtOnce: taker !== 'COURIER' && chance.happens(45),
    ...courier,
  };
}

function afterHanding(type: 'OriginalsReceived' | 'OriginalsLost', of: Case, chance: Chance): CaseAct {
  const known = of.custody.handOvers.map(({ no }) => no);
  const handOverNo = chance.mostly(known.length > 0 ? chance.pick(known) : 'JJ-1', chance.pick(HAND_OVERS));
  if (type === 'OriginalsLost') return { type, handOverNo };
  const handed = of.custody.handOvers.find(({ no }) => no === handOverNo);
  const codes = Object.keys(handed?.handed ?? { M01: 1 });
  const usual = handed === undefined || handed.taker === 'COURIER' ? 'AUTHORITY' : handed.taker;
  return {
    type,
    handOverNo,
    taker: chance.mostly<Holder>(usual, chance.pick(GIVERS)),
    originals: Object.fromEntries(chance.mostly(codes, ['M01']).map((code) => [code, chance.int(1, 2)])),
  };
}

/** One that is known, mostly; else any. */
function oneOf(known: readonly string[], all: readonly string[], chance: Chance): string {
  return known.length > 0 && chance.happens(85) ? chance.pick(known) : chance.pick(all);
}

/** Items that one platform can be asked for alone. */
export const ALONE = Object.keys(ITEMS).filter((item) => item !== 'household');

export function dayIn(now: number, days: number): Day {
  return dayText(dayAt(now) + days);
}
