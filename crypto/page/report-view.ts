import {
  conclusionOf,
  KEY_ROLES,
  QUESTIONS,
  type Report,
  tellUse,
  VERDICTS,
  type Verdict,
} from '#crypto/verify';
import { h } from './elements.js';
import { spoken, word } from './words.js';

/** A report as the auditor reads it, on the screen as on paper. */

/** Never by colour alone. */
const MARKS: Readonly<Record<Verdict, string>> = { PASS: '✓', FAIL: '✗', ERASED: '⌫', NOT_CHECKED: '–' };

const OVERALL: Readonly<Record<Report['exitCode'], Verdict>> = { 0: 'PASS', 1: 'FAIL', 3: 'NOT_CHECKED' };

export function showConclusion(report: Report): HTMLElement {
  const { exitCode, kind, subject } = report;
  const overall = OVERALL[exitCode];
  return h(
    'div',
    { class: `conclusion ${overall}`, 'data-exit-code': String(exitCode) },
    h(
      'p',
      { class: 'sentence' },
      h('span', { class: 'mark', 'aria-hidden': 'true' }, MARKS[overall]),
      ' ',
      conclusionOf(report)[spoken()],
    ),
    h('p', {}, `${word(kind === 'PERIOD' ? 'period' : 'subject')} `, h('code', {}, subject)),
  );
}

export function showAnswers({ answers }: Report): HTMLElement {
  const rows = answers.map(({ question, verdict, ...told }, i) => [
    String(i + 1),
    QUESTIONS[question][spoken()],
    verdictOf(verdict),
    told[spoken()],
  ]);
  return table(word('answers'), ['', word('question'), word('verdict'), word('facts')], rows);
}

export function showUses({ uses }: Report): HTMLElement | undefined {
  if (uses.length === 0) return undefined;
  const rows = uses.map((use) => [
    verdictOf(use.verdict),
    [...tellUse(use, spoken()), use.fault?.[spoken()] ?? ''].filter((text) => text !== '').join(' · '),
    h('code', {}, use.useId),
  ]);
  return table(word('uses'), [word('verdict'), word('facts'), ''], rows);
}

/** Each refused message by itself; what they come to is one of the questions. */
export function showRefusals({ refusals }: Report): HTMLElement | undefined {
  if (refusals.length === 0) return undefined;
  const rows = refusals.map(({ verdict, refusalId, actor, code, at }) => [
    verdictOf(verdict),
    new Date(at).toISOString(),
    actor,
    h('code', {}, code),
    h('code', {}, refusalId),
  ]);
  const heads = [word('verdict'), word('time'), word('refused'), word('reason'), ''];
  return table(QUESTIONS.REFUSALS[spoken()], heads, rows);
}

/** The keys by fingerprints that go into a paper file. */
export function showTrust({ trust }: Report): HTMLElement {
  const rows = trust.keys.map(({ role, name, sha256 }) => [
    KEY_ROLES[role][spoken()],
    name,
    h('code', {}, sha256),
  ]);
  return table(word('trust'), [word('role'), word('name'), word('fingerprint')], rows);
}

function verdictOf(verdict: Verdict): HTMLElement {
  const mark = h('span', { 'aria-hidden': 'true' }, MARKS[verdict]);
  return h('span', { class: `verdict ${verdict}` }, mark, ` ${VERDICTS[verdict][spoken()]}`);
}

export function table(
  caption: string,
  heads: readonly string[],
  rows: readonly (readonly (string | HTMLElement)[])[],
): HTMLElement {
  const head = h('tr', {}, ...heads.map((text) => (text === '' ? h('td') : h('th', { scope: 'col' }, text))));
  const body = rows.map((cells) =>
    h('tr', {}, ...cells.map((cell, i) => h('td', { 'data-head': heads[i] ?? '' }, cell))),
  );
  return h(
    'table',
    {},
    h('caption', {}, caption),
    heads.some((text) => text !== '') ? h('thead', {}, head) : undefined,
    h('tbody', {}, ...body),
  );
}
