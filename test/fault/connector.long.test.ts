import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningChild } from '#hub/cli';
import { type Crossing, expectAcceptedOnce, playAccepted } from '../kit/accepted-case.js';
import { auditHub } from '../kit/audit-hub.js';
import { eventually } from '../kit/eventually.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import type { TestPeer } from '../kit/peer.js';
import { openProvinces, type ProvinceName, type Provinces, TOKEN } from '../kit/provinces.js';
import type { WireTap } from '../kit/wire-tap.js';

const CROSSING: Crossing = {
  from: 'guangdong',
  to: 'henan',
  item: '11440000MBY900019A2442090012000',
  division: '410000',
};

/** Longer than a dispatch that was given back rests, and than it takes a stream of the hub to look again. */
const SLOW_MS = 1_500;

describe('between platform and hub', () => {
  let hub: TestHub;
  let provinces: Provinces;
  let auditor: TestPeer;
  const connectors = new Map<ProvinceName, RunningChild<unknown>>();

  beforeAll(async () => {
    const quick = ['dispatch.leaseMs=1000', 'dispatch.backoffMs=50', 'dispatch.backoffMaxMs=200'];
    hub = await startTestHub({ settings: [...quick, 'dispatch.maxAttempts=1000'] });
    auditor = await hub.peer('guangdong');
    provinces = await openProvinces(hub);
    await Promise.all([start('guangdong'), start('henan')]);
  });
  afterAll(async () => {
    await provinces.close();
    await hub.close();
  });

  async function start(name: ProvinceName): Promise<void> {
    connectors.set(name, await provinces.spawn(name));
  }

  async function kill(name: ProvinceName): Promise<void> {
    const victim = connectors.get(name);
    if (victim === undefined) throw new Error(`no connector of ${name}`);
    process.kill(victim.pid, 'SIGKILL');
    await victim.ended;
  }

  const playCase = () => playAccepted(provinces, CROSSING);

  async function expectEachActOnce(caseNo: string): Promise<void> {
    await expectAcceptedOnce(provinces, auditor, CROSSING, caseNo);
    await eventually(async () => expect(await outTray()).not.toContain('<RECORD'));
  }

  /** What Henan's platform still waits to hear of. */
  async function outTray(): Promise<string> {
    const url = `${provinces.taps.henan.url}/ha/exchange/out?max=10`;
    return (await fetch(url, { headers: { 'x-ha-licence': TOKEN } })).text();
  }

  const lines: Record<string, () => WireTap> = {
    callback: () => provinces.callbacks,
    openapi: () => provinces.taps.guangdong,
    ha: () => provinces.taps.henan,
  };

  /** At the nth such request: before the server sees it, or when it has answered and the caller does not know. */
  function atRequest(side: 'before' | 'after', what: string, nth = 1) {
    const [, name = ''] = what.split('/');
    return (action: () => Promise<void>) => {
      const tap = lines[name]?.();
      let left = nth;
      tap?.meddle(async (request, pass) => {
        if (`${request.method} ${request.path}` !== what || --left > 0) return pass();
        tap.meddle(undefined);
        if (side === 'after') await pass();
        await action();
        return undefined;
      });
    };
  }

  /** When the hub has stored what comes next, and the connector does not know. */
  const atCommit = (action: () => Promise<void>) => hub.faults.afterNext('exchange.record', action);

  /** When the hub has stored the acknowledgement of what Henan's platform takes next. */
  const atAcknowledgement = (action: () => Promise<void>) =>
    atRequest('before', 'POST /ha/exchange/in')(async () => atCommit(action));

  /** Before a record is ticked off that the hub has stored, and the journal is lost with the machine. */
  const atLossOfJournal = (action: () => Promise<void>) =>
    atRequest(
      'before',
      'POST /ha/exchange/out/ticks',
    )(async () => {
      await action();
      rmSync(join(provinces.config('henan').dataDir, 'journal'), { recursive: true });
    });

  const MOMENTS: [string, ProvinceName, (action: () => Promise<void>) => void][] = [
    ['fetches the file of an event', 'guangdong', atRequest('before', 'GET /openapi/files')],
    ['has the event in its journal', 'guangdong', atRequest('after', 'POST /callback')],
    ['has signed the act, not sent it', 'guangdong', atRequest('before', 'GET /openapi/files', 2)],
    ['has sent an act that the hub has stored', 'guangdong', atCommit],
    ['tells what became of an act', 'guangdong', atRequest('before', 'POST /openapi/kstb/receipts')],
    ['has told what became of an act', 'guangdong', atRequest('after', 'POST /openapi/kstb/receipts')],
    ['has pushed an act to its platform', 'guangdong', atRequest('after', 'POST /openapi/kstb/inbound')],
    ['loses its journal before it ticks a record off', 'henan', atLossOfJournal],
    ['has ticked a record off', 'henan', atRequest('after', 'POST /ha/exchange/out/ticks')],
    ['has put a file into its platform', 'henan', atRequest('after', 'POST /ha/exchange/files')],
    ['has put a record into its platform', 'henan', atRequest('after', 'POST /ha/exchange/in')],
    ['has acknowledged what the hub has stored', 'henan', atAcknowledgement],
  ];

  it.each(MOMENTS)('a connector killed when it %s loses no act and doubles none', async (_, name, arm) => {
    const killed = new Promise<void>((resolve) => {
      arm(() => kill(name).then(resolve));
    });
    const played = playCase();
    await killed;
    await start(name);
    await expectEachActOnce(await played);
  });

  it('a hub that is away for a while costs time only', async () => {
    const { line, callbacks } = provinces;
    const [knocks, pushed] = [line.knocks, callbacks.exchanges.length];
    line.cut();
    const played = playCase();
    await eventually(() => {
      expect(callbacks.exchanges[pushed]?.answer.status).toBe(200); // taken over all the same
      expect(line.knocks).toBeGreaterThan(knocks);
    });
    line.mend();
    await expectEachActOnce(await played);
  });

  it('a platform that is away for a while costs time only, and no dead letters', async () => {
    let asked = 0;
    provinces.taps.henan.meddle(async ({ path }) => {
      if (path === '/') {
        asked++;
        await sleep(SLOW_MS);
      }
      return { status: 503, body: '系统维护' };
    });
    const played = playCase();
    await eventually(() => expect(asked).toBeGreaterThan(2));
    const [waiting] = await hub.database.query('select attempts, last_error from inbox where seq = 1');
    expect(waiting).toEqual({ attempts: 1, last_error: 'the platform answered 503: 系统维护' });
    provinces.taps.henan.meddle(undefined);
    await expectEachActOnce(await played);
  });

  it('a platform that is away when its receipt comes gets it later', async () => {
    let refused = 0;
    provinces.taps.guangdong.meddle(async ({ path }, pass) => {
      if (path !== '/openapi/kstb/receipts' || refused === 5) return pass();
      refused++;
      return refused % 2 === 0 ? undefined : { status: 500, body: '' };
    });
    await expectEachActOnce(await playCase());
    provinces.taps.guangdong.meddle(undefined);
    expect(refused).toBe(5);
  });

  it('everything that was answered stands in the log once', async () => {
    await eventually(() => auditHub(hub)); // the last acknowledgements are still on their way
  });
});
