import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../kit/database.js';
import { eventually } from '../kit/eventually.js';
import { FAULT_KINDS } from '../kit/faulty-database.js';
import { LEADER_LOCK, newLeaves, openTestLog, queueLeaves, type TestLog } from '../kit/log.js';

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

async function storedState(): Promise<{ size: number; epoch: number; note: string } | undefined> {
  const rows = await database.query<{ size: number; epoch: number; note: string }>(
    'select size::int, epoch::int, note from log_state',
  );
  return rows[0];
}

const leads = (log: TestLog) => eventually(() => expect(log.running.isLeading()).toBe(true));

describe.each(FAULT_KINDS)('when a commit of the sequencer goes wrong (%s)', (kind) => {
  it('gives the leaves of the queue one index each, and shows no proof before it holds', async () => {
    const leaves = newLeaves(300);
    await queueLeaves(database, leaves);
    const log = await start({ plan: (faults) => faults.plan('log.sequence', kind) });
    const shown = leaves.map(async ({ leafId }) => {
      const included = await log.running.expect(leafId).within(60_000);
      // Whoever is shown a proof can look: what it rests on is committed.
      expect((await storedState())?.size).toBeGreaterThan(included?.index ?? Number.POSITIVE_INFINITY);
      return included?.index;
    });
    expect(await Promise.all(shown)).toEqual(leaves.map((_, i) => i));
    expect(log.faults.pending).toBe(0);
    expect(log.errors).toHaveLength(1);
    const audited = await log.audit();
    expect(audited.leaves.map((leaf) => leaf.id)).toEqual(leaves.map((leaf) => leaf.leafId));
  });

  it('takes the lead all the same', async () => {
    const log = await start({ plan: (faults) => faults.plan('log.lead', kind) });
    await leads(log);
    expect(log.faults.pending).toBe(0);
    expect(log.errors).toHaveLength(1);
    await log.append(newLeaves(3));
    expect((await log.audit()).size).toBe(3);
  });

  it('has the leaves of an act that is stored, and only those', async () => {
    const log = await start();
    await leads(log);
    const [before, during, after] = [newLeaves(2), newLeaves(2), newLeaves(2)];
    await log.append(before);
    log.faults.plan('test.append', kind);
    const isStored = kind === 'unknown, persisted';
    const proof = log.running.expect(during[0]?.leafId ?? '').within(isStored ? 60_000 : 300);
    await expect(log.append(during)).rejects.toThrow();
    expect(await proof).toEqual(isStored ? expect.objectContaining({ index: 2 }) : undefined);
    await log.append(after);
    const ids = [...before, ...(isStored ? during : []), ...after].map((leaf) => leaf.leafId);
    expect((await log.audit()).leaves.map((leaf) => leaf.id)).toEqual(ids);
  });
});

describe('a leader', () => {
  it('that loses its lock hands over without losing a leaf', async () => {
    const [one, other] = [await start(), await start()];
    await eventually(() => expect(one.running.isLeading() || other.running.isLeading()).toBe(true));
    const before = await storedState();
    const leaves = newLeaves(20);
    const appended = leaves.map((leaf, i) => (i % 2 === 0 ? one : other).append([leaf]));
    const ended = await database.query(
      `select pg_terminate_backend(pid) from pg_locks
       where locktype = 'advisory' and objid = $1
         and database = (select oid from pg_database where datname = current_database())`,
      [LEADER_LOCK],
    );
    expect(ended).toHaveLength(1);
    await Promise.all(appended);
    await eventually(async () => expect((await storedState())?.epoch).toBeGreaterThan(before?.epoch ?? 0));
    await eventually(async () => expect((await one.audit()).size).toBe(leaves.length));
    const logged = (await other.audit()).leaves.map((leaf) => leaf.id);
    expect(new Set(logged)).toEqual(new Set(leaves.map((leaf) => leaf.leafId)));
  });

  // With 0 the size is still the one that the old leader expects, and only the epoch speaks against it.
  it.each([0, 2])(
    'that was deposed without knowing cannot commit what it has signed, its heir having logged %i',
    async (count) => {
      const old = await start();
      await leads(old);
      await old.append(newLeaves(3));
      const late = newLeaves(1);
      const committing = old.append(late, {
        beforeCommit: async () => {
          const heir = await start({ ignoresLock: true });
          await leads(heir);
          await heir.append(newLeaves(count));
        },
      });
      await expect(committing).rejects.toMatchObject({ code: '40001' });
      const log = await old.audit();
      expect(log.size).toBe(3 + count);
      expect(log.leaves.map((leaf) => leaf.id)).not.toContain(late[0]?.leafId);
    },
  );
});

describe('taking the lead', () => {
  async function refuses(log: TestLog, why: RegExp): Promise<void> {
    const before = await storedState();
    await queueLeaves(database, newLeaves(1));
    await eventually(() => expect(log.errors.map(String).join()).toMatch(why));
    expect(log.running.isLeading()).toBe(false);
    expect(await storedState()).toEqual(before);
  }

  /** As nobody but the owner of the tables could. */
  async function tamper(table: string, change: string): Promise<void> {
    await database.query(`alter table ${table} disable trigger append_only`);
    await database.query(change);
    await database.query(`alter table ${table} enable trigger append_only`);
  }

  async function logged(count: number): Promise<void> {
    const log = await openTestLog(database);
    await leads(log);
    await log.append(newLeaves(count));
    await log.close();
  }

  it.each([
    ['an entry was changed', 'log_entry', `update log_entry set body = 'forged' where idx = 300`],
    ['an entry is missing', 'log_entry', 'delete from log_entry where idx = 299'],
    ['a tile was changed', 'log_tile', `update log_tile set summit = sha256('forged')`],
  ])('refuses to sign when %s', async (_what, table, change) => {
    await logged(301);
    await tamper(table, change);
    await refuses(await start(), /damaged|refusing to sign/);
  });

  it('refuses to sign when the signed head was turned back', async () => {
    await logged(3);
    const before = await storedState();
    const log = await openTestLog(database);
    await leads(log);
    await log.append(newLeaves(2));
    await log.close();
    await database.query('update log_state set size = $1, note = $2', [before?.size, before?.note]);
    await refuses(await start(), /refusing to sign/);
  });

  it('refuses to sign with a key that is not the log’s', async () => {
    await logged(3);
    await refuses(await start({ seeds: ['another key'] }), /not one of .* refusing to sign/);
  });
});
