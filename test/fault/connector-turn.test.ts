import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  HubCallError,
  LogWatches,
  type LogWatchesParts,
  readChain,
  readLogs,
  readLogWatch,
} from '#connectors/kit';
import { formatLogClosedLeaf, type LogTurn } from '#crypto/evidence';
import { type NoteSigner, openByLogs } from '#crypto/tlog';
import { EntryLog } from '../kit/entry-log.js';
import { ORIGIN } from '../kit/evidence.js';
import { about, acts, keyOf, SECOND } from '../kit/log-chain.js';
import { endedLog, NEXT_KEY, named, nextLog, OLD_KEY, OTHER_KEY, turnOf } from '../kit/turned-log.js';

const LIMIT_MS = 60_000;
const THIRD = SECOND.replace(/next$/, 'third');

describe('a connector when the log of its hub is turned', () => {
  const old = endedLog();
  const next = nextLog(old);
  let dataDir: string;
  let now: number;
  let alarms: string[];
  let logs: Map<string, EntryLog>;
  let turns: Map<string, LogTurn>;

  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'tongban-turn-'));
    now = 1_000_000;
    alarms = [];
    hubHas(old, next);
  });
  afterEach(() => rmSync(dataDir, { recursive: true }));

  /** The hub has these logs, one behind the other. */
  function hubHas(...chain: readonly EntryLog[]): void {
    logs = new Map(chain.map((log) => [log.origin, log]));
    turns = new Map(
      chain.slice(1).flatMap((later, i) => {
        const ended = chain[i];
        return ended === undefined ? [] : [[ended.origin, turnOf(ended, later)]];
      }),
    );
  }

  const open = (pinned: readonly NoteSigner[] = [OLD_KEY], over: Partial<LogWatchesParts> = {}) =>
    LogWatches.open({
      ...{ logs: readLogs(pinned.map(({ vkey }) => vkey)), dataDir, whenForked: 'HOLD' },
      ...{ proofLimitMs: LIMIT_MS, clock: () => now },
      client: {
        consistency: async (from, to, origin = '') => logs.get(origin)?.consistency(from, to) ?? [],
        turn: async (origin) => turns.get(origin),
      },
      log: { info: () => {}, warn: () => {}, error: (_, text) => alarms.push(text) },
      ...over,
    });
  /** As whoever checks a receipt. */
  const show = (watch: LogWatches, note: string) => {
    const tree = openByLogs(note, watch.keys);
    if (tree === 'WRONG_ORIGIN') watch.sawUnknown(note);
    if (typeof tree === 'string') throw new Error(tree);
    watch.saw(note, tree);
  };
  const showUnknown = (watch: LogWatches, note: string) =>
    expect(() => show(watch, note)).toThrow('yet to be followed');
  const seen = async (key: NoteSigner) => readLogWatch(dataDir, [key.verifier]);

  it('follows to the log that the last entry names, and remembers it', async () => {
    const watch = await open();
    show(watch, old.checkpoint(4));
    await watch.round();
    showUnknown(watch, next.checkpoint(5));
    expect(() => watch.checkMaySend()).toThrow(`yet to be followed (${SECOND})`);
    expect(watch.hasRoom()).toBe(false);
    await watch.round();
    show(watch, next.checkpoint(5));
    await watch.round();
    watch.checkMaySend();
    expect([watch.hasRoom(), alarms]).toEqual([true, []]);
    expect([(await seen(OLD_KEY)).size, (await seen(NEXT_KEY)).size]).toEqual([old.size, next.size]);
    turns.clear(); // nobody is asked again
    const again = await open();
    for (const note of [old.checkpoint(7), next.checkpoint(9)]) show(again, note);
    await again.round();
    again.checkMaySend();
    expect(alarms).toEqual([]);
  });

  it('follows as many as there are since it was last there, with an empty data folder too', async () => {
    const [third, later] = [keyOf(THIRD, 'third'), keyOf(`${THIRD}-2`, 'later')];
    const second = ended(nextLog(old), named(third));
    const closed = ended(nextLog(second, third), named(later));
    const last = nextLog(closed, later);
    hubHas(old, second, closed, last);
    const watch = await open();
    showUnknown(watch, last.checkpoint());
    await watch.round();
    show(watch, last.checkpoint());
    expect((await readChain(dataDir, readLogs(OLD_KEY.vkey))).map(({ keys }) => keys[0].name)).toEqual([
      ORIGIN,
      SECOND,
      THIRD,
      `${THIRD}-2`,
    ]);
    watch.checkMaySend();
  });

  it.each([
    ['before anything was asked', 0],
    ['before the proof of the end had come', 1],
  ])('is where it was when it was killed %s, and goes on from there', async (_, calls) => {
    let left = calls;
    const dying = <T>(answer: T): T => {
      left -= 1;
      if (left < 0) throw new HubCallError('UNAVAILABLE', 'killed');
      return answer;
    };
    const client = {
      consistency: async (from: number, to: number) => dying(old.consistency(from, to)),
      turn: async () => dying(turns.get(ORIGIN)),
    };
    const killed = await open([OLD_KEY], { client });
    show(killed, old.checkpoint(4));
    await killed.round(); // the first one is taken as it comes
    showUnknown(killed, next.checkpoint());
    await killed.round().catch(() => {});
    expect((await readChain(dataDir, readLogs(OLD_KEY.vkey))).length).toBe(1);
    // As it is left when it is killed while it writes.
    writeFileSync(join((await seen(OLD_KEY)).folder, '.half-turn.json'), '{"clos');
    const again = await open();
    showUnknown(again, next.checkpoint());
    await again.round();
    show(again, next.checkpoint());
    again.checkMaySend();
    expect(alarms).toEqual([]);
  });

  const twin = endedLog(named(OTHER_KEY));
  it.each([
    ['another key than the one that is named', 'BEGINNING', old, nextLog(old, OTHER_KEY)],
    ['another log than the one that is named', 'BEGINNING', endedLog(named(keyOf(THIRD, 'third'))), next],
    ['another size of the end', 'OTHER_END', old, nextLog(old, NEXT_KEY, { ...old.head(), size: 10 })],
    [
      'another root of the end',
      'OTHER_END',
      old,
      nextLog(old, NEXT_KEY, { ...old.head(), root: twin.head().root }),
    ],
    [
      'an end by a key of somebody else',
      'END',
      endedLog(named(NEXT_KEY), { ...OLD_KEY, sign: OTHER_KEY.sign }),
      next,
    ],
    ['a log that came before', 'KNOWN', endedLog(named(keyOf(ORIGIN, 'again'))), next],
  ])(
    'follows nobody to %s: alarm, evidence, and nothing is sent, after a restart neither',
    async (_, fault, ended_, later) => {
      hubHas(ended_, later);
      const watch = await open();
      showUnknown(watch, later.checkpoint());
      await watch.round();
      await watch.round();
      expect(alarms).toEqual([expect.stringContaining('that does not hold')]);
      expect(() => watch.checkMaySend()).toThrow(/yet to be followed/);
      const again = await open();
      expect(alarms).toHaveLength(2);
      expect(() => again.checkMaySend()).toThrow('refused-turn.json');
      const { folder } = await seen(OLD_KEY);
      expect((await seen(OLD_KEY)).refusedTurn).toBe(join(folder, 'refused-turn.json'));
      expect(JSON.parse(readFileSync(join(folder, 'refused-turn.json'), 'utf8'))).toMatchObject({ fault });
      (await open([OLD_KEY], { whenForked: 'GO_ON' })).checkMaySend();
    },
  );

  it('finds a fork at the turn: an end of other entries than those that it was shown', async () => {
    const watch = await open();
    const other = new EntryLog(ORIGIN, acts(20, 30), OLD_KEY);
    show(watch, other.checkpoint(6));
    await watch.round();
    showUnknown(watch, next.checkpoint());
    await watch.round();
    await watch.round();
    expect(alarms).toEqual([expect.stringContaining('the hub’s log has forked')]);
    expect(() => watch.checkMaySend()).toThrow('the log has forked');
    expect((await readChain(dataDir, readLogs(OLD_KEY.vkey))).length).toBe(1);
  });

  it.each([
    ['before', true],
    ['after', false],
  ])('finds a fork at the turn: more entries than the end has, shown %s it', async (_, isBefore) => {
    const longer = new EntryLog(ORIGIN, [...acts(0, 10), old.entry(10).leaf, ...acts(10, 15)], OLD_KEY);
    const consistency = async (from: number, to: number, origin = '') =>
      (origin === ORIGIN ? longer : next).consistency(from, to); // which proves all of it
    const client = { consistency, turn: async () => turnOf(old, next) };
    const watch = await open([OLD_KEY], { client });
    if (isBefore) {
      show(watch, longer.checkpoint(14));
      await watch.round();
    }
    showUnknown(watch, next.checkpoint());
    await watch.round();
    if (!isBefore) {
      show(watch, longer.checkpoint(14));
      await watch.round();
    }
    expect(alarms).toEqual([expect.stringContaining('the hub’s log has forked')]);
    expect(() => watch.checkMaySend()).toThrow('the log has forked');
    const { folder } = await seen(OLD_KEY);
    const kept = readdirSync(join(folder, 'forks')).map((name) =>
      readFileSync(join(folder, 'forks', name), 'utf8'),
    );
    expect(kept.sort()).toEqual([old.checkpoint(), longer.checkpoint(14)].sort());
  });

  it('waits for what nothing leads to, and says so after a while', async () => {
    turns.clear();
    const watch = await open();
    showUnknown(watch, next.checkpoint());
    await watch.round();
    expect(alarms).toEqual([]);
    now += LIMIT_MS + 1;
    await watch.round();
    await watch.round();
    expect(alarms).toEqual([expect.stringContaining('to which no known one leads')]);
    expect(() => watch.checkMaySend()).toThrow('yet to be followed');
    hubHas(old, next); // it was only late
    await watch.round();
    watch.checkMaySend();
  });

  it('is led nowhere by an end that names none, and takes what is pinned', async () => {
    const closed = formatLogClosedLeaf({ ...about(9_001), reason: 'PLANNED' });
    const before = new EntryLog(ORIGIN, [...acts(0, 10), closed], OLD_KEY);
    const after = nextLog(before);
    hubHas(before, after);
    const unpinned = await open();
    showUnknown(unpinned, after.checkpoint());
    await unpinned.round();
    expect(() => unpinned.checkMaySend()).toThrow('yet to be followed');
    const watch = await open([OLD_KEY, NEXT_KEY]);
    show(watch, after.checkpoint());
    await watch.round();
    watch.checkMaySend();
    expect(alarms).toEqual([]);
  });

  it('takes what is pinned where the end agrees with it, and otherwise neither', async () => {
    const watch = await open([OLD_KEY, NEXT_KEY]);
    show(watch, next.checkpoint());
    await watch.round();
    await watch.round();
    watch.checkMaySend();
    expect((await readChain(dataDir, readLogs(OLD_KEY.vkey))).length).toBe(2);
    await expect(open([OLD_KEY, OTHER_KEY])).rejects.toThrow('does not fit hub.logVkey (OTHER_THAN_PINNED)');
    rmSync(join(dataDir, 'log'), { recursive: true });
    const own = nextLog(old, OTHER_KEY);
    hubHas(old, own);
    const other = await open([OLD_KEY, OTHER_KEY]);
    show(other, own.checkpoint());
    await other.round();
    await other.round();
    expect(alarms).toEqual([expect.stringContaining('that does not hold')]);
    expect(() => other.checkMaySend()).toThrow('see hub.logVkey');
  });

  it('does not start with a turn that cannot be read, or is of other keys', async () => {
    const watch = await open();
    showUnknown(watch, next.checkpoint());
    await watch.round();
    const file = join((await seen(OLD_KEY)).folder, 'turn.json');
    const kept = readFileSync(file, 'utf8');
    writeFileSync(file, kept.slice(0, 100));
    await expect(open()).rejects.toThrow('turn.json cannot be read');
    const { closed } = turnOf(old, next);
    const other = { closed, opened: nextLog(old, OTHER_KEY).entry(0) };
    const text = ({ leaf }: LogTurn['closed']) => Buffer.from(leaf).toString('base64');
    writeFileSync(file, kept.replace(text(closed), text(other.opened)));
    await expect(open()).rejects.toThrow('does not fit hub.logVkey (END)');
  });
});

/** The same log, which has ended. */
function ended(log: EntryLog, next: ReturnType<typeof named>): EntryLog {
  const key = log.origin === SECOND ? NEXT_KEY : keyOf(THIRD, 'third');
  const entries = Array.from({ length: log.size }, (_, i) => log.entry(i).leaf);
  const closed = formatLogClosedLeaf({ ...about(9_003), next, reason: 'PLANNED' });
  return new EntryLog(log.origin, [...entries, closed], key);
}
