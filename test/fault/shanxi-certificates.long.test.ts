import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCertificatePowers, readCertificateRules } from '#config';
import type { RunningChild } from '#hub/cli';
import { auditHub } from '../kit/audit-hub.js';
import { eventually } from '../kit/eventually.js';
import { FrontDatabaseOwner } from '../kit/front-database.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { type Line, openLine } from '../kit/line.js';
import { newReference } from '../kit/messages.js';
import { openProvinces, type Provinces } from '../kit/provinces.js';

const HOLDER = { kind: 'person', name: '李测试', code: '441803199001019018' };
const CERTIFICATE = {
  kind: 'qualification',
  holders: [HOLDER],
  contents: [{ name: '姓名', value: '李测试' }],
  from: '2024-01-01',
};

describe('certificates between Shanxi’s front database and the hub', () => {
  let hub: TestHub;
  let provinces: Provinces;
  let front: FrontDatabaseOwner;
  /** Between connector and front database. */
  let tap: Line;
  let connector: RunningChild<unknown>;

  beforeAll(async () => {
    hub = await startTestHub({
      settings: ['certificates.issuerWaitMs=1500'],
      certificateRules: { ...readCertificateRules(), ...readCertificatePowers() },
    });
    provinces = await openProvinces(hub, ['shanxi']);
    front = new FrontDatabaseOwner(provinces.config('shanxi'));
    tap = await openLine(String(provinces.config('shanxi').province.database));
    await provinces.connect('henan');
    await start();
  });
  afterAll(async () => {
    await auditHub(hub);
    await tap.close();
    await front.end();
    await provinces.close();
    await hub.close();
  });

  async function start(): Promise<void> {
    const province = { ...provinces.config('shanxi').province, database: tap.url };
    connector = await provinces.spawn('shanxi', { province });
    await eventually(() => expect(hub.running.services.lines.count('shanxi')).toBeGreaterThan(0));
  }

  async function kill(): Promise<void> {
    process.kill(connector.pid, 'SIGKILL');
    await connector.ended;
    await eventually(() => expect(hub.running.services.lines.count('shanxi')).toBe(0));
  }

  async function killedAt(arm: (action: () => Promise<void>) => void): Promise<void> {
    await new Promise<void>((resolve) => {
      arm(() => kill().then(resolve));
    });
    await start();
  }

  const count = async (table: 'certificate_act' | 'certificate_use' | 'consent') =>
    (await hub.database.query(`select 1 from ${table}`)).length;

  async function reported(id: string, state: string): Promise<void> {
    await eventually(async () => {
      const rows = await hub.database.query(`select state from certificate where certificate_id = '${id}'`);
      expect(rows).toEqual([{ state }]);
    });
  }

  const at = (side: 'before' | 'after', text: string) => (action: () => Promise<void>) =>
    tap.breakAt(side, text, action);
  const atCommit = (point: string) => (action: () => Promise<void>) => hub.faults.afterNext(point, action);

  it.each([
    ['holds a row that is not in its journal yet', at('after', 'for update of e skip locked')],
    ['has it in its journal and the row not marked', at('before', 'set exchange_state = $2, taken_at')],
    ['has marked it, not committed', at('after', 'set exchange_state = $2, taken_at')],
    ['has committed that it took it', at('after', 'commit')],
    ['has sent a report that the hub has stored', atCommit('certificate.record')],
    ['writes down what the hub answered', at('before', "set exchange_state = '2'")],
    ['has written down what the hub answered', at('after', "set exchange_state = '2'")],
  ])('a connector killed when it %s loses no event and doubles none', async (_, arm) => {
    const before = await count('certificate_act');
    const register = provinces.register('shanxi');
    const killed = killedAt(arm);
    const { id } = await register.issue(CERTIFICATE);
    await register.setState(id, 'revoked');
    await killed;
    await reported(id, 'REVOKED');
    await eventually(async () => {
      const rows = await front.query(
        "select outcome_code from outbound.up_lic_data where exchange_state <> '2' or log_index is null",
      );
      expect(rows).toEqual([]);
    });
    expect(await count('certificate_act')).toBe(before + 2);
  });

  it.each([
    ['has sent a consent that the hub has stored', atCommit('certificate.record')],
    ['has been answered by the hub', atCommit('certificate.outcome')],
    ['tells its window', at('before', 'insert into inbound.kstb_lic_use_answer')],
    ['has told its window', at('after', 'insert into inbound.kstb_lic_use_answer')],
  ])('a connector killed when it %s answers the window, and the use is counted once', async (_, arm) => {
    const { id } = await provinces.register('henan').issue(CERTIFICATE);
    await reported(id, 'VALID');
    const before = [await count('consent'), await count('certificate_use')];
    const killed = killedAt(arm);
    const answer = provinces.register('shanxi').use(useOf(id, 'SXJT-0612-001'));
    await killed;
    expect(await answer).toMatchObject({ given: true, certificateId: id });
    const [consents = 0, uses = 0] = before;
    expect([await count('consent'), await count('certificate_use')]).toEqual([consents + 1, uses + 1]);
  });

  it('a connector killed with a question before the platform leaves a clear answer, and in the end no question', async () => {
    const { id } = await provinces.register('shanxi').issue(CERTIFICATE);
    await reported(id, 'VALID');
    const killed = killedAt(at('after', 'insert into inbound.kstb_lic_query'));
    const ask = () => provinces.register('henan').use(useOf(id, 'HA-RS-0012'));
    expect(await ask()).toMatchObject({ given: false, code: 'ISSUER_UNREACHABLE' });
    await killed;
    expect(await front.query('select 1 from inbound.kstb_lic_query')).toHaveLength(1);
    await front.query("update inbound.kstb_lic_query set asked_at = asked_at - interval '3 minutes'");
    await kill();
    await start();
    await eventually(async () => {
      expect(await front.query('select 1 from inbound.kstb_lic_query')).toEqual([]);
    });
    expect(await front.query('select 1 from outbound.kstb_lic_answer')).toEqual([]);
    expect(await ask()).toMatchObject({ given: true, certificateId: id });
  });
});

function useOf(certificateId: string, item: string): object {
  return {
    kind: 'qualification',
    certificateId,
    holder: HOLDER,
    item,
    caseRef: newReference('ZZ'),
    reason: '办理职业资格证书补发',
    clerk: '窗口03',
    contents: ['姓名'],
  };
}
