import {
  type Answer,
  conclusionOf,
  KEY_ROLES,
  type Language,
  QUESTIONS,
  type RefusalFinding,
  type Report,
  type ReportKind,
  type TrustShown,
  tellUse,
  type UseFinding,
  VERDICTS,
  type Verdict,
} from '#crypto/verify';

/** One line for each question, then one sentence. */
export function renderReport(report: Report, language: Language): string {
  const heading = HEADINGS[report.kind](report.subject)[language];
  const lines = report.answers.map((answer, i) => renderAnswer(answer, i + 1, language));
  const uses = report.uses.map((use) => renderUse(use, language));
  const ledger = uses.length === 0 ? '' : `${LEDGER[language]}\n${uses.join('\n')}\n`;
  const refusals = report.refusals.map((refusal) => renderRefusal(refusal, language));
  const refused = refusals.length === 0 ? '' : `${QUESTIONS.REFUSALS[language]}\n${refusals.join('\n')}\n`;
  const basis = renderTrust(report.trust, language);
  return `${heading}\n${lines.join('\n')}\n${ledger}${refused}${basis}${conclusionOf(report)[language]}\n`;
}

const HEADINGS: Readonly<Record<ReportKind, (subject: string) => Readonly<Record<Language, string>>>> = {
  CASE: (subject) => ({ zh: `办件 ${subject} 证据核验`, en: `Evidence of case ${subject}` }),
  PERIOD: (subject) => ({ zh: `期间证据 ${subject} 核验`, en: `Evidence of the period ${subject}` }),
  LOG: (subject) => ({ zh: `日志 ${subject} 核验`, en: `The log ${subject}` }),
  COMPARISON: (subject) => ({ zh: `检查点比较：${subject}`, en: `Checkpoints compared: ${subject}` }),
};

/** What the answers rest on, for the paper file. */
function renderTrust({ policySha256, keys }: TrustShown, language: Language): string {
  if (policySha256 === undefined) return '';
  const lines = keys.map(
    ({ role, name, sha256 }) => `       ${sha256}  ${KEY_ROLES[role][language]} ${name}`,
  );
  const title =
    language === 'zh' ? '依据（SHA-256；密钥为 SPKI）' : 'Rests on (SHA-256; of keys: of their SPKI)';
  const policy = `       ${policySha256}  ${language === 'zh' ? '信任策略' : 'policy'}`;
  return `${[title, policy, ...lines].join('\n')}\n`;
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

function renderRefusal({ verdict, refusalId, actor, code, at }: RefusalFinding, language: Language): string {
  return `     ${verdictIn(verdict, language)}  ${new Date(at).toISOString()}  ${actor}  ${code}  ${refusalId}`;
}

/** As wide as the widest, so that what follows stands in a column. */
function verdictIn(verdict: Verdict, language: Language): string {
  const word = VERDICTS[verdict][language];
  return language === 'zh' ? word.padEnd(3, '　') : word.padEnd(11);
}
