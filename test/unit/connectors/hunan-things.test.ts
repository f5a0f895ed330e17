import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hunanMapping, hunanThings, type MemberDefinition, Things } from '#connectors/hunan';
import { MappingGapError, MappingTables } from '#connectors/kit';
import { sampleItems } from '../../kit/sample-items.js';

const maps = MappingTables.read(hunanMapping);
const FILE = { platform: 'hunan', version: '1', validFrom: '2026-01-01', source: 'sample' };

function member(item: string, ...needs: string[]): MemberDefinition {
  const after = needs.map((each) => ({ item: each, as: '结果', source: 'DZZZ' }));
  return { item, name: item, form: [], materials: [], phone: true, agent: false, after };
}

const [A, B, C] = ['43-GA-012-01', '43-SJ-069-01', '43-RS-037-01'] as const;

describe('definitions of things', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tongban-things-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function read(...things: object[]): Things {
    const file = join(folder, 'things.json');
    writeFileSync(file, JSON.stringify({ ...FILE, things }));
    return Things.read(file, maps);
  }

  it('come with four things of the province, each with members that depend and members that do not', () => {
    const things = Things.read(hunanThings, maps);
    for (const code of ['HN-YJS-0001', 'HN-YJS-0002', 'HN-YJS-0003', 'HN-YJS-0004']) {
      const { members } = things.get(code);
      expect(members.some(({ after }) => after.length > 0)).toBe(true);
      expect(members.some(({ after }) => after.length === 0)).toBe(true);
    }
  });

  it('name the gap for a thing that is not there', () => {
    expect(() => read().get('HN-YJS-9999')).toThrow(new MappingGapError('hunan things', 'HN-YJS-9999'));
  });

  it('are of items that the province has codes for: all that it decides', () => {
    const decided = sampleItems();
    expect(decided).toHaveLength(29);
    for (const basicCode of decided) expect(() => maps.table('items').toLocal(basicCode)).not.toThrow();
  });

  const thing = (code: string, ...members: MemberDefinition[]) => ({ code, name: code, members });

  it.each([
    ['that stand twice', [thing('T', member(A)), thing('T', member(B))], 'thing T stands twice'],
    ['with a member twice', [thing('T', member(A), member(A))], `thing T: ${A} stands twice`],
    [
      'whose members wait for each other',
      [thing('T', member(A, B), member(B, A))],
      'does not stand before it',
    ],
    ['whose member waits for itself', [thing('T', member(A, A))], 'does not stand before it'],
    ['whose member waits for a stranger', [thing('T', member(A), member(B, C))], 'does not stand before it'],
    ['with an item that has no national code', [thing('T', member('43-XX'))], 'mapping gap: hunan items'],
    ['without members', [thing('T')], 'not a file of definitions'],
    [
      'with an unknown member of the form',
      [{ ...thing('T', member(A)), parallel: 1 }],
      'not a file of definitions',
    ],
  ])('are refused %s', (_, things, reason) => {
    expect(() => read(...things)).toThrow(reason);
  });
});
