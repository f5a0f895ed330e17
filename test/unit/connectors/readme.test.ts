import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { guangdongMapping, toInbound } from '#connectors/guangdong';
import { henanMapping, toRecord } from '#connectors/henan';
import { hunanMapping, hunanThings, toInbound as toHunan } from '#connectors/hunan';
import { MappingTables } from '#connectors/kit';
import { expectGenerated, table } from '../../kit/papers.js';
import { bodies, DISPATCHED, filesOf, incoming } from './acts.js';

/** Members that stand around an act, not in it. */
const ENVELOPE = new Set(['TYBH', 'XTBH', 'YWSJ', '@no', '@sid', 'BWBH', 'FSDW_DM']);

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

  it('has Hunan’s words, codes and things', () => {
    const maps = MappingTables.read(hunanMapping);
    const path = 'connectors/hunan/README.md';
    expectGenerated(path, 'codes', codes(hunanMapping));
    expectGenerated(path, 'things', thingsOf(hunanThings));
    expectGenerated(
      path,
      'words',
      words((act, files) => {
        const { eventType, payload } = toHunan(act, maps, files);
        return [eventType, payload];
      }),
    );
  });
});
