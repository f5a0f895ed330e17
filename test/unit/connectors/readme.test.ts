import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { guangdongMapping, toInbound } from '#connectors/guangdong';
import { henanMapping, toRecord } from '#connectors/henan';
import { MappingTables } from '#connectors/kit';
import { qingxinMapping, toRows } from '#connectors/qingxin';
import { expectGenerated, table } from '../../kit/papers.js';
import { bodies, DISPATCHED, filesOf, incoming } from './acts.js';

/** Members that stand around an act, not in it. */
const ENVELOPE = new Set([
  ...['TYBH', 'XTBH', 'YWSJ', '@no', '@sid', 'BWBH', 'FSDW_DM'],
  ...['业务流水号', '业务类型', '发生时间', '统一编号', '办件内序号', '明细数', '发送方'],
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

  it('has Qingxin’s words and codes', () => {
    const maps = MappingTables.read(qingxinMapping);
    const path = 'connectors/qingxin/README.md';
    expectGenerated(path, 'codes', codes(qingxinMapping));
    expectGenerated(
      path,
      'words',
      words((act, files) => {
        const { fields, details } = toRows(act, maps, files);
        const categories = details.map(({ 类别 }) => [`明细：${类别}`, true]);
        return [fields.业务类型 ?? '', { ...fields, ...Object.fromEntries(categories) }];
      }),
    );
  });
});
