import type { ClockKind } from '#domain/case';
import type { Clock } from '#domain/deadline';
import { dayOf } from '#domain/rules';
import { cases, type Database, dueActs } from '#hub/store';
import type { Draft } from '#proto/schema';
import type { Rules, RulesSource } from '../rules.js';
import { answerClock } from './consultation.js';
import { CLOCK, CONSULTATION, dueActsOf, REMEDY } from './kinds.js';
import { calendarName, runningClocks } from './limits.js';
import { remedyClock } from './remedy.js';

/** So many are looked at between two rests of the database. */
const PAGE = 500;

interface RecomputationParts {
  readonly db: Database;
  readonly rules: RulesSource;
  /** Records the acts, which writes the plans of their cases anew. @returns cases whose acts are no longer possible. */
  readonly record: (drafts: readonly Draft[]) => Promise<readonly string[]>;
  /** Writes the plan of a case anew. */
  readonly derive: (caseNo: string) => Promise<void>;
}

const FIRST: dueActs.DueActKey = { caseNo: '', kind: '', ref: '' };

/**
 * Another calendar moves what is due in open cases: what was planned by an earlier one is computed anew, beside what is due
 * meanwhile. A process that still runs with the earlier one may go on planning by it; what it writes is found again.
 */
export class Recomputation {
  readonly #parts: RecomputationParts;

  constructor(parts: RecomputationParts) {
    this.#parts = parts;
  }

  /** What fails is told of by whoever asked, stays outdated, and comes again. */
  async run(): Promise<void> {
    const { db, rules } = this.#parts;
    const { basis } = rules.current();
    if (!(await dueActs.isOutdated(db, basis))) return;
    for (let after: dueActs.DueActKey | undefined = FIRST; after !== undefined; ) {
      const page: dueActs.PlannedAct[] = await dueActs.listOutdated(db, basis, after, PAGE);
      await this.#page(page);
      after = page.length < PAGE ? undefined : page.at(-1);
    }
  }

  async #page(planned: readonly dueActs.PlannedAct[]): Promise<void> {
    const { db, rules, record, derive } = this.#parts;
    const current = rules.current();
    const rows = await cases.getCases(db, [...new Set(planned.map(({ caseNo }) => caseNo))]);
    const now = new Map(rows.map((row) => [row.caseNo, { row, plan: dueActsOf(row, current) }]));
    const same: dueActs.PlannedAct[] = [];
    const moved: Draft[] = [];
    const changed = new Set<string>();
    for (const each of planned) {
      const { row, plan = [] } = now.get(each.caseNo) ?? {};
      const next = plan.find(({ kind, ref }) => kind === each.kind && ref === each.ref);
      if (next !== undefined && isSame(each, next)) same.push(each);
      else if (row !== undefined && next !== undefined && isMoved(each, next))
        moved.push(recomputed(row, each, next.dueDate, current));
      else changed.add(each.caseNo);
    }
    for (const caseNo of await record(moved)) changed.add(caseNo);
    for (const caseNo of changed) await derive(caseNo);
    if (same.length > 0) await dueActs.confirmDueActs(db, same, current.basis);
  }
}

function isSame(before: dueActs.PlannedAct, after: dueActs.PlannedAct): boolean {
  return (
    before.dueAt === after.dueAt && before.dueDate === after.dueDate && before.waitsFor === after.waitsFor
  );
}

/** Something has another last day, and is told of. What stands still for a procedure has none before or after: nothing has moved. */
function isMoved(before: dueActs.PlannedAct, after: dueActs.PlannedAct): boolean {
  const stands = [before, after].some(({ waitsFor }) => waitsFor === 'RESUMPTION');
  return TOLD.includes(before.kind) && before.dueDate !== after.dueDate && !stands;
}

const TOLD: readonly string[] = [CLOCK, REMEDY, CONSULTATION];

function recomputed(
  row: cases.CaseRow,
  { kind, ref, dueDate: previous }: dueActs.PlannedAct,
  dueDate: string | undefined,
  rules: Rules,
): Draft {
  const running = runningOf(row, kind, ref, rules);
  if (running === undefined) throw new TypeError(`${row.caseNo} has no ${kind} ${ref}, and had one just now`);
  const { clock, rule, about } = running;
  const calendar = calendarName(clock, dueDate ?? dayOf(clock.startedAt), rules);
  const moved = {
    ...(previous === undefined ? {} : { previousDueDate: previous }),
    ...(dueDate === undefined ? {} : { dueDate }),
    ...(calendar === '' ? {} : { calendar }),
  };
  const said = { caseNo: row.caseNo, rule, ...moved };
  return 'clock' in about
    ? { type: 'DeadlineRecomputed', body: { ...said, ...about } }
    : { type: 'ReplyDeadlineRecomputed', body: { ...said, ...about } };
}

interface Running {
  readonly clock: Clock;
  readonly rule: string;
  /** How an act names it. */
  readonly about:
    | { readonly clock: ClockKind }
    | { readonly feedbackNo: string }
    | { readonly consultationNo: string };
}

/** @param ref which one of the kind. */
function runningOf(row: cases.CaseRow, kind: string, ref: string, rules: Rules): Running | undefined {
  switch (kind) {
    case REMEDY: {
      const feedback = row.facets.rating?.find(({ no }) => no === ref);
      const running = feedback && remedyClock(row, feedback, rules);
      return running && { ...running, about: { feedbackNo: ref } };
    }
    case CONSULTATION: {
      const consultation = row.facets.consultations?.find(({ no }) => no === ref);
      const running = consultation && answerClock(row, consultation, rules);
      return running && { ...running, about: { consultationNo: ref } };
    }
    default: {
      const running = runningClocks(row, rules).find((each) => each.kind === ref);
      return running && { clock: running.clock, rule: running.rule, about: { clock: running.kind } };
    }
  }
}
