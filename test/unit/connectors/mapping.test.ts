import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { guangdongMapping } from '#connectors/guangdong';
import { henanMapping } from '#connectors/henan';
import { hunanMapping } from '#connectors/hunan';
import { MappingGapError, MappingTables, TwoWayTable } from '#connectors/kit';

const TABLE = { platform: 'test', version: '1', validFrom: '2026-01-01', source: 'sample' };

describe('a mapping table', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tongban-mapping-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function read(tables: object): MappingTables {
    const file = join(folder, 'mapping.json');
    writeFileSync(file, JSON.stringify({ ...TABLE, tables }));
    return MappingTables.read(file);
  }

  it('leads from each code to its counterpart and back', () => {
    const items = read({ items: [{ local: 'HA-1', national: '002090012000', name: '某事项' }] }).table(
      'items',
    );
    expect(items.toNational('HA-1')).toBe('002090012000');
    expect(items.toLocal('002090012000')).toBe('HA-1');
  });

  it('names the gap when a code has no counterpart', () => {
    const items = read({ items: [{ local: 'HA-1', national: '002090012000' }] }).table('items');
    expect(() => items.toNational('HA-2')).toThrow(new MappingGapError('test items', 'HA-2'));
    expect(() => items.toLocal('HA-1')).toThrow(MappingGapError);
  });

  it.each([
    [
      'local',
      [
        ['1', 'A'],
        ['1', 'B'],
      ],
    ],
    [
      'national',
      [
        ['1', 'A'],
        ['2', 'A'],
      ],
    ],
  ] as const)('is refused when a %s code stands twice: the way back would be a guess', (_, pairs) => {
    expect(() => new TwoWayTable('test', pairs)).toThrow('stands twice');
  });

  it('is refused with an unknown member or without its source', () => {
    expect(() => read({ items: [{ local: '1', nationl: 'A' }] })).toThrow('not a mapping file');
    writeFileSync(join(folder, 'mapping.json'), JSON.stringify({ ...TABLE, source: undefined, tables: {} }));
    expect(() => MappingTables.read(join(folder, 'mapping.json'))).toThrow('not a mapping file');
  });

  it('must be there by its name', () => {
    expect(() => read({}).table('items')).toThrow('no mapping table items');
  });

  it.each([guangdongMapping, henanMapping, hunanMapping])(
    'has in %s all that its connector asks for',
    (file) => {
      const maps = MappingTables.read(file);
      for (const name of [
        'items',
        'modes',
        'applicantKinds',
        'idTypes',
        'materialSources',
        'decisions',
        'deliveries',
      ])
        expect(() => maps.table(name)).not.toThrow();
    },
  );
});
