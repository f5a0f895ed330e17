import { describe, expect, it } from 'vitest';
import { ed25519FromSeed, generatePrivateKey, sha256, utf8 } from '#crypto/primitives';
import { bundlePath, ed25519Signer, rfc6962, signNote, sm2NoteSigner, tilePath } from '#crypto/tlog';
import { readLogTrust, type Verdict } from '#crypto/verify';
import { examineBundle, LogFilesError, LogVerifier } from '#crypto/verify/log';
import { ORIGIN } from '../../../kit/evidence.js';
import {
  leavesFor,
  logFilesOf,
  noteOf,
  STATIC_LOG,
  STATIC_TRUST,
  STATIC_WITNESS,
  staticLog,
  staticLogOf,
} from '../../../kit/exported-log.js';

type Files = Map<string, Uint8Array>;

/** What is answered of every honest log without anything but a policy. */
const OPEN = {
  TIME: 'NOT_CHECKED',
  CONSISTENT: 'NOT_CHECKED',
  SM2: 'NOT_CHECKED',
  SM3_TREE: 'NOT_CHECKED',
  CROSS_ROOTS: 'NOT_CHECKED',
  SIGNER_KEYS: 'NOT_CHECKED',
} as const;

interface Answers {
  readonly exitCode: number;
  readonly not: Readonly<Record<string, Verdict>>;
  /** What was said to the questions that did not pass. */
  readonly why: string;
}

async function check(
  files: Files,
  options: { since?: readonly number[]; trust?: object } = {},
): Promise<Answers> {
  const trust = readLogTrust({ ...STATIC_TRUST, ...options.trust });
  const since = (options.since ?? []).map((size) => ({ origin: ORIGIN, size, root: rootOf(size) }));
  const { report } = await new LogVerifier(trust).verify(logFilesOf(files), {
    since,
    examine: async (bytes) => examineBundle(bytes),
  });
  const { answers, exitCode } = report;
  const rest = answers.filter(({ verdict }) => verdict !== 'PASS');
  const told = rest.filter(({ question }) => !(question in OPEN));
  return {
    exitCode,
    not: Object.fromEntries(rest.map(({ question, verdict }) => [question, verdict])),
    why: told.map(({ en }) => en).join(' | '),
  };
}

/** By another way than the verifier's: the root that the kit's tree has. */
function rootOf(size: number, salt?: string): Uint8Array {
  const note = Buffer.from(staticLogOf(size, salt).get('checkpoint') ?? []).toString();
  return Buffer.from(note.split('\n')[2] ?? '', 'base64');
}

const SIZE = 600;
const honest = staticLogOf(SIZE);

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

describe('an honest log', () => {
  it.each([0, 1, 255, 256, 257, 511, 512, 600, 65_793])('of %i entries passes', async (size) => {
    expect(await check(staticLogOf(size))).toEqual({ exitCode: 0, not: OPEN, why: '' });
  });

  it('continues every tree that it has been', async () => {
    const since = [0, 1, 2, 255, 256, 257, 512, 599, 600];
    expect(await check(honest, { since })).toMatchObject({ exitCode: 0, not: { SM2: 'NOT_CHECKED' } });
  });

  it('may have parts of tiles that were exported before', async () => {
    const older = staticLogOf(500);
    older.delete('checkpoint');
    expect(older.has('tile/0/001.p/244') && older.has('tile/entries/001.p/244')).toBe(true);
    const both = new Map([...older, ...honest]);
    expect(await check(both)).toEqual({ exitCode: 0, not: OPEN, why: '' });
  });

  it('may have begun to be exported further, which nobody has signed for', async () => {
    const newer = staticLogOf(700);
    newer.delete('checkpoint');
    const cut = await check(new Map([...honest, ...newer]));
    expect(cut).toMatchObject({ exitCode: 0, not: { ...OPEN } });
    const beyond = await check(
      new Map([...honest, ...[...staticLogOf(900)].filter(([path]) => !honest.has(path))]),
    );
    expect(beyond).toMatchObject({ exitCode: 0, not: { ...OPEN, REST: 'NOT_CHECKED' } });
    expect(beyond.why).toContain('tile/0/003');
  });

  it('is told to have other files besides, as nobody has signed for them', async () => {
    const strange = ['notes.txt', 'tile/0/0', 'tile/0/002.p/300', 'tile/0/000.half', 'sm3/checkpoint'];
    const files = changed((all) => {
      for (const path of strange) all.set(path, utf8('x'));
    });
    const { exitCode, not, why } = await check(files);
    expect([exitCode, not]).toEqual([0, { ...OPEN, REST: 'NOT_CHECKED' }]);
    expect(why).toContain('5 files are no part of what was signed');
  });

  it('may have kinds of entries that the verifier does not know, and says which', async () => {
    const leaves = [...leavesFor(300)];
    for (const at of [7, 256, 257, 299]) leaves.splice(at, 0, utf8('{"type":"FromTheFuture","v":9}'));
    const { exitCode, not, why } = await check(new Map(staticLog(leaves)));
    expect([exitCode, not]).toEqual([0, { ...OPEN, LEAVES: 'NOT_CHECKED' }]);
    expect(why).toBe('4 of no known kind: 7, 256, 257 …');
  });

  it('has its SM2 line checked where the auditor has that key', async () => {
    const sm2 = sm2NoteSigner(ORIGIN, generatePrivateKey('SM2'));
    const text = Buffer.from(honest.get('checkpoint') ?? [])
      .toString()
      .split('\n\n')[0];
    const note = signNote(`${text}\n`, [STATIC_LOG, sm2]) + STATIC_WITNESS.cosign(`${text}\n`, 1_795_312_680);
    const signed = changed((files) => files.set('checkpoint', utf8(note)));
    expect((await check(signed, { trust: { gm: sm2.vkey } })).not).not.toHaveProperty('SM2');
    expect(await check(honest, { trust: { gm: sm2.vkey } })).toMatchObject({
      exitCode: 1,
      not: { SM2: 'FAIL' },
    });
  });
});

describe('files that are damaged', () => {
  const entry300 = 'tile/entries/001';

  it.each<[string, (files: Files) => void, Readonly<Record<string, Verdict>>, string]>([
    [
      'an entry, in a full bundle',
      flipped(entry300, 5000),
      { ENTRIES: 'FAIL' },
      'tile/entries/001 entry 266 is not the one in the log',
    ],
    [
      'an entry, in the last bundle',
      flipped('tile/entries/002.p/88', 50),
      { ENTRIES: 'FAIL' },
      'tile/entries/002.p/88 entry 512 is not the one in the log',
    ],
    ['the length of an entry', flipped(entry300, 1), { ENTRIES: 'FAIL' }, 'tile/entries/001 has '],
    [
      'a hash of a leaf',
      flipped('tile/0/001', 40),
      { TILES: 'FAIL' },
      'tile/0/001 hash 1 does not follow from the entries',
    ],
    [
      'a hash of a leaf in the last tile',
      flipped('tile/0/002.p/88', 2815),
      { TILES: 'FAIL' },
      'tile/0/002.p/88 hash 87 does not follow from the entries',
    ],
    [
      'a hash above',
      flipped('tile/1/000.p/2', 40),
      { TILES: 'FAIL' },
      'tile/1/000.p/2 hash 1 does not follow from the entries',
    ],
    [
      'a tile cut short',
      (files) => files.set('tile/0/000', (files.get('tile/0/000') ?? utf8('')).subarray(0, 8191)),
      { TILES: 'FAIL' },
      'tile/0/000 has 8191 bytes, not 8192',
    ],
    [
      'a tile of another width than its name says',
      (files) => files.set('tile/0/002.p/88', (files.get('tile/0/002.p/88') ?? utf8('')).subarray(32)),
      { TILES: 'FAIL' },
      'tile/0/002.p/88 has 2784 bytes, not 2816',
    ],
    [
      'a tile a hundred times too large',
      (files) => files.set('tile/0/000', new Uint8Array(819_200)),
      { TILES: 'FAIL' },
      'tile/0/000 has 819200 bytes, not 8192',
    ],
    [
      'a bundle cut short between entries',
      (files) => {
        const bytes = files.get(entry300) ?? utf8('');
        files.set(entry300, bytes.subarray(0, bytes.length - 2 - Buffer.from(bytes).readUInt16BE(0)));
      },
      { ENTRIES: 'FAIL' },
      'tile/entries/001 has 255 entries, not 256',
    ],
    [
      'a bundle cut short in an entry',
      (files) => files.set(entry300, (files.get(entry300) ?? utf8('')).subarray(0, 500)),
      { ENTRIES: 'FAIL' },
      'tile/entries/001 is not whole entries',
    ],
    [
      'a bundle left empty',
      (files) => files.set(entry300, new Uint8Array(0)),
      { ENTRIES: 'FAIL' },
      'tile/entries/001 has 0 entries, not 256',
    ],
    ['a tile gone', (files) => files.delete('tile/0/001'), { TILES: 'NOT_CHECKED' }, 'missing: tile/0/001'],
    [
      'a tile above gone',
      (files) => files.delete('tile/1/000.p/2'),
      { TILES: 'NOT_CHECKED' },
      'missing: tile/1/000.p/2',
    ],
    [
      'a bundle gone',
      (files) => files.delete(entry300),
      { ENTRIES: 'NOT_CHECKED' },
      'missing: tile/entries/001',
    ],
    [
      'a bundle and its tile gone',
      (files) => {
        files.delete(entry300);
        files.delete('tile/0/001');
      },
      { ENTRIES: 'NOT_CHECKED', TILES: 'NOT_CHECKED', ROOT: 'NOT_CHECKED', REST: 'NOT_CHECKED' },
      'missing: tile/entries/001 | missing: tile/0/001 | cannot be computed without all entries',
    ],
    [
      'a part that was exported before',
      (files) => files.set('tile/0/001.p/10', new Uint8Array(320)),
      { TILES: 'FAIL' },
      'tile/0/001.p/10 hash 0 does not follow from the entries',
    ],
    [
      'a part of a bundle that was exported before',
      (files) => files.set('tile/entries/001.p/1', utf8('\0\x01x')),
      { ENTRIES: 'FAIL' },
      'tile/entries/001.p/1 does not agree with tile/entries/001',
    ],
  ])('are named: %s', async (_, damage, expected, why) => {
    const answers = await check(changed(damage));
    const isUnread = 'ENTRIES' in expected && !why.includes('does not agree');
    const unread = isUnread ? { KEYS: 'NOT_CHECKED', ENDS: 'NOT_CHECKED', PAIRS: 'NOT_CHECKED' } : {};
    expect(answers.not).toEqual({ ...OPEN, ...expected, ...unread });
    expect(answers.why).toContain(why);
    expect(answers.exitCode).toBe(Object.values(expected).includes('FAIL') ? 1 : 3);
  });

  it('are counted when there are many, and the first are named', async () => {
    const files = changed((all) => {
      for (const index of [0, 1]) flipped(tilePath({ level: 0, index, width: 256 }), 0)(all);
      for (const path of ['tile/0/000.p/1', 'tile/0/000.p/2']) all.set(path, new Uint8Array(3));
    });
    expect((await check(files)).why).toContain('… (4)');
  });
});

describe('a log that lies', () => {
  it('is caught with an entry replaced, and every tile made to fit', async () => {
    const leaves = [...leavesFor(SIZE)];
    leaves[300] = utf8('{"another":"story"}');
    const files = new Map(staticLog(leaves));
    files.set('checkpoint', honest.get('checkpoint') ?? utf8(''));
    expect(await check(files)).toMatchObject({ exitCode: 1, not: { ROOT: 'FAIL', LEAVES: 'NOT_CHECKED' } });
  });

  it.each([
    ['left out', (leaves: Uint8Array[]) => leaves.splice(300, 1)],
    ['put in', (leaves: Uint8Array[]) => leaves.splice(300, 0, utf8('{}'))],
    ['exchanged', (leaves: Uint8Array[]) => leaves.splice(300, 2, ...leaves.slice(300, 302).reverse())],
  ])('is caught with an entry %s', async (_, change) => {
    const leaves = [...leavesFor(SIZE + 1)];
    change(leaves);
    const files = new Map(staticLog(leaves.slice(0, SIZE)));
    files.set('checkpoint', honest.get('checkpoint') ?? utf8(''));
    expect(await check(files)).toMatchObject({ exitCode: 1, not: { ROOT: 'FAIL' } });
  });

  it.each([
    ['left out', (leaves: Uint8Array[]) => leaves.splice(300, 1), '300 guangdong → henan: 302 ≠ 301'],
    ['told twice', (leaves: Uint8Array[]) => leaves.splice(300, 0, ...leaves.slice(10, 11)), '11 ≠ 301'],
    [
      'exchanged',
      (leaves: Uint8Array[]) => leaves.splice(300, 2, ...leaves.slice(300, 302).reverse()),
      '302 ≠ 301',
    ],
  ])('is caught with an act %s that it never logged otherwise', async (_, change, why) => {
    const leaves = [...leavesFor(SIZE)];
    change(leaves);
    const answers = await check(new Map(staticLog(leaves)));
    expect(answers).toMatchObject({ exitCode: 1, not: { ...OPEN, PAIRS: 'FAIL' } });
    expect(answers.why).toContain(why);
  });

  it('is caught forked, by whoever has an older checkpoint', async () => {
    const fork = staticLogOf(SIZE, 'another story');
    expect(await check(fork)).toMatchObject({ exitCode: 0 });
    const known = await check(fork, { since: [300] });
    expect(known).toMatchObject({ exitCode: 1, not: { CONSISTENT: 'FAIL' } });
  });

  it('is not said to continue what is younger than it', async () => {
    const answers = await check(honest, { since: [700] });
    expect(answers).toMatchObject({ exitCode: 3, not: { CONSISTENT: 'NOT_CHECKED' } });
  });

  it('does not make the verifier count to a size that nobody could export', async () => {
    const note = noteOf(Number.MAX_SAFE_INTEGER, rfc6962.empty);
    const answers = await check(changed((files) => files.set('checkpoint', utf8(note))));
    expect(answers).toMatchObject({ exitCode: 3, not: { ENTRIES: 'NOT_CHECKED', ROOT: 'NOT_CHECKED' } });
    expect(answers.why).toContain(bundlePath(2, 256));
  });
});

describe('a checkpoint that is not believed', () => {
  const text = Buffer.from(honest.get('checkpoint') ?? []).toString();
  const body = text.slice(0, text.indexOf('\n\n') + 1);
  const sign = (altered: string) => signNote(altered, [STATIC_LOG]);
  const stranger = ed25519Signer(ORIGIN, ed25519FromSeed(sha256(utf8('a stranger'))));

  it.each([
    ['signed by a stranger', signNote(body, [stranger]), 'a signature does not hold'],
    ['of another log', signNote(body.replace(ORIGIN, 'other.example'), [STATIC_LOG]), 'does not name'],
    ['of another size than was signed', text.replace('\n600\n', '\n601\n'), 'a signature does not hold'],
    ['with a size in hex', sign(body.replace('\n600\n', '\n0x258\n')), 'not a checkpoint'],
    ['with a signed size', sign(body.replace('\n600\n', '\n+600\n')), 'not a checkpoint'],
    ['with a size below nothing', sign(body.replace('\n600\n', '\n-1\n')), 'not a checkpoint'],
    ['with a size of 00', sign(body.replace('\n600\n', '\n00\n')), 'not a checkpoint'],
    ['with a size beyond 2^53', sign(body.replace('\n600\n', '\n9007199254740993\n')), 'not a checkpoint'],
    ['with an extension line', sign(`${body}more\n`), 'not a checkpoint'],
    ['with a thousand signature lines', text + text.split('\n\n')[1]?.repeat(500), 'not a checkpoint'],
    ['with base64 that is not canonical', text.replace(/=\n/, '\n'), 'not a checkpoint'],
    ['without a newline at its end', text.slice(0, -1), 'not a checkpoint'],
    ['with control characters', text.replace('\n600\n', '\n600\r\n'), 'not a checkpoint'],
    [
      'with a wrong line of its witness',
      text.replace(/(witness\.example \S{12})(.)/, (_, a, b) => a + (b === 'A' ? 'B' : 'A')),
      'a signature does not hold',
    ],
    ['empty', '', 'not a checkpoint'],
  ])('%s: nothing else is looked at', async (_, note, why) => {
    const answers = await check(changed((files) => files.set('checkpoint', utf8(note))));
    expect(answers.exitCode).toBe(1);
    expect(answers.not).toMatchObject({ LOG_SIGNATURE: 'FAIL', ROOT: 'NOT_CHECKED' });
    expect(answers.why).toContain(why);
  });

  it('without its witnesses is incomplete', async () => {
    const alone = changed((files) => files.set('checkpoint', utf8(sign(body))));
    expect(await check(alone)).toMatchObject({ exitCode: 3, not: { WITNESSES: 'NOT_CHECKED' } });
  });

  it('that is not there is unreadable', async () => {
    await expect(check(changed((files) => files.delete('checkpoint')))).rejects.toThrow(LogFilesError);
  });
});
