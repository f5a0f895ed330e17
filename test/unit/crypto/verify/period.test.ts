import { describe, expect, it } from 'vitest';
import { formatPeriod, type Period } from '#crypto/evidence';
import { hex, sha256, utf8 } from '#crypto/primitives';
import { parseCheckpoint, parseNote } from '#crypto/tlog';
import { readTrust } from '#crypto/verify';
import { examineBundle } from '#crypto/verify/log';
import { PeriodVerifier } from '#crypto/verify/period';
import { AT, HUB, ORIGIN } from '../../../kit/evidence.js';
import { logFilesOf } from '../../../kit/exported-log.js';
import { acts, CLOSED, keyOf, logOf, openedAfter, SECOND, type SignedLog } from '../../../kit/log-chain.js';

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

async function check(
  logs: readonly SignedLog[],
  changed: Partial<Period> = {},
  since: readonly SignedLog[] = [],
) {
  const period = { ...QUIET, ...changed };
  const named = (folder: string) => logs[Number(/\d+$/.exec(folder)?.[0] ?? 0)] ?? expect.fail(folder);
  const files = {
    period: formatPeriod(period),
    log: (folder: string) => logFilesOf(named(folder)),
    checkpoint: (folder: string) => named(folder).get('checkpoint') ?? expect.fail(folder),
    list: async function* () {},
    readCase: async () => undefined,
    countCases: () => 0,
  };
  const { answers, exitCode } = await new PeriodVerifier(trust).verify(files, {
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
