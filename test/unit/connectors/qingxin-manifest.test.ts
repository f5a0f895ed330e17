import { describe, expect, it } from 'vitest';
import { parseManifest, QingxinFileError, writeManifest } from '#connectors/qingxin';
import { csv } from '../../kit/qingxin-batch.js';

const BATCH = 'QX20261122-000017';
const HEADER = ['文件名', '字节数', '行数', '摘要算法', '摘要'];
const DIGEST = 'ab'.repeat(32);
const SHEET = [`${BATCH}-BJ.csv`, '120', '3', 'SM3', DIGEST];
const FILE = [`${BATCH}-001.pdf`, '7', '', 'SHA-256', DIGEST.toUpperCase()];

const manifest = (...rows: string[][]) => csv([HEADER, ...rows]);
const total = (size: number, count: number) => ['合计', String(size), String(count), '', ''];

describe('a manifest', () => {
  it('lists the files of a batch with what they must be', () => {
    expect(parseManifest(BATCH, manifest(SHEET, FILE, total(127, 2)))).toEqual([
      { name: `${BATCH}-BJ.csv`, size: 120, rows: 3, digestName: 'sm3', digest: DIGEST },
      { name: `${BATCH}-001.pdf`, size: 7, rows: undefined, digestName: 'sha256', digest: DIGEST },
    ]);
  });

  it('is read as the connector writes it', () => {
    const files = [
      { name: `${BATCH}-001.pdf`, bytes: Buffer.from('%PDF') },
      { name: `${BATCH}-CL.csv`, bytes: Buffer.from('x'), rows: 1 },
    ];
    const read = parseManifest(BATCH, writeManifest(files));
    expect(read?.map(({ name, size, rows }) => [name, size, rows])).toEqual([
      [`${BATCH}-001.pdf`, 4, undefined],
      [`${BATCH}-CL.csv`, 1, 1],
    ]);
  });

  it('is not finished at any point before its end', () => {
    const whole = manifest(SHEET, FILE, total(127, 2));
    for (let length = 0; length < whole.length; length++) {
      expect(parseManifest(BATCH, whole.subarray(0, length)), `after ${length} bytes`).toBeUndefined();
    }
  });

  it.each([
    ['leads out of the folder', [['../../etc/passwd', '1', '', 'SM3', DIGEST], total(1, 1)]],
    [
      'leads out of the folder behind the right beginning',
      [[`${BATCH}-/../x`, '1', '', 'SM3', DIGEST], total(1, 1)],
    ],
    ['is of another batch', [['QX20261122-000018-BJ.csv', '1', '1', 'SM3', DIGEST], total(1, 1)]],
    ['is a manifest', [[`${BATCH}.ok`, '1', '', 'SM3', DIGEST], total(1, 1)]],
    ['has no digest', [[...SHEET.slice(0, 4), ''], total(120, 1)]],
    ['has a digest of another kind', [[...SHEET.slice(0, 3), 'MD5', DIGEST], total(120, 1)]],
    ['has a size that is none', [[SHEET[0] ?? '', '-1', '3', 'SM3', DIGEST], total(-1, 1)]],
    ['is a sheet without rows', [[SHEET[0] ?? '', '120', '', 'SM3', DIGEST], total(120, 1)]],
    ['stands twice', [SHEET, SHEET, total(240, 2)]],
    ['stands twice but for capitals', [FILE, [`${BATCH}-001.PDF`, ...FILE.slice(1)], total(14, 2)]],
    ['is not in the sum', [SHEET, FILE, total(120, 1)]],
  ])('is refused when a file %s', (_, rows) => {
    expect(() => parseManifest(BATCH, manifest(...rows))).toThrow(QingxinFileError);
  });
});
