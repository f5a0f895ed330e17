import * as crypto from 'node:crypto';

/** The digests of the two families. Both give 32 bytes. */
export type DigestName = 'sha256' | 'sm3';

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
  return crypto.hash(name, parts.length === 1 && only !== undefined ? only : gather(parts), 'buffer');
}

/**
 * The digest written to its place among many. A buffer for each costs more than the digest of a node does, and most of that is
 * paid by the garbage collector.
 */
export function digestInto(name: DigestName, bytes: Uint8Array, target: Uint8Array, at: number): void {
  const binary = crypto.hash(name, bytes, 'binary');
  for (let i = 0; i < binary.length; i++) target[at + i] = binary.charCodeAt(i);
}

/**
 * One buffer for all parts. A hash object of OpenSSL costs more to make than the digest of a message costs to compute, so
 * parts are put together and digested in one call.
 */
let scratch = Buffer.allocUnsafe(4096);

function gather(parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  if (length > scratch.length) scratch = Buffer.allocUnsafe(2 * length);
  let at = 0;
  for (const part of parts) {
    scratch.set(part, at);
    at += part.length;
  }
  return scratch.subarray(0, length);
}

/** RFC 2104 over SM3. */
export function hmacSm3(key: Uint8Array, ...parts: readonly Uint8Array[]): Uint8Array {
  return hmac('sm3', key, parts);
}

/** RFC 2104 over SHA-256. */
export function hmacSha256(key: Uint8Array, ...parts: readonly Uint8Array[]): Uint8Array {
  return hmac('sha256', key, parts);
}

function hmac(name: DigestName, key: Uint8Array, parts: readonly Uint8Array[]): Uint8Array {
  const mac = crypto.createHmac(name, key);
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
