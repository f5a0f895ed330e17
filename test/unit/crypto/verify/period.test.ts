import { describe, expect, it } from 'vitest';
import { BundleError, formatPeriod, logFoldersOf, type Period } from '#crypto/evidence';
import { hex, sha256, utf8 } from '#crypto/primitives';
import { formatCheckpoint, parseCheckpoint, parseNote, signNote } from '#crypto/tlog';
import { readTrust } from '#crypto/verify';
import { examineBundle } from '#crypto/verify/log';
import { PeriodArchive, PeriodVerifier } from '#crypto/verify/period';
import { AT, HUB, ORIGIN } from '../../../kit/evidence.js';
import { acts, CLOSED, keyOf, logOf, openedAfter, SECOND, type SignedLog } from '../../../kit/log-chain.js';
import { inMemory, storedArchive } from '../../../kit/stored-archive.js';

const FIRST_KEY = keyOf(ORIGIN, 'first');
const SECOND_KEY = keyOf(SECOND, 'second');
const first = logOf([...acts(0, 300), CLOSED], ORIGIN, FIRST_KEY);
const second = logOf([openedAfter(first), ...acts(300, 310)], SECOND, SECOND_KEY);

const trust = readTrust({
  policy: `log ${FIRST_KEY.vkey}\nlog ${SECOND_KEY.vkey}\nquorum none\n`,
  platforms: utf8('{"keys":[]}'),
});

/** From before the first act: no case is asked for, and all that is said is of the logs. */
const QUIET: Period = {
  ...{ hub: HUB, from: AT - 2_000, to: AT - 1_000, items: undefined, withheld: undefined },
  ...{ logs: [ORIGIN, SECOND], cases: 0, listSha256: hex(sha256(utf8(''))) },
};

/** The files of such evidence, without cases. */
function filesOf(logs: readonly SignedLog[], changed: Partial<Period> = {}): Map<string, Uint8Array> {
  const period = { ...QUIET, ...changed };
  const folders = logFoldersOf(period.logs?.length ?? 1);
  const ofLogs = logs.flatMap((log, i) =>
    [...log].map(([path, bytes]) => [`${folders[i]}/${path}`, bytes] as const),
  );
  return new Map([
    ...ofLogs,
    ['README.txt', utf8('')],
    ['evidence.sha256', utf8('')],
    ['period.json', formatPeriod(period)],
  ]);
}

async function check(
  logs: readonly SignedLog[],
  changed: Partial<Period> = {},
  since: readonly SignedLog[] = [],
) {
  return checkArchive(await storedArchive(filesOf(logs, changed)), since);
}

async function checkArchive(archive: Uint8Array, since: readonly SignedLog[] = []) {
  const opened = await PeriodArchive.open(inMemory(archive));
  const { answers, exitCode } = await new PeriodVerifier(trust).verify(opened, {
    since: since.map(
      (log) =>
        parseCheckpoint(parseNote(Buffer.from(log.get('checkpoint') ?? []).toString())?.text ?? '') ??
        expect.fail(),
    ),
    examine: async (bytes) => examineBundle(bytes),
  });
  return {
    exitCode,
    said: Object.fromEntries(answers.map(({ question, verdict, en }) => [question, `${verdict} ${en}`])),
    failing: answers.filter(({ verdict }) => verdict === 'FAIL').map(({ question }) => question),
  };
}

describe('the logs of a period', () => {
  it('pass where each does, and goes on from the one before', async () => {
    const { exitCode, said } = await check([first, second]);
    expect([exitCode, said.ENDS]).toEqual([
      0,
      `PASS log 0: the first log; closed; log 1: goes on from ${ORIGIN} 301 entries; open`,
    ]);
    expect(said.ENTRIES).toBe('PASS log 0: 301 entries; log 1: 11 entries');
    expect(said.COMPLETE).toBe('PASS 0 acts of the period, each in a case that is here');
  });

  it('lack the acts of the period whose case is not here, by the log that has them', async () => {
    const { exitCode, said } = await check([first, second], { from: AT + 299, to: AT + 301 });
    expect([exitCode, said.COMPLETE]).toEqual([3, 'NOT_CHECKED missing: 299, 1/1']);
  });

  it.each<readonly [string, readonly SignedLog[], Partial<Period>, string, string]>([
    [
      'the end of the first is left out',
      [logOf(acts(0, 290), ORIGIN, FIRST_KEY), second],
      {},
      'ENDS',
      'NOT_CHECKED log 0: the first log; open; log 1: goes on from hub.example/audit/1 301 entries, of which only 290 are here',
    ],
    [
      'the second does not name the first',
      [first, logOf(acts(300, 310), SECOND, SECOND_KEY)],
      {},
      'ENDS',
      'FAIL log 0: the first log; closed; log 1: does not begin with what it goes on from, and hub.example/audit/1 stands before it',
    ],
    [
      'the first is another one',
      [logOf([...acts(1, 301), CLOSED], ORIGIN, FIRST_KEY), second],
      {},
      'ENDS',
      'FAIL log 0: the first log; closed; log 1: the log before (hub.example/audit/1 301) is not the one it names',
    ],
    [
      'they are in another order',
      [second, first],
      { logs: [SECOND, ORIGIN] },
      'ENDS',
      'FAIL log 0: goes on from hub.example/audit/1 301 entries, whose folder was not given too; open; log 1: does not begin with what it goes on from, and hub.example/audit/next stands before it',
    ],
    [
      'they are not those that are named',
      [second, first],
      {},
      'FILES',
      'FAIL logs/0 is hub.example/audit/next, and not hub.example/audit/1; logs/1 is hub.example/audit/1, and not hub.example/audit/next',
    ],
    [
      'the first is left out',
      [second],
      { logs: undefined },
      'COMPLETE',
      'NOT_CHECKED the period begins before the log that is here: what was before stands in hub.example/audit/1',
    ],
    [
      'an act fell between them',
      [first, logOf([openedAfter(first), ...acts(301, 310)], SECOND, SECOND_KEY)],
      {},
      'PAIRS',
      'FAIL log 0: none left out, none twice; log 1: do not run on: 1 guangdong → henan: 302 ≠ 301',
    ],
    [
      'a key is not the one that is believed',
      [first, logOf([openedAfter(first)], SECOND, keyOf(SECOND, 'other'))],
      {},
      'LOG_SIGNATURE',
      '; log 1: checkpoint: a signature does not hold',
    ],
  ])('do not pass where %s', async (_, logs, changed, question, why) => {
    const { exitCode, said } = await check(logs, changed);
    expect(said[question]).toEqual(expect.stringContaining(why));
    expect(exitCode).toBe(said[question]?.startsWith('FAIL') ? 1 : 3);
  });

  it('are damaged where one of them is', async () => {
    const [path, bytes] = [...first].find(([name]) => name.includes('entries')) ?? expect.fail();
    const damaged = new Map(first).set(
      path,
      bytes.map((byte, i) => (i === 40 ? byte ^ 1 : byte)),
    );
    const { said, failing } = await check([damaged, second]);
    expect(failing).toEqual(['ENTRIES']);
    expect(said.ENTRIES).toMatch(/^FAIL log 0: .*; log 1: 11 entries$/);
  });

  it('go on from a checkpoint that the auditor has of either', async () => {
    for (const known of [first, second]) {
      const { exitCode, said } = await check([first, second], {}, [known]);
      expect([exitCode, said.CONSISTENT]).toEqual([0, expect.stringMatching(/^PASS log [01]: continues/)]);
    }
  });
});

describe('the file of a period', () => {
  const files = filesOf([first, second]);
  const changed = (change: (files: Map<string, Uint8Array>) => void) => {
    const copy = new Map(files);
    change(copy);
    return storedArchive(copy);
  };

  it.each([
    ['period.json', /period.json is missing/],
    ['evidence.sha256', /evidence.sha256 is missing/],
    ['logs/1/checkpoint', /logs\/1\/checkpoint is missing/],
  ])('is none without %s', async (path, why) => {
    const without = await changed((all) => all.delete(path));
    await expect(checkArchive(without)).rejects.toThrow(BundleError);
    await expect(checkArchive(without)).rejects.toThrow(why);
  });

  it.each([
    ['of no kind', 'notes.txt'],
    ['of a log that is not named', 'logs/2/checkpoint'],
    ['of a log that stands alone', 'log/checkpoint'],
    ['whose name some systems take for another', 'logs/0/Checkpoint'],
    ['that is no evidence', 'cases/20261122/x.zip'],
    ['that is elsewhere than its case', `cases/20261123/TB20261122${'0'.repeat(22)}.evidence.zip`],
  ])('is false with a file %s', async (_, path) => {
    const { exitCode, said, failing } = await checkArchive(await changed((all) => all.set(path, utf8('x'))));
    expect([exitCode, failing, said.FILES]).toEqual([
      ...[1, ['FILES'], expect.stringMatching(`FAIL ${path} is no part of such evidence`)],
    ]);
  });

  it('is false where evidence is not in the list', async () => {
    const path = `cases/20261122/TB20261122${'0'.repeat(22)}.evidence.zip`;
    const { exitCode, said } = await checkArchive(await changed((all) => all.set(path, utf8('x'))));
    expect([exitCode, said.FILES]).toEqual([1, 'FAIL 0 cases, 0 listed, 1 files']);
  });

  it('names what is damaged, what nothing else is over among it, and never passes', async () => {
    const whole = await storedArchive(files);
    expect((await checkArchive(whole)).exitCode).toBe(0);
    let at = 0;
    for (const [path, { length }] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const altered = Buffer.from(whole);
      const place = at + 30 + path.length + Math.max(0, Math.floor(length / 2) - 1);
      // Of an empty file, the last letter of its name in front of it.
      const flipped = length === 0 ? place - 1 : place;
      altered[flipped] = (altered[flipped] ?? 0) ^ 1;
      at += 30 + path.length + length;
      const { exitCode, said } = await checkArchive(altered);
      expect([exitCode, said.FILES], path).toEqual([1, expect.stringContaining(`${path} is damaged`)]);
    }
  });

  it('takes neither memory nor time for a size that is only said', async () => {
    const size = 2 ** 50;
    const root = sha256(utf8('no tree'));
    const note = signNote(formatCheckpoint({ origin: ORIGIN, size, root }), [FIRST_KEY]);
    const said = new Map(first).set('checkpoint', utf8(note));
    const { exitCode, said: told } = await check([said, second]);
    expect(exitCode).not.toBe(0);
    expect(told.COMPLETE).toBe('NOT_CHECKED missing: 301, 302, 303 … (1236)');
  });
});
