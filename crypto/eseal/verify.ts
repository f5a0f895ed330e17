import { DerError } from '#crypto/asn1';
import { equalBytes, sm3 } from '#crypto/primitives';
import {
  type Certificate,
  isIssuedBySm2,
  isValidAt,
  parseCertificate,
  SM2_WITH_SM3,
  verifiesSm2,
} from '#crypto/x509/certificate';
import { parseSeal, type Seal } from './seal.js';
import { parseSealSignature, type SealSignature } from './signature.js';
import { SEAL_STEPS, type SealAnswer, type SealStep, type SealVerdict } from './verdicts.js';

/** Whom the asker believes. It comes from the asker alone, never from what is checked. */
export interface SealTrust {
  /** Certificates of the seal makers (制章人) that are accepted. Revocation is theirs who keep this list. */
  readonly makers: readonly Certificate[];
  /** Authorities whose certificates a signer may have; undefined where the seal maker's list of signers is enough. */
  readonly issuers: readonly Certificate[] | undefined;
  /** /SubFilter of the seals in a PDF, where it is another than PDF_SEAL_KINDS. */
  readonly pdfKinds?: readonly string[] | undefined;
}

export interface SealReport {
  /** One for every step, in their order. */
  readonly answers: readonly SealAnswer[];
  /** Whether every step passed. */
  readonly isProven: boolean;
  /** What could be read; undefined when nothing could. */
  readonly signature: SealSignature | undefined;
}

/**
 * @param signedValue SES_Signature, DER.
 * @param document what was sealed: in an OFD, the bytes of Signature.xml.
 */
export function verifySealSignature(
  signedValue: Uint8Array,
  document: Uint8Array,
  trust: SealTrust,
): SealReport {
  const signature = readOrExplain(() => parseSealSignature(signedValue));
  if (typeof signature === 'string') return unreadable(signature);
  const { seal } = signature;
  const check = new SealCheck(seal, trust);
  const answers = [
    structureAnswer([...seal.criticalExtensions, ...signature.criticalExtensions]),
    check.makerSignature(),
    check.maker(),
    ...(seal.standard === 'GB/T 38540' ? signatureAnswers(check, signature, document) : OLD_ANSWERS),
  ];
  return Object.freeze({ answers, isProven: answers.every(isPassed), signature });
}

/** What can be asked of a seal that has not been put on anything. */
export function verifySeal(bytes: Uint8Array, trust: SealTrust, at: number): readonly SealAnswer[] {
  const seal = readOrExplain(() => parseSeal(bytes));
  if (typeof seal === 'string') return [{ step: 'STRUCTURE', verdict: 'MALFORMED', detail: seal }];
  const check = new SealCheck(seal, trust);
  return [
    structureAnswer(seal.criticalExtensions),
    check.makerSignature(),
    check.maker(),
    check.validity(at),
  ];
}

function signatureAnswers(check: SealCheck, signature: SealSignature, document: Uint8Array): SealAnswer[] {
  const signedAt = signature.signedAt ?? Number.NaN;
  const signer = readOrExplain(() => parseCertificate(signature.signerCertificate));
  return [
    check.validity(signedAt),
    check.signerListed(signature.signerCertificate),
    check.signerCertificate(signer, signedAt),
    answer('SIGNATURE', signatureVerdict(signer, signature)),
    answer('DATA_HASH', equalBytes(signature.dataHash, sm3(document)) ? 'PASS' : 'HASH_DIFFERS'),
  ];
}

/**
 * What GM/T 0031 signs has not been found out from signatures that are known to be true, so none is said to be (proved by
 * test/unit/crypto/eseal/verify.test.ts).
 */
const OLD_ANSWERS: readonly SealAnswer[] = (
  ['SEAL_VALIDITY', 'SIGNER_LISTED', 'SIGNER_CERTIFICATE', 'SIGNATURE', 'DATA_HASH'] as const
).map((step) => answer(step, 'UNPROVEN'));

/** The questions about one seal. */
class SealCheck {
  readonly #seal: Seal;
  readonly #trust: SealTrust;
  readonly #maker: Certificate | string;

  constructor(seal: Seal, trust: SealTrust) {
    this.#seal = seal;
    this.#trust = trust;
    this.#maker = readOrExplain(() => parseCertificate(seal.makerCertificate));
  }

  makerSignature(): SealAnswer {
    return answer('SEAL_SIGNATURE', signatureVerdict(this.#maker, this.#seal));
  }

  /** A certificate of a good authority is not enough: whoever has one could make seals of anybody. */
  maker(): SealAnswer {
    const maker = this.#maker;
    if (typeof maker === 'string') return answer('SEAL_MAKER', 'CERTIFICATE_MALFORMED', maker);
    const isAccepted = this.#trust.makers.some(({ bytes }) => equalBytes(bytes, maker.bytes));
    if (!isAccepted) return answer('SEAL_MAKER', 'MAKER_UNKNOWN', maker.subject);
    return answer('SEAL_MAKER', certificateVerdict(maker, this.#seal.createdAt), maker.subject);
  }

  validity(at: number): SealAnswer {
    const { validFrom, validTo } = this.#seal;
    if (at < validFrom) return answer('SEAL_VALIDITY', 'SEAL_NOT_YET_VALID');
    return answer('SEAL_VALIDITY', at <= validTo ? 'PASS' : 'SEAL_EXPIRED');
  }

  signerListed(certificate: Uint8Array): SealAnswer {
    const { kind, entries } = this.#seal.signers;
    const wanted = kind === 'certificates' ? certificate : sm3(certificate);
    const isListed = entries.some((entry) => equalBytes(entry, wanted));
    return answer('SIGNER_LISTED', isListed ? 'PASS' : 'SIGNER_NOT_LISTED');
  }

  signerCertificate(signer: Certificate | string, at: number): SealAnswer {
    if (typeof signer === 'string') return answer('SIGNER_CERTIFICATE', 'CERTIFICATE_MALFORMED', signer);
    const { issuers } = this.#trust;
    const isAccepted =
      issuers?.some((issuer) => isValidAt(issuer, at) && isIssuedBySm2(signer, issuer)) ?? true;
    const verdict = isAccepted ? certificateVerdict(signer, at) : 'ISSUER_UNKNOWN';
    return answer('SIGNER_CERTIFICATE', verdict, signer.subject);
  }
}

function signatureVerdict(
  signer: Certificate | string,
  { signed, algorithm, signature }: Pick<Seal, 'signed' | 'algorithm' | 'signature'>,
): SealVerdict {
  if (typeof signer === 'string') return 'CERTIFICATE_MALFORMED';
  if (algorithm !== SM2_WITH_SM3) return 'ALGORITHM_UNKNOWN';
  return verifiesSm2(signer, signed, algorithm, signature) ? 'PASS' : 'SIGNATURE_FALSE';
}

function certificateVerdict(certificate: Certificate, at: number): SealVerdict {
  const { usages, unknownCritical } = certificate;
  const maySign =
    usages === undefined || usages.includes('digitalSignature') || usages.includes('nonRepudiation');
  if (!maySign || unknownCritical.length > 0) return 'CERTIFICATE_UNFIT';
  return isValidAt(certificate, at) ? 'PASS' : 'CERTIFICATE_NOT_VALID';
}

function structureAnswer(criticalExtensions: readonly string[]): SealAnswer {
  const [unknown] = criticalExtensions;
  return unknown === undefined
    ? answer('STRUCTURE', 'PASS')
    : answer('STRUCTURE', 'EXTENSION_UNKNOWN', unknown);
}

/** Of a kind that is not looked at. @param why for people. */
export function unchecked(why: string): SealReport {
  return notVerified('NOT_CHECKED', why);
}

/** @param why for people. */
export function unreadable(why: string): SealReport {
  return notVerified('MALFORMED', why);
}

function notVerified(verdict: SealVerdict, why: string): SealReport {
  const steps = Object.keys(SEAL_STEPS) as SealStep[]; // the table's own names
  const answers = steps.map((step) =>
    step === 'STRUCTURE' ? answer(step, verdict, why) : answer(step, 'NOT_CHECKED'),
  );
  return Object.freeze({ answers, isProven: false, signature: undefined });
}

function answer(step: SealStep, verdict: SealVerdict, detail?: string): SealAnswer {
  return Object.freeze(detail === undefined ? { step, verdict } : { step, verdict, detail });
}

function isPassed({ verdict }: SealAnswer): boolean {
  return verdict === 'PASS';
}

/** @returns why it cannot be read, in place of what it says. */
function readOrExplain<T>(read: () => T): T | string {
  try {
    return read();
  } catch (error) {
    if (error instanceof DerError) return error.message;
    throw error;
  }
}
