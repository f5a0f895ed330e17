import { dayAt, dayNumber, startOf } from './calendar.js';
import { Clocks } from './clocks.js';
import { Consultations } from './consultations.js';
import { lastDay } from './count.js';
import { Custody } from './custody.js';
import { COUNTER, isClocked, isOpen, LAW } from './law.js';
import { itemNamed, LIMITS, STOPPING } from './limits.js';
import { Members } from './members.js';
import { Notices } from './notices.js';
import { Part, Parts } from './parts.js';
import { Procedures } from './procedures.js';
import { Ratings } from './ratings.js';
import type { Parties } from './side.js';
import type {
  Acknowledgement,
  Actor,
  ActType,
  AnyAct,
  CaseAct,
  CaseName,
  Day,
  Finding,
  HubAct,
  MemberEnd,
  Mode,
  Outcome,
  Owed,
  PartEnd,
  Peer,
  State,
  Submission,
} from './words.js';

/** One act that stands in a case. */
export interface Entry {
  readonly type: ActType | 'SubmitCase';
  readonly actor: Actor;
  readonly state: State;
  readonly at: number;
}

/** How far it is proven that a case has come. */
export type ProofLevel = 'HUB_RECEIVED' | 'ACKNOWLEDGED' | 'DECISION_ISSUED' | 'APPLICANT_RECEIVED';

export interface Result {
  readonly holder: 'COUNTER' | 'AUTHORITY' | 'APPLICANT';
  readonly failures: number;
  readonly oldDocumentDue: boolean;
}

export interface Pledge {
  readonly codes: readonly string[];
  state: 'MADE' | 'UNCHECKED' | Finding | 'REVOKED';
}

/** A case, and what its acts have made of it. Whether an act may come, case-reasons.ts says. */
export class Case implements Parties {
  readonly name: CaseName;
  readonly submitter: Peer;
  readonly competent: Peer;
  readonly mode: Mode;
  readonly item: string;
  readonly history: Entry[] = [];
  state: State;
  proof: ProofLevel;
  decision: Outcome | undefined;
  result: Result | undefined;
  pledge: Pledge | undefined;
  /** 容缺受理: what is still owed, and until when. */
  deferred: { readonly owed: readonly string[]; readonly dueBy: Day } | undefined;
  /** 视为受理, and the authority may still say what it would have said. */
  isLapsed = false;
  /** The event by which the papers came to the authority; it has them once it has acknowledged that. */
  papersCame: number | undefined;
  readonly clocks: Clocks;
  readonly custody = new Custody();
  readonly procedures = new Procedures();
  readonly notices = new Notices();
  readonly ratings = new Ratings();
  readonly consultations = new Consultations();
  readonly parts = new Parts();
  readonly part: Part | undefined;
  readonly members: Members | undefined;
  readonly membership: Submission['memberOf'];
  #owed: readonly Owed[] | undefined;

  constructor(by: Peer, submission: Submission, at: number) {
    const { opens, place, mode, item, lead, members, memberOf, pledge } = submission;
    this.name = opens;
    this.submitter = by;
    this.competent = members === undefined ? place : by; // nobody decides a life event
    this.mode = mode;
    this.item = item;
    this.state = stateAtFirst(submission);
    this.proof = this.submitter === this.competent ? 'ACKNOWLEDGED' : 'HUB_RECEIVED';
    this.pledge = pledge && { codes: pledge.codes, state: 'MADE' };
    this.part = lead === undefined ? undefined : new Part(lead, at);
    this.members = members && new Members(members);
    this.membership = memberOf;
    this.clocks = new Clocks(itemNamed(item).promised[this.competent], () =>
      this.procedures.pauses(STOPPING),
    );
    this.#enter('SubmitCase', by, at);
  }

  get isJointLead(): boolean {
    return this.mode === 'JOINT' && this.part === undefined;
  }

  /** 异地代收代办 and 多地联办: a window elsewhere faces the applicant. */
  get isWindowed(): boolean {
    return COUNTER[this.mode] === 'submitter';
  }

  takesPart(by: Actor): boolean {
    return by === this.submitter || by === this.competent;
  }

  /** An act that may come has come. */
  take(by: Actor, act: AnyAct, at: number): void {
    this.state = this.stateBehind(act);
    if (isHubs(act)) this.#takeHubs(act, at);
    else if (act.type === 'DispatchAcknowledgement') this.#takeAcknowledgement(by, act, at);
    else this.#take(by, act, at);
    if (!isClocked(this.state)) this.clocks.stop(at);
    if (this.state !== 'INTAKE_RECORDED') this.papersCame = undefined;
    if (this.state === 'WITHDRAWN' || this.state === 'TERMINATED') this.deferred = undefined;
    this.part?.heard(by, act.type, this.competent);
    this.#owed = undefined;
    this.#prove(by, act.type);
    this.#enter(act.type, by, at);
  }

  stateBehind(act: AnyAct): State {
    const isStillSuspended = act.type === 'CaseResumed' && this.procedures.names().length > 1;
    return isStillSuspended || this.isLate(act) ? this.state : (LAW[act.type].to ?? this.state);
  }

  /** Whether the hub has taken the act by itself, and it may come all the same: once, until the decision. */
  isLate({ type }: AnyAct): boolean {
    return this.isLapsed && LAW[type].late?.includes(this.state) === true;
  }

  /** What the hub owes in this case by itself. It follows from the acts alone, so it is told once for each. */
  owed(): readonly Owed[] {
    this.#owed ??= this.#allOwed();
    return this.#owed;
  }

  /** How it ended as a part of a joint case; undefined while it has not. */
  partEnd(): PartEnd | undefined {
    if (this.part?.undoing === 'DONE') return 'UNDONE';
    return this.state === 'WITHDRAWN' && this.part?.isGivenUp() ? 'SILENT' : this.memberEnd();
  }

  /** And as a member of a life event. */
  memberEnd(): MemberEnd | undefined {
    switch (this.state) {
      case 'CONCLUDED':
      case 'RESULT_DELIVERED':
        return this.decision === 'GRANTED' ? 'DONE' : 'REFUSED';
      case 'NOT_ACCEPTED':
        return 'REFUSED';
      case 'WITHDRAWN':
      case 'TERMINATED':
        return this.state;
      default:
        return undefined;
    }
  }

  #allOwed(): Owed[] {
    const warnings = [...this.clocks.warnings(), ...this.ratings.owed(), ...this.consultations.owed()];
    const overdue = isOpen(this.state) ? (this.part?.owed(this.name) ?? []) : [];
    return [...warnings, ...overdue, ...this.#lapses()];
  }

  #lapses(): Owed[] {
    const lapses: Owed[] = [];
    const acceptance = this.state === 'INTAKE_RECORDED' ? this.clocks.acceptanceOverAt() : undefined;
    if (acceptance !== undefined) lapses.push({ act: { type: 'AcceptedByLapse' }, from: acceptance });
    const { dueBy } = this.deferred ?? {};
    if (dueBy !== undefined)
      lapses.push({ act: { type: 'TerminatedByLapse' }, from: startOf(dayNumber(dueBy) + 1) });
    return lapses;
  }

  #take(by: Actor, act: CaseAct, at: number): void {
    switch (act.type) {
      case 'IntakeRecorded':
      case 'CorrectionSubmitted':
        this.clocks.stop(at, ['CORRECTION_ANSWER']);
        if (act.type === 'CorrectionSubmitted') this.notices.open = undefined;
        this.papersCame = this.history.length + 1;
        if (by === this.competent) this.#papersTaken(at);
        return;
      case 'CorrectionNotice':
        this.notices.take(act);
        this.clocks.stop(at, ['ACCEPTANCE_NOTICE']);
        this.clocks.start('CORRECTION_ANSWER', at, act.until);
        return;
      case 'CaseAccepted':
        if (this.isLapsed) this.clocks.promise('DECISION', act.promised);
        else this.#accepted(at, at, act.promised);
        this.isLapsed = false;
        return;
      case 'DeferredMaterialsAcceptance':
        this.deferred = { owed: act.codes, dueBy: act.dueBy };
        this.#accepted(at, at, act.promised);
        return;
      case 'DeferredMaterialsSupplied':
        this.#supplied(act.codes);
        return;
      case 'CaseSuspended':
      case 'CaseResumed':
        this.procedures.take(act, at);
        return;
      case 'TimeLimitExtended':
        this.clocks.extend(act);
        return;
      case 'DecisionIssued':
        this.#decided(act.outcome, at);
        return;
      case 'ResultTransferred':
        this.result = { holder: 'COUNTER', failures: this.#failures, oldDocumentDue: act.oldDocumentDue };
        return;
      case 'DeliveryFailed':
        this.#resultWith('COUNTER', this.#failures + 1);
        return;
      case 'ResultReturned':
        this.#resultWith('AUTHORITY', this.#failures);
        return;
      case 'ResultDelivered':
        this.#resultWith('APPLICANT', this.#failures);
        this.clocks.stop(at, ['CERTIFICATE_ISSUE']);
        return;
      case 'CommitmentChecked':
        if (this.pledge !== undefined) this.pledge.state = act.finding;
        this.clocks.stop(at, ['AFTER_CHECK']);
        return;
      case 'DecisionRevoked':
        if (this.pledge !== undefined) this.pledge.state = 'REVOKED';
        this.clocks.stop(at);
        return;
      case 'PartSettled':
        this.parts.settle(act);
        return;
      case 'CompensationRequested':
      case 'Compensated':
      case 'CompensationRefused':
        if (this.part !== undefined) this.part.undoing = UNDOING[act.type];
        return;
      case 'OriginalsHandedOver':
      case 'OriginalsReceived':
      case 'OriginalsLost':
        this.custody.take(by, act);
        return;
      case 'ServiceRating':
      case 'ComplaintReceived':
      case 'RatingRemedy':
      case 'RatingAppealed':
      case 'AppealDecided':
      case 'RatingFollowUp':
        this.ratings.take(by, act, at, this);
        return;
      case 'CaseNotAccepted':
      case 'ReviewStarted':
      case 'CaseConcluded':
      case 'CaseWithdrawn':
      case 'CaseTerminated':
        return;
      default:
        this.consultations.take(by, act, at, this);
    }
  }

  #takeHubs(act: HubAct, at: number): void {
    switch (act.type) {
      case 'AcceptedByLapse': // 自收到申请材料之日起即为受理
        this.#accepted(this.clocks.acceptanceSince() ?? at, at);
        this.isLapsed = true;
        return;
      case 'ClockWarned':
        this.clocks.warn(act.clock, act.level, act.dueDate);
        return;
      case 'RemedyWarned':
        this.ratings.warn(act.feedbackNo, act.level);
        return;
      case 'ConsultationWarned':
        this.consultations.warn(act.consultationNo, act.level);
        return;
      case 'PartOpened':
        this.parts.opened(act.part);
        return;
      case 'PartEnded':
        this.parts.ended(act.part, act.end);
        return;
      case 'PartOverdue':
        if (this.part === undefined) this.parts.overdue(act.part, act.stage);
        else this.part.overdue = act.stage;
        return;
      case 'MemberSubmitted':
        this.members?.submitted(act.member, act.memberCase);
        return;
      case 'MemberEnded':
        this.members?.ended(act.member, act.end);
        return;
      default:
    }
  }

  #takeAcknowledgement(by: Actor, { eventSeq }: Acknowledgement, at: number): void {
    if (by === this.competent && eventSeq === this.papersCame) this.#papersTaken(at);
  }

  /** 受理告知 runs once the authority's platform has the papers. */
  #papersTaken(at: number): void {
    if (this.clocks.acceptanceSince() === undefined) this.clocks.start('ACCEPTANCE_NOTICE', at);
  }

  #accepted(since: number, at: number, promised?: Day): void {
    this.clocks.stop(at, ['ACCEPTANCE_NOTICE']);
    this.clocks.start('DECISION', since, promised);
  }

  #supplied(codes: readonly string[]): void {
    if (this.deferred === undefined) return;
    const owed = this.deferred.owed.filter((code) => !codes.includes(code));
    this.deferred = owed.length === 0 ? undefined : { ...this.deferred, owed };
  }

  #decided(outcome: Outcome, at: number): void {
    this.decision = outcome;
    this.clocks.stop(at, ['DECISION']);
    if (outcome === 'DENIED') return;
    this.clocks.start('CERTIFICATE_ISSUE', at);
    if (this.pledge === undefined) return;
    this.pledge.state = 'UNCHECKED';
    this.clocks.start('AFTER_CHECK', at);
  }

  get #failures(): number {
    return this.result?.failures ?? 0;
  }

  #resultWith(holder: Result['holder'], failures: number): void {
    this.result = { holder, failures, oldDocumentDue: this.result?.oldDocumentDue ?? false };
  }

  #prove(by: Actor, type: ActType): void {
    if (type === 'ResultDelivered') this.proof = 'APPLICANT_RECEIVED';
    else if (type === 'DecisionIssued') this.proof = 'DECISION_ISSUED';
    else if (by === this.competent && this.proof === 'HUB_RECEIVED') this.proof = 'ACKNOWLEDGED';
  }

  #enter(type: Entry['type'], actor: Actor, at: number): void {
    this.history.push({ type, actor, state: this.state, at });
  }
}

const UNDOING = {
  CompensationRequested: 'REQUESTED',
  Compensated: 'DONE',
  CompensationRefused: 'REFUSED',
} as const;

/** The last day that may be set for what comes later: 20 working days, and no later than the promise. */
export function latestDeferral(at: number, promised: Day): number {
  const { workdays } = LIMITS.DEFERRED_MATERIALS;
  const last = lastDay({ startedAt: at, workdays, pauses: [] }) ?? dayAt(at);
  return Math.min(last, dayNumber(promised));
}

function stateAtFirst({ members, memberOf }: Submission): State {
  if (members !== undefined) return 'LIFE_EVENT_UNDER_WAY';
  return (memberOf?.dependsOn.length ?? 0) > 0 ? 'AWAITING_PREREQUISITES' : 'SUBMITTED';
}

export function isHubs(act: AnyAct): act is HubAct {
  return LAW[act.type].by === 'hub';
}
