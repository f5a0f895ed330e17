import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MappingTables, readGaps } from '#connectors/kit';
import { eventually } from '../../kit/eventually.js';

const POLL_MS = 20;
const HEAD = { platform: 'test', version: '1', validFrom: '2020-01-01', source: 'sample' };
const FACTS = {
  item: '',
  division: '',
  form: [],
  applicant: { kind: '', idType: '' },
  materials: [],
  date: '',
};

describe('a mapping file that is followed', () => {
  let folder: string;
  let maps: MappingTables;
  let now: number;
  let lines: { readonly level: string; readonly text: string; readonly facts: object }[];

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tongban-mapping-'));
    now = Date.UTC(2026, 10, 22);
    lines = [];
    write({ items: [{ local: '1', national: 'A' }] });
    maps = await open();
  });
  afterEach(async () => {
    await maps.close();
    rmSync(folder, { recursive: true });
  });

  const file = () => join(folder, 'mapping.json');

  function exchange(text: string): void {
    writeFileSync(`${file()}.new`, text);
    renameSync(`${file()}.new`, file());
  }

  function write(tables: Record<string, object[]>, over: object = {}): void {
    exchange(JSON.stringify({ ...HEAD, tables, ...over }));
  }

  async function open(): Promise<MappingTables> {
    const opened = MappingTables.read(file(), { clock: () => now });
    await opened.start(folder, log, POLL_MS);
    return opened;
  }

  const note = (level: string) => (facts: object, text: string) => void lines.push({ level, text, facts });
  const log = { info: note('info'), warn: note('warn'), error: note('error') };

  const said = (text: string) => lines.filter((line) => line.text.startsWith(text));
  const ask = (code: string) => () => maps.table('items').toNational(code);

  it('is taken when it changes', async () => {
    write({ items: [{ local: '1', national: 'B' }] }, { version: '2' });
    await eventually(() => expect(ask('1')()).toBe('B'));
    expect(maps.version).toBe('2');
    expect(said('a new mapping file is taken')).toMatchObject([{ level: 'info', facts: { version: '2' } }]);
  });

  it('waits for its first day, and is then taken by itself', async () => {
    write({ items: [{ local: '1', national: 'B' }] }, { version: '2', validFrom: '2026-12-01' });
    await eventually(() => expect(said('the new mapping is not in force today')).toHaveLength(1));
    expect(ask('1')()).toBe('A');
    now = Date.UTC(2026, 10, 30, 16); // midnight in China
    await eventually(() => expect(ask('1')()).toBe('B'));
    expect(said('the new mapping is not in force today')).toHaveLength(1);
  });

  it.each([
    ['is cut short', () => exchange('{"platform":'), 'the JSON is not strict'],
    ['is not there', () => rmSync(file()), 'ENOENT'],
    [
      'is another platform’s',
      () => write({ items: [] }, { platform: 'henan' }),
      'it is the mapping of henan',
    ],
    [
      'contradicts itself',
      () =>
        write({
          items: [
            { local: '1', national: 'A' },
            { local: '1', national: 'B' },
          ],
        }),
      'does not hold together',
    ],
    [
      'has an expression that nobody can read',
      () => write({ items: [{ local: '1', national: 'A', when: '(' }] }),
      'its expressions cannot be read',
    ],
  ])('is refused when it %s, said once, and the old one stays', async (_, spoil, reason) => {
    spoil();
    await eventually(() => expect(said('the new mapping is refused')).toHaveLength(1));
    expect(said('the new mapping is refused')[0]?.facts).toMatchObject({
      err: expect.stringContaining(reason),
    });
    expect(ask('1')()).toBe('A');
    write({ items: [{ local: '1', national: 'C' }] });
    await eventually(() => expect(ask('1')()).toBe('C'));
    expect(said('the new mapping is refused')).toHaveLength(1);
  });

  it('leaves its gaps in a file: since when, how often, and what it could be', async () => {
    expect(ask('2')).toThrow('mapping gap');
    now += 60_000;
    expect(ask('2')).toThrow('mapping gap');
    await maps.close();
    expect(await readGaps(folder)).toEqual([
      {
        kind: 'MISSING',
        table: 'test items',
        code: '2',
        direction: 'TO_NATIONAL',
        candidates: [],
        firstSeen: '2026-11-22T00:00:00.000Z',
        lastSeen: '2026-11-22T00:01:00.000Z',
        times: 2,
      },
    ]);
    maps = await open();
    expect(ask('2')).toThrow('mapping gap');
    await maps.close();
    expect(await readGaps(folder)).toMatchObject([{ firstSeen: '2026-11-22T00:00:00.000Z', times: 3 }]);
  });

  it('writes down an expression that fails as well', async () => {
    const failing = [
      { local: '1', national: 'A', when: '$number("x") = 1' },
      { local: '1', national: 'B', when: 'form.y' },
    ];
    write({ items: failing }, { version: '2' });
    await eventually(() => expect(maps.version).toBe('2'));
    await expect(maps.table('items').nationalFor('1', FACTS)).rejects.toThrow('EXPRESSION_FAILED');
    await maps.close();
    expect(await readGaps(folder)).toMatchObject([
      { kind: 'EXPRESSION_FAILED', code: '1', candidates: ['A', 'B'] },
    ]);
  });

  it('closes what a new version closes, and nothing else', async () => {
    for (const code of ['2', '3']) expect(ask(code)).toThrow('mapping gap');
    write({ items: [{ local: '2', national: 'B' }] }, { version: '2' });
    await eventually(async () => expect(await readGaps(folder)).toMatchObject([{ code: '3' }]));
  });

  it('closes what an approved version closes on the day on which that version begins', async () => {
    expect(ask('2')).toThrow('mapping gap');
    const approved = join(folder, 'approved.json');
    const items = [{ local: '2', national: 'B' }];
    writeFileSync(
      approved,
      JSON.stringify({ ...HEAD, version: '2', validFrom: '2026-12-01', tables: { items } }),
    );
    await maps.takeApproved([approved], log);
    await eventually(async () => expect(await readGaps(folder)).toMatchObject([{ code: '2' }]));
    now = Date.UTC(2026, 10, 30, 16); // midnight in China
    await eventually(async () => expect(await readGaps(folder)).toEqual([]));
    expect(said('mapping in force').at(-1)?.facts).toEqual({ version: '2' });
  });

  it('closes the gap of a field when fields may pass unnamed', async () => {
    write({}, { version: '2', unmappedFields: 'REFUSE' });
    await eventually(() => expect(maps.version).toBe('2'));
    const form = [{ name: '备注', value: '无' }];
    const mapped = maps.mapFields('TO_NATIONAL', form, { ...FACTS, form, date: '2026-11-22' });
    await expect(mapped).rejects.toThrow('mapping gap');
    await eventually(async () => expect(await readGaps(folder)).toMatchObject([{ code: '备注' }]));
    write({}, { version: '3' });
    await eventually(async () => {
      expect(maps.version).toBe('3');
      expect(await readGaps(folder)).toEqual([]);
    });
  });

  it('keeps the last thousand codes that somebody asked for, and no longer ones than codes are', async () => {
    for (let i = 0; i < 1_100; i++) expect(ask(`X${i}`)).toThrow('mapping gap');
    expect(ask('Y'.repeat(10_000))).toThrow('mapping gap');
    await maps.close();
    const codes = (await readGaps(folder)).map(({ code }) => code);
    expect(codes).toHaveLength(1_000);
    expect(codes).toContain('X1099');
    expect(codes).toContain('Y'.repeat(200));
    expect(codes).not.toContain('X100');
  });

  it('begins its list of gaps anew when somebody has spoilt it', async () => {
    await maps.close();
    writeFileSync(join(folder, 'gaps.json'), '{"gaps":[{}]}');
    maps = await open();
    expect(said('the list of gaps cannot be read')).toHaveLength(1);
    await maps.close();
    expect(readFileSync(join(folder, 'gaps.json'), 'utf8')).toBe('{\n  "gaps": []\n}\n');
  });
});
