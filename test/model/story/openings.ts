import type { Case } from '../model/case.js';
import { COMMITTING } from '../model/limits.js';
import type { Run } from '../model/run.js';
import { type CaseName, type Declared, PEERS, type Peer, type Submission } from '../model/words.js';
import { ALONE } from './acts.js';
import type { Chance } from './chance.js';

/** A submission that somebody might send: mostly one that fits what is there. */
export interface Opening {
  readonly by: Peer;
  readonly submission: Submission;
}

/** 出生医学证明 → 户口登记 → 社会保障卡, and what waits for the first alone; more or less of it. */
const MEMBERS: readonly Declared[] = [
  { member: 'birth', item: 'birth', place: 'guangdong', dependsOn: [] },
  { member: 'household', item: 'certificate', place: 'henan', dependsOn: ['birth'] },
  { member: 'card', item: 'card', place: 'henan', dependsOn: ['household', 'birth'] },
];

/** How often what is opened. */
export interface OpeningWeights {
  readonly alone: number;
  /** Of those, how many in a hundred of the one item that may be handled on commitments. */
  readonly committed: number;
  readonly joint: number;
  readonly lifeEvent: number;
}

interface Asked {
  readonly opens: CaseName;
  readonly chance: Chance;
  readonly weights: OpeningWeights;
}

/** @param opens what it is called. */
export function openingOf(run: Run, { opens, chance, weights }: Asked): Opening {
  const { cases } = run.model;
  const hasLead = leadsOf(cases).length > 0;
  const hasWhole = cases.some(({ members }) => members !== undefined);
  const kind = chance.weighted<() => Opening | undefined>([
    [weights.alone, () => alone(opens, chance, weights.committed)],
    [hasLead ? 2 : weights.joint, () => joint(opens, chance)],
    [hasLead ? weights.joint * 4 : 0, () => part(cases, opens, chance)],
    [hasWhole ? 1 : weights.lifeEvent, () => lifeEvent(opens, chance)],
    [hasWhole ? weights.lifeEvent * 4 : 0, () => member(cases, opens, chance)],
  ]);
  const opening = kind() ?? alone(opens, chance, weights.committed);
  const taken = cases.filter(({ submitter }) => submitter === opening.by);
  const isAgain = taken.length > 0 && chance.happens(3);
  return isAgain
    ? { ...opening, submission: { ...opening.submission, ref: `${chance.pick(taken).name}` } }
    : opening;
}

function alone(opens: CaseName, chance: Chance, committed: number): Opening {
  const item = chance.happens(committed) ? 'medical' : chance.pick(ALONE);
  const place = chance.happens(Math.max(50, committed)) ? COMMITTING : chance.pick(PEERS);
  const mode = chance.weighted([
    [48, 'REMOTE_INTAKE'],
    [48, 'FULLY_ONLINE'],
    [4, 'JOINT'],
  ] as const);
  const isPledged = chance.happens(item === 'medical' ? 50 : 3);
  const pledge = {
    notice: chance.happens(92) ? 'IN_FORCE' : 'OUTDATED',
    codes: chance.mostly(chance.some(['M02', 'M03', 'T01']), ['M01']),
    isBarred: chance.happens(8),
  } as const;
  const plain = plainOf(opens, item, place, chance);
  return { by: applicantsOf(place, chance), submission: { ...plain, mode, ...(isPledged && { pledge }) } };
}

function joint(opens: CaseName, chance: Chance): Opening {
  const place = chance.pick(PEERS);
  const submission = plainOf(opens, 'household', place, chance);
  return { by: applicantsOf(place, chance), submission: { ...submission, mode: 'JOINT' } };
}

function part(cases: readonly Case[], opens: CaseName, chance: Chance): Opening {
  const joint = cases.filter(({ isJointLead }) => isJointLead);
  const lead = chance.mostly(chance.pick(leadsOf(cases)), chance.pick(joint));
  const submission = plainOf(opens, 'household', chance.pick(PEERS), chance);
  const by = chance.mostly(lead.competent, chance.pick(PEERS));
  return { by, submission: { ...submission, mode: 'JOINT', lead: lead.name } };
}

/** Those that may take a part now. */
function leadsOf(cases: readonly Case[]): Case[] {
  return cases.filter(
    ({ isJointLead, state }) => isJointLead && (state === 'ACCEPTED' || state === 'IN_REVIEW'),
  );
}

function lifeEvent(opens: CaseName, chance: Chance): Opening {
  const circle = { member: 'birth', item: 'birth', place: 'guangdong', dependsOn: ['card'] } as const;
  const [birth, ...others] = MEMBERS;
  const declared = chance.happens(60) ? MEMBERS : MEMBERS.slice(0, 2);
  const members = birth === undefined || chance.happens(92) ? declared : [circle, ...others];
  const by = chance.pick(PEERS);
  return { by, submission: { ...plainOf(opens, 'card', 'henan', chance), mode: 'FULLY_ONLINE', members } };
}

function member(cases: readonly Case[], opens: CaseName, chance: Chance): Opening | undefined {
  const whole = chance.pick(cases.filter(({ members }) => members !== undefined));
  const declared = whole.members?.all ?? [];
  const open = declared.filter(
    ({ memberCase, end }) => memberCase === undefined || (end !== undefined && end !== 'DONE'),
  );
  const { member, item, place, dependsOn } = chance.pick(
    open.length > 0 && chance.happens(90) ? open : declared,
  );
  const memberOf = { whole: whole.name, member, dependsOn: chance.mostly([...dependsOn], []) };
  const by = chance.happens(95) ? whole.submitter : chance.pick(PEERS);
  return { by, submission: { ...plainOf(opens, item, place, chance), mode: 'FULLY_ONLINE', memberOf } };
}

function plainOf(opens: CaseName, item: string, place: Peer, chance: Chance): Omit<Submission, 'mode'> {
  return { type: 'SubmitCase', opens, ref: opens, item, place, originalsChecked: chance.happens(25) };
}

/** Somebody elsewhere, mostly. */
function applicantsOf(place: Peer, chance: Chance): Peer {
  const others = PEERS.filter((peer) => peer !== place);
  return chance.happens(92) ? chance.pick(others) : place;
}
