import type { Report, UseFinding, Verdict } from './questions.js';
import type { ShownKey } from './trust-shown.js';

/** What a report says in its own words, the same on a terminal as on a page. */

export type Language = 'zh' | 'en';

type Words = Readonly<Record<Language, string>>;

export const VERDICTS: Readonly<Record<Verdict, Words>> = {
  PASS: { zh: '通过', en: 'PASS' },
  FAIL: { zh: '不成立', en: 'FAIL' },
  ERASED: { zh: '已销毁', en: 'ERASED' },
  NOT_CHECKED: { zh: '未核验', en: 'NOT CHECKED' },
};

/** By exit code. */
const CONCLUSIONS: Readonly<Record<0 | 1 | 3, Words>> = {
  0: { zh: '结论：全部必要项通过。', en: 'All required questions pass.' },
  1: { zh: '结论：有不成立的项，此证据不可信。', en: 'Something is false: this evidence cannot be trusted.' },
  3: { zh: '结论：没有发现虚假，但证据不完整。', en: 'Nothing is false, but the evidence is incomplete.' },
};

const WITH_ERASED: Words = {
  zh: '结论：除已依法销毁的内容外，全部必要项通过。',
  en: 'All required questions pass, but for contents that were lawfully erased.',
};

const WITH_WITHHELD: Words = {
  zh: '结论：除未公开的内容外，全部必要项通过。',
  en: 'All required questions pass, but for contents that were withheld.',
};

/** The one sentence that a report ends with. */
export function conclusionOf({ exitCode, answers }: Report): Words {
  if (exitCode === 0 && answers.some(({ verdict }) => verdict === 'ERASED')) return WITH_ERASED;
  if (exitCode === 0 && answers.some(({ question }) => question === 'OPENINGS')) return WITH_WITHHELD;
  return CONCLUSIONS[exitCode];
}

/** Of the keys that a report rests on. */
export const KEY_ROLES: Readonly<Record<ShownKey['role'], Words>> = {
  LOG: { zh: '日志', en: 'log' },
  LOG_SM2: { zh: '日志 SM2', en: 'log, SM2' },
  WITNESS: { zh: '见证方', en: 'witness' },
  PLATFORM: { zh: '平台', en: 'platform' },
};

const OPERATIONS: Readonly<Record<string, string>> = {
  FIND: '检索',
  STATUS: '状态核验',
  DATA: '照面信息',
  FILE: '证照文件',
  VERIFY: '核验',
  PRESENTATION: '亮证核验',
};

/** When, by whom, what, of which certificate; what came of it, and on which ground. */
export function tellUse(use: UseFinding, language: Language): string[] {
  const { requester, operation = '', outcome = '', state, at } = use;
  const time = at === undefined ? '' : new Date(at).toISOString();
  const what = language === 'zh' ? `${OPERATIONS[operation] ?? ''} ${operation}`.trim() : operation;
  const which = use.certificateId ?? use.certificateType ?? '';
  return [time, requester, what, which, [outcome, state].join(' ').trim(), groundOf(use)[language]];
}

function groundOf({ consent, duty, presentation }: UseFinding): Words {
  if (consent !== undefined) return { zh: `授权 ${consent}`, en: `consent ${consent}` };
  if (duty !== undefined) return { zh: `依职能 ${duty}`, en: `duty ${duty}` };
  if (presentation !== undefined) return { zh: `亮证 ${presentation}`, en: `presentation ${presentation}` };
  return { zh: '无需授权', en: 'no ground needed' };
}
