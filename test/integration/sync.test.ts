import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { guangdongMapping } from '#connectors/guangdong';
import { proposeMapping, ReferenceCopy } from '#connectors/kit';
import { withDatabase } from '#hub/cli';
import { codeGaps, mappings } from '#hub/store';
import { eventually } from '../kit/eventually.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { openProvinces, type Provinces } from '../kit/provinces.js';

const ITEM = { local: '11440000MBY900019A2442090012000', national: '002090012000' };
const SYNC_MS = 100;

interface MappingFile {
  version: string;
  validFrom: string;
  tables: { items: { local: string; national?: string }[] };
}

const whole = () => JSON.parse(readFileSync(guangdongMapping, 'utf8')) as MappingFile;

describe('a mapping that the hub approves', () => {
  let hub: TestHub;
  let provinces: Provinces;
  let folder: string;
  const lines: { readonly text: string; readonly facts: Record<string, unknown> }[] = [];

  beforeAll(async () => {
    hub = await startTestHub({ settings: ['dispatch.backoffMs=50', 'dispatch.backoffMaxMs=200'] });
    provinces = await openProvinces(hub);
    folder = mkdtempSync(join(tmpdir(), 'tongban-sync-'));
  });
  afterAll(async () => {
    await provinces.close();
    await hub.close();
    rmSync(folder, { recursive: true });
  });

  /** Guangdong's connector, whose own file lacks the item. */
  async function connect() {
    const poor = whole();
    poor.tables.items = poor.tables.items.filter(({ local }) => local !== ITEM.local);
    const mapping = join(folder, 'poor.json');
    writeFileSync(mapping, JSON.stringify(poor));
    const config = provinces.config('guangdong');
    const note = (facts: object, text: string) => void lines.push({ text, facts: { ...facts } });
    return provinces.connect(
      'guangdong',
      { hub: { ...config.hub, syncMs: SYNC_MS }, province: { ...config.province, mapping } },
      { info: note, warn: note, error: note },
    );
  }

  function review(version: string, isApproved: boolean): Promise<boolean> {
    const review = { platform: 'guangdong', version, isApproved, reviewer: '操作员甲', note: '核对无误' };
    return withDatabase(hub.database.url, (db) =>
      mappings.insertReview(db, { ...review, reviewedAt: Date.now() }),
    );
  }

  function openGaps(): Promise<codeGaps.CodeGap[]> {
    return withDatabase(hub.database.url, (db) => codeGaps.listCodeGaps(db));
  }

  it('reaches the connector, closes its gap, and lets the case that waited go on', async () => {
    const connector = await connect();
    const filed = await provinces.world.guangdong.file({
      item: ITEM.local,
      division: '410000',
      mode: 'remote',
      applicant: { kind: 'person', name: '李测试', idNumber: '441803199001019018' },
      form: [],
      materials: [],
    });
    await eventually(async () => {
      expect(await openGaps()).toMatchObject([
        { platform: 'guangdong', table: 'guangdong items', code: ITEM.local, kind: 'MISSING' },
      ]);
    });
    const document = { ...whole(), version: '2026.2' };
    await proposeMapping(provinces.config('guangdong'), Buffer.from(JSON.stringify(document)), '补充一项');
    expect((await provinces.world.guangdong.get(filed.ref)).hubNo).toBeNull();
    await review('2026.2', true);
    await provinces.world.guangdong.numbered(filed.ref);
    await eventually(async () => expect(await openGaps()).toEqual([]));
    await connector.close();
  });

  it('does not reach it when it is refused, or not reviewed yet', async () => {
    for (const version of ['2026.3', '2026.4']) {
      const document = {
        ...whole(),
        version,
        validFrom: '2026-02-01',
        tables: { ...whole().tables, items: [] },
      };
      await proposeMapping(provinces.config('guangdong'), Buffer.from(JSON.stringify(document)), undefined);
    }
    await review('2026.3', false);
    const since = Date.now();
    const connector = await connect();
    const before = lines.length;
    await eventually(async () => {
      const copy = await ReferenceCopy.open(provinces.config('guangdong').dataDir);
      expect(copy.syncedAt).toBeGreaterThan(since);
      expect(copy.mappings.map(({ version }) => version)).toEqual(['2026.2']);
    });
    expect(lines.slice(before).some(({ text }) => text === 'approved mappings have changed')).toBe(false);
    await connector.close();
  });

  it('is worked by while the hub is away, and the log says how old the copy is from the start', async () => {
    await hub.stop();
    lines.length = 0;
    await connect();
    expect(lines).toContainEqual({ text: 'mapping in force', facts: { version: '2026.2' } });
    const away = await eventually(() => {
      const found = lines.find(({ text }) => text.startsWith('the hub is away'));
      return found ?? expect.fail('not said yet');
    });
    expect(away.facts.ageSeconds).toEqual(expect.any(Number));
  });
});
