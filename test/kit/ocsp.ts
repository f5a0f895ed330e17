import { signSm2 } from '#connectors/sandbox/seals';
import {
  derBits,
  derInteger,
  derOctets,
  derOid,
  derSequence,
  derTagged,
  derTime,
  derValue,
} from '#crypto/asn1';
import { foreignDigest } from '#crypto/primitives';
import { type Certificate, derAlgorithm, keyBitsOf, parseCertificate } from '#crypto/x509/certificate';
import type { Holder } from './certificates.js';

const SM3 = '1.2.156.10197.1.401';
const SM2_WITH_SM3 = '1.2.156.10197.1.501';
const DAY_MS = 24 * 3_600_000;

/**
 * A response that an issuer with an SM2 key signed itself, which `openssl ocsp` does not make.
 * @param revokedAt since when it is revoked, unix milliseconds; undefined: it is not.
 */
export function makeOcsp(
  issuer: Holder,
  certificate: Certificate,
  at: number,
  revokedAt?: number,
): Uint8Array {
  const own = parseCertificate(issuer.certificate);
  const id = derSequence(
    derAlgorithm(SM3),
    derOctets(foreignDigest('sm3', own.subjectName)),
    derOctets(foreignDigest('sm3', keyBitsOf(own))),
    derInteger(certificate.serial),
  );
  const revoked = [derTime('GeneralizedTime', revokedAt ?? 0), derTagged(0, enumerated(1))];
  const status =
    revokedAt === undefined
      ? derValue('context', 0, false, new Uint8Array(0))
      : derValue('context', 1, true, Buffer.concat(revoked));
  const until = derTagged(0, derTime('GeneralizedTime', at + DAY_MS));
  const single = derSequence(id, status, derTime('GeneralizedTime', at), until);
  const data = derSequence(
    derTagged(1, own.subjectName),
    derTime('GeneralizedTime', at),
    derSequence(single),
  );
  const basic = derSequence(data, derSequence(derOid(SM2_WITH_SM3)), derBits(signSm2(issuer.key, data)));
  const bytes = derSequence(derOid('1.3.6.1.5.5.7.48.1.1'), derOctets(basic));
  return derSequence(enumerated(0), derTagged(0, bytes));
}

function enumerated(value: number): Uint8Array {
  return derValue('universal', 10, false, Uint8Array.of(value));
}
