import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Erasure, type ErasureRefusal, eraseCase, Files, finishErasures } from '#hub/exchange';
import { systemRuntime } from '#hub/runtime';
import { type Database, FileBlobFolder } from '#hub/store';
import { auditHub } from '../kit/audit-hub.js';
import { rest } from '../kit/doors.js';
import { eventually } from '../kit/eventually.js';
import { FAULT_KINDS } from '../kit/faulty-database.js';
import { announce, finishUpload, newFile } from '../kit/files.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { acknowledgeAll } from '../kit/inbox.js';
import { submission } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';

let hub: TestHub;
let guangdong: TestPeer;
/** Another process, in the middle of a transaction. */
let other: pg.Client;

beforeAll(async () => {
  hub = await startTestHub();
  guangdong = await hub.peer('guangdong');
  other = new pg.Client({ connectionString: hub.database.url });
  await other.connect();
});
afterAll(async () => {
  await other.end();
  await hub.close();
});

async function closedCase(materials: readonly object[] = []): Promise<string> {
  const { caseNo } = await guangdong.act('SubmitCase', { ...submission(), materials });
  await guangdong.act('CaseWithdrawn', { caseNo, reason: '撤回' });
  await acknowledgeAll(guangdong, await hub.peer('henan'));
  await auditHub(hub); // all of it has its index
  return caseNo;
}

/** @param before the commit. */
function erase(caseNo: string, before: Promise<void> = Promise.resolve()): Promise<Erasure | ErasureRefusal> {
  const request = {
    caseNo,
    ground: 'RETENTION_OVER',
    decidedBy: '11410000MBY900027Q',
    isDryRun: false,
  } as const;
  const db: Pick<Database, 'transaction'> = {
    transaction: (point, work) =>
      hub.faults.transaction(point, async (tx) => {
        const result = await work(tx);
        await before;
        return result;
      }),
  };
  return eraseCase(db, request, { hubId: 'tongban-dev', retentionMs: 0, runtime: systemRuntime() });
}

describe.each(FAULT_KINDS)('when the commit of an erasure goes wrong (%s)', (kind) => {
  it('is erased with its leaf, or is there with all of its secrets; a second attempt settles it', async () => {
    const caseNo = await closedCase();
    hub.faults.plan('case.erase', kind);
    await expect(erase(caseNo)).rejects.toThrow();
    const isDone = kind === 'unknown, persisted';
    const secrets = await hub.database.query('select 1 from event_secret where case_no = $1', [caseNo]);
    expect(secrets).toHaveLength(isDone ? 0 : 4);
    if (isDone) expect(await erase(caseNo)).toBe('ERASED_BEFORE');
    else expect(await erase(caseNo)).toMatchObject({ entries: expect.any(Array) });
    await eventually(async () => {
      const { leaves } = await auditHub(hub);
      const [erasure] = await hub.database.query('select leaf_id from case_erasure where case_no = $1', [
        caseNo,
      ]);
      expect(leaves.filter(({ id }) => id === erasure?.leaf_id)).toHaveLength(1);
    });
  });
});

/** A case that names a file, and nobody else does. */
async function caseWithFile() {
  const file = newFile(1_000);
  await announce(guangdong, file.blob);
  await finishUpload(rest, guangdong, file);
  const materials = [{ name: '材料', source: 'UPLOADED', blob: file.blob }];
  return { ...file, materials, caseNo: await closedCase(materials) };
}

/** Somebody waits for what the other process holds. */
function blocked(): Promise<void> {
  return eventually(async () => {
    const waiting = await hub.database.query(
      `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    expect(waiting).not.toEqual([]);
  });
}

describe('when a case comes to name a file while the only one that named it is being erased', () => {
  it('is there for the new one, if that was first', async () => {
    const { caseNo, sha256 } = await caseWithFile();
    await other.query('begin');
    await other.query(`insert into blob_case values ($1, 'TB-another')`, [sha256]);
    const erasing = erase(caseNo);
    await blocked();
    await other.query('commit');
    expect(await erasing).toMatchObject({ leafId: expect.any(String) });
    expect(await hub.database.query('select 1 from blob where sha256 = $1', [sha256])).toHaveLength(1);
    expect(await hub.database.query('select 1 from blob_discard where sha256 = $1', [sha256])).toEqual([]);
  });

  it('is missing for the new one, which is refused, if the erasure was first', async () => {
    const { caseNo, materials, sha256 } = await caseWithFile();
    let commit = (): void => {};
    const erasing = erase(caseNo, new Promise((resolve) => (commit = resolve)));
    await eventually(async () => {
      const free = 'select 1 from blob where sha256 = $1 for update skip locked';
      expect(await hub.database.query(free, [sha256])).toEqual([]);
    });
    const submitting = guangdong.act('SubmitCase', { ...submission(), materials });
    const refused = expect(submitting).rejects.toMatchObject({ code: 'BLOB_MISSING' });
    await blocked();
    commit();
    await refused;
    expect(await erasing).toMatchObject({ files: 1 });
  });
});

describe('bytes of an erased file', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'tongban-discard-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(FAULT_KINDS)('go with the next command when one goes wrong (%s)', async (kind) => {
    const { caseNo, blob } = await caseWithFile();
    await erase(caseNo);
    const lying = new FileBlobFolder(join(hub.dataDir, 'files'));
    hub.faults.plan('file.discard', kind);
    await expect(finishErasures(hub.faults, lying)).rejects.toThrow();
    await finishErasures(hub.faults, lying);
    expect(await lying.holds(blob)).toBe(false);
    expect(await hub.database.query('select 1 from blob_discard')).toEqual([]);
  });

  it('never take with them what is uploaded anew: its uploader sends it once more', async () => {
    const { bytes, blob, sha256 } = newFile(1_000);
    class Overtaken extends FileBlobFolder {
      isOvertaken = false;
      override async keep(...file: Parameters<FileBlobFolder['keep']>): Promise<void> {
        await super.keep(...file);
        if (!this.isOvertaken) await finishErasures(hub.faults, this);
        this.isOvertaken = true;
      }
    }
    const files = new Files(
      {
        db: hub.faults,
        folder: new Overtaken(folder),
        runtime: systemRuntime(),
        onForgotten: () => {},
        onError: (error) => expect.fail(error.message),
      },
      { blobBytes: 1_000, openUploads: 1, uploadLifeMs: 60_000, unnamedFileLifeMs: 60_000 },
    );
    const upload = async (offset: number) =>
      files.append(
        'guangdong',
        sha256,
        offset,
        (async function* () {
          yield bytes.subarray(offset);
        })(),
      );
    await files.sweep(); // the one that it begins with
    await hub.database.query('insert into blob_discard values ($1)', [sha256]); // erased, and its bytes are still there
    await files.open('guangdong', blob);
    await expect(upload(0)).rejects.toMatchObject({ code: 'OFFSET_MISMATCH' });
    expect(await files.open('guangdong', blob)).toEqual({ offset: 0, complete: false });
    expect(await upload(0)).toEqual({ offset: 1_000, complete: true });
    const { bytes: read } = await files.read('guangdong', sha256, 0);
    expect(Buffer.concat(await read.toArray())).toEqual(bytes);
    await files.close();
  });
});
