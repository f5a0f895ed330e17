import { describe, expect, it } from 'vitest';
import { base64, ed25519FromSeed, fromBase64, hex, sha256, utf8 } from '#crypto/primitives';
import {
  bundlePath,
  cosignatureTime,
  ed25519Signer,
  encodeBundle,
  formatCheckpoint,
  formatTlogProof,
  openCheckpoint,
  parseNote,
  parseTlogProof,
  rfc6962,
  signNote,
  sm2NoteVerifier,
  TreeEdge,
  tilePath,
  tileWidth,
  treeHasher,
  verifyConsistency,
  verifyInclusion,
  witness,
} from '#crypto/tlog';
import { readVectors, readVectorText, shapeOf } from '../kit/vectors.js';

interface TlogVectors {
  entry_roots: Record<string, string>;
  inclusion: { Size: number; Index: number; Leaf: string; Proof: string[] }[];
  consistency: { Old: number; New: number; OldRoot: string; NewRoot: string; Proof: string[] }[];
  ct8_leaves_hex: string[];
  ct8_roots_hex: Record<string, string>;
}

const vectors = readVectors<TlogVectors>('tlog.json');
const entry = (i: number) => utf8(`entry-${i}`);
const decode = (text: string) => fromBase64(text) ?? expect.fail(`not base64: ${text}`);

function edgeOf(size: number, hasher = rfc6962): TreeEdge {
  const edge = TreeEdge.empty(hasher);
  for (let i = 0; i < size; i++) edge.append(hasher.leaf(entry(i)));
  return edge;
}

describe('RFC 6962 tree', () => {
  it('hashes a leaf', () => {
    expect(hex(rfc6962.leaf(entry(0)))).toBe(
      '40766b2033429026f53d54502679a839706b4741f8dcaf3a8bba5f41b5ffe075',
    );
    expect(base64(rfc6962.empty)).toBe('47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=');
  });

  it('reproduces every published root', () => {
    const edge = TreeEdge.empty();
    let size = 0;
    for (const [n, root] of Object.entries(vectors.entry_roots).sort(([a], [b]) => Number(a) - Number(b))) {
      for (; size < Number(n); size++) edge.append(rfc6962.leaf(entry(size)));
      expect(base64(edge.view().root()), `root of ${n}`).toBe(root);
    }
  });

  it("reproduces Certificate Transparency's eight-leaf set", () => {
    const edge = TreeEdge.empty();
    vectors.ct8_leaves_hex.forEach((leaf, i) => {
      edge.append(rfc6962.leaf(Buffer.from(leaf, 'hex')));
      expect(hex(edge.view().root())).toBe(vectors.ct8_roots_hex[String(i + 1)]);
    });
  });

  it('reproduces and verifies every published inclusion proof', () => {
    for (const { Size, Index, Leaf, Proof } of vectors.inclusion) {
      const view = edgeOf(Size).view();
      const path = view.inclusionPath(Index);
      expect(path.map(base64)).toEqual(Proof);
      const claim = { index: Index, size: Size, leafHash: decode(Leaf), path, root: view.root() };
      expect(verifyInclusion(claim)).toBe(true);
      expect(verifyInclusion({ ...claim, index: Index + 1 })).toBe(false);
    }
  });

  it('reproduces and verifies every published consistency proof', () => {
    for (const { Old, New, OldRoot, NewRoot, Proof } of vectors.consistency) {
      const proof = edgeOf(New).view().consistencyPath(Old);
      expect(proof.map(base64), `${Old} to ${New}`).toEqual(Proof);
      const claim = {
        oldSize: Old,
        oldRoot: decode(OldRoot),
        newSize: New,
        newRoot: decode(NewRoot),
        proof,
      };
      expect(verifyConsistency(claim)).toBe(true);
      if (Old !== New) expect(verifyConsistency({ ...claim, oldRoot: decode(NewRoot) })).toBe(false);
    }
  });

  it('has an SM3 sibling over the same entries', () => {
    expect(base64(edgeOf(600, treeHasher('sm3')).view().root())).toBe(
      'Liwdk3177h5Q3KykNxvBgm1EEHamkg6tTDc8eLICXVw=',
    );
  });
});

describe('C2SP tlog-tiles', () => {
  it('spells paths as the specification does', () => {
    expect(tilePath({ level: 0, index: 0, width: 256 })).toBe('tile/0/000');
    expect(tilePath({ level: 2, index: 0, width: 1 })).toBe('tile/2/000.p/1');
    expect(tilePath({ level: 0, index: 1234, width: 256 })).toBe('tile/0/x001/234');
    expect(bundlePath(1234067, 256)).toBe('tile/entries/x001/x234/067');
  });

  it('has the tiles of a log of 70,000 and of 256', () => {
    expect(tileWidth(70_000, 0, 272)).toBe(256);
    expect(tileWidth(70_000, 0, 273)).toBe(112);
    expect(tileWidth(70_000, 0, 274)).toBe(0);
    expect(tileWidth(70_000, 1, 1)).toBe(17);
    expect(tileWidth(70_000, 2, 0)).toBe(1);
    expect(tileWidth(256, 0, 0)).toBe(256);
    expect(tileWidth(256, 1, 0)).toBe(1);
  });

  it('frames entries with their length', () => {
    expect(hex(encodeBundle([entry(0), entry(1), entry(2)]))).toBe(
      '0007656e7472792d300007656e7472792d310007656e7472792d32',
    );
  });
});

describe('C2SP signed checkpoint', () => {
  const seed = (of: string) => ed25519FromSeed(sha256(utf8(`tlogcheck test ${of}`)));
  const log = ed25519Signer('hub.example.gov/audit/test', seed('log key'));
  const witnesses = [
    witness('witness1.example', seed('witness1.example')),
    witness('witness2.example', seed('witness2.example')),
  ];
  const dual = readVectorText('checkpoint.dual-sm2');
  const cosigned = `${dual.split('\n').slice(0, 7).join('\n')}\n`;

  it('derives the published vkeys', () => {
    expect(log.vkey).toBe('hub.example.gov/audit/test+82bb43fa+AWtPm3/0lSSGqzSdnC9NFbZ20lJ1pHDMU0ZbGP1GOL9v');
    expect(witnesses.map((each) => each.vkey)).toEqual([
      'witness1.example+b4f649ba+BCGZgGMgVdamlVNrsH2Ry+yKqk7pTde7V6jKmlQNnRfJ',
      'witness2.example+141ca83a+BGk0trw0NzHXG1J0ozmY3a+rEIzTF41RArZqC8q6mJYY',
    ]);
  });

  it('is reproduced byte for byte with both cosignatures', () => {
    const text = formatCheckpoint({
      origin: 'hub.example.gov/audit/test',
      size: 600,
      root: edgeOf(600).view().root(),
    });
    const note = signNote(text, [log]);
    const [first, second] = witnesses;
    expect(note + first?.cosign(text, 1767225600) + second?.cosign(text, 1767225603)).toBe(cosigned);
  });

  it('opens with log and witness keys, and ignores the SM2 line it does not know', () => {
    const opened = openCheckpoint(
      dual,
      log.verifier,
      witnesses.map((each) => each.verifier),
    );
    expect(opened).toMatchObject({ size: 600, origin: 'hub.example.gov/audit/test' });
    expect(typeof opened === 'string' ? opened : opened.signedBy).toHaveLength(3);
    const note = parseNote(dual);
    expect(cosignatureTime(note?.lines[1]?.signature ?? new Uint8Array(8))).toBe(1767225600n);
  });

  it('is refused whole when a known line is wrong, the origin differs, or the log did not sign', () => {
    expect(openCheckpoint(cosigned.replace('\n600\n', '\n601\n'), log.verifier)).toBe('SIGNATURE');
    expect(openCheckpoint(cosigned, { ...log.verifier, name: 'hub.example.gov/audit' })).toBe('WRONG_ORIGIN');
    const withoutLog = cosigned.replace(/— hub.*\n/, '');
    expect(openCheckpoint(withoutLog, log.verifier)).toBe('SIGNATURE');
    const brokenWitness = cosigned.replace('tPZJugAAAABpVbkA2q', 'tPZJugAAAABpVbkA2r');
    expect(openCheckpoint(brokenWitness, log.verifier, [witnesses[0]?.verifier ?? log.verifier])).toBe(
      'SIGNATURE',
    );
    expect(openCheckpoint(brokenWitness, log.verifier)).toMatchObject({ size: 600 });
  });

  it('travels with a proof as a tlog-proof file', () => {
    const proof = { index: 599, path: edgeOf(600).view().inclusionPath(599), checkpoint: cosigned };
    const text = formatTlogProof(proof);
    expect(text.startsWith('c2sp.org/tlog-proof@v1\nindex 599\n')).toBe(true);
    expect(parseTlogProof(text)).toEqual(proof);
    expect(parseTlogProof(text.replace('index 599', 'index 0599'))).toBeUndefined();
  });

  it('does not take a standard vkey for an SM2 one', () => {
    expect(sm2NoteVerifier(log.vkey)).toBeUndefined();
  });
});

describe('tlog.json', () => {
  it('holds nothing that no test reads', () => {
    const { entry_roots, ct8_roots_hex, ...rest } = vectors;
    const lists = {
      ...rest,
      entry_roots: Object.values(entry_roots),
      ct8_roots_hex: Object.values(ct8_roots_hex),
    };
    expect(Object.keys(ct8_roots_hex)).toHaveLength(vectors.ct8_leaves_hex.length);
    expect(new Set(shapeOf(lists))).toEqual(
      new Set([
        'entry_roots[]',
        ...['Size', 'Index', 'Leaf', 'Proof[]'].map((member) => `inclusion[].${member}`),
        ...['Old', 'New', 'OldRoot', 'NewRoot', 'Proof[]'].map((member) => `consistency[].${member}`),
        'ct8_leaves_hex[]',
        'ct8_roots_hex[]',
      ]),
    );
  });
});
