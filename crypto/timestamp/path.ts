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
}

/** From the signer to one of the asker's roots, by what the token brings. */
export function pathOf({ info, certificates }: TimeStampToken, signer: Certificate, trust: TimeStampTrust) {
  const others = [...certificates, ...(trust.others ?? [])];
  return findPath(signer, { roots: trust.roots, others, at: info.at });
}

/** @param collected what came along of whether certificates are revoked. */
export function* pathFindings(
  { info, certificates, revocationLists }: TimeStampToken,
  signer: Certificate,
  found: CertificatePath,
  trust: TimeStampTrust,
  collected: RevocationEvidence = NO_REVOCATION,
): Generator<Finding> {
  if (found.kind === 'NONE') yield strangerFinding(signer, certificates);
  if (found.kind === 'NOT_VALID_THEN') yield ['CERTIFICATE_NOT_VALID', found.which.subject];
  if (found.kind !== 'TRUSTED') return;
  const own = { lists: trust.revocationLists, responses: [] };
  const brought = { lists: revocationLists, responses: [] };
  const all = joinRevocation(own, brought, collected);
  for (const [i, certificate] of found.path.slice(0, -1).entries()) {
    const issuer = found.path[i + 1];
    if (issuer === undefined) continue;
    const revocation = settled(
      revocationOf(certificate, issuer, own, info.at),
      revocationOf(certificate, issuer, all, info.at),
    );
    yield revocationFinding(certificate, revocation, info.at);
  }
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

function revocationFinding(certificate: Certificate, revocation: Revocation, at: number): Finding {
  switch (revocation.kind) {
    case 'GOOD':
      return VALID;
    case 'REVOKED':
      return isExcused(revocation, at) ? VALID : ['REVOKED', certificate.subject];
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
