import type { Command } from 'commander';
import { readCalendars } from '#config';
import { NATION } from '#domain/codes';
import { type HolidayNotice, isUnpublished, type Provenance } from '#domain/deadline';
import { dayOf } from '#domain/rules';
import { AS_JSON, readDivision, readWhole } from '../arguments.js';
import type { Text } from '../speech.js';
import type { CommandContext } from '../tongban.js';
import { CANNOT_SAY, unpublishedText } from './unpublished.js';

interface ShowOptions {
  readonly region: string;
  readonly year?: number;
  readonly json?: boolean;
}

const PROVENANCE: Readonly<Record<Provenance, Text>> = {
  FOUND: { zh: '已查原文', en: 'read in its source' },
  RECALLED: { zh: '凭记忆，待核', en: 'recalled, to be checked' },
  SAMPLE: { zh: '样例', en: 'sample' },
};

export function registerShowYear(calendar: Command, context: CommandContext): void {
  calendar
    .command('show')
    .description('某地某年的工作日安排及依据 · the working days of a year in a region, and what they rest on')
    .option(
      '--region <code>',
      '行政区划代码，默认全国 · division; the country unless told',
      readDivision,
      NATION,
    )
    .option('--year <year>', '年份，默认今年 · the year; this one unless told', readWhole(1949, 9999))
    .option('--json', AS_JSON)
    .action(({ region, year, json }: ShowOptions) => {
      const shown = year ?? Number(dayOf(context.runtime.now()).slice(0, 4));
      const calendar = readCalendars().forRegion(region);
      const workdays = calendar.workdaysIn(shown);
      const speech = context.speech();
      if (isUnpublished(workdays)) {
        speech.say(json ? JSON.stringify(workdays, undefined, 2) : unpublishedText(workdays));
        process.exitCode = CANNOT_SAY;
        return;
      }
      const notices = calendar.notices.filter((notice) => notice.year === shown);
      if (json) {
        const value = { region, calendarOf: calendar.region, year: shown, workdays, notices };
        return speech.sayJson(value);
      }
      speech.say({
        zh: `${shown} 年 ${region}（按 ${calendar.region} 的日历）：${workdays} 个工作日`,
        en: `${shown} ${region} (by the calendar of ${calendar.region}): ${workdays} working days`,
      });
      for (const notice of notices) for (const text of linesOf(notice)) speech.say(text);
    });
}

function linesOf({
  region,
  version,
  document,
  url,
  provenance,
  daysOff,
  makeUpWorkdays,
}: HolidayNotice): Text[] {
  const off = daysOff.map(([from, to]) => (from === to ? from : `${from} … ${to}`));
  const address = url === undefined ? '' : ` ${url}`;
  const { zh, en } = PROVENANCE[provenance];
  return [
    {
      zh: `  ${region} 第 ${version} 版（${zh}）：${document}${address}`,
      en: `  ${region} version ${version} (${en}): ${document}${address}`,
    },
    { zh: `    放假 ${off.join('，')}`, en: `    off ${off.join(', ')}` },
    { zh: `    上班 ${makeUpWorkdays.join('，')}`, en: `    working ${makeUpWorkdays.join(', ')}` },
  ];
}
