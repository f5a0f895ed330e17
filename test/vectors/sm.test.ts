import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { sm2, sm4 } from 'sm-crypto-v2';
import { describe, expect, it } from 'vitest';
import {
  concat,
  generatePrivateKey,
  hex,
  importPublicKey,
  nativeSm2Works,
  sm2Point,
  sm2Signer,
  sm2Spki,
  sm2Verifier,
  sm2Z,
  sm3,
  sm4Ctr,
  utf8,
} from '#crypto/primitives';
import { portableSm2Key, portableSm2Verifier } from '#crypto/primitives/sm2-portable';
import { readVectors, shapeOf } from '../kit/vectors.js';

interface SmVectors {
  sm: {
    sm2_sign: Record<'id' | 'msg' | 'd' | 'k' | 'xA' | 'yA' | 'ZA' | 'e' | 'r' | 's', string>;
    sm2_enc: Record<'msg' | 'C1' | 'C2' | 'C3', string> & { same_d_k: boolean };
    sm3: Record<string, string>;
    sm4: Record<'key' | 'pt' | 'ct', string>;
    sm4_gcm: Record<'key' | 'iv' | 'aad' | 'pt' | 'ct' | 'tag', string>;
  };
}

const { sm } = readVectors<SmVectors>('domain.json');
const bytes = (text: string) => Buffer.from(text, 'hex');
const point = bytes(`04${sm.sm2_sign.xA}${sm.sm2_sign.yA}`);
const message = utf8(sm.sm2_sign.msg);
const spkiOf = (key: KeyObject) => createPublicKey(key).export({ type: 'spki', format: 'der' });
const signature = bytes(sm.sm2_sign.r + sm.sm2_sign.s);

describe('SM2 signature, GB/T 32918.5 A.2', () => {
  it('computes ZA and e', () => {
    expect(hex(sm2Z(point)).toUpperCase()).toBe(sm.sm2_sign.ZA);
    expect(hex(sm3(concat(sm2Z(point), message))).toUpperCase()).toBe(sm.sm2_sign.e);
  });

  it.each([
    ['OpenSSL', sm2Verifier(sm2Spki(point))],
    ['the portable implementation', portableSm2Verifier(point)],
  ])('verifies the standard example with %s and refuses it altered', (_, verifier) => {
    expect(verifier.verify(message, signature)).toBe(true);
    expect(verifier.verify(utf8('message digesT'), signature)).toBe(false);
    const flipped = Buffer.from(signature);
    flipped.writeUInt8(flipped.readUInt8(63) ^ 1, 63);
    expect(verifier.verify(message, flipped)).toBe(false);
  });

  it('is made again from its own random number by the library that stands in for OpenSSL', () => {
    const { id, d, k, msg, r, s } = sm.sm2_sign;
    const x1 = BigInt(`0x${sm2.getPublicKeyFromPrivateKey(k).slice(2, 66)}`);
    const options = { hash: true, der: false, userId: id, pointPool: [{ k: BigInt(`0x${k}`), x1 }] };
    expect(sm2.doSignature(utf8(msg), d, options).toUpperCase()).toBe(r + s);
  });

  it('passes its start-up self-test on this OpenSSL', () => {
    expect(nativeSm2Works()).toBe(true);
  });

  it('signs so that either implementation verifies the other', () => {
    const key = createPrivateKey(generatePrivateKey('SM2').toPem());
    const native = sm2Signer(key);
    const portable = portableSm2Key(key, sm2Point(spkiOf(key)) ?? expect.fail('not an SM2 key'));
    for (let i = 0; i < 20; i++) {
      const text = utf8(`message ${i}`);
      expect(portable.verify(text, native.sign(text))).toBe(true);
      expect(native.verify(text, portable.sign(text))).toBe(true);
    }
  });

  it('answers false, not an error, for signatures of any length', () => {
    const key = importPublicKey(sm2Spki(point));
    for (const length of [0, 1, 63, 64, 65, 200]) {
      expect(key.verify(message, new Uint8Array(length))).toBe(false);
    }
  });
});

describe('SM2 encryption, GB/T 32918.5 A.3', () => {
  it('is reproduced by the library that stands in for it', () => {
    const { C1, C2, C3, msg, same_d_k } = sm.sm2_enc;
    expect(same_d_k).toBe(true);
    expect(sm2.getPublicKeyFromPrivateKey(sm.sm2_sign.k).toUpperCase()).toBe(`04${C1}`);
    expect(sm2.doDecrypt(C1 + C3 + C2, sm.sm2_sign.d, 1)).toBe(msg);
  });
});

describe('SM3, GB/T 32905 appendix A', () => {
  it('reproduces both examples', () => {
    expect(hex(sm3(utf8('abc')))).toBe(sm.sm3.abc);
    expect(hex(sm3(utf8('abcd'.repeat(16))))).toBe(sm.sm3['abcd*16']);
  });
});

describe('SM4, GB/T 32907 appendix A', () => {
  it('encrypts the example block', () => {
    // In counter mode, a block of zeros becomes the encrypted counter: the block cipher itself.
    const block = sm4Ctr(bytes(sm.sm4.key), bytes(sm.sm4.pt), new Uint8Array(16));
    expect(hex(block)).toBe(sm.sm4.ct);
  });

  it('SM4-GCM, RFC 8998 A.1, is reproduced by the library that stands in for it', () => {
    const { key, iv, aad, pt, ct, tag } = sm.sm4_gcm;
    const sealed = sm4.encrypt(bytes(pt), key, {
      mode: 'gcm',
      iv,
      associatedData: aad,
      output: 'string',
      outputTag: true,
      padding: 'none',
    });
    expect(`${sealed.output}${sealed.tag}`.toUpperCase()).toBe(`${ct}${tag}`);
  });
});

describe('the SM part of domain.json', () => {
  it('holds nothing that no test reads', () => {
    expect(shapeOf(sm).sort()).toEqual(
      [
        ...['id', 'msg', 'd', 'k', 'xA', 'yA', 'ZA', 'e', 'r', 's'].map((member) => `sm2_sign.${member}`),
        ...['msg', 'same_d_k', 'C1', 'C3', 'C2'].map((member) => `sm2_enc.${member}`),
        'sm3.abc',
        'sm3.abcd*16',
        ...['key', 'pt', 'ct'].map((member) => `sm4.${member}`),
        ...['src', 'key', 'iv', 'aad', 'pt', 'ct', 'tag'].map((member) => `sm4_gcm.${member}`),
      ].sort(),
    );
  });
});
