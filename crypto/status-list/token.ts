import { z } from 'zod';
import { isSignedBy, type JwtFault, type MessageKey, readJwt, signJwt } from '#crypto/jose';
import type { PublicKey } from '#crypto/primitives';
import type { CertificateState } from '#proto/schema';
import { deflateList, inflateList, STATUS_BITS, type StatusBitmap } from './bits.js';

const TYPE = 'statuslist+jwt';

/** Lists are shards of this many entries: only those that changed are signed anew, and a reader fetches little. */
export const SHARD_ENTRIES = 131_072;

/** A whole shard at the widest statuses, hardly compressible, in base64url, with its other claims. */
export const MAX_TOKEN_CHARACTERS = 400_000;
const MAX_LIST_BYTES = SHARD_ENTRIES;

/** The clocks of two machines may differ by this much. */
const CLOCK_SKEW_MS = 60_000;

/** How credentials of this exchange name a list: by whose it is, for it is served in many places. */
export function statusListUri(platform: string, list: string): string {
  return `urn:tongban:status-list:${platform}:${list}`;
}

/** Whose list a URI names; undefined for any other URI. */
export function parseStatusListUri(
  uri: string,
): { readonly platform: string; readonly list: string } | undefined {
  const [, platform, list] = /^urn:tongban:status-list:([a-z0-9.-]+):([A-Za-z0-9._-]+)$/.exec(uri) ?? [];
  return platform === undefined || list === undefined ? undefined : { platform, list };
}

/** What an issuer says of its certificates at one moment. Times are unix milliseconds, on whole seconds. */
export interface StatusListToSign {
  readonly issuer: string;
  /** Where the list stands: certificates name it, so that one list cannot pass for another. */
  readonly uri: string;
  readonly issuedAt: number;
  readonly expiresAt: number;
  /** After this long a reader who can should fetch it again. */
  readonly ttlMs: number;
  readonly statuses: StatusBitmap;
}

export function signStatusList(list: StatusListToSign, key: MessageKey): string {
  const { statuses } = list;
  const claims = {
    iss: list.issuer,
    sub: list.uri,
    iat: seconds(list.issuedAt),
    exp: seconds(list.expiresAt),
    ttl: seconds(list.ttlMs),
    status_list: { bits: statuses.bits, lst: deflateList(statuses) },
  };
  return signJwt(claims, TYPE, key);
}

const Claims = z.strictObject({
  iss: z.string().min(1).max(200),
  sub: z.string().min(1).max(2000),
  iat: z.int().min(0),
  exp: z.int().min(0),
  ttl: z.int().min(1),
  status_list: z.strictObject({
    bits: z.literal([...STATUS_BITS]),
    lst: z.string(),
  }),
});

/** Why a list cannot be used. Closed: a caller can show every one of them. */
export type StatusListFault =
  | JwtFault
  | 'TOO_LARGE'
  | 'KEY_UNKNOWN'
  | 'SIGNATURE_INVALID'
  | 'OTHER_LIST'
  | 'NOT_YET_VALID'
  | 'EXPIRED'
  | 'TOO_OLD';

export interface StatusListExpectation {
  /** From the certificate. */
  readonly uri: string;
  readonly issuer: string;
  readonly now: number;
  /** How old a list may be that a window without a network goes by. */
  readonly maxAgeMs: number;
  /** The key that the issuer signs lists with, or undefined. */
  keyOf(issuer: string, kid: string): PublicKey | undefined;
}

/** A verified list. It grows old while it is held, so every look-up asks for the time. */
export interface StatusList {
  readonly uri: string;
  /** The key that signed it. */
  readonly kid: string;
  readonly issuedAt: number;
  readonly expiresAt: number;
  readonly ttlMs: number;
  readonly statuses: StatusBitmap;
}

/** Reads a list from anybody: nothing is inflated before the signature holds, and never more than a shard. */
export function readStatusList(token: string, expected: StatusListExpectation): StatusList | StatusListFault {
  if (token.length > MAX_TOKEN_CHARACTERS) return 'TOO_LARGE';
  const jwt = readJwt(token, TYPE);
  if (typeof jwt === 'string') return jwt;
  const parsed = Claims.safeParse(jwt.claims);
  if (!parsed.success || jwt.kid === undefined) return 'MALFORMED';
  const { kid } = jwt;
  const { iss, sub, iat, exp, ttl, status_list: status } = parsed.data;
  if (iss !== expected.issuer || sub !== expected.uri) return 'OTHER_LIST';
  const key = expected.keyOf(iss, kid);
  if (key === undefined) return 'KEY_UNKNOWN';
  if (!isSignedBy(jwt, key)) return 'SIGNATURE_INVALID';
  const statuses = inflateList(status.lst, status.bits, MAX_LIST_BYTES);
  if (statuses === undefined) return 'MALFORMED';
  const list = { uri: sub, kid, issuedAt: iat * 1000, expiresAt: exp * 1000, ttlMs: ttl * 1000, statuses };
  return ageFault(list, expected.now, expected.maxAgeMs) ?? Object.freeze(list);
}

/** What a list says of each state: 3 is this exchange's own, that a later version has taken its place. */
export const STATUS_OF_STATE: Readonly<Record<CertificateState, 0 | 1 | 2 | 3>> = {
  VALID: 0,
  SUSPENDED: 2,
  EXPIRED: 1,
  CANCELLED: 1,
  REVOKED: 1,
  RESCINDED: 1,
  VOIDED: 1,
  SUPERSEDED: 3,
  OTHER: 1,
};

/** The meanings of a status (§7 of the draft): 2 is a hold, 3 and above are the issuer's own. */
export type CertificateStatus = 'VALID' | 'INVALID' | 'SUSPENDED' | 'OTHER';

export type StatusAnswer =
  | {
      readonly kind: 'status';
      readonly status: CertificateStatus;
      readonly value: number;
      readonly issuedAt: number;
      /** Whether the list is younger than its issuer wishes lists to be. */
      readonly isFresh: boolean;
    }
  | { readonly kind: 'unknown'; readonly why: 'NOT_YET_VALID' | 'EXPIRED' | 'TOO_OLD' | 'BEYOND_LIST' };

const MEANINGS: readonly CertificateStatus[] = ['VALID', 'INVALID', 'SUSPENDED'];

/** A list that is too old answers nothing, least of all that a certificate is valid. */
export function statusOf(
  list: StatusList,
  index: number,
  { now, maxAgeMs }: Pick<StatusListExpectation, 'now' | 'maxAgeMs'>,
): StatusAnswer {
  const why = ageFault(list, now, maxAgeMs);
  if (why !== undefined) return { kind: 'unknown', why };
  const value = list.statuses.get(index);
  if (value === undefined) return { kind: 'unknown', why: 'BEYOND_LIST' };
  const isFresh = now - list.issuedAt <= list.ttlMs;
  return { kind: 'status', status: MEANINGS[value] ?? 'OTHER', value, issuedAt: list.issuedAt, isFresh };
}

function ageFault(
  { issuedAt, expiresAt }: Pick<StatusList, 'issuedAt' | 'expiresAt'>,
  now: number,
  maxAgeMs: number,
): 'NOT_YET_VALID' | 'EXPIRED' | 'TOO_OLD' | undefined {
  if (issuedAt > now + CLOCK_SKEW_MS) return 'NOT_YET_VALID';
  if (now >= expiresAt) return 'EXPIRED';
  return now - issuedAt <= maxAgeMs ? undefined : 'TOO_OLD'; // in this order, for a bound that is no number bounds nothing
}

function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}
