import { hmacSha256, sha256, utf8 } from '#crypto/primitives';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const CODE_BYTES = 20;

/**
 * The codes that holders show. A code is made of the random salt of its leaf under a key that is not in the database: the same
 * message sent again gets the same code, the database keeps a digest only, and whoever reads all of it can show nothing (proved
 * by test/unit/hub/exchange/presentation-codes.test.ts).
 */
export class PresentationCodes {
  readonly #key: Uint8Array;

  /** @param key 32 random bytes. */
  constructor(key: Uint8Array) {
    if (key.length !== 32) throw new TypeError('the key of presentation codes has 32 bytes');
    this.#key = key;
  }

  /** QR codes hold capitals and digits in little room. */
  codeOf({ leafId, salt }: { readonly leafId: string; readonly salt: Uint8Array }): string {
    const input = Buffer.concat([utf8(`tongban/presentation/v1\0${leafId}\0`), salt]);
    return `TONGBAN1:${base32(hmacSha256(this.#key, input).subarray(0, CODE_BYTES))}`;
  }
}

/** What is stored of a code. */
export function codeDigest(code: string): Uint8Array {
  return sha256(utf8(code));
}

/** Five bits a character; the bytes fill whole characters. */
function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return bits.replaceAll(/.{5}/g, (five) => BASE32[Number.parseInt(five, 2)] ?? '');
}
