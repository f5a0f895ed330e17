import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '#config';
import { readSheet, toCell, writeSheet } from '#connectors/qingxin';
import { missing, named } from '../kit/foreign.js';
import { runCommand } from '../kit/program.js';

const PYTHON = '/usr/bin/python3';
const reason = missing('Python', PYTHON, ['-c', 'import csv, json']);

const READ = `
import csv, io, json, sys
text = open(sys.argv[1], encoding='gb18030', newline='').read()
print(json.dumps([list(row) for row in csv.reader(io.StringIO(text, newline=''), strict=True)]))
`;
const WRITE = `
import csv, json, sys
with open(sys.argv[1], 'w', encoding='gb18030', newline='') as file:
    csv.writer(file).writerows(json.load(sys.stdin))
`;

/** What a person may be called and may write, quirks of CSV and of the encoding among it. */
const TEXTS = [
  '李测试',
  '𠮷野',
  '㐂',
  '€',
  '一,二',
  '他说"好"',
  '第一行\n第二行',
  '·',
  '〔2026〕3号',
  'A\\B|C',
];

describe.skipIf(reason)(named('a program in Python', reason), () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'tongban-python-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  async function rowsOf(path: string): Promise<string[][]> {
    const { code, stdout, stderr } = await runCommand(PYTHON, ['-c', READ, path]);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    return JSON.parse(stdout) as string[][];
  }

  it('reads what Qingxin’s connector writes', async () => {
    const path = join(folder, 'ours.csv');
    writeFileSync(
      path,
      writeSheet(
        ['原因'],
        TEXTS.map((text) => ({ 原因: text })),
      ),
    );
    expect(await rowsOf(path)).toEqual([['原因'], ...TEXTS.map((text) => [text])]);
  });

  it('reads every file of the connector’s that was recorded', async () => {
    const recorded = join(packageRoot, 'test', 'unit', 'connectors', 'recorded', 'qingxin');
    for (const place of ['in', 'receipts', 'bad'])
      for (const name of readdirSync(join(recorded, place)).filter((each) => /\.(?:csv|ok)$/.test(each))) {
        const [header = [], ...rows] = await rowsOf(join(recorded, place, name));
        expect(rows.length, name).toBeGreaterThan(0);
        for (const row of rows) expect(row.length, name).toBeGreaterThanOrEqual(header.length);
      }
  });

  it('writes what Qingxin’s connector reads', async () => {
    const path = join(folder, 'theirs.csv');
    const rows = [['原因'], ...TEXTS.map((text) => [text]), ["'=1+1"]];
    const { code, stderr } = await runCommand(PYTHON, ['-c', WRITE, path], {}, JSON.stringify(rows));
    expect([code, stderr]).toEqual([0, '']);
    const read = readSheet(readFileSync(path), ['原因']).rows.map(({ values }) => values.原因);
    expect(read).toEqual([...TEXTS, '=1+1']);
    expect(toCell('=1+1').toString()).toBe("'=1+1");
  });
});
