import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changeDirectory, logDirectory, revokeKey } from '#hub/exchange';
import { systemRuntime } from '#hub/runtime';
import { APP_ROLE, openDatabase } from '#hub/store';
import { freshDatabase, type TestDatabase } from '../kit/database.js';
import { FAULT_KINDS, FaultyDatabase } from '../kit/faulty-database.js';

const HUB = 'tongban-dev';
const runtime = systemRuntime();
const editor = { enteredBy: 'wang', runtime };

let database: TestDatabase;
let db: FaultyDatabase;

beforeEach(async () => {
  database = await freshDatabase();
  const options = { url: database.url, poolSize: 4, role: APP_ROLE, onError: () => {} };
  db = new FaultyDatabase(openDatabase(options));
});
afterEach(async () => {
  await db.close();
  await database.drop();
});

interface Told {
  readonly type: string;
  readonly kid?: string;
  readonly found?: true;
}

/** What waits to be logged, each with its row and nothing besides. */
async function told(): Promise<Told[]> {
  const rows = await database.query<{ leaf_id: string; body: Buffer }>(
    'select leaf_id, body from log_pending order by id',
  );
  const acts = await database.query<{ leaf_id: string }>('select leaf_id from directory_act');
  const sorted = (list: readonly { leaf_id: string }[]) => list.map((row) => row.leaf_id).sort();
  expect(sorted(acts)).toEqual(sorted(rows));
  return rows.map(({ body }) => JSON.parse(body.toString()) as Told);
}

async function keys(): Promise<string[]> {
  const rows = await database.query<{ kid: string }>('select kid from peer_key order by kid');
  return rows.map(({ kid }) => kid);
}

describe('the directory as the log finds it', () => {
  it('is said once, however many processes start at once, and the beginning comes last', async () => {
    const done = await Promise.all(Array.from({ length: 4 }, () => logDirectory(db, HUB, runtime)));
    expect(done.filter(Boolean)).toHaveLength(1);
    expect(await logDirectory(db, HUB, runtime)).toBe(false);
    const leaves = await told();
    expect(leaves.at(-1)).toMatchObject({ type: 'DirectoryOpened', keys: (await keys()).length });
    const registered = leaves.filter(({ type }) => type === 'KeyRegistered');
    expect(registered.map(({ kid }) => kid).sort()).toEqual(await keys());
    expect(registered.every(({ found }) => found)).toBe(true);
  });

  it.each(FAULT_KINDS)('is said once when the commit goes wrong (%s)', async (kind) => {
    db.plan('directory.open', kind);
    await expect(logDirectory(db, HUB, runtime)).rejects.toThrow();
    expect(await logDirectory(db, HUB, runtime)).toBe(kind !== 'unknown, persisted');
    expect((await told()).filter(({ type }) => type === 'DirectoryOpened')).toHaveLength(1);
  });

  it('is said with what was entered before the first start, which says nothing by itself', async () => {
    const [kid = ''] = await keys();
    await revokeKey(db, editor, { kid, since: 1_000, reason: 'COMPROMISED' });
    expect(await told()).toEqual([]);
    await logDirectory(db, HUB, runtime);
    const revoked = (await told()).filter(({ type }) => type === 'KeyRevoked');
    expect(revoked).toMatchObject([{ kid, found: true, since: 1_000 }]);
  });
});

describe('a change of the directory', () => {
  it.each(FAULT_KINDS)('stands with its leaf or not at all, and given again adds none (%s)', async (kind) => {
    await logDirectory(db, HUB, runtime);
    const before = (await told()).length;
    const [kid = ''] = await keys();
    const revocation = { kid, since: runtime.now(), reason: 'COMPROMISED' } as const;
    db.plan('directory.change', kind);
    await expect(revokeKey(db, editor, revocation)).rejects.toThrow();
    const again = revokeKey(db, editor, revocation);
    if (kind === 'unknown, persisted') await expect(again).rejects.toMatchObject({ code: 'REVOKED_BEFORE' });
    else await again;
    const [row] = await database.query('select kid from peer_key where revoked_at is not null');
    expect(row).toEqual({ kid });
    const added = (await told()).slice(before);
    expect(added).toMatchObject([
      { type: 'KeyRevoked', kid, reason: 'COMPROMISED', since: revocation.since },
    ]);
    expect(JSON.stringify(added)).not.toContain('wang');
  });

  it('that changes nothing says nothing', async () => {
    await logDirectory(db, HUB, runtime);
    const before = await told();
    await changeDirectory(db, editor, async (book) => {
      for (const peer of book.rows.peers) book.peer(peer);
      for (const key of book.rows.keys) book.key(key);
    });
    expect(await told()).toEqual(before);
  });

  it('says of a peer its new name, and of a key its new end', async () => {
    await logDirectory(db, HUB, runtime);
    const before = (await told()).length;
    const ended = await changeDirectory(db, editor, async (book) => {
      const [peer] = book.rows.peers;
      const [key] = book.rows.keys;
      if (peer === undefined || key === undefined) return expect.fail('a peer with a key');
      book.peer({ ...peer, name: '改名' });
      book.key({ ...key, validTo: key.validTo - 1_000 });
      return { peer: peer.peerId, kid: key.kid, to: key.validTo - 1_000 };
    });
    expect((await told()).slice(before)).toMatchObject([
      { type: 'PeerChanged', peer: ended.peer, name: '改名' },
      { type: 'KeyPeriodChanged', kid: ended.kid, to: ended.to },
    ]);
  });

  it('revokes nothing ahead of time, nor what there is not', async () => {
    const [kid = ''] = await keys();
    const reason = 'SUPERSEDED';
    const later = revokeKey(db, editor, { kid, since: runtime.now() + 60_000, reason });
    await expect(later).rejects.toMatchObject({ code: 'IN_FUTURE' });
    const unknown = revokeKey(db, editor, { kid: 'none', since: 0, reason });
    await expect(unknown).rejects.toMatchObject({ code: 'UNKNOWN_KEY' });
  });
});
