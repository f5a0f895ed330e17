import type { Text } from '../../speech.js';
import { type Check, type Evidence, fail } from '../check.js';
import { plainSubmission } from '../samples.js';
import type { World } from '../world.js';
import { acknowledgedByPeer, expectSettled, expectShown, openByPeer, openForPeer } from './exchange.js';
import {
  type Lie,
  statedByStranger,
  statedForAnother,
  statedOfAnother,
  withForeignCheckpoint,
  withOtherContents,
  withWrongProof,
} from './lies.js';

interface LieCheck {
  readonly id: string;
  readonly title: Text;
  readonly remedy: Text;
  readonly lie: (world: World) => Lie;
}

const LIES: readonly LieCheck[] = [
  {
    id: 'hostile.original',
    title: { zh: '不收被篡改的原文', en: 'refuses an original that was changed' },
    remedy: {
      zh: '用发送平台的公钥验证原文签名（覆盖收到的字节），并核对日志条目的承诺',
      en: 'verify the sender’s signature over the bytes received, and the leaf’s commitment to them',
    },
    lie: () => withOtherContents,
  },
  {
    id: 'hostile.statement',
    title: { zh: '不收他人签名的枢纽声明', en: 'refuses a statement that the hub has not signed' },
    remedy: {
      zh: '用事先取得的枢纽公钥验证声明签名；kid 只用于选钥，不能当作证明',
      en: 'verify the statement under the hub’s key that you got beforehand; its kid chooses a key and proves nothing',
    },
    lie: statedByStranger,
  },
  {
    id: 'hostile.recipient',
    title: { zh: '不收开给别的平台的声明', en: 'refuses a statement made for another platform' },
    remedy: { zh: '声明的 aud 必须是本平台', en: 'the statement’s aud must be this platform' },
    lie: statedForAnother,
  },
  {
    id: 'hostile.message',
    title: { zh: '不收与原文不是同一报文的声明', en: 'refuses a statement about another message' },
    remedy: {
      zh: '声明的 messageId、actor 必须与原文的 jti、iss 一致',
      en: 'messageId and actor of the statement must be jti and iss of the original',
    },
    lie: statedOfAnother,
  },
  {
    id: 'hostile.proof',
    title: { zh: '不收证明不成立的投递', en: 'refuses an inclusion proof that does not hold' },
    remedy: {
      zh: '由日志条目与路径算出树根（RFC 6962 2.1.1），须等于检查点的树根',
      en: 'compute the root from leaf and path (RFC 6962 section 2.1.1); it must be the checkpoint’s',
    },
    lie: withWrongProof,
  },
  {
    id: 'hostile.checkpoint',
    title: { zh: '不收他人签名的检查点', en: 'refuses a checkpoint that the log has not signed' },
    remedy: {
      zh: '用事先取得的日志公钥（vkey）验证检查点签名行',
      en: 'verify the checkpoint’s signature line under the log key (vkey) that you got beforehand',
    },
    lie: withForeignCheckpoint,
  },
];

export const HOSTILE: readonly Check[] = [
  ...LIES.map(({ id, title, remedy, lie }) => ({
    id,
    title,
    proves: {
      zh: '这样的投递不入平台、不签收，其后的办件照办；改正后再来则收下',
      en: 'such a dispatch neither reaches the platform nor is acknowledged, the next case goes on, and it is taken once it is right',
    },
    remedy,
    needs: ['inbox.delivered'],
    isCalm: true,
    run: (world: World, evidence: Evidence) => lieToPeer(world, evidence, lie(world)),
  })),
  {
    id: 'hostile.receipt',
    title: { zh: '回执证明不成立则不算已收', en: 'takes nothing for accepted without its proof' },
    proves: {
      zh: '回执的包含证明不成立时，平台不显示枢纽编号；同样字节再发，证明成立后才显示',
      en: 'while the receipt’s proof does not hold the platform is not told a number; the same bytes are sent again until it does',
    },
    remedy: {
      zh: '核对收件回执：条目承诺、路径、检查点签名；不成立则视同未答复',
      en: 'check the acknowledgement: the leaf’s commitments, the path, the checkpoint’s signature; if they do not hold, nothing was answered',
    },
    needs: ['duplicates.submission'],
    run: async (world, evidence) => {
      const { interference, counterpart } = world;
      const since = interference.heard.length;
      let lies = 0;
      const isOver = interference.meddleAtDoor(async ({ message }, pass) => {
        const ack = await pass();
        if (message?.type !== 'SubmitCase' || lies >= 2 || ack.included === undefined) return ack;
        lies++;
        const path = ack.included.path.map((hash) => hash.map((byte) => byte ^ 1));
        return { ...ack, included: { ...ack.included, path } };
      });
      try {
        const { caseNo } = await openByPeer(world, evidence, plainSubmission(counterpart.divisionCode));
        const sent = interference.heard
          .slice(since)
          .filter(({ message }) => message?.type === 'SubmitCase').length;
        if (sent <= lies)
          fail(
            '证明不成立，平台却已显示编号',
            'the platform showed the number although the proof did not hold',
          );
        await expectSettled(world, evidence, caseNo);
      } finally {
        isOver();
      }
    },
  },
];

async function lieToPeer(world: World, evidence: Evidence, lie: Lie): Promise<void> {
  const { interference, counterpart, driver, waiting, peer } = world;
  const caseRef = counterpart.newCaseRef();
  const act = plainSubmission(peer.divisionCode);
  const beHonest = interference.meddleWithDispatches((dispatch, facts) =>
    facts.submitterCaseRef === caseRef ? lie(dispatch, facts) : dispatch,
  );
  let caseNo: string;
  try {
    caseNo = await openForPeer(world, evidence, act, caseRef);
    const dispatchId = `${caseNo}/1`;
    const what = {
      zh: `${dispatchId} 被退回（既未签收也未退回时，枢纽无法再次投递）`,
      en: `${dispatchId} is given back (the hub cannot offer again what is neither acknowledged nor released)`,
    };
    await waiting.until(what, () => {
      const isTaken = interference.heard.some(({ lease }) => lease?.caseNo === caseNo);
      if (isTaken) fail('签收了不可信的投递', 'it acknowledged a dispatch that it must not believe');
      return interference.offers(dispatchId) >= 2 || undefined;
    });
    const next = await openForPeer(world, evidence, act);
    await expectShown(world, next, act);
    await expectSettled(world, evidence, next);
    if (await driver.hasCase(caseNo))
      fail('不可信的投递进了平台', 'a dispatch that it must not believe has reached the platform');
    if ((await acknowledgedByPeer(world, caseNo)).length > 0)
      fail('签收了不可信的投递', 'it acknowledged a dispatch that it must not believe');
    evidence.note(
      `不实投递 ${interference.offers(dispatchId)} 次，均退回`,
      `offered ${interference.offers(dispatchId)} times while false, and given back each time`,
    );
  } finally {
    beHonest();
  }
  await expectShown(world, caseNo, act);
  await expectSettled(world, evidence, caseNo);
}
