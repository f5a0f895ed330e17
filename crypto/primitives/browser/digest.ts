import { sha256 as nobleSha256 } from '@noble/hashes/sha2';
import { hexToBytes } from '@noble/hashes/utils';
import { sm3 as portableSm3 } from 'sm-crypto-v2';
import { concat } from './bytes.js';

/** The browser's counterpart of ../digest.ts. */
export type DigestName = 'sha256' | 'sm3';

/** FIPS 180-4. */
export function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  return nobleSha256(concat(...parts));
}

/** GB/T 32905. */
export function sm3(...parts: readonly Uint8Array[]): Uint8Array {
  return hexToBytes(portableSm3(concat(...parts)));
}

export function digest(name: DigestName, ...parts: readonly Uint8Array[]): Uint8Array {
  return name === 'sha256' ? sha256(...parts) : sm3(...parts);
}

export function digestInto(name: DigestName, bytes: Uint8Array, target: Uint8Array, at: number): void {
  target.set(digest(name, bytes), at);
}

/** Feeds a digest piece by piece, for files: of those SHA-256 alone is asked for in a browser. */
export function runningDigest(_name: 'sha256') {
  const hash = nobleSha256.create();
  return {
    update: (chunk: Uint8Array): void => void hash.update(chunk),
    digest: (): Uint8Array => hash.digest(),
  };
}
