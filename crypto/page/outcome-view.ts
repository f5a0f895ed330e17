import type { Report, TreePath } from '#crypto/verify';
import { h } from './elements.js';
import { ROLES, type Role } from './handed-in.js';
import { showAnswers, showConclusion, showRefusals, showTrust, showUses, table } from './report-view.js';
import { drawPath } from './tree-drawing.js';
import { word } from './words.js';
import type { Answered } from './worker.js';

/** @param names of the files, by their roles. */
export function showOutcome(outcome: Answered, names: ReadonlyMap<Role, readonly string[]>): HTMLElement[] {
  if (outcome.kind !== 'REPORT') {
    const heading = word(outcome.kind === 'UNREADABLE' ? 'unreadable' : 'crashed');
    const reason = h('p', {}, h('code', { id: 'reason' }, outcome.reason));
    const box = { class: 'conclusion UNREADABLE', 'data-exit-code': '2' };
    return [h('div', box, h('p', { class: 'sentence' }, heading), reason)];
  }
  const { report, paths, digests } = outcome;
  const files = ROLES.flatMap((role) =>
    digests[role].map((digest, i) => [word(role), names.get(role)?.[i] ?? '', h('code', {}, digest)]),
  );
  return [
    showConclusion(report),
    showAnswers(report),
    showUses(report),
    showRefusals(report),
    table(word('digests'), [word('file'), word('name'), word('sha256')], files),
    showTrust(report),
    actions(report),
    ...(report.kind === 'CASE' ? showPaths(paths) : []),
  ].filter((part) => part !== undefined);
}

function showPaths(paths: readonly TreePath[]): HTMLElement[] {
  return [h('h2', {}, word('trees')), h('p', {}, word('treesLead')), ...paths.map(drawPath)];
}

function actions(report: Report): HTMLElement {
  const save = h('button', { type: 'button', id: 'save' }, word('save'));
  save.addEventListener('click', () => saveReport(report));
  const print = h('button', { type: 'button' }, word('print'));
  print.addEventListener('click', () => window.print());
  return h('p', { class: 'actions' }, save, ' ', print);
}

/** The same bytes as `tongban-verify --json` writes. */
function saveReport(report: Report): void {
  const blob = new Blob([`${JSON.stringify(report, null, 2)}\n`], { type: 'application/json' });
  const url = URL.createObjectURL(blob);
  h('a', { href: url, download: `${report.subject}.report.json` }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
