export {
  type Certificate,
  isIssuedBySm2,
  isValidAt,
  type KeyUsage,
  parseCertificate,
  publicKeyOf,
  SM2_WITH_SM3,
  verifiesSm2,
} from './certificate.js';
export { readCertificates } from './pem.js';
