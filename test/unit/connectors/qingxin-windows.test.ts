import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { MappingTables } from '#connectors/kit';
import { qingxinMapping } from '#connectors/qingxin';
import { LocalFolder } from '../../../connectors/qingxin/local-folder.js';
import { WindowRequests } from '../../../connectors/qingxin/window-requests.js';
import { Windows } from '../../../connectors/qingxin/windows.js';

const folder = mkdtempSync(join(tmpdir(), 'tongban-qingxin-windows-'));
afterAll(() => rmSync(folder, { recursive: true }));

const FIELDS = {
  ...{
    业务流水号: 'Q1',
    发生时间: '2026/11/22 10:00',
    用证方式: '取数',
    证照类型: '驾照',
    持证主体类别: '个人',
  },
  ...{ 持证主体代码: '441803199001019018', 事项编码: 'QX0622', 办件编号: 'BJ1', 用证事由: '补证' },
  ...{ 用证单位: '12441803MBY900051K', 经办人: '窗口01', 授权截止: '2026/11/22 10:10', 字段: '姓名' },
};

it('a window that is told while it is read who waits is not asked for again', async () => {
  mkdirSync(join(folder, 'zz'));
  const requests = await WindowRequests.open(join(folder, 'requests'));
  await requests.put('Q1', { fields: FIELDS, seen: [] }, undefined);
  let asked = 0;
  const windows: Windows = new Windows({
    folder: new LocalFolder(join(folder, 'zz')),
    maps: MappingTables.read(qingxinMapping),
    requests: {
      // The second reading has it still when the first request is told.
      all: async () => {
        const waiting = await requests.all();
        await windows.idle();
        return waiting;
      },
      remove: (ref) => requests.remove(ref),
      seenFile: (ref) => requests.seenFile(ref),
    },
    access: {
      report: () => expect.fail('nothing is reported'),
      use: async () => {
        asked++;
        return { kind: 'refused', code: 'CERTIFICATE_UNKNOWN', detail: 'none' };
      },
      open: () => expect.fail('no codes are opened'),
      scan: () => expect.fail('none is scanned'),
      issue: () => expect.fail('none is issued'),
    },
    clock: Date.now,
    log: { info: () => {}, warn: () => {}, error: (_, text) => expect.fail(text) },
  });
  await windows.serve();
  await windows.serve();
  await windows.idle();
  expect(asked).toBe(1);
  expect(await requests.all()).toEqual([]);
});
