import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8 } from '#crypto/primitives';
import {
  type Hash,
  hashesAtTileLevel,
  readNodes,
  rfc6962,
  TileNodes,
  TreeEdge,
  TreeView,
  tilesForProofs,
  verifyConsistency,
  verifyInclusion,
} from '#crypto/tlog';
import { rootOf } from '../kit/auditor.js';

const MAX = 700;
const hashes = Array.from({ length: MAX }, (_, i) => Buffer.from(rfc6962.leaf(utf8(`entry-${i}`))));
const views = new Map<number, TreeView>();

/** A tree of this size; made once, because the properties ask for many. */
function view(size: number): TreeView {
  const known = views.get(size);
  if (known !== undefined) return known;
  const edge = TreeEdge.empty();
  for (const hash of hashes.slice(0, size)) edge.append(hash);
  const made = edge.view();
  views.set(size, made);
  return made;
}

/** RFC 6962 section 2.1.1, as it is written there. */
function naivePath(index: number, leaves: readonly Buffer[]): Buffer[] {
  if (leaves.length <= 1) return [];
  const k = splitOf(leaves.length);
  return index < k
    ? [...naivePath(index, leaves.slice(0, k)), rootOf(leaves.slice(k))]
    : [...naivePath(index - k, leaves.slice(k)), rootOf(leaves.slice(0, k))];
}

/** RFC 6962 section 2.1.2, as it is written there. */
function naiveProof(size: number, leaves: readonly Buffer[], isWhole = true): Buffer[] {
  if (size === leaves.length) return isWhole ? [] : [rootOf(leaves)];
  const k = splitOf(leaves.length);
  return size <= k
    ? [...naiveProof(size, leaves.slice(0, k), isWhole), rootOf(leaves.slice(k))]
    : [...naiveProof(size - k, leaves.slice(k), false), rootOf(leaves.slice(0, k))];
}

/** The largest power of two below n. */
function splitOf(n: number): number {
  return 2 ** Math.ceil(Math.log2(n) - 1);
}

const hexOf = (path: readonly Hash[]) => path.map((hash) => Buffer.from(hash).toString('hex'));

/** A list of hashes that is not the one given: one changed, left out, put in, or two exchanged. */
function otherPaths(path: readonly Hash[]): Hash[][] {
  const stranger = Buffer.alloc(32, 1);
  const changes = path.flatMap((_, i) => [
    path.map((hash, j) => (i === j ? stranger : hash)),
    path.filter((_, j) => i !== j),
    [...path.slice(0, i), stranger, ...path.slice(i)],
    ...(i > 0 ? [path.map((hash, j) => path[j === i ? i - 1 : j === i - 1 ? i : j] ?? hash)] : []),
  ]);
  return [...changes, [...path, stranger]];
}

const size = fc.oneof(
  fc.integer({ min: 1, max: MAX }),
  fc.constantFrom(1, 2, 3, 255, 256, 257, 511, 512, 513),
);
const leafOfTree = size.chain((n) => fc.tuple(fc.integer({ min: 0, max: n - 1 }), fc.constant(n)));
const twoSizes = size.chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));

describe('the tree, held against RFC 6962 read literally', () => {
  it('has its roots and inclusion paths', () => {
    fc.assert(
      fc.property(leafOfTree, ([index, n]) => {
        const leaves = hashes.slice(0, n);
        expect(Buffer.from(view(n).root()).equals(rootOf(leaves))).toBe(true);
        expect(hexOf(view(n).inclusionPath(index))).toEqual(hexOf(naivePath(index, leaves)));
      }),
      { numRuns: 60 },
    );
  });

  it('has its consistency proofs', () => {
    fc.assert(
      fc.property(twoSizes, ([old, n]) => {
        const expected = old === 0 ? [] : naiveProof(old, hashes.slice(0, n));
        expect(hexOf(view(n).consistencyPath(old))).toEqual(hexOf(expected));
      }),
      { numRuns: 60 },
    );
  });

  it('gives the same proofs from the tiles that it names, and no others', () => {
    fc.assert(
      fc.property(leafOfTree, ([index, n]) => {
        const tiles = new Map(
          tilesForProofs(n, [index]).map(({ level, index: at, width }) => [
            `${level}/${at}`,
            new TileNodes(tileHashes(n, level, at, width)),
          ]),
        );
        const read = readNodes(
          (level, at) => tiles.get(`${level}/${at}`) ?? expect.fail(`tile ${level}/${at}`),
        );
        const fromTiles = new TreeView(n, read);
        expect(hexOf(fromTiles.inclusionPath(index))).toEqual(hexOf(view(n).inclusionPath(index)));
        expect(hexOf([fromTiles.root()])).toEqual(hexOf([view(n).root()]));
      }),
      { numRuns: 60 },
    );
  });
});

/** The hashes of a tile, computed from the leaves alone. */
function tileHashes(n: number, level: number, index: number, width: number): Hash[] {
  const span = 256 ** level;
  expect(hashesAtTileLevel(n, level)).toBe(Math.floor(n / span));
  return Array.from({ length: width }, (_, i) => {
    const from = (index * 256 + i) * span;
    return rootOf(hashes.slice(from, from + span));
  });
}

describe('proofs', () => {
  it('of inclusion hold, and none that differs in any way does', () => {
    fc.assert(
      fc.property(leafOfTree, ([index, n]) => {
        const path = view(n).inclusionPath(index);
        const claim = {
          index,
          size: n,
          leafHash: hashes[index] ?? Buffer.alloc(0),
          path,
          root: view(n).root(),
        };
        expect(verifyInclusion(claim)).toBe(true);
        for (const other of otherPaths(path)) expect(verifyInclusion({ ...claim, path: other })).toBe(false);
        const elsewhere = [0, index - 1, index + 1, index ^ 1, n - 1, n, -1, 0.5, Number.NaN];
        for (const other of elsewhere.filter((i) => i !== index)) {
          expect(verifyInclusion({ ...claim, index: other }), `index ${other}`).toBe(false);
        }
        expect(verifyInclusion({ ...claim, leafHash: Buffer.alloc(32, 1) })).toBe(false);
        expect(verifyInclusion({ ...claim, root: Buffer.alloc(32, 1) })).toBe(false);
      }),
      { numRuns: 80 },
    );
  });

  it('of consistency hold, and none that differs in any way does', () => {
    fc.assert(
      fc.property(twoSizes, ([old, n]) => {
        const proof = view(n).consistencyPath(old);
        const oldRoot = old === 0 ? rfc6962.empty : view(old).root();
        const claim = { oldSize: old, oldRoot, newSize: n, newRoot: view(n).root(), proof };
        const stranger = Buffer.alloc(32, 1);
        expect(verifyConsistency(claim)).toBe(true);
        for (const other of otherPaths(proof))
          expect(verifyConsistency({ ...claim, proof: other })).toBe(false);
        expect(verifyConsistency({ ...claim, oldRoot: stranger })).toBe(false);
        if (old > 0) expect(verifyConsistency({ ...claim, newRoot: stranger })).toBe(false);
        for (const [oldSize, newSize] of [
          [n + 1, n],
          [-1, n],
          [old, Number.NaN],
          [old + 0.5, n],
        ] as const) {
          expect(verifyConsistency({ ...claim, oldSize, newSize })).toBe(false);
        }
      }),
      { numRuns: 80 },
    );
  });

  it('do not let a node pass for a leaf', () => {
    const [left = Buffer.alloc(0), right = Buffer.alloc(0)] = hashes;
    const node = rfc6962.node(left, right);
    const asEntry = rfc6962.leaf(Buffer.concat([left, right]));
    expect(Buffer.from(asEntry).equals(Buffer.from(node))).toBe(false);
  });
});
