import { newsBetween } from './between.js';
import { Case, isHubs } from './case.js';
import { reasonsAgainst } from './case-reasons.js';
import { Counts } from './counts.js';
import { type Grant, Grants } from './grants.js';
import { Inbox, type InboxTerms } from './inbox.js';
import { reasonsAgainstOpening } from './submission-reasons.js';
import {
  type Acknowledgement,
  type Actor,
  type ActType,
  type AnyAct,
  type CaseAct,
  type CaseName,
  type Code,
  type HubAct,
  PEERS,
  type Peer,
  type State,
  type Submission,
} from './words.js';

/** An act on its way to the hub. */
export interface Message {
  /** Its id, which names it together with its sender. */
  readonly id: string;
  /** Tells messages of one id with different bytes apart. */
  readonly variant: number;
  readonly by: Peer;
  /** The case that it is about; of a submission the one that it opens. */
  readonly about: CaseName;
  readonly act: CaseAct | Submission | Acknowledgement | HubAct;
  /** When it was signed, unix milliseconds. */
  readonly signedAt: number;
  readonly isSignatureBroken: boolean;
  /** With an acknowledgement: the claim under which it was leased. */
  readonly lease?: number;
}

/** Refused with one of these; or where the act stands. */
export type Answer =
  | { readonly kind: 'refused'; readonly codes: readonly Code[] }
  | { readonly kind: 'accepted'; readonly about: CaseName; readonly seq: number; readonly state: State };

type Accepted = Extract<Answer, { kind: 'accepted' }>;

/** An act that the hub owes now. */
export interface Awaited {
  readonly about: CaseName;
  readonly act: HubAct;
}

const CLOCK_WINDOW_MS = 300_000;

/** The whole hub as its papers tell of it: cases, inboxes, grants, counts, and how much stands in its log. */
export class HubModel {
  readonly counts = new Counts();
  readonly grants = new Grants();
  readonly inboxes: ReadonlyMap<Peer, Inbox>;
  /** Leaves that acts and refusals have added. */
  leaves = 0;
  readonly #cases = new Map<CaseName, Case>();
  readonly #refs = new Set<string>();
  readonly #messages = new Map<string, { readonly variant: number; readonly answer: Accepted }>();

  constructor(terms: InboxTerms) {
    this.inboxes = new Map(PEERS.map((peer) => [peer, new Inbox(peer, terms)]));
  }

  get cases(): Case[] {
    return [...this.#cases.values()];
  }

  case(name: CaseName): Case | undefined {
    return this.#cases.get(name);
  }

  inbox(peer: Peer): Inbox {
    const inbox = this.inboxes.get(peer);
    if (inbox === undefined) throw new Error(`the model has no inbox of ${peer}`);
    return inbox;
  }

  /** Why it would be refused now; nothing when it would be accepted. */
  reasons(message: Message, at: number): Code[] {
    if (message.isSignatureBroken) return ['SIGNATURE_INVALID'];
    const earlier = this.#messages.get(nameOf(message));
    if (earlier !== undefined) return earlier.variant === message.variant ? [] : ['CONFLICT'];
    if (Math.abs(at - message.signedAt) > CLOCK_WINDOW_MS) return ['CLOCK_SKEW'];
    const { act } = message;
    return act.type === 'SubmitCase'
      ? this.#reasonsOfOpening(message.by, act, message.signedAt, at)
      : this.#reasonsInCase(message, act, at);
  }

  /** The answer to a message, and all that it changes. */
  take(message: Message, at: number): Answer {
    const codes = this.reasons(message, at);
    if (codes.length > 0) {
      this.leaves += 1;
      return { kind: 'refused', codes };
    }
    const earlier = this.#messages.get(nameOf(message));
    if (earlier !== undefined) return earlier.answer;
    const answer = this.#accept(message, at);
    this.#messages.set(nameOf(message), { variant: message.variant, answer });
    return answer;
  }

  /** What the hub owes now. */
  awaits(at: number): Awaited[] {
    const own = this.cases.flatMap((each) =>
      each.owed().flatMap(({ act, from }) => (from <= at ? [{ about: each.name, act }] : [])),
    );
    return [...own, ...newsBetween(this.cases).map(({ to, act }) => ({ about: to.name, act }))];
  }

  /** The next moment at which it owes something, but for what it owes already. */
  nextMoment(after: number): number | undefined {
    const moments = this.cases.flatMap((each) => each.owed().map(({ from }) => from));
    const ahead = moments.filter((moment) => moment > after);
    return ahead.length === 0 ? undefined : Math.min(...ahead);
  }

  /** The hub has done what it owed. */
  takeHubs({ about, act }: Awaited, at: number): void {
    const of = this.#at(about);
    if (act.type === 'PrerequisiteFailed' && of.membership !== undefined)
      this.case(of.membership.whole)?.members?.told(of.name);
    this.#enter(of, 'hub', act, at);
  }

  give(id: string, grant: Grant): void {
    this.grants.give(id, grant);
    this.leaves += 1;
  }

  /** @returns why it is refused; nothing when it was done. */
  withdrawGrant(id: string, by: Peer, at: number): Code[] {
    const codes = this.grants.reasonsAgainstWithdrawal(id, by, at);
    if (codes.length === 0) this.grants.withdraw(id, at);
    this.leaves += 1;
    return codes;
  }

  #reasonsOfOpening(by: Peer, submission: Submission, signedAt: number, at: number): Code[] {
    const codes = reasonsAgainstOpening(by, submission, {
      isTaken: (peer, ref) => this.#refs.has(`${peer} ${ref}`),
      of: (name) => this.case(name),
      membersOf: (whole) => this.cases.filter(({ membership }) => membership?.whole === whole),
    });
    if (codes.length > 0) return codes;
    const opened = new Case(by, submission, at);
    return this.grants.allows(opened, submission, signedAt) ? [] : ['INTAKE_NOT_GRANTED'];
  }

  #reasonsInCase(message: Message, act: CaseAct | Acknowledgement | HubAct, at: number): Code[] {
    const { by, about, lease, signedAt } = message;
    const of = this.case(about);
    if (of === undefined || !of.takesPart(by)) return ['NOT_FOUND'];
    if (act.type === 'DispatchAcknowledgement')
      return lease !== undefined && this.inbox(by).isHeld(about, act.eventSeq, lease) ? [] : ['LEASE_LOST'];
    const codes = reasonsAgainst(of, by, act, at);
    if (codes.length > 0 || isHubs(act)) return codes;
    const isIntakeSide = by === of.submitter;
    return isIntakeSide && !this.grants.allows(of, act, signedAt) ? ['INTAKE_NOT_GRANTED'] : [];
  }

  #accept({ by, about, act }: Message, at: number): Accepted {
    if (act.type !== 'SubmitCase') {
      const of = this.#at(about);
      if (act.type === 'DispatchAcknowledgement') this.inbox(by).remove(about, act.eventSeq);
      this.#enter(of, by, act, at);
      return { kind: 'accepted', about, seq: of.history.length, state: of.state };
    }
    const opened = new Case(by, act, at);
    this.#cases.set(opened.name, opened);
    this.#refs.add(`${by} ${act.ref}`);
    this.#tell(opened, by, act.type, at);
    return { kind: 'accepted', about: opened.name, seq: 1, state: opened.state };
  }

  #enter(of: Case, by: Actor, act: AnyAct, at: number): void {
    of.take(by, act, at);
    this.#tell(of, by, act.type, at);
  }

  /** Leaf, counts, and the inboxes of the others who take part; acknowledgements are told to nobody. */
  #tell(of: Case, by: Actor, type: ActType | 'SubmitCase', at: number): void {
    this.leaves += 1;
    this.counts.add(of, type, at);
    if (type === 'DispatchAcknowledgement') return;
    for (const recipient of new Set([of.submitter, of.competent]))
      if (recipient !== by) this.inbox(recipient).put(of.name, of.history.length, at);
  }

  #at(name: CaseName): Case {
    const found = this.case(name);
    if (found === undefined) throw new Error(`the model has no case ${name}`);
    return found;
  }
}

function nameOf({ by, id }: Message): string {
  return `${by} ${id}`;
}
