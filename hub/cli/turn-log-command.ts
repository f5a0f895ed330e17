import type { Command } from 'commander';
import { CLOSING_REASONS, type ClosingReason } from '#crypto/evidence';
import type { LogStanding } from '#hub/log';
import { AS_JSON, readOneOf } from './arguments.js';
import { logMaterial } from './log-material.js';
import { readLogPolicy } from './log-policy.js';
import type { OperatorDatabase } from './operator-database.js';
import type { Text } from './speech.js';
import type { CommandContext } from './tongban.js';

interface TurnOptions {
  readonly origin: string;
  readonly reason: ClosingReason;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** By how it stands after the command. */
const STAGES: Readonly<Record<LogStanding['stage'], Text>> = {
  NOT_FOUNDED: { zh: '日志尚未建立。', en: 'The log has not been founded.' },
  OPEN: {
    zh: '日志未关闭；将写入 LogClosed，再由新日志续接。',
    en: 'The log is open; LogClosed would be its last entry, and the new one would go on from it.',
  },
  CLOSING: {
    zh: '正在换用新日志：LogClosed 已排队，此后的事项等候新日志。枢纽须在运行；不可撤回。',
    en: 'The log is being turned: LogClosed is in the queue, and what comes after it waits for the new log. The hub must be running. This cannot be taken back.',
  },
  CLOSED: {
    zh: '旧日志已关闭；最终检查点由足够的见证方副署并发布后，枢纽即建立新日志。',
    en: 'The old log is closed; the hub founds the new one as soon as the final checkpoint is published, with the cosignatures that it takes.',
  },
  TURNED: {
    zh: '已换用新日志。请将配置 hub.logOrigin 改为新名称，并发布新的信任策略（tongban trust）。',
    en: 'The new log is there. Set hub.logOrigin to its name, and give everybody the new policy (tongban trust).',
  },
};

/** 换用新日志: in the same database the log is ended, and the next one goes on from it. */
export function registerTurnLog(log: Command, context: CommandContext, withDb: OperatorDatabase): void {
  log
    .command('turn')
    .description(
      '换用新日志：关闭当前日志，在同一数据库中续接新日志；其间的事项等候，不拒收、不遗失；不可撤回，可反复执行以查看进度 · end the log, and go on from it with a new one in the same database; acts wait meanwhile, none is refused or lost; cannot be taken back; again to see how far it is',
    )
    .requiredOption('--origin <name>', '新日志的名称 · the origin of the new log: <host>/audit/<shard>')
    .option(
      '--reason <reason>',
      `原因 · why: ${CLOSING_REASONS.join(' | ')}`,
      readOneOf(CLOSING_REASONS),
      'PLANNED',
    )
    .option('--dry-run', '只查看 · only look')
    .option('--json', AS_JSON)
    .action(async ({ origin, reason, dryRun: isDryRun = false, json }: TurnOptions) => {
      const { closeLog, logSigners, logStanding, namedLog } = await import('#hub/log');
      const config = context.config();
      if (!/^[^\s+]+$/.test(origin))
        throw new Error(`--origin: 不是日志名称 · not the name of a log: ${origin}`);
      // Without its line in the policies nobody would cosign it, and nothing of it could be published.
      const keys = await logMaterial(context);
      await readLogPolicy({ ...config, hub: { ...config.hub, logOrigin: origin } }, keys);
      const next = namedLog(origin, logSigners(origin, keys), config.sm3.tree);
      const { runtime } = context;
      const standing = await withDb(async (db) => {
        const before = await logStanding(db, origin);
        if (isDryRun || before.stage === 'NOT_FOUNDED' || before.stage === 'TURNED') return before;
        await closeLog({ db, runtime, hubId: config.hub.id }, reason, next);
        return logStanding(db, origin);
      });
      if (standing.stage === 'NOT_FOUNDED') process.exitCode = 1;
      const speech = context.speech();
      if (json) speech.sayJson({ isDryRun, origin, ...standing });
      else speech.say(STAGES[standing.stage]);
    });
}
