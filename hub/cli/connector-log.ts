import { type ConnectorConfig, type LogWatchState, readLogs, readLogWatch } from '#connectors/kit';
import type { Speech } from './speech.js';

/** What a connector has seen of the hub's log, from its data folder alone; of several the one that is named last. */
export async function lookAtLog({ hub, dataDir }: ConnectorConfig): Promise<LogWatchState> {
  const [first, ...more] = readLogs(hub.logVkey);
  return readLogWatch(dataDir, more.at(-1) ?? first);
}

export function showLog(speech: Speech, seen: LogWatchState): void {
  const { origin, size, unproven, unprovenSince, forks, missed, folder } = seen;
  speech.say(
    size === undefined
      ? { zh: `尚未见过日志 ${origin}。`, en: `Nothing has been seen of the log ${origin} yet.` }
      : {
          zh: `日志 ${origin}：已证实连续至 ${size} 条。`,
          en: `The log ${origin}: proven to be one history up to ${size} entries.`,
        },
  );
  if (unprovenSince !== undefined) {
    const since = new Date(unprovenSince).toISOString();
    speech.say({
      zh: `${unproven} 个检查点尚待枢纽证明，最早于 ${since} 收到。`,
      en: `The hub still owes proofs of ${unproven} checkpoints, the oldest since ${since}.`,
    });
  }
  if (missed > 0) {
    speech.say({
      zh: `告警：枢纽欠交证明期间，有 ${missed} 个检查点未能留存，无从证实；处理办法见 connectors/WRITING.md 第 10 节。`,
      en: `ALARM: ${missed} checkpoints came while the hub owed proofs and could not be kept; connectors/WRITING.md, section 10, says what to do.`,
    });
  }
  if (forks > 0) {
    speech.say({
      zh: `告警：日志已分叉（${forks} 处）。请保留 ${folder} 并通知审计方；处理办法见 connectors/WRITING.md 第 10 节。`,
      en: `ALARM: the log has forked (${forks} times). Keep ${folder} and tell the auditors; connectors/WRITING.md, section 10, says what to do.`,
    });
  }
}
