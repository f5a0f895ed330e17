import type { Case } from '../model/case.js';
import type { Command, Flaw } from '../model/commands.js';
import { LAW } from '../model/law.js';
import type { Run } from '../model/run.js';
import { type CaseAct, type CaseName, type Code, type HubAct, PEERS, type Peer } from '../model/words.js';
import { actOf, CASE_ACTS, dayIn } from './acts.js';
import type { Chance } from './chance.js';
import { openingOf } from './openings.js';
import type { Theme } from './themes.js';

export interface Telling {
  readonly chance: Chance;
  /** Of the step; names what it makes. */
  readonly number: number;
  readonly theme: Theme;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const FLAWS: readonly Flaw[] = ['LATE', 'EARLY', 'SLOW', 'BROKEN'];

/** The way of a case that goes well. */
const STRAIGHT: readonly CaseAct[] = [
  { type: 'IntakeRecorded', originalsChecked: false },
  { type: 'CaseAccepted' },
  { type: 'ReviewStarted' },
  { type: 'DecisionIssued', outcome: 'GRANTED' },
  { type: 'CaseConcluded' },
  { type: 'ResultTransferred', oldDocumentDue: false },
];

/** What a platform may never say: it is the hub's. */
const USURPED: readonly HubAct[] = [
  { type: 'AcceptedByLapse' },
  { type: 'TerminatedByLapse' },
  { type: 'LifeEventCompleted' },
];

/** They end a case, and would keep stories from getting on. */
const ENDING: readonly CaseAct['type'][] = ['CaseWithdrawn', 'CaseTerminated', 'CaseNotAccepted'];

export function nextCommand(run: Run, telling: Telling): Command {
  const { chance, theme } = telling;
  const { cases } = run.model;
  if (cases.length === 0) return opening(run, telling);
  const waiting = PEERS.some((peer) => run.model.inbox(peer).waiting.length > 0);
  const { mostCases, straightOn, passing, grants } = theme;
  const step = chance.weighted<() => Command | undefined>([
    [cases.length < mostCases ? 10 : 0, () => opening(run, telling)],
    [straightOn, () => straight(run, telling)],
    [30, () => possible(run, telling)],
    [9, () => contrary(run, telling)],
    [7, () => anything(run, telling)],
    [waiting ? 5 : 0, () => claim(run, telling)],
    [waiting ? 9 : 0, () => held(run, telling, 'acknowledge')],
    [waiting ? 2 : 0, () => held(run, telling, 'release')],
    [4, () => again(telling)],
    [passing, () => pass(chance)],
    [grants, () => granting(run, telling)],
    [1, () => ({ do: 'look' })],
  ]);
  return step() ?? possible(run, telling) ?? pass(chance);
}

function opening(run: Run, { chance, number, theme }: Telling): Command {
  const opens = nameOf(number);
  const { by, submission } = openingOf(run, { opens, chance, weights: theme.openings });
  return { do: 'send', id: idOf(number), by, about: opens, act: submission, ...flawOf(chance, 3) };
}

/** The next step of a case that goes well; mostly of one that another case waits for. */
function straight(run: Run, { chance, number }: Telling): Command | undefined {
  const steps = run.model.cases.flatMap((of) =>
    STRAIGHT.filter(({ type }) => isNewIn(of, type)).flatMap((act) =>
      [of.submitter, of.competent].flatMap((by) => (isPossible(run, of, by, act) ? [{ of, by, act }] : [])),
    ),
  );
  if (steps.length === 0) return undefined;
  const awaited = steps.filter(({ of }) => of.part !== undefined || of.membership !== undefined);
  const { of, by, act } = chance.pick(awaited.length > 0 && chance.happens(70) ? awaited : steps);
  return { do: 'send', id: idOf(number), by, about: of.name, act };
}

/** Something that would be accepted: of that, what the case has not seen yet leads furthest. */
function possible(run: Run, { chance, number, theme }: Telling): Command | undefined {
  const { cases } = run.model;
  const awaited = cases.filter(({ part, membership }) => part !== undefined || membership !== undefined);
  const of = chance.pick(awaited.length > 0 && chance.happens(60) ? awaited : cases);
  const lawful = CASE_ACTS.filter((type) => isOf(type, of)).flatMap((type) =>
    [...new Set([of.submitter, of.competent])].flatMap((by) => {
      const act = actOf(type, of, chance, run.now);
      return isPossible(run, of, by, act) ? [{ by, act }] : [];
    }),
  );
  const mayEnd = of.members === undefined ? theme.ending : 4; // a life event has little else to do
  const wanted = lawful.filter(({ act }) => !ENDING.includes(act.type) || chance.happens(mayEnd));
  const leading = wanted.filter(({ act }) => LAW[act.type].from !== 'any');
  const among = leading.length > 0 && !chance.happens(theme.beside) ? leading : wanted;
  const fresh = among.filter(({ act }) => isNewIn(of, act.type));
  const choice = fresh.length > 0 && chance.happens(70) ? fresh : among;
  if (choice.length === 0) return undefined;
  const { by, act } = chance.pick(choice);
  return { do: 'send', id: idOf(number), by, about: of.name, act, ...flawOf(chance, 3) };
}

/** By the right platform in the right state, and refused all the same: something else stands in the way. */
function contrary(run: Run, { chance, number }: Telling): Command | undefined {
  const of = chance.pick(run.model.cases);
  const refused = CASE_ACTS.filter((type) => isOf(type, of)).flatMap((type) =>
    [of.submitter, of.competent].flatMap((by) => {
      const act = actOf(type, of, chance, run.now);
      const codes = reasons(run, of, by, act);
      return codes.length === 0 || codes.includes('WRONG_PLATFORM') ? [] : [{ by, act, codes }];
    }),
  );
  const rare = refused.filter(({ codes }) => !codes.includes('ILLEGAL_TRANSITION'));
  const among = rare.length > 0 && chance.happens(60) ? rare : refused;
  if (among.length === 0) return undefined;
  const { by, act } = chance.pick(among);
  return { do: 'send', id: idOf(number), by, about: of.name, act };
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
  const holding = run.claims.filter(({ by, about, seq, claim }) =>
    run.model.inbox(by).isHeld(about, seq, claim),
  );
  const among = holding.length > 0 && chance.happens(85) ? holding : run.claims;
  if (among.length === 0) return undefined;
  const chosen = chance.pick(among);
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

function isPossible(run: Run, of: Case, by: Peer, act: CaseAct): boolean {
  return reasons(run, of, by, act).length === 0;
}

function reasons(run: Run, { name: about }: Case, by: Peer, act: CaseAct): readonly Code[] {
  const signed = { signedAt: run.now, isSignatureBroken: false };
  return run.model.reasons({ id: 'new', variant: 0, by, about, act, ...signed }, run.now);
}

function isNewIn({ history }: Case, type: CaseAct['type']): boolean {
  return history.every((entry) => entry.type !== type);
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
