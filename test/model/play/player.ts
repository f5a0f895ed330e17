import { isDeepStrictEqual } from 'node:util';
import { uuidv7 } from 'uuidv7';
import { HubCallError } from '#connectors/kit';
import { type SignedParts, toFlattened } from '#crypto/jose';
import { tongban } from '#proto/codec';
import { damaged } from '../../kit/forgery.js';
import { acknowledge, type LeasedDispatch, lease, RestRefusal, release } from '../../kit/inbox.js';
import { AT, newReference } from '../../kit/messages.js';
import { type Command, commandText, type Story } from '../model/commands.js';
import type { Message } from '../model/hub.js';
import type { Dispatch } from '../model/inbox.js';
import { itemNamed } from '../model/limits.js';
import { type Expected, Run } from '../model/run.js';
import type { CaseName } from '../model/words.js';
import { actBody, submissionBody } from './bodies.js';
import { actText, type LaterEvent, laterEvents } from './hub-acts.js';
import { checkInclusion } from './inclusion.js';
import { Names } from './names.js';
import { INBOX_TERMS, type Stand } from './stand.js';
import { Watch } from './watch.js';

/** Looked for so often in vain, what the hub owes does not come. */
const MOST_ROUNDS = 8;

/** The hub did otherwise than the model foretells. */
export class Departure extends Error {}

/** Plays a story on the hub and on the model side by side. @throws Departure, at the first step at which they differ. */
export async function play(story: Story, stand: Stand): Promise<void> {
  stand.setTime(story.start);
  const player = new Player(story, stand, await Watch.begin(stand));
  try {
    for (const [i, command] of story.commands.entries()) {
      try {
        await player.play(command);
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        throw new Departure(`step ${i + 1}, ${commandText(command)}\n  ${error.message}`, { cause: error });
      }
    }
    await player.play({ do: 'look' });
  } finally {
    await stand.clear();
  }
}

class Player {
  readonly #stand: Stand;
  readonly #run: Run;
  readonly #names = new Names();
  readonly #signed = new Map<string, { readonly variant: number; readonly parts: SignedParts }>();
  readonly #ids = new Map<string, string>();
  /** Leased dispatches by claim, case and number. */
  readonly #leased = new Map<string, LeasedDispatch>();
  readonly #story = newReference('S');
  readonly #watch: Watch;

  constructor({ start }: Story, stand: Stand, watch: Watch) {
    this.#stand = stand;
    this.#run = new Run(INBOX_TERMS, start);
    this.#watch = watch;
  }

  async play(command: Command): Promise<void> {
    await this.#pass(this.#run.durationOf(command));
    const expected = this.#run.step(command);
    await this.#compare(command, expected);
    await this.#settle();
    if (command.do === 'pass') await this.#expectQuiet();
  }

  /** Time goes from one moment at which the hub owes something to the next. */
  async #pass(ms: number): Promise<void> {
    const until = this.#run.now + ms;
    for (let at = this.#run.nextMoment(until); at !== undefined; at = this.#run.nextMoment(until)) {
      this.#setTime(at);
      await this.#settle();
    }
    this.#setTime(until);
  }

  #setTime(at: number): void {
    this.#run.now = at;
    this.#stand.setTime(at);
  }

  /** What the hub owes now it does, in whatever order, and nothing else. */
  async #settle(): Promise<void> {
    const { model } = this.#run;
    for (let round = 0; model.awaits(this.#run.now).length > 0; round++) {
      if (round === MOST_ROUNDS) throw new Error(`the hub has not done what it owes: ${this.#owedText()}`);
      await this.#stand.hub.running.dueActs.now();
      this.#follow(await this.#laterEvents());
    }
  }

  /** Also when the model awaits nothing the hub may look: it finds nothing to do. */
  async #expectQuiet(): Promise<void> {
    await this.#stand.hub.running.dueActs.now();
    this.#follow(await this.#laterEvents());
  }

  #laterEvents(): Promise<LaterEvent[]> {
    const { cases } = this.#run.model;
    const known = new Map(cases.map(({ name, history }) => [this.#names.number(name), history.length]));
    return laterEvents(this.#stand.hub.database, known, (caseNo) => this.#names.name(caseNo));
  }

  /** The model does what the hub has done, each case in its order, as long as it is what is owed. */
  #follow(events: readonly LaterEvent[]): void {
    const left = [...events];
    while (left.length > 0) {
      const at = left.findIndex((event, i) => {
        const isFirst = left.findIndex(({ about }) => about === event.about) === i;
        return isFirst && this.#followOne(event);
      });
      if (at < 0) {
        const [first] = left;
        throw new Error(`the hub did ${first?.text} in ${first?.about}; owed: ${this.#owedText()}`);
      }
      left.splice(at, 1);
    }
  }

  #followOne({ about, seq, text }: LaterEvent): boolean {
    const { model, now } = this.#run;
    const owed = model.awaits(now).find((each) => each.about === about && actText(each.act) === text);
    if (owed === undefined || model.case(about)?.history.length !== seq - 1) return false;
    model.takeHubs(owed, now);
    return true;
  }

  #owedText(): string {
    const owed = this.#run.model.awaits(this.#run.now);
    return owed.map(({ about, act }) => `${actText(act)} in ${about}`).join(', ') || 'nothing';
  }

  async #compare(command: Command, expected: Expected): Promise<void> {
    switch (expected.do) {
      case 'answer':
        return this.#compareAnswer(expected);
      case 'claim':
        return this.#compareClaim(expected);
      case 'release':
        return this.#compareRelease(command, expected.dispatch);
      case 'grant':
      case 'withdraw':
        return this.#compareGrant(command, expected.codes);
      case 'look':
        return this.#look();
      default:
    }
  }

  async #compareAnswer({ message, answer }: Extract<Expected, { do: 'answer' }>): Promise<void> {
    const parts = this.#sign(message);
    const said = await this.#answered(message, parts);
    const foretold = answer.kind === 'refused' ? answer.codes.join(' or ') : 'OK';
    if (typeof said === 'string') {
      const isForetold =
        answer.kind === 'refused' && answer.codes.some((code) => said.startsWith(`${code}:`));
      if (!isForetold) throw new Error(`the model says ${foretold}, the hub ${said}`);
      return;
    }
    if (answer.kind === 'refused') throw new Error(`the model says ${foretold}, the hub OK`);
    if (message.act.type === 'SubmitCase') this.#names.call(answer.about, said.caseNo);
    const { seq, state } = answer;
    expectSame('the answer', said, { caseNo: this.#names.number(answer.about), seq, state });
  }

  /** The place of the act, or the code and the words of the refusal. */
  async #answered(
    message: Message,
    parts: SignedParts,
  ): Promise<string | { readonly caseNo: string; readonly seq: number; readonly state: string }> {
    try {
      if (message.act.type === 'DispatchAcknowledgement') return await this.#acknowledged(message, parts);
      const { caseNo, eventSeq: seq, state, leaf, receipt } = await this.#peer(message).grpc.submit(parts);
      if (receipt == null) throw new Error('the answer has no receipt');
      checkInclusion(leaf, receipt);
      return { caseNo, seq, state: tongban.v1.CaseState[state] ?? '' };
    } catch (error) {
      if (error instanceof HubCallError) return `${error.code}: ${error.detail}`;
      if (error instanceof RestRefusal) return error.message;
      throw error;
    }
  }

  async #acknowledged(message: Message, parts: SignedParts) {
    const { dispatchId, leaseToken } = this.#leasedFor(message);
    const signed = { dispatchId, leaseToken, message: toFlattened(parts) };
    const { acknowledgement } = await acknowledge(this.#peer(message), signed);
    const { caseNo, eventSeq: seq, state } = acknowledgement;
    return { caseNo, seq, state };
  }

  #leasedFor({ about, act, lease: claim }: Message): LeasedDispatch {
    const seq = act.type === 'DispatchAcknowledgement' ? act.eventSeq : 0;
    return this.#leased.get(`${claim} ${about} ${seq}`) ?? missing(`a lease of ${about}/${seq}`);
  }

  /** The same bytes for the same variant of a message. */
  #sign(message: Message): SignedParts {
    const key = `${message.by} ${message.id}`;
    const earlier = this.#signed.get(key);
    if (earlier?.variant === message.variant) return earlier.parts;
    const messageId = this.#ids.get(key) ?? uuidv7();
    this.#ids.set(key, messageId);
    const { type } = message.act;
    const over = { messageId, issuedAt: message.signedAt };
    const signed = this.#peer(message).sign(type, this.#body(message), over);
    // Members of a message in other order, or another time, are other bytes.
    const parts = message.isSignatureBroken ? { ...signed, signature: damaged(signed.signature, 3) } : signed;
    this.#signed.set(key, { variant: message.variant, parts });
    return parts;
  }

  #body(message: Message): object {
    const { act, about, id } = message;
    const numberOf = (name: CaseName) => this.#names.number(name);
    if (act.type === 'SubmitCase') return submissionBody(act, `${this.#story}-${act.ref}`, numberOf);
    const caseNo = numberOf(about);
    if (act.type !== 'DispatchAcknowledgement') return { caseNo, ...actBody(act, id, numberOf) };
    const { messageId } = this.#names.dispatched(this.#leasedFor(message));
    return { caseNo, eventSeq: act.eventSeq, messageId, receivedAt: AT };
  }

  async #compareClaim({ by, claim, leaseMs, dispatches }: Extract<Expected, { do: 'claim' }>): Promise<void> {
    const leased = await lease(this.#stand.peer(by), { max: 100, leaseMs });
    const told = leased.map((each) => {
      const { caseNo, seq } = this.#names.dispatched(each);
      const about = this.#names.name(caseNo);
      this.#leased.set(`${claim} ${about} ${seq}`, each);
      return `${about}/${seq} attempt ${each.attempt}`;
    });
    const foretold = dispatches.map(
      ({ caseName, seq, attempts }) => `${caseName}/${seq} attempt ${attempts}`,
    );
    expectSame('the claim', told.sort(), foretold.sort());
  }

  async #compareRelease(command: Command, dispatch: Dispatch | string): Promise<void> {
    if (command.do !== 'release') return;
    const { by, about, seq, claim } = command;
    const leased = this.#leased.get(`${claim} ${about} ${seq}`) ?? missing(`a lease of ${about}/${seq}`);
    const foretold =
      typeof dispatch === 'string'
        ? dispatch
        : dispatch.isDead
          ? ''
          : new Date(dispatch.availableAt).toISOString();
    try {
      expectSame('giving it back', await release(this.#stand.peer(by), leased, '稍后再试'), foretold);
    } catch (error) {
      if (!(error instanceof RestRefusal)) throw error;
      expectSame('giving it back', error.code, foretold);
    }
  }

  async #compareGrant(command: Command, codes: readonly string[]): Promise<void> {
    try {
      if (command.do === 'grant') await this.#grant(command);
      if (command.do === 'withdraw') await this.#withdraw(command);
      if (codes.length > 0) throw new Error(`the model says ${codes.join(' or ')}, the hub OK`);
    } catch (error) {
      if (error instanceof HubCallError) expectSame('the grant', [error.code], codes);
      else throw error;
    }
  }

  async #grant({ grant, terms }: Extract<Command, { do: 'grant' }>): Promise<void> {
    const { by, to, item, powers, from, until } = terms;
    const days = { validFrom: from, validTo: until };
    const body = { platform: to, basicCode: itemNamed(item).code, powers, ...days, basis: '合作协议' };
    const peer = this.#stand.peer(by);
    const { grantId } = await peer.grpc.grantIntake(peer.sign('GrantIntake', body));
    this.#ids.set(grant, grantId);
  }

  async #withdraw({ grant, by }: Extract<Command, { do: 'withdraw' }>): Promise<void> {
    const peer = this.#stand.peer(by);
    const body = { grantId: this.#ids.get(grant) ?? missing(grant), reason: '协议终止' };
    await peer.grpc.withdrawIntakeGrant(peer.sign('WithdrawIntakeGrant', body));
  }

  async #look(): Promise<void> {
    await this.#expectQuiet();
    await this.#watch.compare(this.#run, this.#names);
  }

  #peer({ by }: Pick<Message, 'by'>) {
    return this.#stand.peer(by);
  }
}

function expectSame(what: string, told: unknown, foretold: unknown): void {
  if (isDeepStrictEqual(told, foretold)) return;
  throw new Error(`${what}: the hub says ${JSON.stringify(told)}, the model ${JSON.stringify(foretold)}`);
}

function missing(what: string): never {
  throw new Error(`there is no ${what}`);
}
