import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as node from '#crypto/primitives';
import * as browser from '#crypto/primitives/browser';
import { mutationsOf } from '../kit/mutation.js';
import { readVectors } from '../kit/vectors.js';

/**
 * What a browser has in the place of Node.js must take the same and refuse the same, to the byte: an auditor's page and the
 * command line may not differ.
 */

/** Both have what the browser's has; that the types are the same, the compiler says. */
type Platform = typeof browser;
const inNode: Platform = node;
const inBrowser: Platform = browser;
const PLATFORMS: readonly (readonly [string, Platform])[] = [
  ['Node.js', inNode],
  ['a browser', inBrowser],
];

interface Vectors {
  ed25519: { public: string; message: string; signature: string }[];
  p256: { x: string; y: string; signatures: { message: string; r: string; s: string }[] };
}
interface SmVectors {
  sm: { sm2_sign: Record<'msg' | 'xA' | 'yA' | 'r' | 's', string>; sm3: Record<string, string> };
}

const { ed25519, p256 } = readVectors<Vectors>('signatures.json');
const { sm } = readVectors<SmVectors>('domain.json');
const bytes = (text: string) => Buffer.from(text, 'hex');
const P256_SPKI = bytes(`3059301306072a8648ce3d020106082a8648ce3d03010703420004${p256.x}${p256.y}`);

/** Key, message and signature of every published vector. */
const SIGNED: readonly (readonly [string, Uint8Array, Uint8Array, Uint8Array])[] = [
  ...ed25519.map(
    (each, i) =>
      [
        `Ed25519 ${i}`,
        node.ed25519Spki(bytes(each.public)),
        bytes(each.message),
        bytes(each.signature),
      ] as const,
  ),
  ...p256.signatures.map(
    ({ message, r, s }) => [`P-256 ${message}`, P256_SPKI, node.utf8(message), bytes(r + s)] as const,
  ),
  [
    'SM2',
    node.sm2Spki(bytes(`04${sm.sm2_sign.xA}${sm.sm2_sign.yA}`)),
    node.utf8(sm.sm2_sign.msg),
    bytes(sm.sm2_sign.r + sm.sm2_sign.s),
  ],
];

/** Of a key that may be none: what both must answer alike. */
function answer(platform: Platform, spki: Uint8Array, message: Uint8Array, signature: Uint8Array): string {
  try {
    const key = platform.importPublicKey(spki);
    return `${key.suite} ${key.verify(message, signature)}`;
  } catch (error) {
    return error instanceof TypeError ? 'no key' : String(error);
  }
}

describe.each(PLATFORMS)('the primitives of %s', (_, platform) => {
  it.each(SIGNED)('verify %s, and nothing that was altered', (_name, spki, message, signature) => {
    const key = platform.importPublicKey(spki);
    expect(key.verify(message, signature)).toBe(true);
    expect(key.verify(node.concat(message, Buffer.of(0)), signature)).toBe(false);
    for (let at = 0; at < 64; at += 9) {
      const flipped = Buffer.from(signature);
      flipped.writeUInt8(flipped.readUInt8(at) ^ 1, at);
      expect(key.verify(message, flipped)).toBe(false);
    }
    for (const length of [0, 1, 63, 65])
      expect(key.verify(message, Buffer.concat([signature, Buffer.of(0)]).subarray(0, length))).toBe(false);
  });

  it('digest as published', () => {
    expect(platform.hex(platform.sm3(platform.utf8('ab'), platform.utf8('c')))).toBe(sm.sm3.abc);
    expect(platform.hex(platform.digest('sm3', platform.utf8('abcd'.repeat(16))))).toBe(sm.sm3['abcd*16']);
    expect(platform.hex(platform.sha256(platform.utf8('abc')))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });

  it('refuse keys under which anybody can sign, and keys in a second spelling', () => {
    const small = bytes('0100000000000000000000000000000000000000000000000000000000000000');
    const order8 = bytes('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a');
    const beyond = bytes('edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f');
    for (const raw of [small, order8, beyond])
      expect(() => platform.importPublicKey(platform.ed25519Spki(raw))).toThrow(TypeError);
    const compressed = bytes(`3039301306072a8648ce3d020106082a8648ce3d030107032200${'03'}${p256.x}`);
    expect(() => platform.importPublicKey(compressed)).toThrow(TypeError);
  });
});

describe('Node.js and a browser', () => {
  it('answer alike for every altered key, message and signature', () => {
    const altered = fc.constantFrom(...SIGNED).chain(([, spki, message, signature]) =>
      fc.record({
        spki: fc.oneof(fc.constant(spki), mutationsOf(spki)),
        message: fc.constant(message),
        signature: fc.oneof(fc.constant(signature), mutationsOf(signature)),
      }),
    );
    fc.assert(
      fc.property(altered, ({ spki, message, signature }) => {
        const [first, second] = PLATFORMS.map(([, platform]) => answer(platform, spki, message, signature));
        expect(second).toBe(first);
      }),
      { numRuns: 400 },
    );
  });

  /** A key and R with a part of order 8: right when multiplied by the cofactor, which only some programs do. */
  it('answer alike where programs are known to differ: keys and signatures with a part of small order', () => {
    const cases = readVectors<Mixed[]>('ed25519-mixed.json');
    const answers = cases.map(({ key, message, signature }) =>
      PLATFORMS.map(([, platform]) =>
        answer(platform, node.ed25519Spki(bytes(key)), bytes(message), bytes(signature)),
      ),
    );
    for (const [first, second] of answers) expect(second).toBe(first);
    expect(new Set(answers.flat())).toEqual(new Set(['ED25519 true', 'ED25519 false', 'no key']));
  });

  it('read and write the same texts', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), fc.string({ unit: 'binary' }), (data, text) => {
        for (const write of ['hex', 'base64', 'base64url'] as const)
          expect(inBrowser[write](data)).toBe(inNode[write](data));
        expect(node.hex(browser.utf8(text))).toBe(node.hex(node.utf8(text)));
        expect(browser.hex(browser.concat(data, data))).toBe(node.hex(node.concat(data, data)));
        for (const read of ['fromHex', 'fromBase64', 'fromBase64url'] as const) {
          for (const spelling of [text, node.hex(data), node.base64(data), node.base64url(data)])
            expect(shown(inBrowser[read](spelling))).toBe(shown(inNode[read](spelling)));
        }
      }),
      { numRuns: 500 },
    );
    for (const spelling of ['A', 'AB==', 'AA=', 'AAA', 'AA==\n', 'AB', 'Zh', 'AAAA=', '====', 'é'])
      for (const read of ['fromHex', 'fromBase64', 'fromBase64url'] as const)
        expect(shown(inBrowser[read](spelling)), spelling).toBe(shown(inNode[read](spelling)));
  });
});

interface Mixed {
  key: string;
  message: string;
  signature: string;
}

function shown(read: Uint8Array | undefined): string {
  return read === undefined ? 'refused' : node.hex(read);
}
