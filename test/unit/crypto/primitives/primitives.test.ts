import { createCipheriv, createHash, createHmac, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  base64url,
  concat,
  createRandom,
  digest,
  ed25519Spki,
  equalBytes,
  fromBase64,
  fromBase64url,
  fromHex,
  generatePrivateKey,
  hex,
  hmacSha256,
  hmacSm3,
  importPrivateKey,
  importPublicKey,
  runningDigest,
  SIGNATURE_BYTES,
  SUITES,
  sm2Spki,
  sm4Open,
  sm4Seal,
  utf8,
  utf8Text,
} from '#crypto/primitives';

describe('text and bytes', () => {
  it('reads UTF-8 only, and keeps a byte order mark visible', () => {
    expect(utf8Text(utf8('\ufeff通办'))).toBe('\ufeff通办');
    expect(() => utf8Text(Buffer.from([0xc0, 0xaf]))).toThrow(TypeError);
    expect(() => utf8Text(Buffer.from('eda080', 'hex'))).toThrow(TypeError); // a surrogate, written in UTF-8
  });

  it('reads base64 in its one canonical spelling only', () => {
    expect(hex(fromBase64('AP8=') ?? Buffer.of(1))).toBe('00ff');
    for (const text of ['AP8', 'AP9=', 'AP8=\n', ' AP8=', 'AP-=', '====', 'A']) {
      expect(fromBase64(text), text).toBeUndefined();
    }
  });

  it('reads base64url without padding in its one canonical spelling only', () => {
    expect(hex(fromBase64url('_-8') ?? Buffer.of(1))).toBe('ffef');
    for (const text of ['_-8=', '_-9', '/+8', '_-8 ', 'A']) expect(fromBase64url(text), text).toBeUndefined();
  });

  it('reads hex of either case, in pairs', () => {
    expect(hex(fromHex('00fF') ?? Buffer.of(1))).toBe('00ff');
    for (const text of ['0', '0g', ' 00', '00\n']) expect(fromHex(text), text).toBeUndefined();
  });

  it('writes base64url of a part of a larger buffer', () => {
    expect(base64url(new Uint8Array([9, 0xff, 0xef, 9]).subarray(1, 3))).toBe('_-8');
  });

  it('tells equal bytes from others, also of another length', () => {
    expect(equalBytes(utf8('abc'), utf8('abc'))).toBe(true);
    expect(equalBytes(utf8('abc'), utf8('abd'))).toBe(false);
    expect(equalBytes(utf8('abc'), utf8('ab'))).toBe(false);
  });
});

describe('digests', () => {
  it.each(['sha256', 'sm3'] as const)('%s over parts is the digest of the parts together', (name) => {
    // Longer than the scratch buffer, then short: nothing may be left over from the message before.
    for (const length of [0, 1, 5000, 20_000, 3]) {
      const parts = [Buffer.alloc(length, 7), utf8('通办'), new Uint8Array(0)];
      const expected = createHash(name).update(Buffer.concat(parts)).digest('hex');
      expect(hex(digest(name, ...parts))).toBe(expected);
      const running = runningDigest(name);
      for (const part of parts) running.update(part);
      expect(hex(running.digest())).toBe(expected);
    }
  });

  it('HMAC-SM3 over parts is that of the parts together', () => {
    const expected = createHmac('sm3', 'key').update('ab').digest('hex');
    expect(hex(hmacSm3(utf8('key'), utf8('a'), utf8('b')))).toBe(expected);
  });

  it('HMAC-SHA-256 is that of RFC 4231, test case 2', () => {
    const mac = hmacSha256(utf8('Jefe'), utf8('what do ya want '), utf8('for nothing?'));
    expect(hex(mac)).toBe('5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843');
  });
});

describe('keys', () => {
  it.each(SUITES)(
    '%s: signs 64 bytes that only its own public half verifies, also after storage',
    (suite) => {
      const key = importPrivateKey(generatePrivateKey(suite).toPem());
      const other = generatePrivateKey(suite).publicKey;
      const message = utf8('通办');
      const signature = key.sign(message);
      expect(key.suite).toBe(suite);
      expect(signature).toHaveLength(SIGNATURE_BYTES);
      const registered = importPublicKey(Buffer.from(key.publicKey.spki));
      expect(registered.suite).toBe(suite);
      expect(registered.verify(message, signature)).toBe(true);
      expect(other.verify(message, signature)).toBe(false);
    },
  );

  it.each([
    ['bytes that are no key', utf8('not a key')],
    ['nothing', new Uint8Array(0)],
    ['an RSA key', generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey],
    ['a P-384 key', generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey],
    ['an X25519 key', generateKeyPairSync('x25519').publicKey],
    ['an SM2 point that is not on the curve', sm2Spki(concat(Buffer.of(4), Buffer.alloc(64, 1)))],
    ['an SM2 key with a byte behind it', concat(generatePrivateKey('SM2').publicKey.spki, Buffer.of(0))],
    ['an Ed25519 key with a byte behind it', concat(ed25519Spki(Buffer.alloc(32, 5)), Buffer.of(0))],
    ['a P-256 key with a compressed point', compressedP256()],
    ['a P-256 key with a byte behind it', concat(generatePrivateKey('P256').publicKey.spki, Buffer.of(0))],
  ])('%s is refused', (_, key) => {
    const spki = key instanceof Uint8Array ? key : key.export({ type: 'spki', format: 'der' });
    expect(() => importPublicKey(spki)).toThrow(TypeError);
  });
});

/** The same key in its other spelling (RFC 5480 section 2.2). */
function compressedP256(): Uint8Array {
  const { spki } = generatePrivateKey('P256').publicKey;
  const sign = 2 + ((spki[90] ?? 0) & 1);
  const prefix = Buffer.from('3039301306072a8648ce3d020106082a8648ce3d030107032200', 'hex');
  return concat(prefix, Buffer.of(sign), spki.subarray(27, 59));
}

describe('random bytes', () => {
  it('are never given out twice, and cannot be changed by who had the ones before', () => {
    const random = createRandom();
    const first = random(32);
    const copy = hex(first);
    const drawn = new Set([copy]);
    for (let i = 0; i < 1000; i++) drawn.add(hex(random(32)));
    expect(drawn.size).toBe(1001);
    expect(hex(first)).toBe(copy);
    expect(random(10_000)).toHaveLength(10_000);
  });
});

describe('SM4 sealing', () => {
  const keys = { encryption: Buffer.alloc(16, 1), mac: Buffer.alloc(32, 2) };
  const sealed = sm4Seal(keys, utf8('申请人'), utf8('case 1'), createRandom());

  it('opens with the same keys and associated data', () => {
    expect(utf8Text(sm4Open(keys, sealed, utf8('case 1')) ?? utf8('?'))).toBe('申请人');
  });

  it('is SM4-CTR under a fresh iv, followed by the tag', () => {
    const cipher = createCipheriv('sm4-ctr', keys.encryption, sealed.subarray(0, 16));
    const expected = Buffer.concat([cipher.update('申请人', 'utf8'), cipher.final()]);
    expect(hex(sealed.subarray(16, sealed.length - 32))).toBe(expected.toString('hex'));
    const again = sm4Seal(keys, utf8('申请人'), utf8('case 1'), createRandom());
    expect(hex(again.subarray(0, 16))).not.toBe(hex(sealed.subarray(0, 16)));
  });

  it('does not open when any byte, a key, the associated data or a boundary was changed', () => {
    for (let at = 0; at < sealed.length; at++) {
      const altered = Buffer.from(sealed);
      altered.writeUInt8(altered.readUInt8(at) ^ 1, at);
      expect(sm4Open(keys, altered, utf8('case 1')), `byte ${at}`).toBeUndefined();
    }
    expect(sm4Open(keys, sealed, utf8('case 2'))).toBeUndefined();
    expect(sm4Open({ ...keys, mac: Buffer.alloc(32, 3) }, sealed, utf8('case 1'))).toBeUndefined();
    expect(sm4Open(keys, sealed.subarray(1), utf8('case 1'))).toBeUndefined();
    expect(sm4Open(keys, concat(sealed.subarray(0, 1), sealed), utf8('case '))).toBeUndefined();
    expect(sm4Open(keys, new Uint8Array(47), utf8('case 1'))).toBeUndefined();
  });
});
