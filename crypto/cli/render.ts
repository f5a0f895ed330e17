import {
  type Answer,
  QUESTIONS,
  type Report,
  type ReportKind,
  type TrustShown,
  type UseFinding,
  type Verdict,
} from '#crypto/verify';

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

const WITH_ERASED = {
  zh: '结论：除已依法销毁的内容外，全部必要项通过。',
  en: 'All required questions pass, but for contents that were lawfully erased.',
} as const;

/** One line for each question, then one sentence. */
export function renderReport(report: Report, language: Language): string {
  const heading = HEADINGS[report.kind](report.subject)[language];
  const lines = report.answers.map((answer, i) => renderAnswer(answer, i + 1, language));
  const uses = report.uses.map((use) => renderUse(use, language));
  const ledger = uses.length === 0 ? '' : `${LEDGER[language]}\n${uses.join('\n')}\n`;
  const basis = renderTrust(report.trust, language);
  const isErased = report.exitCode === 0 && report.answers.some(({ verdict }) => verdict === 'ERASED');
  const conclusion = isErased ? WITH_ERASED : CONCLUSIONS[report.exitCode];
  return `${heading}\n${lines.join('\n')}\n${ledger}${basis}${conclusion[language]}\n`;
}

const HEADINGS: Readonly<Record<ReportKind, (subject: string) => Readonly<Record<Language, string>>>> = {
  CASE: (subject) => ({ zh: `办件 ${subject} 证据核验`, en: `Evidence of case ${subject}` }),
  LOG: (subject) => ({ zh: `日志 ${subject} 核验`, en: `The log ${subject}` }),
  COMPARISON: (subject) => ({ zh: `检查点比较：${subject}`, en: `Checkpoints compared: ${subject}` }),
};

const ROLES = {
  LOG: { zh: '日志', en: 'log' },
  LOG_SM2: { zh: '日志 SM2', en: 'log, SM2' },
  WITNESS: { zh: '见证方', en: 'witness' },
  PLATFORM: { zh: '平台', en: 'platform' },
} as const;

/** What the answers rest on, for the paper file. */
function renderTrust({ policySha256, keys }: TrustShown, language: Language): string {
  if (policySha256 === undefined) return '';
  const lines = keys.map(({ role, name, sha256 }) => `       ${sha256}  ${ROLES[role][language]} ${name}`);
  const title =
    language === 'zh' ? '依据（SHA-256；密钥为 SPKI）' : 'Rests on (SHA-256; of keys: of their SPKI)';
  const policy = `       ${policySha256}  ${language === 'zh' ? '信任策略' : 'policy'}`;
  return `${[title, policy, ...lines].join('\n')}\n`;
}

function renderAnswer(answer: Answer, number: number, language: Language): string {
  const title = QUESTIONS[answer.question][language];
  const padded = language === 'zh' ? title.padEnd(8, '　') : title.padEnd(30);
  return `${String(number).padStart(3)}  ${VERDICTS[answer.verdict][language]}  ${padded}  ${answer[language]}`;
}

const LEDGER = { zh: '用证记录', en: 'Uses of certificates' } as const;

const OPERATIONS: Readonly<Record<string, string>> = {
  FIND: '检索',
  STATUS: '状态核验',
  DATA: '照面信息',
  FILE: '证照文件',
  VERIFY: '核验',
  PRESENTATION: '亮证核验',
};

/** When, by whom, what, of which certificate; what came of it, and on which ground. */
function renderUse(use: UseFinding, language: Language): string {
  const { verdict, useId, requester, operation = '', outcome = '', state, at, fault } = use;
  const isChinese = language === 'zh';
  const time = at === undefined ? '' : new Date(at).toISOString();
  const what = isChinese ? `${OPERATIONS[operation] ?? ''} ${operation}`.trim() : operation;
  const which = use.certificateId ?? use.certificateType ?? '';
  const ground = groundOf(use)[language];
  const told = [time, requester, what, which, [outcome, state].join(' ').trim(), ground];
  const why = fault === undefined ? '' : `  ${fault[language]}`;
  return `     ${VERDICTS[verdict][language]}  ${told.join('  ')}${why}\n${' '.repeat(isChinese ? 13 : 18)}${useId}`;
}

function groundOf({ consent, duty, presentation }: UseFinding): Record<Language, string> {
  if (consent !== undefined) return { zh: `授权 ${consent}`, en: `consent ${consent}` };
  if (duty !== undefined) return { zh: `依职能 ${duty}`, en: `duty ${duty}` };
  if (presentation !== undefined) return { zh: `亮证 ${presentation}`, en: `presentation ${presentation}` };
  return { zh: '无需授权', en: 'no ground needed' };
}
