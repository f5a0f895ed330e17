import { describe, expect, it } from 'vitest';
import { base64, utf8 } from '#crypto/primitives';
import { type FullTile, type Hash, rfc6962, TileNodes, TreeEdge, verifyInclusion } from '#crypto/tlog';
import { rootOf } from '../../../kit/auditor.js';

const leaf = (i: number): Hash => rfc6962.leaf(utf8(`entry-${i}`));
const leaves = (size: number) => Array.from({ length: size }, (_, i) => Buffer.from(leaf(i)));

function grown(size: number): { edge: TreeEdge; full: FullTile[] } {
  const edge = TreeEdge.empty();
  const full = leaves(size).flatMap((hash) => edge.append(hash));
  return { edge, full };
}

describe('the right edge of a growing tree', () => {
  it('hands out each tile once, when it becomes full, with the hash over it', () => {
    const { full } = grown(600);
    expect(full.map(({ level, index }) => `${level}/${index}`)).toEqual(['0/0', '0/1']);
    expect(full[1]?.hashes.map(base64)).toEqual(leaves(512).slice(256).map(base64));
    expect(base64(full[1]?.summit ?? utf8(''))).toBe(base64(rootOf(leaves(512).slice(256))));
  });

  it('grows on from the unfinished tiles alone, as if nothing had happened', () => {
    const { edge, full } = grown(600);
    const lowest = leaves(600).slice(512);
    const restored = TreeEdge.restore(600, [lowest, full.map(({ summit }) => summit)]);
    expect(base64(restored.view().root())).toBe(base64(edge.view().root()));
    for (let i = 600; i < 800; i++) {
      expect(restored.append(leaf(i)).length).toBe(edge.append(leaf(i)).length);
    }
    expect(base64(restored.view().root())).toBe(base64(rootOf(leaves(800))));
  });

  it('cannot be restored from tiles of another size', () => {
    const { full } = grown(600);
    const summits = full.map(({ summit }) => summit);
    expect(() => TreeEdge.restore(600, [leaves(600).slice(513), summits])).toThrow(
      'level 0 has 87 hashes, not 88',
    );
    expect(() => TreeEdge.restore(600, [leaves(600).slice(512), []])).toThrow('level 1 has 0 hashes, not 2');
    expect(() => TreeEdge.restore(600, [leaves(600).slice(512)])).toThrow('level 1');
  });

  it('leaves the tree it was forked from as it was', () => {
    const { edge } = grown(255);
    const before = base64(edge.view().root());
    const fork = edge.fork();
    fork.append(leaf(255));
    expect([edge.size, fork.size]).toEqual([255, 256]);
    expect(base64(edge.view().root())).toBe(before);
    expect(base64(fork.view().root())).toBe(base64(rootOf(leaves(256))));
  });

  it('proves what was appended since it was made, and says so when asked for more', () => {
    const { full } = grown(600);
    const restored = TreeEdge.restore(600, [leaves(600).slice(512), full.map(({ summit }) => summit)]);
    for (let i = 600; i < 900; i++) restored.append(leaf(i));
    const view = restored.view();
    for (const index of [600, 767, 768, 899]) {
      const path = view.inclusionPath(index);
      expect(verifyInclusion({ index, size: 900, leafHash: leaf(index), path, root: view.root() })).toBe(
        true,
      );
    }
    expect(() => view.inclusionPath(0)).toThrow('is no longer at the edge');
    expect(() => view.inclusionPath(900)).toThrow('no entry 900 in a log of 900');
    expect(() => view.consistencyPath(901)).toThrow('no size 901 in a log of 900');
  });
});

describe('a tile', () => {
  it('holds 256 hashes and not one more', () => {
    const tile = new TileNodes(leaves(256));
    expect(() => tile.push(leaf(256))).toThrow('the tile is full');
    expect(() => new TileNodes(leaves(3)).node(1, 1)).toThrow('no node 1/1 in a tile of 3');
  });
});
