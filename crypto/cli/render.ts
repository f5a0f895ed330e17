import { type Answer, QUESTIONS, type Report, type Verdict } from '#crypto/verify';

export type Language = 'zh' | 'en';

const VERDICTS: Record<Verdict, Record<Language, string>> = {
  PASS: { zh: '通过　', en: 'PASS       ' },
  FAIL: { zh: '不成立', en: 'FAIL       ' },
  ERASED: { zh: '已销毁', en: 'ERASED     ' },
  NOT_CHECKED: { zh: '未核验', en: 'NOT CHECKED' },
};

const CONCLUSIONS = {
  0: { zh: '结论：全部必要项通过。', en: 'All required questions pass.' },
  1: { zh: '结论：有不成立的项，此证据不可信。', en: 'Something is false: this evidence cannot be trusted.' },
  3: { zh: '结论：没有发现虚假，但证据不完整。', en: 'Nothing is false, but the evidence is incomplete.' },
} as const;

/** One line for each question, then one sentence. */
export function renderReport(report: Report, language: Language): string {
  const heading =
    language === 'zh' ? `办件 ${report.subject} 证据核验` : `Evidence of case ${report.subject}`;
  const lines = report.answers.map((answer, i) => renderAnswer(answer, i + 1, language));
  return `${heading}\n${lines.join('\n')}\n${CONCLUSIONS[report.exitCode][language]}\n`;
}

function renderAnswer(answer: Answer, number: number, language: Language): string {
  const title = QUESTIONS[answer.question][language];
  const padded = language === 'zh' ? title.padEnd(8, '　') : title.padEnd(30);
  return `${String(number).padStart(3)}  ${VERDICTS[answer.verdict][language]}  ${padded}  ${answer[language]}`;
}
