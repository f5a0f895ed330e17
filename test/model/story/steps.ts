import type { Case } from '../model/case.js';
import type { Command, Flaw } from '../model/commands.js';
import { LAW } from '../model/law.js';
import type { Run } from '../model/run.js';
import { type CaseAct, type CaseName, type HubAct, PEERS } from '../model/words.js';
import { actOf, CASE_ACTS, dayIn } from './acts.js';
import type { Chance } from './chance.js';
import { openingOf } from './openings.js';

interface Telling {
  readonly chance: Chance;
  /** Of the step; names what it makes. */
  readonly number: number;
  readonly hasGrants: boolean;
}

const MOST_CASES = 5;
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const FLAWS: readonly Flaw[] = ['LATE', 'EARLY', 'SLOW', 'BROKEN'];

/** What a platform may never say: it is the hub's. */
const USURPED: readonly HubAct[] = [
  { type: 'AcceptedByLapse' },
  { type: 'TerminatedByLapse' },
  { type: 'LifeEventCompleted' },
];

/** They end a case, and would keep stories from getting on. */
const ENDING: readonly CaseAct['type'][] = ['CaseWithdrawn', 'CaseTerminated', 'CaseNotAccepted'];

export function nextCommand(run: Run, telling: Telling): Command {
  const { chance } = telling;
  const { cases } = run.model;
  if (cases.length === 0) return opening(run, telling);
  const waiting = PEERS.some((peer) => run.model.inbox(peer).waiting.length > 0);
  const step = chance.weighted<() => Command | undefined>([
    [cases.length < MOST_CASES ? 9 : 0, () => opening(run, telling)],
    [46, () => possible(run, telling)],
    [12, () => anything(run, telling)],
    [waiting ? 6 : 0, () => claim(run, telling)],
    [waiting ? 11 : 0, () => held(run, telling, 'acknowledge')],
    [waiting ? 2 : 0, () => held(run, telling, 'release')],
    [4, () => again(telling)],
    [7, () => pass(chance)],
    [telling.hasGrants ? 5 : 0, () => granting(run, telling)],
    [1, () => ({ do: 'look' })],
  ]);
  return step() ?? pass(chance);
}

function opening(run: Run, { chance, number }: Telling): Command {
  const opens = nameOf(number);
  const { by, submission } = openingOf(run, opens, chance);
  return { do: 'send', id: idOf(number), by, about: opens, act: submission, ...flawOf(chance, 3) };
}

/** Something that would be accepted: of that, what the case has not seen yet leads furthest. */
function possible(run: Run, { chance, number }: Telling): Command | undefined {
  const of = chance.pick(run.model.cases);
  const lawful = CASE_ACTS.filter((type) => isOf(type, of)).flatMap((type) =>
    PEERS.filter((peer) => of.takesPart(peer)).flatMap((by) => {
      const act = actOf(type, of, chance, run.now);
      const message = { id: idOf(number), variant: 0, by, about: of.name, act, signedAt: run.now };
      return run.model.reasons({ ...message, isSignatureBroken: false }, run.now).length > 0
        ? []
        : { by, act };
    }),
  );
  const wanted = lawful.filter(({ act }) => !ENDING.includes(act.type) || chance.happens(12));
  const leading = wanted.filter(({ act }) => LAW[act.type].from !== 'any');
  const among = leading.length > 0 && chance.happens(65) ? leading : wanted;
  const fresh = among.filter(({ act }) => of.history.every(({ type }) => type !== act.type));
  const choice = fresh.length > 0 && chance.happens(70) ? fresh : among;
  if (choice.length === 0) return undefined;
  const { by, act } = chance.pick(choice);
  return { do: 'send', id: idOf(number), by, about: of.name, act, ...flawOf(chance, 3) };
}

/** Whatever anybody might say, whether it is the time for it or not. */
function anything(run: Run, { chance, number }: Telling): Command {
  const of = chance.pick(run.model.cases);
  const by = chance.happens(60) ? chance.pick([of.submitter, of.competent]) : chance.pick(PEERS);
  const act = chance.happens(5) ? chance.pick(USURPED) : actOf(chance.pick(CASE_ACTS), of, chance, run.now);
  const about = chance.happens(98) ? of.name : nameOf(number);
  return { do: 'send', id: idOf(number), by, about, act, ...flawOf(chance, 3) };
}

function claim(run: Run, { chance, number }: Telling): Command {
  const busy = PEERS.filter((peer) => run.model.inbox(peer).waiting.length > 0);
  const leaseSeconds = chance.pick([30, 60, 300]);
  return { do: 'claim', claim: number, by: chance.pick(busy), leaseSeconds };
}

/** What was claimed is taken over or given back, by whoever holds it or held it. */
function held(run: Run, { chance, number }: Telling, does: 'acknowledge' | 'release'): Command | undefined {
  const all = PEERS.flatMap((by) => run.model.inbox(by).waiting.map((dispatch) => ({ by, dispatch })));
  const leased = all.flatMap(({ by, dispatch: { caseName: about, seq, lease: claim } }) =>
    claim === undefined ? [] : { by, about, seq, claim },
  );
  if (leased.length === 0) return claim(run, { chance, number, hasGrants: false });
  const chosen = chance.pick(leased);
  return does === 'release'
    ? { do: 'release', ...chosen }
    : { do: 'acknowledge', id: idOf(number), ...chosen };
}

function again({ chance, number }: Telling): Command | undefined {
  if (number < 2) return undefined;
  const of = idOf(chance.int(Math.max(1, number - 12), number - 1));
  return chance.happens(65) ? { do: 'repeat', of } : { do: 'forge', of };
}

function pass(chance: Chance): Command {
  const [unit, first, last] = chance.weighted([
    [3, [MINUTE, 1, 10]],
    [3, [HOUR, 1, 30]],
    [5, [DAY, 1, 6]],
    [3, [DAY, 7, 24]],
  ] as const);
  return { do: 'pass', seconds: unit * chance.int(first, last) };
}

function granting(run: Run, { chance, number }: Telling): Command | undefined {
  const given = run.model.grants.all();
  if (given.length > 0 && chance.happens(40)) {
    const { id: grant, by } = chance.pick(given);
    return { do: 'withdraw', grant, by: chance.mostly(by, chance.pick(PEERS)) };
  }
  const { competent: by, submitter, item } = chance.pick(run.model.cases);
  const to = chance.pick(PEERS.filter((peer) => peer !== by));
  const [first, length] = [chance.happens(75) ? 0 : chance.int(1, 5), chance.int(0, 30)];
  const powers = chance.some(['RECEIVE', 'CHECK_ORIGINALS', 'PASS_RESULT'] as const);
  const days = { from: dayIn(run.now, first), until: dayIn(run.now, first + length) };
  const grantee = submitter !== by && chance.happens(60) ? submitter : to;
  return { do: 'grant', grant: idOf(number), terms: { by, to: grantee, item, powers, ...days } };
}

function isOf(type: CaseAct['type'], { state }: Case): boolean {
  const { from } = LAW[type];
  return from === 'any' || from.includes(state);
}

function flawOf(chance: Chance, percent: number): { readonly flaw?: Flaw } {
  return chance.happens(percent) ? { flaw: chance.pick(FLAWS) } : {};
}

function idOf(number: number): string {
  return `m${number}`;
}

function nameOf(number: number): CaseName {
  return `C${number}`;
}
