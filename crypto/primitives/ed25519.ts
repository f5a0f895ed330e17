/** SubjectPublicKeyInfo of Ed25519 (RFC 8410) up to the 32 key bytes. */
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

/** PrivateKeyInfo of Ed25519 (RFC 8410) up to the 32 seed bytes. */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

const P = 2n ** 255n - 19n;

/** Two points of order 8 have this y, two its negative. */
const ORDER_8_Y = 55188659117513257062467267217118295137698188065244968500265048394206261417927n;

/**
 * y-coordinates of the points of order 1, 2, 4 and 8. Under such a key anybody can make a signature that verifies.
 * (Proved by test/vectors/ed25519.test.ts.)
 */
const SMALL_ORDER_Y = new Set([0n, 1n, P - 1n, ORDER_8_Y, P - ORDER_8_Y]);

/** @returns the raw 32 bytes, or undefined when the SPKI is not an acceptable Ed25519 key. */
export function ed25519Raw(spki: Uint8Array): Uint8Array | undefined {
  const isEd25519 =
    spki.length === SPKI_PREFIX.length + 32 && SPKI_PREFIX.equals(spki.subarray(0, SPKI_PREFIX.length));
  if (!isEd25519) return undefined;
  const raw = spki.subarray(SPKI_PREFIX.length);
  return isAcceptableEd25519(raw) ? raw : undefined;
}

/** @param raw 32 bytes. */
export function ed25519Spki(raw: Uint8Array): Uint8Array {
  return Buffer.concat([SPKI_PREFIX, raw]);
}

/** @param seed 32 bytes. @returns PKCS#8, DER. */
export function ed25519Pkcs8(seed: Uint8Array): Uint8Array {
  return Buffer.concat([PKCS8_PREFIX, seed]);
}

/** Canonical encoding and not of small order. Whether it is on the curve, OpenSSL checks at verification. */
export function isAcceptableEd25519(raw: Uint8Array): boolean {
  if (raw.length !== 32) return false;
  const bytes = Buffer.from(raw).reverse();
  bytes[0] = (bytes[0] ?? 0) & 0x7f;
  const y = BigInt(`0x${bytes.toString('hex')}`);
  return y < P && !SMALL_ORDER_Y.has(y);
}
