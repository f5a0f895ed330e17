import { uuidv7 } from 'uuidv7';
import { describe, expect, it } from 'vitest';
import { commit, formatActDraft, parseLeaf } from '#crypto/evidence';
import { utf8 } from '#crypto/primitives';
import { PairCheck } from '#crypto/verify';
import { logStore } from '#hub/store';
import { eventually } from '../kit/eventually.js';
import { FAULT_KINDS } from '../kit/faulty-database.js';
import { leads, logStand, newLeaves, queueLeaves, type TestLog } from '../kit/log.js';

const stand = logStand();
const { start } = stand;

function acts(actor: string, to: readonly string[], count = 1): logStore.Leaf[] {
  const nothing = commit('message', new Uint8Array(32), utf8(''));
  return Array.from({ length: count }, () => {
    const id = uuidv7();
    const facts = {
      at: 1,
      case: nothing,
      groups: nothing,
      hub: 'tongban-dev',
      item: '002090012000',
      kid: 'k1',
    };
    return {
      leafId: id,
      body: formatActDraft({ ...facts, actor, id, message: nothing, to: [...to], type: 'CaseAccepted' }),
    };
  });
}

/** Reads the whole log. @returns how many acts each platform has sent each; fails unless their numbers are without a fault. */
async function countPairs(log: TestLog): Promise<Record<string, number>> {
  const { size } = await log.running.reader.state();
  const check = new PairCheck();
  const counts: Record<string, number> = {};
  for (const { index, body } of await logStore.readEntries(log.faults, 0, 0, size)) {
    const leaf = parseLeaf(body);
    if (leaf === undefined) continue;
    expect(check.take(index, leaf)).toEqual([]);
    if (!('to' in leaf) || !('actor' in leaf)) continue;
    for (const recipient of leaf.to) {
      const pair = `${leaf.actor} ${recipient}`;
      counts[pair] = (counts[pair] ?? 0) + 1;
    }
  }
  return counts;
}

describe('each act has the running number of its pair', () => {
  it('given with its index, whether it came through the queue or not', async () => {
    const log = await start();
    await leads(log);
    await log.append([
      ...acts('henan', ['hunan'], 2),
      ...newLeaves(1),
      ...acts('henan', ['guangdong', 'hunan']),
    ]);
    await queueLeaves(stand.database, acts('henan', ['hunan'], 3), false);
    await eventually(async () => expect((await log.running.reader.state()).size).toBe(7));
    const [first = expect.fail()] = acts('hunan', ['henan']);
    const proof = log.running.expect(first.leafId).within(60_000);
    await log.append([first]);
    expect(parseLeaf((await proof)?.leaf ?? new Uint8Array())).toMatchObject({ pairSeq: [1], v: 3 });
    expect(await countPairs(log)).toEqual({ 'henan hunan': 6, 'henan guangdong': 1, 'hunan henan': 1 });
  });

  it('in the next process too', async () => {
    const former = await start();
    await leads(former);
    await former.append(acts('henan', ['hunan'], 5));
    await former.running.close();
    const heir = await start();
    await leads(heir);
    await heir.append(acts('henan', ['hunan'], 2));
    expect(await countPairs(heir)).toEqual({ 'henan hunan': 7 });
  });

  it('though processes race that all take themselves for the leader', async () => {
    await queueLeaves(stand.database, acts('henan', ['hunan'], 60));
    const racers = await Promise.all([1, 2].map(() => start({ ignoresLock: true, maxLeaves: 16 })));
    const appended = Array.from({ length: 8 }, () => acts('henan', ['hunan', 'guangdong']));
    await Promise.all(appended.map((leaves, i) => eventually(() => racers[i % 2]?.append(leaves))));
    const [one = expect.fail()] = racers;
    await eventually(async () => expect((await one.running.reader.state()).size).toBe(68));
    expect(await countPairs(one)).toEqual({ 'henan hunan': 68, 'henan guangdong': 8 });
  });
});

describe.each(FAULT_KINDS)(
  'when a commit of the log goes wrong (%s), no number is lost and none given twice',
  (kind) => {
    it.each(['test.append', 'log.sequence'])('at %s', async (point) => {
      const log = await start();
      await leads(log);
      await log.append(acts('henan', ['hunan']));
      log.faults.plan(point, kind);
      if (point === 'log.sequence') await queueLeaves(stand.database, acts('henan', ['hunan'], 2));
      else await expect(log.append(acts('henan', ['hunan'], 2))).rejects.toThrow();
      await eventually(() => expect(log.faults.pending).toBe(0));
      await leads(log);
      await log.append(acts('henan', ['hunan']));
      const isLost = point === 'test.append' && kind !== 'unknown, persisted';
      await eventually(async () => expect(await countPairs(log)).toEqual({ 'henan hunan': isLost ? 2 : 4 }));
    });
  },
);
