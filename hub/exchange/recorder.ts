import {
  commit,
  commitmentText,
  formatActDraft,
  formatRefusalLeaf,
  placeInCase,
  refusedInCase,
  SALT_BYTES,
} from '#crypto/evidence';
import { signingInput } from '#crypto/jose';
import { CASE_NO_RANDOM_BYTES, formatCaseNo } from '#domain/codes';
import type { GrantPolicy } from '#domain/intake';
import type { Directory } from '#hub/access';
import type { Runtime } from '#hub/runtime';
import { type Announcer, compose, type Database, events, INBOX_CHANNEL, type Tx } from '#hub/store';
import { HubError } from '#proto/errors';
import { blobsOf, type CaseMessage, opensCase } from '#proto/schema';
import type { Recorded, RefusedAct, StoredAct, VerifiedAct } from './act.js';
import type { ApplicantTags } from './applicant-tags.js';
import { countedAct } from './case-counting.js';
import type { MaterialReferences, ReferenceContext } from './certificates/index.js';
import { barOf } from './commitment-bar.js';
import { alreadyRefused, type Context, caseOfRefused, loadContext } from './context.js';
import { consequencesOf, toldBy } from './due/consequences.js';
import { dueActsOf } from './due/kinds.js';
import { type Accepted, judge } from './judge.js';
import { type AppendLeaves, withLeaves } from './leaf-settlement.js';
import { countedIn } from './rating-counting.js';
import { ItemNotMappedError } from './resolve-item.js';
import type { Rules, RulesSource } from './rules.js';
import { readCaseMessage, secretOf } from './stored-message.js';
import { supervisedIn } from './supervision.js';
import type { TransparencyLog } from './transparency-log.js';
import { Writes } from './writes.js';

/** An act to be judged and recorded, or a refusal to be logged. */
export type ToRecord = VerifiedAct | RefusedAct;

export interface RecorderSettings {
  readonly hubId: string;
  readonly clockWindowMs: number;
  readonly intakeGrants: GrantPolicy;
  readonly holdsEarlyActs: boolean;
}

/** An act that turned out to be stored already; its event is read before the transaction ends. */
interface Repetition {
  readonly kind: 'repeated';
  readonly caseNo: string;
  readonly seq: number;
}

interface Judging extends Context {
  readonly rules: Rules;
  readonly references: ReferenceContext;
  /** Whether earlier leaves of these cases may wait in the queue of the log. */
  readonly mustQueue: boolean;
}

/** What a batch comes to, and the writes that make it so. */
interface Judged {
  readonly outcomes: readonly (Recorded | Repetition)[];
  readonly writes: Writes;
  readonly mustQueue: boolean;
}

const NONE: ReadonlySet<string> = new Set();

/**
 * Records acts: judges each against what is stored and writes case, event, log leaf and inbox rows together, many acts in
 * one transaction. Trying again is always safe, because the first thing looked at is whether a message is stored already
 * (proved by test/fault/recorder.test.ts).
 */
export class Recorder {
  readonly #db: Database;
  readonly #announcer: Announcer;
  readonly #rules: RulesSource;
  readonly #log: TransparencyLog;
  readonly #runtime: Runtime;
  readonly #references: MaterialReferences;
  readonly #applicants: ApplicantTags;
  readonly #settings: RecorderSettings;
  /** Whose leaves were seen to be out of the queue: acts by its keys cannot overtake them. */
  #logged: Directory | undefined;

  constructor(
    parts: {
      readonly db: Database;
      readonly announcer: Announcer;
      readonly rules: RulesSource;
      readonly log: TransparencyLog;
      readonly runtime: Runtime;
      readonly references: MaterialReferences;
      readonly applicants: ApplicantTags;
    },
    settings: RecorderSettings,
  ) {
    this.#db = parts.db;
    this.#announcer = parts.announcer;
    this.#rules = parts.rules;
    this.#log = parts.log;
    this.#runtime = parts.runtime;
    this.#references = parts.references;
    this.#applicants = parts.applicants;
    this.#settings = settings;
  }

  /**
   * @param onLocked called when the cases of the batch are locked: another batch can begin, but overtakes this one only if
   *   this one must be tried again.
   * @returns an answer for each, in order. @throws only when nothing was recorded, or nobody can say.
   */
  record(batch: readonly ToRecord[], onLocked: () => void = () => {}): Promise<Recorded[]> {
    return withLeaves(this.#log, (append, isRetry) => this.#recordOnce(batch, append, isRetry, onLocked));
  }

  async #recordOnce(
    batch: readonly ToRecord[],
    append: AppendLeaves,
    isRetry: boolean,
    onLocked: () => void,
  ): Promise<Recorded[]> {
    const { answers, recipients } = await this.#db.transaction('exchange.record', async (tx) => {
      const { outcomes, writes, mustQueue } = await this.#judgeAll(tx, batch, isRetry, onLocked);
      const answers = await this.#answers(tx, outcomes, writes);
      const logged = await append(writes.leaves, mustQueue);
      const write = compose([...writes.fragments(), ...logged]);
      if (write !== undefined) tx.send(write);
      writes.sendGaps(tx);
      // COMMIT POINT: exchange.record. Before it nothing is stored; after it the acts stand, and in the process that
      // sequences they stand in the log, whatever becomes of the answer (proved by test/fault/recorder.test.ts).
      return { answers, recipients: writes.recipients() };
    });
    for (const recipient of recipients) this.#announcer.announce(INBOX_CHANNEL, recipient);
    return answers;
  }

  /**
   * Nearly every submission is new, so at first nobody looks whether it is stored already: if it is, writing it fails, and
   * the batch is tried again. One that would be refused might be the repetition of one that was accepted, so then all of
   * them are looked up.
   */
  async #judgeAll(
    tx: Tx,
    batch: readonly ToRecord[],
    isRetry: boolean,
    onLocked: () => void,
  ): Promise<Judged> {
    const acts = batch.filter((each) => each.kind === 'act');
    const claims = batch.flatMap((each) => (each.kind === 'refusal' ? (each.claimedCase ?? []) : []));
    const references = await this.#references.load(tx, acts);
    if (!isRetry) {
      const context = { ...(await this.#load(tx, acts, claims, isSubmission)), references };
      const judged = this.#judgeIn(context, batch, NONE);
      if (!hasRefusedSubmission(batch, judged)) {
        onLocked();
        return judged;
      }
    }
    const context = { ...(await this.#load(tx, acts, claims, () => false)), references };
    onLocked();
    return this.#judgeIn(context, batch, isRetry ? await alreadyRefused(tx, batch) : NONE);
  }

  /**
   * A submission is the first of its case; what continues a case must not overtake what came before. Nor must anything overtake the
   * leaves of the directory that it is judged by (proved by test/integration/directory-log.test.ts).
   */
  async #load(
    tx: Tx,
    acts: readonly VerifiedAct[],
    claims: readonly string[],
    isNew: (act: VerifiedAct) => boolean,
  ): Promise<Omit<Judging, 'references'>> {
    const { directory } = this.#rules.current();
    const isSettled = this.#logged === directory;
    const [context, hasQueue, rules] = await Promise.all([
      loadContext(tx, acts, claims, isNew, this.#applicants),
      isSettled && acts.every(isSubmission) ? false : this.#log.hasQueue(tx), // behind the locks of the cases
      this.#rules.within(tx),
    ]);
    if (!isSettled && !hasQueue) this.#logged = directory;
    return { ...context, rules, mustQueue: hasQueue || rules.directory !== directory };
  }

  #judgeIn(context: Judging, batch: readonly ToRecord[], refused: ReadonlySet<string>): Judged {
    const writes = new Writes();
    const outcomes = batch.map((each) =>
      each.kind === 'act'
        ? this.#judge(each, context, writes, refused)
        : this.#refuse(each, caseOfRefused(each, context), writes, refused),
    );
    return { outcomes, writes, mustQueue: context.mustQueue };
  }

  #judge(
    act: VerifiedAct,
    context: Judging,
    writes: Writes,
    logged: ReadonlySet<string>,
  ): Recorded | Repetition {
    try {
      const { rules } = context;
      const { clockWindowMs, intakeGrants, holdsEarlyActs } = this.#settings;
      const verdict = judge(act, context, rules, {
        clockWindowMs,
        intakeGrants,
        holdsEarlyActs,
        checkReferences: (of, row) => this.#references.check(of, row, context.references, rules),
        newCaseNo: () => formatCaseNo(act.receivedAt, this.#runtime.random(CASE_NO_RANDOM_BYTES)),
      });
      return verdict.kind === 'accepted' ? this.#accept(act, verdict, writes) : verdict;
    } catch (error) {
      if (!(error instanceof HubError)) throw error;
      // The case went on meanwhile, and nothing was done; of an act that was held back EarlyActRefused will tell, and log it.
      if (act.isHubs || act.heldSince !== undefined) return { kind: 'refused', error, leafId: act.leafId };
      if (error instanceof ItemNotMappedError && !logged.has(act.leafId)) {
        const { itemCode, divisionCode = '' } = error.query;
        writes.gaps.push({ itemCode, divisionCode, lastPeer: act.peer, lastSeen: act.receivedAt });
      }
      const { peer, parts, receivedAt, leafId } = act;
      const messageId = act.header.jti;
      this.#refuse(
        { peer, parts, code: error.code, messageId, refusedAt: receivedAt, leafId },
        caseOfRefused(act, context),
        writes,
        logged,
      );
      return { kind: 'refused', error, leafId };
    }
  }

  #accept(act: VerifiedAct, { row, recipients, before }: Accepted, writes: Writes): Recorded {
    const { caseNo, eventCount: seq, state } = row;
    const { jti: messageId, iss: issuer } = act.header;
    const { leafId, salt, contentKey, sealed, receivedAt, commitment } = act;
    const { type } = act.message;
    if (before === undefined) writes.newCase({ ...row, applicantTag: this.#applicants.tagOf(act.message) });
    else writes.changedCase(row);
    const rules = this.#rules.current();
    writes.awaits(dueActsOf(before, rules), dueActsOf(row, rules));
    const supervised = supervisedIn(before, row, act);
    if (supervised !== undefined) writes.supervised.push(supervised);
    const bar = barOf(act, row, rules);
    if (bar !== undefined) writes.bar(bar);
    if (type === 'CreditRestored') writes.liftBar(caseNo);
    if (row.facets.rating !== before?.facets.rating) writes.ratingCounts(countedIn(before), countedIn(row));
    const counted = countedAct(type, row, rules);
    if (counted !== undefined) writes.caseCounts.add(counted, 1);
    writes.awaits(toldBy(act.message), consequencesOf(before, row, receivedAt));
    writes.messages.push({ issuer, messageId, commitment: commitment.sha256, caseNo, seq });
    writes.events.push({
      caseNo,
      seq,
      messageId,
      type,
      actor: act.peer,
      state,
      receivedAt,
      leafId,
      protected: act.parts.protected,
      sealed,
      secret: { salt, contentKey },
    });
    writes.leaves.push({ leafId, body: this.#draft(act, { row, recipients }) });
    for (const recipient of recipients)
      writes.inbox.push({ recipient, caseNo, seq, availableAt: receivedAt });
    if (act.lease !== undefined) {
      writes.acknowledged.push({ recipient: act.peer, caseNo: act.lease.caseNo, seq: act.lease.seq });
    }
    const isOfResult = type === 'ResultTransferred' && row.facets.membership !== undefined;
    for (const { sha256 } of blobsOf(act.message)) {
      for (const peerId of recipients) writes.blobAccess.push({ sha256, peerId });
      writes.blobCases.push({ sha256, caseNo });
      if (isOfResult) writes.resultFiles.push({ sha256, caseNo });
    }
    writes.courier(act.message, { caseNo, seq });
    this.#keep(act, { caseNo, seq }, writes);
    return { kind: 'stored', act: answerOf({ caseNo, messageId, state, seq, leafId, salt }, act.message) };
  }

  /** What is held back is kept until it has become an event, or was refused. */
  #keep(act: VerifiedAct, event: events.EventKey, writes: Writes): void {
    const { holds, heldSince, header, message } = act;
    if (holds !== undefined) {
      const { salt, contentKey, sealed, receivedAt, parts, commitment } = holds;
      const { iss: issuer, jti: messageId } = holds.header;
      const kept = { salt, contentKey, sealed, receivedAt, protected: parts.protected };
      writes.held.push({ issuer, messageId, commitment: commitment.sha256, ...event, ...kept });
    }
    if (heldSince !== undefined) writes.released.push({ issuer: header.iss, messageId: header.jti });
    if (message.type === 'EarlyActRefused') {
      const { sender: issuer, messageId } = message.body;
      writes.released.push({ issuer, messageId });
    }
  }

  /** The log adds what depends on the order of acts. */
  #draft(act: VerifiedAct, { row, recipients }: Pick<Accepted, 'row' | 'recipients'>): Uint8Array {
    return formatActDraft({
      actor: act.peer,
      at: act.receivedAt,
      case: commit('case', act.salt, placeInCase(row.caseNo, row.eventCount)),
      groups: commitmentText(act.groups),
      hub: this.#settings.hubId,
      id: act.leafId,
      item: row.basicCode,
      kid: act.header.kid,
      message: commitmentText(act.commitment),
      to: [...recipients],
      type: act.message.type,
    });
  }

  #refuse(
    act: Omit<RefusedAct, 'kind' | 'claimedCase'>,
    caseNo: string | undefined,
    writes: Writes,
    logged: ReadonlySet<string>,
  ): Recorded {
    const { peer, code, messageId, refusedAt, leafId } = act;
    if (!logged.has(leafId)) {
      const salt = this.#runtime.random(SALT_BYTES);
      const message = commit('message', salt, signingInput(act.parts));
      const body = formatRefusalLeaf({
        actor: peer,
        at: refusedAt,
        ...(caseNo === undefined ? {} : { case: commit('case', salt, refusedInCase(caseNo)) }),
        code,
        hub: this.#settings.hubId,
        id: leafId,
        message,
        type: 'Refusal',
        v: caseNo === undefined ? 1 : 2,
      });
      writes.leaves.push({ leafId, body });
      writes.refusals.push({ leafId, peerId: peer, code, messageId, refusedAt, salt, caseNo });
    }
    return { kind: 'logged' };
  }

  /** Fills in the answers of repetitions: those of this batch from what is about to be written, others from the events. */
  async #answers(tx: Tx, outcomes: readonly (Recorded | Repetition)[], writes: Writes): Promise<Recorded[]> {
    const repetitions = outcomes.filter((outcome) => outcome.kind === 'repeated');
    if (repetitions.length === 0) return outcomes.filter((outcome) => outcome.kind !== 'repeated');
    const rows = [...(await events.getEvents(tx, repetitions)), ...writes.events];
    const byEvent = new Map(rows.map((row) => [`${row.caseNo}/${row.seq}`, toStoredAct(row)]));
    return outcomes.map((outcome) => {
      if (outcome.kind !== 'repeated') return outcome;
      const act = byEvent.get(`${outcome.caseNo}/${outcome.seq}`);
      if (act === undefined) throw new Error(`message without its event ${outcome.caseNo}/${outcome.seq}`);
      return { kind: 'stored', act };
    });
  }
}

function isSubmission(act: VerifiedAct): boolean {
  return opensCase(act.message);
}

function hasRefusedSubmission(batch: readonly ToRecord[], { outcomes }: Judged): boolean {
  return batch.some(
    (each, i) => each.kind === 'act' && isSubmission(each) && outcomes[i]?.kind === 'refused',
  );
}

/** @throws NotFoundError CASE_ERASED. */
export function toStoredAct(row: events.EventRow): StoredAct {
  const { caseNo, messageId, state, seq, leafId, type } = row;
  const { salt } = secretOf(row);
  const stored = { caseNo, messageId, state, seq, leafId, salt };
  return type === 'EarlyActHeld' ? answerOf(stored, readCaseMessage(row)) : stored;
}

/** Whose act is held back is answered by the event that says so, under the name of its own message. */
function answerOf(stored: StoredAct, { type, body }: CaseMessage): StoredAct {
  if (type !== 'EarlyActHeld') return stored;
  const { messageId, waitsFor, heldUntil: until } = body;
  return { ...stored, messageId, held: { waitsFor, until } };
}
