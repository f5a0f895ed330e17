import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Divisions } from '#domain/division';
import type { DivisionTable } from '#proto/schema';
import { packageRoot } from './paths.js';

/**
 * What codes mean, as the documents that others get, by name: the divisions with what became of them, and the code lists of
 * the national exchange tables. The same data make the same bytes.
 */
export function readCodeTables(divisions: Divisions): Readonly<Record<string, Uint8Array>> {
  const table: DivisionTable = { divisions: divisions.rows, changes: divisions.changes };
  return {
    divisions: Buffer.from(JSON.stringify(table)),
    'exchange-codes': readFileSync(join(packageRoot, 'config', 'catalog', 'up-task.json')),
  };
}
