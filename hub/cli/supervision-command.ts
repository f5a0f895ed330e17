import type { Command } from 'commander';
import { indexInLog } from '#crypto/evidence';
import { supervisionPage } from '#hub/exchange';
import type { supervisionRecords } from '#hub/store';
import { AS_JSON, readWhole } from './arguments.js';
import type { OperatorDatabase } from './operator-database.js';
import { pad } from './speech.js';
import type { CommandContext } from './tongban.js';

interface SupervisionOptions {
  readonly item: string;
  readonly cursor?: string;
  readonly limit: number;
  readonly json?: boolean;
}

const KINDS: Readonly<
  Record<supervisionRecords.SupervisionKind, { readonly zh: string; readonly en: string }>
> = {
  PLEDGED: { zh: '已承诺', en: 'pledged' },
  KEPT: { zh: '承诺属实', en: 'kept' },
  CORRECTED_IN_TIME: { zh: '限期整改后符合', en: 'corrected in time' },
  BROKEN: { zh: '承诺不实', en: 'broken' },
  DECISION_REVOKED: { zh: '决定已撤销', en: 'decision revoked' },
};

/** 审管衔接: what platforms with the right SUPERVISE may read of this hub. */
export function registerSupervision(
  program: Command,
  context: CommandContext,
  withDb: OperatorDatabase,
): void {
  program
    .command('supervision')
    .description('告知承诺：承诺、核查与撤销 · pledges, their checks, and decisions revoked')
    .option('--item <prefix>', '基本编码的开头 · how the basic code begins', '')
    .option(
      '--cursor <cursor>',
      '接上次的结果（--json 中的 cursor） · where an earlier answer ended (cursor, with --json)',
    )
    .option('--limit <n>', '最多条数 · at most so many', readWhole(1, 10_000), 50)
    .option('--json', AS_JSON)
    .action(async ({ item, cursor, limit, json }: SupervisionOptions) => {
      const page = await withDb((db) => supervisionPage(db, [item], { cursor, limit }));
      const speech = context.speech();
      const shown = page.records.map(({ place, recordedAt, ...row }) => ({
        ...row,
        logIndex: indexInLog(place),
        recordedAt: new Date(recordedAt).toISOString(),
      }));
      if (json) return speech.sayJson({ records: shown, cursor: page.cursor });
      if (shown.length === 0) return speech.say({ zh: '（无）', en: '(none)' });
      for (const { logIndex, recordedAt, kind, caseNo, competent } of shown) {
        const what = pad(KINDS[kind][speech.language], 20);
        speech.say(`${recordedAt}  ${what}${caseNo}  ${pad(competent, 14)}#${logIndex}`);
      }
    });
}
