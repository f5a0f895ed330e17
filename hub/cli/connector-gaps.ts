import type { MissingActs, OpenGap } from '#connectors/kit';
import { pad, type Speech, type Text } from './speech.js';

export const GAP_KINDS: Readonly<Record<OpenGap['kind'], Text>> = {
  MISSING: { zh: '无对照', en: 'no counterpart' },
  AMBIGUOUS: { zh: '对照不唯一', en: 'more than one counterpart' },
  EXPRESSION_INVALID: { zh: '表达式有误', en: 'its expression cannot be read' },
  EXPRESSION_TIMEOUT: { zh: '表达式超时', en: 'its expression takes too long' },
  EXPRESSION_MEMORY: { zh: '表达式内存超限', en: 'its expression needs too much memory' },
  EXPRESSION_RESULT_TOO_LARGE: { zh: '表达式结果过大', en: 'its expression gives too much' },
  EXPRESSION_FAILED: { zh: '表达式无结果', en: 'its expression gives no result' },
};

export const GAP_DIRECTIONS: Readonly<Record<OpenGap['direction'], Text>> = {
  TO_NATIONAL: { zh: '本省→国家', en: 'to national' },
  TO_LOCAL: { zh: '国家→本省', en: 'to local' },
};

/** Shows an operator for which codes cases of a connector wait, and why. */
export function showGaps(speech: Speech, gaps: readonly OpenGap[]): void {
  const { language } = speech;
  if (gaps.length === 0) {
    speech.say({ zh: '没有办件在等待对照。', en: 'No case waits for the mapping.' });
    return;
  }
  for (const { table, code, direction, kind, times, firstSeen, lastSeen, candidates } of gaps) {
    speech.say(
      [
        pad(table, 28),
        pad(code, 34),
        pad(GAP_DIRECTIONS[direction][language], 12),
        pad(GAP_KINDS[kind][language], 26),
        `×${times}  ${firstSeen} – ${lastSeen}`,
        candidates.length === 0 ? '' : `  ? ${candidates.join(', ')}`,
      ].join(''),
    );
  }
}

/** Shows which acts the log has numbered for the platform of a connector, and did not come though later ones did. */
export function showMissing(speech: Speech, missing: readonly MissingActs[]): void {
  if (missing.length === 0) {
    speech.say({
      zh: '各方发来的报文序号连续，没有缺失。',
      en: 'The numbers of what each sender sent have no gap.',
    });
    return;
  }
  for (const { actor, from, to, since } of missing) {
    const [numbers, time] = [from === to ? `${from}` : `${from}–${to}`, new Date(since).toISOString()];
    speech.say({
      zh: `${pad(actor, 28)}缺第 ${numbers} 号，自 ${time}`,
      en: `${pad(actor, 28)}${numbers} missing since ${time}`,
    });
  }
}
