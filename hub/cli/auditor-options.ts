import type { Command } from 'commander';
import { type GroupOptions, groupsWithheld, withGroupOptions } from '#crypto/cli';
import type { EvidenceScope } from '#crypto/evidence';
import { readBasicCode, readCaseNo, readDay, readDivision } from './arguments.js';
import type { Text } from './speech.js';

/** Which evidence an auditor may fetch, as a command line says it. */
export interface EvidenceOptions extends GroupOptions {
  readonly allCases?: boolean;
  readonly case?: readonly string[];
  readonly division?: readonly string[];
  readonly item?: readonly string[];
  readonly from?: string;
  readonly to?: string;
}

export function withEvidenceOptions(command: Command): Command {
  const each = '可重复 · may be repeated';
  const more =
    (read: (text: string) => string) =>
    (text: string, before: readonly string[] = []) => [...before, read(text)];
  const conditions = command
    .option('--case <number>', `可取该办件的证据包，${each}: evidence of this case`, more(readCaseNo))
    .option(
      '--division <code>',
      `收件地或办理地在此区划之内，${each}: taken in or decided there or beneath`,
      more(readDivision),
    )
    .option(
      '--item <code>',
      `该事项（基本编码），${each}: of this item, by its basic code`,
      more(readBasicCode),
    )
    .option('--from <date>', '自该日（北京时间）起有过程 · with an act from this day in China on', readDay)
    .option('--to <date>', '至该日有过程 · and to the end of this day', readDay)
    .option(
      '--all-cases',
      '所有办件；不写任何条件则一件也不可取 · of every case; without any condition none may be fetched',
    );
  return withGroupOptions(conditions);
}

/**
 * Every condition must hold. @returns undefined when nothing is said: of no case. @throws Error for options that contradict each
 * other, so that nobody gets more than he who typed them meant.
 */
export function readEvidenceOptions(options: EvidenceOptions): EvidenceScope | undefined {
  const { allCases = false, case: cases, division, item, from, to } = options;
  const hasConditions = [cases, division, item, from, to].some((each) => each !== undefined);
  const without = groupsWithheld(options);
  if (allCases && hasConditions)
    throw new Error('--all-cases 不得与条件同用 · --all-cases goes with no condition');
  if (!allCases && !hasConditions) {
    if (without.length === 0) return undefined;
    throw new Error('--without、--only 须指明办件 · --without and --only need to know of which cases');
  }
  const sorted = (texts?: readonly string[]) => texts && [...new Set(texts)].sort();
  const [first, end] = [
    from && Date.parse(`${from}T00:00:00+08:00`),
    to && Date.parse(`${to}T24:00:00+08:00`),
  ];
  if (first && end && first >= end) throw new Error('--to 早于 --from · --to lies before --from');
  return {
    ...{ cases: sorted(cases), divisions: sorted(division), from: first || undefined },
    ...{ items: sorted(item), to: end || undefined, without },
  };
}

/** For people. */
export function evidenceText(scope: EvidenceScope | null): Text {
  if (scope === null) return { zh: '不可取证据包', en: 'no evidence' };
  const { cases, divisions, items, from, to, without } = scope;
  const day = (at: number) => new Date(at).toISOString();
  const told = [cases, divisions, items].flatMap((list) => list?.join(', ') ?? []);
  const days = [from, to].map((at) => (at === undefined ? '' : day(at))).join(' – ');
  const which = [...told, ...(days === ' – ' ? [] : [days])].join('; ');
  const [zh, en] =
    without.length === 0 ? ['', ''] : [`，隐去 ${without.join()}`, `, without ${without.join()}`];
  return {
    zh: `可取证据包：${which || '所有办件'}${zh}`,
    en: `evidence of ${which || 'every case'}${en}`,
  };
}
