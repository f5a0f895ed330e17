import { type Check, type Evidence, fail } from '../check.js';
import { plainSubmission } from '../samples.js';
import type { Heard } from '../stage/interference.js';
import type { World } from '../world.js';
import { expectProfile, openForPeer } from './exchange.js';

const REMEDY = {
  zh: '对照 proto/WIRE.md 第 1、2 节逐项检查；签名覆盖 base64url(protected).base64url(payload)，SM2 用户标识 1234567812345678',
  en: 'compare with proto/WIRE.md, sections 1 and 2; the signature covers base64url(protected).base64url(payload), the SM2 user id is 1234567812345678',
};

export const SIGNING: readonly Check[] = [
  {
    id: 'signing.acknowledgement',
    title: { zh: '签收报文的签名与报文头', en: 'signature and header of an acknowledgement' },
    proves: {
      zh: '签收由登记的密钥以登记的算法签名，报文头八项、时间与内容均合规，并指明所投递的事件',
      en: 'an acknowledgement is signed by the registered key in its suite, header, time and payload fit, and it names the event that was dispatched',
    },
    remedy: REMEDY,
    needs: ['handshake.attach'],
    run: async (world, evidence) => {
      const caseNo = await openForPeer(world, evidence);
      const heard = await firstHeard(
        world,
        { zh: `${caseNo} 的签收`, en: `the acknowledgement of ${caseNo}` },
        (each) => each.lease?.caseNo === caseNo,
      );
      expectSound(world, evidence, heard);
      const body = heard.message?.body;
      if (body === undefined || !('eventSeq' in body) || body.caseNo !== caseNo || body.eventSeq !== 1)
        fail('签收的不是所投递的事件', 'it acknowledges another event than was dispatched');
    },
  },
  {
    id: 'signing.submission',
    title: { zh: '申报报文的签名与报文头', en: 'signature and header of a submission' },
    proves: {
      zh: '平台自己的操作由登记的密钥以登记的算法签名，报文头八项、时间与内容均合规',
      en: 'what the platform does is signed by the registered key in its suite; header, time and payload fit',
    },
    remedy: REMEDY,
    needs: ['signing.acknowledgement'],
    run: async (world, evidence) => {
      const since = world.interference.heard.length;
      const ref = await world.driver.file(plainSubmission(world.counterpart.divisionCode));
      const heard = await firstHeard(
        world,
        { zh: `${ref} 的申报`, en: `the submission of ${ref}` },
        (each) => each.lease === undefined,
        since,
      );
      expectSound(world, evidence, heard);
      if (heard.answer?.kind === 'accepted') evidence.about(heard.answer.caseNo);
    },
  },
];

/** The first message of the kind that has been answered. */
async function firstHeard(
  { interference, waiting }: World,
  what: { zh: string; en: string },
  isWanted: (heard: Heard) => boolean,
  since = 0,
): Promise<Heard> {
  return waiting.until(what, () =>
    interference.heard.slice(since).find((each) => isWanted(each) && each.answer !== undefined),
  );
}

function expectSound(world: World, evidence: Evidence, heard: Heard): void {
  const { header, answer } = heard;
  if (header !== undefined) {
    evidence.message(header.jti);
    evidence.note(`alg ${header.alg}，kid ${header.kid}`, `alg ${header.alg}, kid ${header.kid}`);
  }
  expectProfile(world, heard);
  if (answer?.kind === 'refused')
    fail(`枢纽以 ${answer.code} 拒绝`, `the hub refused it with ${answer.code}`);
}
