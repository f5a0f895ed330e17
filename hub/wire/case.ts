import { type EarlyAct, type PledgeFacts, proofLevelOf, type ResultFacts } from '#domain/case';
import type { CaseMaterial, ClockReading, ListedEvent } from '#hub/exchange';
import type { cases, waybills } from '#hub/store';
import { tongban } from '#proto/codec';
import { toCustody } from './custody.js';

const { v1 } = tongban;

/** @param shared waybills of this case, and perhaps of others. */
export function toCase(
  row: cases.CaseRow,
  shared: readonly waybills.SharedWaybill[],
): tongban.v1.Case.$Properties {
  const own = shared.filter(({ caseNo }) => caseNo === row.caseNo);
  const others = new Map(own.map(({ handOverNo, others }) => [handOverNo, others]));
  const { custody, pledge, result } = row.facets;
  return {
    ...(custody && { custody: toCustody(custody, others) }),
    ...(result && { result: toResult(result, others.get(null)) }),
    ...(pledge && { pledge: toPledge(pledge) }),
    caseNo: row.caseNo,
    state: tongban.v1.CaseState[row.state],
    mode: tongban.v1.HandlingMode[row.mode],
    itemCode: row.itemCode,
    basicCode: row.basicCode,
    implementationCode: row.implementationCode,
    submitter: row.submitter,
    competent: row.competent,
    submitterCaseRef: row.submitterCaseRef,
    competentCaseRef: row.competentCaseRef ?? '',
    eventCount: row.eventCount,
    createdAt: momentText(row.createdAt),
    updatedAt: momentText(row.updatedAt),
    leadCaseNo: row.facets.part?.leadCaseNo ?? '',
    earlyActs: (row.facets.earlyActs ?? []).map(toEarlyAct),
    consultations: (row.facets.consultations ?? []).map(({ no }) => no),
    lifeEventNo: row.facets.membership?.lifeEventNo ?? '',
    proofLevel: tongban.v1.ProofLevel[proofLevelOf(row.facets)],
  };
}

function toResult({ holder, failures }: ResultFacts, othersOnWaybill = 0): tongban.v1.CaseResult.$Properties {
  return { holder: v1.CaseResult.Holder[holder], failedDeliveries: failures, othersOnWaybill };
}

function toEarlyAct(early: EarlyAct): tongban.v1.EarlyAct.$Properties {
  const { messageId, type, sender, since, until, refusal: refusalCode = '' } = early;
  const times = { heldSince: momentText(since), heldUntil: momentText(until) };
  return { messageId, type, sender, ...times, refusalCode };
}

function toPledge({ state, since, restoredAt, ...pledged }: PledgeFacts): tongban.v1.CasePledge.$Properties {
  const { pledgedCodes } = pledged;
  const standing = { state: v1.CasePledge.State[state], since: momentText(since) };
  const restored = restoredAt === undefined ? {} : { restoredAt: momentText(restoredAt) };
  return { ...pledged, ...standing, ...restored, pledgedCodes: [...pledgedCodes] };
}

export function toCaseEvent(event: ListedEvent): tongban.v1.CaseEvent.$Properties {
  const base = {
    seq: event.seq,
    messageId: event.messageId,
    type: event.type,
    actor: event.actor,
    state: tongban.v1.CaseState[event.state],
    receivedAt: momentText(event.receivedAt),
    leafId: event.leafId,
  };
  return event.logIndex === undefined ? base : { ...base, logIndex: event.logIndex };
}

export function toCaseMaterial(each: CaseMaterial): tongban.v1.CaseMaterial.$Properties {
  const { name, isRequired: required } = each;
  const standing = v1.CaseMaterial.Standing[each.standing];
  if (each.standing === 'NEEDED') return { name, required, standing, typeCodes: [...each.typeCodes] };
  const { code = '', source, certificate } = each.material;
  const came = { name, required, standing, code, source: v1.MaterialSource[source] };
  if (each.standing === 'HANDED_IN') return came;
  const state = v1.CertificateStatus.State[each.state];
  const { conditions, since } = each;
  const replaced = { ...came, conditions: [...conditions], state, stateSince: momentText(since) };
  return certificate === undefined ? replaced : { ...replaced, certificate };
}

export function toCaseClock(each: ClockReading): tongban.v1.CaseClock.$Properties {
  const { CaseClock, ClockKind, LimitUnit } = v1;
  const { pausedSince, stoppedAt, remaining } = each;
  const told = {
    kind: ClockKind[each.kind],
    startedAt: momentText(each.startedAt),
    dueDate: each.dueDate ?? '',
    pausedSince: pausedSince === undefined ? '' : momentText(pausedSince),
    stoppedAt: stoppedAt === undefined ? '' : momentText(stoppedAt),
    extendedBy: each.extendedBy,
    unit: LimitUnit[each.unit],
    source: CaseClock.Source[each.source],
    rule: each.rule,
    calendar: each.calendar,
    unpublishedYear: each.unpublishedYear ?? 0,
    uncountedProcedures: [...each.uncounted],
    promise: each.promise === undefined ? 0 : CaseClock.Promise[each.promise],
  };
  return remaining === undefined ? told : { ...told, remainingWorkdays: remaining };
}

/** RFC 3339. */
export function momentText(unixMs: number): string {
  return new Date(unixMs).toISOString();
}
