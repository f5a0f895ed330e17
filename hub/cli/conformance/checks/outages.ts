import { type Check, type Evidence, fail } from '../check.js';
import { PLAIN_INTAKE, plainSubmission } from '../samples.js';
import type { World } from '../world.js';
import {
  expectArrived,
  expectSettled,
  expectShown,
  openByPeer,
  openForPeer,
  refusalsSince,
} from './exchange.js';

const REMEDY = {
  zh: '断线后自动重连（指数退避），未得到答复的原样重发，未签收的投递会再来；平台侧操作先落盘',
  en: 'reconnect by yourself with growing delays, repeat unchanged what was not answered; what was not acknowledged comes again; keep the platform’s acts on disk first',
};

export const OUTAGES: readonly Check[] = [
  {
    id: 'outages.away',
    title: { zh: '枢纽短时不可达', en: 'the hub is away for a while' },
    proves: {
      zh: '枢纽不可达期间两侧都有新办件；恢复后全部到达，不丢不重',
      en: 'cases were opened on both sides while the hub could not be reached; all arrive afterwards, none lost, none doubled',
    },
    remedy: REMEDY,
    needs: ['inbox.delivered', 'signing.submission'],
    run: async (world, evidence) => {
      const { lines, waiting, settings, driver } = world;
      const since = world.interference.heard.length;
      const outgoing = plainSubmission(world.counterpart.divisionCode);
      const incoming = plainSubmission(world.peer.divisionCode);
      lines.grpc.close();
      lines.rest.close();
      let ref: string;
      let toPeer: string;
      try {
        [ref, toPeer] = [await driver.file(outgoing), await openForPeer(world, evidence, incoming)];
        await waiting.pause(settings.outageMs);
      } finally {
        lines.grpc.mend();
        lines.rest.mend();
      }
      const fromPeer = await driver.numbered(ref);
      evidence.about(fromPeer);
      await expectArrived(world, fromPeer, outgoing);
      await expectShown(world, toPeer, incoming);
      for (const caseNo of [fromPeer, toPeer]) await expectSettled(world, evidence, caseNo);
      expectNoRefusal(world, since);
      evidence.note(`中断 ${settings.outageMs / 1000} 秒`, `away for ${settings.outageMs / 1000} s`);
    },
  },
  {
    id: 'outages.cut',
    title: { zh: '连接在投递与签收之间中断', en: 'the line breaks between dispatch and acknowledgement' },
    proves: {
      zh: '投递刚发出、签收刚送达时断线：事项在平台与枢纽都只有一份',
      en: 'the line breaks when a dispatch has just gone out, and when an acknowledgement has just been stored: each act is there once, on the platform and in the hub',
    },
    remedy: REMEDY,
    needs: ['inbox.delivered', 'duplicates.redelivery'],
    run: async (world, evidence) => {
      const since = world.interference.heard.length;
      const caseNo = await withCuts(world, evidence);
      await expectSettled(world, evidence, caseNo);
      const { caseNo: next } = await openByPeer(world, evidence);
      await expectSettled(world, evidence, next);
      expectNoRefusal(world, since);
    },
  },
];

/** Two acts of one case: the first is cut off on its way out, the acknowledgement of the second on its way back. */
async function withCuts(world: World, evidence: Evidence): Promise<string> {
  const { interference, lines, counterpart, peer } = world;
  const cut = (): void => {
    lines.grpc.cut();
    lines.rest.cut();
  };
  const caseRef = counterpart.newCaseRef();
  let isOut = false;
  const stopDispatching = interference.meddleWithDispatches((dispatch, facts) => {
    if (facts.submitterCaseRef === caseRef && !isOut) {
      isOut = true;
      setTimeout(cut, SOON_MS);
    }
    return dispatch;
  });
  let isBack = false;
  const stopAnswering = interference.meddleAtDoor(async ({ message }, pass) => {
    const ack = await pass();
    if (!isBack && message?.type === 'DispatchAcknowledgement' && message.body.eventSeq > 1) {
      isBack = true;
      cut();
    }
    return ack;
  });
  try {
    const act = plainSubmission(peer.divisionCode);
    const caseNo = await openForPeer(world, evidence, act, caseRef);
    await expectShown(world, caseNo, act);
    await counterpart.act(caseNo, PLAIN_INTAKE);
    await expectShown(world, caseNo, PLAIN_INTAKE);
    return caseNo;
  } finally {
    stopDispatching();
    stopAnswering();
  }
}

/** The dispatch is written to the connection in the same turn; a moment later it is on the way, or with the peer. */
const SOON_MS = 2;

function expectNoRefusal(world: World, since: number): void {
  const refusals = refusalsSince(world, since);
  if (refusals.length > 0) fail(`被拒：${refusals.join('、')}`, `refused: ${refusals.join(', ')}`);
}
