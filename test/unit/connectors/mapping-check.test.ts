import { describe, expect, it } from 'vitest';
import { checkMapping } from '#connectors/kit';
import { documentOf, MappingBench, table } from './mapping-bench.js';

const bench = new MappingBench();

async function faults(over: object, approved: { version: string; validFrom: string }[] = []) {
  const checked = await checkMapping(documentOf(over), approved, bench.pool);
  return checked.faults.map(({ code, pointer }) => `${code} ${pointer}`);
}

describe('a document that somebody checks before it is used', () => {
  it('is ready for use when nothing is wrong', async () => {
    const { document, mapping, faults } = await checkMapping(
      documentOf(table({ local: '1', national: 'A', when: 'form.x = "1"' })),
      [{ version: '0', validFrom: '2019-12-31' }],
      bench.pool,
    );
    expect(faults).toEqual([]);
    expect(mapping?.document).toBe(document);
  });

  it('has all its faults named at once, whatever their kind', async () => {
    const wrong = {
      tables: {
        items: [
          { local: '1', national: 'A' },
          { local: '1', national: 'B' },
          { local: '2', national: 'C', when: '(' },
        ],
        fields: [],
        'a/b': [{ local: '3', national: 'D', when: '$eval("1")' }],
      },
      chains: { items: 'nowhere' },
      fields: [{ local: 'X', national: 'Y', toNational: '/a/', direction: 'TO_NATIONAL' }],
    };
    expect(await faults(wrong, [{ version: '0', validFrom: '2021-01-01' }])).toEqual([
      'STRUCTURE /tables/fields',
      'STRUCTURE /chains/items',
      'STRUCTURE /tables/items/1',
      'EXPRESSION_INVALID /tables/items/2/when',
      'EXPRESSION_INVALID /tables/a~1b/0/when',
      'EXPRESSION_INVALID /fields/0/toNational',
      'BEFORE_APPROVED /validFrom',
    ]);
  });

  it.each([
    ['is no JSON', 'local;national', ['FORM ']],
    ['is another thing', '{"tables":[]}', expect.arrayContaining(['FORM /platform', 'FORM /tables'])],
  ])('is no document when it %s', async (_, text, expected) => {
    const { document, mapping, faults } = await checkMapping(Buffer.from(text), [], bench.pool);
    expect([document, mapping]).toEqual([undefined, undefined]);
    expect(faults.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual(expected);
  });

  it.each([
    ['before', '2020-01-02', ['BEFORE_APPROVED /validFrom']],
    ['on the day of', '2020-01-01', ['OVERLAPS_APPROVED /validFrom']],
    ['after', '2019-12-31', []],
  ])('begins %s another version that has been approved', async (_, validFrom, expected) => {
    expect(await faults({}, [{ version: '0', validFrom }])).toEqual(expected);
  });

  it('does not stand in its own way once it is approved', async () => {
    expect(await faults({}, [{ version: '1', validFrom: '2020-01-01' }])).toEqual([]);
  });

  it.each([
    ['a code that has one row now', 'items', '2', 'MISSING', 'CLOSES'],
    ['a code for which priorities decide', 'items', '3', 'AMBIGUOUS', 'CLOSES'],
    ['a code for which conditions decide', 'items', '1', 'MISSING', 'DEPENDS'],
    ['a code that still has none', 'items', '9', 'MISSING', 'STAYS'],
    ['a table that is not there', 'others', '2', 'MISSING', 'STAYS'],
    ['a field that is named now', 'fields', 'X', 'MISSING', 'CLOSES'],
    ['a field whose expression failed', 'fields', 'X', 'EXPRESSION_FAILED', 'DEPENDS'],
    ['a field that may pass unnamed', 'fields', 'Z', 'MISSING', 'CLOSES'],
    ['a field that bears the name of another one', 'fields', 'Y', 'AMBIGUOUS', 'STAYS'],
  ] as const)('says what becomes of a gap: %s', async (_, name, code, kind, outlook) => {
    const document = {
      ...table(
        { local: '1', national: 'A', when: 'form.x' },
        { local: '1', national: 'B', when: 'form.y' },
        { local: '2', national: 'C' },
        { local: '3', national: 'D', priority: 1 },
        { local: '3', national: 'E' },
      ),
      fields: [{ local: 'X', national: 'Y', toNational: '$uppercase(value)', direction: 'TO_NATIONAL' }],
    };
    const { mapping } = await checkMapping(documentOf(document), [], bench.pool);
    const gap = { table: `test ${name}`, direction: 'TO_NATIONAL', code, kind } as const;
    expect(mapping?.outlook(gap, '2026-11-22')).toBe(outlook);
  });
});
