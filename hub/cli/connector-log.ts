import { type ConnectorConfig, type LogWatchState, readChain, readLogs, readLogWatch } from '#connectors/kit';
import type { Speech } from './speech.js';

/** What a connector has seen of the logs of the hub, from its data folder alone; the first one first. */
export interface SeenLogs {
  readonly logs: readonly LogWatchState[];
}

export async function lookAtLogs({ hub, dataDir }: ConnectorConfig): Promise<SeenLogs> {
  const chain = await readChain(dataDir, readLogs(hub.logVkey));
  return { logs: await Promise.all(chain.map(({ keys }) => readLogWatch(dataDir, keys))) };
}

export function isAlarming({ forks, missed, refusedTurn }: LogWatchState): boolean {
  return forks + missed > 0 || refusedTurn !== undefined;
}

export function showLogs(speech: Speech, { logs }: SeenLogs): void {
  for (const log of logs) showLog(speech, log);
}

function showLog(speech: Speech, seen: LogWatchState): void {
  const { origin, size, unproven, unprovenSince, forks, missed, refusedTurn, folder } = seen;
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
  if (refusedTurn !== undefined) {
    speech.say({
      zh: `告警：枢纽称此日志已由另一日志续接，所示不成立。请保留 ${refusedTurn} 并通知审计方；处理办法见 connectors/WRITING.md 第 10 节。`,
      en: `ALARM: the hub says that another log goes on from this one, and what it shows does not hold. Keep ${refusedTurn} and tell the auditors; connectors/WRITING.md, section 10, says what to do.`,
    });
  }
  if (forks > 0) {
    speech.say({
      zh: `告警：日志已分叉（${forks} 处）。请保留 ${folder} 并通知审计方；处理办法见 connectors/WRITING.md 第 10 节。`,
      en: `ALARM: the log has forked (${forks} times). Keep ${folder} and tell the auditors; connectors/WRITING.md, section 10, says what to do.`,
    });
  }
}
