import { dayAt, dayNumber } from './calendar.js';
import { type Case, isHubs, latestDeferral } from './case.js';
import type { ConsultationAct } from './consultations.js';
import { COUNTER, LAW } from './law.js';
import { CHECKING_METHODS, COMMITTING, itemNamed } from './limits.js';
import { ratedParty } from './ratings.js';
import { otherParty, type Party } from './side.js';
import type { Acknowledgement, Actor, CaseAct, Code, HubAct } from './words.js';

/**
 * Why an act of a platform in a case is refused; nothing when it may come. Of several reasons of one rank the hub may name any:
 * whose act it is comes first, then the state and the sides of the case, then what the rules say beside them.
 */
export function reasonsAgainst(
  of: Case,
  by: Actor,
  act: CaseAct | Acknowledgement | HubAct,
  at: number,
): Code[] {
  if (isMalformed(act)) return ['MALFORMED'];
  if (!isWhose(of, by, act)) return ['WRONG_PLATFORM'];
  const { from } = LAW[act.type];
  if (from !== 'any' && !from.includes(of.state) && !of.isLate(act)) return ['ILLEGAL_TRANSITION'];
  if (isHubs(act) || act.type === 'DispatchAcknowledgement') return [];
  const standing = reasonsOfCase(of, by, act);
  return standing.length > 0 ? standing : reasonsOfRules(of, act, at);
}

function isMalformed(act: CaseAct | Acknowledgement | HubAct): boolean {
  if (act.type !== 'ResultDelivered') return false;
  if (act.mode === 'BY_COURIER' && !act.hasWaybill) return true;
  return act.mode !== 'AT_WINDOW' && act.oldDocumentSurrendered;
}

function isWhose(of: Case, by: Actor, act: CaseAct | Acknowledgement | HubAct): boolean {
  const { by: role } = LAW[act.type];
  switch (role) {
    case 'submitter':
    case 'competent':
      return by === of[role];
    case 'counter':
      return by === of[COUNTER[of.mode]];
    case 'participant':
      return of.takesPart(by);
    case 'hub':
      return by === 'hub';
    default: {
      const party = partyFor(of, act, role);
      // Of what is not there nobody can say whose it is.
      return party === undefined ? of.takesPart(by) : by === of[party];
    }
  }
}

function partyFor(
  of: Case,
  act: CaseAct | Acknowledgement | HubAct,
  role: 'rated' | 'unrated' | 'reporter' | 'asker' | 'answerer',
): Party | undefined {
  if ('feedbackNo' in act) {
    const feedback = of.ratings.of(act.feedbackNo);
    if (feedback === undefined) return undefined;
    if (role === 'reporter') return feedback.reporter;
    return role === 'rated' ? ratedParty(feedback) : otherParty(ratedParty(feedback));
  }
  const consultation = 'consultationNo' in act ? of.consultations.of(act.consultationNo) : undefined;
  if (consultation === undefined) return undefined;
  const answered = isConsultation(act) ? of.consultations.answered(act) : undefined;
  return role === 'asker' ? consultation.asker : answered && otherParty(answered);
}

/** What stands in the way in the case itself. */
function reasonsOfCase(of: Case, by: Actor, act: CaseAct): Code[] {
  if (isConsultation(act)) return of.consultations.isPossible(act, of) ? [] : ['ILLEGAL_TRANSITION'];
  switch (act.type) {
    case 'CorrectionNotice':
      return of.notices.reasons(act);
    case 'CorrectionSubmitted':
      return illegalUnless(act.noticeNo === of.notices.open);
    case 'CaseSuspended':
    case 'CaseResumed':
      return illegalUnless(of.procedures.isPossible(act));
    case 'DecisionIssued':
      return illegalUnless(act.outcome === 'DENIED' || (!of.parts.hasOpen() && !of.parts.hasUnsettled()));
    case 'CaseConcluded':
      return reasonsOfConcluding(of);
    case 'ResultTransferred':
      return illegalUnless(of.deferred === undefined && stands(of));
    case 'ResultDelivered':
      return illegalUnless(isDeliverable(of, act.oldDocumentSurrendered));
    case 'DeliveryFailed':
    case 'ResultReturned':
      return illegalUnless(isWithCounter(of) && stands(of));
    case 'PartSettled':
      return illegalUnless(of.parts.isSettleable(act));
    case 'CompensationRequested':
      return illegalUnless(
        of.part !== undefined &&
          of.decision === 'GRANTED' &&
          (of.part.undoing === undefined || of.part.undoing === 'REFUSED'),
      );
    case 'Compensated':
    case 'CompensationRefused':
      return illegalUnless(of.part?.undoing === 'REQUESTED');
    case 'DeferredMaterialsSupplied':
      return illegalUnless(act.codes.every((code) => of.deferred?.owed.includes(code)));
    case 'CommitmentChecked': {
      const isOwed = of.pledge?.state === 'UNCHECKED';
      return illegalUnless(isOwed && act.faulty.every((code) => of.pledge?.codes.includes(code)));
    }
    case 'DecisionRevoked':
      return illegalUnless(of.pledge?.state === 'BROKEN');
    case 'ServiceRating':
    case 'ComplaintReceived':
    case 'RatingRemedy':
    case 'RatingAppealed':
    case 'AppealDecided':
    case 'RatingFollowUp': {
      const isRatedElsewhere = of.part !== undefined || of.membership !== undefined;
      const isWhole = of.members !== undefined;
      return of.ratings.reasons(act, of, { windowed: of.isWindowed, isWhole, isRatedElsewhere });
    }
    case 'OriginalsHandedOver':
    case 'OriginalsReceived':
    case 'OriginalsLost':
      return of.custody.reasons(by, act, of);
    default:
      return [];
  }
}

/** What the rules say of an act that the case would allow. */
function reasonsOfRules(of: Case, act: CaseAct, at: number): Code[] {
  switch (act.type) {
    case 'TimeLimitExtended':
      return illegalUnless(of.clocks.mayExtend(act, at));
    case 'DeferredMaterialsSupplied': // what is owed comes too late when its day is over
      return illegalUnless(of.deferred !== undefined && dayAt(at) <= dayNumber(of.deferred.dueBy));
    case 'DeferredMaterialsAcceptance': {
      if (act.isBarred) return ['APPLICANT_BARRED'];
      const { deferrable } = itemNamed(of.item);
      const mayBeDeferred =
        of.competent === COMMITTING && act.codes.every((code) => deferrable.includes(code));
      const dueBy = dayNumber(act.dueBy);
      const isSoon = dueBy >= dayAt(at) && dueBy <= latestDeferral(at, act.promised);
      return mayBeDeferred && isSoon ? [] : ['COMMITMENT_NOT_ALLOWED'];
    }
    case 'CommitmentChecked':
      return CHECKING_METHODS.includes(act.method) ? [] : ['COMMITMENT_NOT_ALLOWED'];
    default:
      return [];
  }
}

function reasonsOfConcluding(of: Case): Code[] {
  const isUnsettled = of.decision === 'GRANTED' && of.parts.hasUnsettled();
  const isHeld = of.deferred !== undefined || of.parts.hasOpen() || isUnsettled || !stands(of);
  const codes = illegalUnless(!isHeld);
  return of.custody.isAccounted() ? codes : ['ORIGINALS_UNACCOUNTED', ...codes];
}

function isDeliverable(of: Case, oldDocumentSurrendered: boolean): boolean {
  const isSurrendered = of.result?.oldDocumentDue !== true || oldDocumentSurrendered;
  const isUndone = of.part?.undoing === 'REQUESTED' || of.part?.undoing === 'DONE';
  return isSurrendered && !isUndone && isWithCounter(of) && stands(of);
}

/** An authority that faces the applicant itself needs no transfer. */
function isWithCounter({ isWindowed, result }: Case): boolean {
  return !isWindowed || result?.holder === 'COUNTER';
}

/** What was revoked is handed out to nobody. */
function stands({ pledge }: Case): boolean {
  return pledge?.state !== 'REVOKED';
}

function isConsultation(act: CaseAct | Acknowledgement | HubAct): act is ConsultationAct {
  return 'consultationNo' in act && act.type !== 'ConsultationWarned';
}

function illegalUnless(isPossible: boolean): Code[] {
  return isPossible ? [] : ['ILLEGAL_TRANSITION'];
}
