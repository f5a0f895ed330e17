import type { Case } from '../model/case.js';
import type { ClockReading } from '../model/clocks.js';
import { standingOf } from '../model/custody.js';
import type { Feedback } from '../model/ratings.js';
import { ratedParty } from '../model/ratings.js';
import type { Sheets } from '../model/words.js';
import type { Names } from './names.js';

/** A case as the hub tells of it over REST and as the model does, in one form. What proto3 leaves out is empty. */

interface ToldCase {
  readonly case: {
    readonly state: string;
    readonly mode: string;
    readonly submitter: string;
    readonly competent: string;
    readonly eventCount: number;
    readonly proofLevel: string;
    readonly leadCaseNo?: string;
    readonly lifeEventNo?: string;
    readonly consultations?: readonly string[];
    readonly custody?: { readonly held?: readonly ToldHeld[]; readonly handOvers?: readonly ToldHandOver[] };
    readonly result?: { readonly holder: string; readonly failedDeliveries?: number };
    readonly pledge?: { readonly state: string; readonly pledgedCodes?: readonly string[] };
    readonly clocks?: readonly ToldClock[];
  };
}

interface ToldHeld {
  readonly code: string;
  readonly sheets: number;
  readonly holder: string;
}

interface ToldHandOver {
  readonly handOverNo: string;
  readonly giver: string;
  readonly taker: string;
  readonly standing: string;
  readonly handed?: readonly { readonly code: string; readonly sheets: number }[];
  readonly received?: readonly { readonly code: string; readonly sheets: number }[];
}

interface ToldClock {
  readonly kind: string;
  readonly startedAt: string;
  readonly dueDate?: string;
  readonly stoppedAt?: string;
  readonly extendedBy?: number;
  readonly source: string;
}

interface ToldFeedback {
  readonly feedback?: readonly {
    readonly feedbackNo: string;
    readonly kind: string;
    readonly side: string;
    readonly rated: string;
    readonly reporter: string;
    readonly satisfaction?: string;
    readonly anonymous?: boolean;
    readonly state?: string;
    readonly warned?: readonly string[];
  }[];
}

interface ToldConsultations {
  readonly consultations?: readonly {
    readonly consultationNo: string;
    readonly asker: string;
    readonly state: string;
    readonly warned?: readonly string[];
    readonly video?: { readonly state: string; readonly by: string; readonly slots?: readonly ToldSlot[] };
  }[];
}

interface ToldSlot {
  readonly startsAt: string;
}

export function toldCase({ case: told }: ToldCase): object {
  const { state, mode, submitter, competent, eventCount, proofLevel, pledge, result } = told;
  return {
    ...{ state, mode, submitter, competent, eventCount, proofLevel },
    leadCaseNo: told.leadCaseNo ?? '',
    lifeEventNo: told.lifeEventNo ?? '',
    consultations: told.consultations ?? [],
    held: Object.fromEntries(
      (told.custody?.held ?? []).map(({ code, sheets, holder }) => [`${holder} ${code}`, sheets]).sort(),
    ),
    handOvers: (told.custody?.handOvers ?? []).map(
      ({ handOverNo, giver, taker, standing, handed = [], received = [] }) =>
        [handOverNo, giver, taker, standing, listed(handed), listed(received)].join(' '),
    ),
    result: result && `${result.holder} ${result.failedDeliveries ?? 0}`,
    pledge: pledge && [pledge.state, ...(pledge.pledgedCodes ?? [])].join(' '),
    clocks: (told.clocks ?? []).map(toldClock).sort(),
  };
}

export function foretoldCase(of: Case, names: Names): object {
  const { state, mode, submitter, competent, proof, pledge, result, part, membership } = of;
  return {
    ...{ state, mode, submitter, competent, eventCount: of.history.length, proofLevel: proof },
    leadCaseNo: part === undefined ? '' : names.number(part.lead),
    lifeEventNo: membership === undefined ? '' : names.number(membership.whole),
    consultations: of.consultations.all.map(({ no }) => no),
    held: Object.fromEntries(Object.entries(of.custody.held()).sort()),
    handOvers: of.custody.handOvers.map((each) =>
      [
        each.no,
        each.giver,
        each.taker,
        standingOf(each),
        sheetsText(each.handed),
        sheetsText(each.received),
      ].join(' '),
    ),
    result: result && `${result.holder} ${result.failures}`,
    pledge: pledge && [pledge.state, ...[...pledge.codes].sort()].join(' '),
    clocks: of.clocks.readings().map(clockText).sort(),
  };
}

export function toldFeedback({ feedback = [] }: ToldFeedback): string[] {
  return feedback.map((each) =>
    [
      ...[each.feedbackNo, each.kind, each.side, each.rated, each.reporter, each.satisfaction ?? '-'],
      ...[each.anonymous === true, each.state ?? '-', ...(each.warned ?? [])],
    ].join(' '),
  );
}

export function foretoldFeedback(of: Case): string[] {
  return of.ratings.all.map((each) =>
    [
      ...[each.no, each.kind, each.side, of[ratedParty(each)], of[each.reporter], each.satisfaction ?? '-'],
      ...[each.isAnonymous, ...remedyOf(each)],
    ].join(' '),
  );
}

export function toldConsultations({ consultations = [] }: ToldConsultations): string[] {
  return consultations.map(({ consultationNo, asker, state, warned = [], video }) => {
    const slots = (video?.slots ?? []).map(({ startsAt }) => Date.parse(startsAt));
    return [consultationNo, asker, state, ...warned, video?.state ?? '-', video?.by ?? '-', ...slots].join(
      ' ',
    );
  });
}

export function foretoldConsultations(of: Case): string[] {
  return of.consultations.all.map(({ no, asker, state, told, meeting }) => {
    const slots = (meeting?.slots ?? []).map((slot) => Date.parse(slot));
    const by = meeting === undefined ? '-' : of[meeting.by];
    return [no, of[asker], state, ...told, meeting?.state ?? '-', by, ...slots].join(' ');
  });
}

function toldClock({ kind, startedAt, dueDate, stoppedAt, extendedBy, source }: ToldClock): string {
  const times = [
    Date.parse(startedAt),
    dueDate ?? '-',
    stoppedAt === undefined ? '-' : Date.parse(stoppedAt),
  ];
  return [kind, ...times, extendedBy ?? 0, source].join(' ');
}

function clockText({ kind, startedAt, dueDate, stoppedAt, extendedBy, source }: ClockReading): string {
  return [kind, startedAt, dueDate ?? '-', stoppedAt ?? '-', extendedBy, source].join(' ');
}

function remedyOf({ remedy }: Feedback): readonly string[] {
  return remedy === undefined ? ['-'] : [remedy.state, ...remedy.told];
}

function listed(sheets: readonly { readonly code: string; readonly sheets: number }[]): string {
  return sheetsText(Object.fromEntries(sheets.map(({ code, sheets: count }) => [code, count])));
}

function sheetsText(sheets: Sheets): string {
  return `[${Object.entries(sheets)
    .map(([code, count]) => `${code}×${count}`)
    .sort()
    .join(' ')}]`;
}
