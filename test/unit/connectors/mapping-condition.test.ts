import { describe, expect, it } from 'vitest';
import { FACTS, form, MappingBench, table } from './mapping-bench.js';

const bench = new MappingBench();

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
    const items = bench.read(BY_FORM).table('items');
    expect(await items.nationalFor('T-1', { ...FACTS, form: form({ 办理类别: value }) })).toBe(national);
  });

  it('is not needed where the other direction has one row only', () => {
    expect(bench.read(BY_FORM).table('items').toLocal('NEW')).toBe('T-1');
  });

  it('decides by what else is known of the case, and a lower row takes what is left', async () => {
    const items = bench.read(BY_FORM).table('items');
    const company = { ...FACTS, applicant: { kind: 'ENTERPRISE', idType: '001' } };
    expect(await items.localFor('OLD', company)).toBe('T-3');
    expect(await items.localFor('OLD', { ...company, division: '440200' })).toBe('T-2');
    expect(await items.localFor('OLD', FACTS)).toBe('T-2');
  });

  it('sees the code itself, the day, the materials, and a repeated field as a list', async () => {
    const items = bench
      .read(
        table(
          {
            local: '1',
            national: 'A',
            when: 'code = "1" and date >= "2026-11-01" and "照片" in materials.name',
          },
          { local: '1', national: 'B', when: 'form.子女[1] = "乙"' },
        ),
      )
      .table('items');
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
    const items = bench
      .read(
        table(
          { local: '1', national: 'A', when: 'form.x = "1"' },
          { local: '1', national: 'B', when: 'form.y = "1"' },
        ),
      )
      .table('items');
    await expect(items.nationalFor('1', { ...FACTS, form: form(fields) })).rejects.toMatchObject({
      name: 'MappingGapError',
      kind,
      code: '1',
      direction: 'TO_NATIONAL',
      candidates,
    });
  });

  it('is asked for by whoever looks a code up without a case', () => {
    expect(() => bench.read(BY_FORM).table('items').toNational('T-1')).toThrow(
      expect.objectContaining({ kind: 'AMBIGUOUS', candidates: ['NEW', 'LOST'] }),
    );
  });

  it('must come to true or false', async () => {
    const items = bench
      .read(
        table(
          { local: '1', national: 'A', when: '"yes"' },
          { local: '1', national: 'B', when: 'form.y = "1"' },
        ),
      )
      .table('items');
    await expect(items.nationalFor('1', FACTS)).rejects.toMatchObject({
      code: 'EXPRESSION_FAILED',
      expression: '"yes"',
    });
  });
});
