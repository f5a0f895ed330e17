import { describe, expect, it } from 'vitest';
import { HubError } from '#proto/errors';
import { MappingBench, table } from './mapping-bench.js';

const bench = new MappingBench();

/** What is wrong with a document. */
function faults(document: object): string[] {
  try {
    bench.read(document);
  } catch (error) {
    if (error instanceof HubError)
      return error.violations.map(({ pointer, message }) => `${pointer} ${message}`);
    throw error;
  }
  return [];
}

/** So many tables, each the other side of the one before. */
function chained(count: number, more: Record<string, string> = {}): object {
  const names = Array.from({ length: count }, (_, i) => `t${i}`);
  return {
    tables: Object.fromEntries(names.map((name) => [name, []])),
    chains: { ...Object.fromEntries(names.slice(1).map((name, i) => [`t${i}`, name])), ...more },
  };
}

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
    ['a chain that is too long', chained(17), '/chains/t0 a chain of more than 16 tables'],
    [
      'a chain of which a stack would not see the end',
      chained(50_000),
      '/chains/t0 a chain of more than 16 tables',
    ],
    [
      'a loop of which a stack would not see the end',
      chained(50_000, { t49999: 't0' }),
      `/chains/t0 a loop: ${Array.from({ length: 16 }, (_, i) => `t${i}`).join(' → ')} → … → t0`,
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
    const maps = bench.read({
      tables: { items: [{ local: '1', national: 'A', when: 'form.x = ' }] },
      fields: [{ local: 'A', national: 'B', toNational: '$eval(value)', direction: 'TO_NATIONAL' }],
    });
    const log = { info: () => {}, warn: () => {}, error: () => {} };
    await expect(maps.start(bench.folder, log)).rejects.toMatchObject({
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
