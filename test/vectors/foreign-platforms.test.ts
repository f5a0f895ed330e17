import {
  constants,
  createHash,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  privateEncrypt,
  sign,
} from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { derBits, derInteger, derOid, derSequence, derValue } from '#crypto/asn1';
import * as node from '#crypto/primitives';
import * as browser from '#crypto/primitives/browser';
import { mutationsOf } from '../kit/mutation.js';

/** What certificates and time stamps of others are signed with: a browser must take the same and refuse the same as Node.js. */

type Platform = Pick<typeof browser, 'verifyForeign' | 'foreignDigest' | 'derToRaw'>;
const PLATFORMS: readonly (readonly [string, Platform])[] = [
  ['Node.js', node],
  ['a browser', browser],
];

const MESSAGE = Buffer.from('what is signed');
const DIGESTS = ['sha256', 'sha384', 'sha512'] as const;
type Digest = (typeof DIGESTS)[number];

interface Pair {
  readonly spki: Buffer;
  readonly privateKey: KeyObject;
}

function pairOf({ publicKey, privateKey }: { publicKey: KeyObject; privateKey: KeyObject }): Pair {
  return { spki: publicKey.export({ type: 'spki', format: 'der' }), privateKey };
}
const rsaPair = (modulusLength = 2048, publicExponent = 65537) =>
  pairOf(generateKeyPairSync('rsa', { modulusLength, publicExponent }));
const ecPair = (namedCurve: string) => pairOf(generateKeyPairSync('ec', { namedCurve }));

const rsa = rsaPair();
const cubic = rsaPair(2048, 3);
const other = rsaPair();
const CURVES = [
  ['P-256', 32],
  ['P-384', 48],
  ['P-521', 66],
] as const;
const ec = new Map(CURVES.map(([curve]) => [curve, ecPair(curve)]));
const ed25519 = pairOf(generateKeyPairSync('ed25519'));

/** In the group's order. */
const ORDERS: Readonly<Record<(typeof CURVES)[number][0], bigint>> = {
  'P-256': 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
  'P-384':
    0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
  'P-521':
    0x01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409n,
};

function ecOf(curve: (typeof CURVES)[number][0]): Pair {
  return ec.get(curve) ?? expect.fail(curve);
}

function bytesOf(value: bigint, length: number): Buffer {
  return Buffer.from(value.toString(16).padStart(2 * length, '0'), 'hex');
}

function numberOf(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
}

function flipped(bytes: Uint8Array, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt8(copy.readUInt8(at) ^ 1, at);
  return copy;
}

describe.each(PLATFORMS)('foreign signatures in %s', (_name, { verifyForeign, foreignDigest, derToRaw }) => {
  const rsaHolds = (signature: Uint8Array, spki: Uint8Array = rsa.spki, digest: Digest = 'sha256') =>
    verifyForeign('RSA', digest, spki, MESSAGE, signature);

  it('digest as OpenSSL does', () => {
    for (const name of ['sha1', ...DIGESTS, 'sm3'] as const) {
      const expected = createHash(name).update(MESSAGE).digest('hex');
      expect(node.hex(foreignDigest(name, MESSAGE))).toBe(expected);
    }
  });

  it.each(DIGESTS)('hold with RSASSA-PSS and %s, and for nothing else', (digest) => {
    const padding = constants.RSA_PKCS1_PSS_PADDING;
    const signed = (saltLength: number, privateKey = rsa.privateKey) =>
      sign(digest, MESSAGE, { key: privateKey, padding, saltLength });
    const holds = (signature: Uint8Array, spki: Uint8Array = rsa.spki, wanted: Digest = digest) =>
      verifyForeign('RSA-PSS', wanted, spki, MESSAGE, signature);
    const signature = signed(constants.RSA_PSS_SALTLEN_DIGEST);
    expect(holds(signature)).toBe(true);
    for (const [modulusLength, publicExponent] of [
      [2049, 65_537],
      [2050, 3],
      [2055, 65_537],
    ] as const) {
      const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength, publicExponent });
      const spki = publicKey.export({ type: 'spki', format: 'der' });
      const good = signed(constants.RSA_PSS_SALTLEN_DIGEST, privateKey);
      expect(holds(good, spki)).toBe(true);
      expect(holds(flipped(good, 7), spki)).toBe(false);
    }
    expect(verifyForeign('RSA-PSS', digest, rsa.spki, Buffer.from('another'), signature)).toBe(false);
    expect(holds(signature, other.spki)).toBe(false);
    for (const wrong of DIGESTS.filter((each) => each !== digest))
      expect(holds(signature, rsa.spki, wrong)).toBe(false);
    for (const salt of [0, 20, 65, constants.RSA_PSS_SALTLEN_MAX_SIGN])
      expect(holds(signed(salt))).toBe(false);
    for (const at of [0, 100, 255]) expect(holds(flipped(signature, at))).toBe(false);
    for (const wrong of [signature.subarray(1), Buffer.concat([Buffer.of(0), signature])])
      expect(holds(wrong)).toBe(false);
    expect(holds(sign(digest, MESSAGE, rsa.privateKey))).toBe(false);
  });

  it('hold with a key for RSASSA-PSS alone, and with PKCS#1 not of such a key', () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa-pss', { modulusLength: 2048 });
    const spki = publicKey.export({ type: 'spki', format: 'der' });
    const signature = sign('sha256', MESSAGE, { key: privateKey, saltLength: 32 });
    expect(verifyForeign('RSA-PSS', 'sha256', spki, MESSAGE, signature)).toBe(true);
    expect(rsaHolds(signature, spki)).toBeUndefined();
    const options = { modulusLength: 2048, hashAlgorithm: 'sha256', mgf1HashAlgorithm: 'sha256' };
    const bound = generateKeyPairSync('rsa-pss', options);
    const boundSpki = bound.publicKey.export({ type: 'spki', format: 'der' });
    const other = sign('sha256', MESSAGE, { key: bound.privateKey, saltLength: 32 });
    expect(verifyForeign('RSA-PSS', 'sha256', boundSpki, MESSAGE, other)).toBeUndefined();
  });

  it.each(DIGESTS)('hold with RSA and %s, and for nothing else', (digest) => {
    const signature = sign(digest, MESSAGE, rsa.privateKey);
    expect(rsaHolds(signature, rsa.spki, digest)).toBe(true);
    expect(rsaHolds(sign(digest, MESSAGE, cubic.privateKey), cubic.spki, digest)).toBe(true);
    expect(rsaHolds(signature, other.spki, digest)).toBe(false);
    expect(verifyForeign('RSA', digest, rsa.spki, Buffer.from('another'), signature)).toBe(false);
    for (const wrong of DIGESTS.filter((each) => each !== digest))
      expect(rsaHolds(signature, rsa.spki, wrong)).toBe(false);
    for (const at of [0, 100, 255]) expect(rsaHolds(flipped(signature, at), rsa.spki, digest)).toBe(false);
    const wrongLengths = [
      Buffer.alloc(0),
      signature.subarray(1),
      signature.subarray(0, 255),
      Buffer.concat([Buffer.of(0), signature]),
      Buffer.concat([signature, Buffer.of(0)]),
    ];
    for (const wrong of wrongLengths) expect(rsaHolds(wrong, rsa.spki, digest)).toBe(false);
    const pss = { key: rsa.privateKey, padding: constants.RSA_PKCS1_PSS_PADDING };
    expect(rsaHolds(sign(digest, MESSAGE, pss), rsa.spki, digest)).toBe(false);
  });

  it('are numbers below the modulus', () => {
    const { modulus } = partsOf(rsa.spki);
    const signature = sign('sha256', MESSAGE, rsa.privateKey);
    for (const wrong of [0n, 1n, modulus - 1n, modulus, 2n ** 2048n - 1n])
      expect(rsaHolds(bytesOf(wrong, 256))).toBe(false);
    const beyond = numberOf(signature) + modulus;
    if (beyond < 2n ** 2048n) expect(rsaHolds(bytesOf(beyond, 256))).toBe(false);
  });

  it('are not taken with another padding, even from the true key', () => {
    const sealed = (em: Buffer) =>
      privateEncrypt({ key: rsa.privateKey, padding: constants.RSA_NO_PADDING }, em);
    expect(rsaHolds(sealed(encoded(INFO)))).toBe(true);
    const wrong: readonly Buffer[] = [
      encoded(INFO_WITHOUT_NULL),
      encoded(INFO.subarray(19)), // the digest alone
      encoded(Buffer.concat([INFO, Buffer.alloc(4)])),
      encoded(INFO, { type: 2 }),
      encoded(INFO, { filler: 0xfe }),
      Buffer.concat([encoded(INFO, { length: 128 }), Buffer.alloc(128)]),
      Buffer.concat([encoded(INFO, { length: 70 }), Buffer.alloc(186, 0x30)]),
      Buffer.concat([Buffer.of(0), encoded(INFO, { length: 255 })]),
      Buffer.concat([Buffer.of(0, 1, 0), Buffer.alloc(256 - 3 - INFO.length, 0xff), INFO]),
    ];
    for (const em of wrong) expect(rsaHolds(sealed(em)), em.toString('hex')).toBe(false);
  });

  it('cannot be made without the key where the exponent is 3', () => {
    const { modulus } = partsOf(cubic.spki);
    for (const padding of [0, 8, 20]) {
      const head = encoded(INFO, { length: INFO.length + padding + 3 });
      const target = numberOf(Buffer.concat([head, Buffer.alloc(256 - head.length)]));
      const root = cubeRoot(target) + 1n;
      expect(root ** 3n).toBeLessThan(modulus);
      expect(bytesOf(root ** 3n, 256).subarray(0, head.length)).toEqual(head);
      expect(rsaHolds(bytesOf(root, 256), cubic.spki)).toBe(false);
    }
  });

  it('need an RSA key that is strong and spelt as it should be', () => {
    const signature = sign('sha256', MESSAGE, rsa.privateKey);
    const { modulus, exponent } = partsOf(rsa.spki);
    expect(rsaHolds(signature, rsaSpki(modulus, exponent))).toBe(true);
    const short = rsaPair(1024);
    expect(rsaHolds(sign('sha256', MESSAGE, short.privateKey), short.spki)).toBeUndefined();
    // An exponent of 1: the padded message is its own signature.
    expect(rsaHolds(encoded(INFO), rsaSpki(modulus, 1n))).toBeUndefined();
    const refused: readonly Uint8Array[] = [
      rsaSpki(modulus, 65536n),
      rsaSpki(modulus, 2n ** 64n + 1n),
      rsaSpki(modulus, 0n),
      rsaSpki(modulus, -3n),
      rsaSpki(modulus - 1n, exponent),
      rsaSpki(modulus - 2n ** 2048n, exponent), // the same bytes as a negative number
      rsaSpki(2n ** 16_384n + 1n, exponent),
      Buffer.concat([rsa.spki, Buffer.of(0)]),
      rsa.spki.subarray(0, -1),
      rsaSpki(modulus, exponent, new Uint8Array(0)),
      derSequence(
        derSequence(derOid('1.2.840.113549.1.1.10')),
        derBits(derSequence(derInteger(modulus), derInteger(exponent))),
      ),
      ecOf('P-256').spki,
      ed25519.spki,
      new Uint8Array(0),
    ];
    for (const spki of refused) expect(rsaHolds(signature, spki), node.hex(spki)).toBeUndefined();
  });

  it.each(CURVES)('hold with ECDSA on %s, and for nothing else', (curve, bytes) => {
    const { spki, privateKey } = ecOf(curve);
    const holds = (signature: Uint8Array, digest: Digest = 'sha256', key: Uint8Array = spki) =>
      verifyForeign('ECDSA', digest, key, MESSAGE, signature);
    for (const digest of DIGESTS) {
      const good = sign(digest, MESSAGE, privateKey);
      expect(holds(good, digest)).toBe(true);
      expect(holds(good, digest === 'sha512' ? 'sha256' : 'sha512')).toBe(false);
      expect(verifyForeign('ECDSA', digest, spki, Buffer.from('another'), good)).toBe(false);
      expect(holds(good, digest, ecPair(curve).spki)).toBe(false);
    }
    const good = sign('sha256', MESSAGE, privateKey);
    const raw = sign('sha256', MESSAGE, { key: privateKey, dsaEncoding: 'ieee-p1363' });
    expect(raw).toHaveLength(2 * bytes);
    expect(derToRaw(good, bytes)).toHaveLength(2 * bytes);
    const [r, s] = [numberOf(raw.subarray(0, bytes)), numberOf(raw.subarray(bytes))];
    const n = ORDERS[curve];
    const der = (first: bigint, second: bigint) => derSequence(derInteger(first), derInteger(second));
    expect(holds(der(r, s))).toBe(true);
    expect(holds(der(r, n - s))).toBe(true); // both are signatures; which one, the standard leaves open
    const wrong: readonly Uint8Array[] = [
      ...[der(0n, s), der(r, 0n), der(0n, 0n), der(n, s), der(r, n), der(r + n, s), der(r, s + n)],
      ...[der(-r, s), der(r, -s), der(s, r), der(1n, 1n), der(r, 2n ** BigInt(8 * bytes + 8))],
      derSequence(derInteger(r)),
      derSequence(derInteger(r), derInteger(s), derInteger(s)),
      derSequence(
        derValue('universal', 2, false, Buffer.concat([Buffer.alloc(2), bytesOf(r, bytes)])),
        derInteger(s),
      ),
      Buffer.concat([der(r, s), Buffer.of(0)]),
      ...[raw, der(r, s).subarray(0, -1), Buffer.alloc(0), longForm(der(r, s))],
    ];
    for (const signature of wrong) expect(holds(signature), node.hex(signature)).toBe(false);
  });

  it.each(CURVES)('need a key of ECDSA that is on %s, in one of its two forms', (curve, bytes) => {
    const { spki, privateKey } = ecOf(curve);
    const signature = sign('sha256', MESSAGE, privateKey);
    const holds = (key: Uint8Array) => verifyForeign('ECDSA', 'sha256', key, MESSAGE, signature);
    const [x, y] = [spki.subarray(-2 * bytes, -bytes), spki.subarray(-bytes)];
    const parity = (y.at(-1) ?? 0) & 1;
    const withPoint = (point: Uint8Array) => derSequence(ecAlgorithm(OIDS[curve]), derBits(point));
    expect(holds(withPoint(Buffer.concat([Buffer.of(4), x, y])))).toBe(true);
    expect(holds(withPoint(Buffer.concat([Buffer.of(2 + parity), x])))).toBe(true);
    expect(holds(withPoint(Buffer.concat([Buffer.of(3 - parity), x])))).toBe(false);
    const refused: readonly Uint8Array[] = [
      withPoint(Buffer.concat([Buffer.of(6 + parity), x, y])),
      withPoint(Buffer.of(0)),
      withPoint(Buffer.concat([Buffer.of(4), x])),
      withPoint(Buffer.concat([Buffer.of(4), x, flipped(y, bytes - 1)])),
      Buffer.concat([spki, Buffer.of(0)]),
      rsa.spki,
      ed25519.spki,
      ecPair('secp256k1').spki,
      derSequence(ecAlgorithm('1.2.156.10197.1.301'), derBits(Buffer.concat([Buffer.of(4), x, y]))),
    ];
    for (const key of refused) expect(holds(key), node.hex(key)).toBeUndefined();
  });

  it('hold with Ed25519, and for nothing else', () => {
    const signature = sign(null, MESSAGE, ed25519.privateKey);
    const holds = (spki: Uint8Array, given: Uint8Array = signature) =>
      verifyForeign('ED25519', 'sha512', spki, MESSAGE, given);
    expect(holds(ed25519.spki)).toBe(true);
    expect(holds(ed25519.spki, flipped(signature, 3))).toBe(false);
    expect(holds(ed25519.spki, signature.subarray(1))).toBe(false);
    expect(holds(pairOf(generateKeyPairSync('ed25519')).spki)).toBe(false);
    const small = node.ed25519Spki(Uint8Array.of(1, ...new Uint8Array(31)));
    for (const spki of [small, rsa.spki, ecOf('P-256').spki]) expect(holds(spki)).toBeUndefined();
    expect(verifyForeign('ECDSA', 'sha256', ed25519.spki, MESSAGE, signature)).toBeUndefined();
  });
});

describe('Node.js and a browser', () => {
  it('answer alike for every altered foreign key and signature', () => {
    const signed = [
      ['RSA', rsa.spki, sign('sha256', MESSAGE, rsa.privateKey)],
      ...CURVES.map(
        ([curve]) => ['ECDSA', ecOf(curve).spki, sign('sha256', MESSAGE, ecOf(curve).privateKey)] as const,
      ),
      ['ED25519', ed25519.spki, sign(null, MESSAGE, ed25519.privateKey)],
    ] as const;
    const altered = fc.constantFrom(...signed).chain(([scheme, spki, signature]) =>
      fc.record({
        scheme: fc.constant(scheme),
        spki: fc.oneof(fc.constant(spki), mutationsOf(spki)),
        signature: fc.oneof(fc.constant(signature), mutationsOf(signature)),
      }),
    );
    fc.assert(
      fc.property(altered, ({ scheme, spki, signature }) => {
        const [first, second] = PLATFORMS.map(([, { verifyForeign }]) =>
          verifyForeign(scheme, 'sha256', spki, MESSAGE, signature),
        );
        expect(second).toBe(first);
      }),
      { numRuns: 300 },
    );
  });

  it('order bytes alike, and read each byte as a character', () => {
    const some = fc.uint8Array({ maxLength: 5, max: 3 });
    fc.assert(
      fc.property(some, some, fc.uint8Array(), (a, b, any) => {
        expect(Math.sign(browser.compareBytes(a, b))).toBe(Math.sign(node.compareBytes(a, b)));
        expect(browser.latin1(any)).toBe(node.latin1(any));
      }),
    );
  });
});

const INFO = Buffer.concat([
  Buffer.from('3031300d060960864801650304020105000420', 'hex'),
  createHash('sha256').update(MESSAGE).digest(),
]);
const INFO_WITHOUT_NULL = Buffer.concat([
  Buffer.from('302f300b06096086480165030402010420', 'hex'),
  INFO.subarray(19),
]);

/** EMSA-PKCS1-v1_5, or nearly. */
function encoded(info: Uint8Array, { length = 256, type = 1, filler = 0xff } = {}): Buffer {
  const padding = Buffer.alloc(length - info.length - 3, filler);
  return Buffer.concat([Buffer.of(0, type), padding, Buffer.of(0), info]);
}

const OIDS = { 'P-256': '1.2.840.10045.3.1.7', 'P-384': '1.3.132.0.34', 'P-521': '1.3.132.0.35' } as const;

function ecAlgorithm(curve: string): Uint8Array {
  return derSequence(derOid('1.2.840.10045.2.1'), derOid(curve));
}

function rsaSpki(
  modulus: bigint,
  exponent: bigint,
  parameters = derValue('universal', 5, false, new Uint8Array(0)),
): Uint8Array {
  const algorithm = derSequence(derOid('1.2.840.113549.1.1.1'), parameters);
  return derSequence(algorithm, derBits(derSequence(derInteger(modulus), derInteger(exponent))));
}

function partsOf(spki: Buffer): { modulus: bigint; exponent: bigint } {
  const { n = '', e = '' } = createPublicKey({ key: spki, format: 'der', type: 'spki' }).export({
    format: 'jwk',
  });
  return { modulus: numberOf(Buffer.from(n, 'base64url')), exponent: numberOf(Buffer.from(e, 'base64url')) };
}

/** The largest whole number whose cube is not above the value. */
function cubeRoot(value: bigint): bigint {
  let [low, high] = [0n, 1n << 700n];
  while (low < high) {
    const middle = (low + high + 1n) / 2n;
    if (middle ** 3n <= value) low = middle;
    else high = middle - 1n;
  }
  return low;
}

/** The same value with its length in a byte more than DER allows. */
function longForm(der: Uint8Array): Uint8Array {
  const content = der[1] === 0x81 ? der.subarray(3) : der.subarray(2);
  const length = der[1] === 0x81 ? [0x82, 0, content.length] : [0x81, content.length];
  return Buffer.from([0x30, ...length, ...content]);
}
