/** SubjectPublicKeyInfo of Ed25519 (RFC 8410) up to the 32 key bytes. */
const SPKI_PREFIX = Uint8Array.of(0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00);

/** PrivateKeyInfo of Ed25519 (RFC 8410) up to the 32 seed bytes. */
const PKCS8_PREFIX = Uint8Array.of(
  0x30,
  0x2e,
  0x02,
  0x01,
  0x00,
  0x30,
  0x05,
  0x06,
  0x03,
  0x2b,
  0x65,
  0x70,
  0x04,
  0x22,
  0x04,
  0x20,
);

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
    spki.length === SPKI_PREFIX.length + 32 && SPKI_PREFIX.every((byte, i) => byte === spki[i]);
  if (!isEd25519) return undefined;
  const raw = spki.subarray(SPKI_PREFIX.length);
  return isAcceptableEd25519(raw) ? raw : undefined;
}

/** @param raw 32 bytes. */
export function ed25519Spki(raw: Uint8Array): Uint8Array {
  return Uint8Array.of(...SPKI_PREFIX, ...raw);
}

/** @param seed 32 bytes. @returns PKCS#8, DER. */
export function ed25519Pkcs8(seed: Uint8Array): Uint8Array {
  return Uint8Array.of(...PKCS8_PREFIX, ...seed);
}

/** Canonical encoding and not of small order. Whether it is on the curve shows at verification. */
export function isAcceptableEd25519(raw: Uint8Array): boolean {
  if (raw.length !== 32) return false;
  const y = littleEndian(raw) & (2n ** 255n - 1n);
  return y < P && !SMALL_ORDER_Y.has(y);
}

function littleEndian(bytes: Uint8Array): bigint {
  return bytes.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);
}
