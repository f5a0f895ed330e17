import { ALGORITHMS, verifyParts } from '#crypto/jose';
import type { Text } from '../../speech.js';
import type { Heard } from '../stage/interference.js';
import type { World } from '../world.js';

/**
 * What is wrong with a message by proto/WIRE.md, looked at here and not by the hub; every fault at once. The header has exactly its
 * eight members and the payload is strict, or they would not have been read at all.
 */
export function profileFaults(heard: Heard, world: World): Text[] {
  const { header, message, parts } = heard;
  const { peer, identity, settings } = world;
  if (header === undefined) {
    const zh = '受保护头不符合规范（成员、算法、类型或编号）';
    return [{ zh, en: 'the protected header does not fit the profile (members, algorithm, types or ids)' }];
  }
  const faults: Text[] = [];
  const must = (holds: boolean, zh: string, en: string): void => {
    if (!holds) faults.push({ zh, en });
  };
  const algorithm = ALGORITHMS[peer.suite];
  must(
    header.alg === algorithm,
    `alg 是 ${header.alg}，登记的密钥要求 ${algorithm}`,
    `alg is ${header.alg}; the registered key demands ${algorithm}`,
  );
  must(
    header.kid === peer.kid,
    `kid 是 ${header.kid}，登记的是 ${peer.kid}`,
    `kid is ${header.kid}, ${peer.kid} is registered`,
  );
  must(
    header.iss === peer.peerId,
    `iss 是 ${header.iss}，应为 ${peer.peerId}`,
    `iss is ${header.iss}, not ${peer.peerId}`,
  );
  must(
    header.aud === identity.hubId,
    `aud 是 ${header.aud}，应为 ${identity.hubId}`,
    `aud is ${header.aud}, not ${identity.hubId}`,
  );
  const skewMs = heard.at - header.iat;
  must(
    Math.abs(skewMs) <= settings.clockWindowMs,
    `iat 与枢纽时钟相差 ${skewMs} 毫秒`,
    `iat lies ${skewMs} ms from the hub’s clock`,
  );
  must(message !== undefined, `报文内容不符合 ${header.cty}`, `the payload is not a strict ${header.cty}`);
  must(
    verifyParts(parts, algorithm, peer.publicKey),
    '登记的公钥验不过签名',
    'the signature does not verify under the registered key',
  );
  return faults;
}
