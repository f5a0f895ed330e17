import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningChild } from '#hub/cli';
import { type Crossing, expectAcceptedOnce, playAccepted } from '../kit/accepted-case.js';
import { auditHub } from '../kit/audit-hub.js';
import { eventually } from '../kit/eventually.js';
import { FrontDatabaseOwner } from '../kit/front-database.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { type Line, openLine } from '../kit/line.js';
import type { TestPeer } from '../kit/peer.js';
import { openProvinces, type Provinces } from '../kit/provinces.js';

const FROM_SHANXI: Crossing = { from: 'shanxi', to: 'henan', item: 'SXJT-0612-001', division: '410000' };
const TO_SHANXI: Crossing = {
  from: 'guangdong',
  to: 'shanxi',
  item: '11440000MBY900019A2442090012000',
  division: '140000',
};

interface Played {
  readonly crossing: Crossing;
  /** At the hub. */
  readonly caseNo: string;
}

describe('between Shanxi’s front database and the hub', () => {
  let hub: TestHub;
  let provinces: Provinces;
  let front: FrontDatabaseOwner;
  /** Between connector and front database. */
  let tap: Line;
  let shanxi: TestPeer;
  let connector: RunningChild<unknown>;

  beforeAll(async () => {
    const quick = ['dispatch.leaseMs=1000', 'dispatch.backoffMs=50', 'dispatch.backoffMaxMs=200'];
    hub = await startTestHub({ settings: [...quick, 'dispatch.maxAttempts=1000'] });
    shanxi = await hub.peer('shanxi');
    provinces = await openProvinces(hub, ['shanxi']);
    front = new FrontDatabaseOwner(provinces.config('shanxi'));
    tap = await openLine(String(provinces.config('shanxi').province.database));
    await provinces.connect('guangdong');
    await provinces.connect('henan');
    await start();
  });
  afterAll(async () => {
    await tap.close();
    await front.end();
    await provinces.close();
    await hub.close();
  });

  async function start(): Promise<void> {
    const province = { ...provinces.config('shanxi').province, database: tap.url };
    connector = await provinces.spawn('shanxi', { province });
  }

  async function kill(): Promise<void> {
    process.kill(connector.pid, 'SIGKILL');
    await connector.ended;
  }

  const fromShanxi = () => play(FROM_SHANXI);
  const toShanxi = () => play(TO_SHANXI);

  async function play(crossing: Crossing): Promise<Played> {
    return { crossing, caseNo: await playAccepted(provinces, crossing) };
  }

  /** And what others did stands once in the front database; what Shanxi did is answered there. */
  async function expectEachActOnce({ crossing, caseNo }: Played): Promise<void> {
    await expectAcceptedOnce(provinces, shanxi, crossing, caseNo);
    const batches = await front.query(
      'select case_state from inbound.kstb_exchange where hub_case_no = $1 order by event_seq',
      [caseNo],
    );
    const expected = crossing === FROM_SHANXI ? ['20'] : ['10', '11'];
    expect(batches.map(({ case_state: state }) => state)).toEqual(expected);
    await eventually(async () => {
      const open = await front.query(
        "select 1 from outbound.kstb_exchange where exchange_state <> '2' or hub_case_no is null",
      );
      expect(open).toEqual([]);
    });
  }

  /** When the hub has stored what comes next, and the connector does not know. */
  const atCommit = (action: () => Promise<void>) => hub.faults.afterNext('exchange.record', action);

  const at = (side: 'before' | 'after', text: string) => (action: () => Promise<void>) =>
    tap.breakAt(side, text, action);

  /** When the hub has stored the acknowledgement of what the front database takes next. */
  const atAcknowledgement = (action: () => Promise<void>) =>
    tap.when('insert into inbound.kstb_exchange', () => atCommit(action));

  /** Before an answer is written down that the hub gave, and the journal is lost with the machine. */
  const atLossOfJournal = (action: () => Promise<void>) =>
    tap.breakAt('before', "set exchange_state = '2'", async () => {
      await action();
      rmSync(join(provinces.config('shanxi').dataDir, 'journal'), { recursive: true });
    });

  type Story = typeof fromShanxi;
  const MOMENTS: [string, Story, (action: () => Promise<void>) => void][] = [
    ['reads a batch', fromShanxi, at('before', 'json_build_object')],
    ['reads the file of a batch', fromShanxi, at('before', 'substring(content')],
    ['holds a batch that is not in its journal yet', fromShanxi, at('after', 'for update of e skip locked')],
    [
      'has an act in its journal and the batch not marked',
      fromShanxi,
      at('before', 'set exchange_state = $2, taken_at'),
    ],
    ['has marked a batch, not committed', fromShanxi, at('after', 'set exchange_state = $2, taken_at')],
    ['has committed that it took a batch', fromShanxi, at('after', 'commit')],
    ['has sent an act that the hub has stored', fromShanxi, atCommit],
    ['writes down what the hub answered', fromShanxi, at('before', "set exchange_state = '2'")],
    ['has written down what the hub answered', fromShanxi, at('after', "set exchange_state = '2'")],
    ['loses its journal before it writes down what the hub answered', fromShanxi, atLossOfJournal],
    ['has put a file into the front database', toShanxi, at('after', 'insert into inbound.kstb_file')],
    [
      'has registered an act, its rows not written',
      toShanxi,
      at('after', 'insert into inbound.kstb_exchange'),
    ],
    ['has written an act, not committed', toShanxi, at('before', 'commit')],
    ['has committed an act that it has not acknowledged', toShanxi, at('after', 'commit')],
    ['has acknowledged what the hub has stored', toShanxi, atAcknowledgement],
  ];

  it.each(MOMENTS)('a connector killed when it %s loses no act and doubles none', async (_, story, arm) => {
    const killed = new Promise<void>((resolve) => {
      arm(() => kill().then(resolve));
    });
    const played = story();
    await killed;
    await start();
    await expectEachActOnce(await played);
  });

  it.each([
    ['reads a batch', fromShanxi, 'json_build_object'],
    ['marks a batch that is in its journal', fromShanxi, 'set exchange_state = $2, taken_at'],
    ['writes down an answer', fromShanxi, "set exchange_state = '2'"],
    ['puts in a file', toShanxi, 'insert into inbound.kstb_file'],
    ['puts in an act', toShanxi, 'insert into inbound.up_pro'],
    ['commits', toShanxi, 'commit'],
  ] as const)(
    'a line that breaks when the connector %s, before or after, costs time only',
    async (_, story, text) => {
      for (const side of ['before', 'after'] as const) {
        let hasBroken = false;
        tap.breakAt(side, text, () => {
          hasBroken = true;
        });
        await expectEachActOnce(await story());
        expect(hasBroken).toBe(true);
      }
    },
  );

  it('a front database that is away for a while costs time only, and hardly an attempt', async () => {
    tap.cut();
    const knocks = tap.knocks;
    const played = toShanxi();
    await eventually(() => expect(tap.knocks).toBeGreaterThan(knocks + 20));
    const rows = await hub.database.query<{ attempts: number }>('select attempts from inbox where seq = 1');
    expect(rows.every(({ attempts }) => attempts <= 1)).toBe(true);
    tap.mend();
    await expectEachActOnce(await played);
  });

  it('a front database that takes no writes is away, and is left alone', async () => {
    const account = new URL(tap.url).username;
    await front.query(`alter role ${account} set default_transaction_read_only = on`);
    tap.cut();
    tap.mend();
    const played = toShanxi();
    for (let i = 0; i < 3; i++) {
      await new Promise<void>((resolve) => tap.when('show transaction_read_only', resolve));
    }
    const [waiting] = await hub.database.query<{ attempts: number }>(
      'select max(attempts) as attempts from inbox',
    );
    await front.query(`alter role ${account} reset default_transaction_read_only`);
    tap.cut();
    tap.mend();
    expect(waiting?.attempts).toBeLessThan(2);
    await expectEachActOnce(await played);
  });

  it('two connectors beside one front database take each act once', async () => {
    const second = await provinces.connect('shanxi', {
      dataDir: join(provinces.config('shanxi').dataDir, 'second'),
    });
    const played = await Promise.all([fromShanxi(), toShanxi(), fromShanxi(), toShanxi()]);
    for (const each of played) await expectEachActOnce(each);
    await second.close();
  });

  it('everything that was answered stands in the log once', async () => {
    await eventually(() => auditHub(hub)); // the last acknowledgements are still on their way
  });
});
