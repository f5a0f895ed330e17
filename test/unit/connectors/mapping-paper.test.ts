import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CaseFacts, type FormField, MappingTables } from '#connectors/kit';
import { EXPRESSION_FUNCTIONS } from '#connectors/kit/expressions';
import { expectGenerated, fencesOf, readPaper } from '../../kit/papers.js';

const PAPER = 'connectors/WRITING.md';

interface Side {
  readonly item: string;
  readonly form: FormField[];
}

describe('the example of a mapping in WRITING.md', () => {
  let folder: string;
  let maps: MappingTables;
  const examples = new Map(fencesOf(readPaper(PAPER)).map(({ info, body }) => [info, body]));
  const example = (name: string) => examples.get(`json example=${name}`) ?? '';
  const side = (name: string) => JSON.parse(example(name)) as Side; // as the page writes it
  const [local, national] = [side('local'), side('national')];

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'tongban-mapping-'));
    writeFileSync(join(folder, 'mapping.json'), example('mapping'));
    maps = MappingTables.read(join(folder, 'mapping.json'));
  });
  afterAll(async () => {
    await maps.close();
    rmSync(folder, { recursive: true });
  });

  const factsOf = ({ item, form }: Side): CaseFacts => ({
    item,
    division: '',
    form,
    applicant: { kind: 'NATURAL_PERSON', idType: '111' },
    materials: [],
    date: '2026-11-22',
  });

  it('goes as the page says, and comes back as it was', async () => {
    const on = maps.on('2026-11-22');
    expect(await on.table('items').nationalFor(local.item, factsOf(local))).toBe(national.item);
    expect(await on.mapFields('TO_NATIONAL', local.form, factsOf(local))).toEqual(national.form);
    expect(await on.table('items').localFor(national.item, factsOf(national))).toBe(local.item);
    expect(await on.mapFields('TO_LOCAL', national.form, factsOf(national))).toEqual(local.form);
  });

  it('has the best at five here and at one nationally, and a bundle', () => {
    expect(maps.on('2026-11-22').table('ratings').toNational('5')).toBe('1');
    expect(maps.on('2026-11-22').table('items').toNationals('YS-01')).toHaveLength(2);
  });

  it('stands beside the list of all functions there are', () => {
    const names = [...EXPRESSION_FUNCTIONS].map((name) => `\`$${name}\``);
    const lines: string[] = [];
    for (let i = 0; i < names.length; i += 12) lines.push(names.slice(i, i + 12).join(' '));
    expectGenerated(PAPER, 'functions', `${lines.join('\n')}\n`);
  });
});
