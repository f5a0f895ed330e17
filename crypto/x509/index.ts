export {
  type Authority,
  type CertificateRequest,
  createAuthority,
  describeCertificate,
  type IssuedCertificate,
  issueCertificate,
} from './authority.js';
