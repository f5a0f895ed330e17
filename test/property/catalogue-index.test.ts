import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Catalogue, dateOfDay, dayNumber, EntryIndex, type ImplementationEntry } from '#domain/item';

const DAYS = ['2026-01-01', '2026-01-02', '2026-01-03', '2026-01-05', '2026-02-01'] as const;
const day = fc.constantFrom(...DAYS);
const ORGS = ['11410000MBY900027Q', '11440000MBY900019A'] as const;
const ITEMS = ['002090012000', '002090009000'] as const;
const PLACES = ['410000', '440000'] as const;

/** A statement about one of few entries, so that they meet often. */
const statement = fc.record({
  org: fc.constantFrom(...ORGS),
  item: fc.constantFrom(...ITEMS),
  divisionCode: fc.constantFrom(...PLACES),
  name: fc.constantFrom('甲', '乙'),
  limits: fc.constantFrom(
    {},
    { limits: { caseType: '1' } },
    { limits: { promisedLimit: { amount: 5, unit: 'WORKING_DAY' as const } } },
  ),
  validFrom: day,
  validTo: fc.option(day, { nil: undefined }),
});

/** Gives the statements about each entry their versions, in order. */
function versioned(statements: readonly (typeof statement extends fc.Arbitrary<infer T> ? T : never)[]) {
  const last = new Map<string, number>();
  return statements.map(({ org, item, limits, ...rest }): ImplementationEntry => {
    const implementationCode = `${org}2${item}`;
    const key = `${implementationCode}@${rest.divisionCode}`;
    const version = (last.get(key) ?? 0) + 1;
    last.set(key, version);
    return {
      ...rest,
      ...limits,
      implementationCode,
      basicCode: item,
      competentOrg: org,
      competentOrgName: '测试部门',
      platform: 'henan',
      modes: ['FULLY_ONLINE'],
      source: 'test',
      version,
    };
  });
}

/** What stands on a day: of each entry the latest word about that day. Told without an index, one day at a time. */
function standing(entries: readonly ImplementationEntry[], date: string): string[] {
  const latest = new Map<string, ImplementationEntry>();
  for (const entry of entries)
    if (entry.validFrom <= date) latest.set(`${entry.implementationCode}@${entry.divisionCode}`, entry);
  return [...latest.values()]
    .filter(({ validTo }) => validTo === undefined || date <= validTo)
    .map(nameOf)
    .sort();
}

const nameOf = ({ implementationCode, divisionCode, version, limits }: ImplementationEntry) =>
  `${implementationCode}@${divisionCode} v${version} ${JSON.stringify(limits)}`;

describe('the index of the implementation list', () => {
  it('answers as a plain reading of every version would, by code and by place, on every day', () => {
    fc.assert(
      fc.property(fc.array(statement, { maxLength: 30 }), (statements) => {
        const entries = versioned(statements);
        const catalogue = new Catalogue(entries);
        for (const date of [...DAYS, '2025-12-31', '2030-01-01']) {
          const byPlace = ITEMS.flatMap((item) =>
            PLACES.flatMap((place) => catalogue.byPlace(item, place, date)),
          );
          const byCode = ORGS.flatMap((org) =>
            ITEMS.flatMap((item) => catalogue.byImplementation(`${org}2${item}`, date)),
          );
          expect(byPlace.map(nameOf).sort()).toEqual(standing(entries, date));
          expect(byCode.map(nameOf).sort()).toEqual(standing(entries, date));
        }
      }),
    );
  });

  it('tells of each answer until when it holds', () => {
    fc.assert(
      fc.property(fc.array(statement, { minLength: 1, maxLength: 12 }), day, (statements, date) => {
        const entries = versioned(statements);
        const index = new Catalogue(entries);
        for (const item of ITEMS)
          for (const place of PLACES)
            for (const found of index.byPlace(item, place, date)) {
              const next = dateOfDay(dayNumber(found.validTo ?? '9998-12-31') + 1);
              expect(standing(entries, found.validTo ?? '9998-12-31')).toContain(nameOf(found));
              expect(found.validTo !== undefined && standing(entries, next).includes(nameOf(found))).toBe(
                false,
              );
            }
      }),
    );
  });

  it('shows a reader nothing of what is added after its reading', () => {
    fc.assert(
      fc.property(fc.array(statement, { maxLength: 20 }), fc.array(statement), day, (before, after, date) => {
        const index = new EntryIndex();
        const entries = versioned([...before, ...after]);
        for (const entry of entries.slice(0, before.length)) index.add(entry);
        const early = new Catalogue(index.reading());
        const seen = () =>
          ITEMS.flatMap((item) => PLACES.flatMap((place) => early.byPlace(item, place, date)));
        const first = seen();
        for (const entry of entries.slice(before.length)) index.add(entry);
        expect(seen()).toEqual(first);
        const late = new Catalogue(index.reading());
        const all = ITEMS.flatMap((item) => PLACES.flatMap((place) => late.byPlace(item, place, date)));
        expect(all.map(nameOf).sort()).toEqual(standing(entries, date));
      }),
    );
  });

  it('grows past its first tables without losing an entry', () => {
    const index = new EntryIndex();
    const codeOf = (i: number) => `${ORGS[0]}2${String(i).padStart(12, '0')}`;
    const [sample] = versioned([
      {
        org: ORGS[0],
        item: ITEMS[0],
        divisionCode: '410000',
        name: '甲',
        limits: {},
        validFrom: DAYS[0],
        validTo: undefined,
      },
    ]);
    if (sample === undefined) return expect.unreachable();
    for (let i = 0; i < 50_000; i++)
      index.add({
        ...sample,
        implementationCode: codeOf(i),
        basicCode: codeOf(i).slice(19),
        name: `事项${i % 7}`,
      });
    const catalogue = new Catalogue(index.reading());
    for (let i = 0; i < 50_000; i += 37) {
      const [found, ...others] = catalogue.byImplementation(codeOf(i), DAYS[0]);
      expect([found?.implementationCode, found?.name, others.length]).toEqual([codeOf(i), `事项${i % 7}`, 0]);
    }
    expect(catalogue.byImplementation(codeOf(50_000), DAYS[0])).toEqual([]);
  });
});

describe('a day as a number', () => {
  it('is that of the calendar, there and back', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1600-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
        (date) => {
          const text = date.toISOString().slice(0, 10);
          expect(dayNumber(text)).toBe(Math.floor(date.getTime() / 86_400_000));
          expect(dateOfDay(dayNumber(text))).toBe(text);
        },
      ),
    );
    expect(dayNumber('2026-1-1')).toBeNaN();
    expect(dayNumber('2026-xx-01')).toBeNaN();
  });
});
