import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CatalogueReader } from '#hub/exchange';
import { APP_ROLE, type Database, openDatabase } from '#hub/store';
import { AS_OF, anEntry, entryFile, importFiles, sourceOf } from '../kit/catalogue.js';
import { freshDatabase, type TestDatabase } from '../kit/database.js';
import { FAULT_KINDS, FaultyDatabase } from '../kit/faulty-database.js';

let database: TestDatabase;
let db: Database;
let faults: FaultyDatabase;
let folder: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tongban-fault-'));
  database = await freshDatabase();
  db = openDatabase({ url: database.url, poolSize: 2, role: APP_ROLE, onError: () => {} });
  faults = new FaultyDatabase(db);
});
afterEach(async () => {
  await db.close();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

const source = () => sourceOf(folder, { 'entries.csv': entryFile([anEntry()]) });

describe.each(FAULT_KINDS)('when the commit of an import goes wrong (%s)', (kind) => {
  it('leaves all of it or nothing, and the same import again makes it whole once', async () => {
    faults.plan('catalogue.import', kind);
    await expect(importFiles(faults, await source())).rejects.toThrow();
    const stored = () =>
      database.query<{ version: number }>(
        'select version from implementation_entry where implementation_code = $1',
        [anEntry().implementationCode],
      );
    const isThere = kind === 'unknown, persisted';
    expect(await stored()).toHaveLength(isThere ? 1 : 0);
    const again = await importFiles(faults, await source());
    expect(again.outcome).toBe(isThere ? 'unchanged' : 'imported');
    expect(await stored()).toEqual([{ version: 1 }]);
    const imports = await database.query("select 1 from catalogue_import where imported_by = 'tester'");
    expect(imports).toHaveLength(1);
  });
});

describe('a reader of the catalogue', () => {
  it('goes on where a lost connection stopped it, with nothing twice', async () => {
    await importFiles(db, await source());
    let calls = 0;
    const cut: Pick<Database, 'query'> = {
      query: async (statement) => {
        if (++calls === 3) throw new Error('fault: the connection was lost');
        return db.query(statement);
      },
    };
    const reader = new CatalogueReader(cut);
    await expect(reader.refresh()).rejects.toThrow('lost');
    expect(reader.current().changeNo).toBe(0);
    const catalogue = await reader.refresh();
    expect(catalogue.byPlace('002090099000', '410000', AS_OF)).toHaveLength(1);
    expect(catalogue.byPlace('002090012000', '410000', AS_OF)).toHaveLength(1);
  });
});
