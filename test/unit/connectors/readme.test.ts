import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { guangdongMapping, toInbound } from '#connectors/guangdong';
import { henanMapping, toRecord } from '#connectors/henan';
import { hunanMapping, hunanThings, toInbound as toHunan } from '#connectors/hunan';
import { MappingTables } from '#connectors/kit';
import { qingxinMapping, toRows } from '#connectors/qingxin';
import {
  ACT_FORMS,
  CERTIFICATE_TABLE_NAMES,
  columnsOf,
  shanxiMapping,
  TABLE_NAMES,
  toBatch,
} from '#connectors/shanxi';
import { MappingDocumentSchema } from '#proto/schema';
import { expectGenerated, table } from '../../kit/papers.js';
import { bodies, FORMED, filesOf, incoming } from './acts.js';

/** Members that stand around an act, not in it. */
const ENVELOPE = new Set([
  ...['TYBH', 'XTBH', 'YWSJ', '@no', '@sid', 'BWBH', 'FSDW_DM'],
  ...['业务流水号', '业务类型', '发生时间', '统一编号', '办件内序号', '明细数', '发送方'],
]);

/** Stands for all that have no form of their own. */
const ANY_OTHER = 'AcceptedByLapse' as const;

/** Columns that stand in every row of Shanxi's front database, or repeat the registration. */
const EVERY_ROW = new Set([
  ...['row_guid', 'project_no', 'cd_operation', 'cd_batch', 'data_source', 'process_name', 'event_name'],
]);

/** A word and its members for each message, as the connector writes them. */
async function words(
  write: (message: ReturnType<typeof incoming>, files: Map<string, string>) => Promise<[string, object]>,
): Promise<string> {
  const rows: string[][] = [];
  for (const type of [...FORMED, ANY_OTHER]) {
    const samples = fc.sample(bodies(type), { numRuns: 100, seed: 1 });
    const written = await Promise.all(
      samples.map((message) => write(incoming(message), filesOf(message).stored)),
    );
    const members = new Set(written.flatMap(([, fields]) => Object.keys(JSON.parse(JSON.stringify(fields)))));
    const own = [...members].filter((member) => !ENVELOPE.has(member)).map((member) => `\`${member}\``);
    rows.push([type === ANY_OTHER ? 'any other' : `\`${type}\``, written[0]?.[0] ?? '', own.join(' ')]);
  }
  return table(['message', 'word', 'members'], rows);
}

function documentOf(file: string) {
  return MappingDocumentSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}

const WAYS = { BOTH: '', TO_NATIONAL: 'only to national', TO_LOCAL: 'only from national' } as const;

/** Text that would end a cell or a span is not in the samples. */
const span = (text: string | undefined) => (text === undefined ? '' : `\`${text}\``);

function codes(file: string): string {
  const rows = Object.entries(documentOf(file).tables).flatMap(([name, pairs]) =>
    pairs.map(({ local, national = '', name: title = '', when, direction }) => [
      name,
      local,
      national,
      title,
      span(when) || WAYS[direction],
    ]),
  );
  return table(['table', 'here', 'national', 'name', 'when'], rows);
}

function fields(file: string): string {
  const rows = documentOf(file).fields.map(({ local, national, table: by, toNational, toLocal }) => [
    local,
    national,
    by === undefined ? span(toNational) : `table \`${by}\``,
    by === undefined ? span(toLocal) : `table \`${by}\``,
  ]);
  return table(['here', 'national', 'to national', 'back'], rows);
}

/** What Hunan's things consist of. */
function thingsOf(file: string): string {
  interface Member {
    readonly item: string;
    readonly name: string;
    readonly form: string[];
    readonly materials: string[];
    readonly phone: boolean;
    readonly agent: boolean;
    readonly after: { item: string; as: string }[];
  }
  const { things } = JSON.parse(readFileSync(file, 'utf8')) as {
    things: { code: string; name: string; members: Member[] }[];
  };
  const rows = things.flatMap(({ code, name, members }) =>
    members.map((member) => {
      const after = member.after.map(({ item, as }) => `${item} (${as})`).join(', ');
      const persons = [...(member.phone ? ['联系电话'] : []), ...(member.agent ? ['代理人'] : [])];
      const [form, materials] = [[...member.form, ...persons].join('、'), member.materials.join('、')];
      return [`${code} ${name}`, `${member.item} ${member.name}`, form, materials, after];
    }),
  );
  return table(['thing', 'member', 'fields', 'materials', 'after'], rows);
}

describe('the README of a province', () => {
  it('has Guangdong’s words, codes and fields', async () => {
    const maps = MappingTables.read(guangdongMapping);
    const path = 'connectors/guangdong/README.md';
    expectGenerated(path, 'codes', codes(guangdongMapping));
    expectGenerated(path, 'fields', fields(guangdongMapping));
    const generated = await words(async (act, files) => {
      const { ywlx, sj } = await toInbound(act, maps, files);
      return [ywlx, sj];
    });
    expectGenerated(path, 'words', generated);
    await maps.close();
  });

  it('has Henan’s words, codes and fields', async () => {
    const maps = MappingTables.read(henanMapping);
    const path = 'connectors/henan/README.md';
    expectGenerated(path, 'codes', codes(henanMapping));
    expectGenerated(path, 'fields', fields(henanMapping));
    const generated = await words(async (act, files) => {
      const record = await toRecord(act, maps, files);
      return [String(record['@sid']), record];
    });
    expectGenerated(path, 'words', generated);
    await maps.close();
  });

  it('has Shanxi’s words, columns and codes', async () => {
    const maps = MappingTables.read(shanxiMapping);
    const path = 'connectors/shanxi/README.md';
    const types = new Map(Object.values(ACT_FORMS).map(({ state, word }) => [state, `${state} ${word}`]));
    expectGenerated(path, 'codes', codes(shanxiMapping));
    expectGenerated(path, 'columns', columns());
    const generated = await words(async (act, files) => {
      const { head, rows } = await toBatch(act, maps, shortened(files));
      const fields = rows.flatMap(({ table: name, values }) =>
        Object.keys(values)
          .filter((column) => !EVERY_ROW.has(column))
          .map((column) => [`${name}.${column}`, '']),
      );
      return [types.get(head.case_state) ?? '', Object.fromEntries(fields)];
    });
    expectGenerated(path, 'words', generated);
    await maps.close();
  });

  it('has Hunan’s words, codes and things', async () => {
    const maps = MappingTables.read(hunanMapping);
    const path = 'connectors/hunan/README.md';
    expectGenerated(path, 'codes', codes(hunanMapping));
    expectGenerated(path, 'things', thingsOf(hunanThings));
    const generated = await words(async (act, files) => {
      const { eventType, payload } = await toHunan(act, maps, files);
      return [eventType, payload];
    });
    expectGenerated(path, 'words', generated);
    await maps.close();
  });

  it('has Qingxin’s words and codes', async () => {
    const maps = MappingTables.read(qingxinMapping);
    const path = 'connectors/qingxin/README.md';
    expectGenerated(path, 'codes', codes(qingxinMapping));
    const generated = await words(async (act, files) => {
      const { fields, details } = await toRows(act, maps, files);
      const categories = details.map(({ 类别 }) => [`明细：${类别}`, true]);
      return [fields.业务类型 ?? '', { ...fields, ...Object.fromEntries(categories) }];
    });
    expectGenerated(path, 'words', generated);
    await maps.close();
  });
});

/** File ids as narrow as Shanxi has them. */
function shortened(files: ReadonlyMap<string, string>): Map<string, string> {
  return new Map([...files.keys()].map((sha256, i) => [sha256, `F${i + 1}`]));
}

/** Shanxi's tables: column and width; what else a column may hold is told in a word. */
function columns(): string {
  const shown = { day: '日', time: '时', whole: '整数', json: 'JSON' };
  const rows = [...TABLE_NAMES, ...CERTIFICATE_TABLE_NAMES].map((name) => {
    const own = Object.entries(columnsOf(name)).filter(([column]) => !EVERY_ROW.has(column));
    const list = own.map(
      ([column, type]) => `\`${column}\` ${typeof type === 'number' ? type : shown[type]}`,
    );
    return [`\`${name}\``, list.join(', ')];
  });
  return table(['table', 'columns and widths'], rows);
}
