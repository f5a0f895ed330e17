/**
 * Public keys of certificates of others, read strictly and alike on each platform: what OpenSSL would take in a second spelling,
 * and keys under which anybody can sign, are no keys here (proved by test/vectors/foreign-platforms.test.ts).
 */

export type ForeignCurve = 'P-256' | 'P-384' | 'P-521';

export type ForeignKey =
  /** Both unsigned and without zeros in front. */
  | {
      readonly scheme: 'RSA';
      readonly modulus: Uint8Array;
      readonly exponent: Uint8Array;
      /** Its owner signs with RSASSA-PSS alone. */
      readonly isForPss: boolean;
    }
  /** The point is of the right length for its form, and not yet known to be on the curve. */
  | { readonly scheme: 'ECDSA'; readonly curve: ForeignCurve; readonly point: Uint8Array };

const MIN_RSA_BITS = 2048;
/** OpenSSL takes no larger ones. */
const MAX_RSA_BITS = 16_384;
/** Authorities use 65537. A large one costs who verifies, and OpenSSL refuses it for large keys. */
const MAX_EXPONENT_BYTES = 8;

/** Content of the AlgorithmIdentifier: rsaEncryption and NULL (RFC 3279); id-RSASSA-PSS alone, for any digest (RFC 4055); ecPublicKey and the curve's name (RFC 5480). */
const RSA = [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00];
const PSS = [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0a];
const EC = [0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01];

interface Curve {
  readonly curve: ForeignCurve;
  readonly algorithm: readonly number[];
  readonly bytes: number;
}

const CURVES: readonly Curve[] = [
  {
    curve: 'P-256',
    algorithm: [...EC, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07],
    bytes: 32,
  },
  { curve: 'P-384', algorithm: [...EC, 0x06, 0x05, 0x2b, 0x81, 0x04, 0x00, 0x22], bytes: 48 },
  { curve: 'P-521', algorithm: [...EC, 0x06, 0x05, 0x2b, 0x81, 0x04, 0x00, 0x23], bytes: 66 },
];

const INTEGER = 0x02;
const BIT_STRING = 0x03;
const SEQUENCE = 0x30;

/** @returns undefined for a key of another kind, strength or form. */
export function readForeignKey(spki: Uint8Array): ForeignKey | undefined {
  const [algorithm, bits] = pair(only(spki, SEQUENCE), SEQUENCE, BIT_STRING) ?? [];
  if (algorithm === undefined || bits === undefined || bits[0] !== 0) return undefined;
  const key = bits.subarray(1);
  if (isSame(algorithm, RSA)) return rsaKey(key, false);
  if (isSame(algorithm, PSS)) return rsaKey(key, true);
  const known = CURVES.find((each) => isSame(algorithm, each.algorithm));
  return known !== undefined && isPoint(key, known.bytes)
    ? { scheme: 'ECDSA', curve: known.curve, point: key }
    : undefined;
}

/** Whether signatures of that kind may be of such a key. */
export function takesScheme(key: ForeignKey | undefined, scheme: string): boolean {
  if (key?.scheme !== 'RSA') return key?.scheme === scheme;
  return scheme === 'RSA-PSS' || (scheme === 'RSA' && !key.isForPss);
}

/** RSAPublicKey (RFC 8017 A.1.1). With an exponent of 1 every message would be its own signature. */
function rsaKey(bytes: Uint8Array, isForPss: boolean): ForeignKey | undefined {
  const [first, second] = pair(only(bytes, SEQUENCE), INTEGER, INTEGER) ?? [];
  const modulus = unsigned(first);
  const exponent = unsigned(second);
  if (modulus === undefined || exponent === undefined) return undefined;
  const bits = 8 * modulus.length - Math.clz32(modulus[0] ?? 0) + 24;
  const isTaken =
    bits >= MIN_RSA_BITS &&
    bits <= MAX_RSA_BITS &&
    isOdd(modulus) &&
    isOdd(exponent) &&
    exponent.length <= MAX_EXPONENT_BYTES &&
    !isSame(exponent, [1]);
  return isTaken ? { scheme: 'RSA', modulus, exponent, isForPss } : undefined;
}

function isPoint(point: Uint8Array, bytes: number): boolean {
  const [form] = point;
  if (form === 0x04) return point.length === 1 + 2 * bytes;
  return (form === 0x02 || form === 0x03) && point.length === 1 + bytes;
}

function isOdd(bytes: Uint8Array): boolean {
  return ((bytes.at(-1) ?? 0) & 1) === 1;
}

function isSame(bytes: Uint8Array, expected: readonly number[]): boolean {
  return bytes.length === expected.length && expected.every((byte, i) => byte === bytes[i]);
}

/** Of a positive INTEGER in its one spelling. */
function unsigned(content: Uint8Array | undefined): Uint8Array | undefined {
  const [first, second] = content ?? [];
  if (content === undefined || first === undefined || first >= 0x80) return undefined;
  if (first !== 0) return content;
  return second !== undefined && second >= 0x80 ? content.subarray(1) : undefined;
}

/** The contents of the two values that something consists of. */
function pair(
  bytes: Uint8Array | undefined,
  firstTag: number,
  secondTag: number,
): [Uint8Array, Uint8Array] | undefined {
  const first = bytes && element(bytes, firstTag);
  const second = first && only(first.rest, secondTag);
  return first && second && [first.content, second];
}

function only(bytes: Uint8Array, tag: number): Uint8Array | undefined {
  const read = element(bytes, tag);
  return read?.rest.length === 0 ? read.content : undefined;
}

/** One value in DER, of at most 64 KiB, and what stands behind it. */
function element(bytes: Uint8Array, tag: number): { content: Uint8Array; rest: Uint8Array } | undefined {
  const [type, first, high = 0, low = 0] = bytes;
  if (type !== tag || first === undefined) return undefined;
  const [head, length, least] =
    first === 0x82 ? [4, 256 * high + low, 0x100] : first === 0x81 ? [3, high, 0x80] : [2, first, 0];
  if (first > 0x82 || first === 0x80 || length < least || bytes.length < head + length) return undefined;
  return { content: bytes.subarray(head, head + length), rest: bytes.subarray(head + length) };
}
