import type { Command } from 'commander';
import { logStore, restamps } from '#hub/store';
import { AS_JSON, type JsonOption } from './arguments.js';
import type { OperatorDatabase } from './operator-database.js';
import type { CommandContext } from './tongban.js';

interface LogStamps extends restamps.StampStanding {
  readonly log: number;
  readonly origin: string;
}

/** How the time stamps of each log stand, and whether any are due to be stamped again. */
export function registerStamps(log: Command, context: CommandContext, withDb: OperatorDatabase): void {
  log
    .command('stamps')
    .description('时间戳及其再次加盖 · the time stamps, and when they are to be stamped again')
    .option('--json', AS_JSON)
    .action(async ({ json }: JsonOption) => {
      const { whenDue } = await import('#hub/log');
      const { restampingOf } = await import('./time-stamping.js');
      const { timestamping } = context.config();
      const when = whenDue(restampingOf(timestamping), timestamping.everyMs, context.runtime.now());
      const standings = await withDb(async (db) => {
        const found: LogStamps[] = [];
        for (const state of await logStore.readStates(db))
          found.push({
            log: state.log,
            origin: state.origin,
            ...(await restamps.readStanding(db, state.log, when)),
          });
        return found;
      });
      const speech = context.speech();
      if (json) speech.sayJson(standings.map(shown));
      else for (const each of standings) speech.say(told(each));
      if (!json && standings.length === 0)
        speech.say({ zh: '日志尚未建立。', en: 'The log has not been founded.' });
    });
}

function shown({ expiresAt, ...rest }: LogStamps): object {
  return { ...rest, expiresAt: expiresAt === undefined ? null : new Date(expiresAt).toISOString() };
}

function told({ origin, stamps, restamped, runs, expiresAt, due }: LogStamps) {
  const until = expiresAt === undefined ? undefined : new Date(expiresAt).toISOString();
  return {
    zh: `${origin}：时间戳 ${stamps} 个，其中 ${restamped} 个（${runs} 批）已再次加盖${until === undefined ? '' : `；最早失效 ${until}`}；待再次加盖 ${due}`,
    en: `${origin}: ${stamps} time stamps, ${restamped} of them stamped again in ${runs} runs${until === undefined ? '' : `; the first expires ${until}`}; due to be stamped again: ${due}`,
  };
}
