export { Directory, isValidAt, type RegisteredKey } from './directory.js';
export type { SignatureResult } from './signatures/check.js';
export { type SignatureJob, SignaturePool } from './signatures/pool.js';
