import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CertificateEvent, MappingTables, type UseRequest } from '#connectors/kit';
import {
  Ledger,
  LocalFolder,
  QingxinCertificates,
  qingxinMapping,
  StatusBook,
  WaitingRoom,
  WindowRequests,
} from '#connectors/qingxin';
import { eventually } from '../../kit/eventually.js';
import { batchOf, type Cells, csv, fromGb, gb, lay } from '../../kit/qingxin-batch.js';

const ID = '1.2.156.3005.2.11100000MB03271699001.12441803MBY900051K.20261122000001.001.0';
const ISSUED = {
  业务类型: '颁发',
  发生时间: '2026/11/22 10:00',
  证照编号: 'FC1',
  证照标识: ID,
  证照类型: '房产证',
  颁发机构: '12441803MBY900051K',
  管辖区划: '441803',
  持证主体类别: '个人',
  持证主体代码: '441803199001019018',
  有效期起: '2024/1/1',
  有效期止: '长期',
};
const ENDED = {
  业务类型: '状态',
  发生时间: '2026/11/22 10:05',
  证照编号: 'FC1',
  证照标识: ID,
  证照状态: '注销',
  状态时间: '2026/11/22 10:04',
};

describe('what Qingxin’s platform lays down of certificates', () => {
  let folder: string;
  let drop: string;
  let certificates: QingxinCertificates;
  let reported: CertificateEvent[];
  let asked: UseRequest[];
  let number = 0;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tongban-qingxin-'));
    drop = join(folder, 'zz');
    mkdirSync(join(drop, 'out'), { recursive: true });
    reported = [];
    asked = [];
    await start();
  });
  afterEach(async () => {
    await certificates.close();
    rmSync(folder, { recursive: true });
  });

  async function start(): Promise<void> {
    const note = () => {};
    certificates = new QingxinCertificates({
      folder: new LocalFolder(drop),
      maps: MappingTables.read(qingxinMapping),
      ledger: await Ledger.open(join(folder, 'ledger')),
      waiting: await WaitingRoom.open(join(folder, 'waiting')),
      requests: await WindowRequests.open(join(folder, 'requests')),
      statuses: await StatusBook.open(join(folder, 'status-lists.json')),
      log: { info: note, warn: note, error: note },
      clock: Date.now,
      ...{ pollMs: 50, patienceMs: 0 },
    });
    await certificates.start({
      report: async (event) => void reported.push(event),
      use: async (request) => {
        asked.push(request);
        return { kind: 'refused', code: 'CERTIFICATE_UNKNOWN', detail: 'none' };
      },
      open: () => expect.fail('its windows open no codes'),
      scan: () => expect.fail('its windows scan none'),
      issue: () => expect.fail('its windows scan none'),
    });
  }

  const batch = (kind: string, rows: readonly Record<string, string>[]) => {
    const header = [...new Set(rows.flatMap((row) => Object.keys(row)))];
    const lines = rows.map((row) => header.map((column) => row[column] ?? ''));
    const sheet = { bytes: csv([header, ...lines].map((cells) => cells.map(gb))), rows: rows.length };
    return batchOf(`QX20261122-${String(++number).padStart(6, '0')}`, { raw: { [kind]: sheet } });
  };

  const isAway = (name: string) =>
    eventually(() => expect(namesIn('out').filter((file) => file.startsWith(name))).toEqual([]));

  async function send(kind: string, ...rows: Record<string, string>[]): Promise<void> {
    const laid = batch(kind, rows);
    lay(drop, laid);
    await isAway(laid.name);
  }

  const namesIn = (name: string) => (existsSync(join(drop, name)) ? readdirSync(join(drop, name)) : []);
  const badText = () =>
    namesIn('bad')
      .filter((name) => /\.(csv|txt)$/.test(name))
      .map((name) => fromGb(readFileSync(join(drop, 'bad', name))))
      .join('');
  const row = (ref: string, seq: number, cells: Cells = {}) =>
    ({ 业务流水号: ref, 证照内序号: String(seq), ...cells }) as Record<string, string>;
  const refs = () => reported.map(({ ref }) => ref);

  it('is reported in the order of the certificate, whatever the order of rows and batches', async () => {
    await send('ZZ', row('L2', 2, ENDED));
    await eventually(() => expect(badText()).toContain('证照 FC1 的第 2 号：此前的序号尚未收到'));
    expect(refs()).toEqual([]);
    await send('ZZ', row('L1', 1, ISSUED));
    expect(refs()).toEqual(['L1', 'L2']);
    await eventually(() => expect(badText()).toBe(''));
  });

  it('is taken only when all of it is there', async () => {
    const laid = batch('ZZ', [row('L1', 1, ISSUED)]);
    lay(drop, laid, (name) => name.endsWith('.ok'));
    await eventually(() => expect(badText()).toContain('未到'));
    expect(refs()).toEqual([]);
    lay(drop, laid);
    await isAway(laid.name);
    expect(refs()).toEqual(['L1']);
  });

  it('is reported once however often it comes, and answered again', async () => {
    await send('ZZ', row('L1', 1, ISSUED));
    await certificates.confirm('L1', { kind: 'accepted', logIndex: 7 });
    const receipts = namesIn('receipts');
    expect(receipts).toHaveLength(2);
    for (const name of receipts) rmSync(join(drop, 'receipts', name));
    await certificates.close();
    await start();
    await send('ZZ', row('L1', 1, ISSUED));
    expect(namesIn('receipts').sort()).toEqual(receipts.sort());
    expect(refs()).toEqual(['L1']);
  });

  it('is given back where it is wrong, and taken up where it is not', async () => {
    await send('ZZ', row('L1', 1, { ...ISSUED, 颁发机构: '' }), row('L9', 1, { ...ISSUED, 证照编号: 'FC9' }));
    expect(refs()).toEqual(['L9']);
    expect(badText()).toContain('颁发机构 为空');
    await send('ZZ', row('L9', 1, { ...ISSUED, 证照编号: 'FC9', 有效期起: '2025/1/1' }));
    expect(badText()).toContain('业务流水号已收，内容不同');
    await send('ZZ', row('L1', 1, ISSUED));
    expect(refs()).toEqual(['L9', 'L1']);
  });

  it('waits when its type has no counterpart, and holds up its own certificate alone', async () => {
    await send('ZZ', row('L1', 1, { ...ISSUED, 证照类型: '渔证' }), row('L2', 2, ENDED));
    await send('ZZ', row('L9', 1, { ...ISSUED, 证照编号: 'FC9' }));
    expect(refs()).toEqual(['L9']);
    await eventually(() => expect(badText()).toContain('证照类型 渔证 没有对照'));
  });

  it('has nothing that belongs to cases, and no answers beside other things; contents do not stay even so', async () => {
    const sheet = (kind: string) => batch(kind, [{ 问询编号: 'W1', 结果: '1' }]).files;
    await send('BJ', row('L1', 1, ISSUED));
    expect(badText()).toContain('不属于此处的文件：BJ');
    const [, bytes] = [...sheet('ZD')][0] ?? expect.fail('a sheet');
    const [, other] = [...batch('ZZ', [row('L3', 1, ISSUED)]).files][0] ?? expect.fail('a sheet');
    const mixed = batchOf('QX20261122-800001', {
      raw: { ZD: { bytes, rows: 1 }, ZZ: { bytes: other, rows: 1 } },
    });
    lay(drop, mixed);
    await isAway(mixed.name);
    expect(badText()).toContain('不属于此处的文件：ZZ');
    await eventually(() => expect(namesIn('taken')).toEqual([])); // moved there, then removed
    expect(namesIn('bad').filter((name) => name.includes('800001.ok'))).toEqual([]);
    expect(refs()).toEqual([]);
  });

  it('is asked for a window, who is told of a code that is not mapped, too', async () => {
    const use = {
      ...{ 发生时间: '2026/11/22 10:00', 用证方式: '取数', 证照类型: '驾照', 持证主体类别: '个人' },
      ...{ 持证主体代码: '441803199001019018', 事项编码: 'QX0622', 办件编号: 'BJ1', 用证事由: '补证' },
      ...{ 用证单位: '12441803MBY900051K', 经办人: '窗口01', 授权截止: '2026/11/22 10:10', 字段: '姓名' },
    };
    await send('ZY', { 业务流水号: 'Q1', ...use }, { 业务流水号: 'Q2', ...use, 证照类型: '渔证' });
    await eventually(() =>
      expect(namesIn('receipts').filter((name) => name.endsWith('.ok'))).toHaveLength(2),
    );
    expect(asked).toMatchObject([{ ref: 'Q1', typeCode: '11100000MBY0090078903' }]);
    const told = namesIn('receipts')
      .map((name) => fromGb(readFileSync(join(drop, 'receipts', name))))
      .join('');
    expect(told).toContain('CODE_UNMAPPED');
    expect(told).toContain('CERTIFICATE_UNKNOWN');
  });
});
