/**
 * DER `SEQUENCE { INTEGER r, INTEGER s }` (GB/T 35276 SM2Signature, RFC 3279 ECDSA-Sig-Value) to and from the fixed
 * 64 bytes r || s that JWS uses.
 */

const HALF = 32;

/** @param raw 64 bytes. */
export function rawToDer(raw: Uint8Array): Uint8Array {
  const r = integer(raw.subarray(0, HALF));
  const s = integer(raw.subarray(HALF, 2 * HALF));
  return Uint8Array.of(0x30, r.length + s.length, ...r, ...s);
}

/** @returns undefined unless the bytes are the minimal encoding of two unsigned integers of at most 32 bytes. */
export function derToRaw(der: Uint8Array): Uint8Array | undefined {
  if (der[0] !== 0x30 || der[1] !== der.length - 2) return undefined;
  const raw = new Uint8Array(2 * HALF);
  let at = 2;
  for (let half = 0; half < 2; half++) {
    const length = der[at + 1];
    if (der[at] !== 0x02 || length === undefined || length === 0) return undefined;
    const value = unsigned(der.subarray(at + 2, at + 2 + length));
    if (value === undefined || at + 2 + length > der.length) return undefined;
    raw.set(value, (half + 1) * HALF - value.length);
    at += 2 + length;
  }
  return at === der.length ? raw : undefined;
}

function integer(bytes: Uint8Array): Uint8Array {
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start++;
  const body = bytes.subarray(start);
  const sign = (body[0] ?? 0) & 0x80 ? [0] : [];
  return Uint8Array.of(0x02, sign.length + body.length, ...sign, ...body);
}

function unsigned(body: Uint8Array): Uint8Array | undefined {
  const [first, second] = body;
  if (first === undefined || first & 0x80) return undefined;
  if (first === 0 && body.length > 1) {
    const minimal = second !== undefined && (second & 0x80) !== 0;
    return minimal && body.length <= HALF + 1 ? body.subarray(1) : undefined;
  }
  return body.length <= HALF ? body : undefined;
}
