import { type CredentialFault, type VerifiedCredential, verifyPresentation } from '#crypto/credential';
import { parseStatusListUri, readStatusList, type StatusList, statusOf } from '#crypto/status-list';
import { type IssuerRegistry, type IssueVerdict, mayHaveSigned } from '#domain/ecert';
import type { PlatformKey } from '../trust.js';
import { WINDOW_VERDICTS, type WindowVerdict } from './verdicts.js';

/** What a window without a network believes: what was brought to it before, and how old it may be. */
export interface WindowTrust {
  readonly issuers: IssuerRegistry;
  /** Signing keys of platforms, by key id. */
  readonly platforms: ReadonlyMap<string, PlatformKey>;
  /** When those keys were taken from the hub's directory; unix milliseconds. */
  readonly keysAsOf: number;
  /** Status List Tokens by the URI of their list. */
  readonly lists: ReadonlyMap<string, string>;
  /** Neither keys nor lists may be older. */
  readonly maxAgeMs: number;
}

/** What the window asked the holder for. */
export interface WindowQuestion {
  readonly type: string;
  readonly fields: readonly string[];
  /** The window's own name. */
  readonly audience: string;
  readonly nonce: string;
  readonly now: number;
  readonly maxProofAgeMs: number;
}

export interface WindowReport {
  readonly verdict: WindowVerdict;
  /** In the library's or the rules' own word. */
  readonly reason: string | undefined;
  /** Of the status list, in seconds, when there is one that can be read. */
  readonly listAgeSeconds: number | undefined;
  readonly keysAgeSeconds: number;
  /** With VALID alone: a window is told nothing that may not be so. */
  readonly credential: VerifiedCredential | undefined;
}

/**
 * Checks a presentation at a window without a network: signatures and holder, issuer and key by rule, then the status by a list
 * that is young enough. What cannot be said for want of a list is another verdict than what is not so (proved by
 * test/unit/crypto/verify/window-check.test.ts).
 */
export async function checkAtWindow(
  text: string,
  asked: WindowQuestion,
  trust: WindowTrust,
): Promise<WindowReport> {
  const { now } = asked;
  const keysAgeSeconds = Math.round((now - trust.keysAsOf) / 1000);
  const say = (verdict: WindowVerdict, reason?: string, list?: StatusList): WindowReport => ({
    verdict,
    reason,
    listAgeSeconds: list && Math.round((now - list.issuedAt) / 1000),
    keysAgeSeconds,
    credential: undefined,
  });
  if (!(now - trust.keysAsOf <= trust.maxAgeMs)) return say('KEYS_TOO_OLD');
  const shown = await verifyPresentation(text, {
    ...asked,
    maxAgeMs: asked.maxProofAgeMs,
    keyOf: (_, kid) => trust.platforms.get(kid)?.publicKey, // whether it may sign for the issuer is asked below, with the reason
    takeNonce: () => true, // the window asks each question once
  });
  if (typeof shown === 'string') return say(OF_FAULT[shown] ?? 'NOT_READABLE', shown);
  const key = trust.platforms.get(shown.kid);
  const issuing = key === undefined ? 'UNKNOWN_KEY' : issuerVerdict(shown, key, trust.issuers);
  if (key === undefined || issuing !== 'MAY_ISSUE')
    return say(OF_ISSUER[issuing] ?? 'ISSUER_UNKNOWN', issuing);
  const list = listOf(shown, key, asked, trust);
  if (typeof list === 'string') return say(OF_LIST[list] ?? 'LIST_NOT_USABLE', list);
  const status = statusOf(list, shown.status?.index ?? -1, { now, maxAgeMs: trust.maxAgeMs });
  if (status.kind === 'unknown') {
    return say(status.why === 'BEYOND_LIST' ? 'LIST_NOT_USABLE' : 'LIST_TOO_OLD', status.why, list);
  }
  const verdict = OF_STATUS[status.value] ?? 'REVOKED';
  return { ...say(verdict, undefined, list), ...(verdict === 'VALID' && { credential: shown }) };
}

/** As a caller of a program learns it: 0 valid, 1 it is not, 3 it cannot be said here. */
export function exitCodeOf({ verdict }: WindowReport): 0 | 1 | 3 {
  return WINDOW_VERDICTS[verdict].exitCode;
}

const DAY_OFFSET_MS = 8 * 3_600_000;

function issuerVerdict(shown: VerifiedCredential, key: PlatformKey, issuers: IssuerRegistry): IssueVerdict {
  const signedOn = new Date(shown.issuedAt + DAY_OFFSET_MS).toISOString().slice(0, 10);
  return mayHaveSigned(issuers, key, {
    issuer: shown.issuer,
    typeCode: shown.type,
    divisionCode: shown.place ?? '',
    signedAt: shown.issuedAt,
    signedOn,
  });
}

/** The list that the credential names; it must be one of the platform that signed the credential. */
function listOf(
  { status }: VerifiedCredential,
  { platform }: PlatformKey,
  { now }: WindowQuestion,
  { lists, platforms }: WindowTrust,
): StatusList | string {
  if (status === undefined) return 'MISSING';
  if (parseStatusListUri(status.uri)?.platform !== platform) return 'OTHER_PLATFORM';
  const token = lists.get(status.uri);
  if (token === undefined) return 'MISSING';
  return readStatusList(token, {
    uri: status.uri,
    issuer: platform,
    now,
    maxAgeMs: Number.POSITIVE_INFINITY, // its age is told, and judged when it is asked
    keyOf: (_, kid) => {
      const key = platforms.get(kid);
      const stands = key?.platform === platform && key.revokedAt === undefined;
      return stands ? key.publicKey : undefined;
    },
  });
}

const OF_LIST: Readonly<Record<string, WindowVerdict>> = { MISSING: 'LIST_MISSING', EXPIRED: 'LIST_TOO_OLD' };

const OF_STATUS: Readonly<Record<number, WindowVerdict>> = { 0: 'VALID', 2: 'SUSPENDED', 3: 'SUPERSEDED' };

const OF_ISSUER: Readonly<Partial<Record<IssueVerdict, WindowVerdict>>> = {
  TYPE_NOT_GRANTED: 'ISSUER_MAY_NOT',
  OUTSIDE_PLACE: 'ISSUER_OUTSIDE_PLACE',
  OUTSIDE_TIME: 'ISSUER_OUTSIDE_TIME',
  KEY_OUTSIDE_TIME: 'KEY_OUTSIDE_TIME',
  KEY_REVOKED: 'KEY_REVOKED',
};

const OF_FAULT: Readonly<Partial<Record<CredentialFault, WindowVerdict>>> = {
  KEY_UNKNOWN: 'ISSUER_UNKNOWN',
  SIGNATURE_INVALID: 'FORGED',
  FOREIGN_DISCLOSURE: 'FORGED',
  OTHER_DISCLOSURES: 'FORGED',
  EXPIRED: 'EXPIRED',
  NOT_YET_VALID: 'NOT_YET_VALID',
  OTHER_TYPE: 'OTHER_TYPE',
  HOLDER_KEY_MISSING: 'WRONG_HOLDER',
  HOLDER_KEY_UNUSABLE: 'WRONG_HOLDER',
  HOLDER_PROOF_MISSING: 'WRONG_HOLDER',
  HOLDER_PROOF_MALFORMED: 'WRONG_HOLDER',
  HOLDER_SIGNATURE_INVALID: 'WRONG_HOLDER',
  OTHER_AUDIENCE: 'FOR_SOMEBODY_ELSE',
  OTHER_NONCE: 'SHOWN_BEFORE',
  REPLAYED: 'SHOWN_BEFORE',
  PROOF_TOO_OLD: 'SHOWN_BEFORE',
  PROOF_NOT_YET_VALID: 'SHOWN_BEFORE',
  FIELD_MISSING: 'OTHER_FIELDS',
  FIELD_NOT_ASKED: 'OTHER_FIELDS',
};
