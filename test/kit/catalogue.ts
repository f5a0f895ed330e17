import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ImplementationRecord, NationalItem } from '#domain/item';
import {
  type CatalogueFormat,
  ENTRY_LAYOUT,
  type Encoding,
  entryCells,
  ITEM_LAYOUT,
  itemCells,
  openSource,
  UpTaskFileSchema,
  upTaskRules,
} from '#hub/catalogue';
import { type ImportReport, type ImportSettings, importCatalogue } from '#hub/exchange';
import type { Database } from '#hub/store';
import { csvLine } from '#proto/csv';
import upTask from '../../config/catalog/up-task.json' with { type: 'json' };

/** Catalogue files as an operator has them, and rows to change in the one point a test is about. */

export const AS_OF = '2026-11-22';

export function anEntry(change: Partial<ImplementationRecord> = {}): ImplementationRecord {
  const implementationCode = change.implementationCode ?? '11410000MBY900027Q2002090099000';
  return {
    implementationCode,
    basicCode: implementationCode.slice(19),
    name: '测试事项',
    competentOrg: implementationCode.slice(0, 18),
    competentOrgName: '河南测试部门',
    platform: 'henan',
    divisionCode: '410000',
    modes: ['REMOTE_INTAKE'],
    validFrom: '2026-01-01',
    validTo: undefined,
    localCode: undefined,
    localBasicCode: undefined,
    details: {},
    source: 'invented for a test',
    ...change,
  };
}

export function anItem(change: Partial<NationalItem> = {}): NationalItem {
  return {
    listNo: 'T-1',
    version: 1,
    basicCode: '002090099000',
    name: '测试事项',
    ministry: '测试部',
    batch: '测试批次',
    modes: ['REMOTE_INTAKE'],
    scenario: '在甲地申请，由乙地办理',
    scope: 'NATIONAL',
    partners: [],
    status: 'IN_FORCE',
    details: {},
    document: '测试文件〔2026〕1号',
    validFrom: '2026-01-01',
    validTo: undefined,
    source: 'invented for a test',
    ...change,
  };
}

export function entryFile(entries: readonly ImplementationRecord[]): string {
  return [ENTRY_LAYOUT.columns.map(({ name }) => name), ...entries.map(entryCells)].map(csvLine).join('');
}

export function itemFile(items: readonly NationalItem[]): string {
  return [ITEM_LAYOUT.columns.map(({ name }) => name), ...items.map(itemCells)].map(csvLine).join('');
}

export const UP_TASK_FILE = UpTaskFileSchema.parse(upTask);

/** Writes files into a folder and opens it as an import. */
export async function sourceOf(
  folder: string,
  files: Readonly<Record<string, string | Uint8Array>>,
  options: { readonly format?: CatalogueFormat; readonly encoding?: Encoding } = {},
): ReturnType<typeof openSource> {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return openSource(folder, {
    format: options.format,
    encoding: options.encoding ?? 'utf-8',
    upTask: () => upTaskRules(UP_TASK_FILE, 'henan', AS_OF),
  });
}

export async function importFiles(
  db: Database,
  source: Awaited<ReturnType<typeof openSource>>,
  settings: Partial<ImportSettings> = {},
): Promise<ImportReport> {
  return importCatalogue(db, source, {
    asOf: AS_OF,
    isComplete: false,
    isDryRun: false,
    badRows: undefined,
    importedBy: 'tester',
    now: Date.parse(`${AS_OF}T02:00:00Z`),
    listed: 100,
    ...settings,
  });
}
