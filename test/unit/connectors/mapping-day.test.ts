import { describe, expect, it } from 'vitest';
import { MappingNotInForceError } from '#connectors/kit';
import { FACTS, MappingBench, table } from './mapping-bench.js';

const bench = new MappingBench();

describe('the day of a case', () => {
  const YEARS = table(
    { local: '1', national: 'OLD', validTo: '2025-12-31' },
    { local: '1', national: 'NEW', validFrom: '2026-01-01' },
  );

  it.each([
    ['2025-12-31', 'OLD'],
    ['2026-01-01', 'NEW'],
  ])('chooses the row that held then: %s', (day, national) => {
    expect(bench.read(YEARS).on(day).table('items').toNational('1')).toBe(national);
  });

  it('is today unless it is said', () => {
    expect(bench.read(YEARS).table('items').toNational('1')).toBe('NEW');
  });

  it.each(['2019-12-31', '2027-01-01'])('must be one of the document: %s', async (day) => {
    const maps = bench.read({ ...YEARS, validTo: '2026-12-31' });
    expect(() => maps.on(day).table('items')).toThrow(MappingNotInForceError);
    expect(() => maps.on(day).table('items')).toThrow(`test 1 is not in force on ${day}`);
    const mapped = maps.mapFields('TO_LOCAL', [], { ...FACTS, date: day });
    await expect(mapped).rejects.toThrow(MappingNotInForceError);
  });
});
