import { usccFault } from '../codes/uscc.js';
import { groupBy } from '../rules/group.js';
import { isInForce, periodFault } from '../rules/validity.js';
import type { Succession } from './rows.js';

const NOBODY: readonly string[] = [];

/** Who took whose powers over. Rows must be without faults. */
export class Successions {
  readonly #bySource: ReadonlyMap<string, readonly Succession[]>;

  constructor(rows: readonly Succession[]) {
    this.#bySource = groupBy(rows, ({ from }) => from);
  }

  /** The authorities that took over what `org` did of an item, by the rule closest to it; several are a contradiction. */
  successorsOf(org: string, basicCode: string, date: string): readonly string[] {
    const rows = this.#bySource.get(org);
    if (rows === undefined) return NOBODY;
    const fitting = rows.filter((row) => basicCode.startsWith(row.basicCodePrefix) && isInForce(row, date));
    const longest = Math.max(...fitting.map(({ basicCodePrefix }) => basicCodePrefix.length));
    const closest = fitting.filter(({ basicCodePrefix }) => basicCodePrefix.length === longest);
    return [...new Set(closest.map(({ to }) => to))].sort();
  }
}

/** Everything that is wrong with successions, one line each. */
export function successionFaults(rows: readonly Succession[]): string[] {
  return [...rows.flatMap(rowFaults), ...loops(rows)];
}

function rowFaults(row: Succession): string[] {
  const prefixFault = /^\d{0,12}$/.test(row.basicCodePrefix)
    ? undefined
    : `${row.basicCodePrefix} is not the beginning of a basic code`;
  return [usccFault(row.from), usccFault(row.to), prefixFault, periodFault(row)]
    .filter((fault) => fault !== undefined)
    .map((fault) => `${row.from} → ${row.to}: ${fault}`);
}

/** What every succession of a chain holds for, items and days; undefined when there is no such thing. */
interface Extent {
  readonly prefix: string;
  readonly from: string;
  readonly to: string;
}

const EVERYTHING: Extent = { prefix: '', from: '', to: '9999-12-31' };

/**
 * Chains that come back to where they began, for some item on some day. Powers that are given back later are none: the first
 * succession has ended by then.
 */
function loops(rows: readonly Succession[]): string[] {
  const bySource = groupBy(rows, ({ from }) => from);
  const found = new Map<string, string>();
  const visit = (org: string, path: readonly string[], extent: Extent): void => {
    const at = path.indexOf(org);
    if (at >= 0) {
      const circle = path.slice(at);
      found.set([...circle].sort().join(), `the successions go in a circle: ${[...circle, org].join(' → ')}`);
      return;
    }
    for (const row of bySource.get(org) ?? []) {
      const common = narrowed(extent, row);
      if (common !== undefined) visit(row.to, [...path, org], common);
    }
  };
  for (const org of bySource.keys()) visit(org, [], EVERYTHING);
  return [...found.values()];
}

function narrowed(extent: Extent, row: Succession): Extent | undefined {
  const [, from = ''] = [extent.from, row.validFrom ?? EVERYTHING.from].sort();
  const [to = ''] = [extent.to, row.validTo ?? EVERYTHING.to].sort();
  const [short = '', long = ''] = [extent.prefix, row.basicCodePrefix].sort((a, b) => a.length - b.length);
  return long.startsWith(short) && from <= to ? { prefix: long, from, to } : undefined;
}
