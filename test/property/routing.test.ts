import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWithinDivision } from '#domain/codes';
import { type DivisionChange, type DivisionRow, Divisions } from '#domain/division';
import { Catalogue, type ImplementationEntry, type ItemQuery } from '#domain/item';
import { type Connection, type Route, Router, type RouteStep, type Succession } from '#domain/routing';
import { inventedUscc } from '../kit/uscc.js';

/** A small country, so that everything meets everything. */
const PLACES = ['440000', '441800', '441802', '441803', '441827', '441803003', '430000', '430100'];
const GONE = ['441827', '441811', '441812'];
const ORGS = [1, 2, 3, 4].map((serial) => inventedUscc('11440000', serial));
const ITEMS = ['002091010000', '002090009000'];
const DAYS = ['2020-01-01', '2021-06-30', '2022-01-01', '2023-12-31', '2024-07-01'];

const day = fc.constantFrom(...DAYS);
const item = fc.oneof({ weight: 4, arbitrary: fc.constant(ITEMS[0] ?? '') }, fc.constantFrom(...ITEMS));
const org = fc.constantFrom(...ORGS);
const place = fc.constantFrom(...PLACES);

/** Mostly long, so that most questions have an answer. */
const period = fc
  .tuple(fc.oneof(fc.constant('2020-01-01'), day), fc.option(day, { nil: undefined, freq: 2 }))
  .map(([a, b]) => (b !== undefined && b < a ? { validFrom: b, validTo: a } : { validFrom: a, validTo: b }));

const entry = fc
  .record({ basicCode: item, competentOrg: org, place, period, level: fc.constantFrom('3', '4') })
  .map(
    ({
      basicCode,
      competentOrg,
      place: divisionCode,
      period: { validFrom, validTo },
      level,
    }): ImplementationEntry => ({
      implementationCode: competentOrg + level + basicCode,
      basicCode,
      name: '',
      competentOrg,
      competentOrgName: '',
      platform: '',
      divisionCode,
      modes: [],
      validFrom,
      validTo,
      source: 'property',
    }),
  );

const connection = fc
  .record({
    divisionCode: place,
    competentOrg: fc.option(org, { nil: undefined, freq: 3 }),
    another: fc.integer({ min: 0, max: 9 }),
    period,
  })
  .map(
    ({ divisionCode, competentOrg, another, period: validity }): Connection => ({
      divisionCode,
      competentOrg,
      peerId: another === 0 ? 'another' : `${divisionCode}-${competentOrg}`,
      ...validity,
    }),
  );

/** From a smaller to a greater one, so that there is no circle. */
const succession = fc
  .record({
    pair: fc.uniqueArray(fc.nat({ max: ORGS.length - 1 }), { minLength: 2, maxLength: 2 }),
    basicCodePrefix: fc.constantFrom('', '002091', '0020900'),
    period,
  })
  .map(({ pair, basicCodePrefix, period: validity }): Succession => {
    const [from = 0, to = 0] = pair.sort((a, b) => a - b);
    return { from: ORGS[from] ?? '', to: ORGS[to] ?? '', basicCodePrefix, source: 'property', ...validity };
  });

const change = fc
  .record({ from: fc.nat({ max: GONE.length - 1 }), to: fc.nat({ max: 4 }), on: day })
  .map(({ from, to, on }): DivisionChange => {
    const later = [...GONE.slice(from + 1), '441802', '441803', '430100'];
    return {
      from: GONE[from] ?? '',
      to: later[to % later.length] ?? '',
      on,
      kind: 'SPLIT',
      source: 'property',
    };
  });

const known: DivisionRow[] = (
  [
    ['440000', 'PROVINCE'],
    ['441800', 'CITY'],
    ['441802', 'COUNTY'],
    ['441803', 'COUNTY'],
    ['430100', 'CITY'],
  ] as const
).map(([code, level]) => ({
  code,
  level,
  name: code,
  validFrom: undefined,
  validTo: undefined,
  source: 'property',
}));

const world = fc.record({
  entries: fc.array(entry, { minLength: 3, maxLength: 8 }),
  connections: fc.array(connection, { minLength: 4, maxLength: 8 }),
  successions: fc.array(succession, { maxLength: 3 }),
  changes: fc.array(change, { maxLength: 4 }),
});
type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

const anyQuery = fc
  .record({
    org,
    level: fc.constantFrom('3', '4'),
    basicCode: item,
    isBasic: fc.boolean(),
    divisionCode: fc.constantFrom(...PLACES, ...GONE, '441827001', '441803000000'),
    date: day,
  })
  .map(
    ({ org: from, level, basicCode, isBasic, divisionCode, date }): ItemQuery => ({
      itemCode: isBasic ? basicCode : from + level + basicCode,
      divisionCode,
      date,
    }),
  );

/** A world and a question: any, or one that an entry of the world might answer. */
const asking = fc
  .tuple(world, anyQuery, fc.nat(), fc.boolean())
  .map(([rules, query, choice, isAimed]): [World, ItemQuery] => {
    const aim = rules.entries[choice % rules.entries.length];
    if (!isAimed || aim === undefined) return [rules, query];
    const itemCode = query.itemCode.length === 12 ? aim.basicCode : aim.implementationCode;
    return [rules, { itemCode, divisionCode: aim.divisionCode, date: '2022-01-01' }];
  });

function routerOf({ entries, connections, successions, changes }: World): Router {
  const divisions = new Divisions(known, changes);
  return new Router({ entries: new Catalogue(entries), divisions, connections, successions });
}

const isIn = (
  { validFrom = '', validTo = '9999' }: { validFrom: string | undefined; validTo: string | undefined },
  date: string,
) => validFrom <= date && date <= validTo;

/** The place that the path arrives at, beginning where the question began. */
function placeAfter(path: readonly RouteStep[], from: string): string[] {
  let places = [from];
  for (const step of path) {
    if (step.rule === 'DIVISION_SUCCEEDED') {
      const isIn = places.some((one) => isWithinDivision(one, step.from));
      places = isIn ? [...places, step.to] : places;
    }
    if (step.rule === 'EXERCISED_ABOVE') places = [step.division];
  }
  return places;
}

describe('routing', () => {
  const shared = { numRuns: 400 };
  let routed = 0;

  it('yields only entries in force, of the item asked for, through a peer that connects them that day', () => {
    fc.assert(
      fc.property(asking, ([rules, asked]) => {
        const answer = routerOf(rules).route(asked);
        if (answer.kind !== 'routed') return;
        routed++;
        expect(rules.entries).toContainEqual(answer.entry);
        expect(isIn(answer.entry, asked.date)).toBe(true);
        expect(asked.itemCode.endsWith(answer.entry.basicCode)).toBe(true);
        const serving = rules.connections.filter(
          (row) =>
            row.peerId === answer.peerId &&
            isIn(row, asked.date) &&
            isWithinDivision(answer.entry.divisionCode, row.divisionCode) &&
            [undefined, answer.entry.competentOrg].includes(row.competentOrg),
        );
        expect(serving).not.toEqual([]);
      }),
      shared,
    );
    expect(routed).toBeGreaterThan(40); // else little was shown
  });

  it('never yields an authority whose power went to another', () => {
    fc.assert(
      fc.property(asking, ([rules, asked]) => {
        const answer = routerOf(rules).route(asked);
        if (answer.kind !== 'routed' && answer.kind !== 'unconnected') return;
        const { competentOrg, basicCode } = answer.entry;
        const lost = rules.successions.filter(
          (row) =>
            row.from === competentOrg && isIn(row, asked.date) && basicCode.startsWith(row.basicCodePrefix),
        );
        expect(lost).toEqual([]);
      }),
      shared,
    );
  });

  it('explains itself: the path leads from the place asked for to the place of the entry', () => {
    fc.assert(
      fc.property(asking, ([rules, asked]) => {
        fc.pre(asked.itemCode.length === 12);
        const answer = routerOf({ ...rules, successions: [] }).route(asked);
        if (answer.kind !== 'routed' && answer.kind !== 'unconnected') return;
        const from = (asked.divisionCode ?? '').replace(/^(.{6})0{6}$/, '$1');
        expect(placeAfter(answer.path, from)).toContain(answer.entry.divisionCode);
      }),
      shared,
    );
  });

  it('does not change when somebody is connected who has nothing to do with the answer', () => {
    const elsewhere = fc.constantFrom('350000', '350100', '441821', '441803004');
    fc.assert(
      fc.property(asking, connection, elsewhere, ([rules, asked], row, divisionCode) => {
        const stranger = inventedUscc('11350000', 9);
        const more = [
          { ...row, divisionCode, competentOrg: undefined },
          { ...row, competentOrg: stranger },
        ];
        const connections = [...rules.connections, ...more];
        expect(routerOf({ ...rules, connections }).route(asked)).toEqual(routerOf(rules).route(asked));
      }),
      shared,
    );
  });

  it('does not depend on the order of rows', () => {
    const shuffled = asking.chain(([rules, asked]) =>
      fc
        .record({
          entries: permutation(rules.entries),
          connections: permutation(rules.connections),
          successions: permutation(rules.successions),
          changes: permutation(rules.changes),
        })
        .map((other) => ({ worlds: [rules, other], asked })),
    );
    fc.assert(
      fc.property(shuffled, ({ worlds, asked }) => {
        const answers: Route[] = worlds.map((one) => routerOf(one).route(asked));
        expect(answers[1]).toEqual(answers[0]);
      }),
      shared,
    );
  });

  it('answers whatever it is asked', () => {
    const text = fc.oneof(fc.string({ maxLength: 34 }), fc.stringMatching(/^\d{6,12}$/));
    fc.assert(
      fc.property(
        world,
        text,
        fc.option(text, { nil: undefined }),
        text,
        (rules, itemCode, division, date) => {
          const answer = routerOf(rules).route({ itemCode, divisionCode: division, date });
          expect(['malformed', 'unmapped']).toContain(answer.kind);
        },
      ),
    );
  });
});

function permutation<T>(rows: readonly T[]): fc.Arbitrary<T[]> {
  return fc.shuffledSubarray([...rows], { minLength: rows.length });
}
