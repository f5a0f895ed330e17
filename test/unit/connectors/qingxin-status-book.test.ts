import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MappingTables } from '#connectors/kit';
import { qingxinMapping, readStatus, StatusBook } from '#connectors/qingxin';

const maps = MappingTables.read(qingxinMapping);
afterAll(() => maps.close());

describe('places of Qingxin’s status lists', () => {
  let folder: string;
  let book: StatusBook;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tongban-statuses-'));
    await open();
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  async function open(): Promise<void> {
    book = await StatusBook.open(join(folder, 'status-lists.json'));
  }

  const row = (列表位置: string, 证照状态: string, 状态时间: string) => ({
    ...{ 列表编号: 'L1', 列表位置, 证照状态, 状态时间: `2026/11/22 ${状态时间}` },
  });
  const enter = (...rows: object[]) => book.enter(rows.map(readStatus));

  it('are all valid in a list that was only opened', async () => {
    expect(book.lists(maps)).toEqual([]);
    await enter({ 列表编号: 'L1' });
    expect(book.lists(maps)).toEqual([{ list: 'L1', ended: [] }]);
  });

  it('say what was said last, in whatever order it came and however often', async () => {
    const rows = [row('7', '暂扣', '10:00'), row('7', '正常', '10:05'), row('9', '吊销', '10:02')];
    await enter(...rows);
    const said = [{ list: 'L1', ended: [{ index: 9, state: 'REVOKED' }] }];
    expect(book.lists(maps)).toEqual(said);
    await enter(row('7', '暂扣', '10:00'), { 列表编号: 'L1' });
    expect(book.lists(maps)).toEqual(said);
  });

  it('are known after a restart', async () => {
    await enter(row('9', '吊销', '10:02'));
    await open();
    expect(book.lists(maps)).toEqual([{ list: 'L1', ended: [{ index: 9, state: 'REVOKED' }] }]);
  });

  it.each([
    ['list', { 列表编号: undefined }, '列表编号 为空'],
    ['place', { 列表位置: '-1' }, '列表位置 应为整数'],
    ['state', { 证照状态: undefined }, '证照状态 为空'],
    ['time', { 状态时间: '2026/13/01 10:00' }, '状态时间 不是时间'],
  ])('are refused without a %s', (_, over, fault) => {
    expect(() => readStatus({ ...row('7', '吊销', '10:00'), ...over } as object)).toThrow(fault);
  });
});
