import { writeFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import { readCertificateRules } from '#config';
import { isWithinDivision, parseDivisionCode } from '#domain/codes';
import {
  CONDITIONS,
  type MaterialReport,
  type Obstacle,
  type PaperlessReport,
  paperlessReport,
} from '#domain/ecert';
import { dayOf } from '#domain/rules';
import type { ItemToCompare } from '#domain/sameness';
import { directory } from '#hub/store';
import { BYTE_ORDER_MARK, csvLine } from '#proto/csv';
import { readDay, readProvince } from './arguments.js';
import { handledItems } from './catalogue/handled-items.js';
import type { OperatorDatabase } from './operator-database.js';
import { type Language, pad } from './speech.js';
import type { CommandContext } from './tongban.js';

interface PaperlessOptions {
  readonly province?: string;
  readonly from?: readonly string[];
  readonly date?: string;
  readonly format: Format;
  readonly out?: string;
}

/** How one authority handles one item. Undefined: its list does not say which materials it asks for. */
interface Row {
  readonly item: ItemToCompare;
  readonly authority: ItemToCompare['authorities'][number];
  readonly report: PaperlessReport | undefined;
}

type Format = 'text' | 'csv' | 'json';

const RENDERERS: Readonly<Record<Format, (rows: readonly Row[], language: Language) => string>> = {
  text: renderText,
  csv: (rows) => BYTE_ORDER_MARK + [HEADINGS, ...rows.flatMap(csvRows)].map(csvLine).join(''),
  json: (rows) => `${JSON.stringify(rows.map(jsonRow), null, 2)}\n`,
};

/** 免提交: which items could go without paper, where, and what stands in the way. */
export function registerPaperless(command: Command, context: CommandContext, withDb: OperatorDatabase): void {
  command
    .command('paperless')
    .description(
      '哪些事项可以免提交纸质材料，还差什么 · which items could go without paper, and what stands in the way',
    )
    .argument('[basic code...]', '基本编码；不给则全部 · of these items; otherwise of all')
    .option('--province <code>', '只看由该省决定的 · only what this province decides', readProvince)
    .option(
      '--from <code...>',
      '申请人证照所在省，默认各接入平台所在省 · provinces that applicants bring certificates from; those of the peers unless told',
      (text: string, more: readonly string[] = []) => [...more, readProvince(text)],
    )
    .option('--date <YYYY-MM-DD>', '日期，默认今天 · the day; today unless told', readDay)
    .addOption(
      new Option('--format <format>', '格式 · format').choices(Object.keys(RENDERERS)).default('text'),
    )
    .option('--out <file>', '写入文件，默认标准输出 · write to a file')
    .action(async (codes: string[], { province, from, date, format, out }: PaperlessOptions) => {
      const day = date ?? dayOf(context.runtime.now());
      const { items, provinces } = await withDb(async (db) => ({
        items: await handledItems(db, codes, day),
        provinces: from ?? provincesOf((await directory.readDirectory(db)).peers),
      }));
      const rules = readCertificateRules();
      const rows = items.flatMap((item) =>
        item.authorities
          .filter(({ divisionCode }) => province === undefined || isWithinDivision(divisionCode, province))
          .map((authority): Row => {
            const { details, divisionCode, level } = authority;
            const handled = {
              basicCode: item.basicCode,
              divisionCode,
              level,
              materials: details.materials ?? [],
            };
            const report = details.materials && paperlessReport(handled, { provinces, date: day }, rules);
            return { item, authority, report };
          }),
      );
      if (rows.length === 0) throw new Error('没有这样的事项 · there are no such items');
      const text = RENDERERS[format](rows, context.speech().language);
      if (out === undefined) process.stdout.write(text);
      else await writeFile(out, text);
    });
}

function provincesOf(peers: readonly { readonly divisionCode: string }[]): string[] {
  const codes = peers.map(({ divisionCode }) => `${divisionCode.slice(0, 2)}0000`);
  return [...new Set(codes)].filter((code) => typeof parseDivisionCode(code) !== 'string').sort();
}

const VERDICTS = {
  paperless: { zh: '可免提交', en: 'could go without paper' },
  conditional: { zh: '附条件可免提交', en: 'could, on conditions' },
  paper: { zh: '仍需纸质材料', en: 'needs paper' },
  unknown: { zh: '清单未列材料', en: 'its list names no materials' },
} as const;

function verdictOf(report: PaperlessReport | undefined): keyof typeof VERDICTS {
  if (report === undefined) return 'unknown';
  if (!report.couldBePaperless) return 'paper';
  return report.materials.every(({ obstacles }) => obstacles.length === 0) ? 'paperless' : 'conditional';
}

function renderText(rows: readonly Row[], language: Language): string {
  const items = [...new Set(rows.map(({ item }) => item))];
  const lines = items.flatMap((item) => [
    `${item.basicCode}  ${item.name}`,
    ...rows.filter((row) => row.item === item).flatMap((row) => rowLines(row, language)),
  ]);
  return `${[...lines, totals(rows, language)].join('\n')}\n`;
}

function rowLines({ authority, report }: Row, language: Language): string[] {
  const head = `  ${pad(authority.divisionCode, 8)}${authority.competentOrgName}  ${VERDICTS[verdictOf(report)][language]}`;
  const materials = (report?.materials ?? []).flatMap((material) => materialLines(material, language));
  return [head, ...materials];
}

function materialLines({ material, obstacles }: MaterialReport, language: Language): string[] {
  const told = obstacles.length === 0 ? ['✓'] : obstacles.map((obstacle) => obstacleText(obstacle, language));
  return told.map((line, i) => `    ${pad(i === 0 ? material : '', 28)}${line}`);
}

function obstacleText(obstacle: Obstacle, language: Language): string {
  const isChinese = language === 'zh';
  switch (obstacle.code) {
    case 'NO_REPLACEMENT':
      return isChinese ? '✗ 无电子证照可替代' : '✗ no certificate stands for it';
    case 'NOT_RECOGNISED':
      return `✗ ${obstacle.issuedIn} ${obstacle.reason}`;
    case 'CONDITIONS': {
      const told = obstacle.conditions.map((condition) => CONDITIONS[condition][language]);
      return `△ ${obstacle.issuedIn} ${told.join(isChinese ? '、' : '; ')}`;
    }
  }
}

function totals(rows: readonly Row[], language: Language): string {
  const counts = (Object.keys(VERDICTS) as (keyof typeof VERDICTS)[]) // the keys of a constant are what they are
    .map((verdict) => {
      const count = rows.filter(({ report }) => verdictOf(report) === verdict).length;
      return `${VERDICTS[verdict][language]} ${count}`;
    });
  return counts.join(language === 'zh' ? '，' : '; ');
}

const HEADINGS = [
  ...['basic_code', 'item', 'division', 'authority', 'level', 'verdict', 'material', 'type_codes'],
  ...['issued_in', 'obstacle', 'detail'],
];

/** One line for each obstacle; a material without any, and an authority without materials, has one all the same. */
function csvRows({ item, authority, report }: Row): string[][] {
  const { divisionCode, competentOrgName, level } = authority;
  const head = [item.basicCode, item.name, divisionCode, competentOrgName, level, verdictOf(report)];
  const materials = report?.materials ?? [];
  if (materials.length === 0) return [[...head, '', '', '', '', '']];
  return materials.flatMap(({ material, typeCodes, obstacles }) => {
    const named = [...head, material, typeCodes.join(' ')];
    if (obstacles.length === 0) return [[...named, '', '', '']];
    return obstacles.map((obstacle) => [...named, ...obstacleCells(obstacle)]);
  });
}

function obstacleCells(obstacle: Obstacle): string[] {
  switch (obstacle.code) {
    case 'NO_REPLACEMENT':
      return ['', obstacle.code, ''];
    case 'NOT_RECOGNISED':
      return [obstacle.issuedIn, obstacle.code, obstacle.reason];
    case 'CONDITIONS':
      return [obstacle.issuedIn, obstacle.code, obstacle.conditions.join(' ')];
  }
}

function jsonRow({ item, authority, report }: Row): object {
  const { basicCode, name } = item;
  const { implementationCode, divisionCode, competentOrgName, level } = authority;
  const named = { basicCode, name, implementationCode, divisionCode, competentOrgName, level };
  return { ...named, verdict: verdictOf(report), materials: report?.materials };
}
