export { Directory, isValidAt, type RegisteredKey } from './directory.js';
export { type SignatureJob, SignaturePool, type SignatureResult } from './signatures/pool.js';
