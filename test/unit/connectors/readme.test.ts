import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { guangdongMapping, toInbound } from '#connectors/guangdong';
import { henanMapping, toRecord } from '#connectors/henan';
import { MappingTables } from '#connectors/kit';
import { ACT_FORMS, columnsOf, shanxiMapping, TABLE_NAMES, toBatch } from '#connectors/shanxi';
import { expectGenerated, table } from '../../kit/papers.js';
import { bodies, DISPATCHED, filesOf, incoming } from './acts.js';

/** Members that stand around an act, not in it. */
const ENVELOPE = new Set(['TYBH', 'XTBH', 'YWSJ', '@no', '@sid', 'BWBH', 'FSDW_DM']);

/** Columns that stand in every row of Shanxi's front database, or repeat the registration. */
const EVERY_ROW = new Set([
  ...['row_guid', 'project_no', 'cd_operation', 'cd_batch', 'data_source', 'process_name', 'event_name'],
]);

/** A word and its members for each message, as the connector writes them. */
function words(
  write: (message: ReturnType<typeof incoming>, files: Map<string, string>) => [string, object],
): string {
  const rows = DISPATCHED.map((type) => {
    const written = fc.sample(bodies(type), { numRuns: 100, seed: 1 }).map((message) => {
      return write(incoming(message), filesOf(message).stored);
    });
    const members = new Set(written.flatMap(([, fields]) => Object.keys(JSON.parse(JSON.stringify(fields)))));
    const own = [...members].filter((member) => !ENVELOPE.has(member)).map((member) => `\`${member}\``);
    return [`\`${type}\``, written[0]?.[0] ?? '', own.join(' ')];
  });
  return table(['message', 'word', 'members'], rows);
}

function codes(file: string): string {
  const { tables } = JSON.parse(readFileSync(file, 'utf8')) as {
    tables: Record<string, { local: string; national: string; name: string }[]>;
  };
  const rows = Object.entries(tables).flatMap(([name, pairs]) =>
    pairs.map(({ local, national, name: title }) => [name, local, national, title]),
  );
  return table(['table', 'here', 'national', 'name'], rows);
}

describe('the README of a province', () => {
  it('has Guangdong’s words and codes', () => {
    const maps = MappingTables.read(guangdongMapping);
    const path = 'connectors/guangdong/README.md';
    expectGenerated(path, 'codes', codes(guangdongMapping));
    expectGenerated(
      path,
      'words',
      words((act, files) => {
        const { ywlx, sj } = toInbound(act, maps, files);
        return [ywlx, sj];
      }),
    );
  });

  it('has Henan’s words and codes', () => {
    const maps = MappingTables.read(henanMapping);
    const path = 'connectors/henan/README.md';
    expectGenerated(path, 'codes', codes(henanMapping));
    expectGenerated(
      path,
      'words',
      words((act, files) => {
        const record = toRecord(act, maps, files);
        return [String(record['@sid']), record];
      }),
    );
  });

  it('has Shanxi’s words, columns and codes', () => {
    const maps = MappingTables.read(shanxiMapping);
    const path = 'connectors/shanxi/README.md';
    const types = new Map(Object.values(ACT_FORMS).map(({ state, word }) => [state, `${state} ${word}`]));
    expectGenerated(path, 'codes', codes(shanxiMapping));
    expectGenerated(path, 'columns', columns());
    expectGenerated(
      path,
      'words',
      words((act, files) => {
        const { head, rows } = toBatch(act, maps, shortened(files));
        const fields = rows.flatMap(({ table: name, values }) =>
          Object.keys(values)
            .filter((column) => !EVERY_ROW.has(column))
            .map((column) => [`${name}.${column}`, '']),
        );
        return [types.get(head.case_state) ?? '', Object.fromEntries(fields)];
      }),
    );
  });
});

/** File ids as narrow as Shanxi has them. */
function shortened(files: ReadonlyMap<string, string>): Map<string, string> {
  return new Map([...files.keys()].map((sha256, i) => [sha256, `F${i + 1}`]));
}

/** Shanxi's tables: column and width; what else a column may hold is told in a word. */
function columns(): string {
  const shown = { day: '日', time: '时', whole: '整数' };
  const rows = TABLE_NAMES.map((name) => {
    const own = Object.entries(columnsOf(name)).filter(([column]) => !EVERY_ROW.has(column));
    const list = own.map(
      ([column, type]) => `\`${column}\` ${typeof type === 'number' ? type : shown[type]}`,
    );
    return [`\`${name}\``, list.join(', ')];
  });
  return table(['table', 'columns and widths'], rows);
}
