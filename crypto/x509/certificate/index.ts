export {
  type Certificate,
  EXTENDED_KEY_USAGE,
  isIssuedBySm2,
  isValidAt,
  type KeyUsage,
  parseCertificate,
  publicKeyOf,
  SM2_WITH_SM3,
  verifiesSm2,
} from './certificate.js';
export { type CertificatePath, findPath } from './path.js';
export { readCertificates, readRevocationLists } from './pem.js';
export { parseRevocationList, type RevocationList, revocationOf } from './revocation-list.js';
export { signatureAlgorithm, verifySignature } from './signature.js';
