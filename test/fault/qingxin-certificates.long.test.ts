import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCertificatePowers, readCertificateRules } from '#config';
import type { RunningChild } from '#hub/cli';
import { auditHub } from '../kit/audit-hub.js';
import { eventually } from '../kit/eventually.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { newReference } from '../kit/messages.js';
import { openProvinces, type Provinces } from '../kit/provinces.js';
import { overSftp } from '../kit/qingxin.js';
import type { Operation, SftpServer } from '../kit/sftp-server.js';

const COMPANY = { kind: 'company', name: '广州测试企业', code: '91440100MAY9000661' };
const LICENCE = {
  kind: 'licence',
  holders: [COMPANY],
  contents: [{ name: '名称', value: COMPANY.name }],
  from: '2020-03-02',
};

describe('certificates between a county’s folder and the hub', () => {
  let hub: TestHub;
  let provinces: Provinces;
  let server: SftpServer;
  let settings: Readonly<Record<string, unknown>>;
  /** The folder of certificates. */
  let zz: string;
  let connector: RunningChild<unknown>;

  beforeAll(async () => {
    hub = await startTestHub({
      settings: ['certificates.issuerWaitMs=3000'],
      certificateRules: { ...readCertificateRules(), ...readCertificatePowers() },
    });
    provinces = await openProvinces(hub, ['qingxin']);
    const { province } = provinces.config('qingxin');
    zz = join(String(province.drop), 'zz');
    ({ server, settings } = await overSftp(province));
    await provinces.connect('henan');
    await start();
  });
  afterAll(async () => {
    await auditHub(hub);
    await provinces.close();
    await server.close();
    await hub.close();
  });

  async function start(): Promise<void> {
    connector = await provinces.spawn('qingxin', { province: settings });
    await eventually(() => expect(hub.running.services.lines.count('qingxin')).toBeGreaterThan(0));
  }

  async function kill(): Promise<void> {
    process.kill(connector.pid, 'SIGKILL');
    await connector.ended;
    await eventually(() => expect(hub.running.services.lines.count('qingxin')).toBe(0));
  }

  async function killedAt(arm: (action: () => Promise<void>) => void): Promise<void> {
    await new Promise<void>((resolve) => {
      arm(() => kill().then(resolve));
    });
    await start();
  }

  const count = async (table: 'certificate_act' | 'certificate_use') =>
    (await hub.database.query(`select 1 from ${table}`)).length;

  async function reported(id: string, state: string): Promise<void> {
    await eventually(async () => {
      const rows = await hub.database.query(`select state from certificate where certificate_id = '${id}'`);
      expect(rows).toEqual([{ state }]);
    });
  }

  /** Without what a crash left half, which nobody looks at. */
  async function expectNothingLying(): Promise<void> {
    await eventually(() => {
      for (const name of ['in', 'out', 'receipts', 'taken', 'bad']) {
        const folder = join(zz, name);
        const names = existsSync(folder) ? readdirSync(folder) : [];
        expect(names.filter((each) => !each.startsWith('.half-'))).toEqual([]);
      }
    });
  }

  const at =
    (side: 'before' | 'after', operation: Operation, paths: RegExp) => (action: () => Promise<void>) =>
      server.meet(side, operation, paths, action);
  const atCommit = (point: string) => (action: () => Promise<void>) => hub.faults.afterNext(point, action);

  it.each([
    ['reads a batch', at('before', 'OPEN', /zz\/out\/QX.*-ZZ\.csv$/)],
    ['has taken a batch up, and nothing of it is away', at('before', 'RENAME', /zz\/done\/.*-ZZ\.csv$/)],
    ['has put half of a batch away', at('after', 'RENAME', /zz\/done\/.*-ZZ\.csv$/)],
    ['has sent a report that the hub has stored', atCommit('certificate.record')],
    ['tells what became of an event', at('before', 'RENAME', /zz\/receipts\/.*-HZ\.csv$/)],
  ])('a connector killed when it %s loses no event and doubles none', async (_, arm) => {
    const before = await count('certificate_act');
    const register = provinces.register('qingxin');
    const killed = killedAt(arm);
    const { id } = await register.issue(LICENCE);
    await register.setState(id, 'revoked');
    await killed;
    await reported(id, 'REVOKED');
    await expectNothingLying();
    expect((await register.get(id)).refusal).toBeUndefined();
    expect(await count('certificate_act')).toBe(before + 2);
  });

  it.each([
    ['has put a request away', at('after', 'RENAME', /zz\/done\/.*-ZY\.csv$/)],
    ['has been answered by the hub', atCommit('certificate.outcome')],
    ['tells its window', at('before', 'RENAME', /zz\/receipts\/YZ-.*\.ok$/)],
    ['has told its window', at('after', 'RENAME', /zz\/receipts\/YZ-.*\.ok$/)],
  ])('a connector killed when it %s answers the window, and the use is counted once', async (_, arm) => {
    const { id } = await provinces.register('henan').issue(LICENCE);
    await reported(id, 'VALID');
    const before = await count('certificate_use');
    const killed = killedAt(arm);
    const answer = provinces.register('qingxin').use(useOf(id, 'QX0669'));
    await killed;
    expect(await answer).toMatchObject({ given: true, certificateId: id });
    expect(await count('certificate_use')).toBe(before + 1);
    await expectNothingLying();
  });

  it.each([
    ['has laid a question down', at('after', 'RENAME', /zz\/in\/.*\.ok$/)],
    ['has put half of an answer away', at('after', 'RENAME', /zz\/taken\/.*-ZD\.csv$/)],
    ['has the answer, which is not taken away', at('before', 'REMOVE', /zz\/taken\/.*-Z[DM]\.csv$/)],
  ])('a connector killed when it %s leaves a clear answer, and no contents', async (_, arm) => {
    const { id } = await provinces.register('qingxin').issue(LICENCE);
    await reported(id, 'VALID');
    const killed = killedAt(arm);
    const ask = () => provinces.register('henan').use(useOf(id, 'HA-SC-1069'));
    const answer = await ask();
    expect(answer.given || answer.code === 'ISSUER_UNREACHABLE').toBe(true);
    await killed;
    await expectNothingLying();
    // A slow folder may be longer about it than the hub waits; then the window asks again.
    await eventually(async () => {
      expect(await ask()).toMatchObject({ given: true, certificateId: id });
    });
  });
});

function useOf(certificateId: string, item: string): object {
  return {
    kind: 'licence',
    certificateId,
    holder: COMPANY,
    item,
    caseRef: newReference('ZZ'),
    reason: '办理企业设立登记',
    clerk: '窗口03',
    contents: ['名称'],
  };
}
