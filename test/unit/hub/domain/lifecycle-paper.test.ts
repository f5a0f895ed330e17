import { describe, expect, it } from 'vitest';
import {
  ACT_TYPES,
  CASE_STATES,
  type CaseRole,
  COUNTER,
  type HandlingMode,
  LIFECYCLE,
  ruleOf,
} from '#domain/case';
import { expectGenerated, readPaper, table } from '../../../kit/papers.js';

const paper = readPaper('hub/LIFECYCLE.md');

/** The states of a case that has begun and not ended. */
const OPEN: readonly string[] = LIFECYCLE.CaseTerminated.from;

function player(role: CaseRole, mode: HandlingMode): string {
  if (role === 'anyone') return 'any participant';
  return role === 'counter' ? COUNTER[mode] : role;
}

function states(from: readonly string[]): string {
  if (from.length === 0) return '–';
  if (from.length === CASE_STATES.length) return 'any';
  const isOpen = OPEN.every((state) => from.includes(state));
  const others = isOpen ? from.filter((state) => !OPEN.includes(state)) : from;
  return [...(isOpen ? ['open'] : []), ...others.map((state) => `\`${state}\``)].join(', ');
}

describe('the lifecycle paper', () => {
  it('says who may do what, when, and what comes of it', () => {
    const rows = ACT_TYPES.map((type) => {
      const { by, from, to, late } = ruleOf(type);
      const who = [player(by, 'REMOTE_INTAKE'), player(by, 'FULLY_ONLINE'), player(by, 'JOINT')];
      const after = to === undefined ? 'stays' : `\`${to}\``;
      if (late === undefined) return [`\`${type}\``, ...who, states(from), after];
      return [`\`${type}\``, ...who, `${states(from)}; late: ${states(late)}`, `${after}; late: stays`];
    });
    const titles = ['act', 'by, 异地代收代办', 'by, 全程网办', 'by, 多地联办', 'in state', 'new state'];
    const open = `\nOpen: ${OPEN.map((state) => `\`${state}\``).join(', ')}.\n`;
    expectGenerated(paper.path, 'acts', table(titles, rows) + open);
  });

  it('shows every state and every act in its picture', () => {
    const picture = paper.text.slice(
      paper.text.indexOf('## 9. The case'),
      paper.text.indexOf('<!-- generated'),
    );
    for (const state of CASE_STATES) expect(picture).toMatch(new RegExp(`\\b${state} \\p{Script=Han}`, 'u'));
    for (const act of ACT_TYPES) if (act !== 'DispatchAcknowledgement') expect(picture).toContain(act);
  });
});
