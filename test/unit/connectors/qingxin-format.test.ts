import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MappingGapError, MappingTables } from '#connectors/kit';
import {
  ACT_COLUMNS,
  type ActRows,
  DETAIL_COLUMNS,
  Gb18030Error,
  gatherActs,
  QingxinRowError,
  qingxinMapping,
  toDraft,
  toRows,
  writeSheet,
} from '#connectors/qingxin';
import {
  bodies,
  CASE_NO,
  correctionNotice,
  DISPATCHED,
  filesOf,
  incoming,
  onlineSubmission,
  parsed,
} from './acts.js';

const maps = MappingTables.read(qingxinMapping);

const SUBMISSION: ActRows = {
  fields: {
    业务流水号: 'L1',
    业务类型: '申报',
    发生时间: '2026/11/22 9:58',
    办件编号: 'QY20261122-1',
    办件内序号: '1',
    明细数: '2',
    事项编码: 'QX0601',
    办理区划: '440100',
    办理方式: '01',
    申请人类型: '个人',
    申请人: '王测试',
    证件类型: 'A',
    证件号码: '41010219880229902x',
  },
  details: [
    { 业务流水号: 'L1', 序号: '1', 类别: '材料', 名称: '居民身份证', 来源: '证照' },
    { 业务流水号: 'L1', 序号: '2', 类别: '表单', 名称: '份数', 内容: '2' },
  ],
};

/** Through the bytes of both sheets, as they lie in the folder. */
function throughFiles({ fields, details }: ActRows): ActRows {
  const acts = { bytes: writeSheet(ACT_COLUMNS, [fields]), rows: 1 };
  const sheet = { bytes: writeSheet(DETAIL_COLUMNS, details), rows: details.length };
  const [act] = gatherActs(acts, details.length === 0 ? undefined : sheet).acts;
  expect(act?.faults).toEqual([]);
  return { fields: act?.fields ?? {}, details: act?.details ?? [] };
}

/** As the platform's own: its number in its own column, and no sender. */
function asOwn({ fields, details }: ActRows): ActRows {
  const { 发送方: _, 对方办件编号: ref, ...own } = fields;
  return { fields: { ...own, ...(ref === undefined ? {} : { 办件编号: ref }) }, details };
}

describe('Qingxin’s format', () => {
  it('reads a submission into national codes', () => {
    expect(toDraft(throughFiles(SUBMISSION), maps, new Map())).toEqual(
      onlineSubmission('QY20261122-1', { name: '王测试', idNumber: '41010219880229902X' }),
    );
  });

  it('writes a correction notice of elsewhere as one row and its details', () => {
    const notice = correctionNotice('照片模糊\n<背面>');
    const { fields, details } = throughFiles(toRows(incoming(notice), maps, new Map()));
    expect(fields).toEqual({
      业务流水号: '019aa000-0000-7000-8000-000000000000',
      业务类型: '补正告知',
      发生时间: '2026/11/22 10:00',
      统一编号: CASE_NO,
      办件内序号: '1',
      明细数: '2',
      发送方: 'shanxi',
      文书号: '粤公补2026-0007',
      补正期限: '2026/12/03 18:00',
    });
    expect(details).toMatchObject([
      { 序号: '1', 类别: '缺件', 名称: '毕业证书' },
      { 序号: '2', 类别: '不合格', 名称: '身份证', 内容: '照片模糊\n<背面>' },
    ]);
  });

  it.each(DISPATCHED)('loses nothing of %s on the way in and out again, or refuses it', (type) => {
    let carried = 0;
    fc.assert(
      fc.property(bodies(type), (message) => {
        const { stored, fetched } = filesOf(message);
        let rows: ActRows;
        try {
          rows = throughFiles(toRows(incoming(message), maps, stored));
        } catch (error) {
          if (error instanceof Gb18030Error) return; // a character that not every reader sees the same
          throw error;
        }
        carried++;
        const { body } = toDraft(asOwn(rows), maps, fetched);
        expect(parsed(type, body)).toEqual(message);
      }),
      { numRuns: 60 },
    );
    expect(carried).toBeGreaterThan(10);
  });

  it('has a code of its own for each sample item, and one only', () => {
    const { tables } = JSON.parse(readFileSync(qingxinMapping, 'utf8')) as {
      tables: { items: { local: string; national: string }[] };
    };
    expect(tables.items).toHaveLength(29);
    for (const { local, national } of tables.items) {
      expect(local).toMatch(/^QX\d{4}$/);
      expect(maps.table('items').toNational(local)).toBe(national);
    }
  });

  it('guesses no code in either direction', () => {
    const rows = { ...SUBMISSION, fields: { ...SUBMISSION.fields, 事项编码: 'QX9999' } };
    expect(() => toDraft(rows, maps, new Map())).toThrow(/QX9999 没有对照/);
    const body = parsed('SubmitCase', {
      caseRef: 'X',
      itemCode: '002090012000',
      mode: 'FULLY_ONLINE',
      appliedAt: '2026-11-22T10:00:00+08:00',
      personal: {
        open: {
          applicantKind: 'NATURAL_PERSON',
          applicant: { name: '某', idType: '999', idNumber: '1' },
        },
      },
    });
    expect(() => toRows(incoming(body), maps, new Map())).toThrow(MappingGapError);
  });

  it.each<[string, Partial<ActRows['fields']>, Partial<ActRows['details'][number]>, string]>([
    [
      'a file that the manifest does not list',
      {},
      { 附件: '../../etc/passwd' },
      '附件 ../../etc/passwd 不在清单中',
    ],
    ['a detail of another kind of act', {}, { 类别: '缺件' }, '申报没有类别为“缺件”的明细'],
    ['a detail with what nobody would read', {}, { 内容: '何意' }, '类别为“材料”的明细不应填 内容'],
    ['half an agent', { 代理人电话: '0763-1' }, {}, '代理人 为空'],
    ['a time without a day', { 发生时间: '10:00' }, {}, '发生时间 不是时间'],
  ])('refuses %s', (_, fields, detail, fault) => {
    const [first, ...rest] = SUBMISSION.details;
    const rows = {
      fields: { ...SUBMISSION.fields, ...fields },
      details: [{ ...first, ...detail }, ...rest],
    };
    expect(faultsOf(() => toDraft(rows, maps, new Map()))).toContain(fault);
  });

  it('does not take a corrected form without the applicant for none', () => {
    const fields = {
      业务流水号: 'L2',
      业务类型: '补正',
      发生时间: '2026/11/22 9:58',
      统一编号: CASE_NO,
      文书号: 'B1',
    };
    const details = [{ 类别: '表单', 名称: '份数', 内容: '3' }];
    expect(faultsOf(() => toDraft({ fields, details }, maps, new Map()))).toBe(
      '更正个人信息或表单时应填申请人',
    );
  });
});

function faultsOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof QingxinRowError) return error.faults.join('\n');
    throw error;
  }
  return '';
}
