import type { CaseState } from '#domain/case';
import { readCaseMessage } from '#hub/exchange';
import { cases, events } from '#hub/store';
import { type Evidence, fail } from '../check.js';
import type { Arrival } from '../counterpart.js';
import type { DeskAct, FileAct } from '../desk-words.js';
import type { Shown } from '../driver/driver.js';
import { plainSubmission } from '../samples.js';
import type { Heard } from '../stage/interference.js';
import type { World } from '../world.js';
import { profileFaults } from './profile.js';

/** What most checks do: let a case cross in one direction or the other, and see that it has arrived as it was sent. */

/** Somebody elsewhere opens a case that the peer is to decide. @returns its number. */
export async function openForPeer(
  world: World,
  evidence: Evidence,
  act: FileAct = plainSubmission(world.peer.divisionCode),
  caseRef?: string,
): Promise<string> {
  const caseNo = await world.counterpart.submit(act, caseRef);
  evidence.about(caseNo);
  return caseNo;
}

/** The peer opens a case that the counterpart is to decide. @returns its numbers. */
export async function openByPeer(
  world: World,
  evidence: Evidence,
  act: FileAct = plainSubmission(world.counterpart.divisionCode),
): Promise<{ readonly ref: string; readonly caseNo: string }> {
  const ref = await world.driver.file(act);
  const caseNo = await world.driver.numbered(ref);
  evidence.about(caseNo);
  return { ref, caseNo };
}

/** Waits until the peer's platform shows an act of the other side, whole and once. */
export async function expectShown(world: World, caseNo: string, act: DeskAct): Promise<Shown> {
  const shown = await world.driver.received(caseNo, act);
  if (shown.cases !== 1)
    fail(
      `平台上有 ${shown.cases} 个办件使用枢纽编号 ${caseNo}`,
      `${shown.cases} cases of the platform bear the hub’s number ${caseNo}`,
    );
  if (shown.times !== 1)
    fail(`平台把 ${act.kind} 记了 ${shown.times} 次`, `the platform shows ${act.kind} ${shown.times} times`);
  if (shown.differences.length > 0)
    fail(
      `${act.kind} 到达时内容不符：${shown.differences.join('、')}`,
      `${act.kind} arrived with other contents: ${shown.differences.join(', ')}`,
    );
  return shown;
}

/** Waits until the counterpart has an act of the peer, whole and once. */
export async function expectArrived(world: World, caseNo: string, act: DeskAct, seq = 0): Promise<Arrival> {
  const { counterpart, waiting } = world;
  const type = act.kind === 'other' ? act.type : TYPES[act.kind];
  const what = { zh: `对方收到 ${caseNo} 的 ${type}`, en: `the other side has ${type} of ${caseNo}` };
  const found = await waiting.until(what, () =>
    counterpart.arrivals(caseNo).find((each) => each.message.type === type && each.eventSeq > seq),
  );
  const wrong = await counterpart.compare(act, found);
  if (wrong.length > 0)
    fail(
      `${type} 发出时内容不符：${wrong.join('、')}`,
      `${type} was sent with other contents: ${wrong.join(', ')}`,
    );
  return found;
}

const TYPES: Readonly<Record<Exclude<DeskAct['kind'], 'other'>, Arrival['message']['type']>> = {
  file: 'SubmitCase',
  intake: 'IntakeRecorded',
  notice: 'CorrectionNotice',
  correct: 'CorrectionSubmitted',
  accept: 'CaseAccepted',
  reject: 'CaseNotAccepted',
  review: 'ReviewStarted',
  decide: 'DecisionIssued',
  conclude: 'CaseConcluded',
  transfer: 'ResultTransferred',
  deliver: 'ResultDelivered',
  withdraw: 'CaseWithdrawn',
  suspend: 'CaseSuspended',
  resume: 'CaseResumed',
  terminate: 'CaseTerminated',
};

/** What the peer has acknowledged of a case so far; event numbers, in the order of the record. */
export async function acknowledgedByPeer(world: World, caseNo: string): Promise<number[]> {
  const list = await events.listEvents(world.db, caseNo);
  return list.flatMap((event) => {
    if (event.type !== 'DispatchAcknowledgement' || event.actor !== world.peer.peerId) return [];
    const { body } = readCaseMessage(event);
    return 'eventSeq' in body ? [body.eventSeq] : [];
  });
}

/**
 * Waits until every act of a case has been acknowledged by whoever it went to, and sees that the peer's acknowledgements are
 * signed as they should be, each for the right event, once, and in order.
 */
export async function expectSettled(world: World, evidence: Evidence, caseNo: string): Promise<void> {
  const { waiting, db, peer, identity, interference } = world;
  const what = { zh: `办件 ${caseNo} 全部签收`, en: `every act of ${caseNo} is acknowledged` };
  const list = await waiting.until(what, async () => {
    const found = await events.listEvents(db, caseNo);
    const [acknowledgements, acts] = [
      found.filter(isAcknowledgement),
      found.filter((each) => !isAcknowledgement(each)),
    ];
    const hubs = acts.filter(({ actor }) => actor === identity.hubId); // both sides are told of them
    return acknowledgements.length === acts.length + hubs.length ? found : undefined;
  });
  const dispatched = list.filter((each) => !isAcknowledgement(each) && each.actor !== peer.peerId);
  const acknowledged = await acknowledgedByPeer(world, caseNo);
  const expected = dispatched.map(({ seq }) => seq);
  if (acknowledged.join() !== expected.join())
    fail(
      `签收的事件是 ${acknowledged.join('、')}，应为 ${expected.join('、')}`,
      `events ${acknowledged.join(', ')} were acknowledged, not ${expected.join(', ')}`,
    );
  for (const heard of interference.heard.filter((each) => each.lease?.caseNo === caseNo)) {
    expectProfile(world, heard);
    if (heard.header !== undefined) evidence.message(heard.header.jti);
  }
}

function isAcknowledgement({ type }: { readonly type: string }): boolean {
  return type === 'DispatchAcknowledgement';
}

/** @throws CheckFailure naming everything that is wrong with a message. */
export function expectProfile(world: World, heard: Heard): void {
  const faults = profileFaults(heard, world);
  if (faults.length > 0) fail(faults.map(({ zh }) => zh).join('；'), faults.map(({ en }) => en).join('; '));
}

export async function stateOf(world: World, caseNo: string): Promise<CaseState | undefined> {
  return (await cases.getCase(world.db, caseNo))?.state;
}

/**
 * Refusals of what the peer has sent since then, but for those that pass. @param since of `heard`. @param caseNo of one case only.
 */
export function refusalsSince(world: World, since: number, caseNo?: string): string[] {
  const own = world.interference.heard
    .slice(since)
    .filter(({ message }) => caseNo === undefined || (message !== undefined && isOf(message.body, caseNo)));
  return own.flatMap(({ answer }) =>
    answer?.kind === 'refused' && !PASSING.has(answer.code) ? answer.code : [],
  );
}

/** Whether a message is an act of the case; a submission is not, it opens one. */
export function isOf(body: object, caseNo: string): boolean {
  return 'caseNo' in body && body.caseNo === caseNo;
}

/** What may be answered while everything is as it should be. */
const PASSING = new Set(['LEASE_LOST', 'UNAVAILABLE', 'INTERNAL']);
