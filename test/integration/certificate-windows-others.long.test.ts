import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCertificatePowers, readCertificateRules } from '#config';
import { auditHub } from '../kit/audit-hub.js';
import { eventually } from '../kit/eventually.js';
import { FrontDatabaseOwner } from '../kit/front-database.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { newReference } from '../kit/messages.js';
import { openProvinces, type Provinces } from '../kit/provinces.js';
import { platformAt } from '../kit/qingxin.js';
import { batchOf, csv, gb, lay } from '../kit/qingxin-batch.js';

/** Certificates of platforms that have no interface but tables, or files, as officers and windows see them. */

type Name = 'henan' | 'shanxi' | 'qingxin';

const HOLDER = { kind: 'person', name: '李测试', code: '441803199001019018' };
const ITEMS = { henan: 'HA-RS-0012', shanxi: 'SXJT-0612-001', qingxin: 'QX0662' };
const COMPANY = { kind: 'company', name: '广州测试企业', code: '91440100MAY9000661' };
const CONTENTS = {
  qualification: { 姓名: '李测试', 证书编号: 'CS2024000001', 专业: '市政公用工程' },
  licence: { 名称: '广州测试企业', 住所: '广州市测试路1号', 统一社会信用代码: COMPANY.code },
};
type Kind = keyof typeof CONTENTS;

let hub: TestHub;
let provinces: Provinces;
let front: FrontDatabaseOwner;
/** Qingxin's folder of certificates. */
let zz: string;

beforeAll(async () => {
  hub = await startTestHub({
    settings: ['certificates.issuerWaitMs=3000'],
    certificateRules: { ...readCertificateRules(), ...readCertificatePowers() },
  });
  provinces = await openProvinces(hub, ['shanxi', 'qingxin']);
  front = new FrontDatabaseOwner(provinces.config('shanxi'));
  zz = join(String(provinces.config('qingxin').province.drop), 'zz');
  await Promise.all((['henan', 'shanxi', 'qingxin'] as const).map(connect));
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

const contentsOf = (kind: Kind) => Object.entries(CONTENTS[kind]).map(([name, value]) => ({ name, value }));
const holderOf = (kind: Kind) => (kind === 'licence' ? COMPANY : HOLDER);

async function issued(of: Name, kind: Kind): Promise<string> {
  const certificate = { kind, holders: [holderOf(kind)], contents: contentsOf(kind), from: '2024-01-01' };
  const { id } = await provinces.register(of).issue(certificate);
  await reported(id, 'VALID');
  return id;
}

function wish(at: Name, kind: Kind, certificateId: string): object {
  return {
    kind,
    certificateId,
    holder: holderOf(kind),
    item: ITEMS[at],
    caseRef: newReference('ZZ'),
    reason: '办理职业资格证书补发',
    clerk: '窗口03',
    contents: Object.keys(CONTENTS[kind]).slice(0, 2),
  };
}

const use = (at: Name, kind: Kind, id: string) => provinces.register(at).use(wish(at, kind, id));

/** Fields that were asked for, and no others. */
const given = (certificateId: string, platform: Name, kind: Kind) => ({
  given: true,
  certificateId,
  state: 'valid',
  platform,
  contents: contentsOf(kind).slice(0, 2),
});

/** Nothing of a certificate stays where it passed. */
async function expectNothingLying(): Promise<void> {
  await eventually(async () => {
    for (const table of ['inbound.kstb_lic_query', 'outbound.kstb_lic_answer', 'inbound.kstb_lic_use_answer'])
      expect(await front.query(`select * from ${table}`), table).toEqual([]);
  });
}

/** Nor in a file, wherever it passed; receipts of events have none. */
async function expectNoFile(): Promise<void> {
  const lying = () => ['in', 'out', 'receipts', 'taken'].flatMap(filesIn);
  await eventually(() => expect(lying().filter((name) => !name.startsWith('HZ-'))).toEqual([]));
}

function filesIn(name: string): string[] {
  const folder = join(zz, name);
  return existsSync(folder) ? readdirSync(folder) : [];
}

describe.each([
  ['shanxi', 'qualification', () => expectNothingLying()],
  ['qingxin', 'licence', () => expectNoFile()],
] as const)('a certificate of %s', (name, kind, expectClean) => {
  it('is found and used elsewhere, and refused there once it is revoked', async () => {
    const id = await issued(name, kind);
    expect(await use('henan', kind, id)).toEqual(given(id, name, kind));
    await expectClean();
    await provinces.register(name).setState(id, 'revoked');
    await reported(id, 'REVOKED');
    expect(await use('henan', kind, id)).toMatchObject({ given: false, code: 'CERTIFICATE_NOT_VALID' });
  });

  it('is replaced by its new version', async () => {
    const id = await issued(name, kind);
    const next = await provinces.register(name).change(id, contentsOf(kind));
    await reported(next.id, 'VALID');
    await reported(id, 'SUPERSEDED');
    expect(await use('henan', kind, next.id)).toEqual(given(next.id, name, kind));
  });

  it('is one of the samples, which the hub takes all', async () => {
    for (const { id } of await provinces.register(name).samples()) await reported(id, 'VALID');
  });

  it('is not the only one: a window reads those of elsewhere, and nothing of them stays', async () => {
    const id = await issued('henan', 'qualification');
    expect(await use(name, 'qualification', id)).toEqual(given(id, 'henan', 'qualification'));
    await expectClean();
    expect(await front.query('select * from outbound.kstb_lic_use')).toEqual([]);
  });
});

describe('Qingxin’s platform', () => {
  it('that does not answer in time leaves a clear state; a late answer is no answer to anything', async () => {
    const id = await issued('qingxin', 'licence');
    const platform = platformAt(provinces.config('qingxin').province.drop);
    platform.hold();
    const first = use('henan', 'licence', id);
    const question = await eventually(() => {
      const [name] = filesIn('in').filter((each) => each.endsWith('.ok'));
      return name?.replace(/\.ok$/, '') ?? expect.fail('no question yet');
    });
    expect(await first).toMatchObject({ given: false, code: 'ISSUER_UNREACHABLE' });
    await expectNoFile();
    const second = use('henan', 'licence', id);
    lay(zz, lateReply(question, id));
    expect(await second).toMatchObject({ given: false, code: 'ISSUER_UNREACHABLE' });
    await expectNoFile();
    platform.release();
    expect(await use('henan', 'licence', id)).toEqual(given(id, 'qingxin', 'licence'));
  });
});

function lateReply(question: string, id: string) {
  const head = ['问询编号', '结果', '证照标识', '证照状态', '状态时间', '说明', '内容数'];
  const reply = [question, '1', id, '正常', '2026/11/22 10:00', '', '1'];
  const ZD = { bytes: csv([head, reply].map((cells) => cells.map(gb))), rows: 1 };
  const content = [question, '字号名称', '过时'];
  const ZM = { bytes: csv([['编号', '名称', '内容'], content].map((cells) => cells.map(gb))), rows: 1 };
  return batchOf('QX20261122-900001', { raw: { ZD, ZM } });
}
