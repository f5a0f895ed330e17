import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { readDivisions } from '#config';
import { CatalogueCopy, ReferenceCopy } from '#connectors/kit';
import { withDatabase } from '#hub/cli';
import { CatalogueChanges, type ChangesAnswer, type ChangesQuery } from '#hub/exchange';
import { systemRuntime } from '#hub/runtime';
import { APP_ROLE, openDatabase } from '#hub/store';
import { AS_OF, anEntry, anItem, entryFile, importFiles, itemFile, sourceOf } from '../kit/catalogue.js';
import { eventually } from '../kit/eventually.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { run, TONGBAN } from '../kit/program.js';
import { openProvinces, type Provinces } from '../kit/provinces.js';

const SYNC_MS = 100;
const ITEM = { local: '11440000MBY900019A2442090012000', national: '002090012000' };
const ENTRIES = 240;
const basicCode = (i: number) => String(2_090_200_000 + i).padStart(12, '0');
const entry = (i: number, change: Parameters<typeof anEntry>[0] = {}) =>
  anEntry({ implementationCode: `11410000MBY900027Q2${basicCode(i)}`, ...change });

let hub: TestHub;
let provinces: Provinces;
let folder: string;
let rows: number;
/** What the hub was asked and what it gave, and how a test may come between. */
const asked: { readonly query: ChangesQuery; readonly answer: ChangesAnswer }[] = [];
let between: (query: ChangesQuery, ask: CatalogueChanges['list']) => Promise<ChangesAnswer> = (query, ask) =>
  ask(query);
const lines: { readonly text: string; readonly facts: Record<string, unknown> }[] = [];

beforeAll(async () => {
  hub = await startTestHub({ settings: ['dispatch.backoffMs=50', 'dispatch.backoffMaxMs=200'] });
  provinces = await openProvinces(hub);
  folder = mkdtempSync(join(tmpdir(), 'tongban-catalogue-sync-'));
  await enter({ 'entries.csv': entryFile(Array.from({ length: ENTRIES }, (_, i) => entry(i))) });
  const { catalogue } = hub.running.services;
  const ask = catalogue.list.bind(catalogue);
  vi.spyOn(catalogue, 'list').mockImplementation(async (query) => {
    const answer = await between(query, ask);
    asked.push({ query, answer });
    return answer;
  });
  rows = (await count('implementation_entry')) + (await count('national_item'));
});
afterEach(async () => {
  await open?.close(); // one that failed must not stand in the way of the next
  provinces.line.mend();
  between = (query, ask) => ask(query);
  asked.length = 0;
  lines.length = 0;
});
afterAll(async () => {
  await provinces.close();
  await hub.close();
  rmSync(folder, { recursive: true });
});

async function enter(files: Readonly<Record<string, string>>): Promise<void> {
  const source = await sourceOf(mkdtempSync(join(folder, 'i-')), files);
  const report = await withDatabase(hub.database.url, (db) => importFiles(db, source));
  expect(report.outcome).toBe('imported');
}

async function count(table: string): Promise<number> {
  const [row] = await hub.database.query<{ count: number }>(`select count(*)::int as count from ${table}`);
  return row?.count ?? 0;
}

const note = (facts: object, text: string) => void lines.push({ text, facts: { ...facts } });
const LOG = { info: note, warn: note, error: note };
const said = (text: string) => lines.filter((line) => line.text.startsWith(text));
const dataDir = () => provinces.config('guangdong').dataDir;
const withHub = (over: { syncMs?: number; divisions?: string[] } = {}) => ({
  hub: { ...provinces.config('guangdong').hub, syncMs: SYNC_MS, ...over },
});
let open: Awaited<ReturnType<Provinces['connect']>> | undefined;
async function connect(over: { syncMs?: number; divisions?: string[] } = {}) {
  open = await provinces.connect('guangdong', withHub(over), LOG);
  return open;
}
const travelled = () => asked.reduce((sum, { answer }) => sum + answer.changes.length, 0);

/** What the copy on disk says, as anybody may look at it. */
async function look<T>(ask: (copy: CatalogueCopy) => Promise<T> | T): Promise<T> {
  const copy = await CatalogueCopy.look(dataDir());
  try {
    return await ask(copy);
  } finally {
    await copy.close();
  }
}

const stateNow = () => look((copy) => copy.state);
async function placesIn(copy: CatalogueCopy, code: string): Promise<string[]> {
  const places: string[] = [];
  for await (const { version } of copy.entries(code, AS_OF)) places.push(version.divisionCode);
  return places.sort();
}

const whole = () => eventually(async () => expect(await stateNow()).toMatchObject({ isWhole: true, rows }));

describe('the catalogue of a connector', () => {
  it('is fetched from where it stopped, when its connector is killed in the middle of the first copy', async () => {
    const PAGE = 30;
    let pages = 0;
    between = async (query, ask) => {
      if (++pages === 5) await new Promise(() => {}); // the answer never comes: this is where the connector dies
      return ask({ ...query, limit: PAGE });
    };
    const child = await provinces.spawn('guangdong', withHub());
    await eventually(async () => {
      expect(pages).toBe(5);
      expect(await stateNow()).toMatchObject({ isWhole: false, rows: 0, fetched: 4 * PAGE });
    });
    process.kill(child.pid, 'SIGKILL');
    await child.ended;
    expect(await look((copy) => copy.items(ITEM.national, AS_OF))).toEqual([]); // a part says nothing

    between = (query, ask) => ask({ ...query, limit: PAGE });
    const connector = await connect();
    expect(said('the copy of the hub’s rules')).toMatchObject([
      { facts: { isWhole: false, fetched: 4 * PAGE } },
    ]);
    await whole();
    expect(travelled()).toBe(rows);
    expect(asked.filter(({ query }) => query.cursor === undefined)).toHaveLength(1);
    await eventually(() => expect(said('the catalogue is here whole')).toMatchObject([{ facts: { rows } }]));
    expect(said('the catalogue is being fetched').length).toBeGreaterThan(0);
    await connector.close();
  });

  it('is brought up to date by what has changed alone', async () => {
    const connector = await connect();
    await eventually(() => expect(asked.length).toBeGreaterThan(1));
    expect(travelled()).toBe(0);
    const renamed = entry(7, { name: '改了名', validFrom: AS_OF });
    await enter({ 'entries.csv': entryFile([entry(6), renamed]), 'items.csv': itemFile([anItem()]) });
    rows += 2; // one entry is as it was
    await whole();
    expect(travelled()).toBe(2);
    const [before, after] = await look((copy) =>
      Promise.all(['2026-11-21', AS_OF].map(async (day) => collect(copy.entries(basicCode(7), day)))),
    );
    expect(before).toMatchObject([{ version: { name: '测试事项', version: 1 }, supersededOn: AS_OF }]);
    expect(after).toMatchObject([{ version: { name: '改了名', version: 2 } }]);
    await eventually(() =>
      expect(said('the catalogue has changed')).toMatchObject([{ facts: { rows, more: 2 } }]),
    );
    await connector.close();
  });

  it('is worked by while the hub is away: and the log says how old it is from the start', async () => {
    provinces.line.cut();
    const connector = await connect();
    const ages = {
      ageSeconds: expect.any(Number),
      catalogueAgeSeconds: expect.any(Number),
      rows,
      isWhole: true,
    };
    expect(said('the copy of the hub’s rules')).toMatchObject([{ facts: ages }]);
    await eventually(() => expect(said('the hub is away')).toMatchObject([{ facts: ages }]));
    await enter({ 'entries.csv': entryFile([entry(300)]) });
    rows += 1;
    provinces.line.mend();
    await whole();
    expect(travelled()).toBe(1);
    await connector.close();
  });

  it('can be asked on the command line, without a hub', async () => {
    const config = join(folder, 'connector.json');
    writeFileSync(config, JSON.stringify(provinces.config('guangdong')));
    const command = (...more: string[]) => run(TONGBAN, ['connector', 'guangdong', config, ...more]);
    const [state, item, place, gone, wrong, unknown, nowhere] = await Promise.all([
      command('--catalogue', '--json'),
      command('--item', basicCode(7), '--date', '2026-11-21', '--json'),
      command('--division', '441803', '--date', AS_OF),
      command('--division', '441827', '--date', AS_OF),
      command('--item', '1', '--date', 'tomorrow'),
      command('--item', 'abc'),
      command('--division', '999999', '--json'),
    ]);
    expect(JSON.parse(state.stdout)).toMatchObject({
      rules: { tables: ['divisions', 'exchange-codes'], ageSeconds: expect.any(Number) },
      catalogue: { rows, isWhole: true, ageSeconds: expect.any(Number), cursor: expect.any(String) },
    });
    expect(JSON.parse(item.stdout).entries).toMatchObject([
      { name: '测试事项', details: {}, supersededOn: AS_OF },
    ]);
    expect(place.stdout).toMatch(/^对照与代码表：\d+ s 前同步 .*\n目录：.*\n441803 {2}清新区\n/);
    expect(gone.stdout).toContain('由 441803 承接');
    expect(unknown.stderr).toMatch(/副本中没有 · not in the copy on .*: abc/);
    const codes = [item, place, gone, wrong, unknown, nowhere].map(({ code }) => code);
    expect(codes).toEqual([0, 0, 0, 1, 1, 1]);
  });

  it('of other divisions takes the place of the one before when it is whole', async () => {
    const places = ['440000', '441803', '441803001', '450000', '410000', '410100', '100000'];
    await enter({ 'entries.csv': entryFile(places.map((divisionCode) => entry(400, { divisionCode }))) });
    rows += places.length;
    let first = await connect();
    await whole();
    await first.close();
    let isHeld = true;
    between = async (query, ask) => {
      if (isHeld && query.cursor !== undefined) throw new Error('not yet');
      return ask({ ...query, limit: 100 });
    };
    first = await connect({ divisions: ['441803', '410000'] });
    await eventually(async () =>
      expect(await stateNow()).toMatchObject({ isWhole: true, rows, fetched: 100, divisions: [] }),
    );
    isHeld = false;
    await eventually(async () =>
      expect(await stateNow()).toMatchObject({
        isWhole: true,
        fetched: undefined,
        divisions: ['410000', '441803'],
      }),
    );
    expect(await look((copy) => placesIn(copy, basicCode(400)))).toEqual(
      places.filter((code) => code !== '450000').sort(),
    );
    expect(await look((copy) => [copy.covers('441803001'), copy.covers('450000')])).toEqual([true, false]);
    await first.close();
    const back = await connect();
    await whole();
    await back.close();
  });

  it('is fetched anew, and is in use until then, when the hub does not know its cursor', async () => {
    const db = openDatabase({ url: hub.database.url, poolSize: 1, role: APP_ROLE, onError: () => {} });
    const parts = { db, divisions: readDivisions(), runtime: systemRuntime() };
    const other = new CatalogueChanges(parts, 'the log of another database');
    between = (query) => other.list(query);
    const connector = await connect();
    await eventually(() => expect(said('the catalogue is fetched from the beginning')).toHaveLength(1));
    await eventually(async () => {
      expect(travelled()).toBe(rows);
      expect(await stateNow()).toMatchObject({ isWhole: true, rows, fetched: undefined });
    });
    await connector.close();
    await db.close();
  });

  it('warns of a case that it finds cancelled, and leaves the judgement to the hub', async () => {
    const row = { listNo: 'T-9', basicCode: ITEM.national, scenario: '', name: '测试' } as const;
    const listed = await hub.database.query<{ list_no: string }>(
      `select distinct list_no from national_item where basic_code = '${ITEM.national}'`,
    );
    const standing = listed.map(({ list_no }) => ({ ...row, listNo: list_no }));
    const every = [anItem(row), ...standing.map((each) => anItem(each))];
    await enter({ 'items.csv': itemFile(every.map((each) => ({ ...each, status: 'CANCELLED' as const }))) });
    const first = await connect();
    const file = () =>
      provinces.world.guangdong.file({
        item: ITEM.local,
        division: '410000',
        mode: 'remote',
        applicant: { kind: 'person', name: '李测试', idNumber: '441803199001019018' },
        form: [],
        materials: [],
      });
    const doubts = () => said('the hub may refuse this case');
    await eventually(() =>
      expect(said('the catalogue is here whole').length + travelled()).toBeGreaterThan(0),
    );
    await eventually(async () => expect((await look((copy) => copy.items('T-9', AS_OF))).length).toBe(1));
    const refused = await file();
    await eventually(() => expect(said('act refused')).toHaveLength(1));
    expect(doubts()).toMatchObject([
      { facts: { itemCode: ITEM.national, doubt: 'CANCELLED', ageSeconds: expect.any(Number) } },
    ]);
    expect((await provinces.world.guangdong.get(refused.ref)).hubNo).toBeNull();
    await first.close();

    between = async () => {
      throw new Error('the copy stays as it is');
    };
    await enter({ 'items.csv': itemFile(every.map((each) => ({ ...each, validFrom: AS_OF }))) });
    const stale = await connect();
    const accepted = await file();
    await provinces.world.guangdong.numbered(accepted.ref);
    expect(doubts()).toHaveLength(2);
    await stale.close();
    expect((await ReferenceCopy.look(dataDir())).catalogueSyncedAt).toBeLessThan(Date.now());
  });
});

async function collect<T>(values: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const value of values) all.push(value);
  return all;
}
