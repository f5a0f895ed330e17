import type { Command } from 'commander';
import { ConfigError, readCalendars } from '#config';
import { type Calendars, isUnpublished } from '#domain/deadline';
import { AS_JSON, type JsonOption } from '../arguments.js';
import type { CommandContext } from '../tongban.js';

/** A dry run: would the notices of this file go together with those that are there? Nothing is changed. */
export function registerCheckNotice(calendar: Command, context: CommandContext): void {
  calendar
    .command('check')
    .description('试读新的放假通知文件，不改动任何数据 · try a file of new notices; changes nothing')
    .argument(
      '<file>',
      '通知文件，格式同 config/calendar/notices · a file like those of config/calendar/notices',
    )
    .option('--json', AS_JSON)
    .addHelpText('after', '\n退出码 · exit codes: 0 可用 it can be used, 1 有误 it has faults')
    .action((file: string, { json }: JsonOption) => {
      const speech = context.speech();
      const outcome = tryFile(file);
      if (!outcome.ok) process.exitCode = 1;
      if (json) return speech.sayJson(outcome);
      if (!outcome.ok) {
        speech.say({
          zh: `✗ ${outcome.code}：${outcome.faults.length} 处有误`,
          en: `✗ ${outcome.code}: ${outcome.faults.length} faults`,
        });
        for (const fault of outcome.faults) speech.say(`  ${fault}`);
        return;
      }
      for (const { region, year, workdays, before } of outcome.years) {
        speech.say({
          zh: `✓ ${region} ${year}：${workdays} 个工作日（原为 ${before ?? '未录入'}）`,
          en: `✓ ${region} ${year}: ${workdays} working days (before: ${before ?? 'unpublished'})`,
        });
      }
    });
}

interface TriedYear {
  readonly region: string;
  readonly year: number;
  readonly workdays: number | undefined;
  /** Without the file. */
  readonly before: number | undefined;
}

type Outcome =
  | { readonly ok: true; readonly years: readonly TriedYear[] }
  | { readonly ok: false; readonly code: 'CALENDAR_NOT_VALID'; readonly faults: readonly string[] };

function tryFile(file: string): Outcome {
  const before = readCalendars();
  try {
    const after = readCalendars({ extra: file });
    const added = after.notices.slice(before.notices.length);
    const years = added.map(({ region, year }) => ({
      region,
      year,
      workdays: workdaysOf(after, region, year),
      before: workdaysOf(before, region, year),
    }));
    return { ok: true, years };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { ok: false, code: 'CALENDAR_NOT_VALID', faults: error.faults };
  }
}

function workdaysOf(calendars: Calendars, region: string, year: number): number | undefined {
  const workdays = calendars.forRegion(region).workdaysIn(year);
  return isUnpublished(workdays) ? undefined : workdays;
}
