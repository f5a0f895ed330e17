import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anEntry, anItem, entryFile, itemFile } from '../kit/catalogue.js';
import { freshDatabase, type TestDatabase } from '../kit/database.js';
import { type Finished, run, TONGBAN } from '../kit/program.js';
import { aTask, tableOf } from '../kit/up-task.js';

describe('tongban catalog', () => {
  let database: TestDatabase;
  let folder: string;

  beforeAll(async () => {
    database = await freshDatabase();
    folder = mkdtempSync(join(tmpdir(), 'tongban-catalog-'));
  });
  afterAll(async () => {
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  function catalog(...args: string[]): Promise<Finished> {
    return run(TONGBAN, ['catalog', ...args], {
      environment: { DATABASE_URL: database.url, TONGBAN_DATA_DIR: folder },
    });
  }

  function file(name: string, text: string): string {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  }

  it('imports what it exported, in either encoding, and nothing changes', async () => {
    for (const encoding of ['utf-8', 'gb18030'])
      for (const list of ['national', 'entries']) {
        const path = join(folder, `${list}.csv`);
        const written = await catalog('export', '--list', list, '--encoding', encoding, path);
        expect(written.stderr).toBe('');
        const back = await catalog('import', path, '--encoding', encoding);
        expect(back.stdout).toContain('与现有目录一致，没有变更');
        expect(back.code).toBe(0);
      }
    const text = readFileSync(join(folder, 'national.csv'));
    expect(text.subarray(0, 3)).not.toEqual(Buffer.from([0xef, 0xbb, 0xbf])); // the last one was GB 18030
  });

  it('says in a dry run what would change, field by field, and then does it', async () => {
    await catalog('import', file('a.csv', entryFile([anEntry()])));
    const path = file('b.csv', entryFile([anEntry({ name: '新名' }), anEntry({ divisionCode: '410100' })]));
    const dry = await catalog('import', path, '--dry-run');
    expect(dry.stdout).toMatch(
      /~ 实施清单 410000 11410000MBY900027Q2002090099000 新名\n.*name: "测试事项" → "新名"/,
    );
    expect(dry.stdout).toContain('实施清单：新增 1，变更 1，终止 0，未变 0');
    expect(dry.stdout).toContain('试运行');
    const real = await catalog('import', path, '--json');
    expect(JSON.parse(real.stdout)).toMatchObject({
      outcome: 'imported',
      counts: { implementation_entry: { added: 1, changed: 1 } },
    });
    const imports = await catalog('imports', '--limit', '1');
    expect(imports.stdout).toMatch(/新增 1，变更 1[^\n]*\n *b\.csv {2}\d+ B {2}SHA-256 [0-9a-f]{64}\n$/);
    const shown = await catalog('show', anEntry().implementationCode);
    expect(shown.stdout).toContain('v2');
    expect(shown.stdout).toMatch(/测试事项[\s\S]*新名/);
  });

  it('refuses bad rows with exit code 2, or leaves them out with exit code 3', async () => {
    const rows = entryFile([anEntry({ divisionCode: '41' }), anEntry({ divisionCode: '410200' })]);
    const path = file('c.csv', rows);
    const refused = await catalog('import', path);
    expect(refused.code).toBe(2);
    expect(refused.stdout).toMatch(
      /✗ c\.csv:2 division_code {2}BAD_DIVISION 行政区划代码不正确（41: [^）]*）→? ?/,
    );
    expect(refused.stdout).toContain('没有导入任何内容');
    const left = join(folder, 'left.csv');
    const imported = await catalog('import', path, '--skip-bad', left);
    expect(imported.code).toBe(3);
    expect(readFileSync(left, 'utf8')).toContain('BAD_DIVISION');
    const both = await catalog('import', path, '--skip-bad', left, '--complete');
    expect([both.code, both.stderr]).toEqual([1, expect.stringContaining('--complete')]);
  });

  it('takes a folder of national exchange tables, when it is told whose they are', async () => {
    const path = join(folder, 'up');
    mkdirSync(path);
    const code = '11410000MBY900027Q2002090088000';
    writeFileSync(
      join(path, 'up_task_public_basic.csv'),
      tableOf([aTask({ task_code: code, catalog_code: code.slice(19) })]),
    );
    expect((await catalog('import', path)).stderr).toContain('--platform');
    expect((await catalog('import', path, '--platform', 'henan')).code).toBe(0);
    expect((await catalog('show', code)).stdout).toContain('承诺时限 5 WORKING_DAY');
  });

  it('measures progress against the official numbers, without taking them for the list', async () => {
    const cancelled = anItem({
      listNo: 'T-9',
      batch: '2020年底前',
      document: '国办发〔2020〕35号',
      status: 'CANCELLED',
    });
    await catalog('import', file('d.csv', itemFile([cancelled])));
    const { stdout } = await catalog('progress', '--json');
    const { batches, official } = JSON.parse(stdout) as {
      batches: {
        batch: string;
        official: number;
        cancelled: number;
        inForce: number;
        provinces: object;
        missing: string[];
      }[];
      official: { documents: { total: number; source: string }[] };
    };
    const first = batches.find(({ batch }) => batch === '2020年底前');
    expect(first).toMatchObject({ official: 58, cancelled: 1, inForce: 79 });
    expect(first?.provinces).toMatchObject({
      14: expect.any(Number),
      41: expect.any(Number),
      44: expect.any(Number),
    });
    expect(first?.missing).toContain('KS20-002');
    expect(first?.missing).not.toContain('KS20-001');
    expect(official.documents[0]).toMatchObject({ total: 140, source: expect.stringContaining('found') });
    const said = await catalog('progress');
    expect(said.stdout).toContain('有效 79（官方 / 58）');
    const before = await catalog('progress', '--as-of', '2020-01-01', '--json');
    expect(JSON.parse(before.stdout)).toMatchObject({ batches: [] });
  });

  it.each([
    ['a path that is not there', ['import', '/nowhere.csv'], '文件无法读取'],
    ['a day that is none', ['import', 'x.csv', '--as-of', '2026-02-30'], '应为日期'],
    ['an item that is not there', ['show', '000000000000'], '目录中没有'],
  ])('refuses %s in a sentence', async (_, args, sentence) => {
    const { code, stderr } = await catalog(...args);
    expect(code).toBe(1);
    expect(stderr).toContain(sentence);
    expect(stderr).not.toContain('    at ');
  });

  it('says which elements of an item differ between authorities, as a page, as CSV and as JSON', async () => {
    const out = join(folder, 'sameness.html');
    const [page, csv, json, none] = await Promise.all([
      catalog('sameness', '--out', out),
      catalog('sameness', '002090012000', '--format', 'csv'),
      catalog('sameness', '002090012000', '--format', 'json'),
      catalog('sameness', '002099999000'),
    ]);
    expect(page.code).toBe(0);
    expect(readFileSync(out, 'utf8')).toContain('专业技术人员职业资格证书补发');
    // The sample has Henan promise five working days, and Guangdong three.
    expect(csv.stdout).toMatch(/办结时限,不一致,.*河南/);
    expect(JSON.parse(json.stdout)).toMatchObject({ items: [{ basicCode: '002090012000' }] });
    expect(none).toMatchObject({ code: 1, stderr: expect.stringContaining('没有可比对的事项') });
  });
});
