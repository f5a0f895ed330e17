import { type ConnectorConfig, readGaps, readMissing } from '#connectors/kit';
import { type CopyQuestion, lookAtCopy, requireFound, showCopy, toJson } from './connector-catalogue.js';
import { showGaps, showMissing } from './connector-gaps.js';
import { isAlarming, lookAtLogs, showLogs } from './connector-log.js';
import type { Speech } from './speech.js';
import type { CommandContext } from './tongban.js';

/** What to show of what a connector keeps; at most one of them. */
export interface KeptOptions extends Partial<CopyQuestion> {
  readonly gaps?: boolean;
  readonly missing?: boolean;
  readonly witnessed?: boolean;
  readonly catalogue?: boolean;
  readonly json?: boolean;
}

export function asksForKept({ gaps, missing, witnessed, catalogue, item, division }: KeptOptions): boolean {
  return (gaps ?? missing ?? witnessed ?? catalogue ?? item ?? division) !== undefined;
}

/** Shows it from the connector's data folder alone, whether the connector is running or not. */
export async function showKept(
  config: ConnectorConfig,
  options: KeptOptions,
  { speech, runtime }: CommandContext,
): Promise<void> {
  const show = <T>(answer: T, inWords: (speech: Speech, answer: T) => void): T => {
    if (options.json) speech().sayJson(answer);
    else inWords(speech(), answer);
    return answer;
  };
  if (options.gaps) {
    show(await readGaps(config.dataDir), showGaps);
  } else if (options.missing) {
    show(await readMissing(config.dataDir), showMissing);
  } else if (options.witnessed) {
    const { logs } = show(await lookAtLogs(config), showLogs);
    if (logs.some(isAlarming)) process.exitCode = 1;
  } else {
    const { item, division, date } = options;
    const question = { item, division, date };
    const answer = await lookAtCopy(config.dataDir, question, runtime.now());
    if (options.json) speech().say(toJson(answer));
    else showCopy(speech(), answer, question);
    requireFound(answer, question);
  }
}
