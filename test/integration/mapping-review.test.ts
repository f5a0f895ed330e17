import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blobRefOf } from '#connectors/kit';
import { auditHub } from '../kit/audit-hub.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { MAPPING_GAP, mappingDocument, proposalOf } from '../kit/mappings.js';
import type { TestPeer } from '../kit/peer.js';
import { type Finished, run, TONGBAN } from '../kit/program.js';
import { openProvinces, type Provinces } from '../kit/provinces.js';

/** Of the sample catalogue; the last one is cancelled in the course of the test. */
const [A, B, C, CANCELLED] = ['002090012000', '002090009000', '002091010000', '002091012000'];

let hub: TestHub;
let guangdong: TestPeer;
let provinces: Provinces;
let folder: string;

beforeAll(async () => {
  hub = await startTestHub();
  guangdong = await hub.peer('guangdong');
  provinces = await openProvinces(hub);
  folder = mkdtempSync(join(tmpdir(), 'tongban-review-'));
});
afterAll(async () => {
  await provinces.close();
  await auditHub(hub);
  await hub.close();
  rmSync(folder, { recursive: true });
});

function tongban(...args: string[]): Promise<Finished> {
  return run(TONGBAN, args, {
    environment: { DATABASE_URL: hub.database.url, TONGBAN_DATA_DIR: hub.dataDir },
  });
}

/** Guangdong proposes what no command would sign. */
async function propose(version: string, validFrom: string, over: object = {}): Promise<void> {
  const document = Buffer.from(
    JSON.stringify({ ...mappingDocument('guangdong', version, validFrom), ...over }),
  );
  const blob = blobRefOf(document, 'application/json', 'mapping.json');
  await guangdong.grpc.upload(blob, document);
  const body = proposalOf(blob, 'guangdong', version, validFrom);
  await guangdong.grpc.proposeMapping(guangdong.sign('MappingProposal', body));
}

const approve = (version: string, ...more: string[]) =>
  tongban('mappings', 'approve', 'guangdong', version, '--note', '核对无误', ...more);

async function statusOf(version: string) {
  return (await guangdong.grpc.mappings()).find((each) => each.version === version)?.status;
}

const [PROPOSED, APPROVED] = [1, 2];

/** A version that is wrong in every way that the structure allows, and in some that it does not. */
const FAULTY = {
  tables: {
    items: [
      { local: 'A-1', national: A },
      { local: 'A-1', national: B },
      { local: 'A-2', national: '999999999999' },
      { local: 'A-3', national: CANCELLED, validFrom: '2030-01-01' },
      { local: 'A-4', nationals: [C, '888888888888'] },
      { local: 'A-5', national: '777777777777', validTo: '2020-01-01' },
      { local: 'A-6', national: C, when: '$eval("1")', direction: 'TO_NATIONAL' },
    ],
  },
  chains: { words: 'items' },
};
const FAULTS = [
  'STRUCTURE /chains/words',
  'STRUCTURE /tables/items/1',
  'EXPRESSION_INVALID /tables/items/6/when',
  'BEFORE_APPROVED /validFrom',
  'ITEM_UNKNOWN /tables/items/2/national',
  'ITEM_CANCELLED /tables/items/3/national',
  'ITEM_UNKNOWN /tables/items/4/nationals/1',
];

interface Found {
  readonly outcome: string;
  readonly faults: readonly { readonly code: string; readonly pointer: string; readonly message: string }[];
  readonly gaps: readonly { readonly code: string; readonly outlook: string }[];
}

describe('the review of a mapping', () => {
  it('begins with a version that nothing is wrong with, and that has nothing to be compared with', async () => {
    await propose('1', '2026-02-01');
    const { stdout, code } = await approve('1');
    expect(stdout).toContain('没有可比较的已批准版本');
    expect(stdout).toContain('! RETROACTIVE 生效日 2026-02-01 已过');
    expect(stdout).toMatch(/✓ 已批准。\n$/);
    expect([code, await statusOf('1')]).toEqual([0, APPROVED]);
  });

  it('refuses, with all faults at once, what a connector would refuse or no item stands behind', async () => {
    await cancel(CANCELLED, '2029-01-01');
    await propose('faulty', '2026-01-01', FAULTY);
    const { stdout, code } = await approve('faulty', '--json');
    const { outcome, faults } = JSON.parse(stdout) as Found;
    expect(faults.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual(FAULTS);
    expect([outcome, code, await statusOf('faulty')]).toEqual(['refused', 2, PROPOSED]);
  });

  it('says them in Chinese, or in English, and shows them to whoever only looks', async () => {
    const zh = await approve('faulty');
    expect(zh.stdout).toContain(
      '✗ /tables/items/2/national  ITEM_UNKNOWN 目录中没有该事项: 999999999999 is no item on',
    );
    expect(zh.stdout).toMatch(/✗ 有误，没有批准。\n$/);
    const en = await tongban('--lang', 'en', 'mappings', 'show', 'guangdong', 'faulty');
    expect(en.code).toBe(0);
    expect(en.stderr).toContain(
      'ITEM_CANCELLED the item is cancelled: item 002091012000 (开具无犯罪记录证明) has been cancelled since 2029-01-01',
    );
    expect(JSON.parse(en.stdout)).toMatchObject(FAULTY);
  });

  it('shows what changes against the version in force, row by row and member by member', async () => {
    const items = [
      { local: 'A-1', national: B, name: '学历公证' },
      { local: 'A-2', national: C, when: 'form.x = "1"' },
    ];
    await propose('2', '2026-12-01', { tables: { items, ratings: [] }, validTo: '2031-12-31' });
    const shown = await tongban('mappings', 'show', 'guangdong', '2', '--diff');
    expect(shown.stdout).toBe(`guangdong 2（自 2026-12-01 起）与现行 1 相比：
  ~ validFrom: "2026-02-01" → "2026-12-01"
  ~ validTo: ∅ → "2031-12-31"
  /tables/items：新增 1，删除 0，变更 1，未变 0
    + 1     A-2 → ${C}  when: "form.x = \\"1\\""
    ~ 0     A-1 学历公证
          national: "${A}" → "${B}"
          name: ∅ → "学历公证"
  ! ENDS 2031-12-31 之后失效，届时恢复此前的版本
`);
    const { stdout, code } = await approve('2', '--dry-run');
    expect(stdout).toBe(`${shown.stdout}试运行：没有批准。\n`);
    expect([code, await statusOf('2')]).toEqual([0, PROPOSED]);
  });

  it('says plainly that a case under a code of several items will wait', async () => {
    const items = [{ local: 'YJS-1', nationals: [A, B], name: '一件事' }];
    await propose('several', '2026-12-02', { tables: { items } });
    const { stdout, code } = await approve('several', '--dry-run');
    expect(stdout).toContain(`+ 0     YJS-1 → ${A} + ${B}  一件事`);
    expect(stdout).toContain(
      '! SEVERAL items YJS-1 对应几个国家代码：连接器不按对照表拆分办件，此类办件将等待',
    );
    expect(code).toBe(0);
    const en = await tongban('--lang', 'en', 'mappings', 'show', 'guangdong', 'several', '--diff');
    expect(en.stdout).toContain('! SEVERAL items YJS-1 is several nationally: no connector divides a case');
  });

  it('shows which of the gaps that the connector reports the version would close', async () => {
    const gap = { ...MAPPING_GAP, table: 'guangdong items', direction: 1, kind: 1, candidates: [] };
    await guangdong.grpc.reportMappingGaps([gap, { ...gap, code: 'A-9' }]);
    const { gaps } = JSON.parse((await approve('2', '--dry-run', '--json')).stdout) as Found;
    expect(gaps.map(({ code, outlook }) => [code, outlook])).toEqual(
      expect.arrayContaining([
        ['A-2', 'CLOSES'],
        ['A-9', 'STAYS'],
      ]),
    );
    const { stdout } = await tongban('mappings', 'show', 'guangdong', '2', '--diff');
    expect(stdout).toContain('映射缺口：将关闭 1，视办件而定 0，仍未解决 1');
    expect(stdout).toMatch(/✓ guangdong items A-2 +本省→国家 +无对照 +×3/);
  });

  it('lets one of two versions through that begin on one day, however close they come', async () => {
    await propose('3', '2026-12-24');
    await propose('4', '2026-12-24');
    const both = await Promise.all([approve('3'), approve('4')]);
    const statuses = [await statusOf('3'), await statusOf('4')];
    expect(statuses.filter((status) => status === APPROVED)).toHaveLength(1);
    expect(both.filter(({ code }) => code === 0)).toHaveLength(1);
  });

  it('needs a reason', async () => {
    const { code, stderr } = await tongban('mappings', 'approve', 'guangdong', '2');
    expect([code, stderr]).toEqual([1, 'tongban: 需要 --note · --note is needed\n']);
  });
});

describe('a mapping that is proposed from the command line', () => {
  it('is not signed when its connector would refuse it', async () => {
    const [config, file] = [join(folder, 'guangdong.json'), join(folder, 'mapping.json')];
    writeFileSync(config, JSON.stringify(provinces.config('guangdong')));
    writeFileSync(file, JSON.stringify({ ...mappingDocument('guangdong', '5', '2026-01-01'), ...FAULTY }));
    const before = (await guangdong.grpc.mappings()).length;
    const { stdout, code } = await tongban('mappings', 'propose', config, file, '--json');
    const { outcome, faults } = JSON.parse(stdout) as Found;
    // Items are looked up at the hub only.
    const known = FAULTS.filter((fault) => !fault.startsWith('ITEM_'));
    expect(new Set(faults.map(({ code, pointer }) => `${code} ${pointer}`))).toEqual(new Set(known));
    expect([outcome, code]).toEqual(['refused', 2]);
    expect(await guangdong.grpc.mappings()).toHaveLength(before);
  });

  it('is not signed when it is another platform’s', async () => {
    const [config, file] = [join(folder, 'guangdong.json'), join(folder, 'others.json')];
    writeFileSync(config, JSON.stringify(provinces.config('guangdong')));
    writeFileSync(file, JSON.stringify(mappingDocument('henan', '7', '2033-01-01')));
    const { stdout, code } = await tongban('mappings', 'propose', config, file);
    expect(stdout).toBe(
      '  ✗ /platform  PLATFORM 是另一平台的映射: it is the mapping of henan, and the connector is that of guangdong\n✗ 有误，没有提交。\n',
    );
    expect(code).toBe(2);
  });

  it('says what it cannot find', async () => {
    const { stderr, code } = await tongban('mappings', 'propose', '/no/such.json', '/no/such.json');
    expect([stderr, code]).toEqual([
      'tongban: 没有这个文件或文件夹 · no such file or folder: /no/such.json\n',
      1,
    ]);
  });

  it('is told of codes under which cases will wait', async () => {
    const [config, file] = [join(folder, 'guangdong.json'), join(folder, 'several.json')];
    const items = [{ local: 'YJS-1', nationals: [A, B] }];
    writeFileSync(config, JSON.stringify(provinces.config('guangdong')));
    writeFileSync(
      file,
      JSON.stringify({ ...mappingDocument('guangdong', '6', '2032-01-01'), tables: { items } }),
    );
    const { stdout, code } = await tongban('--lang', 'en', 'mappings', 'propose', config, file);
    expect(stdout).toBe(
      '  ! SEVERAL items YJS-1 is several nationally: no connector divides a case by a table, so such cases wait (more than one); only Hunan’s definitions of things divide them\nguangdong 6 is proposed and waits for review.\n',
    );
    expect(code).toBe(0);
  });
});

/** A newer national list has the item no more. */
async function cancel(basicCode: string, from: string): Promise<void> {
  const list = join(folder, 'national-items.csv');
  const [row] = await hub.database.query<Record<string, string>>(
    'select list_no, basic_code, name, ministry, batch, scenario, scope, document, source from national_item where basic_code = $1',
    [basicCode],
  );
  const cells = { ...row, modes: 'FULLY_ONLINE', status: 'CANCELLED', valid_from: from, valid_to: '' };
  writeFileSync(
    list,
    `${Object.keys(cells).join(',')}\n${Object.values(cells)
      .map((cell) => `"${cell}"`)
      .join(',')}\n`,
  );
  const { code, stdout, stderr } = await tongban('catalog', 'import', list, '--as-of', from);
  if (code !== 0) throw new Error(stdout + stderr);
}
