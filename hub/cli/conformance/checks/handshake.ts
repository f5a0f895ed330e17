import { type Check, fail } from '../check.js';
import { plainSubmission } from '../samples.js';
import { expectSettled, expectShown, openForPeer } from './exchange.js';

export const HANDSHAKE: readonly Check[] = [
  {
    id: 'handshake.attach',
    title: { zh: '双向 TLS 接入并领取收件箱', en: 'comes in over mutual TLS and asks for its inbox' },
    proves: {
      zh: '平台以登记的客户端证书连接，枢纽据此认出它，并开始领取投递',
      en: 'the peer connects with its registered client certificate, is known by it, and takes dispatches',
    },
    remedy: {
      zh: '核对地址、端口、信任的签发机构与客户端证书（指纹须与登记一致），TLS 1.3，ALPN h2',
      en: 'compare address, port, the authority it trusts and the client certificate with what is registered; TLS 1.3, ALPN h2',
    },
    needs: [],
    run: async ({ interference, lines, waiting, settings, peer }, evidence) => {
      try {
        const what = { zh: '平台接入并领取收件箱', en: 'the peer comes in and asks for its inbox' };
        await waiting.until(what, () => interference.inboxCalls || undefined, settings.attachMs);
      } catch (error) {
        const came = lines.grpc.opened + lines.rest.opened;
        if (came === 0) throw error;
        fail(
          `来过 ${came} 次连接，但没有一次被认出是 ${peer.peerId}`,
          `${came} connections came, and none of them proved to be ${peer.peerId}`,
        );
      }
      evidence.note(
        `客户端证书 SHA-256 ${peer.fingerprint}`,
        `client certificate SHA-256 ${peer.fingerprint}`,
      );
    },
  },
];

export const IDLE: readonly Check[] = [
  {
    id: 'handshake.idle',
    title: { zh: '无事时保持在线', en: 'stays attached while nothing happens' },
    proves: {
      zh: '空闲（默认跨过枢纽一次保活探测）之后不重连也能收到下一个投递',
      en: 'after an idle spell, by default one that crosses a keepalive of the hub, the next dispatch is taken without reconnecting',
    },
    remedy: {
      zh: '应答 HTTP/2 PING；不要在客户端或中间设备上设短于一分钟的空闲超时',
      en: 'answer HTTP/2 PINGs; no idle timeout below a minute in the client or between',
    },
    needs: ['handshake.attach', 'inbox.delivered'],
    run: async (world, evidence) => {
      const { lines, waiting, settings, peer } = world;
      const before = lines.grpc.ended;
      await waiting.pause(settings.idleMs);
      const act = plainSubmission(peer.divisionCode);
      const caseNo = await openForPeer(world, evidence, act);
      await expectShown(world, caseNo, act);
      await expectSettled(world, evidence, caseNo);
      const lost = lines.grpc.ended - before;
      if (lost > 0) fail(`空闲期间断开了 ${lost} 条连接`, `${lost} connections ended during the idle spell`);
      const seconds = settings.idleMs / 1000;
      evidence.note(`空闲 ${seconds} 秒`, `idle for ${seconds} s`);
    },
  },
];
