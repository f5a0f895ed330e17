import { describe, expect, it } from 'vitest';
import { guangdongMapping } from '#connectors/guangdong';
import { henanMapping } from '#connectors/henan';
import { hunanMapping } from '#connectors/hunan';
import { MappingTables } from '#connectors/kit';
import { qingxinMapping } from '#connectors/qingxin';
import { shanxiMapping } from '#connectors/shanxi';
import { usccFault } from '#domain/codes';
import { sampleItems } from '../../kit/sample-items.js';
import { FACTS, MappingBench } from './mapping-bench.js';

const bench = new MappingBench();

/** What all sample authorities handle. */
const ITEMS = sampleItems();

describe.each([
  ['guangdong', guangdongMapping],
  ['henan', henanMapping],
  ['hunan', hunanMapping],
  ['qingxin', qingxinMapping],
  ['shanxi', shanxiMapping],
])('the mapping of %s', (_, file) => {
  it('has every sample item, in both directions', async () => {
    const items = MappingTables.read(file, { expressions: bench.pool }).table('items');
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
    const maps = MappingTables.read(file, { expressions: bench.pool });
    await maps.start(bench.folder, { info: () => {}, warn: () => {}, error: () => {} });
    await maps.close();
  });
});

it('has codes of Guangdong whose authority has a valid check character', async () => {
  const items = MappingTables.read(guangdongMapping, { expressions: bench.pool }).table('items');
  for (const national of ITEMS) {
    const code = await items.localFor(national, FACTS);
    expect(code).toMatch(/^.{18}[23]44\d{10}$/);
    expect(usccFault(code.slice(0, 18)), code).toBeUndefined();
  }
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
