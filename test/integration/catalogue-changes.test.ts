import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Divisions } from '#domain/division';
import type { ImplementationRecord } from '#domain/item';
import { CatalogueChanges, type CatalogueRow, type ChangesAnswer } from '#hub/exchange';
import { systemRuntime } from '#hub/runtime';
import { APP_ROLE, type Database, openDatabase } from '#hub/store';
import { AS_OF, anEntry, anItem, entryFile, importFiles, itemFile, sourceOf } from '../kit/catalogue.js';
import { freshDatabase, type TestDatabase } from '../kit/database.js';

const ORIGIN = 'log.example/hub';
const place = (code: string, name: string, rest: object = {}) => ({
  ...({ code, name, level: 'COUNTY', source: 'test' } as const),
  ...{ validFrom: undefined, validTo: undefined, ...rest },
});
const ROWS = [
  { ...place('410000', '河南省'), level: 'PROVINCE' as const },
  { ...place('440000', '广东省'), level: 'PROVINCE' as const },
  { ...place('410100', '郑州市'), level: 'CITY' as const },
  { ...place('441800', '清远市'), level: 'CITY' as const },
  place('441803', '清新区', { validFrom: '2012-12-09' }),
  place('441827', '清新县', { validTo: '2012-12-08' }),
];
const MERGED = { from: '441827', to: '441803', on: '2012-12-09', kind: 'RENAMED' as const, source: 'test' };

const basicCode = (i: number) => String(2_090_100_000 + i).padStart(12, '0');
/** An authority of Henan's may act anywhere here: which place a row is about is all that counts. */
const entryIn = (divisionCode: string, i: number, change: Partial<ImplementationRecord> = {}) =>
  anEntry({ implementationCode: `11410000MBY900027Q2${basicCode(i)}`, divisionCode, ...change });

let database: TestDatabase;
let db: Database;
let folder: string;
let changes: CatalogueChanges;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tongban-changes-'));
  database = await freshDatabase();
  db = openDatabase({ url: database.url, poolSize: 2, role: APP_ROLE, onError: () => {} });
  changes = open(new Divisions(ROWS, [MERGED]));
});
afterAll(async () => {
  await db.close();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

const open = (divisions: Divisions, origin = ORIGIN) =>
  new CatalogueChanges({ db, divisions, runtime: systemRuntime() }, origin);

async function enter(files: Readonly<Record<string, string>>): Promise<void> {
  const report = await importFiles(db, await sourceOf(mkdtempSync(join(folder, 'i-')), files));
  expect(report.outcome).toBe('imported');
}

/** Page by page to the end. */
async function rest(
  cursor: string | undefined,
  divisions: readonly string[] = [],
  limit = 500,
): Promise<{ readonly rows: CatalogueRow[]; readonly pages: ChangesAnswer[] }> {
  const pages: ChangesAnswer[] = [];
  for (let at = cursor; pages.at(-1)?.isAll !== true; at = pages.at(-1)?.cursor) {
    pages.push(await changes.list({ cursor: at, limit, divisions }));
  }
  return { rows: pages.flatMap((page) => page.changes), pages };
}

const placesOf = (rows: readonly CatalogueRow[]) =>
  [...new Set(rows.flatMap((row) => (row.list === 'implementation_entry' ? row.divisionCode : [])))].sort();
const end = async (divisions: readonly string[] = []) =>
  (await rest(undefined, divisions)).pages.at(-1)?.cursor;

describe('the changes of the catalogue', () => {
  it('come each once, in the order in which they were entered, whatever the size of a page', async () => {
    const before = await end();
    await enter({ 'items.csv': itemFile([anItem()]) });
    await enter({ 'entries.csv': entryFile(Array.from({ length: 25 }, (_, i) => entryIn('410000', i))) });
    await enter({ 'items.csv': itemFile([anItem({ name: '改了名', validFrom: AS_OF })]) });
    const whole = await rest(before);
    expect(whole.rows.map(({ list }) => list)).toEqual([
      'national_item',
      ...Array.from({ length: 25 }, () => 'implementation_entry'),
      'national_item',
    ]);
    for (const limit of [1, 7, 26, 27]) {
      const { rows, pages } = await rest(before, [], limit);
      expect(rows).toEqual(
        whole.rows.map((row) => ({ ...row, found: expect.anything(), before: expect.anything() })),
      );
      expect(pages.every((page) => page.changes.length <= limit)).toBe(true);
    }
  });

  it('are only those that were entered since', async () => {
    const before = await end();
    expect((await rest(before)).rows).toEqual([]);
    await enter({
      'entries.csv': entryFile([entryIn('410000', 3, { name: '改了名' }), entryIn('410000', 4)]),
    });
    const { rows } = await rest(before);
    expect(rows).toMatchObject([{ name: '改了名', version: 2, details: '{}' }]);
  });

  it('of some divisions are those in them, above them, and in what took their place; and the whole national list', async () => {
    const before = await end(['441827']);
    await enter({ 'items.csv': itemFile([anItem({ listNo: 'T-2' })]) });
    const places = ['410000', '410100', '440000', '441800', '441803', '441803001', '441900', '441827'];
    await enter({ 'entries.csv': entryFile(places.map((code, i) => entryIn(code, 50 + i))) });
    const { rows } = await rest(before, ['441827']);
    expect(placesOf(rows)).toEqual(['440000', '441800', '441803', '441803001', '441827']);
    expect(rows[0]).toMatchObject({ list: 'national_item', listNo: 'T-2' });
    const two = await rest(undefined, ['441800', '410000']);
    expect(placesOf(two.rows)).toEqual([
      ...['410000', '410100', '440000', '441800', '441803', '441803001', '441827'],
    ]);
  });

  it('begin anew for whoever comes with a cursor of other divisions, another hub, or a later catalogue', async () => {
    const cursor = await end(['410000']);
    const refused = { code: 'NOT_FOUND' };
    await expect(changes.list({ cursor, limit: 1, divisions: [] })).rejects.toMatchObject(refused);
    await expect(changes.list({ cursor, limit: 1, divisions: ['410000'] })).resolves.toBeDefined();
    const query = { cursor, limit: 1, divisions: ['410000'] };
    await expect(open(new Divisions(ROWS, [MERGED]), 'other').list(query)).rejects.toMatchObject(refused);
    const late = `${cursor?.slice(0, -4)}__AA`;
    await expect(changes.list({ ...query, cursor: late })).rejects.toMatchObject(refused);
  });

  it('begin anew when a division that was chosen is merged into another', async () => {
    const counties = [...ROWS, place('441881', '英德市')];
    const query = { cursor: undefined, limit: 500, divisions: ['441881'] };
    const { cursor } = await open(new Divisions(counties, [MERGED])).list(query);
    const gone = place('441881', '英德市', { validTo: '2026-01-31' });
    const to410100 = { ...MERGED, from: '441881', to: '410100', on: '2026-02-01', kind: 'MERGED' as const };
    const later = open(new Divisions([...ROWS, gone], [MERGED, to410100]));
    await expect(later.list({ ...query, cursor })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(placesOf((await later.list(query)).changes)).toContain('410100');
  });

  it('stay within the size of an answer, and a row that is larger than that still comes', async () => {
    const before = await end();
    const large = { conditions: Array.from({ length: 100 }, () => '条件'.repeat(600)) };
    const rows = Array.from({ length: 12 }, (_, i) => entryIn('410000', 100 + i, { details: large }));
    await enter({ 'entries.csv': entryFile(rows) });
    const { pages } = await rest(before, [], 1_000);
    const sizes = pages.map(({ changes }) => Buffer.byteLength(JSON.stringify(changes)));
    expect(pages.flatMap((page) => page.changes)).toHaveLength(12);
    expect(pages.length).toBeGreaterThan(3);
    expect(Math.max(...sizes)).toBeLessThan(2 * 1024 * 1024);
  });
});
