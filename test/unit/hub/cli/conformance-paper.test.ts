import { describe, it } from 'vitest';
import { CHECKS } from '#hub/cli';
import { expectGenerated, table } from '../../../kit/papers.js';

/** Flows differ in mode and role alone: one row for the four of them. */
function rows(): string[][] {
  const seen = new Map<string, string[]>();
  for (const { id, title, proves, remedy, needs } of CHECKS) {
    const [group = '', flow = ''] = id.split('.');
    const name = group === 'flow' ? `flow.${flow}.*` : id;
    const ofFlow = (text: string) => (group === 'flow' ? text.replace(/[（(].*$/, '').trim() : text);
    seen.set(name, [
      `\`${name}\``,
      `${ofFlow(title.zh)} · ${ofFlow(title.en)}`,
      proves.en,
      remedy.en,
      needs.map((each) => `\`${each}\``).join(' ') || '–',
    ]);
  }
  return [...seen.values()];
}

describe('the paper of the conformance kit', () => {
  it('has every check', () => {
    const titles = ['check', '检查 · what', 'passes when', 'if it fails', 'needs'];
    expectGenerated('connectors/CONFORMANCE.md', 'checks', table(titles, rows()));
  });
});
