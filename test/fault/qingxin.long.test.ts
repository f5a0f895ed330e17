import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningChild } from '#hub/cli';
import { type Crossing, expectAcceptedOnce, playAccepted } from '../kit/accepted-case.js';
import { auditHub } from '../kit/audit-hub.js';
import { eventually } from '../kit/eventually.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import type { TestPeer } from '../kit/peer.js';
import { openProvinces, type Provinces } from '../kit/provinces.js';
import { overSftp } from '../kit/qingxin.js';
import type { Operation, SftpServer } from '../kit/sftp-server.js';

const CROSSING: Crossing = { from: 'qingxin', to: 'henan', item: 'QX0662', division: '410000' };

describe('between a county’s folder and the hub', () => {
  let hub: TestHub;
  let provinces: Provinces;
  let auditor: TestPeer;
  let server: SftpServer;
  let settings: Readonly<Record<string, unknown>>;
  let drop: string;
  let connector: RunningChild<unknown>;

  beforeAll(async () => {
    const quick = ['dispatch.leaseMs=2000', 'dispatch.backoffMs=50', 'dispatch.backoffMaxMs=200'];
    hub = await startTestHub({ settings: [...quick, 'dispatch.maxAttempts=1000'] });
    auditor = await hub.peer('henan');
    provinces = await openProvinces(hub, ['qingxin']);
    const { province } = provinces.config('qingxin');
    drop = String(province.drop);
    ({ server, settings } = await overSftp({ ...province, answerMs: 1_500 }));
    await provinces.connect('henan');
    await start();
  });
  afterAll(async () => {
    await provinces.close();
    await server.close();
    await hub.close();
  });

  async function start(): Promise<void> {
    connector = await provinces.spawn('qingxin', { province: settings });
  }

  async function kill(): Promise<void> {
    process.kill(connector.pid, 'SIGKILL');
    await connector.ended;
  }

  const playCase = () => playAccepted(provinces, CROSSING);

  /** And nothing is left lying. */
  async function expectEachActOnce(caseNo: string): Promise<void> {
    await expectAcceptedOnce(provinces, auditor, CROSSING, caseNo);
    await eventually(() => {
      for (const folder of ['in', 'out', 'receipts', 'bad']) expect(namesIn(folder)).toEqual([]);
    });
  }

  /** Without what a crash left half, which nobody looks at. */
  function namesIn(folder: string): string[] {
    if (!readdirSync(drop).includes(folder)) return [];
    return readdirSync(join(drop, folder)).filter((name) => !name.startsWith('.half-'));
  }

  type Arm = (action: () => Promise<void>) => void;

  const at =
    (side: 'before' | 'after', operation: Operation, paths: RegExp): Arm =>
    (action) =>
      server.meet(side, operation, paths, action);

  /** When the hub has stored what the county sends next, and the connector does not know. */
  const atCommit: Arm = (action) => hub.faults.afterNext('exchange.record', action);

  /** When everything that it knows is lost with the machine, after the platform was told. */
  const atLoss: Arm = (action) =>
    server.meet('after', 'RENAME', /receipts\/.*\.ok$/, async () => {
      await action();
      const { dataDir } = provinces.config('qingxin');
      for (const name of ['journal', 'ledger', 'waiting']) rmSync(join(dataDir, name), { recursive: true });
    });

  const MOMENTS: [string, Arm][] = [
    ['reads a batch', at('before', 'OPEN', /out\/QX.*-BJ\.csv$/)],
    ['has taken a batch up, and nothing of it is away', at('before', 'RENAME', /done\/.*-001\.pdf$/)],
    ['has put half of a batch away', at('after', 'RENAME', /done\/.*-BJ\.csv$/)],
    ['has sent an act that the hub has stored', atCommit],
    ['tells what became of an act', at('before', 'RENAME', /receipts\/.*-HZ\.csv$/)],
    ['has told it, and loses all that it knows', atLoss],
    ['has laid an act down', at('after', 'RENAME', /in\/.*\.ok$/)],
    ['has the platform’s receipt for an act', at('before', 'REMOVE', /in\/.*\.ok$/)],
  ];

  it.each(MOMENTS)('a connector killed when it %s loses no act and doubles none', async (_, arm) => {
    const killed = new Promise<void>((resolve) => {
      arm(() => kill().then(resolve));
    });
    const played = playCase();
    await killed;
    await start();
    await expectEachActOnce(await played);
  });

  it('a server that is away for a while costs time only', async () => {
    const played = playCase();
    for (let i = 0; i < 5; i++) {
      const { cuts } = server;
      server.cutAfter(1);
      await eventually(() => expect(server.cuts).toBe(cuts + 1));
    }
    await expectEachActOnce(await played);
  });

  it('everything that was answered stands in the log once', async () => {
    await eventually(() => auditHub(hub)); // the last acknowledgements are still on their way
  });
});
