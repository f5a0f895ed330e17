import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dateOfDay, dayNumber, type ImplementationRecord } from '#domain/item';
import { CatalogueReader } from '#hub/exchange';
import { APP_ROLE, type Database, implementationEntries, openDatabase } from '#hub/store';
import { anEntry, entryFile, importFiles, sourceOf } from '../kit/catalogue.js';
import { freshDatabase, type TestDatabase } from '../kit/database.js';

let database: TestDatabase;
let db: Database;
let folder: string;
let made = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tongban-merge-'));
  database = await freshDatabase();
  db = openDatabase({ url: database.url, poolSize: 2, role: APP_ROLE, onError: () => {} });
});
afterAll(async () => {
  await db.close();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

const FIRST = dayNumber('2026-01-01');
const SPAN = 12;
const date = (offset: number) => dateOfDay(FIRST + offset);

/** Periods that do not overlap: lengths and gaps, one after the other; the last may stay open. */
const timeline = fc
  .record({
    start: fc.nat({ max: 6 }),
    periods: fc.array(
      fc.record({
        length: fc.nat({ max: 3 }),
        gap: fc.nat({ max: 1 }),
        name: fc.constantFrom('甲', '乙', '丙'),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    isOpen: fc.boolean(),
  })
  .map(({ start, periods, isOpen }) => {
    let at = start;
    return periods.map(({ length, gap, name }, i) => {
      const period = {
        name,
        validFrom: date(at),
        validTo: isOpen && i === periods.length - 1 ? undefined : date(at + length),
      };
      at += length + 1 + gap;
      return period;
    });
  });

const step = fc.record({ asOf: fc.nat({ max: SPAN }), periods: timeline });

/** The last file says a period of which the first day is later than that of the one standing in its place. */
const laterThanItStood: (typeof step extends fc.Arbitrary<infer Step> ? Step : never)[] = [
  {
    asOf: 0,
    periods: [
      { name: '甲', validFrom: date(0), validTo: date(0) },
      { name: '丙', validFrom: date(2), validTo: date(5) },
    ],
  },
  { asOf: 6, periods: [{ name: '甲', validFrom: date(0), validTo: undefined }] },
  {
    asOf: 0,
    periods: [
      { name: '丙', validFrom: date(5), validTo: date(5) },
      { name: '甲', validFrom: date(7), validTo: date(7) },
    ],
  },
];

/** What an entry is called on each day; `undefined` where there is none. Told day by day, without versions. */
type Days = (string | undefined)[];

function told(
  before: Days | undefined,
  periods: readonly Pick<ImplementationRecord, 'name' | 'validFrom' | 'validTo'>[],
  asOf: string,
): Days {
  const on = (day: string) =>
    periods.find(({ validFrom, validTo }) => validFrom <= day && (validTo === undefined || day <= validTo))
      ?.name;
  const days = Array.from({ length: 2 * SPAN }, (_, i) => date(i));
  if (before === undefined) return days.map(on);
  const ahead = periods.filter(({ validTo }) => validTo === undefined || validTo >= asOf);
  const first = ahead.map(({ validFrom }) => validFrom).sort()[0] ?? asOf;
  const since = first > asOf ? first : asOf;
  return days.map((day, i) => (day < since ? before[i] : on(day)));
}

async function enter(code: string, periods: Parameters<typeof told>[1], asOf: string) {
  const rows = periods.map((period) => anEntry({ implementationCode: code, ...period }));
  return importFiles(db, await sourceOf(join(folder, String(made++)), { 'entries.csv': entryFile(rows) }), {
    asOf,
  });
}

describe('imports one after another', () => {
  it('make the list say on every day what the files said, and leave the days before as they were', async () => {
    let number = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), async (steps) => {
        const code = `11410000MBY900027Q2${String(++number).padStart(12, '0')}`;
        let expected: Days | undefined;
        for (const { asOf, periods } of steps) {
          await enter(code, periods, date(asOf));
          expected = told(expected, periods, date(asOf));
          const catalogue = await new CatalogueReader(db).refresh();
          const names = expected.map((_, i) =>
            catalogue.byImplementation(code, date(i)).map(({ name }) => name),
          );
          expect(names).toEqual(expected.map((name) => (name === undefined ? [] : [name])));
          const again = await enter(code, periods, date(asOf));
          expect(again.outcome).toBe('unchanged');
        }
        const history = await implementationEntries.readEntryHistory(db, code, 100);
        const kept = history.filter(
          ({ validFrom, validTo }) => validTo === undefined || validFrom <= validTo,
        );
        for (const asOf of [0, 5, SPAN]) {
          const back = await enter(code, kept, date(asOf));
          expect(back.outcome).toBe('unchanged'); // there and back: nothing changes, whenever it is entered
        }
      }),
      { numRuns: 15, examples: [[laterThanItStood]] },
    );
  }, 240_000);
});
