import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { guangdongMapping } from '#connectors/guangdong';
import { henanMapping } from '#connectors/henan';
import { type OpenGap, readGaps } from '#connectors/kit';
import { auditHub } from '../kit/audit-hub.js';
import { eventually } from '../kit/eventually.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { run, TONGBAN } from '../kit/program.js';
import { openProvinces, type Provinces } from '../kit/provinces.js';

const ITEM = { guangdong: '11440000MBY900019A2442090012000', henan: 'HA-RS-0012', national: '002090012000' };
type Name = 'guangdong' | 'henan';

interface MappingFile {
  version: string;
  tables: Record<string, Record<string, unknown>[]>;
}

describe('a case whose code is not in the mapping', () => {
  let hub: TestHub;
  let provinces: Provinces;
  let folder: string;
  const lines: { readonly level: string; readonly text: string; readonly facts: object }[] = [];

  beforeAll(async () => {
    hub = await startTestHub({ settings: ['dispatch.backoffMs=50', 'dispatch.backoffMaxMs=200'] });
    provinces = await openProvinces(hub);
    folder = mkdtempSync(join(tmpdir(), 'tongban-mapping-'));
  });
  afterAll(async () => {
    await provinces.close();
    await hub.close();
    rmSync(folder, { recursive: true });
  });

  const fileOf = (name: Name) => join(folder, `${name}.json`);
  const whole = (name: Name) =>
    JSON.parse(
      readFileSync({ guangdong: guangdongMapping, henan: henanMapping }[name], 'utf8'),
    ) as MappingFile;

  /** Exchanges a province's file, as an editor does. */
  function write(name: Name, mapping: MappingFile | string): void {
    const half = `${fileOf(name)}.new`;
    writeFileSync(half, typeof mapping === 'string' ? mapping : JSON.stringify(mapping));
    renameSync(half, fileOf(name));
  }

  /** The sample mapping without one item. */
  function without(name: Name): MappingFile {
    const mapping = whole(name);
    const items = mapping.tables.items?.filter(({ national }) => national !== ITEM.national) ?? [];
    return { ...mapping, version: 'without', tables: { ...mapping.tables, items } };
  }

  /** A connector that follows its own mapping file, its log in `lines`. */
  async function connect(name: Name): Promise<void> {
    write(name, without(name));
    const note = (level: string) => (facts: object, text: string) => void lines.push({ level, text, facts });
    const log = { info: note('info'), warn: note('warn'), error: note('error') };
    const province = { ...provinces.config(name).province, mapping: fileOf(name) };
    await provinces.connect(name, { province }, log);
  }

  const gapsOf = (name: Name): Promise<OpenGap[]> => readGaps(provinces.config(name).dataDir);

  function file() {
    return provinces.world.guangdong.file({
      item: ITEM.guangdong,
      division: '410000',
      mode: 'remote',
      applicant: { kind: 'person', name: '李测试', idNumber: '441803199001019018' },
      form: [],
      materials: [],
    });
  }

  it('waits in sight of the operator on both ways, and goes on when the file is complete, without a restart', async () => {
    await connect('guangdong');
    await connect('henan');

    // Going out: the event stays with the platform, the hub hears of nothing.
    const filed = await file();
    const out = await eventually(async () => {
      const [gap] = await gapsOf('guangdong');
      if (gap === undefined || gap.times < 2) throw new Error('no gap yet');
      return gap;
    });
    expect(out).toMatchObject({
      kind: 'MISSING',
      table: 'guangdong items',
      code: ITEM.guangdong,
      direction: 'TO_NATIONAL',
      candidates: [],
    });
    expect((await provinces.world.guangdong.get(filed.ref)).hubNo).toBeNull();

    // A broken file is refused; the old one stays in force.
    write('guangdong', '{"platform":"guangdong"');
    await eventually(() =>
      expect(lines).toContainEqual(
        expect.objectContaining({
          level: 'error',
          text: 'the new mapping is refused; the old one stays in force',
        }),
      ),
    );
    expect(await gapsOf('guangdong')).toHaveLength(1);

    write('guangdong', { ...whole('guangdong'), version: 'complete' });
    const caseNo = await provinces.world.guangdong.numbered(filed.ref);
    await eventually(async () => expect(await gapsOf('guangdong')).toEqual([]));

    // Coming in: the dispatch goes back to the hub with the reason.
    const [gap] = await eventually(async () => {
      const gaps = await gapsOf('henan');
      expect(gaps).toHaveLength(1);
      return gaps;
    });
    expect(gap).toMatchObject({ table: 'henan items', code: ITEM.national, direction: 'TO_LOCAL' });
    await eventually(async () => {
      const [row] = await hub.database.query<{ last_error: string | null }>(
        'select last_error from inbox where case_no = $1',
        [caseNo],
      );
      expect(row?.last_error).toContain(`henan items has no counterpart for ${ITEM.national}`);
    });

    write('henan', { ...whole('henan'), version: 'complete' });
    await eventually(async () => {
      const shown = await provinces.world.henan.arrived(caseNo);
      expect(shown.item).toBe(ITEM.henan);
    });
    await eventually(async () => expect(await gapsOf('henan')).toEqual([]));
    const taken = lines.filter(({ text }) => text === 'a new mapping file is taken');
    expect(taken.map(({ facts }) => facts)).toEqual([
      expect.objectContaining({ version: 'complete' }),
      expect.objectContaining({ version: 'complete' }),
    ]);
    await eventually(() => auditHub(hub)); // the last acknowledgements are still on their way
  });

  it('waits in sight when its one code is several items, which nobody divides there', async () => {
    const several = ['002091135000', '002091038000'];
    const mapping = without('guangdong');
    const items = [...(mapping.tables.items ?? []), { local: ITEM.guangdong, nationals: several }];
    write('guangdong', { ...mapping, version: 'several', tables: { ...mapping.tables, items } });
    await eventually(() =>
      expect(lines.filter(({ text }) => text === 'a new mapping file is taken')).toHaveLength(3),
    );
    const filed = await file();
    await eventually(async () => {
      const [gap] = await gapsOf('guangdong');
      expect(gap).toMatchObject({ kind: 'AMBIGUOUS', code: ITEM.guangdong, candidates: several });
      expect(gap?.times).toBeGreaterThan(1); // asked for again and again, and sent by none of them
    });
    expect((await provinces.world.guangdong.get(filed.ref)).hubNo).toBeNull();
    write('guangdong', { ...whole('guangdong'), version: 'one again' });
    await provinces.world.guangdong.numbered(filed.ref);
    await eventually(async () => expect(await gapsOf('guangdong')).toEqual([]));
    await eventually(() => auditHub(hub));
  });

  it('is shown on the command line, in Chinese first, and as JSON', async () => {
    const dataDir = join(folder, 'data');
    mkdirSync(dataDir);
    const gap = {
      kind: 'AMBIGUOUS',
      table: 'henan items',
      code: 'HA-GA-1901',
      direction: 'TO_NATIONAL',
      candidates: ['002091010000', '002091011000'],
      firstSeen: '2026-11-22T02:00:00.000Z',
      lastSeen: '2026-11-22T03:00:00.000Z',
      times: 7,
    };
    const config = join(folder, 'connector.json');
    writeFileSync(config, JSON.stringify({ ...provinces.config('henan'), dataDir }));
    const ask = (...more: string[]) => run(TONGBAN, ['connector', 'henan', config, '--gaps', ...more]);
    expect((await ask()).stdout).toBe('没有办件在等待对照。\n');
    writeFileSync(join(dataDir, 'gaps.json'), JSON.stringify({ gaps: [gap] }));
    const { stdout, code } = await ask();
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^henan items +HA-GA-1901 +本省→国家 +对照不唯一 +×7 .* \? 002091010000, 002091011000\n$/,
    );
    expect(JSON.parse((await ask('--json')).stdout)).toEqual([gap]);
  });
});
