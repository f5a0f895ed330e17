import { isOpen, type OverdueStage, type PartEnd, partEndOf } from '#domain/case';
import type { cases, dueActs } from '#hub/store';
import type { CaseMessage, Draft } from '#proto/schema';
import type { Rules } from '../rules.js';
import type { Consequence, Consequences } from './consequence.js';
import { partOverdue } from './joint-reply.js';
import { LIFE_EVENT_CONSEQUENCES, toldOfLifeEvent } from './life-event.js';

const NOBODY: readonly string[] = [];

/** In the order in which they are told. */
const CONSEQUENCES: Consequences = {
  PART_OPENED: {
    targets: ({ facets: { part } }) => (part === undefined ? NOBODY : [part.leadCaseNo]),
    act(lead, part) {
      const { caseNo, facets } = lead;
      if (!isOpen(lead.state)) return leadEnded(part, caseNo); // before it had heard of the part
      if (facets.parts?.[part.caseNo] !== undefined) return undefined;
      const body = { caseNo, partCaseNo: part.caseNo, participant: part.competent };
      return { type: 'PartOpened', body };
    },
  },
  PART_OVERDUE: overdue('REMINDED'),
  PART_RELEASABLE: overdue('RELEASABLE'),
  PART_ENDED: ended((end) => end !== undefined),
  PART_UNDONE: ended((end) => end === 'UNDONE'),
  LEAD_ENDED: {
    targets({ state, facets: { parts } }) {
      if (parts === undefined || isOpen(state)) return NOBODY;
      return Object.keys(parts).filter((caseNo) => parts[caseNo]?.end === undefined);
    },
    act: (part, lead) => leadEnded(part, lead.caseNo),
  },
  ...LIFE_EVENT_CONSEQUENCES,
};

const KINDS = Object.keys(CONSEQUENCES);

/** Kinds of planned acts that follow from another case than their own. */
export const CONSEQUENCE_KINDS: readonly string[] = KINDS;

/** What an act newly brings about: what holds of the case behind it and did not before. @param now unix milliseconds. */
export function consequencesOf(
  before: cases.CaseRow | undefined,
  after: cases.CaseRow,
  now: number,
): dueActs.DueAct[] {
  if (!isOfSeveral(after)) return [];
  return Object.entries(CONSEQUENCES).flatMap(([kind, { targets }]) => {
    const known = before === undefined ? NOBODY : targets(before);
    const told = targets(after).filter((caseNo) => !known.includes(caseNo));
    return told.map((caseNo) => ({ caseNo, kind, ref: after.caseNo, dueAt: now }));
  });
}

function isOfSeveral({ mode, facets }: cases.CaseRow): boolean {
  return mode === 'JOINT' || facets.members !== undefined || facets.membership !== undefined;
}

/** What an act of the hub has told, so that it need not be told again. */
export function toldBy(message: CaseMessage): dueActs.DueActKey[] {
  const { type, body } = message;
  switch (type) {
    case 'PartOpened':
      return [{ caseNo: body.caseNo, kind: 'PART_OPENED', ref: body.partCaseNo }];
    case 'PartOverdue': {
      const kind = body.stage === 'REMINDED' ? 'PART_OVERDUE' : 'PART_RELEASABLE';
      return [{ caseNo: body.caseNo, kind, ref: body.partCaseNo }];
    }
    case 'PartEnded': {
      const kinds = body.end === 'UNDONE' ? ['PART_ENDED', 'PART_UNDONE'] : ['PART_ENDED'];
      return kinds.map((kind) => ({ caseNo: body.caseNo, kind, ref: body.partCaseNo }));
    }
    case 'LeadEnded':
      return [
        { caseNo: body.caseNo, kind: 'LEAD_ENDED', ref: body.leadCaseNo },
        { caseNo: body.leadCaseNo, kind: 'PART_OPENED', ref: body.caseNo },
      ];
    default:
      return toldOfLifeEvent(message);
  }
}

/** What is told first comes first: planned at one time, an opening stands before an end. */
export function inOrderOfTelling(one: dueActs.ClaimedAct, other: dueActs.ClaimedAct): number {
  return one.dueAt - other.dueAt || KINDS.indexOf(one.kind) - KINDS.indexOf(other.kind);
}

/** @returns undefined when it is no consequence, or its time is past. */
export function consequenceAct(
  { caseNo, kind, ref }: dueActs.DueActKey,
  rows: ReadonlyMap<string, cases.CaseRow>,
  rules: Rules,
): Draft | undefined {
  const [target, source] = [rows.get(caseNo), rows.get(ref)];
  return target && source && CONSEQUENCES[kind]?.act(target, source, rules);
}

/** 督办 in a part, for its lead to know. */
function overdue(stage: OverdueStage): Consequence {
  return {
    targets: ({ facets: { part } }) => (part?.overdue === stage ? [part.leadCaseNo] : NOBODY),
    act: ({ caseNo, state }, part, rules) =>
      isOpen(state) && isOpen(part.state) ? partOverdue(caseNo, part, stage, rules) : undefined,
  };
}

/** A part has come to such an end, and the lead does not know it yet. */
function ended(isSuch: (end: PartEnd | undefined) => boolean): Consequence {
  return {
    targets: (row) => {
      const { part } = row.facets;
      return part !== undefined && isSuch(partEndOf(row)) ? [part.leadCaseNo] : NOBODY;
    },
    act({ caseNo, state, facets }, part) {
      const end = partEndOf(part);
      const isTold = facets.parts?.[part.caseNo]?.end === end;
      if (end === undefined || isTold || !isOpen(state)) return undefined;
      return { type: 'PartEnded', body: { caseNo, partCaseNo: part.caseNo, end } };
    },
  };
}

function leadEnded({ caseNo, state }: cases.CaseRow, leadCaseNo: string): Draft | undefined {
  return isOpen(state) ? { type: 'LeadEnded', body: { caseNo, leadCaseNo } } : undefined;
}
