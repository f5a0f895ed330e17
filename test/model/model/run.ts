import type { Command, Flaw } from './commands.js';
import { type Answer, HubModel, type Message } from './hub.js';
import type { Dispatch, InboxTerms } from './inbox.js';
import type { CaseName, Code, Peer } from './words.js';

/** Between two steps of a story. */
const STEP_MS = 1_000;
const BEYOND_THE_WINDOW_MS = 301_000;
const WITHIN_THE_WINDOW_MS = 299_000;

const SIGNED_BESIDE_MS: Readonly<Record<Flaw, number>> = {
  LATE: -BEYOND_THE_WINDOW_MS,
  EARLY: BEYOND_THE_WINDOW_MS,
  SLOW: -WITHIN_THE_WINDOW_MS,
  BROKEN: 0,
};

/** What a step comes to. */
export type Expected =
  | { readonly do: 'answer'; readonly message: Message; readonly answer: Answer }
  | {
      readonly do: 'claim';
      readonly by: Peer;
      readonly claim: number;
      readonly leaseMs: number;
      /** As they stand now. */
      readonly dispatches: readonly Dispatch[];
    }
  | { readonly do: 'release'; readonly dispatch: Dispatch | Code }
  | { readonly do: 'grant' | 'withdraw'; readonly codes: readonly Code[] }
  | { readonly do: 'look' | 'pass' | 'nothing' };

/** A dispatch that was claimed, whatever became of it. */
export interface Claimed {
  readonly by: Peer;
  readonly about: CaseName;
  readonly seq: number;
  readonly claim: number;
}

/** A story as the model tells it. What the hub owes meanwhile is for whoever runs it to let happen. */
export class Run {
  readonly model: HubModel;
  /** Unix milliseconds. */
  now: number;
  readonly #messages = new Map<string, Message>();
  readonly #claims: Claimed[] = [];
  #variants = 0;

  constructor(terms: InboxTerms, start: number) {
    this.model = new HubModel(terms);
    this.now = start;
  }

  get claims(): readonly Claimed[] {
    return this.#claims;
  }

  /** How long a step takes before anything is done in it. */
  durationOf(command: Command): number {
    return command.do === 'pass' ? command.seconds * 1_000 : STEP_MS;
  }

  /** The moment at which the hub next owes something, not behind another one. */
  nextMoment(until: number): number | undefined {
    const next = this.model.nextMoment(this.now);
    return next !== undefined && next <= until ? next : undefined;
  }

  step(command: Command): Expected {
    switch (command.do) {
      case 'send':
        return this.#send(command);
      case 'repeat':
        return this.#again(command.of, false);
      case 'forge':
        return this.#again(command.of, true);
      case 'claim':
        return this.#claim(command);
      case 'acknowledge':
        return this.#acknowledge(command);
      case 'release':
        return this.#release(command);
      case 'grant':
        this.model.give(command.grant, command.terms);
        return { do: 'grant', codes: [] };
      case 'withdraw': {
        if (!this.model.grants.isGiven(command.grant)) return { do: 'nothing' };
        return { do: 'withdraw', codes: this.model.withdrawGrant(command.grant, command.by, this.now) };
      }
      default:
        return { do: command.do };
    }
  }

  #send({ id, by, about, act, flaw }: Extract<Command, { do: 'send' }>): Expected {
    const signedAt = this.now + (flaw === undefined ? 0 : SIGNED_BESIDE_MS[flaw]);
    return this.#hand({ id, variant: 0, by, about, act, signedAt, isSignatureBroken: flaw === 'BROKEN' });
  }

  #again(of: string, isOther: boolean): Expected {
    const message = this.#messages.get(of);
    if (message === undefined) return { do: 'nothing' };
    if (!isOther) return this.#hand(message);
    this.#variants += 1;
    return this.#hand({ ...message, variant: this.#variants, signedAt: this.now, isSignatureBroken: false });
  }

  #acknowledge({ id, by, about, seq, claim }: Extract<Command, { do: 'acknowledge' }>): Expected {
    if (!this.#has(claim, about, seq)) return { do: 'nothing' };
    const act = { type: 'DispatchAcknowledgement', eventSeq: seq } as const;
    const signed = { signedAt: this.now, isSignatureBroken: false };
    return this.#hand({ id, variant: 0, by, about, act, lease: claim, ...signed });
  }

  #hand(message: Message): Expected {
    this.#messages.set(message.id, message);
    return { do: 'answer', message, answer: this.model.take(message, this.now) };
  }

  #claim({ claim, by, leaseSeconds }: Extract<Command, { do: 'claim' }>): Expected {
    const leaseMs = leaseSeconds * 1_000;
    const dispatches = this.model.inbox(by).claim(claim, leaseMs, this.now);
    for (const { caseName: about, seq } of dispatches) this.#claims.push({ by, about, seq, claim });
    return { do: 'claim', by, claim, leaseMs, dispatches };
  }

  #release({ by, about, seq, claim }: Extract<Command, { do: 'release' }>): Expected {
    if (!this.#has(claim, about, seq)) return { do: 'nothing' };
    const inbox = this.model.inbox(by);
    if (!inbox.isHeld(about, seq, claim)) return { do: 'release', dispatch: 'LEASE_LOST' };
    return { do: 'release', dispatch: inbox.release(about, seq, this.now) };
  }

  #has(claim: number, about: string, seq: number): boolean {
    return this.#claims.some((each) => each.claim === claim && each.about === about && each.seq === seq);
  }
}
