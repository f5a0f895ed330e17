import { describe, expect, it } from 'vitest';
import { isOpenBetween, NationalList } from '#domain/item';
import { anItem } from '../../../kit/catalogue.js';

const CODE = anItem().basicCode;
const DAY = '2026-11-22';
const agreed = (...partners: string[]) =>
  ({ scope: 'PARTNERS', partners, document: '合作〔2026〕1号' }) as const;

function standing(...rows: Parameters<typeof anItem>[0][]) {
  return new NationalList(rows.map((row, i) => anItem({ listNo: `T-${i}`, ...row }))).standing(CODE, DAY);
}

describe('whether the national list lets an item be handled', () => {
  it.each([
    ['it does not know the item', []],
    ['it is of the whole nation', [{}]],
    ['its time on the list is over', [{ validTo: '2026-06-30' }]],
    ['one of its scenarios is of the whole nation', [agreed('410000', '440000'), {}]],
    ['one of its scenarios is left', [{ status: 'CANCELLED' }, {}]],
  ] as const)('everywhere: %s', (_, rows) => {
    expect(standing(...rows)).toEqual({ kind: 'handled', partnerships: [] });
  });

  it('between partners alone, by each of their agreements', () => {
    const other = { ...agreed('140000', '410000'), document: '合作〔2026〕2号' };
    expect(standing(agreed('410000', '440000'), other)).toEqual({
      kind: 'handled',
      partnerships: [
        { divisions: ['410000', '440000'], document: '合作〔2026〕1号' },
        { divisions: ['140000', '410000'], document: '合作〔2026〕2号' },
      ],
    });
  });

  it('between the partners that are left, when another agreement was cancelled', () => {
    const cancelled = { ...agreed('410000', '430000'), status: 'CANCELLED' } as const;
    expect(standing(cancelled, agreed('410000', '440000'))).toMatchObject({
      partnerships: [{ divisions: ['410000', '440000'] }],
    });
  });

  it('not at all, once every row of it is cancelled', () => {
    const rows = [{ status: 'CANCELLED' }, { ...agreed('410000', '440000'), status: 'CANCELLED' }] as const;
    expect(standing(...rows)).toMatchObject({ kind: 'cancelled', by: { listNo: 'T-0' } });
  });

  it.each([
    ['has ended', { validTo: '2026-06-30' }],
    ['has not begun', { validFrom: '2027-01-01' }],
  ])('not at all, while the agreement of its partners %s', (_, period) => {
    const row = { ...agreed('410000', '440000'), ...period };
    expect(standing(row)).toMatchObject({ kind: 'lapsed', last: { listNo: 'T-0' } });
  });
});

describe('an item of partners', () => {
  const partnerships = [
    { divisions: ['410000', '441800'], document: 'a' },
    { divisions: ['140000', '430000'], document: 'b' },
  ];

  it.each([
    ['440000', '410000', 'a platform that names no place of intake, and speaks for a partner'],
    ['441803', '410100', 'places beneath partners'],
    ['410000', '441800', 'the other way round'],
    ['100000', '410000', 'a platform of the whole country, likewise'],
    ['430000', '140000', 'another agreement'],
  ])('is open from %s to %s: %s', (from, to) => {
    expect(isOpenBetween(partnerships, [from], [to])).toBe(true);
  });

  it.each([
    ['420000', '410000', 'a sender that is no partner'],
    ['410000', '420000', 'a decider that is no partner'],
    ['430000', '410000', 'partners of different agreements'],
    ['410000', '440100', 'another place of the partner’s province'],
  ])('is closed from %s to %s: %s', (from, to) => {
    expect(isOpenBetween(partnerships, [from], [to])).toBe(false);
  });

  it('is open from a place that was divided, when one of its parts is a partner', () => {
    expect(isOpenBetween(partnerships, ['440100', '441803'], ['410000'])).toBe(true);
    expect(isOpenBetween(partnerships, ['440100', '441900'], ['410000'])).toBe(false);
  });

  it('is open to all where nobody agreed on anything', () => {
    expect(isOpenBetween([], ['420000'], ['410000'])).toBe(true);
  });
});
