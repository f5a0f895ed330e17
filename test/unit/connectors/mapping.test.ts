import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { guangdongMapping } from '#connectors/guangdong';
import { henanMapping } from '#connectors/henan';
import { hunanMapping } from '#connectors/hunan';
import { type CaseFacts, MappingGapError, MappingNotInForceError, MappingTables } from '#connectors/kit';
import { ExpressionPool } from '#connectors/kit/expressions';
import { qingxinMapping } from '#connectors/qingxin';
import { shanxiMapping } from '#connectors/shanxi';
import { usccFault } from '#domain/codes';
import { HubError } from '#proto/errors';
import { sampleItems } from '../../kit/sample-items.js';

const HEAD = { platform: 'test', version: '1', validFrom: '2020-01-01', source: 'sample' };
const FACTS: CaseFacts = {
  item: 'T-1',
  division: '440100',
  form: [],
  applicant: { kind: 'NATURAL_PERSON', idType: '111' },
  materials: [],
  date: '2026-11-22',
};

/** What all sample authorities handle. */
const ITEMS = sampleItems();

let folder: string;
let pool: ExpressionPool;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tongban-mapping-'));
  pool = new ExpressionPool();
});
afterEach(async () => {
  await pool.close();
  rmSync(folder, { recursive: true });
});

/** A mapping as it is read from a file, on 2026-11-22. */
function read(document: object): MappingTables {
  const file = join(folder, 'mapping.json');
  writeFileSync(file, JSON.stringify({ ...HEAD, tables: {}, ...document }));
  return MappingTables.read(file, { clock: () => Date.UTC(2026, 10, 22), expressions: pool });
}

/** What is wrong with a document. */
function faults(document: object): string[] {
  try {
    read(document);
  } catch (error) {
    if (error instanceof HubError)
      return error.violations.map(({ pointer, message }) => `${pointer} ${message}`);
    throw error;
  }
  return [];
}

const table = (...items: object[]) => ({ tables: { items } });
const form = (fields: Record<string, string>) =>
  Object.entries(fields).map(([name, value]) => ({ name, value }));

describe('a mapping table', () => {
  it('leads from each code to its counterpart and back', () => {
    const items = read(table({ local: 'HA-1', national: '002090012000', name: '某事项' })).table('items');
    expect(items.toNational('HA-1')).toBe('002090012000');
    expect(items.toLocal('002090012000')).toBe('HA-1');
    expect(items.toNationals('HA-1')).toEqual(['002090012000']);
  });

  it('names the gap when a code has no counterpart', () => {
    const items = read(table({ local: 'HA-1', national: '002090012000' })).table('items');
    expect(() => items.toNational('HA-2')).toThrow(new MappingGapError('test items', 'HA-2'));
    expect(() => items.toLocal('HA-1')).toThrow(
      expect.objectContaining({ kind: 'MISSING', table: 'test items', code: 'HA-1', direction: 'TO_LOCAL' }),
    );
  });

  it('asks no process for what needs no condition', async () => {
    const items = read(table({ local: '1', national: 'A', when: 'form.x = "1"' })).table('items');
    expect(items.toNational('1')).toBe('A');
    expect(await items.nationalFor('1', FACTS)).toBe('A');
    expect(pool.pids).toEqual([]);
  });

  it('must be there by its name', () => {
    expect(() => read({}).table('items')).toThrow('no mapping table items');
  });

  it.each([['5'], ['4'], ['1']])('puts scales that run against each other together: %s stars', (here) => {
    // 1 is best in the one, 5 in the other.
    const guangdong = MappingTables.read(guangdongMapping).table('ratings');
    const henan = MappingTables.read(henanMapping).table('ratings');
    expect(henan.toLocal(guangdong.toNational(String(6 - Number(here))))).toBe(here);
    expect(guangdong.toLocal(henan.toNational(here))).toBe(String(6 - Number(here)));
  });

  it('gives all that a bundle is nationally, and takes it for none of them', () => {
    const items = read(
      table(
        { local: 'YJS-1', nationals: ['002091135000', '002091038000'], name: '新生儿出生一件事' },
        { local: 'P-1', national: '002091038000' },
      ),
    ).table('items');
    expect(items.toNationals('YJS-1')).toEqual(['002091135000', '002091038000']);
    expect(items.toLocal('002091038000')).toBe('P-1');
    expect(() => items.toNational('YJS-1')).toThrow(
      expect.objectContaining({ kind: 'AMBIGUOUS', candidates: ['002091135000', '002091038000'] }),
    );
  });

  it('hands its codes on to the table that it is chained to, and comes back the same way', async () => {
    const maps = read({
      tables: {
        words: [{ local: '身份证', national: '10' }],
        idTypes: [{ local: '10', national: '111' }],
      },
      chains: { words: 'idTypes' },
    });
    expect(maps.table('words').toNational('身份证')).toBe('111');
    expect(maps.table('words').toLocal('111')).toBe('身份证');
    expect(await maps.table('words').localFor('111', FACTS)).toBe('身份证');
    expect(() => maps.table('words').toLocal('414')).toThrow(new MappingGapError('test idTypes', '414'));
  });

  it.each([
    ['TO_NATIONAL', '5', 'ENTERPRISE'],
    ['TO_NATIONAL', '2', 'ENTERPRISE'],
    ['TO_LOCAL', 'ENTERPRISE', '2'],
  ])('reads rows of one direction in that direction only: %s %s', (direction, code, to) => {
    const kinds = read(
      table(
        { local: '2', national: 'ENTERPRISE' },
        { local: '5', national: 'ENTERPRISE', direction: 'TO_NATIONAL' },
      ),
    ).table('items');
    expect(direction === 'TO_LOCAL' ? kinds.toLocal(code) : kinds.toNational(code)).toBe(to);
  });

  it('takes the row of the higher priority where nothing else decides', () => {
    const items = read(
      table({ local: '1', national: 'A', priority: 1 }, { local: '2', national: 'A' }),
    ).table('items');
    expect(items.toLocal('A')).toBe('1');
    expect(items.toNational('2')).toBe('A');
  });
});

describe('a condition', () => {
  const BY_FORM = table(
    { local: 'T-1', national: 'NEW', when: 'form.办理类别 = "换领"' },
    { local: 'T-1', national: 'LOST', when: 'form.办理类别 in ["补领", "挂失补领"]' },
    { local: 'T-2', national: 'OLD' },
    {
      local: 'T-3',
      national: 'OLD',
      when: 'applicant.kind = "ENTERPRISE" and division = "440100"',
      priority: 1,
    },
  );

  it.each([
    ['换领', 'NEW'],
    ['挂失补领', 'LOST'],
  ])('decides between rows by the form: %s', async (value, national) => {
    const items = read(BY_FORM).table('items');
    expect(await items.nationalFor('T-1', { ...FACTS, form: form({ 办理类别: value }) })).toBe(national);
  });

  it('is not needed where the other direction has one row only', () => {
    expect(read(BY_FORM).table('items').toLocal('NEW')).toBe('T-1');
  });

  it('decides by what else is known of the case, and a lower row takes what is left', async () => {
    const items = read(BY_FORM).table('items');
    const company = { ...FACTS, applicant: { kind: 'ENTERPRISE', idType: '001' } };
    expect(await items.localFor('OLD', company)).toBe('T-3');
    expect(await items.localFor('OLD', { ...company, division: '440200' })).toBe('T-2');
    expect(await items.localFor('OLD', FACTS)).toBe('T-2');
  });

  it('sees the code itself, the day, the materials, and a repeated field as a list', async () => {
    const items = read(
      table(
        {
          local: '1',
          national: 'A',
          when: 'code = "1" and date >= "2026-11-01" and "照片" in materials.name',
        },
        { local: '1', national: 'B', when: 'form.子女[1] = "乙"' },
      ),
    ).table('items');
    expect(await items.nationalFor('1', { ...FACTS, materials: [{ name: '照片' }] })).toBe('A');
    const children = [
      { name: '子女', value: '甲' },
      { name: '子女', value: '乙' },
    ];
    expect(await items.nationalFor('1', { ...FACTS, form: children })).toBe('B');
  });

  it.each([
    ['none of them holds', {}, 'MISSING', ['A', 'B']],
    ['two of them hold', { x: '1', y: '1' }, 'AMBIGUOUS', ['A', 'B']],
  ])('is no guess when %s', async (_, fields, kind, candidates) => {
    const items = read(
      table(
        { local: '1', national: 'A', when: 'form.x = "1"' },
        { local: '1', national: 'B', when: 'form.y = "1"' },
      ),
    ).table('items');
    await expect(items.nationalFor('1', { ...FACTS, form: form(fields) })).rejects.toMatchObject({
      name: 'MappingGapError',
      kind,
      code: '1',
      direction: 'TO_NATIONAL',
      candidates,
    });
  });

  it('is asked for by whoever looks a code up without a case', () => {
    expect(() => read(BY_FORM).table('items').toNational('T-1')).toThrow(
      expect.objectContaining({ kind: 'AMBIGUOUS', candidates: ['NEW', 'LOST'] }),
    );
  });

  it('must come to true or false', async () => {
    const items = read(
      table(
        { local: '1', national: 'A', when: '"yes"' },
        { local: '1', national: 'B', when: 'form.y = "1"' },
      ),
    ).table('items');
    await expect(items.nationalFor('1', FACTS)).rejects.toMatchObject({
      code: 'EXPRESSION_FAILED',
      expression: '"yes"',
    });
  });
});

describe('the day of a case', () => {
  const YEARS = table(
    { local: '1', national: 'OLD', validTo: '2025-12-31' },
    { local: '1', national: 'NEW', validFrom: '2026-01-01' },
  );

  it.each([
    ['2025-12-31', 'OLD'],
    ['2026-01-01', 'NEW'],
  ])('chooses the row that held then: %s', (day, national) => {
    expect(read(YEARS).on(day).table('items').toNational('1')).toBe(national);
  });

  it('is today unless it is said', () => {
    expect(read(YEARS).table('items').toNational('1')).toBe('NEW');
  });

  it.each(['2019-12-31', '2027-01-01'])('must be one of the document: %s', async (day) => {
    const maps = read({ ...YEARS, validTo: '2026-12-31' });
    expect(() => maps.on(day).table('items')).toThrow(MappingNotInForceError);
    expect(() => maps.on(day).table('items')).toThrow(`test 1 is not in force on ${day}`);
    const mapped = maps.mapFields('TO_LOCAL', [], { ...FACTS, date: day });
    await expect(mapped).rejects.toThrow(MappingNotInForceError);
  });
});

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
    const maps = read(FIELDS);
    expect(await maps.mapFields('TO_NATIONAL', HERE, { ...FACTS, form: HERE })).toEqual(NATIONAL);
    expect(await maps.mapFields('TO_LOCAL', NATIONAL, { ...FACTS, form: NATIONAL })).toEqual(HERE);
  });

  it('starts no process without an expression in the form', async () => {
    const plain = form({ XM: '李测试', XB: 'F' });
    await read(FIELDS).mapFields('TO_NATIONAL', plain, { ...FACTS, form: plain });
    expect(pool.pids).toEqual([]);
  });

  it('loses no field whatever the form, and invents none', async () => {
    const maps = read(FIELDS);
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
    const maps = read({
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
    const maps = read({
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
      read({ ...FIELDS, ...over }).mapFields('TO_NATIONAL', wrong, { ...FACTS, form: wrong }),
    ).rejects.toMatchObject(error);
  });
});

describe('a mapping document', () => {
  it('is refused with all that is wrong with its form at once', () => {
    expect(
      faults({
        source: undefined,
        platform: 'Test Platform',
        validTo: 'soon',
        tables: {
          items: [
            { local: '1', nationl: 'A' },
            { local: '', national: 'B', priority: 0.5 },
          ],
        },
        fields: [{ local: 'A', national: 'B', toNational: 'value' }],
      }).map((fault) => fault.split(' ')[0]),
    ).toEqual([
      '/platform',
      '/validTo',
      '/source',
      '/tables/items/0/nationl',
      '/tables/items/0/national',
      '/tables/items/1/local',
      '/tables/items/1/priority',
      '/fields/0/direction',
    ]);
  });

  it.each([
    [
      'a local code that stands twice',
      table({ local: '1', national: 'A' }, { local: '1', national: 'B' }),
      '/tables/items/1 1 stands twice',
    ],
    [
      'a national code that stands twice',
      table({ local: '1', national: 'A' }, { local: '2', national: 'A' }),
      '/tables/items/1 A stands twice',
    ],
    [
      'one condition for two rows',
      table({ local: '1', national: 'A', when: 'x' }, { local: '1', national: 'B', when: 'x' }),
      '/tables/items/1 1 stands twice',
    ],
    [
      'a row that always clashes with a conditional one',
      table({ local: '1', national: 'A', when: 'x' }, { local: '1', national: 'B' }),
      '/tables/items/1 1 has no condition and needs a lower priority',
    ],
    [
      'rows that overlap for one day',
      table(
        { local: '1', national: 'A', validTo: '2026-01-01' },
        { local: '1', national: 'B', validFrom: '2026-01-01' },
      ),
      '/tables/items/1 1 stands twice',
    ],
    [
      'a row with nothing on the other side',
      table({ local: '1' }),
      '/tables/items/0/national a row has one of national and nationals',
    ],
    [
      'a period that ends before it begins',
      table({ local: '1', national: 'A', validFrom: '2026-02-01', validTo: '2026-01-01' }),
      '/tables/items/0/validTo lies before validFrom',
    ],
    [
      'a bundle that stands twice',
      table({ local: '1', nationals: ['A'] }, { local: '1', nationals: ['B'] }),
      '/tables/items/1 the bundle stands twice',
    ],
    [
      'a chain to nowhere',
      { ...table(), chains: { items: 'others' } },
      '/chains/items there is no table others',
    ],
    [
      'a loop of tables',
      { tables: { a: [], b: [], c: [] }, chains: { a: 'b', b: 'c', c: 'b' } },
      '/chains/b a loop: b → c → b',
    ],
    [
      'a table of a field that is not there',
      { fields: [{ local: 'A', national: 'B', table: 'sexes' }] },
      '/fields/0/table there is no table sexes',
    ],
    [
      'a field that is written twice',
      {
        fields: [
          { local: 'A', national: 'C' },
          { local: 'B', national: 'C', direction: 'TO_NATIONAL' },
        ],
      },
      '/fields/1 C is written twice',
    ],
    [
      'a field that is read and never written',
      { fields: [{ local: 'A', national: 'B', toNational: '1', reads: ['Z'], direction: 'TO_NATIONAL' }] },
      '/fields/0/reads there is no field Z',
    ],
    [
      'fields that read each other',
      {
        fields: [
          { local: 'A', national: '甲', toNational: 'mapped.乙', reads: ['乙'], direction: 'TO_NATIONAL' },
          { local: 'B', national: '乙', toNational: 'mapped.丙', reads: ['丙'], direction: 'TO_NATIONAL' },
          { local: 'C', national: '丙', toNational: 'mapped.甲', reads: ['甲'], direction: 'TO_NATIONAL' },
        ],
      },
      '/fields/0/reads a loop: 甲 → 乙 → 丙 → 甲',
    ],
    [
      'a table and an expression for one field',
      {
        tables: { t: [] },
        fields: [{ local: 'A', national: 'B', table: 't', toNational: '1', toLocal: '1' }],
      },
      '/fields/0/table a field is mapped by a table or by expressions',
    ],
  ])('is refused with %s', (_, document, fault) => {
    expect(faults(document)).toEqual([fault]);
  });

  it('is refused at the start of its connector with every expression that cannot be read', async () => {
    const maps = read({
      tables: { items: [{ local: '1', national: 'A', when: 'form.x = ' }] },
      fields: [{ local: 'A', national: 'B', toNational: '$eval(value)', direction: 'TO_NATIONAL' }],
    });
    const log = { info: () => {}, warn: () => {}, error: () => {} };
    await expect(maps.start(folder, log)).rejects.toMatchObject({
      code: 'MALFORMED',
      violations: [
        { pointer: '/tables/items/0/when', message: expect.stringContaining('EXPRESSION_INVALID') },
        {
          pointer: '/fields/0/toNational',
          message: 'EXPRESSION_INVALID: $eval is not allowed (character 5)',
        },
      ],
    });
    await maps.close();
  });
});

describe.each([
  ['guangdong', guangdongMapping],
  ['henan', henanMapping],
  ['hunan', hunanMapping],
  ['qingxin', qingxinMapping],
  ['shanxi', shanxiMapping],
])('the mapping of %s', (_, file) => {
  it('has every sample item, in both directions', async () => {
    const items = MappingTables.read(file, { expressions: pool }).table('items');
    for (const national of ITEMS) {
      const local = await items.localFor(national, FACTS);
      expect(await items.nationalFor(local, FACTS), national).toBe(national);
    }
  });

  it.each([
    ['modes', ['FULLY_ONLINE', 'REMOTE_INTAKE', 'JOINT']],
    [
      'applicantKinds',
      [
        'NATURAL_PERSON',
        'ENTERPRISE',
        'PUBLIC_INSTITUTION',
        'SOCIAL_ORGANISATION',
        'GOVERNMENT_BODY',
        'OTHER_ORGANISATION',
      ],
    ],
    ['idTypes', ['111', '001', '414', '511', '516']],
    ['materialSources', ['UPLOADED', 'ORIGINAL_CHECKED', 'E_CERTIFICATE', 'SHARED_DATA']],
    ['decisions', ['GRANTED', 'DENIED']],
    ['deliveries', ['AT_WINDOW', 'BY_COURIER', 'ELECTRONIC']],
    ['ratings', ['1', '2', '3', '4', '5']],
  ])('has a code for every one of the %s', (name, nationals) => {
    const codes = MappingTables.read(file).table(name);
    for (const national of nationals) expect(codes.toNational(codes.toLocal(national))).toBe(national);
  });

  it('has expressions that can be read', async () => {
    const maps = MappingTables.read(file, { expressions: pool });
    await maps.start(folder, { info: () => {}, warn: () => {}, error: () => {} });
    await maps.close();
  });
});

describe('ratings, of which one platform calls the best 1 and another 5', () => {
  const ratings = {
    guangdong: MappingTables.read(guangdongMapping).table('ratings'),
    henan: MappingTables.read(henanMapping).table('ratings'),
    hunan: MappingTables.read(hunanMapping).table('ratings'),
    qingxin: MappingTables.read(qingxinMapping).table('ratings'),
    shanxi: MappingTables.read(shanxiMapping).table('ratings'),
  };
  /** From the best to the worst, as each platform writes them. */
  const SCALES = {
    guangdong: ['1', '2', '3', '4', '5'],
    henan: ['5', '4', '3', '2', '1'],
    hunan: ['5', '4', '3', '2', '1'],
    qingxin: ['A', 'B', 'C', 'D', 'E'],
    shanxi: ['非常满意', '满意', '基本满意', '不满意', '非常不满意'],
  };
  const names = Object.keys(SCALES) as (keyof typeof SCALES)[]; // the keys of a constant
  const pairs = names.flatMap((from) => names.filter((to) => to !== from).map((to) => [from, to] as const));

  it.each(pairs)('mean the same at %s and at %s', (from, to) => {
    const told = SCALES[from].map((rating) => ratings[to].toLocal(ratings[from].toNational(rating)));
    expect(told).toEqual(SCALES[to]);
  });
});

it('has codes of Guangdong whose authority has a valid check character', async () => {
  const items = MappingTables.read(guangdongMapping, { expressions: pool }).table('items');
  for (const national of ITEMS) {
    const code = await items.localFor(national, FACTS);
    expect(code).toMatch(/^.{18}[23]44\d{10}$/);
    expect(usccFault(code.slice(0, 18)), code).toBeUndefined();
  }
});
