import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCertificatePowers, readCertificateRules } from '#config';
import { auditHub } from '../kit/audit-hub.js';
import { eventually } from '../kit/eventually.js';
import { FrontDatabaseOwner } from '../kit/front-database.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { newReference } from '../kit/messages.js';
import { openProvinces, type Provinces } from '../kit/provinces.js';

/** Certificates of a platform that has nothing but tables, as its officers and windows elsewhere see them. */

type Name = 'henan' | 'shanxi';

const HOLDER = { kind: 'person', name: '李测试', code: '441803199001019018' };
const ITEMS = { henan: 'HA-RS-0012', shanxi: 'SXJT-0612-001' };

let hub: TestHub;
let provinces: Provinces;
let front: FrontDatabaseOwner;

beforeAll(async () => {
  hub = await startTestHub({
    settings: ['certificates.issuerWaitMs=3000'],
    certificateRules: { ...readCertificateRules(), ...readCertificatePowers() },
  });
  provinces = await openProvinces(hub, ['shanxi']);
  front = new FrontDatabaseOwner(provinces.config('shanxi'));
  await Promise.all((['henan', 'shanxi'] as const).map(connect));
});
afterAll(async () => {
  await auditHub(hub);
  await front.end();
  await provinces.close();
  await hub.close();
});

async function connect(name: Name): Promise<void> {
  await provinces.connect(name);
  await eventually(() => expect(hub.running.services.lines.count(name)).toBeGreaterThan(0));
}

async function reported(id: string, state: string): Promise<void> {
  await eventually(async () => {
    const rows = await hub.database.query<{ state: string }>(
      `select state from certificate where certificate_id = '${id}'`,
    );
    expect(rows).toEqual([{ state }]);
  });
}

async function qualification(of: Name): Promise<string> {
  const { id } = await provinces.register(of).issue({
    kind: 'qualification',
    holders: [HOLDER],
    contents: [
      { name: '姓名', value: '李测试' },
      { name: '证书编号', value: 'CS2024000001' },
      { name: '专业', value: '市政公用工程' },
    ],
    from: '2024-01-01',
  });
  await reported(id, 'VALID');
  return id;
}

function wish(at: Name, over: object = {}): object {
  return {
    kind: 'qualification',
    holder: HOLDER,
    item: ITEMS[at],
    caseRef: newReference('ZZ'),
    reason: '办理职业资格证书补发',
    clerk: '窗口03',
    contents: ['姓名', '证书编号'],
    ...over,
  };
}

const given = (certificateId: string, platform: Name) => ({
  given: true,
  certificateId,
  state: 'valid',
  platform,
  contents: [
    { name: '姓名', value: '李测试' },
    { name: '证书编号', value: 'CS2024000001' },
  ],
});

/** Nothing of a certificate stays where it passed. */
async function expectNothingLying(): Promise<void> {
  await eventually(async () => {
    for (const table of ['inbound.kstb_lic_query', 'outbound.kstb_lic_answer', 'inbound.kstb_lic_use_answer'])
      expect(await front.query(`select * from ${table}`), table).toEqual([]);
  });
}

describe('a certificate of Shanxi', () => {
  it('is found and used elsewhere, and refused there once it is revoked', async () => {
    const id = await qualification('shanxi');
    const henan = provinces.register('henan');
    expect(await henan.use(wish('henan', { certificateId: id }))).toEqual(given(id, 'shanxi'));
    await expectNothingLying();
    await provinces.register('shanxi').setState(id, 'revoked');
    await reported(id, 'REVOKED');
    const refused = await henan.use(wish('henan', { certificateId: id }));
    expect(refused).toMatchObject({ given: false, code: 'CERTIFICATE_NOT_VALID' });
  });

  it('is replaced by its new version', async () => {
    const id = await qualification('shanxi');
    const next = await provinces.register('shanxi').change(id, [{ name: '姓名', value: '李测试' }]);
    await reported(next.id, 'VALID');
    await reported(id, 'SUPERSEDED');
  });
});

describe('a window of Shanxi', () => {
  it('reads a certificate of elsewhere, and nothing of it stays in the tables', async () => {
    const id = await qualification('henan');
    const answer = await provinces.register('shanxi').use(wish('shanxi', { certificateId: id }));
    expect(answer).toEqual(given(id, 'henan'));
    await expectNothingLying();
    expect(await front.query('select * from outbound.kstb_lic_use')).toEqual([]);
  });
});

describe('the samples of Shanxi', () => {
  it('are all taken by the hub', async () => {
    const samples = await provinces.register('shanxi').samples();
    for (const { id } of samples) await reported(id, 'VALID');
  });
});
