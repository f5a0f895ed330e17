import { equalBytes } from '#crypto/primitives';
import { UnavailableError } from '#proto/errors';
import { type Check, fail } from '../check.js';
import { PLAIN_INTAKE, plainSubmission } from '../samples.js';
import type { World } from '../world.js';
import { expectArrived, expectSettled, expectShown, openForPeer } from './exchange.js';

/** How long a lapsed dispatch is out of reach: the first attempt is then over. */
const LAPSE_MS = 400;

export const DUPLICATES: readonly Check[] = [
  {
    id: 'duplicates.redelivery',
    title: { zh: '重复投递只入平台一次', en: 'a dispatch that comes again is taken once' },
    proves: {
      zh: '租约失效后同一投递再来：平台只有一份，第二次照常签收',
      en: 'when a lease has lapsed and the same dispatch comes again, the platform has it once, and it is acknowledged again',
    },
    remedy: {
      zh: '以报文编号（messageId）判重；平台不能判重时，写入前先查询；再来时仍须签收',
      en: 'recognise it by its message id; if the platform cannot, look before writing; acknowledge it all the same',
    },
    needs: ['inbox.delivered'],
    isCalm: true,
    run: async (world, evidence) => {
      const { counterpart, peer, interference } = world;
      const caseRef = counterpart.newCaseRef();
      const isOver = interference.meddleWithDispatches(async (dispatch, facts) => {
        if (facts.submitterCaseRef === caseRef && dispatch.attempt === 1)
          await lapse(world, facts.caseNo, facts.eventSeq);
        return dispatch;
      });
      try {
        const act = plainSubmission(peer.divisionCode);
        const caseNo = await openForPeer(world, evidence, act, caseRef);
        await expectTakenTwice(world, `${caseNo}/1`);
        await expectShown(world, caseNo, act);
        const seq = await counterpart.act(caseNo, PLAIN_INTAKE);
        await expectTakenTwice(world, `${caseNo}/${seq}`);
        await expectShown(world, caseNo, PLAIN_INTAKE);
        await expectSettled(world, evidence, caseNo);
        evidence.note('申报与收件各投递两次', 'submission and intake were each dispatched twice');
      } finally {
        isOver();
      }
    },
  },
  {
    id: 'duplicates.submission',
    title: { zh: '回执丢失后原样重发', en: 'repeats its own submission unchanged when the answer was lost' },
    proves: {
      zh: '枢纽已存、回执未到时连接中断：平台以同一编号、同样字节再发（或查询回执），只开一个办件',
      en: 'when the line breaks between storing and answering, the peer sends the same bytes under the same id, or asks for the answer; there is one case',
    },
    remedy: {
      zh: '首次发送前把签好的字节与 jti 存盘；重发时逐字节相同，不得重新签名或换编号',
      en: 'keep the signed bytes and the jti on disk before the first attempt; never sign again or take a new id',
    },
    needs: ['signing.submission'],
    run: async (world, evidence) => {
      const { interference, lines, driver, counterpart } = world;
      const since = interference.heard.length;
      let isLost = false;
      const isOver = interference.meddleAtDoor(async (heard, pass) => {
        const answer = await pass();
        if (isLost || heard.message?.type !== 'SubmitCase') return answer;
        isLost = true;
        lines.grpc.cut();
        lines.rest.cut();
        throw new UnavailableError('UNAVAILABLE', 'the line is cut: nobody hears this');
      });
      try {
        const act = plainSubmission(counterpart.divisionCode);
        const ref = await driver.file(act);
        const caseNo = await driver.numbered(ref).catch((error: unknown) => {
          expectRepeated(world, since);
          throw error;
        });
        evidence.about(caseNo);
        const repeated = expectRepeated(world, since);
        const arrived = await expectArrived(world, caseNo, act);
        evidence.message(arrived.messageId);
        await expectSettled(world, evidence, caseNo);
        if (repeated === 0) evidence.note('未重发，查询了回执', 'it asked for the answer instead');
        else evidence.note(`原样重发 ${repeated} 次`, `repeated ${repeated} times, unchanged`);
      } finally {
        isOver();
      }
    },
  },
];

/** As if the peer had taken too long: the lease is nobody's, and soon the dispatch is on offer again. */
async function lapse({ db, peer, runtime }: World, caseNo: string, seq: number): Promise<void> {
  await db.query({
    text: `update inbox set lease_token = null, available_at = to_timestamp($4::float8 / 1000)
           where recipient = $1 and case_no = $2 and seq = $3`,
    values: [peer.peerId, caseNo, seq, runtime.now() + LAPSE_MS],
  });
}

async function expectTakenTwice({ interference, waiting }: World, dispatchId: string): Promise<void> {
  const what = { zh: `${dispatchId} 第二次投递并签收`, en: `${dispatchId} comes again and is acknowledged` };
  await waiting.until(
    what,
    () =>
      (interference.offers(dispatchId) >= 2 &&
        interference.heard.some(
          ({ lease, answer }) =>
            `${lease?.caseNo}/${lease?.seq}` === dispatchId && answer?.kind === 'accepted',
        )) ||
      undefined,
  );
}

/** @returns how often the submission came again. @throws CheckFailure when it came under another id or with other bytes. */
function expectRepeated({ interference }: World, since: number): number {
  const [first, ...later] = interference.heard
    .slice(since)
    .filter(({ message, lease }) => message?.type === 'SubmitCase' && lease === undefined);
  for (const again of later) {
    if (again.header?.jti !== first?.header?.jti)
      fail(
        `重发换了编号：${first?.header?.jti} → ${again.header?.jti}`,
        `it came again under another id: ${first?.header?.jti}, then ${again.header?.jti}`,
      );
    const isSame =
      first !== undefined &&
      equalBytes(first.parts.protected, again.parts.protected) &&
      equalBytes(first.parts.payload, again.parts.payload);
    if (!isSame) fail('重发的字节不同', 'it came again with other bytes');
  }
  return later.length;
}
