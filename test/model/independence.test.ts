import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '#config';
import { LAW } from './model/law.js';

const FOLDER = join(packageRoot, 'test', 'model', 'model');

describe('the model', () => {
  it('imports nothing but itself: what it knows, it has from the papers', () => {
    const files = readdirSync(FOLDER);
    const imports = files.flatMap((file) =>
      [...readFileSync(join(FOLDER, file), 'utf8').matchAll(/(?:from|import\()\s*'([^']+)'/g)].map(
        ([, specifier]) => `${file} → ${specifier}`,
      ),
    );
    expect(imports.length).toBeGreaterThan(30);
    expect(imports.filter((line) => !/ → \.\/[a-z-]+\.js$/.test(line))).toEqual([]);
  });

  it('has the table of the paper: whose each act is, in which states, and where it leads', () => {
    const told = rowsOfPaper().filter(({ act }) => !BEYOND.includes(act));
    const model = Object.entries(LAW).map(([act, { by, from, to = 'stays', late }]) => ({
      act,
      by: NAMES[by] ?? by,
      from:
        (from === 'any' ? 'any' : [...from].sort().join()) +
        (late ? `; late: ${[...late].sort().join()}` : ''),
      to: to + (late ? '; late: stays' : ''),
    }));
    expect(model.sort(byAct)).toEqual(told.sort(byAct));
  });
});

/** What opens a case or a thread without one, what comes of other calendars, what is held back, and what no story has yet. */
const BEYOND = [
  ...['SubmitCase', 'ItemConsultationOpened'],
  ...['DeadlineRecomputed', 'ReplyDeadlineRecomputed'],
  ...['EarlyActHeld', 'EarlyActRefused'],
  ...['LifeEventRated', 'CreditRestored'],
];
const NAMES: Readonly<Record<string, string>> = { participant: 'any participant' };

interface Row {
  readonly act: string;
  readonly by: string;
  readonly from: string;
  readonly to: string;
}

/** Of who faces the applicant the table has a column for each mode. */
function rowsOfPaper(): Row[] {
  const paper = readFileSync(join(packageRoot, 'hub', 'LIFECYCLE.md'), 'utf8');
  const table = paper.split('<!-- generated: acts -->')[1]?.split('<!-- end -->')[0] ?? '';
  const open = /^Open: (.*)\.$/m.exec(table)?.[1] ?? '';
  return [...table.matchAll(/^\| `(.*)$/gm)].map(([line]) => {
    const [, act = '', remote = '', online = '', , states = '', to = ''] = line
      .split('|')
      .map((cell) => cell.trim());
    return {
      act: plain(act),
      by: remote === online ? remote : 'counter',
      from:
        states === 'any' ? 'any' : plain(states.replace(/^open/, open)).split('; ').map(sorted).join('; '),
      to: plain(to),
    };
  });
}

function plain(cell: string): string {
  return cell.replaceAll('`', '');
}

function sorted(list: string): string {
  const [, label = '', states = ''] = /^(late: )?(.*)$/.exec(list) ?? [];
  return label + states.split(', ').sort().join();
}

function byAct(one: Row, other: Row): number {
  return one.act < other.act ? -1 : 1;
}
