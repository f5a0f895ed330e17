import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CaseFacts, MappingTables } from '#connectors/kit';
import { ExpressionPool } from '#connectors/kit/expressions';
import { cpuOf } from './process-cpu.js';

/**
 * How fast a connector puts a case of 2 KB into the words of the other side: forty form fields, ten of them by a table, five by
 * an expression, the item by a condition. One after the other, and as many at once as an inbox brings; then once more with an
 * expression that has to go to a child.
 */

const TEN = Array.from({ length: 10 }, (_, i) => i);
const EXPRESSIONS = [
  '$date(value, "YYYYMMDD", "YYYY-MM-DD")',
  '$substring(value, 0, 4) & "-" & $substring(value, 4, 2)',
  '$formatNumber($number(value) / 100, "0.00")',
  'value & form.说明20',
  '$contains(value, "省") ? $substringBefore(value, "省") & "省" : value',
];
const INPUTS = ['20190701', '201907', '123456', '清远市清新区', '广东省清远市'];

const documentOf = (expressions: readonly string[]) => ({
  platform: 'bench',
  version: '1',
  validFrom: '2020-01-01',
  source: 'made for measuring',
  tables: {
    items: [
      { local: 'T-1', national: 'A', when: 'form.说明20 = "换领"' },
      { local: 'T-1', national: 'B', when: 'applicant.kind = "1"', priority: 1 },
      ...Array.from({ length: 2_000 }, (_, i) => ({ local: `P-${i}`, national: `N-${i}` })),
    ],
    words: TEN.map((i) => ({ local: String(i), national: `词${i}` })),
  },
  fields: [
    ...TEN.map((i) => ({ local: `B${i}`, national: `表${i}`, table: 'words' })),
    ...expressions.map((toNational, i) => ({
      local: `E${i}`,
      national: `式${i}`,
      toNational,
      direction: 'TO_NATIONAL',
    })),
  ],
});
/** The last of them in another form, with a list on the way. */
const FOR_CHILD = '$join([$substringBefore(value, "省"), ""], "省")';

const FORM = [
  ...TEN.map((i) => ({ name: `B${i}`, value: String(i) })),
  ...INPUTS.map((value, i) => ({ name: `E${i}`, value })),
  ...Array.from({ length: 25 }, (_, i) => ({ name: `说明${i}`, value: '办理情况说明文字办理情况' })),
];
const FACTS: CaseFacts = {
  item: 'T-1',
  division: '441803',
  form: FORM,
  applicant: { kind: '1', idType: '10' },
  materials: [{ name: '居民身份证' }, { name: '近期免冠照片' }],
  date: '2026-11-22',
};

const AT_ONCE = 64;
const RUNS = [
  ['one after the other', 1, 500, true],
  ['64 at once', AT_ONCE, 4_096, true],
  ['64 at once, form only', AT_ONCE, 4_096, false],
] as const;

async function map(maps: MappingTables, withCondition: boolean): Promise<void> {
  const facts = { ...FACTS }; // another case each time
  const on = maps.on(facts.date);
  const item = withCondition ? on.table('items').nationalFor('T-1', facts) : undefined;
  await Promise.all([item, on.mapFields('TO_NATIONAL', FORM, facts)]);
}

/** Milliseconds for each of the cases, and a case on the whole. */
async function measure(maps: MappingTables, atOnce: number, cases: number, withCondition: boolean) {
  const each: number[] = [];
  const started = performance.now();
  for (let done = 0; done < cases; done += atOnce) {
    const from = performance.now();
    await Promise.all(Array.from({ length: atOnce }, () => map(maps, withCondition)));
    each.push((performance.now() - from) / atOnce);
  }
  each.sort((a, b) => a - b);
  const at = (share: number) => (each[Math.floor(each.length * share)] ?? 0).toFixed(3);
  return { median: at(0.5), p99: at(0.99), mean: ((performance.now() - started) / cases).toFixed(3) };
}

function lookups(maps: MappingTables): number {
  const started = performance.now();
  let count = 0;
  for (; performance.now() - started < 1_000; count += 1_000)
    for (let i = 0; i < 1_000; i++) maps.table('items').toNational(`P-${i}`);
  return Math.round(count / ((performance.now() - started) / 1_000));
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tongban-bench-'));
  try {
    say(`case: ${Buffer.byteLength(JSON.stringify(FACTS))} bytes, ${FORM.length} fields`);
    await report(folder, EXPRESSIONS);
    say('with an expression for a child:');
    await report(folder, [...EXPRESSIONS.slice(0, -1), FOR_CHILD]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function report(folder: string, expressions: readonly string[]): Promise<void> {
  const file = join(folder, 'mapping.json');
  writeFileSync(file, JSON.stringify(documentOf(expressions)));
  const pool = new ExpressionPool();
  const maps = MappingTables.read(file, { expressions: pool });
  try {
    await measure(maps, AT_ONCE, 512, true); // warm
    say(`plain lookups: ${lookups(maps)} a second`);
    for (const [title, atOnce, cases, withCondition] of RUNS) {
      const before = [cpuOf(process.pid), ...pool.pids.map(cpuOf)];
      const { median, p99, mean } = await measure(maps, atOnce, cases, withCondition);
      const used = [cpuOf(process.pid), ...pool.pids.map(cpuOf)].map((us, i) => us - (before[i] ?? 0));
      const cpu = used.map((us) => (us / 1_000 / cases).toFixed(3)).join(' + ');
      say(
        `${title}: median ${median} ms a case, p99 ${p99}, mean ${mean}; CPU ${cpu} ms (here and in the children)`,
      );
    }
  } finally {
    await maps.close();
    await pool.close();
  }
}

await main();
