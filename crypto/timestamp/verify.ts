import { DerError, elementsOf, octetsOf, oidOf, readDer } from '#crypto/asn1';
import { type DigestName, equalBytes, foreignDigest } from '#crypto/primitives';
import {
  type Certificate,
  digestNamed,
  EXTENDED_KEY_USAGE,
  isValidAt,
  type RevocationEvidence,
  SM2_WITH_SM3,
  signatureAlgorithm,
  verifySignature,
} from '#crypto/x509/certificate';
import { TST_INFO } from './algorithms.js';
import { type GoodUntil, pathFindings, pathOf, type TimeStampTrust, weakness } from './path.js';
import { namesCertificate, SIGNING_CERTIFICATE, SIGNING_CERTIFICATE_V2 } from './signing-certificate.js';
import { parseTimeStampToken, type TimeStampToken, type TokenSigner } from './token.js';
import { type Finding, isFalse, type TimeStampVerdict, VALID } from './verdicts.js';

export interface TimeStampQuestion {
  /** What is said to have been stamped. */
  readonly data: Uint8Array;
  /** Of the request, where the asker made it. */
  readonly digest?: DigestName;
  readonly nonce?: bigint | undefined;
  readonly policy?: string | undefined;
  /** What came along of whether its certificates are revoked. */
  readonly collected?: RevocationEvidence;
  /** Until when it must have stayed good; undefined: it is enough that it was when it was made. */
  readonly until?: GoodUntil;
}

export interface TimeStampReport {
  readonly verdict: TimeStampVerdict;
  /** For people: which, and why. */
  readonly detail: string | undefined;
  /** What could be read; undefined when nothing could. It is true only if the verdict is VALID. */
  readonly token: TimeStampToken | undefined;
  /** The subject of the signer's certificate; undefined when there is none. */
  readonly authority: string | undefined;
  /** From the signer's certificate to one that the asker trusts; empty when there is none. */
  readonly path: readonly Certificate[];
}

const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';

/** Everything is looked at, and what is false is told before what is not known. Never throws, whatever the bytes are. */
export function verifyTimeStamp(
  token: Uint8Array,
  question: TimeStampQuestion,
  trust: TimeStampTrust,
): TimeStampReport {
  try {
    const read = parseTimeStampToken(token);
    const signer = signerIn(read, trust);
    const found = signer && pathOf(read, signer, trust);
    const findings = [
      ...contentFindings(read, question),
      ...attributeFindings(read),
      ...(question.until === undefined ? [] : [weakness(namesIn(read), trust.weakFrom, question.until.at)]),
      ...(signer === undefined || found === undefined
        ? [['SIGNER_MISSING'] satisfies Finding]
        : [...signerFindings(read, signer), ...pathFindings(read, signer, found, trust, question)]),
    ];
    const [verdict, detail] =
      findings.find(([each]) => isFalse(each)) ?? findings.find(([each]) => each !== 'VALID') ?? VALID;
    const path = found?.kind === 'TRUSTED' ? found.path : [];
    return Object.freeze({ verdict, detail, token: read, authority: signer?.subject, path });
  } catch (error) {
    if (!(error instanceof DerError)) throw error;
    const { message: detail } = error;
    return { verdict: 'MALFORMED', detail, token: undefined, authority: undefined, path: [] };
  }
}

/** Of the algorithms that it is made with. */
function namesIn({ info, signer }: TimeStampToken): string[] {
  const digests = [info.digestAlgorithm, signer.digestAlgorithm].flatMap((oid) => digestNamed(oid) ?? []);
  const algorithm = algorithmOf(signer);
  const scheme = algorithm === undefined ? undefined : signatureAlgorithm(algorithm)?.scheme;
  return [...digests, ...(scheme === undefined ? [] : [scheme])];
}

function signerIn({ certificates, signer }: TimeStampToken, { others = [] }: TimeStampTrust) {
  const { id } = signer;
  return [...certificates, ...others].find((certificate) =>
    id.kind === 'ISSUER'
      ? certificate.serial === id.serial && equalBytes(certificate.issuerName, id.name)
      : equalBytes(keyIdOf(certificate), id.keyId),
  );
}

function keyIdOf({ extensions }: Certificate): Uint8Array {
  const extension = extensions.find(({ id }) => id === SUBJECT_KEY_ID);
  return extension === undefined ? new Uint8Array(0) : octetsOf(readDer(extension.value));
}

const SUBJECT_KEY_ID = '2.5.29.14';

function* contentFindings({ info }: TimeStampToken, asked: TimeStampQuestion): Generator<Finding> {
  const digest = digestNamed(info.digestAlgorithm);
  if (digest === undefined) yield ['ALGORITHM_UNKNOWN', info.digestAlgorithm];
  else if (asked.digest !== undefined && digest !== asked.digest) yield ['IMPRINT_DIFFERS', digest];
  else if (!equalBytes(info.imprint, foreignDigest(digest, asked.data))) yield ['IMPRINT_DIFFERS'];
  if (asked.nonce !== undefined && info.nonce !== asked.nonce) yield ['NONCE_DIFFERS'];
  if (asked.policy !== undefined && info.policy !== asked.policy) yield ['POLICY_DIFFERS', info.policy];
  const [extension] = info.criticalExtensions;
  if (extension !== undefined) yield ['EXTENSION_UNKNOWN', extension];
}

function* attributeFindings({ content, signer }: TimeStampToken): Generator<Finding> {
  const { attributes, digestAlgorithm } = signer;
  const type = attributes.get(CONTENT_TYPE);
  if (type === undefined || oidOf(type) !== TST_INFO) yield ['ATTRIBUTES_FALSE', 'content-type'];
  const messageDigest = attributes.get(MESSAGE_DIGEST);
  const digest = digestNamed(digestAlgorithm);
  if (digest === undefined) yield ['ALGORITHM_UNKNOWN', digestAlgorithm];
  else if (
    messageDigest === undefined ||
    !equalBytes(octetsOf(messageDigest), foreignDigest(digest, content))
  ) {
    yield ['ATTRIBUTES_FALSE', 'message-digest'];
  }
}

function* signerFindings(token: TimeStampToken, signer: Certificate): Generator<Finding> {
  const { info } = token;
  yield namedFinding(token.signer, signer);
  yield signatureFinding(token.signer, signer);
  if (!isForTimeStamps(signer)) yield ['SIGNER_UNFIT', signer.subject];
  if (!isValidAt(signer, info.at)) yield ['CERTIFICATE_NOT_VALID', signer.subject];
  const { authorityName } = info;
  if (authorityName !== undefined && !equalBytes(authorityName, signer.subjectName)) {
    yield ['SIGNER_DIFFERS', 'tsa'];
  }
}

function namedFinding({ attributes }: TokenSigner, signer: Certificate): Finding {
  const first = attributes.get(SIGNING_CERTIFICATE);
  const second = attributes.get(SIGNING_CERTIFICATE_V2);
  if (first === undefined && second === undefined) return ['ATTRIBUTES_FALSE', 'signing-certificate'];
  const named = [
    first === undefined || namesCertificate(first, 1, signer),
    second === undefined || namesCertificate(second, 2, signer),
  ];
  if (named.includes(false)) return ['SIGNER_DIFFERS'];
  return named.includes(undefined) ? ['ALGORITHM_UNKNOWN', 'signing-certificate'] : VALID;
}

function signatureFinding(signer: TokenSigner, { spki }: Certificate): Finding {
  const algorithm = algorithmOf(signer);
  if (algorithm === undefined) return ['ALGORITHM_UNKNOWN', signer.signatureAlgorithm];
  const state = verifySignature(spki, algorithm, signer.signed, signer.signature);
  if (state === 'HOLDS') return VALID;
  return state === 'FALSE' ? ['SIGNATURE_FALSE'] : ['ALGORITHM_UNKNOWN', signer.signatureAlgorithm];
}

const RSA_WITH: Readonly<Record<string, string>> = {
  sha256: '1.2.840.113549.1.1.11',
  sha384: '1.2.840.113549.1.1.12',
  sha512: '1.2.840.113549.1.1.13',
};

const RSA = '1.2.840.113549.1.1.1';

/** Names of SM2 signatures in GM/T 0006 and GM/T 0010 that do not say the digest, which is SM3. */
const SM2_PLAIN: ReadonlySet<string> = new Set(['1.2.156.10197.1.301', '1.2.156.10197.1.301.1']);

/** CMS may name the key's algorithm alone; the digest is then the one that is announced, and in any case no other. */
function algorithmOf({ signatureAlgorithm: named, digestAlgorithm }: TokenSigner): string | undefined {
  const digest = digestNamed(digestAlgorithm) ?? '';
  if (named === RSA) return RSA_WITH[digest];
  const full = SM2_PLAIN.has(named) ? SM2_WITH_SM3 : named;
  return signatureAlgorithm(full)?.digest === digest ? full : undefined;
}

/** RFC 3161 section 2.3: for nothing else, and whoever reads it must heed that. */
function isForTimeStamps({ extensions, usages, unknownCritical }: Certificate): boolean {
  const purposes = extensions.find(({ id }) => id === EXTENDED_KEY_USAGE);
  if (purposes === undefined || !purposes.isCritical || unknownCritical.length > 0) return false;
  const [purpose, ...others] = elementsOf(readDer(purposes.value)).map(oidOf);
  const maySign = usages?.every((usage) => usage === 'digitalSignature' || usage === 'nonRepudiation');
  return purpose === TIME_STAMPING && others.length === 0 && maySign !== false;
}
