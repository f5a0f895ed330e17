import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { HttpRequest } from './http.js';

/** How the platform knows the connector: an HMAC over method, path, time, nonce and the body's digest; and its own links. */

export const APP_ID = 'kstb';
const WINDOW_MS = 5 * 60_000;
const LINK_MS = 60_000;

export type SignatureFault = 'APP_UNKNOWN' | 'SIGN_EXPIRED' | 'NONCE_REPEATED' | 'SIGN_INVALID';

export class SignatureCheck {
  readonly #secret: string;
  readonly #now: () => number;
  /** Nonces of the time window, by when they were used. */
  readonly #nonces = new Map<string, number>();

  constructor(secret: string, now: () => number) {
    this.#secret = secret;
    this.#now = now;
  }

  /** @returns undefined when the request is signed well. */
  faultOf(request: HttpRequest): SignatureFault | undefined {
    const header = (name: string) => String(request.headers[`x-hn-${name}`] ?? '');
    if (header('app-id') !== APP_ID) return 'APP_UNKNOWN';
    const [timestamp, nonce] = [header('timestamp'), header('nonce')];
    const now = this.#now();
    if (!(Math.abs(now - Number(timestamp)) <= WINDOW_MS)) return 'SIGN_EXPIRED';
    const digest = createHash('sha256').update(request.body).digest('hex');
    const signed = [request.method, request.target, timestamp, nonce, digest].join('\n');
    if (!isEqual(this.#hmac(signed), header('signature'))) return 'SIGN_INVALID';
    for (const [old, at] of this.#nonces) if (at < now - 2 * WINDOW_MS) this.#nonces.delete(old);
    if (this.#nonces.has(nonce)) return 'NONCE_REPEATED';
    this.#nonces.set(nonce, now);
    return undefined;
  }

  /** A link to a file that is good for a while, for whoever has it. */
  link(fileId: string): { readonly downloadUrl: string; readonly expireTime: number } {
    const expireTime = this.#now() + LINK_MS;
    const query = new URLSearchParams({
      expires: String(expireTime),
      sign: this.#linkSign(fileId, expireTime),
    });
    return { downloadUrl: `/hn/oss/${fileId}?${query}`, expireTime };
  }

  isGoodLink(fileId: string, query: URLSearchParams): boolean {
    const expireTime = Number(query.get('expires'));
    return expireTime >= this.#now() && isEqual(this.#linkSign(fileId, expireTime), query.get('sign') ?? '');
  }

  #linkSign(fileId: string, expireTime: number): string {
    return this.#hmac(`link\n${fileId}\n${expireTime}`);
  }

  #hmac(text: string): string {
    return createHmac('sha256', this.#secret).update(text).digest('hex');
  }
}

function isEqual(expected: string, given: string): boolean {
  return expected.length === given.length && timingSafeEqual(Buffer.from(expected), Buffer.from(given));
}
