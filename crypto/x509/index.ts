export {
  type Authority,
  type CertificateRequest,
  createAuthority,
  type IssuedCertificate,
  issueCertificate,
} from './authority.js';
export { describeCertificate } from './describe.js';
