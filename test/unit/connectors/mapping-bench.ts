import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach } from 'vitest';
import { type CaseFacts, MappingTables } from '#connectors/kit';
import { ExpressionPool } from '#connectors/kit/expressions';

/** What the tests of the mapping engine have in common. */

const HEAD = { platform: 'test', version: '1', validFrom: '2020-01-01', source: 'sample' };

export const FACTS: CaseFacts = {
  item: 'T-1',
  division: '440100',
  form: [],
  applicant: { kind: 'NATURAL_PERSON', idType: '111' },
  materials: [],
  date: '2026-11-22',
};

/** A document of one table. */
export const table = (...items: object[]) => ({ tables: { items } });

export const form = (fields: Record<string, string>) =>
  Object.entries(fields).map(([name, value]) => ({ name, value }));

/** The bytes of a document that says this. */
export const documentOf = (over: object) => Buffer.from(JSON.stringify({ ...HEAD, tables: {}, ...over }));

/** A folder, new for each test of the file, and a pool of expressions for all of them: its child takes longer to start than a test to run. */
export class MappingBench {
  folder = '';
  readonly pool = new ExpressionPool();

  constructor() {
    beforeEach(() => {
      this.folder = mkdtempSync(join(tmpdir(), 'tongban-mapping-'));
    });
    afterEach(() => rmSync(this.folder, { recursive: true }));
    afterAll(() => this.pool.close());
  }

  /** A mapping as it is read from a file, on 2026-11-22. */
  read(over: object, expressions = this.pool): MappingTables {
    const file = join(this.folder, 'mapping.json');
    writeFileSync(file, documentOf(over));
    return MappingTables.read(file, { clock: () => Date.UTC(2026, 10, 22), expressions });
  }
}
