import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { guangdongMapping } from '#connectors/guangdong';
import { hunanMapping } from '#connectors/hunan';
import { MappingTables, proposeMapping, readGaps } from '#connectors/kit';
import { qingxinMapping } from '#connectors/qingxin';
import { shanxiMapping } from '#connectors/shanxi';
import { withDatabase } from '#hub/cli';
import { mappings } from '#hub/store';
import { auditHub } from '../kit/audit-hub.js';
import { eventually } from '../kit/eventually.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { ThingDesk } from '../kit/hunan.js';
import { eloquent, type SampleMapping } from '../kit/mappings.js';
import { openProvinces, type Provinces } from '../kit/provinces.js';

/** Whole mappings, with fields and conditions, through the platforms that exchange a feed, tables and files. */

const PLACES = [
  { name: 'hunan', division: '430000', file: hunanMapping },
  { name: 'shanxi', division: '140000', file: shanxiMapping },
  { name: 'qingxin', division: '441803', file: qingxinMapping },
] as const;
type Place = (typeof PLACES)[number]['name'];

const LI = { kind: 'person', name: '李测试', idNumber: '441803199001019018' };
const NATIONAL = { SWAP: '002091010000', LOST: '002091011000', FIRST: '002091020000' };
const SYNC_MS = 200;

const form = (fields: Record<string, string>) =>
  Object.entries(fields).map(([name, value]) => ({ name, value }));

describe('a mapping with fields and conditions', () => {
  let hub: TestHub;
  let provinces: Provinces;
  let folder: string;
  const guangdong = MappingTables.read(guangdongMapping);

  beforeAll(async () => {
    hub = await startTestHub({ settings: ['dispatch.backoffMs=50', 'dispatch.backoffMaxMs=200'] });
    provinces = await openProvinces(hub, ['hunan', 'shanxi', 'qingxin']);
    folder = mkdtempSync(join(tmpdir(), 'tongban-eloquent-'));
    await provinces.connect('guangdong');
    for (const { name, file } of PLACES) {
      const mapping = join(folder, `${name}.json`);
      writeFileSync(mapping, JSON.stringify(documentOf(name, file)));
      const config = provinces.config(name);
      await provinces.connect(name, {
        hub: { ...config.hub, syncMs: SYNC_MS },
        province: { ...config.province, mapping },
      });
    }
  });
  afterAll(async () => {
    await guangdong.close();
    await provinces.close();
    await auditHub(hub);
    await hub.close();
    rmSync(folder, { recursive: true });
  });

  /** Hunan's knows one marital status, so that one member of a thing has a value that it does not know. */
  function documentOf(name: Place, file: string): SampleMapping {
    const document = eloquent(file);
    if (name !== 'hunan') return document;
    const marriage = [{ local: '未婚', national: '10' }];
    const field = { local: '婚姻状况', national: '婚姻状况代码', table: 'marriage' };
    return {
      ...document,
      tables: { ...document.tables, marriage },
      fields: [...(document.fields ?? []), field],
    };
  }

  /** What Guangdong calls a national item. */
  const own = (national: string) => guangdong.table('items').toLocal(national);

  const ask = (name: Place, fields: Record<string, string>) =>
    provinces.desk(name).file({
      ...{ item: 'T-CARD', division: '440000', mode: 'remote' },
      ...{ applicant: LI, form: form(fields), materials: [] },
    });

  const gapsOf = (name: Place) => readGaps(provinces.config(name).dataDir);

  /** The hub approves a province's next version. */
  async function approve(name: Place, document: SampleMapping): Promise<void> {
    await proposeMapping(provinces.config(name), Buffer.from(JSON.stringify(document)), '补充');
    const review = { platform: name, version: document.version, isApproved: true };
    await withDatabase(hub.database.url, (db) =>
      mappings.insertReview(db, {
        ...review,
        ...{ reviewer: '操作员甲', note: '核对无误', reviewedAt: Date.now() },
      }),
    );
  }

  it.each(PLACES)(
    'renames and translates the form of $name, and tells by it which item is meant',
    async ({ name }) => {
      for (const [kind, national] of [
        ['换领', NATIONAL.SWAP],
        ['补领', NATIONAL.LOST],
      ] as const) {
        const filed = await ask(name, { 办理类别: kind, 学历: '2', 毕业年月: '2008年07月' });
        const shown = await provinces.world.guangdong.arrived(await provinces.desk(name).numbered(filed.ref));
        expect(shown.item).toBe(own(national));
        expect(shown.form).toEqual(form({ 办理类别: kind, 学历层次: '本科', 毕业日期: '2008-07' }));
      }
    },
  );

  it.each(PLACES)('does so on the way to $name, too', async ({ name, division }) => {
    for (const [kind, item] of [
      ['补卡', 'T-NEW'],
      ['换卡', 'T-SWAP'],
    ] as const) {
      const filed = await provinces.world.guangdong.file({
        ...{ item: own(NATIONAL.FIRST), division, mode: 'remote', applicant: LI, materials: [] },
        form: form({ 补换类型: kind, 学历层次: '专科', 毕业日期: '2010-06' }),
      });
      const caseNo = await provinces.world.guangdong.numbered(filed.ref);
      const shown = await provinces.desk(name).arrived(caseNo);
      expect(shown.item).toBe(item);
      expect(shown.form).toEqual(form({ 补换类型: kind, 学历: '3', 毕业年月: '2010年06月' }));
    }
  });

  it.each(PLACES)(
    'holds a case of $name that it does not decide, in sight, until a better one is approved',
    async ({ name, file }) => {
      const waiting = await ask(name, { 办理类别: '换补' });
      const other = await ask(name, { 办理类别: '换领' });
      await provinces.desk(name).numbered(other.ref);
      await eventually(async () =>
        expect(await gapsOf(name)).toContainEqual(
          expect.objectContaining({
            ...{ kind: 'MISSING', table: `${name} items`, code: 'T-CARD' },
            candidates: [NATIONAL.SWAP, NATIONAL.LOST],
          }),
        ),
      );
      expect((await provinces.desk(name).get(waiting.ref)).hubNo).toBeNull();

      const document = documentOf(name, file);
      const row = {
        local: 'T-CARD',
        national: NATIONAL.SWAP,
        when: 'form.办理类别 = "换补"',
        direction: 'TO_NATIONAL',
      };
      const items = [...(document.tables.items ?? []), row];
      await approve(name, { ...document, version: 'better', tables: { ...document.tables, items } });
      const caseNo = await provinces.desk(name).numbered(waiting.ref);
      expect((await provinces.world.guangdong.arrived(caseNo)).item).toBe(own(NATIONAL.SWAP));
      await eventually(async () => expect(await gapsOf(name)).toEqual([]));
    },
  );

  it('holds the one member of a thing whose form has a gap, and the others go on', async () => {
    const things = new ThingDesk(String(provinces.config('hunan').province.url));
    const [register, household] = ['43-WJ-135-01', '43-GA-013-01'];
    const { thingNo } = await things.file({
      thingCode: 'HN-YJS-0001',
      applicant: LI,
      form: form({ 婚姻状况: '已婚', 新生儿姓名: '周小测' }),
      materials: [],
      members: [register, household].map((item) => ({ item, division: '440000', mode: 'remote' })),
    });
    const numbers = async () => {
      const { members } = await things.get(thingNo);
      return new Map(members.map(({ item, hubNo }) => [item, hubNo]));
    };
    await eventually(async () => expect((await numbers()).get(household)).toBeTypeOf('string'));
    await eventually(async () =>
      expect(await gapsOf('hunan')).toMatchObject([{ table: 'hunan marriage', code: '已婚' }]),
    );
    expect((await numbers()).get(register)).toBeNull();

    const document = documentOf('hunan', hunanMapping);
    const marriage = [...(document.tables.marriage ?? []), { local: '已婚', national: '20' }];
    const tables = { ...document.tables, marriage };
    await approve('hunan', { ...document, version: 'married', validFrom: '2020-01-02', tables });
    const caseNo = await eventually(
      async () => (await numbers()).get(register) ?? expect.fail('no number yet'),
    );
    const shown = await provinces.world.guangdong.arrived(caseNo);
    expect(shown.form).toEqual(form({ 婚姻状况代码: '20' }));
  });
});
