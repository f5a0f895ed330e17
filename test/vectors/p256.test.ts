import { describe, expect, it } from 'vitest';
import { concat, generatePrivateKey, importPublicKey, rawToDer, utf8 } from '#crypto/primitives';
import { readVectors } from '../kit/vectors.js';

interface P256Vectors {
  p256: { x: string; y: string; signatures: { message: string; r: string; s: string }[] };
}

const { p256 } = readVectors<P256Vectors>('signatures.json');
const bytes = (text: string) => Buffer.from(text, 'hex');

/** SubjectPublicKeyInfo (RFC 5480) of an uncompressed point on P-256. */
const spki = bytes(`3059301306072a8648ce3d020106082a8648ce3d030107034200${`04${p256.x}${p256.y}`}`);
const P256 = { name: 'ECDSA', namedCurve: 'P-256' };
const SHA256 = { name: 'ECDSA', hash: 'SHA-256' };

describe('ECDSA on P-256 with SHA-256, RFC 6979 A.2.5', () => {
  const key = importPublicKey(spki);

  it.each(p256.signatures)(
    'verifies the signature of "$message", and of nothing else',
    ({ message, r, s }) => {
      const signature = bytes(r + s);
      expect(key.suite).toBe('P256');
      expect(key.verify(utf8(message), signature)).toBe(true);
      expect(key.verify(utf8(`${message}.`), signature)).toBe(false);
      for (let at = 0; at < 64; at += 7) {
        const flipped = Buffer.from(signature);
        flipped.writeUInt8(flipped.readUInt8(at) ^ 1, at);
        expect(key.verify(utf8(message), flipped)).toBe(false);
      }
    },
  );

  it('takes r || s only: neither DER, nor other lengths, nor zeros', () => {
    for (const { message, r, s } of p256.signatures) {
      const signature = bytes(r + s);
      const others = [
        rawToDer(signature),
        signature.subarray(1),
        concat(signature, Buffer.of(0)),
        Buffer.alloc(64),
      ];
      for (const other of others) expect(key.verify(utf8(message), other)).toBe(false);
    }
  });

  it('signs so that WebCrypto verifies, and the other way round', async () => {
    const ours = generatePrivateKey('P256');
    const message = utf8('通办');
    const der = Buffer.from(ours.toPem().replaceAll(/-----.*-----|\n/g, ''), 'base64');
    const theirs = await crypto.subtle.importKey('pkcs8', der, P256, false, ['sign']);
    const verifier = await crypto.subtle.importKey('spki', Buffer.from(ours.publicKey.spki), P256, false, [
      'verify',
    ]);
    expect(await crypto.subtle.verify(SHA256, verifier, Buffer.from(ours.sign(message)), message)).toBe(true);
    const signature = new Uint8Array(await crypto.subtle.sign(SHA256, theirs, message));
    expect(ours.publicKey.verify(message, signature)).toBe(true);
  });
});

describe('signatures.json', () => {
  it('holds nothing that no test reads', () => {
    expect(Object.keys(readVectors('signatures.json') as object)).toEqual(['ed25519', 'p256']); // ed25519.test.ts
  });
});
