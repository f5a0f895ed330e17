import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BadRowFiles, encodeText } from '#hub/catalogue';
import { CatalogueReader, type ImportReport, watchRules } from '#hub/exchange';
import { type Database, directory } from '#hub/store';
import { AS_OF, anEntry, anItem, entryFile, itemFile } from '../kit/catalogue.js';
import { eventually } from '../kit/eventually.js';
import { fixedRules } from '../kit/fixed-rules.js';
import { startTestHub } from '../kit/hub.js';
import { enterBeside, importStand } from '../kit/import-stand.js';
import { submission } from '../kit/messages.js';

/** Past, whenever the test runs: the hub goes by its own clock. */
const CANCELLED_ON = '2026-01-02';

const stand = importStand();
const { enter, folder } = stand;

const entries = (...list: Parameters<typeof anEntry>[0][]) => ({
  'entries.csv': entryFile(list.map(anEntry)),
});
const items = (...list: Parameters<typeof anItem>[0][]) => ({ 'items.csv': itemFile(list.map(anItem)) });

/** The versions of one entry as they are stored. */
function versions(code = anEntry().implementationCode) {
  return stand.database.query<{ version: number; name: string; from: string; to: string | null }>(
    `select version, name, valid_from::text as "from", valid_to::text as "to" from implementation_entry
     where implementation_code = $1 order by division_code, version`,
    [code],
  );
}

const codes = (report: ImportReport) => report.faults.map(({ line, code }) => `${line} ${code}`);

describe('an import', () => {
  it('adds what is new with its whole past, and changes nothing when it is repeated', async () => {
    const file = entries({ validTo: '2026-06-30' }, { validFrom: '2026-07-01', name: '改了名的事项' });
    const first = await enter(file);
    expect(first).toMatchObject({ outcome: 'imported', rowsRead: 2 });
    expect(first.counts.implementation_entry).toEqual({ added: 1, changed: 0, ended: 0, unchanged: 0 });
    const stored = await versions();
    expect(stored).toEqual([
      { version: 1, name: '测试事项', from: '2026-01-01', to: '2026-06-30' },
      { version: 2, name: '改了名的事项', from: '2026-07-01', to: null },
    ]);
    const again = await enter(file);
    expect(again).toMatchObject({ outcome: 'unchanged', changes: [] });
    expect(again.counts.implementation_entry.unchanged).toBe(1);
    expect(await versions()).toEqual(stored);
  });

  it('closes what changed on the day before, and names each field', async () => {
    await enter(entries({}));
    const report = await enter(entries({ name: '新名', modes: ['FULLY_ONLINE'], details: { visits: 0 } }));
    expect(report.counts.implementation_entry).toEqual({ added: 0, changed: 1, ended: 0, unchanged: 0 });
    const [change] = report.changes;
    expect(change).toMatchObject({
      kind: 'changed',
      before: { name: '测试事项', modes: ['REMOTE_INTAKE'], details: {} },
      after: { name: '新名', modes: ['FULLY_ONLINE'], details: { visits: 0 }, valid_from: AS_OF },
    });
    const catalogue = await new CatalogueReader(stand.db).refresh();
    const on = (date: string) => catalogue.byPlace('002090099000', '410000', date)[0];
    expect(on('2026-11-21')).toMatchObject({ name: '测试事项', version: 1, validTo: '2026-11-21' });
    expect(on(AS_OF)).toMatchObject({ name: '新名', version: 2, validTo: undefined });
    expect(on(AS_OF)).not.toHaveProperty('limits');
    const limits = { caseType: '2', promisedLimit: { amount: 5, unit: 'WORKING_DAY' } } as const;
    await enter(entries({ details: { visits: 1, ...limits } }));
    const later = await new CatalogueReader(stand.db).refresh();
    expect(later.byPlace('002090099000', '410000', AS_OF)[0]?.limits).toEqual(limits); // and nothing else of the details
    expect((await versions())[0]).toMatchObject({ to: null }); // what was written stays as it was written
  });

  it('ends an entry by its last day, and a complete list ends what it leaves out, of its own platform only', async () => {
    const other = { implementationCode: '11410000MBY900027Q2002090098000' };
    const theirs = {
      implementationCode: '11440000MBY900019A2002090098000',
      platform: 'guangdong',
      divisionCode: '440000',
    };
    await enter(entries({}, other, theirs));
    const ended = await enter(entries({ validTo: '2026-12-31' }));
    expect(ended.counts.implementation_entry).toMatchObject({ ended: 1, unchanged: 0 });
    const complete = await enter(entries({ validTo: '2026-12-31' }), { isComplete: true });
    // Henan's sample entries are left out too, and end.
    expect(complete.counts.implementation_entry).toMatchObject({ added: 0, changed: 0, unchanged: 1 });
    const catalogue = await new CatalogueReader(stand.db).refresh();
    const at = (item: string, place: string, date: string) => catalogue.byPlace(item, place, date).length;
    expect(at('002090099000', '410000', '2026-12-31')).toBe(1);
    expect(at('002090099000', '410000', '2027-01-01')).toBe(0);
    expect(at('002090098000', '410000', '2026-11-21')).toBe(1);
    expect(at('002090098000', '410000', AS_OF)).toBe(0);
    expect(at('002090098000', '440000', AS_OF)).toBe(1);
    expect(at('002090012000', '410000', AS_OF)).toBe(0);
    expect(await enter(entries({ validTo: '2026-12-31' }), { isComplete: true })).toMatchObject({
      outcome: 'unchanged',
    });
  });

  it('takes a change from the day it is told to, and never touches the days before', async () => {
    await enter(entries({}));
    await enter(entries({ name: '明年的名称' }), { asOf: '2027-01-01' });
    const catalogue = await new CatalogueReader(stand.db).refresh();
    const on = (date: string) => catalogue.byPlace('002090099000', '410000', date)[0]?.name;
    expect([on('2026-12-31'), on('2027-01-01')]).toEqual(['测试事项', '明年的名称']);
    await enter(entries({ name: '今天的名称' }));
    const later = await new CatalogueReader(stand.db).refresh();
    expect(later.byPlace('002090099000', '410000', '2026-11-21')[0]?.name).toBe('测试事项');
    expect(later.byPlace('002090099000', '410000', '2027-01-01')[0]?.name).toBe('今天的名称'); // the file says all there is
  });

  it('in a dry run says what it would do and does nothing', async () => {
    const report = await enter({ ...entries({}), ...items({}) }, { isDryRun: true });
    expect(report).toMatchObject({ outcome: 'dry-run', changeNo: undefined });
    expect(report.changes.map(({ list, kind }) => `${list} ${kind}`).sort()).toEqual([
      'implementation_entry added',
      'national_item added',
    ]);
    expect(await versions()).toEqual([]);
  });

  it('knows a place by its shortest code, however a file writes it', async () => {
    await enter({
      ...entries({ divisionCode: '410000000000' }),
      ...items({ scope: 'PARTNERS', partners: ['410000000', '430000'] }),
    });
    const catalogue = await new CatalogueReader(stand.db).refresh();
    expect(catalogue.byPlace('002090099000', '410000', AS_OF)).toHaveLength(1);
    expect(catalogue.national.byListNo('T-1', AS_OF)?.partners).toEqual(['410000', '430000']);
    expect(await enter(entries({}))).toMatchObject({ outcome: 'unchanged' });
  });

  it('is recorded for the auditors with file, digest and counts; one that changes nothing is not', async () => {
    const { changeNo } = await enter(entries({}));
    await enter(entries({}));
    const rows = await stand.database.query(
      'select *, as_of::text as day from catalogue_import where imported_by = $1',
      ['tester'],
    );
    expect(rows).toMatchObject([
      {
        change_no: String(changeNo),
        format: 'csv',
        day: AS_OF,
        rows_read: '1',
        added: '1',
        rows_skipped: '0',
      },
    ]);
    expect(rows[0]?.files).toMatchObject([
      { name: 'entries.csv', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ]);
  });

  it('reads GB 18030 when told so, and says so when it is not told', async () => {
    const file = { 'entries.csv': encodeText(entryFile([anEntry({ name: '㐀龘事项' })]), 'gb18030') };
    expect(new Set(codes(await enter(file)))).toEqual(new Set(['2 ENCODING']));
    expect(await enter(file, { encoding: 'gb18030' })).toMatchObject({ outcome: 'imported' });
    expect((await versions())[0]?.name).toBe('㐀龘事项');
  });
});

describe('an import with bad rows', () => {
  const bad = () =>
    entryFile([
      anEntry(),
      anEntry({ implementationCode: '11410000MBY900027X2002090098000', divisionCode: '41' }),
      anEntry({ platform: 'atlantis', implementationCode: '11410000MBY900027Q2002090097000' }),
      anEntry({ implementationCode: '11410000MBY900027Q2002090096000', validTo: '2026-05-31' }),
      anEntry({ implementationCode: '11410000MBY900027Q2002090096000', validFrom: '2026-05-31' }),
      anEntry({ implementationCode: '11410000MBY900027Q2002090095000' }),
      anEntry({ implementationCode: '11410000MBY900027Q2002090095000', name: '重复' }),
      anEntry({ implementationCode: '11410000MBY900027Q2002090094000' }),
    ]);

  it('enters nothing, and names every fault of every row with its line', async () => {
    const report = await enter({ 'entries.csv': bad() });
    expect(report).toMatchObject({ outcome: 'refused', rowsRead: 8, rowsBad: 6, faultCount: 7 });
    expect(codes(report)).toEqual([
      '3 BAD_ITEM_CODE',
      '3 BAD_DIVISION',
      '4 UNKNOWN_PEER',
      '5 OVERLAP',
      '6 OVERLAP',
      '7 DUPLICATE',
      '8 DUPLICATE',
    ]);
    expect(await versions()).toEqual([]);
  });

  it('names as many as it is told, and counts all', async () => {
    const report = await enter({ 'entries.csv': bad() }, { listed: 2 });
    expect(report.faults).toHaveLength(2);
    expect(report.faultCount).toBe(7);
  });

  it('can leave them out into a file that can be mended and entered', async () => {
    const path = join(folder, 'bad');
    const badRows = new BadRowFiles(path, true, 'utf-8');
    const report = await enter({ 'entries.csv': bad() }, { badRows });
    badRows.close();
    expect(report).toMatchObject({ outcome: 'imported', rowsBad: 6 });
    expect(report.counts.implementation_entry.added).toBe(2);
    const left = readFileSync(join(path, 'entries.csv'), 'utf8');
    expect(left.split('\r\n')).toHaveLength(8);
    expect(left).toContain('UNKNOWN_PEER');
    const mended = left.replaceAll('atlantis', 'henan');
    const again = await enter({ 'entries.csv': mended });
    expect(codes(again)).not.toContain('4 UNKNOWN_PEER');
    expect(again.faults.every(({ code }) => !code.startsWith('HEADER'))).toBe(true);
  });

  it('cannot leave a whole file out', async () => {
    const badRows = new BadRowFiles(join(folder, 'unused'), true, 'utf-8');
    const report = await enter({ ...entries({}), 'items.csv': 'list_no,nonsense\nT-1,x\n' }, { badRows });
    expect(report.outcome).toBe('refused');
    expect(report.faults.map(({ file, code }) => `${file} ${code}`)).toContain('items.csv HEADER_UNKNOWN');
    expect(await versions()).toEqual([]);
  });
});

describe('the national list', () => {
  it('keeps a cancelled item with its history, and the hub refuses it naming the document', async () => {
    const hub = await startTestHub();
    try {
      const guangdong = await hub.peer('guangdong');
      const asked = { ...submission(), itemCode: '002090099000' };
      const at = { asOf: CANCELLED_ON };
      await enterBeside(hub, { ...items({}), ...entries({ modes: ['FULLY_ONLINE'] }) }, at);
      await guangdong.act('SubmitCase', asked);
      const { catalogueVersion } = await guangdong.grpc.resolveItem({
        itemCode: '002090099000',
        divisionCode: '410000',
      });
      await enterBeside(hub, items({ status: 'CANCELLED', document: '测试文件〔2026〕2号' }), at);
      await expect(guangdong.act('SubmitCase', { ...asked, caseRef: 'T-2' })).rejects.toMatchObject({
        code: 'ITEM_NOT_MAPPED',
        message: expect.stringContaining(`cancelled since ${CANCELLED_ON} by 测试文件〔2026〕2号`),
      });
      const now = hub.running.services.rules.current().catalogue;
      expect(now.changeNo).toBeGreaterThan(Number(catalogueVersion));
      expect(now.national.byListNo('T-1', '2026-01-01')).toMatchObject({
        status: 'IN_FORCE',
        validTo: '2026-01-01',
      });
    } finally {
      await hub.close();
    }
  });
});

describe('a reader of the catalogue', () => {
  it('takes up what is new, and a reading it gave before stays as it was', async () => {
    const reader = new CatalogueReader(stand.db);
    const before = await reader.refresh();
    await enter(entries({}));
    expect(before.byPlace('002090099000', '410000', AS_OF)).toEqual([]);
    const after = await reader.refresh();
    expect(before.byPlace('002090099000', '410000', AS_OF)).toEqual([]);
    expect(after.byPlace('002090099000', '410000', AS_OF)).toHaveLength(1);
    expect(await reader.refresh()).toBe(after);
  });
});

describe('the rules of a hub', () => {
  it('take up a change of the directory without reading the catalogue, and the other way round', async () => {
    const read: string[] = [];
    const watched: Database = {
      ...stand.db,
      query: (statement) => {
        read.push(statement.text);
        return stand.db.query(statement);
      },
    };
    const rules = await watchRules(watched, fixedRules(), () => {});
    try {
      const { catalogue } = rules.current();
      await enter(entries({}));
      await eventually(() => expect(rules.current().catalogue).not.toBe(catalogue));
      const known = rules.current();
      read.length = 0;
      await stand.db.transaction('directory.register', async (tx) => {
        directory.upsertPeer(tx, { peerId: 'hubei', name: '湖北', uscc: '', divisionCode: '420000' }, 0);
        directory.announceDirectoryChange(tx);
      });
      await eventually(() => expect(rules.current().directory).not.toBe(known.directory));
      expect(rules.current().catalogue).toBe(known.catalogue);
      expect(read.filter((text) => text.includes('change_no > $1'))).toEqual([]);
    } finally {
      await rules.close();
    }
  });
});
