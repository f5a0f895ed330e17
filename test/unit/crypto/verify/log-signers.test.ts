import { describe, expect, it } from 'vitest';
import {
  type DirectoryLeaf,
  formatActLeaf,
  formatDirectoryLeaf,
  isActLeaf,
  parseLeaf,
} from '#crypto/evidence';
import { type MessageKey, messageKey } from '#crypto/jose';
import { generatePrivateKey } from '#crypto/primitives';
import { readLogTrust } from '#crypto/verify';
import { examineBundle, LogVerifier } from '#crypto/verify/log';
import { ends, opened, registered, revoked, UNTIL } from '../../../kit/directory-leaves.js';
import { AT } from '../../../kit/evidence.js';
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

async function check(...parts: readonly (readonly Uint8Array[])[]) {
  const files = new Map(staticLog(parts.flat()));
  const { report } = await new LogVerifier(readLogTrust(STATIC_TRUST)).verify(logFilesOf(files), {
    examine: async (bytes) => examineBundle(bytes),
  });
  const answer = report.answers.find(({ question }) => question === 'SIGNER_KEYS');
  return { exitCode: report.exitCode, said: `${answer?.verdict} ${answer?.en}` };
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
