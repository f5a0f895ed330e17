import {
  type Certificate,
  type CertificatePath,
  findPath,
  joinRevocation,
  NO_REVOCATION,
  type Revocation,
  type RevocationEvidence,
  type RevocationList,
  revocationOf,
  signatureAlgorithm,
} from '#crypto/x509/certificate';
import type { TimeStampToken } from './token.js';
import { type Finding, VALID } from './verdicts.js';

/** Whom the asker believes. It comes from the asker alone, never from what is checked. */
export interface TimeStampTrust {
  /** Authorities, roots as a rule, that issue certificates for time stamps. */
  readonly roots: readonly Certificate[];
  /** Certificates that may stand between, where tokens do not bring them. */
  readonly others?: readonly Certificate[];
  /** Where they say whether a certificate is revoked, only what its issuer said later than they did is asked beside them. */
  readonly revocationLists: readonly RevocationList[];
  /** From when on an algorithm is no longer believed, unix milliseconds, by names such as `sha256`, `RSA`; none where absent. */
  readonly weakFrom?: ReadonlyMap<string, number>;
}

/** Until when a time stamp must have stayed good. */
export interface GoodUntil {
  /** Now, or when it was stamped again; unix milliseconds. */
  readonly at: number;
  /**
   * Stamped again then: it was there before anything that came later, so that a certificate may be revoked since, and must be
   * known not to have been by then (RFC 4998 section 5.3).
   */
  readonly isRestamped: boolean;
}

/** From the signer to one of the asker's roots, by what the token brings. */
export function pathOf({ info, certificates }: TimeStampToken, signer: Certificate, trust: TimeStampTrust) {
  const others = [...certificates, ...(trust.others ?? [])];
  return findPath(signer, { roots: trust.roots, others, at: info.at });
}

export interface PathQuestion {
  /** What came along of whether certificates are revoked. */
  readonly collected?: RevocationEvidence;
  /** Undefined: it is enough that all was good when it was made. */
  readonly until?: GoodUntil;
}

export function* pathFindings(
  { info, certificates, revocationLists }: TimeStampToken,
  signer: Certificate,
  found: CertificatePath,
  trust: TimeStampTrust,
  { collected = NO_REVOCATION, until }: PathQuestion,
): Generator<Finding> {
  if (found.kind === 'NONE') yield strangerFinding(signer, certificates);
  if (found.kind === 'NOT_VALID_THEN') yield ['CERTIFICATE_NOT_VALID', found.which.subject];
  if (found.kind !== 'TRUSTED') return;
  if (until !== undefined) yield* agingFindings(found.path, trust, until.at);
  const own = { lists: trust.revocationLists, responses: [] };
  const brought = { lists: revocationLists, responses: [] };
  const all = joinRevocation(own, brought, collected);
  const knownAt = until?.isRestamped ? until.at : info.at;
  for (const [i, certificate] of found.path.slice(0, -1).entries()) {
    const issuer = found.path[i + 1];
    if (issuer === undefined) continue;
    const revocation = settled(
      revocationOf(certificate, issuer, own, knownAt),
      revocationOf(certificate, issuer, all, knownAt),
    );
    yield revocationFinding(certificate, revocation, info.at, until);
  }
}

/** What has become of certificates since, and of what they are signed with. */
function* agingFindings(
  path: readonly Certificate[],
  { weakFrom }: TimeStampTrust,
  until: number,
): Generator<Finding> {
  for (const { subject, validTo } of path) {
    if (validTo < until) yield ['EXPIRED', `${subject}, ${new Date(validTo).toISOString()}`];
  }
  // Nobody asks who signed the root: the asker has it.
  const algorithms = path.slice(0, -1).map(({ signatureAlgorithm: oid }) => signatureAlgorithm(oid));
  yield weakness(
    algorithms.flatMap((each) => (each === undefined ? [] : [each.scheme, each.digest])),
    weakFrom,
    until,
  );
}

/** @param names of algorithms that something rests on until then; unix milliseconds. */
export function weakness(
  names: readonly string[],
  weakFrom: TimeStampTrust['weakFrom'],
  until: number,
): Finding {
  const weak = names.find((name) => (weakFrom?.get(name) ?? Number.POSITIVE_INFINITY) <= until);
  return weak === undefined ? VALID : ['ALGORITHM_WEAK', weak];
}

/** There is no path, or nobody can say, because a certificate on the way is signed with what is not looked at. */
function strangerFinding(signer: Certificate, certificates: readonly Certificate[]): Finding {
  const odd = [signer, ...certificates].find(
    (each) => signatureAlgorithm(each.signatureAlgorithm) === undefined,
  );
  if (odd === undefined) return ['AUTHORITY_UNKNOWN', signer.issuer];
  return ['ALGORITHM_UNKNOWN', `${odd.subject}: ${odd.signatureAlgorithm}`];
}

/** The asker's own lists win over what came along, but for a word of the issuer's that is newer than they are. */
function settled(own: Revocation, all: Revocation): Revocation {
  if (own.kind !== 'GOOD') return own.kind === 'REVOKED' ? own : all;
  return all.kind === 'REVOKED' && all.saidAt > own.saidAt ? all : own;
}

function revocationFinding(
  certificate: Certificate,
  revocation: Revocation,
  at: number,
  until: GoodUntil | undefined,
): Finding {
  switch (revocation.kind) {
    case 'GOOD':
      return VALID;
    case 'REVOKED': {
      const isLater = until?.isRestamped === true && until.at < revocation.at;
      return isLater || isExcused(revocation, at) ? VALID : ['REVOKED', certificate.subject];
    }
    case 'UNKNOWN':
      return ['REVOCATION_UNKNOWN', `${certificate.subject}: ${WHY_UNKNOWN[revocation.why]}`];
  }
}

const WHY_UNKNOWN = {
  NONE: '没有其颁发机构的撤销列表或 OCSP 响应 no CRL of its issuer and no OCSP response',
  ALGORITHM:
    '撤销列表或 OCSP 响应的签名算法不支持 the CRL or OCSP response is signed with an algorithm that is not supported',
  OF_ANOTHER_TIME: '撤销列表与 OCSP 响应不涵盖该时间 no CRL or OCSP response speaks of that time',
} as const;

/** unspecified, affiliationChanged, superseded, cessationOfOperation: the key was not lost (RFC 3161 section 4). */
const HARMLESS: ReadonlySet<number | undefined> = new Set([0, 3, 4, 5]);

function isExcused({ at, reason }: { at: number; reason: number | undefined }, stampedAt: number): boolean {
  return HARMLESS.has(reason) && stampedAt < at;
}
