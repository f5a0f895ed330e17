import { type Check, fail } from '../check.js';
import type { DeskAct } from '../desk-words.js';
import { PLAIN_INTAKE, plainSubmission } from '../samples.js';
import type { World } from '../world.js';
import { expectSettled, expectShown, openForPeer } from './exchange.js';

export const INBOX: readonly Check[] = [
  {
    id: 'inbox.delivered',
    title: { zh: '平台收妥之后才签收', en: 'acknowledges only what its platform has' },
    proves: {
      zh: '签收到达枢纽的那一刻，平台上已能看到该事项',
      en: 'at the moment when the acknowledgement reaches the hub, the platform shows the act',
    },
    remedy: {
      zh: '先把事件写入平台并得到平台“已收”的答复，再签名签收；不要收到投递就签收',
      en: 'put the act into the platform and have its word for it, then sign; never acknowledge on arrival',
    },
    needs: ['signing.acknowledgement'],
    run: async (world, evidence) => {
      /** What the platform showed of a case when an acknowledgement came, by dispatch. */
      const shownAt = new Map<string, readonly string[]>();
      const { interference, driver, counterpart, peer } = world;
      const isOver = interference.meddleAtDoor(async ({ lease }, pass) => {
        if (lease !== undefined && driver.isProgram)
          shownAt.set(`${lease.caseNo}/${lease.seq}`, await driver.kindsReceived(lease.caseNo));
        return pass();
      });
      try {
        const act = plainSubmission(peer.divisionCode);
        const caseNo = await openForPeer(world, evidence, act);
        await expectThere(world, caseNo, 1, act, shownAt);
        const seq = await counterpart.act(caseNo, PLAIN_INTAKE);
        await expectThere(world, caseNo, seq, PLAIN_INTAKE, shownAt);
        await expectSettled(world, evidence, caseNo);
      } finally {
        isOver();
      }
    },
  },
];

async function expectThere(
  world: World,
  caseNo: string,
  seq: number,
  act: DeskAct,
  shownAt: ReadonlyMap<string, readonly string[]>,
): Promise<void> {
  const { driver, waiting } = world;
  const dispatchId = `${caseNo}/${seq}`;
  if (driver.isProgram) {
    const what = { zh: `${dispatchId} 的签收`, en: `the acknowledgement of ${dispatchId}` };
    const kinds = await waiting.until(what, () => shownAt.get(dispatchId));
    if (!kinds.includes(act.kind))
      fail(
        `${dispatchId} 已签收，平台上却没有 ${act.kind}`,
        `${dispatchId} was acknowledged, and the platform does not show ${act.kind}`,
      );
  }
  await expectShown(world, caseNo, act);
}
