/**
 * DER `SEQUENCE { INTEGER r, INTEGER s }` (GB/T 35276 SM2Signature, RFC 3279 ECDSA-Sig-Value) to and from r || s of fixed length,
 * which JWS uses: 64 bytes for SM2 and P-256.
 */

const HALF = 32;

/** @param raw 64 bytes. */
export function rawToDer(raw: Uint8Array): Uint8Array {
  const r = integer(raw.subarray(0, HALF));
  const s = integer(raw.subarray(HALF, 2 * HALF));
  return Uint8Array.of(0x30, r.length + s.length, ...r, ...s);
}

/**
 * @param half how many bytes r and s have at most: as many as the order of the curve.
 * @returns undefined unless the bytes are the minimal encoding of two unsigned integers of at most so many bytes.
 */
export function derToRaw(der: Uint8Array, half = HALF): Uint8Array | undefined {
  let at = contentStart(der);
  if (at === undefined) return undefined;
  const raw = new Uint8Array(2 * half);
  for (const end of [half, 2 * half]) {
    const length = der[at + 1];
    if (der[at] !== 0x02 || length === undefined || length === 0) return undefined;
    const value = unsigned(der.subarray(at + 2, at + 2 + length), half);
    if (value === undefined || at + 2 + length > der.length) return undefined;
    raw.set(value, end - value.length);
    at += 2 + length;
  }
  return at === der.length ? raw : undefined;
}

/** Of a SEQUENCE that is all there is; two integers of P-521 need a length of two bytes. */
function contentStart(der: Uint8Array): number | undefined {
  const [tag, first = 0, second = 0] = der;
  if (tag !== 0x30) return undefined;
  if (first < 0x80) return first === der.length - 2 ? 2 : undefined;
  return first === 0x81 && second >= 0x80 && second === der.length - 3 ? 3 : undefined;
}

function integer(bytes: Uint8Array): Uint8Array {
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start++;
  const body = bytes.subarray(start);
  const sign = (body[0] ?? 0) & 0x80 ? [0] : [];
  return Uint8Array.of(0x02, sign.length + body.length, ...sign, ...body);
}

function unsigned(body: Uint8Array, half: number): Uint8Array | undefined {
  const [first, second] = body;
  if (first === undefined || first & 0x80) return undefined;
  if (first === 0 && body.length > 1) {
    const minimal = second !== undefined && (second & 0x80) !== 0;
    return minimal && body.length <= half + 1 ? body.subarray(1) : undefined;
  }
  return body.length <= half ? body : undefined;
}
