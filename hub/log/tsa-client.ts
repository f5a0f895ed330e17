import { DerError } from '#crypto/asn1';
import type { DigestName } from '#crypto/primitives';
import {
  formatTimeStampRequest,
  isFalse,
  parseTimeStampResponse,
  TIME_STAMP_VERDICTS,
  type TimeStampTrust,
  verifyTimeStamp,
} from '#crypto/timestamp';
import { readBounded, reasonOf } from './remote-answer.js';

/** An authority for time stamps as the configuration names it. */
export interface TsaPeer {
  readonly name: string;
  readonly url: string;
  readonly digest: DigestName;
  /** In dots; undefined: the authority's choice. */
  readonly policy: string | undefined;
  /** Read again for each stamp: lists of revoked certificates are replaced while the hub runs. */
  readonly readTrust: () => Promise<TimeStampTrust>;
}

export type TsaSaid =
  | {
      readonly kind: 'STAMPED';
      readonly token: Uint8Array;
      /** Unix milliseconds, the authority's clock. */
      readonly genTime: number;
      /** What could not be verified now, and may be later. */
      readonly open: string | undefined;
    }
  | { readonly kind: 'FAILED'; readonly reason: string };

export interface Stamping {
  readonly data: Uint8Array;
  readonly nonce: bigint;
  readonly timeoutMs: number;
  /** Unix milliseconds. */
  readonly now: () => number;
}

/** No answer is longer; with certificates and lists it is some kilobytes. */
const MAX_ANSWER_BYTES = 256 * 1024;

/** An authority whose clock is further from ours proves a time that nobody asked for. */
const MAX_CLOCK_DIFFERENCE_MS = 300_000;

/** RFC 3161 over HTTP (section 3.4). Nothing of the answer is believed that does not verify. */
export async function askTsa(tsa: TsaPeer, { data, nonce, timeoutMs, now }: Stamping): Promise<TsaSaid> {
  const { digest, policy } = tsa;
  try {
    const trust = await tsa.readTrust();
    const response = await fetch(tsa.url, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
      body: Buffer.from(formatTimeStampRequest({ data, digest, nonce, policy })),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const answer = await readBounded(response, MAX_ANSWER_BYTES);
    if (response.status !== 200) return failed(`HTTP ${response.status}`);
    const said = parseTimeStampResponse(answer);
    if (said.kind === 'REFUSED') return failed(`it refuses: ${said.reason}`);
    const {
      verdict,
      detail = '',
      token,
    } = verifyTimeStamp(said.token, { data, digest, nonce, policy }, trust);
    const found = `${TIME_STAMP_VERDICTS[verdict].en} ${detail}`.trim();
    // Whether its certificate is revoked may be found out later; everything else must be known now.
    const isOpen = verdict === 'REVOCATION_UNKNOWN';
    if (token === undefined || isFalse(verdict) || (verdict !== 'VALID' && !isOpen)) {
      return failed(`its time stamp is not one: ${found}`);
    }
    if (Math.abs(token.info.at - now()) > MAX_CLOCK_DIFFERENCE_MS) {
      return failed(`its time is ${new Date(token.info.at).toISOString()}`);
    }
    return { kind: 'STAMPED', token: said.token, genTime: token.info.at, open: isOpen ? found : undefined };
  } catch (error) {
    return failed(error instanceof DerError ? `its answer cannot be read ${error.message}` : reasonOf(error));
  }
}

function failed(reason: string): TsaSaid {
  return { kind: 'FAILED', reason };
}
