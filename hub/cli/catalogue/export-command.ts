import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Command, Option } from 'commander';
import { ENTRY_LAYOUT, type Encoding, encodeText, entryCells, ITEM_LAYOUT, itemCells } from '#hub/catalogue';
import { catalogueImports, type Database, implementationEntries, nationalItems } from '#hub/store';
import { BYTE_ORDER_MARK, csvLine } from '#proto/csv';
import type { OperatorDatabase } from '../operator-database.js';
import type { CommandContext } from '../tongban.js';
import { encodingOption } from './options.js';

interface ExportOptions {
  readonly encoding: Encoding;
}

const PAGE_KEYS = 2_000;

const LISTS: Readonly<Record<string, (db: Database, upTo: number) => AsyncGenerator<string>>> = {
  national: nationalLines,
  entries: entryLines,
};

export function registerExport(catalog: Command, context: CommandContext, withDb: OperatorDatabase): void {
  catalog
    .command('export')
    .description('导出目录为 CSV，可原样再导入 · write the catalogue as CSV that can be imported again')
    .addOption(
      new Option('--list <list>', '国家清单或实施清单 · which list')
        .choices(Object.keys(LISTS))
        .default('entries'),
    )
    .addOption(encodingOption())
    .argument('<file>', '写入的文件 · the file to write')
    .action(async (file: string, options: ExportOptions & { list: string }) => {
      const lines = LISTS[options.list] ?? entryLines;
      const changeNo = await withDb(async (db) => {
        const upTo = await catalogueImports.readChangeNo(db);
        await pipeline(Readable.from(encoded(lines(db, upTo), options.encoding)), createWriteStream(file));
        return upTo;
      });
      context.speech().say({
        zh: `✓ 已写入 ${file}，目录版本 ${changeNo}。`,
        en: `✓ ${file} is written; the catalogue is at version ${changeNo}.`,
      });
    });
}

/** @throws UnwritableTextError for a character that the encoding does not have. */
async function* encoded(lines: AsyncGenerator<string>, encoding: Encoding): AsyncGenerator<Uint8Array> {
  if (encoding === 'utf-8') yield encodeText(BYTE_ORDER_MARK, encoding);
  for await (const text of lines) yield encodeText(text, encoding);
}

async function* nationalLines(db: Database, upTo: number): AsyncGenerator<string> {
  yield csvLine(ITEM_LAYOUT.columns.map(({ name }) => name));
  for (const item of await nationalItems.readItemPeriods(db, upTo)) yield csvLine(itemCells(item));
}

/** Page by page, of the state at one change: memory stays flat, and the file is of one piece. */
async function* entryLines(db: Database, upTo: number): AsyncGenerator<string> {
  yield csvLine(ENTRY_LAYOUT.columns.map(({ name }) => name));
  let after = { implementationCode: '', divisionCode: '' };
  for (;;) {
    const page = await implementationEntries.readEntryPeriods(db, { after, upTo, limit: PAGE_KEYS });
    yield page.records.map((record) => csvLine(entryCells(record))).join('');
    if (page.next === undefined) return;
    after = page.next;
  }
}
