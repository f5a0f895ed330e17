import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../kit/database.js';
import { eventually } from '../kit/eventually.js';
import { newLeaves, openTestLog, queueLeaves, type TestLog } from '../kit/log.js';

let database: TestDatabase;
let open: TestLog[];

beforeEach(async () => {
  database = await freshDatabase();
  open = [];
});
afterEach(async () => {
  await Promise.all(open.map((log) => log.close()));
  await database.drop();
});

async function start(options: Parameters<typeof openTestLog>[1] = {}): Promise<TestLog> {
  const log = await openTestLog(database, options);
  open.push(log);
  return log;
}

const leads = (log: TestLog) => eventually(() => expect(log.running.isLeading()).toBe(true));
const idsOf = (leaves: readonly { leafId: string }[]) => leaves.map((leaf) => leaf.leafId);

/** A case's place in the log: what an auditor sees first. */
async function loggedIds(log: TestLog, count: number): Promise<string[]> {
  await eventually(async () => expect((await log.running.reader.state()).size).toBe(count));
  return (await log.audit()).leaves.map((leaf) => leaf.id);
}

describe('the order of the log', () => {
  it('is the order in which leaves were queued', async () => {
    const leaves = newLeaves(700);
    for (const at of [0, 250, 500]) await queueLeaves(database, leaves.slice(at, at + 250));
    const log = await start({ maxLeaves: 64 });
    expect(await loggedIds(log, 700)).toEqual(idsOf(leaves));
  });

  it('keeps what goes on with a case behind what another process has queued of it', async () => {
    const leader = await start();
    await leads(leader);
    const [unrelated, earlier, later] = [newLeaves(1), newLeaves(1), newLeaves(1)];
    let continued: Promise<void> | undefined;
    await leader.append(unrelated, {
      // The leader cannot take from the queue while it is about to commit this.
      beforeCommit: async () => {
        await queueLeaves(database, earlier);
        continued = leader.append(later, { continuesCases: true });
      },
    });
    await continued;
    expect(await loggedIds(leader, 3)).toEqual(idsOf([...unrelated, ...earlier, ...later]));
  });
});

describe('several processes', () => {
  it('wait for what an earlier leader has taken and not given up, rather than pass it by', async () => {
    const leaves = newLeaves(2);
    await queueLeaves(database, leaves);
    const former = new pg.Client({ connectionString: database.url });
    await former.connect();
    await former.query('begin; delete from log_pending where id = (select min(id) from log_pending)');
    const heir = await start();
    await eventually(async () => {
      const waiting = await database.query(
        `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      expect(waiting).toHaveLength(1);
    });
    await former.query('rollback');
    await former.end();
    expect(await loggedIds(heir, 2)).toEqual(idsOf(leaves));
  });

  it('that all take themselves for the leader give each leaf one index, without a gap', async () => {
    const queued = newLeaves(300);
    await queueLeaves(database, queued);
    const racers = await Promise.all([1, 2, 3].map(() => start({ ignoresLock: true, maxLeaves: 32 })));
    const appended = newLeaves(12);
    await Promise.all(appended.map((leaf, i) => eventually(() => racers[i % racers.length]?.append([leaf]))));
    const [witness] = racers;
    if (witness === undefined) return expect.fail();
    const all = [...queued, ...appended];
    const logged = await loggedIds(witness, all.length);
    expect(new Set(logged)).toEqual(new Set(idsOf(all)));
    expect(logged.filter((id) => idsOf(queued).includes(id))).toEqual(idsOf(queued));
  });

  it('share one log: a follower gets its proof when the leader has sequenced, and leads when the leader is gone', async () => {
    const leader = await start();
    await leads(leader);
    const follower = await start();
    const [first = expect.fail(), second = expect.fail()] = newLeaves(2);
    const proof = follower.running.expect(first.leafId).within(60_000);
    await follower.append([first]);
    expect(await proof).toMatchObject({ leaf: Buffer.from(first.body), index: 0 });
    await leader.running.close();
    await leads(follower);
    await follower.append([second]);
    expect(await loggedIds(follower, 2)).toEqual(idsOf([first, second]));
  });
});

describe('the tree', () => {
  /** Where tiles of level 0 and 1 fill up: after 256 and 65,536 leaves. */
  const BOUNDARIES = [255, 256, 257, 65_535, 65_536, 65_537, 65_792];
  /** Only taken over; the last is audited for all of them. */
  const LARGE = [65_535, 65_536, 65_537];

  it('can be taken over and audited whole where tiles fill up', async () => {
    let size = 0;
    for (const boundary of BOUNDARIES) {
      const log = await openTestLog(database);
      await leads(log); // the stored tiles give the signed root
      for (; size < boundary; size += 4096) await log.append(newLeaves(Math.min(4096, boundary - size)));
      size = boundary;
      if (!LARGE.includes(boundary)) expect((await log.audit()).size).toBe(boundary);
      await log.close();
    }
    const [tiles] = await database.query('select count(*)::int as count, max(level) as top from log_tile');
    expect(tiles).toEqual({ count: 257 + 1, top: 1 });
  });
});
