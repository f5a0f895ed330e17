import { describe, expect, it } from 'vitest';
import { formatCrossRootLeaf } from '#crypto/evidence';
import { utf8 } from '#crypto/primitives';
import { type Hash, rfc6962, sm3Origin, sm3Tree, TreeEdge, type TreeHasher } from '#crypto/tlog';
import { readLogTrust, type Verdict } from '#crypto/verify';
import { examineBundle, type LogFiles, LogVerifier } from '#crypto/verify/log';
import { AT, HUB, idOf, ORIGIN } from '../../../kit/evidence.js';
import {
  leavesFor,
  logFilesOf,
  STATIC_GM,
  STATIC_TRUST,
  sm3NoteOf,
  staticLog,
  staticSm3,
} from '../../../kit/exported-log.js';

type Files = Map<string, Uint8Array>;

const OPEN = { TIME: 'NOT_CHECKED', CONSISTENT: 'NOT_CHECKED', SIGNER_KEYS: 'NOT_CHECKED' } as const;
const SIZE = 600;

interface Bound {
  /** Where the leaf stands, and of which size it speaks. */
  readonly at: number;
  readonly size: number;
  readonly change?: (roots: { sha256: Uint8Array; sm3: Uint8Array }) => object;
}

/** By another way than the verifier's. */
function rootOf(hasher: TreeHasher, leaves: readonly Uint8Array[]): Hash {
  const edge = TreeEdge.empty(hasher);
  for (const leaf of leaves) edge.append(hasher.leaf(leaf));
  return edge.view().root();
}

/** Acts, with leaves among them that bind the roots of both trees. */
function leavesWith(bounds: readonly Bound[], count = SIZE): Uint8Array[] {
  const leaves: Uint8Array[] = [];
  const acts = leavesFor(count);
  while (leaves.length < count) {
    const bound = bounds.find(({ at }) => at === leaves.length);
    const act: Uint8Array | undefined = bound === undefined ? acts.next().value : undefined;
    leaves.push(act ?? crossRoot(leaves, bound ?? expect.fail('a leaf')));
  }
  return leaves;
}

function crossRoot(leaves: readonly Uint8Array[], { at, size, change = () => ({}) }: Bound): Uint8Array {
  const before = leaves.slice(0, size);
  const roots = { sha256: rootOf(rfc6962, before), sm3: rootOf(sm3Tree, before) };
  return formatCrossRootLeaf({ at: AT + at, hub: HUB, id: idOf(at), size }, { ...roots, ...change(roots) });
}

function exported(leaves: readonly Uint8Array[], sm3Size = leaves.length): Files {
  return new Map([...staticSm3(leaves.slice(0, sm3Size)), ...staticLog(leaves)]);
}

async function check(
  files: Files,
  options: { gm?: string | undefined; since?: object; files?: LogFiles } = {},
) {
  const gm = 'gm' in options ? options.gm : STATIC_GM;
  const { report } = await new LogVerifier(readLogTrust({ ...STATIC_TRUST, gm })).verify(
    options.files ?? logFilesOf(files),
    { examine: async (bytes) => examineBundle(bytes), ...options.since },
  );
  const { answers, exitCode } = report;
  const rest = answers.filter(({ verdict }) => verdict !== 'PASS');
  return {
    exitCode,
    not: Object.fromEntries(rest.map(({ question, verdict }) => [question, verdict])),
    told: Object.fromEntries(answers.map(({ question, en }) => [question, en])),
  };
}

const BOUNDS = [
  { at: 1, size: 1 },
  { at: 200, size: 199 },
  { at: 256, size: 256 },
  { at: 300, size: 255 },
  { at: 511, size: 500 },
  { at: 599, size: 599 },
];
const leaves = leavesWith(BOUNDS);
const honest = exported(leaves);

function changed(change: (files: Files) => void, from: Files = honest): Files {
  const files = new Map(from);
  change(files);
  return files;
}

function flipped(path: string, at: number): (files: Files) => void {
  return (files) => {
    const bytes = Buffer.from(files.get(path) ?? expect.fail(path));
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    files.set(path, bytes);
  };
}

describe('the SM3 tree of an exported log', () => {
  it.each([1, 255, 256, 257, 599, 600])('of %i of its 600 entries passes', async (size) => {
    const { exitCode, not, told } = await check(exported(leaves, size));
    expect([exitCode, not]).toEqual([0, OPEN]);
    expect(told).toMatchObject({
      SM2: `SM2 holds, also for the SM3 tree ${sm3Origin(ORIGIN)}, G`,
      SM3_TREE: `all of ${size} follows from the entries`,
      CROSS_ROOTS: '6; the roots of both trees are theirs',
    });
  });

  it('is not looked at without its key, and its files are then told to be nobody’s', async () => {
    const { exitCode, not, told } = await check(honest, { gm: undefined });
    expect([exitCode, not]).toEqual([
      0,
      { ...OPEN, SM2: 'NOT_CHECKED', SM3_TREE: 'NOT_CHECKED', REST: 'NOT_CHECKED' },
    ]);
    expect(told.CROSS_ROOTS).toBe('6; the roots of both trees are theirs');
  });

  it('is missed where the auditor has its key', async () => {
    const { exitCode, not } = await check(new Map(staticLog(leaves)));
    expect([exitCode, not]).toEqual([3, { ...OPEN, SM2: 'NOT_CHECKED', SM3_TREE: 'NOT_CHECKED' }]);
  });

  it('continues the trees that it has been', async () => {
    const known = (size: number, root = rootOf(sm3Tree, leaves.slice(0, size))) => ({
      since: { since: [{ origin: sm3Origin(ORIGIN), size, root }] },
    });
    for (const size of [0, 1, 256, 599, 600])
      expect((await check(honest, known(size))).not).toEqual({
        TIME: 'NOT_CHECKED',
        SIGNER_KEYS: 'NOT_CHECKED',
      });
    const forked = await check(honest, known(300, rootOf(sm3Tree, [...leavesFor(300)])));
    expect(forked).toMatchObject({ exitCode: 1, not: { CONSISTENT: 'FAIL' } });
  });

  it.each<[string, (files: Files) => void, Readonly<Record<string, Verdict>>, string]>([
    [
      'a hash of a leaf',
      flipped('sm3/tile/0/001', 40),
      { SM3_TREE: 'FAIL' },
      'sm3/tile/0/001 hash 1 does not follow from the entries',
    ],
    [
      'a hash of the last leaf',
      flipped('sm3/tile/0/002.p/88', 87 * 32),
      { SM3_TREE: 'FAIL' },
      'sm3/tile/0/002.p/88 hash 87 does not',
    ],
    [
      'a hash above',
      flipped('sm3/tile/1/000.p/2', 0),
      { SM3_TREE: 'FAIL' },
      'sm3/tile/1/000.p/2 hash 0 does not',
    ],
    ['a tile gone', (files) => files.delete('sm3/tile/0/000'), { SM3_TREE: 'NOT_CHECKED' }, 'sm3/tile/0/000'],
    [
      'a signature',
      (files) => {
        const note = Buffer.from(files.get('sm3/checkpoint') ?? '').toString();
        files.set('sm3/checkpoint', utf8(note.replace('\n600\n', '\n601\n')));
      },
      { SM2: 'FAIL', SM3_TREE: 'NOT_CHECKED' },
      'without a checkpoint that can be trusted',
    ],
    [
      'a checkpoint a megabyte long',
      (files) => files.set('sm3/checkpoint', new Uint8Array(2_000_000)),
      { SM2: 'FAIL', SM3_TREE: 'NOT_CHECKED' },
      'without a checkpoint',
    ],
    [
      'an entry, which both trees have otherwise',
      flipped('tile/entries/001', 5000),
      {
        ENTRIES: 'FAIL',
        ...{ KEYS: 'NOT_CHECKED', ENDS: 'NOT_CHECKED' },
        ...{ PAIRS: 'NOT_CHECKED', CROSS_ROOTS: 'NOT_CHECKED' },
      },
      'all of 600 follows from the entries',
    ],
  ])('is caught damaged: %s', async (_, damage, expected, why) => {
    const { exitCode, not, told } = await check(changed(damage));
    expect(not).toEqual({ ...OPEN, ...expected });
    expect(told.SM3_TREE).toContain(why);
    expect(exitCode).toBe(Object.values(expected).includes('FAIL') ? 1 : 3);
  });

  it('is caught when it is over other entries than the log', async () => {
    const others = [...leavesFor(SIZE, 'another story')];
    const files = new Map([...staticSm3(others), ...staticLog(leaves)]);
    const { exitCode, not, told } = await check(files);
    expect([exitCode, not]).toEqual([1, { ...OPEN, SM3_TREE: 'FAIL' }]);
    expect(told.SM3_TREE).toBe('the root of the entries is not the one signed');
  });

  it('is not said to hold for more entries than there are', async () => {
    const files = changed((all) => all.set('sm3/checkpoint', utf8(sm3NoteOf(601, new Uint8Array(32)))));
    expect(await check(files)).toMatchObject({ exitCode: 3, not: { ...OPEN, SM3_TREE: 'NOT_CHECKED' } });
  });

  it('needs the witnesses that policy.gm asks for', async () => {
    const gm = STATIC_GM.replace(
      'quorum G',
      `witness H ${STATIC_GM.split(' ')[3]?.split('\n')[0]}\nquorum G`,
    );
    expect((await check(honest, { gm })).exitCode).toBe(0);
    const note = Buffer.from(honest.get('sm3/checkpoint') ?? '').toString();
    const bare = changed((files) =>
      files.set('sm3/checkpoint', utf8(`${note.split('\n').slice(0, 5).join('\n')}\n`)),
    );
    expect(await check(bare)).toMatchObject({ exitCode: 3, not: { ...OPEN, SM2: 'NOT_CHECKED' } });
  });
});

describe('roots that are bound to each other in the log', () => {
  const other = () => Buffer.alloc(32, 7);

  it.each<[string, Bound, string]>([
    [
      'another SHA-256 root',
      { at: 400, size: 399, change: () => ({ sha256: other() }) },
      'its SHA-256 root of 399',
    ],
    ['another SM3 root', { at: 400, size: 399, change: () => ({ sm3: other() }) }, 'its SM3 root of 399'],
    [
      'the roots exchanged',
      { at: 400, size: 390, change: ({ sha256, sm3 }) => ({ sha256: sm3, sm3: sha256 }) },
      'its SHA-256, SM3 root of 390',
    ],
    [
      'the roots of more entries than there were',
      { at: 400, size: 401 },
      'speaks of 401 entries before they were',
    ],
  ])('are caught false: %s', async (_, bound, why) => {
    const wrong = leavesWith([...BOUNDS, bound]);
    for (const gm of [STATIC_GM, undefined]) {
      const { exitCode, not, told } = await check(exported(wrong), { gm });
      expect([exitCode, not]).toMatchObject([1, { CROSS_ROOTS: 'FAIL' }]);
      expect(told.CROSS_ROOTS).toContain(`400: ${why}`);
    }
  });

  it('are computed again from the bundle where they are of long ago', async () => {
    const bounds = [
      { at: 17_300, size: 300 },
      { at: 17_301, size: 512 },
      { at: 17_302, size: 17_200 },
    ];
    const long = leavesWith(bounds, 17_400);
    const files = new Map(staticLog(long));
    const read: string[] = [];
    const recorded: LogFiles = {
      ...logFilesOf(files),
      read: (path) => {
        read.push(path);
        return files.get(path) ?? expect.fail(path);
      },
    };
    const { told } = await check(files, { gm: undefined, files: recorded });
    expect(told.CROSS_ROOTS).toBe('3; the roots of both trees are theirs');
    expect(read.filter((path) => path === 'tile/entries/001')).toHaveLength(2);
    const lie = { at: 17_300, size: 300, change: () => ({ sm3: other() }) };
    const wrong = await check(new Map(staticLog(leavesWith([lie], 17_400))), { gm: undefined });
    expect(wrong).toMatchObject({ exitCode: 1, not: { CROSS_ROOTS: 'FAIL' } });
  }, 60_000);
});
