import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ExpressionPool } from '#connectors/kit/expressions';
import { FACTS, form, MappingBench } from './mapping-bench.js';

const bench = new MappingBench();

describe('a field map', () => {
  const FIELDS = {
    tables: {
      sexes: [
        { local: 'M', national: '男' },
        { local: 'F', national: '女' },
      ],
    },
    fields: [
      { local: 'XM', national: '姓名' },
      { local: 'XB', national: '性别', table: 'sexes' },
      {
        local: 'CSRQ',
        national: '出生日期',
        toNational: '$substring(value, 0, 4) & "-" & $substring(value, 4, 2)',
        toLocal: '$replace(value, "-", "")',
      },
    ],
  };
  const HERE = form({ CSRQ: '199001', XM: '李测试', XB: 'F', 备注: '无' });
  const NATIONAL = form({ 出生日期: '1990-01', 姓名: '李测试', 性别: '女', 备注: '无' });

  it('renames, looks up and works out, in the order of the form, and back again', async () => {
    const maps = bench.read(FIELDS);
    expect(await maps.mapFields('TO_NATIONAL', HERE, { ...FACTS, form: HERE })).toEqual(NATIONAL);
    expect(await maps.mapFields('TO_LOCAL', NATIONAL, { ...FACTS, form: NATIONAL })).toEqual(HERE);
  });

  it('starts no process without an expression in the form', async () => {
    const plain = form({ XM: '李测试', XB: 'F' });
    const pool = new ExpressionPool();
    await bench.read(FIELDS, pool).mapFields('TO_NATIONAL', plain, { ...FACTS, form: plain });
    expect(pool.pids).toEqual([]);
  });

  it('loses no field whatever the form, and invents none', async () => {
    const maps = bench.read(FIELDS);
    const name = fc.constantFrom('XM', 'XB', 'CSRQ', '备注', '其他', '__proto__', 'constructor');
    const field = name.chain((known) =>
      (known === 'XB' ? fc.constantFrom('M', 'F') : fc.constantFrom('199001', '202612')).map((value) => ({
        name: known,
        value,
      })),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(field, { maxLength: 12 }), async (fields) => {
        const national = await maps.mapFields('TO_NATIONAL', fields, { ...FACTS, form: fields });
        expect(national).toHaveLength(fields.length);
        expect(await maps.mapFields('TO_LOCAL', national, { ...FACTS, form: national })).toEqual(fields);
      }),
      { numRuns: 60 },
    );
  });

  it('makes several fields of one, and one of several', async () => {
    const maps = bench.read({
      fields: [
        {
          local: 'DZ',
          national: '市',
          toNational: '$substringBefore(value, "市") & "市"',
          direction: 'TO_NATIONAL',
        },
        {
          local: 'DZ',
          national: '街道',
          toNational: '$substringAfter(value, "市")',
          direction: 'TO_NATIONAL',
        },
        { local: 'DZ', national: '市', toLocal: 'value & form.街道', direction: 'TO_LOCAL' },
        { local: '', national: '街道', toLocal: '""', direction: 'TO_LOCAL' },
      ].map((field) => ({ ...field, local: field.local || 'DZ2' })),
    });
    const here = form({ DZ: '清远市人民路1号' });
    const national = form({ 市: '清远市', 街道: '人民路1号' });
    expect(await maps.mapFields('TO_NATIONAL', here, { ...FACTS, form: here })).toEqual(national);
    expect(await maps.mapFields('TO_LOCAL', national, { ...FACTS, form: national })).toEqual(here);
  });

  it('works fields out of new values of others, whatever their order', async () => {
    const maps = bench.read({
      tables: { places: [{ local: '18', national: '清远市' }] },
      fields: [
        {
          local: 'C',
          national: '全称',
          toNational: 'mapped.省市 & value',
          reads: ['省市'],
          direction: 'TO_NATIONAL',
        },
        {
          local: 'B',
          national: '省市',
          toNational: 'value & mapped.市',
          reads: ['市'],
          direction: 'TO_NATIONAL',
        },
        { local: 'A', national: '市', table: 'places' },
      ],
    });
    const here = form({ C: '某局', B: '广东省', A: '18' });
    expect(await maps.mapFields('TO_NATIONAL', here, { ...FACTS, form: here })).toEqual(
      form({ 全称: '广东省清远市某局', 省市: '广东省清远市', 市: '清远市' }),
    );
  });

  it.each([
    ['has no entry', { unmappedFields: 'REFUSE' }, { 备注: '无' }, { kind: 'MISSING', code: '备注' }],
    ['bears the name of another', {}, { 性别: '女' }, { kind: 'AMBIGUOUS', code: '性别' }],
    [
      'has a value that its table does not have',
      {},
      { XB: 'X' },
      { kind: 'MISSING', code: 'X', table: 'test sexes' },
    ],
    [
      'comes to nothing',
      { fields: [{ local: 'X', national: 'Y', toNational: 'form.Z', direction: 'TO_NATIONAL' }] },
      { X: '1' },
      { code: 'EXPRESSION_FAILED' },
    ],
    [
      'comes to a truth value',
      { fields: [{ local: 'X', national: 'Y', toNational: 'value = "1"', direction: 'TO_NATIONAL' }] },
      { X: '1' },
      { code: 'EXPRESSION_FAILED' },
    ],
  ])('is no guess for a field that %s', async (_, over, fields, error) => {
    const wrong = form(fields);
    await expect(
      bench.read({ ...FIELDS, ...over }).mapFields('TO_NATIONAL', wrong, { ...FACTS, form: wrong }),
    ).rejects.toMatchObject(error);
  });
});
