/** SubjectPublicKeyInfo up to the point: ecPublicKey, sm2p256v1, BIT STRING. */
const SPKI_PREFIX = Uint8Array.of(
  0x30,
  0x59,
  0x30,
  0x13,
  0x06,
  0x07,
  0x2a,
  0x86,
  0x48,
  0xce,
  0x3d,
  0x02,
  0x01,
  0x06,
  0x08,
  0x2a,
  0x81,
  0x1c,
  0xcf,
  0x55,
  0x01,
  0x82,
  0x2d,
  0x03,
  0x42,
  0x00,
);

const POINT_BYTES = 65;

/** @param point 04 || X || Y, 65 bytes. */
export function sm2Spki(point: Uint8Array): Uint8Array {
  return Uint8Array.of(...SPKI_PREFIX, ...point);
}

/** @returns 04 || X || Y, or undefined when the bytes are not an SM2 public key in uncompressed form. */
export function sm2Point(spki: Uint8Array): Uint8Array | undefined {
  const isSm2 =
    spki.length === SPKI_PREFIX.length + POINT_BYTES &&
    SPKI_PREFIX.every((byte, i) => byte === spki[i]) &&
    spki[SPKI_PREFIX.length] === 0x04;
  return isSm2 ? spki.subarray(SPKI_PREFIX.length) : undefined;
}
