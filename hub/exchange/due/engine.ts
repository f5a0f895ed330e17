import type { Runtime } from '#hub/runtime';
import { cases, compose, type Database, dueActs } from '#hub/store';
import { HubError, UnavailableError } from '#proto/errors';
import { type Draft, opensCase, type Payload } from '#proto/schema';
import type { Recorded, VerifiedAct } from '../act.js';
import type { EarlyActs } from '../early-acts.js';
import type { OwnActs } from '../own-acts.js';
import type { Recorder } from '../recorder.js';
import type { RulesSource } from '../rules.js';
import { Sweeps } from '../sweeps.js';
import { CONSEQUENCE_KINDS, inOrderOfTelling } from './consequences.js';
import { refused, turnOf } from './early-act.js';
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
  readonly earlyActs: EarlyActs;
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
  readonly #recomputations: Sweeps;
  #isClosing = false;

  constructor(parts: DueActsParts, settings: DueActsSettings) {
    this.#parts = parts;
    this.#settings = settings;
    const recomputation = new Recomputation({
      ...parts,
      record: (drafts) => this.#record(drafts),
      derive: (caseNo) => this.#derive(caseNo, []),
    });
    this.#recomputations = new Sweeps(() => recomputation.run(), settings.everyMs, parts.onError);
    this.#sweeps = new Sweeps(() => this.#round(), settings.everyMs, parts.onError);
  }

  /** Does all that is due now, by the calendars and rules of this process. */
  async now(): Promise<void> {
    await this.#recomputations.now();
    await this.#sweeps.now();
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    await Promise.all([this.#recomputations.close(), this.#sweeps.close()]);
  }

  async #round(): Promise<void> {
    const { db, runtime } = this.#parts;
    const { leaseMs, batch } = this.#settings;
    for (let taken = batch; taken === batch && !this.#isClosing; ) {
      const due = await dueActs.claimDueActs(db, runtime.now(), leaseMs, batch);
      taken = due.length;
      if (taken > 0) await this.#fire(due);
    }
  }

  async #fire(due: readonly dueActs.ClaimedAct[]): Promise<void> {
    const rows = await this.#read(due);
    const acts: Promise<VerifiedAct[]>[] = [];
    const idle: dueActs.ClaimedAct[] = [];
    for (const each of [...due].sort(inOrderOfTelling)) {
      const turn = turnOf(each, rows);
      const draft = actOf(each, rows, this.#parts.rules.current());
      if (turn !== undefined) acts.push(this.#takenUp(turn));
      else if (draft !== undefined) acts.push(this.#prepared(draft));
      else idle.push(each);
    }
    const overtaken = await this.#recordActs((await Promise.all(acts)).flat());
    const changed = new Set([...idle.map(({ caseNo }) => caseNo), ...overtaken]);
    for (const caseNo of changed) await this.#derive(caseNo, idle);
  }

  /** @returns cases that had gone on meanwhile, so that their acts are no longer possible. */
  async #record(drafts: readonly Draft[]): Promise<string[]> {
    const acts = await Promise.all(drafts.map((draft) => this.#prepared(draft)));
    return this.#recordActs(acts.flat());
  }

  async #recordActs(acts: readonly VerifiedAct[]): Promise<string[]> {
    const { recorder, earlyActs, onWarned } = this.#parts;
    const recorded = acts.length === 0 ? [] : await recorder.record(acts);
    for (const act of acts.filter((_, i) => recorded[i]?.kind === 'stored')) {
      if (act.message.type === 'ClockWarned') onWarned(act.message.body);
      earlyActs.recorded(act);
    }
    const refusals = refusalsOfEarly(acts, recorded);
    if (refusals.length > 0) await this.#record(refusals);
    return overtakenCases(acts, recorded);
  }

  /** An act that was held back, whose turn has come; its refusal when it does not hold any more. */
  async #takenUp({ row, early }: NonNullable<ReturnType<typeof turnOf>>): Promise<VerifiedAct[]> {
    try {
      return [await this.#parts.earlyActs.takeUp(early.sender, early.messageId)];
    } catch (error) {
      if (!(error instanceof HubError) || error instanceof UnavailableError) throw error; // it comes again
      return this.#prepared(refused(row, early, error.code, error.message));
    }
  }

  /** One that cannot be prepared is told of and comes again; it holds up none of the others. */
  async #prepared({ type, body }: Draft): Promise<VerifiedAct[]> {
    try {
      return [await this.#parts.ownActs.prepare(type, body)];
    } catch (error) {
      if (!(error instanceof HubError)) throw error;
      this.#parts.onError(error);
      return [];
    }
  }

  /** The cases, and those that what is due follows from. */
  async #read(due: readonly dueActs.DueActKey[]): Promise<ReadonlyMap<string, cases.CaseRow>> {
    const named = due.flatMap(({ caseNo, kind, ref }) => (isConsequence(kind) ? [caseNo, ref] : caseNo));
    const rows = await cases.getCases(this.#parts.db, [...new Set(named)]);
    return new Map(rows.map((row) => [row.caseNo, row]));
  }

  /**
   * What the case awaits is written anew: it had gone on, or the rules have changed, since this act was planned. What follows from
   * other cases goes when there is nothing left to tell, which once true stays true.
   */
  async #derive(caseNo: string, idle: readonly dueActs.DueActKey[]): Promise<void> {
    const { db, rules } = this.#parts;
    const told = idle.filter((each) => each.caseNo === caseNo && isConsequence(each.kind));
    await db.transaction('due.derive', async (tx) => {
      const [row] = await cases.lockCases(tx, [caseNo]);
      dueActs.replaceDueActs(tx, caseNo, dueActsOf(row, rules.current()), CONSEQUENCE_KINDS);
      const forget = told.length === 0 ? undefined : compose([dueActs.deleteDueActs(told)]);
      if (forget !== undefined) tx.send(forget);
      // COMMIT POINT: due.derive. Until then the old plan stands, and is found idle again (proved by test/fault/due-acts.test.ts).
    });
  }
}

function isConsequence(kind: string): boolean {
  return CONSEQUENCE_KINDS.includes(kind);
}

/** Of what had gone on meanwhile, so that the act was not possible, or not yet. */
function overtakenCases(acts: readonly VerifiedAct[], recorded: readonly Recorded[]): string[] {
  return acts.flatMap(({ message }, i) =>
    recorded[i]?.kind !== 'stored' && !opensCase(message) ? message.body.caseNo : [],
  );
}

/** What is told of acts that were held back, and refused when their turn had come. */
function refusalsOfEarly(acts: readonly VerifiedAct[], recorded: readonly Recorded[]): Draft[] {
  return acts.flatMap(({ message, header, peer: sender, heldSince: since }, i) => {
    const answer = recorded[i];
    if (since === undefined || answer?.kind !== 'refused' || opensCase(message)) return [];
    const early = { messageId: header.jti, sender, type: message.type, since };
    return refused(message.body, early, answer.error.code, answer.error.message);
  });
}
