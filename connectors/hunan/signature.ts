import type { Clock, PlatformRequest } from '#connectors/kit';
import { hex, hmacSha256, type RandomBytes, sha256, utf8 } from '#crypto/primitives';

/** What the connector and the platform know each other by. */
export interface HunanApp {
  readonly appId: string;
  readonly appSecret: string;
}

/**
 * Signs a request: HMAC-SHA256 with the secret over method, path with query, time, nonce and the digest of the body, each on
 * a line of its own. The platform takes a nonce once and a time for a few minutes, so every attempt is signed anew.
 */
export function requestSigner({ appId, appSecret }: HunanApp, clock: Clock, random: RandomBytes) {
  const secret = utf8(appSecret);
  return ({ method, path, body }: PlatformRequest): Record<string, string> => {
    const timestamp = String(clock());
    const nonce = hex(random(16));
    const signed = [method, path, timestamp, nonce, hex(sha256(body))].join('\n');
    return {
      'x-hn-app-id': appId,
      'x-hn-timestamp': timestamp,
      'x-hn-nonce': nonce,
      'x-hn-signature': hex(hmacSha256(secret, utf8(signed))),
    };
  };
}
