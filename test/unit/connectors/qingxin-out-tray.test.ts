import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MappingTables, type OutgoingAct } from '#connectors/kit';
import { Ledger, LocalFolder, QingxinProvince, qingxinMapping, WaitingRoom } from '#connectors/qingxin';
import { eventually } from '../../kit/eventually.js';
import {
  type BatchContent,
  batchOf,
  type Cells,
  fromGb,
  gb,
  lay,
  submissionRow,
} from '../../kit/qingxin-batch.js';

const CASE_NO = 'TB20261122100000000ABCDEFGHJKLMN';
const HEADER = '业务流水号,业务类型,发生时间,办件编号,办件内序号,明细数\r\n';
const OWN = MappingTables.read(qingxinMapping);

describe('what Qingxin’s platform lays down', () => {
  let folder: string;
  let drop: string;
  let province: QingxinProvince;
  /** What the connector started last goes by. */
  let maps: MappingTables;
  let accepted: OutgoingAct[];
  let log: string[];
  /** Called before the connector moves a file. */
  let onMove: (from: string) => void;
  /** Called before it writes one. */
  let onWrite: (path: string) => void;
  let number = 0;
  let now = Date.now();

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tongban-qingxin-'));
    drop = join(folder, 'drop');
    for (const name of ['out', 'in']) mkdirSync(join(drop, name), { recursive: true });
    accepted = [];
    log = [];
    onMove = () => {};
    maps = OWN;
    onWrite = () => {};
    await start();
  });
  afterEach(async () => {
    await province.close();
    rmSync(folder, { recursive: true });
  });

  async function start(accept: (act: OutgoingAct) => Promise<void> = take): Promise<void> {
    const note = (_: object, text: string) => void log.push(text);
    province = new QingxinProvince({
      folder: new WatchedFolder(
        drop,
        (from) => onMove(from),
        (path) => onWrite(path),
      ),
      maps,
      ledger: await Ledger.open(join(folder, 'ledger')),
      waiting: await WaitingRoom.open(join(folder, 'waiting')),
      log: { info: note, warn: note, error: note },
      clock: () => now,
      ...{ pollMs: 50, patienceMs: 60_000, answerMs: 100, pauseMs: 10_000 },
    });
    await province.start(accept);
  }

  async function take(act: OutgoingAct): Promise<void> {
    accepted.push(act);
  }

  async function restart(accept?: (act: OutgoingAct) => Promise<void>): Promise<void> {
    await province.close();
    await start(accept);
  }

  const newName = () => `QX20261122-${String(++number).padStart(6, '0')}`;

  /** Lays a batch down and waits until it is away. */
  async function send(content: BatchContent, name = newName()): Promise<string> {
    lay(drop, batchOf(name, content));
    await eventually(() => {
      expect(readdirSync(join(drop, 'out')).filter((file) => file.startsWith(name))).toEqual([]);
    });
    return name;
  }

  const refs = () => accepted.map(({ ref }) => ref);
  const bad = () => (existing('bad') ? readdirSync(join(drop, 'bad')).sort() : []);
  const existing = (name: string) => readdirSync(drop).includes(name);
  const badText = (ending: string) => {
    const found = bad().filter((name) => name.endsWith(ending));
    return found.map((name) => fromGb(readFileSync(join(drop, 'bad', name)))).join('');
  };
  const waiting = () => badText('waiting.csv');

  /** Time goes by until the platform's people are told. */
  const eventuallyShown = (what: string) =>
    eventually(() => {
      now += 120_000;
      expect(waiting()).toContain(what);
    });

  /** Acts of one case in their order, as rows. */
  function caseRows(count: number): Cells[] {
    const first = submissionRow();
    const later = Array.from({ length: count - 1 }, (_, i) => ({
      业务流水号: `${first.业务流水号}-${i + 2}`,
      业务类型: '恢复',
      发生时间: '2026/11/22 10:00',
      办件编号: first.办件编号 ?? '',
      统一编号: CASE_NO,
      办件内序号: String(i + 2),
      明细数: '0',
    }));
    return [first, ...later];
  }

  it('is read with everything that a county’s program does to it', async () => {
    const row = submissionRow({
      发生时间: '2026/1/5 9:07',
      申请人: '李测试   ',
      证件号码: "'44180319900101901x",
      联系电话: "'+86-763-5800001",
      明细数: '3',
      '': '',
    });
    const ref = String(row.业务流水号);
    const name = newName();
    await send(
      {
        acts: [row],
        details: [
          { 业务流水号: ref, 序号: '2', 类别: '表单', 名称: '事由', 内容: '"A",\r\n乙　' },
          { 业务流水号: ref, 序号: '1', 类别: '材料', 名称: '身份证', 来源: '原件' },
          { 业务流水号: ref, 序号: '3', 类别: '材料', 名称: '声明', 来源: '电子件', 附件: `${name}-001.pdf` },
        ],
        files: { '001.pdf': Buffer.from('%PDF') },
      },
      name,
    );
    expect(accepted).toMatchObject([
      {
        ref,
        occurredAt: Date.parse('2026-01-05T09:07:00+08:00'),
        draft: {
          type: 'SubmitCase',
          body: {
            caseRef: row.办件编号,
            itemCode: '002090012000',
            appliedAt: '2026-01-05T09:07:00+08:00',
            personal: {
              open: {
                applicant: { name: '李测试', idNumber: '44180319900101901X', phone: '+86-763-5800001' },
                form: [{ name: '事由', value: '"A",\n乙' }],
              },
            },
            materials: [
              { name: '身份证', source: 'ORIGINAL_CHECKED' },
              { name: '声明', blob: { size: 4, mediaType: 'application/pdf', fileName: '001.pdf' } },
            ],
          },
        },
      },
    ]);
    const [file] = accepted[0]?.files ?? [];
    expect(Buffer.from(await province.readFile(file?.fileId ?? '')).toString()).toBe('%PDF');
    expect(bad()).toEqual([]);
  });

  it.each([
    ['the manifest is not there', (name: string) => !name.endsWith('.ok')],
    ['a sheet is not there', (name: string) => !name.endsWith('BJ.csv')],
    ['a file is not there', (name: string) => !name.endsWith('.pdf')],
  ])('waits while %s, says so after a time, and is read when it is', async (_, only) => {
    const name = newName();
    const row = submissionRow({ 明细数: '1' });
    const batch = batchOf(name, {
      acts: [row],
      details: [
        {
          业务流水号: row.业务流水号 ?? '',
          序号: '1',
          类别: '材料',
          名称: '声明',
          来源: '电子件',
          附件: `${name}-001.pdf`,
        },
      ],
      files: { '001.pdf': Buffer.from('%PDF') },
    });
    lay(drop, batch, only);
    const other = submissionRow();
    const second = newName();
    lay(drop, batchOf(second, { acts: [other] }));
    await eventually(() => expect(refs()).toEqual([other.业务流水号]));
    expect(waiting()).toBe('');
    await eventuallyShown(name);
    lay(drop, batch, (file) => !only(file));
    await eventually(() => expect(refs()).toEqual([other.业务流水号, row.业务流水号]));
    await eventually(() => expect(bad()).toEqual([]));
  });

  it('is not read while a file grows under its final name, the manifest too', async () => {
    const row = submissionRow();
    const name = newName();
    const { files } = batchOf(name, { acts: [row] });
    const sheet = files.get(`${name}-BJ.csv`) ?? Buffer.alloc(0);
    const manifest = files.get(`${name}.ok`) ?? Buffer.alloc(0);
    const write = (file: string, bytes: Buffer) => writeFileSync(join(drop, 'out', file), bytes);
    /** A batch behind it that is good has been read, and it has not. */
    const seen = async () => {
      await send({ acts: [submissionRow()] });
      expect(refs()).not.toContain(row.业务流水号);
    };
    for (const length of [0, 20, manifest.indexOf(0x0a) + 1, manifest.length - 1]) {
      write(`${name}.ok`, manifest.subarray(0, length));
      await seen();
    }
    write(`${name}.ok`, manifest);
    for (const length of [0, sheet.length - 1]) {
      write(`${name}-BJ.csv`, sheet.subarray(0, length));
      await seen();
    }
    write(`${name}-BJ.csv`, Buffer.concat([sheet.subarray(0, -1), Buffer.from('x')]));
    await eventuallyShown('摘要不符');
    expect(refs()).not.toContain(row.业务流水号);
    write(`${name}-BJ.csv`, sheet);
    await eventually(() => expect(refs().at(-1)).toBe(row.业务流水号));
  });

  it('is taken once, however often and under whatever name it is sent', async () => {
    const rows = caseRows(2);
    const name = await send({ acts: rows });
    expect(refs()).toHaveLength(2);
    await province.confirm(refs()[0] ?? '', { kind: 'accepted', caseNo: CASE_NO, eventSeq: 1, logIndex: 7 });
    await province.confirm(refs()[1] ?? '', { kind: 'refused', code: 'ILLEGAL_TRANSITION', detail: 'no' });
    rmSync(join(drop, 'receipts'), { recursive: true });
    await send({ acts: rows }, name);
    expect(readdirSync(join(drop, 'receipts'))).toHaveLength(4); // told again
    await send({ acts: rows });
    await send({ acts: [...rows].reverse() }); // in one file, the other way round
    await restart();
    await send({ acts: [rows[1] ?? {}, rows[0] ?? {}, rows[1] ?? {}] }); // and a row twice
    expect(refs()).toHaveLength(2);
    expect(bad()).toEqual([]);
  });

  it('is answered whole, although the platform takes the last answer while it is given again', async () => {
    const row = submissionRow();
    await send({ acts: [row] });
    const receipts = join(drop, 'receipts');
    const answer = () =>
      province.confirm(String(row.业务流水号), {
        kind: 'accepted',
        caseNo: CASE_NO,
        eventSeq: 1,
        logIndex: 7,
      });
    await answer();
    const whole = readdirSync(receipts);
    expect(whole).toHaveLength(2);
    onWrite = (path) => {
      const hasManifest = readdirSync(receipts).some((name) => name.endsWith('.ok'));
      if (!path.endsWith('.ok') || !hasManifest) return; // the platform comes late, and takes nothing without a manifest
      for (const name of readdirSync(receipts)) rmSync(join(receipts, name));
    };
    await answer();
    expect(readdirSync(receipts)).toEqual(whole);
  });

  it('may bring new rows under an old name, and neither is lost', async () => {
    const [first, second] = [submissionRow(), submissionRow()];
    const name = await send({ acts: [first] });
    await send({ acts: [second] }, name);
    expect(refs()).toEqual([first.业务流水号, second.业务流水号]);
    expect(readdirSync(join(drop, 'done'))).toHaveLength(2);
  });

  it.each(['-BJ.csv', '.ok'])(
    'is not put away unread when it is written anew while %s is moved',
    async (ending) => {
      const name = newName();
      const [first, second] = [submissionRow(), submissionRow()];
      let isAnew = false;
      onMove = (from) => {
        if (isAnew || from !== `out/${name}${ending}`) return;
        isAnew = true;
        lay(drop, batchOf(name, { acts: [second] }));
      };
      lay(drop, batchOf(name, { acts: [first] }));
      await eventually(() => expect(refs()).toEqual([first.业务流水号, second.业务流水号]));
      await eventually(() => expect(readdirSync(join(drop, 'out'))).toEqual([]));
      expect(bad()).toEqual([]);
    },
  );

  it('may not say another thing under a number that was taken; it may under one that the hub refused', async () => {
    const row = submissionRow();
    await send({ acts: [row] });
    await send({ acts: [{ ...row, 申请人: '张测试' }] });
    expect(refs()).toHaveLength(1);
    expect(badText('BJ.csv')).toContain('业务流水号已收，内容不同');
    await province.confirm(String(row.业务流水号), { kind: 'refused', code: 'X', detail: '' });
    await send({ acts: [{ ...row, 申请人: '王测试' }] });
    expect(accepted.at(-1)).toMatchObject({
      ref: row.业务流水号,
      draft: { body: { personal: { open: { applicant: { name: '王测试' } } } } },
    });
  });

  it.each<[string, Cells, string]>([
    [
      'has no counterpart for a code, and no applicant',
      { 事项编码: 'QX9999', 申请人: '' },
      '事项编码 QX9999 没有对照',
    ],
    ['has a day that never was', { 发生时间: '2026/02/30 10:00' }, '发生时间 不是时间'],
    ['is not in GB18030', { 申请人: Buffer.from([0x81, 0x20]) }, '申请人：不是 GB18030'],
    ['has a character that the county drew itself', { 申请人: Buffer.from([0xaa, 0xa1]) }, '自造字'],
    ['has a NUL', { 申请人: Buffer.from('李\0') }, 'NUL'],
    ['has a giant cell', { 申请人: 'x'.repeat(65 * 1024) }, '单元格超过'],
    ['has no applicant', { 申请人: '' }, '申请人 为空'],
    ['has what the hub would not read', { 办理区划: '河南' }, '/divisionCode'],
    ['is of an unknown kind', { 业务类型: '抽检' }, '未知的业务类型'],
    ['has what nobody would read', { 运单号: 'EMS1' }, '申报不应填 运单号'],
    ['has no number in its case', { 办件内序号: '一' }, '办件内序号'],
    ['has lost a detail', { 明细数: '2' }, '明细数为 2，实有 0 行'],
  ])('harms only itself when a row %s', async (_, over, reason) => {
    const rows = [submissionRow(), submissionRow(over), submissionRow()];
    await send({ acts: rows });
    expect(refs()).toEqual([rows[0]?.业务流水号, rows[2]?.业务流水号]);
    const text = badText('BJ.csv');
    expect(text).toContain(reason);
    expect(text).toContain(String(rows[1]?.业务流水号));
    expect(text).not.toContain(String(rows[0]?.业务流水号));
    // Corrected, with the column of reasons still in it, it is taken under its own number.
    await send({ acts: [{ 不予接收原因: '已更正', ...submissionRow(), ...strip(rows[1]) }] });
    expect(refs()).toHaveLength(3);
  });

  /** The number and the case of a row; all else is put right. */
  function strip(row: Cells | undefined): Cells {
    return { 业务流水号: row?.业务流水号 ?? '', 办件编号: row?.办件编号 ?? '' };
  }

  it('tells everything that is wrong with a row at once, and gives its details back with it', async () => {
    const row = submissionRow({ 事项编码: 'QX9999', 办理方式: '09', 申请人: '', 明细数: '1' });
    const detail = {
      业务流水号: row.业务流水号 ?? '',
      序号: '1',
      类别: '材料',
      名称: '声明',
      来源: '电子件',
      附件: '../../etc/passwd',
    };
    await send({ acts: [row], details: [detail] });
    const text = badText('BJ.csv');
    for (const each of ['QX9999', '办理方式 09', '申请人 为空', '附件 ../../etc/passwd 不在清单中']) {
      expect(text).toContain(each);
    }
    expect(badText('CL.csv')).toContain('声明');
  });

  it('lets a row wait whose code the mapping does not have, in sight, and takes it when it does: no other case waits', async () => {
    const file = join(folder, 'mapping.json');
    const whole = JSON.parse(readFileSync(qingxinMapping, 'utf8'));
    const items = [
      ...whole.tables.items,
      { local: 'QX9999', national: '002090012000', direction: 'TO_NATIONAL' },
    ];
    const [first = {}, second = {}] = caseRows(2);
    const unknown = { ...first, 事项编码: 'QX9999', 明细数: '1' };
    const material = {
      业务流水号: String(first.业务流水号),
      序号: '1',
      类别: '材料',
      名称: '声明',
      来源: '电子件',
    };
    const name = newName();
    const details = [{ ...material, 附件: `${name}-001.pdf` }];
    const other = submissionRow();
    await send({ acts: [unknown, second, other], details, files: { '001.pdf': Buffer.from('%PDF') } }, name);
    expect(refs()).toEqual([other.业务流水号]);
    expect(badText('BJ.csv')).toBe('');
    await eventuallyShown('事项编码 QX9999 没有对照');
    await send({ acts: [unknown], details, files: { '001.pdf': Buffer.from('%PDF') } }); // again, in another batch
    expect(refs()).toHaveLength(1);

    writeFileSync(file, JSON.stringify({ ...whole, tables: { ...whole.tables, items } }));
    maps = MappingTables.read(file);
    await restart();
    await eventually(() =>
      expect(refs()).toEqual([other, first, second].map(({ 业务流水号 }) => 业务流水号)),
    );
    const [, taken] = accepted;
    expect(taken).toMatchObject({ draft: { body: { itemCode: '002090012000' } } });
    expect(await province.readFile(taken?.files[0]?.fileId ?? '')).toEqual(Buffer.from('%PDF'));
    await eventually(() => expect(waiting()).toBe(''));
  });

  it('takes a row that waits for the mapping when it comes again, corrected, under its own number', async () => {
    const row = submissionRow({ 事项编码: 'QX9999' });
    await send({ acts: [row] });
    expect(refs()).toEqual([]);
    await send({ acts: [{ ...submissionRow(), ...strip(row) }] });
    expect(refs()).toEqual([row.业务流水号]);
    await restart();
    expect(refs()).toHaveLength(1);
  });

  it('gives a row back that corrects what the hub refused and has no counterpart: its number is past', async () => {
    const row = submissionRow();
    await send({ acts: [row] });
    await province.confirm(String(row.业务流水号), { kind: 'refused', code: 'X', detail: '' });
    await send({ acts: [{ ...row, 事项编码: 'QX9999' }] });
    expect(badText('BJ.csv')).toContain('事项编码 QX9999 没有对照');
  });

  it('gives rows back that belong to no act', async () => {
    const row = submissionRow();
    const acts = [row, submissionRow({ 业务流水号: '' })];
    await send({ acts, details: [{ 业务流水号: '无', 序号: '1', 类别: '材料', 名称: '孤' }] });
    expect(refs()).toEqual([row.业务流水号]);
    expect(badText('BJ.csv')).toContain('业务流水号无法读取');
    expect(badText('CL.csv')).toContain('本批没有该业务流水号的办件');
  });

  it('holds the later acts of a case up while one is wrong, and no others', async () => {
    const [first = {}, second = {}, third = {}] = caseRows(3);
    const other = submissionRow();
    await send({ acts: [first, { ...second, 业务类型: '乱' }, third, other] });
    expect(refs()).toEqual([first.业务流水号, other.业务流水号]);
    await eventuallyShown(String(third.业务流水号));
    await restart();
    await send({ acts: [second] });
    expect(refs()).toEqual([first, other, second, third].map(({ 业务流水号 }) => 业务流水号));
    await eventually(() => expect(waiting()).toBe(''));
  });

  it('goes on behind a number that the platform gives up', async () => {
    const [first = {}, second = {}, third = {}] = caseRows(3);
    await send({ acts: [first, third] });
    await send({ acts: [{ ...second, 业务类型: '作废', 统一编号: '' }] });
    expect(refs()).toEqual([first.业务流水号, third.业务流水号]);
    await send({ acts: [{ ...second, 业务流水号: 'again' }] });
    expect(badText('BJ.csv')).toContain('办件内序号 2 已用');
  });

  it('comes in the order of each case, whatever the order of its rows and batches', async () => {
    const rows = caseRows(4);
    await send({ acts: [3, 1].map((i) => rows[i] ?? {}) });
    await send({ acts: [2].map((i) => rows[i] ?? {}) });
    expect(refs()).toEqual([]);
    await send({ acts: [rows[0] ?? {}] });
    expect(refs()).toEqual(rows.map(({ 业务流水号 }) => 业务流水号));
  });

  it.each<[string, BatchContent, string]>([
    ['quotes that nobody closed', raw(`${HEADER}"L1,申报,,,,\r\n`), '引号未闭合'],
    ['a quote in the middle', raw(`${HEADER}"L"1",申报,,,,\r\n`), '引号不成对'],
    ['no header', raw('L1,申报\r\n'), '未知的列'],
    ['too few columns', raw('业务流水号,业务类型\r\nL1,申报\r\n'), '标题行缺少'],
    ['a column twice', raw('业务流水号,业务流水号\r\nL1,申报\r\n'), '出现两次'],
    ['text in UTF-8', { raw: { BJ: { bytes: Buffer.from('业务流水号\r\n1\r\n'), rows: 1 } } }, '标题行'],
    ['nothing in it', raw('\r\n', 1), '没有标题行'],
    [
      'rows that the manifest does not know',
      { raw: { BJ: { bytes: batchSheet(), rows: 7 } } },
      '清单为 7 行',
    ],
    ['no sheet', { files: { '001.pdf': Buffer.from('x') } }, '没有办件'],
  ])('goes to `bad` as a whole, with the reason, when it has %s', async (_, content, reason) => {
    const name = await send(content);
    const place = bad().find((each) => /^QX\d{8}-\d{6}\.[0-9a-f]{12}$/.test(each)) ?? '';
    expect(badText('.txt')).toContain(reason);
    expect(readdirSync(join(drop, 'bad', place))).toContain(`${name}.ok`);
    expect(refs()).toEqual([]);
    const row = submissionRow();
    await send({ acts: [row] }, name); // corrected, under the same name
    expect(refs()).toEqual([row.业务流水号]);
  });

  it('cannot make the connector look outside the folder', async () => {
    writeFileSync(join(folder, 'secret.csv'), batchSheet());
    const name = newName();
    const { files } = batchOf(name, { acts: [submissionRow()] });
    const manifest = fromGb(files.get(`${name}.ok`) ?? Buffer.alloc(0));
    for (const path of ['../secret.csv', `${name}-../secret.csv`, '/etc/passwd', `${name}-BJ.csv/../x`]) {
      writeFileSync(join(drop, 'out', `${name}.ok`), gb(manifest.replace(`${name}-BJ.csv`, path)));
      await eventually(() => expect(badText('.txt')).toContain('不合规定'));
      await eventually(() => expect(readdirSync(join(drop, 'out'))).toEqual([]));
      rmSync(join(drop, 'bad'), { recursive: true });
    }
    // A link in the place of a sheet is no file: the batch waits.
    symlinkSync(join(folder, 'secret.csv'), join(drop, 'out', `${name}-BJ.csv`));
    writeFileSync(join(drop, 'out', `${name}.ok`), gb(manifest));
    await eventuallyShown('未到');
    // And so is a link in the place of the whole tray.
    rmSync(join(drop, 'out'), { recursive: true });
    symlinkSync(folder, join(drop, 'out'));
    await eventually(() => expect(log).toContain('the folder could not be read'));
    expect(refs()).toEqual([]);
  });

  it('is read again when the journal could not take it', async () => {
    let fails = 2;
    await restart(async (act) => {
      if (fails-- > 0) throw new Error('no space left on device');
      accepted.push(act);
    });
    const rows = caseRows(2);
    await send({ acts: rows });
    expect(refs()).toEqual(rows.map(({ 业务流水号 }) => 业务流水号));
  });

  it('that cannot be read for now is shown too, and holds up neither the others nor what is said of them', async () => {
    const [stuck, good] = [newName(), newName()];
    const row = submissionRow();
    await restart(async (act) => {
      if (act.ref === row.业务流水号) throw new Error('no space left on device');
      accepted.push(act);
    });
    lay(drop, batchOf(stuck, { acts: [row] }));
    await send({ acts: [submissionRow()] }, good);
    expect(refs()).toHaveLength(1);
    const unfinished = newName();
    lay(drop, batchOf(unfinished, { acts: [submissionRow()] }), (name) => name.endsWith('.ok'));
    await eventuallyShown(`${unfinished}-BJ.csv 未到`);
    expect(waiting()).toContain(stuck);
  });

  it.each<[string, BatchContent]>([
    ['taken', { acts: [submissionRow()], files: { '001.pdf': Buffer.from('%PDF') } }],
    ['refused', { ...raw('no header\r\n'), files: { '001.pdf': Buffer.from('%PDF') } }],
  ])(
    'that was %s is put away to the end by the next life, wherever the last one was cut off',
    async (_, content) => {
      for (const ending of ['-001.pdf', '-BJ.csv', '.ok']) {
        const name = newName();
        onMove = (from) => {
          if (from === `out/${name}${ending}`) throw new Error('the connector is killed');
        };
        lay(drop, batchOf(name, content));
        await eventually(() => expect(log.at(-1)).toBe('the folder could not be read'));
        await province.close();
        onMove = () => {};
        log = [];
        await start();
        await eventually(() => expect(readdirSync(join(drop, 'out'))).toEqual([]));
        now += 120_000;
        await eventually(() => expect(waiting()).toBe(''));
      }
    },
  );

  it('whose file was taken out of `done` half-way is read when it is back there', async () => {
    const name = newName();
    onMove = (from) => {
      if (from === `out/${name}-BJ.csv`) throw new Error('the connector is killed');
    };
    lay(drop, batchOf(name, { acts: [submissionRow()], files: { '001.pdf': Buffer.from('%PDF') } }));
    await eventually(() => expect(log).toContain('the folder could not be read'));
    const [archive = ''] = readdirSync(join(drop, 'done'));
    const [place, aside] = [join(drop, 'done', archive, `${name}-001.pdf`), join(folder, 'aside.pdf')];
    await province.close();
    renameSync(place, aside);
    onMove = () => {};
    await start();
    await eventuallyShown('001.pdf 未到');
    renameSync(aside, place);
    await eventually(() => expect(readdirSync(join(drop, 'out'))).toEqual([]));
  });

  it('waits in one place, when the platform mends its number', async () => {
    const [first, second, third] = caseRows(3);
    const waitingActs = () => readdirSync(join(folder, 'waiting'));
    await send({ acts: [{ ...second, 办件内序号: '5' }] });
    await send({ acts: [{ ...second, 办件内序号: '3' }] });
    await eventually(() => expect(waitingActs()).toEqual([expect.stringMatching(/-000003\.json$/)]));
    await restart(async (act) => void accepted.push(act));
    await send({ acts: [{ ...second }] });
    await send({ acts: [{ ...third }] }); // its number is free again
    expect(waitingActs()).toHaveLength(2);
    await send({ acts: [{ ...first }] });
    await eventually(() => expect(refs()).toEqual([first, second, third].map((row) => row?.业务流水号)));
    expect(waitingActs()).toEqual([]);
  });

  it('is known again from `done` when the memory of the connector is lost', async () => {
    const rows = caseRows(2);
    await send({ acts: rows });
    await province.close();
    for (const name of ['ledger', 'waiting']) rmSync(join(folder, name), { recursive: true });
    accepted = [];
    await start();
    await eventually(() => expect(refs()).toEqual(rows.map(({ 业务流水号 }) => 业务流水号)));
    await send({ acts: [{ ...rows[0], 申请人: '张测试' }] });
    expect(badText('BJ.csv')).toContain('内容不同');
  });
});

/** A folder whose other side moves too. */
class WatchedFolder extends LocalFolder {
  readonly #onMove: (from: string) => void;
  readonly #onWrite: (path: string) => void;

  constructor(root: string, onMove: (from: string) => void, onWrite: (path: string) => void) {
    super(root);
    this.#onMove = onMove;
    this.#onWrite = onWrite;
  }

  override async write(path: string, bytes: Uint8Array): Promise<void> {
    this.#onWrite(path);
    await super.write(path, bytes);
  }

  override async move(from: string, to: string): Promise<void> {
    this.#onMove(from);
    await super.move(from, to);
  }
}

function raw(text: string, rows = 1): BatchContent {
  return { raw: { BJ: { bytes: gb(text), rows } } };
}

function batchSheet(): Buffer {
  return (
    batchOf('QX20261122-000001', { acts: [submissionRow()] }).files.get('QX20261122-000001-BJ.csv') ??
    Buffer.alloc(0)
  );
}
