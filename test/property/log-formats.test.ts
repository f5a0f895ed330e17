import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generatePrivateKey, utf8 } from '#crypto/primitives';
import {
  bundlePath,
  ed25519Signer,
  encodeBundle,
  formatCheckpoint,
  formatTlogProof,
  openCheckpoint,
  parseBundle,
  parseNote,
  parsePolicy,
  parseTile,
  parseTilePath,
  parseTlogProof,
  parseVkey,
  rfc6962,
  signNote,
  sm2NoteSigner,
  tilePath,
  witness,
} from '#crypto/tlog';
import { mutationsOf, textMutationsOf } from '../kit/mutation.js';

const ORIGIN = 'hub.example/audit/1';
const log = ed25519Signer(ORIGIN, generatePrivateKey('ED25519'));
const sm2 = sm2NoteSigner(ORIGIN, generatePrivateKey('SM2'));
const seen = witness('witness.example', generatePrivateKey('ED25519'));
const checkpoint = { origin: ORIGIN, size: 600, root: rfc6962.leaf(utf8('root')) };
const text = formatCheckpoint(checkpoint);
const note = signNote(text, [log, sm2]) + seen.cosign(text, 1_795_312_680);

describe('paths of tiles', () => {
  const index = fc.oneof(fc.nat({ max: 3000 }), fc.integer({ min: 0, max: 2 ** 45 }));
  const width = fc.integer({ min: 1, max: 256 });

  it('come back as they were', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 63 }), index, width, (level, at, wide) => {
        const tile = { level, index: at, width: wide };
        expect(parseTilePath(tilePath(tile))).toEqual({ kind: 'tile', tile });
        expect(parseTilePath(bundlePath(at, wide))).toEqual({ kind: 'entries', tile: { ...tile, level: 0 } });
      }),
      { numRuns: 200 },
    );
  });

  it('have one spelling: whatever else is read would be written the same', () => {
    const hostile = fc.oneof(
      fc.string({ unit: fc.constantFrom(...'tile/entries/0129x.p'), maxLength: 30 }),
      fc
        .tuple(index, width)
        .chain(([at, wide]) =>
          fc.oneof(
            textMutationsOf(tilePath({ level: 1, index: at, width: wide })),
            textMutationsOf(bundlePath(at, wide)),
          ),
        ),
    );
    fc.assert(
      fc.property(hostile, (path) => {
        const read = parseTilePath(path);
        if (read === undefined) return;
        const { kind, tile } = read;
        expect(kind === 'tile' ? tilePath(tile) : bundlePath(tile.index, tile.width)).toBe(path);
        expect(tile.width >= 1 && tile.width <= 256 && tile.level <= 63).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/257',
    'tile/0/000.p/01',
    'tile/00/000',
    'tile/64/000',
    'tile/0/0',
    'tile/0/x000/000',
    'tile/0/x001/x234',
    'tile/0/1234',
    'tile/0/../0/000',
    'tile/0/000/',
    '/tile/0/000',
    'tile//000',
    'tile/-1/000',
    'tile/entries/000.p/256',
    'tile/0/x999/x999/x999/x999/x999/x999/999',
    'tile/0/000\n',
    'tile/0/٠٠٠',
  ])('%j is none', (path) => {
    expect(parseTilePath(path)).toBeUndefined();
  });
});

describe('signed notes', () => {
  it('altered in any way say nothing new under the log’s key', () => {
    fc.assert(
      fc.property(textMutationsOf(note), (altered) => {
        const opened = openCheckpoint(altered, log.verifier, [sm2.verifier, seen.verifier]);
        if (typeof opened === 'string') return;
        expect({ origin: opened.origin, size: opened.size, root: opened.root }).toEqual(checkpoint);
        expect(parseNote(altered)?.text).toBe(text);
      }),
      { numRuns: 300 },
    );
  });

  it('come back as they were signed, and no text makes the reader fail', () => {
    const line = fc.string({ unit: fc.constantFrom(...'ab1+— 通\n'), maxLength: 20 });
    fc.assert(
      fc.property(line, (lines) => {
        const signed = `${lines.trimStart()}x\n`;
        expect(parseNote(signNote(signed, [log]))?.text).toBe(signed);
        parseNote(lines);
        parseVkey(lines);
        parsePolicy(lines);
      }),
      { numRuns: 200 },
    );
  });

  it('are read the same in a proof file, whatever became of it', () => {
    const proof = { index: 599, path: [rfc6962.empty, rfc6962.leaf(utf8('a'))], checkpoint: note };
    expect(parseTlogProof(formatTlogProof(proof))).toEqual(proof);
    fc.assert(
      fc.property(textMutationsOf(formatTlogProof(proof)), (altered) => {
        const read = parseTlogProof(altered);
        if (read !== undefined && !altered.includes('\nextra ')) expect(formatTlogProof(read)).toBe(altered);
      }),
      { numRuns: 300 },
    );
  });
});

describe('entry bundles and tiles', () => {
  it('come back as they were, and altered have one reading or none', () => {
    const entries = fc.array(fc.uint8Array({ maxLength: 20 }), { minLength: 1, maxLength: 5 });
    const altered = entries.chain((list) => fc.tuple(fc.constant(list), mutationsOf(encodeBundle(list))));
    fc.assert(
      fc.property(altered, ([list, bytes]) => {
        expect(parseBundle(encodeBundle(list))?.map((entry) => [...entry])).toEqual(
          list.map((entry) => [...entry]),
        );
        const read = parseBundle(bytes);
        if (read !== undefined) expect(Buffer.from(encodeBundle(read)).equals(Buffer.from(bytes))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('hold 65,535 bytes an entry and 256 hashes a tile, and not more', () => {
    expect(parseBundle(encodeBundle([new Uint8Array(65_535)]))?.[0]).toHaveLength(65_535);
    expect(() => encodeBundle([new Uint8Array(65_536)])).toThrow('an entry of 65536 bytes is too large');
    expect(parseTile(new Uint8Array(256 * 32))).toHaveLength(256);
    for (const length of [0, 31, 33, 257 * 32]) expect(parseTile(new Uint8Array(length))).toBeUndefined();
  });
});
