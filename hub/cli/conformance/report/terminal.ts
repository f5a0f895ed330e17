import { type Language, pad, type Speech, type Text } from '../../speech.js';
import type { Outcome, Result } from '../runner.js';
import { type ConformanceReport, verdictOf } from './report.js';

const MARKS: Readonly<Record<Result, string>> = { PASS: '✓', FAIL: '✗', SKIPPED: '–' };
const WORDS: Readonly<Record<Result, Text>> = {
  PASS: { zh: '通过', en: 'PASS' },
  FAIL: { zh: '失败', en: 'FAIL' },
  SKIPPED: { zh: '未做', en: 'SKIPPED' },
};
const ID_WIDTH = 32;

export function wordOf(result: Result, language: Language): string {
  return WORDS[result][language];
}

/** One line as soon as a check has ended; more when it has failed. */
export function sayOutcome({ check, result, reason, seconds }: Outcome, speech: Speech): void {
  const { language } = speech;
  const took = result === 'SKIPPED' ? '' : ` (${seconds.toFixed(1)} s)`;
  const why = result === 'SKIPPED' && reason !== undefined ? `：${reason[language]}` : '';
  speech.say(`  ${MARKS[result]} ${pad(check.id, ID_WIDTH)} ${check.title[language]}${why}${took}`);
  if (result !== 'FAIL' || reason === undefined) return;
  speech.say(`      ${reason[language]}`);
  speech.say(`      → ${check.remedy[language]}`);
}

/** The whole run as a table, and one sentence. */
export function sayReport(report: ConformanceReport, speech: Speech): void {
  const { language } = speech;
  const { peer, item, versions, startedAt } = report;
  const titles: readonly (readonly [Text, string])[] = [
    [{ zh: '平台', en: 'platform' }, `${peer.id}  ${peer.name}`],
    [{ zh: '密钥', en: 'key' }, `${peer.suite}  ${peer.kid}`],
    [{ zh: '事项', en: 'item' }, `${item.basicCode}  ${item.name}`],
    [{ zh: '时间', en: 'time' }, `${startedAt}  ${report.seconds.toFixed(0)} s`],
    [
      { zh: '版本', en: 'versions' },
      `tongban ${versions.tongban}, ${versions.wire}, Node.js ${versions.node}`,
    ],
  ];
  speech.say('');
  for (const [title, value] of titles) speech.say(`  ${pad(title[language], 10)}${value}`);
  speech.say('');
  for (const check of report.checks) {
    const [fact] = check.result === 'PASS' ? check.facts : [check.reason];
    const detail = fact === undefined ? '' : fact[language];
    speech.say(`  ${pad(wordOf(check.result, language), 8)}${pad(check.id, ID_WIDTH)} ${detail}`.trimEnd());
  }
  speech.say('');
  speech.say(`  ${verdictOf(report)[language]}`);
}
