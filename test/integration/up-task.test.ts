import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BadRowFiles, upTaskRules } from '#hub/catalogue';
import type { ImportReport, ImportSettings } from '#hub/exchange';
import { implementationEntries } from '#hub/store';
import { AS_OF, UP_TASK_FILE } from '../kit/catalogue.js';
import { importStand } from '../kit/import-stand.js';
import { aFee, aMaterial, anExtension, aTask, tableOf } from '../kit/up-task.js';
import { inventedUscc } from '../kit/uscc.js';

const stand = importStand();

type Rows = readonly Readonly<Record<string, string>>[];

async function enter(tables: Readonly<Record<string, Rows>>, settings: Partial<ImportSettings> = {}) {
  const files = Object.fromEntries(
    Object.entries(tables).map(([name, rows]) => [`up_task_${name}.csv`, tableOf(rows)]),
  );
  return stand.enter(files, settings);
}

const stored = () => implementationEntries.readEntryHistory(stand.db, aTask().task_code ?? '', 10);
const codes = ({ faults }: ImportReport) =>
  faults.map(({ file, line, code, column }) =>
    `${file.replace(/up_task_(.*)\.csv/, '$1')}:${line} ${code} ${column ?? ''}`.trim(),
  );

const whole = {
  public_basic: [aTask()],
  public_extend: [anExtension()],
  public_material: [
    aMaterial({ order_num: '2', material_name: '申请表', material_format: '', is_need: '0' }),
    aMaterial(),
  ],
  public_fee_project: [aFee()],
};

describe('a folder of national exchange tables', () => {
  it('becomes entries with their materials, fees and results', async () => {
    const report = await enter(whole);
    expect(report).toMatchObject({ outcome: 'imported', rowsRead: 5, faultCount: 0 });
    const [entry, ...others] = await stored();
    expect(others).toEqual([]);
    expect(entry).toMatchObject({
      basicCode: '002090099000',
      competentOrg: '11410000MBY900027Q',
      competentOrgName: '河南测试部门',
      divisionCode: '410000',
      platform: 'henan',
      modes: ['FULLY_ONLINE', 'REMOTE_INTAKE'],
      localCode: 'HN-99',
      localBasicCode: '4120990990',
      validFrom: '2026-01-01',
      validTo: undefined,
    });
    expect(entry?.details).toEqual({
      legalBasis: ['《测试条例》第三条', '《测试办法》第五条'],
      applicantKinds: ['1', '2'],
      caseType: '2',
      handlingForms: ['1', '2'],
      statutoryLimit: { amount: 20, unit: 'WORKING_DAY' },
      promisedLimit: { amount: 5, unit: 'WORKING_DAY' },
      conditions: ['年满十八周岁'],
      steps: ['申请', '受理', '办结'],
      visits: 1,
      places: ['测试路 1 号'],
      hours: ['工作日 9:00—17:00'],
      enquiries: ['0371-00000000'],
      complaints: ['0371-11111111'],
      materials: [
        { name: '居民身份证', isRequired: true, form: 'ORIGINAL', copies: 1, origin: '申请人自备' },
        { name: '申请表', isRequired: false, copies: 1, origin: '申请人自备' },
      ],
      fees: [{ name: '工本费', standard: '10 元/证', isReducible: false }],
      results: [{ kind: '1', name: '测试证书' }],
    });
    expect(await enter(whole)).toMatchObject({ outcome: 'unchanged' });
  });

  it('ends what was deleted, suspended or cancelled there', async () => {
    const other = aTask({
      row_guid: 'T2',
      task_code: '11410000MBY900027Q2002090098000',
      catalog_code: '002090098000',
    });
    const third = aTask({
      row_guid: 'T3',
      task_code: '11410000MBY900027Q2002090097000',
      catalog_code: '002090097000',
    });
    await enter({ public_basic: [aTask(), other, third] });
    const report = await enter({
      public_basic: [
        aTask({ cd_operation: 'D' }),
        { ...other, cd_operation: 'U', task_state: '2' },
        { ...third, cd_operation: 'U', plan_cancel_date: '2026-12-01' },
      ],
    });
    expect(report.counts.implementation_entry).toEqual({ added: 0, changed: 0, ended: 3, unchanged: 0 });
    expect((await stored()).map(({ validFrom, validTo }) => `${validFrom} ${validTo}`)).toEqual([
      '2026-01-01 2026-11-21',
      `${AS_OF} 2026-11-21`,
    ]);
    const cancelled = await implementationEntries.readRecordsInForce(stand.db, '002090097000', '2026-11-30');
    expect(cancelled).toMatchObject([{ validTo: '2026-11-30' }]);
  });

  it('is free of charge only when it says so', async () => {
    await enter({ public_basic: [aTask({ is_fee: '0' })] });
    expect((await stored())[0]?.details.fees).toEqual([]);
    await enter({ public_basic: [aTask({ is_fee: '' })] });
    expect((await stored()).at(-1)?.details).not.toHaveProperty('fees');
  });

  it('takes several handling items of one implementation for one entry, and names them', async () => {
    const item = (number: string, name: string) =>
      aTask({ row_guid: `T${number}`, task_handle_item: `${aTask().task_code}${number}`, task_name: name });
    const report = await enter({
      public_basic: [item('02', '第二种情形'), item('01', '第一种情形')],
      public_material: [
        aMaterial({ task_guid: 'T01' }),
        aMaterial({ task_guid: 'T02', material_name: '别的材料' }),
      ],
    });
    expect(report.counts.implementation_entry.added).toBe(1);
    const [entry] = await stored();
    expect(entry?.name).toBe('第一种情形');
    expect(entry?.details.materials).toMatchObject([{ name: '居民身份证' }]);
    expect(entry?.details.handlingItems).toEqual([
      { code: `${aTask().task_code}01`, name: '第一种情形' },
      { code: `${aTask().task_code}02`, name: '第二种情形' },
    ]);
    const twice = await enter({ public_basic: [item('01', '甲'), item('01', '乙')] });
    expect(codes(twice)).toEqual(['public_basic:2 DUPLICATE', 'public_basic:6 DUPLICATE']);
  });

  it('is refused where the authority’s code names no place', async () => {
    const task_code = `${inventedUscc('11990000', 1)}2002090098000`;
    const report = await enter({ general_basic: [aTask({ task_code, dept_code: '' })] });
    expect(codes(report)).toContain('general_basic:2 BAD_DIVISION task_code');
  });

  it('is refused with every fault of every table, by the line on which its row begins', async () => {
    const report = await enter({
      general_basic: [
        aTask({ use_level: '3' }),
        aTask({
          row_guid: 'T2',
          task_code: '11410000MBY900027X2002090098000',
          task_type: '77',
          cd_operation: 'X',
        }),
        aTask({ row_guid: 'T3', promise_type: '', plan_cancel_date: '2025-01-01', task_handle_item: '1' }),
      ],
      general_material: [
        aMaterial({ is_need: '5' }),
        aMaterial({ task_guid: 'T9' }),
        aMaterial({ material_name: '' }),
      ],
      general_fee_project: [aFee({ page_num: '1' })],
    });
    expect(report.outcome).toBe('refused');
    expect(codes(report).sort()).toEqual([
      'general_basic:10 BAD_PERIOD plan_cancel_date',
      'general_basic:10 CODES_DISAGREE task_handle_item',
      'general_basic:10 REQUIRED promise_type',
      'general_basic:2 CODES_DISAGREE use_level',
      'general_basic:6 BAD_ITEM_CODE task_code',
      'general_basic:6 BAD_VALUE cd_operation',
      'general_fee_project:2 PART_WITHOUT_ITEM',
      'general_material:2 BAD_VALUE is_need',
      'general_material:3 PART_WITHOUT_ITEM',
      'general_material:4 REQUIRED material_name',
    ]);
  });

  it('leaves a task out whose material is wrong, rather than take it without', async () => {
    const badRows = new BadRowFiles(join(stand.folder, 'bad'), true, 'utf-8');
    const other = aTask({
      row_guid: 'T2',
      task_code: '11410000MBY900027Q2002090098000',
      catalog_code: '002090098000',
    });
    const report = await enter(
      {
        public_basic: [aTask(), other],
        public_material: [aMaterial({ is_need: '?' }), aMaterial({ task_guid: 'T2' })],
      },
      { badRows },
    );
    badRows.close();
    expect(report.counts.implementation_entry.added).toBe(1);
    expect(codes(report)).toEqual(['public_basic:2 PART_BAD', 'public_material:2 BAD_VALUE is_need']);
    expect(await stored()).toEqual([]);
  });
});

describe('the code lists', () => {
  it('are those of the day', () => {
    const [list] = UP_TASK_FILE.lists.caseType;
    if (list === undefined) return expect.unreachable();
    const changed = { ...list, validFrom: '2027-01-01', codes: { A: '1' } };
    const lists = { ...UP_TASK_FILE.lists, caseType: [{ ...list, validTo: '2026-12-31' }, changed] };
    const on = (day: string) => upTaskRules({ ...UP_TASK_FILE, lists }, 'henan', day);
    expect([on('2026-12-31').meaning('caseType', '1'), on('2026-12-31').meaning('caseType', 'A')]).toEqual([
      '1',
      undefined,
    ]);
    expect([on('2027-01-01').meaning('caseType', '1'), on('2027-01-01').meaning('caseType', 'A')]).toEqual([
      undefined,
      '1',
    ]);
    expect(on('2026-01-01').meaning('caseType', 'constructor')).toBeUndefined();
  });
});
