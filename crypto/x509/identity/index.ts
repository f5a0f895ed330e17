export { readTlsIdentity, type TlsIdentity, type TlsIdentityFiles } from './identity.js';
