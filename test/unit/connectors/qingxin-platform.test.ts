import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RunningQingxin, startQingxinPlatform } from '#connectors/sandbox';
import { DeskClient } from '#hub/cli';
import { eventually } from '../../kit/eventually.js';
import { fromGb, gb } from '../../kit/qingxin-batch.js';

const CASE = {
  item: 'QX0662',
  division: '410000',
  mode: 'remote',
  applicant: { kind: 'person', name: '李测试', idNumber: '441803199001019018' },
  form: [],
  materials: [],
};

describe('Qingxin’s platform', () => {
  let drop: string;
  let platform: RunningQingxin;
  let desk: DeskClient;

  beforeEach(async () => {
    drop = mkdtempSync(join(tmpdir(), 'tongban-qingxin-'));
    const serialFile = join(drop, 'serial');
    platform = await startQingxinPlatform({ port: 0, serialFile, now: Date.now, drop, paceMs: 10 });
    desk = new DeskClient(platform.port);
  });
  afterEach(async () => {
    await platform.close();
    rmSync(drop, { recursive: true });
  });

  /** 业务流水号 of the first row in what it wrote; the manifest comes when the rows are whole. */
  async function firstAct(): Promise<string> {
    const batch = await eventually(() => {
      const manifest = readdirSync(join(drop, 'out')).find((name) => name.endsWith('.ok'));
      expect(manifest).toBeDefined();
      return manifest?.replace('.ok', '');
    });
    const [, row = ''] = fromGb(readFileSync(join(drop, 'out', `${batch}-BJ.csv`))).split('\r\n');
    return row.split(',')[0] ?? '';
  }

  it('sets receipts that it cannot read aside, with the reason, and takes the others', async () => {
    const { ref } = await desk.file(CASE);
    const id = await firstAct();
    const receipt = sheet(['业务流水号', '结果', '统一编号', '代码', '原因'], [id, '1', 'H-1', '', '']);
    writeFileSync(join(drop, 'receipts', 'HZ-1.ok'), 'no manifest');
    lay('HZ-2', receipt, 'of something else');
    lay('HZ-3', receipt, digest(receipt));

    expect(await desk.numbered(ref)).toBe('H-1');
    await eventually(() => expect(readdirSync(join(drop, 'receipts'))).toEqual(['bad']));
    const bad = join(drop, 'receipts', 'bad');
    expect(readdirSync(bad).sort()).toEqual(['HZ-1.ok', 'HZ-1.txt', 'HZ-2-HZ.csv', 'HZ-2.ok', 'HZ-2.txt']);
    expect(readFileSync(join(bad, 'HZ-1.txt'), 'utf8')).toContain('不是完整的清单');
    expect(readFileSync(join(bad, 'HZ-2.txt'), 'utf8')).toContain('HZ-2-HZ.csv 与清单不符');
  });

  it('takes no act that names a file which it does not have', async () => {
    const materials = [{ name: '声明', source: 'upload', fileId: 'gone' }];
    await expect(desk.file({ ...CASE, materials })).rejects.toThrow('no file gone');
    await desk.file(CASE);
    await firstAct();
  });

  function lay(name: string, receipt: Buffer, told: string): void {
    const file = `${name}-HZ.csv`;
    writeFileSync(join(drop, 'receipts', file), receipt);
    const total = ['合计', String(receipt.length), '1', '', ''];
    const manifest = sheet(
      ['文件名', '字节数', '行数', '摘要算法', '摘要'],
      [file, '', '1', 'SM3', told],
      total,
    );
    writeFileSync(join(drop, 'receipts', `${name}.ok`), manifest);
  }
});

/** As the connector writes: every cell in quotation marks. */
function sheet(...rows: readonly (readonly string[])[]): Buffer {
  return gb(rows.map((cells) => `${cells.map((cell) => `"${cell}"`).join(',')}\r\n`).join(''));
}

function digest(bytes: Buffer): string {
  return createHash('sm3').update(bytes).digest('hex');
}
