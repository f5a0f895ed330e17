import { events } from '#hub/store';
import { UnavailableError } from '#proto/errors';
import { type Check, fail } from '../check.js';
import type { CaseAct } from '../desk-words.js';
import { ACTS, acceptance, PLAIN_INTAKE, plainSubmission } from '../samples.js';
import type { World } from '../world.js';
import { expectSettled, expectShown, isOf, openByPeer, openForPeer, refusalsSince } from './exchange.js';
import { withOtherContents } from './lies.js';

export const ORDER: readonly Check[] = [
  {
    id: 'order.outgoing',
    title: { zh: '一个办件的各步按序送出', en: 'acts of one case are sent in order' },
    proves: {
      zh: '一步暂时送不出时，同一办件的后续步骤等待，不抢先',
      en: 'while one act cannot be sent for the moment, the later ones of its case wait and do not overtake it',
    },
    remedy: {
      zh: '每个办件一个队列；UNAVAILABLE、TIMED_OUT 等可重试的答复须停下该办件直到成功',
      en: 'one queue for each case; answers that may pass, like UNAVAILABLE, hold the case up until it succeeds',
    },
    needs: ['inbox.delivered', 'signing.submission'],
    isCalm: true,
    run: async (world, evidence) => {
      const { interference, driver, peer, waiting } = world;
      const act = plainSubmission(peer.divisionCode, 'online');
      const caseNo = await openForPeer(world, evidence, act);
      const { ref } = await expectShown(world, caseNo, act);
      const since = interference.heard.length;
      const acts: CaseAct[] = [PLAIN_INTAKE, acceptance(ref), ACTS.review, ACTS.grant, ACTS.conclude];
      let left = REFUSALS_THAT_PASS;
      const isOver = interference.meddleAtDoor(async ({ message }, pass) => {
        if (message?.type !== 'CaseAccepted' || message.body.caseNo !== caseNo || left-- <= 0) return pass();
        throw new UnavailableError('UNAVAILABLE', 'not now', { retryAfterMs: 100 });
      });
      try {
        for (const each of acts) await driver.act(ref, each);
        const what = { zh: `${caseNo} 办结`, en: `${caseNo} is concluded` };
        await waiting.until(what, async () => {
          expectNoOvertaking(world, caseNo, since);
          const list = await events.listEvents(world.db, caseNo);
          return list.some(({ type }) => type === 'CaseConcluded') || undefined;
        });
      } finally {
        isOver();
      }
      const refusals = refusalsSince(world, since, caseNo);
      if (refusals.length > 0) fail(`被拒：${refusals.join('、')}`, `refused: ${refusals.join(', ')}`);
      if (left > 0) fail('受理暂缓后没有再送', 'the acceptance was not sent again after it had been put off');
      await expectSettled(world, evidence, caseNo);
      evidence.note(
        `受理被暂缓 ${REFUSALS_THAT_PASS} 次，其后 3 步等待`,
        `acceptance was put off ${REFUSALS_THAT_PASS} times; three later acts waited`,
      );
    },
  },
  {
    id: 'order.incoming',
    title: {
      zh: '一步受阻，他案照办，本案不乱序',
      en: 'one act held up: other cases go on, its own stays in order',
    },
    proves: {
      zh: '一个投递收不下时，其他办件照常签收；恢复后该办件按序到达平台',
      en: 'while one dispatch cannot be taken, other cases are acknowledged; afterwards the acts of its case reach the platform in order',
    },
    remedy: {
      zh: '收不下的投递用 Release 退回，不要占住整个流；按事件序号写入平台',
      en: 'give a dispatch that cannot be taken back with Release; it must not hold up the stream; write in the order of events',
    },
    needs: ['inbox.delivered', 'signing.submission', 'hostile.original'],
    isCalm: true,
    run: async (world, evidence) => {
      const { interference, counterpart, waiting, driver } = world;
      const { caseNo } = await openByPeer(
        world,
        evidence,
        plainSubmission(counterpart.divisionCode, 'online'),
      );
      const makeSound = interference.meddleWithDispatches((dispatch, { caseNo: about, messageType }) =>
        about === caseNo && messageType === 'CaseAccepted' ? withOtherContents(dispatch) : dispatch,
      );
      const acts: CaseAct[] = [
        PLAIN_INTAKE,
        acceptance('对方受理1号'),
        ACTS.review,
        ACTS.grant,
        ACTS.conclude,
      ];
      try {
        const seqs: number[] = [];
        for (const act of acts) seqs.push(await counterpart.act(caseNo, act));
        const held = `${caseNo}/${seqs[1]}`;
        const what = { zh: `${held} 被退回两次`, en: `${held} is given back twice` };
        await waiting.until(what, () => interference.offers(held) >= 2 || undefined);
        const other = plainSubmission(world.peer.divisionCode);
        const otherNo = await openForPeer(world, evidence, other);
        await expectShown(world, otherNo, other);
        await expectSettled(world, evidence, otherNo);
      } finally {
        makeSound();
      }
      for (const act of acts) await expectShown(world, caseNo, act);
      await expectSettled(world, evidence, caseNo);
      const kinds = await driver.kindsReceived(caseNo);
      const expected = acts.map(({ kind }) => kind);
      if (kinds.join() !== expected.join())
        fail(`平台上的顺序是 ${kinds.join('、')}`, `the platform shows ${kinds.join(', ')}`);
    },
  },
];

/** How often the acceptance is put off. */
const REFUSALS_THAT_PASS = 2;

/** Nothing of a case is heard while its acceptance has not been accepted, but the acceptance and what comes before it. */
function expectNoOvertaking({ interference }: World, caseNo: string, since: number): void {
  const own = interference.heard
    .slice(since)
    .filter(
      ({ message, lease }) => lease === undefined && message !== undefined && isOf(message.body, caseNo),
    );
  const accepted = own.findIndex(
    ({ message, answer }) => message?.type === 'CaseAccepted' && answer?.kind === 'accepted',
  );
  const before = accepted < 0 ? own : own.slice(0, accepted);
  const early = before.find(({ message }) => LATER.has(message?.type ?? ''));
  if (early?.message !== undefined)
    fail(
      `受理尚未送达，${early.message.type} 已抢先`,
      `${early.message.type} was sent before the acceptance had been accepted`,
    );
}

const LATER = new Set(['ReviewStarted', 'DecisionIssued', 'CaseConcluded']);
