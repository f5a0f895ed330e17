import * as crypto from 'node:crypto';

/** The digests of the two families. Both give 32 bytes. */
export type DigestName = 'sha256' | 'sm3';

export const DIGEST_BYTES = 32;

/** FIPS 180-4. */
export function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  return digest('sha256', ...parts);
}

/** GB/T 32905. */
export function sm3(...parts: readonly Uint8Array[]): Uint8Array {
  return digest('sm3', ...parts);
}

export function digest(name: DigestName, ...parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return crypto.hash(name, only, 'buffer');
  const hash = crypto.createHash(name);
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** RFC 2104 over SM3. */
export function hmacSm3(key: Uint8Array, ...parts: readonly Uint8Array[]): Uint8Array {
  const mac = crypto.createHmac('sm3', key);
  for (const part of parts) mac.update(part);
  return mac.digest();
}

/** Feeds a digest piece by piece, for files. */
export interface RunningDigest {
  update(chunk: Uint8Array): void;
  digest(): Uint8Array;
}

export function runningDigest(name: DigestName): RunningDigest {
  const hash = crypto.createHash(name);
  return { update: (chunk) => void hash.update(chunk), digest: () => hash.digest() };
}
