import type { Command } from 'commander';
import { CLOSING_REASONS, type ClosingReason } from '#crypto/evidence';
import type { ClosingStage } from '#hub/log';
import { AS_JSON, readOneOf } from './arguments.js';
import type { OperatorDatabase } from './operator-database.js';
import type { Text } from './speech.js';
import type { CommandContext } from './tongban.js';

interface CloseOptions {
  readonly reason: ClosingReason;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** By how the log stood before the command. */
const STAGES: Readonly<Record<ClosingStage, Text>> = {
  NOT_FOUNDED: { zh: '日志尚未建立。', en: 'The log has not been founded.' },
  OPEN: {
    zh: '日志即将关闭：最后一条 LogClosed 已排队，此后不再签署；枢纽拒收新报文。不可撤回。',
    en: 'The log is being closed: its last entry, LogClosed, is in the queue, and nothing is signed after it; the hub takes no more acts. This cannot be taken back.',
  },
  CLOSING: {
    zh: '已下令关闭，最后一条尚在排队：枢纽须在运行。',
    en: 'It was told to close already; its last entry waits in the queue: the hub must be running.',
  },
  CLOSED: { zh: '日志已关闭。', en: 'The log is closed.' },
};

const WOULD: Text = {
  zh: '日志未关闭；将写入 LogClosed。',
  en: 'The log is open; LogClosed would be its last entry.',
};

/** 关闭日志: its last entry says so, and the hub signs nothing more under this origin. */
export function registerCloseLog(log: Command, context: CommandContext, withDb: OperatorDatabase): void {
  log
    .command('close')
    .description(
      '关闭日志：写入最后一条 LogClosed，此后永不再签；不可撤回 · end the log: LogClosed is its last entry, nothing is signed after it, ever',
    )
    .requiredOption(
      '--reason <reason>',
      `原因 · why: ${CLOSING_REASONS.join(' | ')}`,
      readOneOf(CLOSING_REASONS),
    )
    .option('--dry-run', '只查看，不关闭 · only look')
    .option('--json', AS_JSON)
    .action(async ({ reason, dryRun: isDryRun = false, json }: CloseOptions) => {
      const { closeLog, closingStage } = await import('#hub/log');
      const { logStore } = await import('#hub/store');
      const { runtime } = context;
      const before = await withDb(async (db) =>
        isDryRun
          ? closingStage(await logStore.readState(db))
          : closeLog({ db, runtime, hubId: context.config().hub.id }, reason),
      );
      if (before === 'NOT_FOUNDED') process.exitCode = 1;
      const speech = context.speech();
      if (json) speech.sayJson({ isDryRun, before });
      else speech.say(isDryRun && before === 'OPEN' ? WOULD : STAGES[before]);
    });
}
