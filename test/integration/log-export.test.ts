import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ed25519FromSeed, sha256, utf8 } from '#crypto/primitives';
import { ed25519Signer } from '#crypto/tlog';
import { exportLog } from '#hub/log';
import { type AuditedLog, auditLog, auditSm3 } from '../kit/auditor.js';
import { freshDatabase, type TestDatabase } from '../kit/database.js';
import { eventually } from '../kit/eventually.js';
import { startTestHub } from '../kit/hub.js';
import { newLeaves, ORIGIN, openTestLog, sm3Signer, type TestLog } from '../kit/log.js';
import { playCase } from '../kit/messages.js';
import { run, TONGBAN } from '../kit/program.js';

const key = ed25519Signer(ORIGIN, ed25519FromSeed(sha256(utf8('the log key'))));

type Reader = Parameters<typeof exportLog>[0]['reader'];

describe('a log written as files', () => {
  let folder: string;
  const databases: TestDatabase[] = [];
  const open: TestLog[] = [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tongban-export-'));
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((log) => log.close()));
    await Promise.all(databases.splice(0).map((database) => database.drop()));
    rmSync(folder, { recursive: true });
  });

  async function start(options: Parameters<typeof openTestLog>[1] = {}): Promise<TestLog> {
    const database = await freshDatabase();
    databases.push(database);
    const log = await openTestLog(database, options);
    open.push(log);
    await eventually(() => expect(log.running.isLeading()).toBe(true));
    return log;
  }

  /** @returns how many entries it said that it wrote. */
  async function exported(reader: Reader): Promise<number> {
    let written = 0;
    const onEntries = (count: number) => {
      written += count;
    };
    await exportLog({ reader, keys: [key.verifier], folder, onStart: () => {}, onEntries });
    return written;
  }

  /** Everything in the folder, checked from outside. */
  const audited = (): Promise<AuditedLog> =>
    auditLog(async (path) => readFileSync(join(folder, path)), key.vkey);

  it('is complete at every size, and grows by what came since', async () => {
    const log = await start();
    let size = 0;
    for (const next of [0, 1, 255, 256, 257, 600]) {
      if (next > size) await log.append(newLeaves(next - size));
      expect(await exported(log.running.reader)).toBe(next - size);
      size = next;
      expect((await audited()).size).toBe(size);
    }
    const full = statSync(join(folder, 'tile/entries/000')).mtimeMs;
    await log.append(newLeaves(1));
    await exported(log.running.reader);
    expect(statSync(join(folder, 'tile/entries/000')).mtimeMs).toBe(full);
    expect(await audited()).toEqual(await log.audit());
  });

  it('has the SM3 tree beside it, which grows in the same way', async () => {
    const log = await start({ sm3EveryMs: 3_600_000 });
    const sm3 = log.running.sm3 ?? expect.fail('an SM3 tree');
    const quiet = {
      onStart: () => {},
      onEntries: () => expect.fail('the entries stand with the other tree'),
    };
    for (const count of [200, 400]) {
      await log.append(newLeaves(count));
      await exported(log.running.reader);
      const to = { folder: join(folder, 'sm3') };
      await exportLog({ reader: sm3, keys: [sm3Signer.verifier], ...to, ...quiet });
      const written = await auditSm3(async (path) => readFileSync(join(folder, path)), key.vkey);
      expect(written).toEqual(await log.auditSm3());
    }
  });

  it('is the complete log of before when it was cut short, and goes on from there', async () => {
    const log = await start();
    await log.append(newLeaves(300));
    await exported(log.running.reader);
    await log.append(newLeaves(300));
    const { reader } = log.running;
    const cut: Reader = {
      tree: reader.tree,
      published: () => reader.published(),
      consistency: (oldSize, newSize) => reader.consistency(oldSize, newSize),
      tile: (address) => reader.tile(address),
      bundle: () => Promise.reject(new Error('the connection is lost')),
    };
    await expect(exported(cut)).rejects.toThrow('the connection is lost');
    expect((await audited()).size).toBe(300);
    expect(await exported(reader)).toBe(300);
    expect((await audited()).size).toBe(600);
  });

  it('is not mixed with another log, one that forked, or one that went back', async () => {
    const log = await start();
    const fork = await start();
    await Promise.all([log.append(newLeaves(40)), fork.append(newLeaves(50))]);
    await exported(log.running.reader);
    const before = readFileSync(join(folder, 'checkpoint'));
    await expect(exported(fork.running.reader)).rejects.toThrow('does not continue the one of 40');
    const young = await start();
    await expect(exported(young.running.reader)).rejects.toThrow('the log of 0 entries does not continue');
    expect(readFileSync(join(folder, 'checkpoint'))).toEqual(before);
    writeFileSync(join(folder, 'checkpoint'), 'something else');
    await expect(exported(log.running.reader)).rejects.toThrow('does not hold this log (MALFORMED)');
  });

  it('is what `tongban log export` writes of a hub', async () => {
    const hub = await startTestHub({ settings: ['sm3.bindEveryMs=50'] });
    try {
      await playCase(await hub.peer('guangdong'), await hub.peer('henan'));
      const environment = { DATABASE_URL: hub.database.url, TONGBAN_DATA_DIR: hub.dataDir };
      const { logVkey } = hub.running.services.identity;
      await eventually(async () => {
        expect((await auditLog(hub.logUrl, logVkey)).leaves.at(-1)?.type).toBe('CrossRoot');
      });
      const written = async (path: string) => readFileSync(join(folder, path));
      const args = ['--lang', 'en', 'log', 'export', '--to', folder];
      const { code, stdout, stderr } = await run(TONGBAN, args, { environment });
      expect([code, stderr]).toEqual([0, '']);
      const served = await auditLog(hub.logUrl, logVkey);
      expect(stdout).toContain(`${served.size} entries, ${served.size} of them new: ${folder}`);
      expect(await auditLog(written, logVkey)).toEqual(served);
      const servedSm3 = await auditSm3(hub.logUrl, logVkey);
      expect(servedSm3.leaves).toEqual(served.leaves);
      expect(await auditSm3(written, logVkey)).toEqual(servedSm3);
      expect(readdirSync(join(folder, 'sm3/tile'))).not.toContain('entries');
      const shown = await run(TONGBAN, ['log', 'show', '--json'], { environment });
      const checkpoint = readFileSync(join(folder, 'checkpoint'), 'utf8');
      expect([shown.code, JSON.parse(shown.stdout)]).toEqual([
        0,
        {
          ...{ origin: checkpoint.split('\n')[0], isClosed: false, size: served.size },
          ...{ root: checkpoint.split('\n')[2], checkpoint },
          sm3: expect.objectContaining({
            size: expect.any(Number),
            checkpoint: expect.stringContaining('/sm3'),
          }),
        },
      ]);
    } finally {
      await hub.close();
    }
  });
});
