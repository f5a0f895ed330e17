import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Files } from '#hub/exchange';
import { systemRuntime } from '#hub/runtime';
import { FileBlobFolder } from '#hub/store';
import { rest } from '../kit/doors.js';
import { eventually } from '../kit/eventually.js';
import { FAULT_KINDS } from '../kit/faulty-database.js';
import { announce, finishUpload, newFile } from '../kit/files.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { submission } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';

const LIFE_MS = 3_600_000;

describe('files that nothing names', () => {
  let hub: TestHub;
  let guangdong: TestPeer;
  /** Another process, in the middle of a transaction. */
  let other: pg.Client;
  let folder: FileBlobFolder;

  beforeAll(async () => {
    hub = await startTestHub();
    guangdong = await hub.peer('guangdong');
    folder = new FileBlobFolder(join(hub.dataDir, 'files'));
    other = new pg.Client({ connectionString: hub.database.url });
    await other.connect();
  });
  afterAll(async () => {
    await other.end();
    await hub.close();
  });

  async function uploaded(): Promise<ReturnType<typeof newFile>> {
    const file = newFile(1_000);
    await announce(guangdong, file.blob);
    await finishUpload(rest, guangdong, file);
    return file;
  }
  const submit = ({ blob }: ReturnType<typeof newFile>) =>
    guangdong.act('SubmitCase', {
      ...submission(),
      materials: [{ name: '材料', source: 'UPLOADED', blob }],
    });
  /** A sweep as it is so much later. @returns how many files it forgot, and what went wrong. */
  async function sweep(later = 2 * LIFE_MS): Promise<{ forgotten: number; errors: Error[] }> {
    const told = { forgotten: 0, errors: [] as Error[] };
    const files = new Files(
      {
        ...{ db: hub.faults, folder, onError: (error) => told.errors.push(error) },
        onForgotten: (count) => {
          told.forgotten += count;
        },
        runtime: { ...systemRuntime(), now: () => Date.now() + later },
      },
      { blobBytes: 1_000, openUploads: 1, uploadLifeMs: 100 * LIFE_MS, unnamedFileLifeMs: LIFE_MS },
    );
    await files.sweep(); // the one that begins with it
    await files.close();
    return told;
  }
  const propose = (sha256: string) =>
    hub.database.query(
      `insert into mapping_version select 'guangdong', $1, '2026-01-01', $1, '', 0, '', '', '', now(), gen_random_uuid(), '', '', '', ''`,
      [sha256],
    );
  const isThere = async ({ sha256, blob }: ReturnType<typeof newFile>) => ({
    row: (await hub.database.query('select 1 from blob where sha256 = $1', [sha256])).length === 1,
    bytes: await folder.holds(blob),
  });
  const waiting = (count: number) =>
    eventually(async () => {
      const rows = await hub.database.query(
        `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      expect(rows).toHaveLength(count);
    });

  it('are forgotten with their bytes once nobody has asked for them for so long, and can be uploaded anew', async () => {
    const [named, unnamed] = [await uploaded(), await uploaded()];
    await submit(named);
    expect(await sweep(LIFE_MS / 2)).toEqual({ forgotten: 0, errors: [] });
    expect(await sweep()).toEqual({ forgotten: 1, errors: [] });
    expect([await isThere(named), await isThere(unnamed)]).toEqual([
      { row: true, bytes: true },
      { row: false, bytes: false },
    ]);
    await expect(submit(unnamed)).rejects.toMatchObject({ code: 'BLOB_MISSING' });
    await announce(guangdong, unnamed.blob);
    await finishUpload(rest, guangdong, unnamed);
    await submit(unnamed);
    expect(await sweep()).toEqual({ forgotten: 0, errors: [] });
    expect(await hub.database.query('select 1 from blob_unnamed')).toEqual([]); // and are not looked at again
  });

  it('are kept while an uploader asks for them, and where a mapping names them', async () => {
    const [asked, document] = [await uploaded(), await uploaded()];
    const old = `update blob_unnamed set since = now() - interval '3 hours'`;
    await hub.database.query(old);
    await announce(guangdong, asked.blob); // as who is about to submit does
    await propose(document.sha256);
    expect(await sweep(0)).toEqual({ forgotten: 0, errors: [] });
    for (const file of [asked, document]) expect(await isThere(file)).toEqual({ row: true, bytes: true });
    await submit(asked);
  });

  it.each(FAULT_KINDS)(
    'are there or gone when the commit goes wrong (%s), and gone with the next sweep',
    async (kind) => {
      const file = await uploaded();
      hub.faults.plan('file.forget', kind);
      expect((await sweep()).errors).toHaveLength(1);
      expect(await isThere(file)).toEqual({ row: kind !== 'unknown, persisted', bytes: true });
      expect((await sweep()).errors).toEqual([]);
      expect(await isThere(file)).toEqual({ row: false, bytes: false });
    },
  );

  it('leave no bytes behind when a process dies before these go', async () => {
    const file = await uploaded();
    hub.faults.plan('file.discard', 'fails');
    expect(await sweep()).toMatchObject({ forgotten: 1, errors: [expect.any(Error)] });
    await sweep();
    expect(await isThere(file)).toEqual({ row: false, bytes: false });
  });

  it('stay for an act that names them first', async () => {
    const file = await uploaded();
    await other.query('begin');
    await other.query(`insert into blob_case values ($1, 'TB-another')`, [file.sha256]);
    const sweeping = sweep();
    await waiting(1);
    await other.query('commit');
    expect(await sweeping).toEqual({ forgotten: 0, errors: [] });
    expect(await isThere(file)).toEqual({ row: true, bytes: true });
  });

  it('are missing for an act that comes later, and for a mapping: never is named what is gone', async () => {
    const file = await uploaded();
    await other.query('begin');
    await other.query('select from blob_access where sha256 = $1 for update', [file.sha256]); // holds the sweep up, half way
    const sweeping = sweep();
    await waiting(1);
    const submitting = expect(submit(file)).rejects.toMatchObject({ code: 'BLOB_MISSING' });
    await waiting(2);
    await other.query('commit');
    await submitting;
    expect(await sweeping).toEqual({ forgotten: 1, errors: [] });
    expect(await isThere(file)).toEqual({ row: false, bytes: false });
    expect(await hub.database.query('select 1 from blob_case where sha256 = $1', [file.sha256])).toEqual([]);
    await expect(propose(file.sha256)).rejects.toThrow('foreign key');
  });
});
