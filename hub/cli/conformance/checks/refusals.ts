import { type Check, fail } from '../check.js';
import { ACTS, acceptance, PLAIN_INTAKE, plainSubmission } from '../samples.js';
import { expectArrived, expectSettled, expectShown, openByPeer, openForPeer } from './exchange.js';

const REMEDY = {
  zh: '把枢纽的错误代码原样告诉平台（历史中的 refused），然后继续送后面的操作；retry 为 never 的代码不要重试',
  en: 'tell the platform the hub’s code (refused in its history), then go on with what follows; codes whose retry is never are not tried again',
};

export const REFUSALS: readonly Check[] = [
  {
    id: 'refusals.transition',
    title: {
      zh: '违规操作被拒，平台得知，其余照办',
      en: 'an act out of turn: the platform hears of it, the rest goes on',
    },
    proves: {
      zh: '枢纽以 ILLEGAL_TRANSITION 拒绝的操作，平台能看到代码；同一办件与其他办件的后续操作不受阻',
      en: 'the platform shows the code of an act refused with ILLEGAL_TRANSITION; later acts of the same and of other cases go through',
    },
    remedy: REMEDY,
    needs: ['inbox.delivered', 'signing.submission'],
    isCalm: true,
    run: async (world, evidence) => {
      const { driver, peer, counterpart } = world;
      const act = plainSubmission(peer.divisionCode);
      const caseNo = await openForPeer(world, evidence, act);
      await counterpart.act(caseNo, PLAIN_INTAKE);
      const { ref } = await expectShown(world, caseNo, PLAIN_INTAKE);
      const accepted = acceptance(ref);
      await driver.act(ref, accepted);
      await expectArrived(world, caseNo, accepted);
      await driver.act(ref, ACTS.reject); // not early, which would be held back: what was accepted is never turned away any more
      await expectCode(await driver.refused(ref), 'ILLEGAL_TRANSITION');
      await driver.act(ref, ACTS.review);
      await expectArrived(world, caseNo, ACTS.review);
      const other = await openByPeer(world, evidence);
      await expectSettled(world, evidence, caseNo);
      await expectSettled(world, evidence, other.caseNo);
    },
  },
  {
    id: 'refusals.item',
    title: {
      zh: '无人办理的事项被拒，平台得知',
      en: 'an item that nobody decides: the platform hears of it',
    },
    proves: {
      zh: '枢纽以 ITEM_NOT_MAPPED 拒绝的申报，平台能看到代码；下一个申报照常',
      en: 'the platform shows the code of a submission refused with ITEM_NOT_MAPPED; the next submission goes through',
    },
    remedy: REMEDY,
    needs: ['signing.submission'],
    isCalm: true,
    run: async (world, evidence) => {
      const ref = await world.driver.file(plainSubmission(world.item.unservedDivision));
      await expectCode(await world.driver.refused(ref), 'ITEM_NOT_MAPPED');
      const { caseNo } = await openByPeer(world, evidence);
      await expectSettled(world, evidence, caseNo);
    },
  },
];

async function expectCode(shown: string, code: string): Promise<void> {
  if (!shown.includes(code))
    fail(`平台显示的拒绝里没有 ${code}`, `what the platform shows of the refusal lacks ${code}`);
}
