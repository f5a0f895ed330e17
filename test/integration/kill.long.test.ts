import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DevelopmentNetwork } from '#hub/cli';
import { systemRuntime } from '#hub/runtime';
import { auditLog, auditRecord, besideDirectory } from '../kit/auditor.js';
import { checkCaseCache } from '../kit/case-cache.js';
import { emptyDatabase, type TestDatabase } from '../kit/database.js';
import { type HubProcess, startHubProcess } from '../kit/hub-process.js';
import { submission } from '../kit/messages.js';
import { TestPeer } from '../kit/peer.js';

describe('a hub process that is killed under load', () => {
  let database: TestDatabase;
  let dataDir: string;
  let hub: HubProcess;

  beforeAll(async () => {
    database = await emptyDatabase();
    dataDir = mkdtempSync(join(tmpdir(), 'tongban-kill-'));
    hub = await start();
  });
  afterAll(async () => {
    await hub.stop();
    await database.drop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  function start(): Promise<HubProcess> {
    const settings = ['batches.maxMessages=16']; // small, so that the load is many commits
    return startHubProcess({ databaseUrl: database.url, dataDir, settings, flags: ['--sample'] });
  }

  async function connect(): Promise<TestPeer> {
    const network = new DevelopmentNetwork(dataDir, systemRuntime());
    return new TestPeer(await network.peerMaterial('henan', 'ED25519'), hub.announced.ports);
  }

  async function audit(): Promise<number> {
    const peer = await connect();
    const { logVkey } = await peer.grpc.hub();
    peer.close();
    const log = await auditLog(`http://127.0.0.1:${hub.announced.ports.open}/log`, logVkey);
    await auditRecord(database, log);
    await checkCaseCache(database);
    return besideDirectory(log.leaves).length;
  }

  it('loses no case that it has acknowledged, doubles none, and takes the unanswered again', async () => {
    const COUNT = 200;
    for (const [round, fatal] of [1, 40].entries()) {
      const sender = await connect();
      const messages = Array.from({ length: COUNT }, () =>
        sender.sign('SubmitCase', submission({ divisionCode: '440000' })),
      );
      const acknowledged = new Map<number, string>();
      const answers = messages.map(async (parts, i) => {
        const { caseNo } = await sender.grpc.submit(parts);
        acknowledged.set(i, caseNo);
        if (acknowledged.size === fatal) process.kill(hub.pid, 'SIGKILL');
      });
      const outcomes = await Promise.allSettled(answers);
      await hub.ended;
      sender.close();
      expect(outcomes.filter((outcome) => outcome.status === 'rejected').length).toBeGreaterThan(0);

      hub = await start();
      const again = await connect();
      const repeated = await Promise.all(messages.map((parts) => again.grpc.submit(parts)));
      again.close();
      for (const [i, caseNo] of acknowledged) expect(repeated[i]?.caseNo).toBe(caseNo);
      expect(new Set(repeated.map((answer) => answer.caseNo)).size).toBe(COUNT);
      expect(await audit()).toBe(COUNT * (round + 1));
    }
  });
});
