import { hex, sha256, utf8 } from '#crypto/primitives';
import { dayOf } from '#domain/rules';
import { cases, type Database, dueActs } from '#hub/store';
import type { Draft } from '#proto/schema';
import type { Rules, RulesSource } from '../rules.js';
import { calendarName, runningClocks } from './clocks.js';
import { clockWarning } from './warning.js';

/** So many clocks are looked at between two rests of the database. */
const PAGE = 500;

interface RecomputationParts {
  readonly db: Database;
  readonly rules: RulesSource;
  /** Records the acts, which writes the plans of their cases anew. */
  readonly record: (drafts: readonly Draft[]) => Promise<void>;
  /** Writes the plan of a case anew. */
  readonly derive: (caseNo: string) => Promise<void>;
}

/**
 * Once a process has started with other calendars or rules than the plan was computed by, every clock in it is looked at again. A
 * crash leaves the old basis standing, and the next start begins anew: what was moved already is as it should be.
 */
export class Recomputation {
  readonly #parts: RecomputationParts;
  #isDone = false;

  constructor(parts: RecomputationParts) {
    this.#parts = parts;
  }

  async run(): Promise<void> {
    if (this.#isDone) return;
    const { db, rules } = this.#parts;
    const basis = basisOf(rules.current());
    if ((await dueActs.readBasis(db)) !== basis) {
      await this.#all();
      await dueActs.writeBasis(db, basis);
    }
    this.#isDone = true;
  }

  async #all(): Promise<void> {
    let after = { caseNo: '', ref: '' };
    for (;;) {
      const page = await dueActs.listClocks(this.#parts.db, after, PAGE);
      if (page.length > 0) await this.#page(page);
      if (page.length < PAGE) return;
      after = page.at(-1) ?? after;
    }
  }

  async #page(planned: readonly dueActs.PlannedClock[]): Promise<void> {
    const { db, rules, record, derive } = this.#parts;
    const current = rules.current();
    const rows = await cases.getCases(db, [...new Set(planned.map(({ caseNo }) => caseNo))]);
    const byNumber = new Map(rows.map((row) => [row.caseNo, row]));
    const moved: Draft[] = [];
    const changed = new Set<string>();
    for (const each of planned) {
      const row = byNumber.get(each.caseNo);
      const now = row && clockWarning.due(row, current).find(({ ref }) => ref === each.ref);
      if (row !== undefined && now !== undefined && now.dueDate !== each.dueDate && isDated(each, now))
        moved.push(recomputed(row, each, now.dueDate, current));
      else if (now === undefined || now.dueAt !== each.dueAt || now.waitsFor !== each.waitsFor)
        changed.add(each.caseNo);
    }
    if (moved.length > 0) await record(moved);
    for (const caseNo of changed) await derive(caseNo);
  }
}

/** What stands still for a procedure has no last day before or after: nothing has moved. */
function isDated(...plans: readonly { readonly waitsFor?: string | undefined }[]): boolean {
  return plans.every(({ waitsFor }) => waitsFor !== 'RESUMPTION');
}

function recomputed(
  row: cases.CaseRow,
  { ref, dueDate: previous }: dueActs.PlannedClock,
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

/** What the plan rests on besides the cases: calendars, and rules of limits. */
function basisOf({ calendars, timeLimits }: Rules): string {
  const { notices, own } = calendars;
  const { rules, pauseKinds } = timeLimits;
  return hex(sha256(utf8(JSON.stringify([notices, own, rules, pauseKinds]))));
}
