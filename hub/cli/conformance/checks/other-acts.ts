import { type Check, fail } from '../check.js';
import { differences, inDeskWords } from '../desk-words.js';
import { LAPSE, PLAIN_INTAKE } from '../samples.js';
import type { World } from '../world.js';
import { expectSettled, expectShown, isOf, openForPeer } from './exchange.js';

const REMEDY = {
  zh: '凡没有专用格式的事项都用同一种通用格式（类型、要素清单、附件）；发送方可能是枢纽自己，其公钥在目录中，编号为枢纽编号',
  en: 'every act without a form of its own crosses in the one general form (type, list of members, files); the sender may be the hub itself, whose key stands in the directory under its own id',
};

/** Acts that no platform has words of its own for. */
export const OTHER_ACTS: readonly Check[] = [
  {
    id: 'other.hub',
    title: {
      zh: '枢纽自己的操作送达平台（视为受理）',
      en: 'an act of the hub itself arrives (acceptance by lapse)',
    },
    proves: {
      zh: '枢纽自己签名的事项以通用格式完整到达一次，并被签收',
      en: 'an act that the hub signed itself arrives in the general form, whole and once, and is acknowledged',
    },
    remedy: REMEDY,
    needs: ['inbox.delivered'],
    isCalm: true,
    run: async (world, evidence) => {
      const caseNo = await openForPeer(world, evidence);
      await world.counterpart.act(caseNo, PLAIN_INTAKE);
      await expectShown(world, caseNo, PLAIN_INTAKE);
      await world.actAsHub(caseNo, LAPSE);
      await expectShown(world, caseNo, LAPSE);
      await expectSettled(world, evidence, caseNo);
    },
  },
  {
    id: 'other.sent',
    title: { zh: '平台以通用格式发出事项', en: 'the platform sends an act in the general form' },
    proves: {
      zh: '平台以通用格式写的事项完整到达枢纽；枢纽以 WRONG_PLATFORM 拒绝时，平台能看到代码',
      en: 'what the platform wrote in the general form reaches the hub whole; the platform shows the code when the hub refuses it with WRONG_PLATFORM',
    },
    remedy: REMEDY,
    needs: ['inbox.delivered', 'signing.submission'],
    isCalm: true,
    run: async (world, evidence) => {
      const caseNo = await openForPeer(world, evidence);
      await world.counterpart.act(caseNo, PLAIN_INTAKE);
      const { ref } = await expectShown(world, caseNo, PLAIN_INTAKE);
      await world.driver.act(ref, LAPSE); // the hub's alone to say
      const code = 'WRONG_PLATFORM';
      if (!(await world.driver.refused(ref)).includes(code))
        fail(`平台显示的拒绝里没有 ${code}`, `what the platform shows of the refusal lacks ${code}`);
      await expectHeard(world, caseNo);
      await expectSettled(world, evidence, caseNo);
    },
  },
];

async function expectHeard({ interference }: World, caseNo: string): Promise<void> {
  const said = interference.heard.find(
    ({ message }) => message?.type === LAPSE.type && isOf(message.body, caseNo),
  )?.message;
  if (said === undefined) return fail('枢纽没有收到该事项', 'the hub has not heard of the act');
  const wrong = await differences(LAPSE, inDeskWords(said), () => Promise.resolve(false)); // it names no file
  if (wrong.length > 0)
    fail(`发出时内容不符：${wrong.join('、')}`, `it was sent with other contents: ${wrong.join(', ')}`);
}
