import {
  type Answer,
  CONCLUSIONS,
  type Language,
  QUESTIONS,
  type Report,
  tellUse,
  type UseFinding,
  VERDICTS,
  type Verdict,
} from '#crypto/verify';

/** One line for each question, then one sentence. */
export function renderReport(report: Report, language: Language): string {
  const heading =
    language === 'zh' ? `办件 ${report.subject} 证据核验` : `Evidence of case ${report.subject}`;
  const lines = report.answers.map((answer, i) => renderAnswer(answer, i + 1, language));
  const uses = report.uses.map((use) => renderUse(use, language));
  const ledger = uses.length === 0 ? '' : `${LEDGER[language]}\n${uses.join('\n')}\n`;
  return `${heading}\n${lines.join('\n')}\n${ledger}${CONCLUSIONS[report.exitCode][language]}\n`;
}

function renderAnswer(answer: Answer, number: number, language: Language): string {
  const title = QUESTIONS[answer.question][language];
  const padded = language === 'zh' ? title.padEnd(8, '　') : title.padEnd(30);
  return `${String(number).padStart(3)}  ${verdictIn(answer.verdict, language)}  ${padded}  ${answer[language]}`;
}

const LEDGER = { zh: '用证记录', en: 'Uses of certificates' } as const;

function renderUse(use: UseFinding, language: Language): string {
  const { verdict, useId, fault } = use;
  const why = fault === undefined ? '' : `  ${fault[language]}`;
  const told = tellUse(use, language).join('  ');
  return `     ${verdictIn(verdict, language)}  ${told}${why}\n${' '.repeat(language === 'zh' ? 13 : 18)}${useId}`;
}

/** As wide as the widest, so that what follows stands in a column. */
function verdictIn(verdict: Verdict, language: Language): string {
  const word = VERDICTS[verdict][language];
  return language === 'zh' ? word.padEnd(3, '　') : word.padEnd(11);
}
