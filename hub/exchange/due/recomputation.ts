import { dayOf } from '#domain/rules';
import { cases, type Database, dueActs } from '#hub/store';
import type { Draft } from '#proto/schema';
import type { Rules, RulesSource } from '../rules.js';
import { CLOCK, dueActsOf } from './kinds.js';
import { calendarName, runningClocks } from './limits.js';

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

/** A clock has another last day. What stands still for a procedure has none before or after: nothing has moved. */
function isMoved(before: dueActs.PlannedAct, after: dueActs.PlannedAct): boolean {
  const stands = [before, after].some(({ waitsFor }) => waitsFor === 'RESUMPTION');
  return before.kind === CLOCK && before.dueDate !== after.dueDate && !stands;
}

function recomputed(
  row: cases.CaseRow,
  { ref, dueDate: previous }: dueActs.PlannedAct,
  dueDate: string | undefined,
  rules: Rules,
): Draft {
  const running = runningClocks(row, rules).find(({ kind }) => kind === ref);
  if (running === undefined) throw new TypeError(`${row.caseNo} has no clock ${ref}, and had one just now`);
  const { kind: clock, rule } = running;
  const calendar = calendarName(running.clock, dueDate ?? dayOf(running.clock.startedAt), rules);
  return {
    type: 'DeadlineRecomputed',
    body: {
      ...{ caseNo: row.caseNo, clock, rule },
      ...(previous === undefined ? {} : { previousDueDate: previous }),
      ...(dueDate === undefined ? {} : { dueDate }),
      ...(calendar === '' ? {} : { calendar }),
    },
  };
}
