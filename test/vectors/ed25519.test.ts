import { createPublicKey, verify as opensslVerify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  base64,
  concat,
  ed25519FromSeed,
  ed25519Raw,
  ed25519Spki,
  hex,
  importPublicKey,
  isAcceptableEd25519,
  utf8,
} from '#crypto/primitives';
import { cosignatureVerifier, ed25519Verifier } from '#crypto/tlog';

import { readVectors } from '../kit/vectors.js';
import { vkeyOf } from '../kit/vkey.js';

interface Vector {
  seed: string;
  public: string;
  message: string;
  signature: string;
}

const { ed25519 } = readVectors<{ ed25519: Vector[] }>('signatures.json');
const bytes = (text: string) => Buffer.from(text, 'hex');

describe('Ed25519, RFC 8032 section 7.1', () => {
  it.each(ed25519)('derives key and signature from seed $seed', (vector) => {
    const key = ed25519FromSeed(bytes(vector.seed));
    expect(hex(ed25519Raw(key.publicKey.spki) ?? new Uint8Array(0))).toBe(vector.public);
    expect(hex(key.sign(bytes(vector.message)))).toBe(vector.signature);
  });

  it.each(ed25519)(
    'verifies the signature of $public, and none of another message, key or length',
    (vector) => {
      const message = bytes(vector.message);
      const signature = bytes(vector.signature);
      const key = importPublicKey(ed25519Spki(bytes(vector.public)));
      const other = ed25519FromSeed(Buffer.alloc(32, 7)).publicKey;
      expect(key.verify(message, signature)).toBe(true);
      expect(key.verify(concat(message, Buffer.of(0)), signature)).toBe(false);
      expect(other.verify(message, signature)).toBe(false);
      for (const length of [0, 32, 63])
        expect(key.verify(message, signature.subarray(0, length))).toBe(false);
      expect(key.verify(message, concat(signature, Buffer.of(0)))).toBe(false);
    },
  );

  it('knows one signature where arithmetic knows two: S + L is refused', () => {
    const order = 2n ** 252n + 27742317777372353535851937790883648493n;
    for (const vector of ed25519) {
      const signature = bytes(vector.signature);
      const s = BigInt(`0x${Buffer.from(signature.subarray(32)).reverse().toString('hex')}`);
      const twin = Buffer.from((s + order).toString(16).padStart(64, '0'), 'hex').reverse();
      const key = importPublicKey(ed25519Spki(bytes(vector.public)));
      expect(key.verify(bytes(vector.message), concat(signature.subarray(0, 32), twin))).toBe(false);
    }
  });
});

/** Every encoding of a point of order 1, 2, 4 or 8, table 6b of "Taming the many EdDSAs" (eprint 2020/1244). */
const SMALL_ORDER = [
  '0100000000000000000000000000000000000000000000000000000000000000',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0000000000000000000000000000000000000000000000000000000000000080',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
  '0100000000000000000000000000000000000000000000000000000000000080',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
];

/** R is the identity and S is 0: right for every message whose challenge is a multiple of the key's order. */
const FORGERY = concat(bytes(SMALL_ORDER[0] ?? ''), new Uint8Array(32));

function believedOf(raw: string): number {
  const key = createPublicKey({ key: Buffer.from(ed25519Spki(bytes(raw))), format: 'der', type: 'spki' });
  const messages = Array.from({ length: 200 }, (_, i) => utf8(`order ${i}`));
  return messages.filter((message) => opensslVerify(null, message, key, FORGERY)).length;
}

/** Newer versions refuse such keys themselves; with older ones the list can be seen to be right. */
const doesOpensslBelieve = believedOf(SMALL_ORDER[0] ?? '') > 0;

describe('Ed25519 keys under which anybody can sign', () => {
  it.runIf(doesOpensslBelieve).each(SMALL_ORDER.slice(0, 8))(
    '%s: this OpenSSL believes a signature that nobody made',
    (raw) => {
      expect(believedOf(raw)).toBeGreaterThan(0);
    },
  );

  it.each(SMALL_ORDER)('%s is not taken for a key, wherever keys come in', (raw) => {
    expect(isAcceptableEd25519(bytes(raw))).toBe(false);
    expect(ed25519Raw(ed25519Spki(bytes(raw)))).toBeUndefined();
    expect(() => importPublicKey(ed25519Spki(bytes(raw)))).toThrow(TypeError);
    expect(ed25519Verifier(vkeyOf('log.example', 0x01, bytes(raw)))).toBeUndefined();
    expect(cosignatureVerifier(vkeyOf('witness.example', 0x04, bytes(raw)))).toBeUndefined();
  });

  it('takes no second spelling of a good key: y must be below the prime', () => {
    for (let above = 0n; above < 19n; above++) {
      const y = 2n ** 255n - 19n + above;
      const raw = Buffer.from(y.toString(16).padStart(64, '0'), 'hex').reverse();
      expect(isAcceptableEd25519(raw), `P + ${above}`).toBe(false);
    }
  });

  it('takes the keys of RFC 8032, and not what is longer or shorter', () => {
    for (const vector of ed25519) {
      const raw = bytes(vector.public);
      expect(isAcceptableEd25519(raw)).toBe(true);
      expect(isAcceptableEd25519(raw.subarray(1))).toBe(false);
      expect(isAcceptableEd25519(concat(raw, Buffer.of(0)))).toBe(false);
      expect(ed25519Verifier(vkeyOf('log.example', 0x01, raw)), base64(raw)).toBeDefined();
    }
  });
});
