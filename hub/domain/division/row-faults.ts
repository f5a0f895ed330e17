import { parseDivisionCode } from '../codes/division-code.js';
import { groupBy } from '../rules/group.js';
import { isDay, isInForce, overlap, periodFault } from '../rules/validity.js';
import type { DivisionChange, DivisionRow } from './rows.js';

/** Everything that is wrong with rows and changes, one line each; empty when they can be used. */
export function divisionFaults(rows: readonly DivisionRow[], changes: readonly DivisionChange[]): string[] {
  const byCode = groupBy(rows, ({ code }) => code);
  return [
    ...rows.flatMap(rowFaults),
    ...[...byCode.values()].flatMap(overlaps),
    ...changes.flatMap((change) => changeFaults(change, byCode.get(change.from) ?? [])),
    ...loops(changes),
  ];
}

function rowFaults(row: DivisionRow): string[] {
  const code = parseDivisionCode(row.code);
  const period = periodFault(row);
  return [
    ...(typeof code === 'string' ? [`${row.code}: ${code}`] : levelFaults(row, code)),
    ...(period === undefined ? [] : [`${row.code}: ${period}`]),
  ];
}

function levelFaults(row: DivisionRow, code: { readonly code: string; readonly level: string }): string[] {
  return [
    ...(code.code === row.code ? [] : [`${row.code}: expected its shortest form, ${code.code}`]),
    ...(code.level === row.level ? [] : [`${row.code}: its code is one of ${code.level}, not ${row.level}`]),
  ];
}

function overlaps(rows: readonly DivisionRow[]): string[] {
  return rows.flatMap((row, i) =>
    rows
      .slice(i + 1)
      .filter((other) => overlap(row, other))
      .map((other) => `${row.code}: ${row.name} and ${other.name} at the same time`),
  );
}

function changeFaults(change: DivisionChange, rows: readonly DivisionRow[]): string[] {
  const name = `${change.from} → ${change.to}`;
  const codeFaults = [change.from, change.to].flatMap((text) => {
    const code = parseDivisionCode(text);
    if (typeof code === 'string') return [`${name}: ${text}: ${code}`];
    return code.code === text ? [] : [`${name}: ${text}: expected its shortest form, ${code.code}`];
  });
  if (!isDay(change.on)) return [...codeFaults, `${name}: ${change.on} is not a day YYYY-MM-DD`];
  const lives = change.kind !== 'SPLIT' && rows.some((row) => isInForce(row, change.on));
  if (!lives) return codeFaults;
  return [
    ...codeFaults,
    `${name}: ${change.from} is still valid on ${change.on}, when it was ${change.kind}`,
  ];
}

/** Chains of changes that come back to where they began; each loop once. */
function loops(changes: readonly DivisionChange[]): string[] {
  const successors = groupBy(changes, ({ from }) => from);
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (code: string, path: readonly string[]): void => {
    const at = path.indexOf(code);
    if (at >= 0) found.push(`the changes go in a circle: ${[...path.slice(at), code].join(' → ')}`);
    if (at >= 0 || done.has(code)) return;
    for (const { to } of successors.get(code) ?? []) visit(to, [...path, code]);
    done.add(code);
  };
  for (const code of successors.keys()) visit(code, []);
  return found;
}
