import { elementsOf, oidOf, readDer } from '#crypto/asn1';
import { equalBytes, foreignDigest } from '#crypto/primitives';
import { type Certificate, EXTENDED_KEY_USAGE, isValidAt, keyBitsOf } from './certificate.js';
import { type OcspResponse, statusIn } from './ocsp.js';
import type { RevocationList, RevokedEntry } from './revocation-list.js';
import { signatureAlgorithm, verifySignature } from './signature.js';

/** What issuers are said to have said of their certificates. Nothing is believed of it that they, or whom they named, did not sign. */
export interface RevocationEvidence {
  readonly lists: readonly RevocationList[];
  readonly responses: readonly OcspResponse[];
}

export const NO_REVOCATION: RevocationEvidence = { lists: [], responses: [] };

export function joinRevocation(...all: readonly RevocationEvidence[]): RevocationEvidence {
  return { lists: all.flatMap(({ lists }) => lists), responses: all.flatMap(({ responses }) => responses) };
}

/** What is known of a certificate at a time from what is at hand. */
export type Revocation =
  /** @param saidAt of the newest word on it; unix milliseconds. */
  | { readonly kind: 'GOOD'; readonly saidAt: number }
  | ({ readonly kind: 'REVOKED'; readonly saidAt: number } & RevokedEntry)
  | { readonly kind: 'UNKNOWN'; readonly why: 'NONE' | 'ALGORITHM' | 'OF_ANOTHER_TIME' };

/** What its issuer said of one certificate. */
interface Statement {
  readonly entry: RevokedEntry | undefined;
  readonly issuedAt: number;
  readonly nextAt: number | undefined;
}

const HOLD = 6;
const REMOVED = 8;

/**
 * @param issuer of the certificate, who must have signed a list itself, and a response itself or by a responder of its own.
 * @param at when the certificate was used; unix milliseconds.
 */
export function revocationOf(
  certificate: Certificate,
  issuer: Certificate,
  evidence: RevocationEvidence,
  at: number,
): Revocation {
  const statements = [
    ...statementsOfLists(certificate, issuer, evidence.lists),
    ...statementsOfResponses(certificate, issuer, evidence),
  ].sort((one, other) => other.issuedAt - one.issuedAt);
  const [newest] = statements;
  if (newest === undefined) {
    return { kind: 'UNKNOWN', why: isOddlySigned(certificate, issuer, evidence) ? 'ALGORITHM' : 'NONE' };
  }
  for (const statement of statements) {
    const { entry, issuedAt } = statement;
    // A hold ends with the word that no longer has it; everything else is for ever.
    if (entry === undefined || entry.reason === REMOVED || (entry.reason === HOLD && statement !== newest))
      continue;
    return { kind: 'REVOKED', saidAt: issuedAt, ...entry };
  }
  // An authority may drop what has expired from its lists.
  const speaks = statements.some(
    ({ issuedAt, nextAt }) => issuedAt <= certificate.validTo && (nextAt ?? issuedAt) >= at,
  );
  return speaks ? { kind: 'GOOD', saidAt: newest.issuedAt } : { kind: 'UNKNOWN', why: 'OF_ANOTHER_TIME' };
}

/** Whether something is said to be of the issuer, and is signed with what is not looked at. */
function isOddlySigned(
  certificate: Certificate,
  issuer: Certificate,
  { lists, responses }: RevocationEvidence,
): boolean {
  const said = [
    ...lists.filter(({ issuerName }) => equalBytes(issuerName, issuer.subjectName)),
    ...responses.filter((response) => statusIn(response, certificate, issuer) !== undefined),
  ];
  return said.some((each) => signatureAlgorithm(each.signatureAlgorithm) === undefined);
}

function statementsOfLists(
  { serial }: Certificate,
  issuer: Certificate,
  lists: readonly RevocationList[],
): Statement[] {
  return lists
    .filter((list) => isListOf(list, issuer))
    .map(({ issuedAt, nextAt, revoked }) => ({ issuedAt, nextAt, entry: revoked.get(serial) }));
}

function statementsOfResponses(
  certificate: Certificate,
  issuer: Certificate,
  { lists, responses }: RevocationEvidence,
): Statement[] {
  return responses.flatMap((response) => {
    const status = statusIn(response, certificate, issuer);
    return status !== undefined && isResponseOf(response, issuer, lists) ? [status] : [];
  });
}

/** Whether the issuer signed the list, for itself and for all that it issued. */
export function isListOf(list: RevocationList, issuer: Certificate): boolean {
  return (
    list.isPlain &&
    (issuer.usages === undefined || issuer.usages.includes('cRLSign')) &&
    equalBytes(list.issuerName, issuer.subjectName) &&
    verifySignature(issuer.spki, list.signatureAlgorithm, list.signed, list.signature) === 'HOLDS'
  );
}

/**
 * Whether the issuer signed the response, or a responder to whom it gave a certificate for that (RFC 6960 section 4.2.2.2);
 * one that anybody else trusts is not looked at.
 * @param lists of the issuer, which may say that the responder's own certificate is revoked.
 */
function isResponseOf(
  response: OcspResponse,
  issuer: Certificate,
  lists: readonly RevocationList[],
): boolean {
  if (!response.isPlain) return false;
  const { signatureAlgorithm, signed, signature, certificates } = response;
  const delegated = certificates.filter((certificate) => isIssuedBy(certificate, issuer));
  return [issuer, ...delegated].some(
    (signer) =>
      isNamed(response, signer) &&
      (signer === issuer || mayAnswerFor(signer, issuer, lists, response.producedAt)) &&
      verifySignature(signer.spki, signatureAlgorithm, signed, signature) === 'HOLDS',
  );
}

/** Whether a response is its issuer's word on a certificate, and it was right at that time or is that it is revoked. */
export function isAnswer(
  response: OcspResponse,
  { certificate, issuer }: { readonly certificate: Certificate; readonly issuer: Certificate },
  lists: readonly RevocationList[],
  at: number,
): boolean {
  const status = statusIn(response, certificate, issuer);
  if (status === undefined || !isResponseOf(response, issuer, lists)) return false;
  return status.entry !== undefined || (status.nextAt ?? status.issuedAt) >= at;
}

function isNamed({ responder }: OcspResponse, signer: Certificate): boolean {
  if (responder.kind === 'NAME') return equalBytes(responder.name, signer.subjectName);
  return equalBytes(responder.keyHash, foreignDigest('sha1', keyBitsOf(signer)));
}

const OCSP_SIGNING = '1.3.6.1.5.5.7.3.9';
/** Its issuer vouches for it while it lasts. */
const NO_CHECK = '1.3.6.1.5.5.7.48.1.5';

function mayAnswerFor(
  responder: Certificate,
  issuer: Certificate,
  lists: readonly RevocationList[],
  at: number,
): boolean {
  const { extensions, usages, unknownCritical } = responder;
  const purposes = extensions.find(({ id }) => id === EXTENDED_KEY_USAGE);
  const isResponder =
    purposes !== undefined && elementsOf(readDer(purposes.value)).map(oidOf).includes(OCSP_SIGNING);
  if (!isResponder || unknownCritical.length > 0 || usages?.includes('digitalSignature') === false)
    return false;
  if (!isValidAt(responder, at)) return false;
  const known = revocationOf(responder, issuer, { lists, responses: [] }, at).kind;
  return known === 'GOOD' || (known === 'UNKNOWN' && extensions.some(({ id }) => id === NO_CHECK));
}

function isIssuedBy({ issuerName, signatureAlgorithm, signed, signature }: Certificate, issuer: Certificate) {
  return (
    equalBytes(issuerName, issuer.subjectName) &&
    verifySignature(issuer.spki, signatureAlgorithm, signed, signature) === 'HOLDS'
  );
}
