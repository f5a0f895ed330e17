import { describe, expect, it } from 'vitest';
import {
  type DirectoryLeaf,
  formatActLeaf,
  formatDirectoryLeaf,
  formatLogOpenedLeaf,
  isActLeaf,
  parseLeaf,
} from '#crypto/evidence';
import { type MessageKey, messageKey } from '#crypto/jose';
import { base64url, ed25519FromSeed, generatePrivateKey, sha256, utf8 } from '#crypto/primitives';
import { ed25519Signer, formatCheckpoint, parseCheckpoint, parseNote, signNote } from '#crypto/tlog';
import { type LogTrustFiles, readLogTrust } from '#crypto/verify';
import { type CheckedShard, examineBundle, LogVerifier } from '#crypto/verify/log';
import { ends, opened, registered, revoked, UNTIL } from '../../../kit/directory-leaves.js';
import { AT, HUB, idOf, ORIGIN } from '../../../kit/evidence.js';
import { leavesFor, logFilesOf, STATIC_TRUST, staticLog } from '../../../kit/exported-log.js';

const KEY = messageKey(generatePrivateKey('ED25519'));
const OTHER = messageKey(generatePrivateKey('SM2'));

/** So many acts of Guangdong with this key; numbers between platforms run on. */
function acts(from: number, to: number, { kid }: MessageKey = KEY): Uint8Array[] {
  return [...leavesFor(to)].slice(from).map((bytes) => {
    const leaf = parseLeaf(bytes);
    if (leaf === undefined || !isActLeaf(leaf)) return expect.fail('an act');
    return formatActLeaf({ ...leaf, kid });
  });
}

const say = (...leaves: readonly DirectoryLeaf[]) => leaves.map(formatDirectoryLeaf);

async function verify(
  files: ReadonlyMap<string, Uint8Array>,
  trust: LogTrustFiles,
  before: readonly CheckedShard[] = [],
) {
  const { report, checked } = await new LogVerifier(readLogTrust(trust)).verify(logFilesOf(files), {
    before,
    examine: async (bytes) => examineBundle(bytes),
  });
  const answer = report.answers.find(({ question }) => question === 'SIGNER_KEYS');
  return { exitCode: report.exitCode, said: `${answer?.verdict} ${answer?.en}`, checked };
}

async function check(...parts: readonly (readonly Uint8Array[])[]) {
  const { exitCode, said } = await verify(new Map(staticLog(parts.flat())), STATIC_TRUST);
  return { exitCode, said };
}

const NEXT_ORIGIN = `${ORIGIN}-2`;
const NEXT = ed25519Signer(NEXT_ORIGIN, ed25519FromSeed(sha256(utf8('the next log'))));

/** What is said of the second of two logs; the first is not at hand where it is undefined. */
async function checkNext(
  first: readonly (readonly Uint8Array[])[] | undefined,
  ...second: readonly (readonly Uint8Array[])[]
) {
  const end = new Map(staticLog((first ?? []).flat()));
  const note = Buffer.from(end.get('checkpoint') ?? []).toString();
  const { size, root } = parseCheckpoint(parseNote(note)?.text ?? '') ?? expect.fail('a checkpoint');
  const previous = { checkpoint: note, origin: ORIGIN, root: base64url(root), size };
  const begins = formatLogOpenedLeaf({ at: AT, hub: HUB, id: idOf(9_000), previous });
  const files = new Map(staticLog([begins, ...second.flat()]));
  const own = parseCheckpoint(parseNote(Buffer.from(files.get('checkpoint') ?? []).toString())?.text ?? '');
  const head = own ?? expect.fail('a checkpoint');
  files.set('checkpoint', utf8(signNote(formatCheckpoint({ ...head, origin: NEXT_ORIGIN }), [NEXT])));
  const { checked } = await verify(end, STATIC_TRUST);
  const before = first === undefined || checked === undefined ? [] : [checked];
  return (await verify(files, { policy: `log ${NEXT.vkey}\nquorum none\n` }, before)).said;
}

const found = { found: true, enteredBy: undefined } as const;
const registration = registered('guangdong', KEY);

describe('the keys that sign in a log', () => {
  it('are followed from their registration, over the bounds of bundles', async () => {
    const log = await check(say(opened(0), registration), acts(0, 600), say(revoked('guangdong', KEY, AT)));
    expect(log).toEqual({
      exitCode: 0,
      said: 'PASS 1; 600 acts, each behind its key’s registration and before its revocation',
    });
  });

  it('are not judged before the log speaks of the directory, and are from there on', async () => {
    const log = await check(acts(0, 3), say(registered('guangdong', KEY, found), opened(1)), acts(3, 5));
    expect([log.exitCode, log.said]).toEqual([
      0,
      expect.stringContaining('3 from before that are not judged'),
    ]);
  });

  it('are not judged where it never does', async () => {
    const log = await check(acts(0, 3));
    expect(log).toEqual({
      exitCode: 0,
      said: 'NOT_CHECKED the log says nothing of the platforms’ keys',
    });
  });

  it('may end otherwise, and have their cut-off moved back', async () => {
    const changes = say(
      ends('guangdong', KEY, UNTIL - 1),
      revoked('guangdong', KEY, AT),
      revoked('guangdong', KEY, AT - 1),
    );
    expect((await check(say(opened(0), registration), acts(0, 2), changes)).exitCode).toBe(0);
  });

  it.each<[string, string, readonly (readonly Uint8Array[])[]]>([
    ['an act by a key that is not registered', '1 guangdong', [say(opened(0)), acts(0, 1)]],
    ['one before its registration', 'not registered', [say(opened(0)), acts(0, 1), say(registration)]],
    [
      'one behind its revocation, whatever its time',
      `key revoked in entry 2`,
      [say(opened(0), registration, revoked('guangdong', KEY, UNTIL)), acts(0, 1)],
    ],
    [
      'one behind the revocation in another bundle',
      'key revoked in entry 602',
      [say(opened(0), registration), acts(0, 600), say(revoked('guangdong', KEY, AT)), acts(600, 601)],
    ],
    ['a key of another platform', 'a key of henan', [say(opened(0), registered('henan', KEY)), acts(0, 1)]],
    ['a key that was found too late', 'cannot be', [say(opened(0), registered('guangdong', KEY, found))]],
    ['a key that was entered too early', 'cannot be', [say(registration, opened(1))]],
    ['a second beginning', 'once more', [say(opened(0), opened(0))]],
    ['a second registration', 'contradicts', [say(opened(0), registration, registered('guangdong', KEY))]],
    ['a revocation of nothing', 'contradicts', [say(opened(0), revoked('guangdong', OTHER, AT))]],
    [
      'a cut-off that moves on',
      'contradicts',
      [say(opened(0), registration, revoked('guangdong', KEY, AT), revoked('guangdong', KEY, AT + 1))],
    ],
    [
      'a revocation by another platform',
      'contradicts',
      [say(opened(0), registration, revoked('henan', KEY, AT))],
    ],
  ])('are false with %s', async (_, why, parts) => {
    const log = await check(...parts);
    expect([log.exitCode, log.said]).toEqual([1, expect.stringMatching(/^FAIL/)]);
    expect(log.said).toContain(why);
  });
});

describe('the keys that sign in a log which goes on from another', () => {
  const first = [say(opened(0), registration), acts(0, 2)];

  it('are those of the first: registered there, they sign here', async () => {
    expect(await checkNext(first, acts(2, 4))).toMatch(/^PASS 1; 2 acts/);
    expect(await checkNext([acts(0, 2)], acts(2, 4))).toMatch(/^NOT_CHECKED the log says nothing/);
  });

  it.each<[string, string, readonly (readonly Uint8Array[])[], readonly (readonly Uint8Array[])[]]>([
    [
      'one that the first has revoked',
      'revoked in the log before',
      [...first, say(revoked('guangdong', KEY, AT))],
      [acts(2, 3)],
    ],
    ['one that neither has registered', 'not registered', first, [acts(2, 3, OTHER)]],
    [
      'one that is revoked here',
      'key revoked in entry 1',
      first,
      [say(revoked('guangdong', KEY, AT)), acts(2, 3)],
    ],
    ['a second registration', 'contradicts', first, [say(registration)]],
    [
      'a revocation that is taken back by saying once more what the directory has',
      'is said not to be',
      [...first, say(revoked('guangdong', KEY, AT))],
      [say(registered('guangdong', KEY, found), opened(1)), acts(2, 3)],
    ],
    [
      'a key that was entered while that was said',
      'cannot be',
      first,
      [say(registered('guangdong', KEY, found), registered('henan', OTHER), opened(2))],
    ],
  ])('are false with %s', async (_, why, before, second) => {
    const said = await checkNext(before, ...second);
    expect(said).toMatch(/^FAIL/);
    expect(said).toContain(why);
  });

  it('may be said once more, as in a new database', async () => {
    const again = say(registered('guangdong', KEY, found), opened(1));
    expect(await checkNext(first, again, acts(2, 4))).toMatch(/^PASS 1; 2 acts/);
    expect(await checkNext(undefined, again, acts(2, 4))).toMatch(/^PASS 1; 2 acts/);
  });

  it('are open without the first, but for what is false all the same', async () => {
    const more = say(registered('henan', OTHER), ends('guangdong', KEY, UNTIL - 1));
    expect(await checkNext(undefined, more, acts(2, 4))).toMatch(/^NOT_CHECKED the keys were registered/);
    const dead = say(revoked('guangdong', KEY, AT));
    expect(await checkNext(undefined, dead, acts(2, 4))).toMatch(/^FAIL .*key revoked in entry 1/);
  });
});
