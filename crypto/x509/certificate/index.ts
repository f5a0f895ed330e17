export { algorithmIn, type ContentDigest, derAlgorithm, digestNamed, oidOfDigest } from './algorithms.js';
export {
  type Certificate,
  EXTENDED_KEY_USAGE,
  isIssuedBySm2,
  isValidAt,
  type KeyUsage,
  keyBitsOf,
  parseCertificate,
  publicKeyOf,
  SM2_WITH_SM3,
  verifiesSm2,
} from './certificate.js';
export { locationsOf, type RevocationLocations } from './locations.js';
export { formatOcspRequest, type OcspResponse, parseOcspResponse } from './ocsp.js';
export { type CertificatePath, findPath } from './path.js';
export { readCertificates, readRevocationLists } from './pem.js';
export { signatureAlgorithmIn } from './pss.js';
export {
  isAnswer,
  isListOf,
  joinRevocation,
  NO_REVOCATION,
  type Revocation,
  type RevocationEvidence,
  revocationOf,
} from './revocation.js';
export {
  formatRevocationNames,
  type NamedRevocation,
  parseRevocationNames,
  type RevocationFile,
  readRevocationFile,
  revocationFiles,
  revocationKind,
} from './revocation-file.js';
export { MAX_REVOCATION_BYTES, parseRevocationList, type RevocationList } from './revocation-list.js';
export { signatureAlgorithm, verifySignature } from './signature.js';
