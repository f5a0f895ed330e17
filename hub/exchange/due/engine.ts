import type { Runtime } from '#hub/runtime';
import { cases, type Database, dueActs } from '#hub/store';
import type { Draft, Payload } from '#proto/schema';
import type { Recorded, VerifiedAct } from '../act.js';
import type { OwnActs } from '../own-acts.js';
import type { Recorder } from '../recorder.js';
import type { RulesSource } from '../rules.js';
import { Sweeps } from '../sweeps.js';
import { actOf, dueActsOf } from './kinds.js';
import { Recomputation } from './recomputation.js';

export interface DueActsSettings {
  /** How often it is looked for acts that are due. */
  readonly everyMs: number;
  /** How long those taken are left alone by others: longer than recording them takes. */
  readonly leaseMs: number;
  /** How many are taken at once. */
  readonly batch: number;
}

export interface DueActsParts {
  readonly db: Database;
  readonly rules: RulesSource;
  readonly ownActs: OwnActs;
  readonly recorder: Recorder;
  readonly runtime: Runtime;
  readonly onError: (error: Error) => void;
  /** Called when a warning stands in its case. */
  readonly onWarned: (warning: Payload<'ClockWarned'>) => void;
}

/**
 * Does what is due. Every process looks; what one has taken the others leave alone for a while. That only spares work: an act
 * that was done already is no longer possible, whoever tries (proved by test/fault/due-acts.test.ts).
 */
export class DueActs {
  readonly #parts: DueActsParts;
  readonly #settings: DueActsSettings;
  readonly #sweeps: Sweeps;
  readonly #recomputation: Recomputation;
  #isClosing = false;

  constructor(parts: DueActsParts, settings: DueActsSettings) {
    this.#parts = parts;
    this.#settings = settings;
    const { db, rules } = parts;
    this.#recomputation = new Recomputation({
      db,
      rules,
      record: (drafts) => this.#record(drafts),
      derive: (caseNo) => this.#derive(caseNo),
    });
    this.#sweeps = new Sweeps(() => this.#round(), settings.everyMs, parts.onError);
  }

  /** Does all that is due now. */
  async now(): Promise<void> {
    await this.#sweeps.now();
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    await this.#sweeps.close();
  }

  async #round(): Promise<void> {
    await this.#recomputation.run();
    const { db, runtime } = this.#parts;
    const { leaseMs, batch } = this.#settings;
    for (let taken = batch; taken === batch && !this.#isClosing; ) {
      const due = await dueActs.claimDueActs(db, runtime.now(), leaseMs, batch);
      taken = due.length;
      if (taken > 0) await this.#fire(due);
    }
  }

  async #fire(due: readonly dueActs.ClaimedAct[]): Promise<void> {
    const { db, rules } = this.#parts;
    const rows = await cases.getCases(db, [...new Set(due.map(({ caseNo }) => caseNo))]);
    const byNumber = new Map(rows.map((row) => [row.caseNo, row]));
    const drafts: Draft[] = [];
    const idle: string[] = [];
    for (const each of due) {
      const row = byNumber.get(each.caseNo);
      const draft = row && actOf(each, row, rules.current());
      if (draft === undefined) idle.push(each.caseNo);
      else drafts.push(draft);
    }
    await this.#record(drafts);
    for (const caseNo of new Set(idle)) await this.#derive(caseNo);
  }

  async #record(drafts: readonly Draft[]): Promise<void> {
    const { recorder, ownActs } = this.#parts;
    const acts: VerifiedAct[] = [];
    for (const { type, body } of drafts) acts.push(await ownActs.prepare(type, body));
    const recorded = acts.length === 0 ? [] : await recorder.record(acts);
    for (const { message } of acts.filter((_, i) => recorded[i]?.kind === 'stored')) {
      if (message.type === 'ClockWarned') this.#parts.onWarned(message.body);
    }
    for (const caseNo of new Set(refusedCases(acts, recorded))) await this.#derive(caseNo);
  }

  /** What the case awaits is written anew: it had gone on, or the rules have changed, since this act was planned. */
  async #derive(caseNo: string): Promise<void> {
    const { db, rules } = this.#parts;
    await db.transaction('due.derive', async (tx) => {
      const [row] = await cases.lockCases(tx, [caseNo]);
      dueActs.replaceDueActs(tx, caseNo, dueActsOf(row, rules.current()));
      // COMMIT POINT: due.derive. Until then the old plan stands, and is found idle again (proved by test/fault/due-acts.test.ts).
    });
  }
}

function refusedCases(acts: readonly VerifiedAct[], recorded: readonly Recorded[]): string[] {
  return acts.flatMap(({ message }, i) =>
    recorded[i]?.kind === 'refused' && message.type !== 'SubmitCase' ? message.body.caseNo : [],
  );
}
