import { DerError } from '#crypto/asn1';
import type { DigestName, RandomBytes } from '#crypto/primitives';
import {
  formatTimeStampRequest,
  isFalse,
  parseTimeStampResponse,
  TIME_STAMP_VERDICTS,
  type TimeStampTrust,
  verifyTimeStamp,
} from '#crypto/timestamp';
import { joinRevocation, NO_REVOCATION, type RevocationEvidence } from '#crypto/x509/certificate';
import { readBounded, reasonOf } from './remote-answer.js';
import {
  type CollectedRevocation,
  collectRevocation,
  listsOfPath,
  type RevocationSources,
} from './revocation-client.js';

/** An authority for time stamps as the configuration names it. */
export interface TsaPeer {
  readonly name: string;
  readonly url: string;
  readonly digest: DigestName;
  /** In dots; undefined: the authority's choice. */
  readonly policy: string | undefined;
  /** Read again for each stamp: lists of revoked certificates are replaced while the hub runs. */
  readonly readTrust: () => Promise<TimeStampTrust>;
  /** Undefined: nobody is asked. */
  readonly revocation?: RevocationSources | undefined;
}

export type TsaSaid =
  | {
      readonly kind: 'STAMPED';
      readonly token: Uint8Array;
      /** Unix milliseconds, the authority's clock. */
      readonly genTime: number;
      /** When the first certificate of its path does; unix milliseconds. */
      readonly expiresAt: number;
      /** Whether its certificates are revoked, as it is known now. */
      readonly revocation: RevocationEvidence;
      /** What could not be verified now, and may be later; who could not be asked. */
      readonly open: string | undefined;
    }
  | { readonly kind: 'FAILED'; readonly reason: string };

export interface Stamping {
  readonly data: Uint8Array;
  readonly nonce: bigint;
  readonly timeoutMs: number;
  readonly random: RandomBytes;
  /** Unix milliseconds. */
  readonly now: () => number;
}

/** No answer is longer; with certificates and lists it is some kilobytes. */
const MAX_ANSWER_BYTES = 256 * 1024;

/** An authority whose clock is further from ours proves a time that nobody asked for. */
const MAX_CLOCK_DIFFERENCE_MS = 300_000;

/** RFC 3161 over HTTP (section 3.4). Nothing of the answer is believed that does not verify. */
export async function askTsa(tsa: TsaPeer, stamping: Stamping): Promise<TsaSaid> {
  try {
    const trust = await tsa.readTrust();
    const said = parseTimeStampResponse(await ask(tsa, stamping));
    if (said.kind === 'REFUSED') return failed(`it refuses: ${said.reason}`);
    return await verified(said.token, { tsa, trust, stamping });
  } catch (error) {
    return failed(error instanceof DerError ? `its answer cannot be read ${error.message}` : reasonOf(error));
  }
}

async function ask({ url, digest, policy }: TsaPeer, { data, nonce, timeoutMs }: Stamping): Promise<Buffer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
    body: Buffer.from(formatTimeStampRequest({ data, digest, nonce, policy })),
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  });
  const answer = await readBounded(response, MAX_ANSWER_BYTES);
  if (response.status !== 200) throw new Error(`HTTP ${response.status}`);
  return answer;
}

interface Answered {
  readonly tsa: TsaPeer;
  readonly trust: TimeStampTrust;
  readonly stamping: Stamping;
}

async function verified(given: Uint8Array, { tsa, trust, stamping }: Answered): Promise<TsaSaid> {
  const { data, nonce, now } = stamping;
  const question = { data, digest: tsa.digest, nonce, policy: tsa.policy };
  const first = verifyTimeStamp(given, question, trust);
  const at = first.token?.info.at ?? 0;
  const isWorthAsking = tsa.revocation !== undefined && !isFalse(first.verdict);
  const collected = isWorthAsking
    ? await collectRevocation(tsa.revocation, { ...stamping, path: first.path, at })
    : { ...NO_REVOCATION, failures: [] };
  const { verdict, detail = '', token, path } = verifyTimeStamp(given, { ...question, collected }, trust);
  const found = `${TIME_STAMP_VERDICTS[verdict].en} ${detail}`.trim();
  // Whether its certificate is revoked may be found out later; everything else must be known now.
  const isOpen = verdict === 'REVOCATION_UNKNOWN';
  if (token === undefined || isFalse(verdict) || (verdict !== 'VALID' && !isOpen)) {
    return failed(`its time stamp is not one: ${found}`);
  }
  if (Math.abs(at - now()) > MAX_CLOCK_DIFFERENCE_MS) {
    return failed(`its time is ${new Date(at).toISOString()}`);
  }
  const known = { lists: listsOfPath(trust.revocationLists, path), responses: [] };
  const open = [...(isOpen ? [found] : []), ...collected.failures.map((why) => `revocation: ${why}`)];
  return {
    kind: 'STAMPED',
    token: given,
    genTime: at,
    expiresAt: Math.min(...path.map(({ validTo }) => validTo)),
    revocation: joinRevocation(known, collected),
    open: open.length === 0 ? undefined : open.join('; '),
  };
}

/** A stamp over which another is made. */
export interface OlderStamp {
  readonly token: Uint8Array;
  /** What it is over. */
  readonly data: Uint8Array;
  /** Until when it must have been good; unix milliseconds. */
  readonly at: number;
}

/** Whether certificates of an older stamp are revoked, as it is known now; undefined where it is of another authority. */
export async function askOfOlder(
  { readTrust, revocation }: TsaPeer,
  { token, data, at }: OlderStamp,
  asking: Pick<Stamping, 'timeoutMs' | 'random'>,
): Promise<CollectedRevocation | undefined> {
  const trust = await readTrust();
  const { path } = verifyTimeStamp(token, { data }, trust);
  if (path.length === 0) return undefined;
  const known = listsOfPath(trust.revocationLists, path);
  if (revocation === undefined) return { lists: known, responses: [], failures: [] };
  const { lists, responses, failures } = await collectRevocation(revocation, { ...asking, path, at });
  return { lists: [...known, ...lists], responses, failures };
}

function failed(reason: string): TsaSaid {
  return { kind: 'FAILED', reason };
}
