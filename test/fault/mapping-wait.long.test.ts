import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { guangdongMapping } from '#connectors/guangdong';
import { henanMapping } from '#connectors/henan';
import { readGaps } from '#connectors/kit';
import { qingxinMapping } from '#connectors/qingxin';
import type { RunningChild } from '#hub/cli';
import { auditHub } from '../kit/audit-hub.js';
import { eventually } from '../kit/eventually.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { run, TONGBAN } from '../kit/program.js';
import { openProvinces, type Provinces } from '../kit/provinces.js';

/**
 * Connectors are killed while a case waits for a mapping: with the platform (Guangdong), in the connector's own waiting room
 * (Qingxin), and at the hub, whose dispatch was given back (Henan).
 */

const ITEM = '002090012000';
const MAPPINGS = { guangdong: guangdongMapping, qingxin: qingxinMapping, henan: henanMapping };
type Name = keyof typeof MAPPINGS;

interface MappingFile {
  readonly version: string;
  readonly tables: { readonly items: readonly { readonly local: string; readonly national?: string }[] };
}

describe('a case that waits for a mapping', () => {
  let hub: TestHub;
  let provinces: Provinces;
  let folder: string;
  const connectors = new Map<Name, RunningChild<unknown>>();

  beforeAll(async () => {
    const quick = ['dispatch.leaseMs=1000', 'dispatch.backoffMs=50', 'dispatch.backoffMaxMs=200'];
    hub = await startTestHub({ settings: [...quick, 'dispatch.maxAttempts=1000'] });
    provinces = await openProvinces(hub, ['qingxin']);
    folder = mkdtempSync(join(tmpdir(), 'tongban-waiting-'));
  });
  afterAll(async () => {
    await provinces.close();
    await hub.close();
    rmSync(folder, { recursive: true });
  });

  const mappingOf = (name: Name) => JSON.parse(readFileSync(MAPPINGS[name], 'utf8')) as MappingFile;
  const localItem = (name: Name) =>
    mappingOf(name).tables.items.find(({ national }) => national === ITEM)?.local ?? '';
  const configOf = (name: Name) => {
    const { hub: to, province, ...others } = provinces.config(name);
    const mapping = join(folder, `${name}-mapping.json`);
    return { ...others, hub: { ...to, syncMs: 200 }, province: { ...province, mapping } };
  };

  /** With a mapping file that lacks the item. */
  async function start(name: Name): Promise<void> {
    const { tables, ...rest } = mappingOf(name);
    const items = tables.items.filter(({ national }) => national !== ITEM);
    const config = configOf(name);
    writeFileSync(config.province.mapping, JSON.stringify({ ...rest, tables: { ...tables, items } }));
    connectors.set(name, await provinces.spawn(name, config));
  }

  async function kill(name: Name): Promise<void> {
    const victim = connectors.get(name);
    if (victim === undefined) throw new Error(`no connector of ${name}`);
    process.kill(victim.pid, 'SIGKILL');
    await victim.ended;
  }

  /** Until the connector has asked for the code so many times. */
  const asked = (name: Name, code: string, times: number) =>
    eventually(async () => {
      const gap = (await readGaps(configOf(name).dataDir)).find((each) => each.code === code);
      expect(gap?.times ?? 0).toBeGreaterThanOrEqual(times);
      return gap?.times ?? 0;
    });

  /** It waits, whoever is killed: the one that comes after asks for the same code again. */
  async function killWhileWaiting(name: Name, code: string): Promise<void> {
    await asked(name, code, 1);
    await kill(name);
    const [gap] = await readGaps(configOf(name).dataDir);
    await start(name);
    await asked(name, code, (gap?.times ?? 0) + 1);
  }

  /** As a province and an operator do it: the whole mapping is proposed with the province's key, and approved. */
  async function approve(name: Name, version: string): Promise<void> {
    const [config, file] = [join(folder, 'connector.json'), join(folder, 'proposal.json')];
    writeFileSync(config, JSON.stringify(configOf(name)));
    writeFileSync(file, JSON.stringify({ ...mappingOf(name), version, validFrom: '2020-01-02' }));
    const environment = { DATABASE_URL: hub.database.url, TONGBAN_DATA_DIR: hub.dataDir };
    for (const args of [
      ['propose', config, file],
      ['approve', name, version, '--note', '核对无误'],
    ]) {
      const { code, stdout, stderr } = await run(TONGBAN, ['mappings', ...args], { environment });
      expect(code, stdout + stderr).toBe(0);
    }
  }

  it.each(['guangdong', 'qingxin'] as const)(
    'from %s still waits when its connector was killed, at either end, and goes on once the mapping is approved',
    async (from) => {
      await Promise.all([start(from), start('henan')]);
      const filed = await provinces.desk(from).file({
        item: localItem(from),
        division: '410000',
        mode: 'remote',
        applicant: { kind: 'person', name: '李测试', idNumber: '441803199001019018' },
        form: [],
        materials: [],
      });
      await killWhileWaiting(from, localItem(from));
      expect((await provinces.desk(from).get(filed.ref)).hubNo).toBeNull();
      await approve(from, `all of ${from}`);
      const caseNo = await provinces.desk(from).numbered(filed.ref);

      if (from === 'guangdong') {
        await killWhileWaiting('henan', ITEM);
        await approve('henan', 'all of henan');
      }
      const arrived = await provinces.desk('henan').arrived(caseNo);
      expect(arrived.history.map(({ by, kind }) => `${by} ${kind}`)).toEqual(['them file']);
      await Promise.all([kill(from), kill('henan')]);
    },
  );

  it('stands in the log once', async () => {
    const rows = await hub.database.query(
      'select type, count(*)::integer as times from case_event group by type order by type',
    );
    expect(rows).toEqual([
      { type: 'DispatchAcknowledgement', times: 2 },
      { type: 'SubmitCase', times: 2 },
    ]);
    await eventually(() => auditHub(hub));
  });
});
