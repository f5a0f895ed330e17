import { describe, expect, it } from 'vitest';
import { guangdongMapping } from '#connectors/guangdong';
import { henanMapping } from '#connectors/henan';
import { MappingGapError, MappingTables } from '#connectors/kit';
import { ExpressionPool } from '#connectors/kit/expressions';
import { FACTS, MappingBench, table } from './mapping-bench.js';

const bench = new MappingBench();

describe('a mapping table', () => {
  it('leads from each code to its counterpart and back', () => {
    const items = bench
      .read(table({ local: 'HA-1', national: '002090012000', name: '某事项' }))
      .table('items');
    expect(items.toNational('HA-1')).toBe('002090012000');
    expect(items.toLocal('002090012000')).toBe('HA-1');
    expect(items.toNationals('HA-1')).toEqual(['002090012000']);
  });

  it('names the gap when a code has no counterpart', () => {
    const items = bench.read(table({ local: 'HA-1', national: '002090012000' })).table('items');
    expect(() => items.toNational('HA-2')).toThrow(new MappingGapError('test items', 'HA-2'));
    expect(() => items.toLocal('HA-1')).toThrow(
      expect.objectContaining({ kind: 'MISSING', table: 'test items', code: 'HA-1', direction: 'TO_LOCAL' }),
    );
  });

  it('asks no process for what needs no condition', async () => {
    const pool = new ExpressionPool();
    const row = { local: '1', national: 'A', when: 'form.x = "1"' };
    const items = bench.read(table(row), pool).table('items');
    expect(items.toNational('1')).toBe('A');
    expect(await items.nationalFor('1', FACTS)).toBe('A');
    expect(pool.pids).toEqual([]);
  });

  it('must be there by its name', () => {
    expect(() => bench.read({}).table('items')).toThrow('no mapping table items');
  });

  it.each([['5'], ['4'], ['1']])('puts scales that run against each other together: %s stars', (here) => {
    // 1 is best in the one, 5 in the other.
    const guangdong = MappingTables.read(guangdongMapping).table('ratings');
    const henan = MappingTables.read(henanMapping).table('ratings');
    expect(henan.toLocal(guangdong.toNational(String(6 - Number(here))))).toBe(here);
    expect(guangdong.toLocal(henan.toNational(here))).toBe(String(6 - Number(here)));
  });

  it('gives all that a bundle is nationally, and takes it for none of them', () => {
    const items = bench
      .read(
        table(
          { local: 'YJS-1', nationals: ['002091135000', '002091038000'], name: '新生儿出生一件事' },
          { local: 'P-1', national: '002091038000' },
        ),
      )
      .table('items');
    expect(items.toNationals('YJS-1')).toEqual(['002091135000', '002091038000']);
    expect(items.toLocal('002091038000')).toBe('P-1');
    expect(() => items.toNational('YJS-1')).toThrow(
      expect.objectContaining({ kind: 'AMBIGUOUS', candidates: ['002091135000', '002091038000'] }),
    );
  });

  it('hands its codes on to the table that it is chained to, and comes back the same way', async () => {
    const maps = bench.read({
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
    const kinds = bench
      .read(
        table(
          { local: '2', national: 'ENTERPRISE' },
          { local: '5', national: 'ENTERPRISE', direction: 'TO_NATIONAL' },
        ),
      )
      .table('items');
    expect(direction === 'TO_LOCAL' ? kinds.toLocal(code) : kinds.toNational(code)).toBe(to);
  });

  it('takes the row of the higher priority where nothing else decides', () => {
    const items = bench
      .read(table({ local: '1', national: 'A', priority: 1 }, { local: '2', national: 'A' }))
      .table('items');
    expect(items.toLocal('A')).toBe('1');
    expect(items.toNational('2')).toBe('A');
  });
});
