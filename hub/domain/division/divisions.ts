import { divisionAncestors, shortestDivisionCode } from '../codes/division-code.js';
import { groupBy } from '../rules/group.js';
import { RuleDataError } from '../rules/rule-data-error.js';
import { isInForce } from '../rules/validity.js';
import { divisionFaults } from './row-faults.js';
import type { DivisionChange, DivisionRow } from './rows.js';

/**
 * An immutable reading of the divisions (行政区划) and how they changed. Codes may be asked for in their long forms. What is
 * not listed is not known, which does not make it wrong: lists end at some level.
 */
export class Divisions {
  readonly rows: readonly DivisionRow[];
  readonly changes: readonly DivisionChange[];
  readonly #byCode: ReadonlyMap<string, readonly DivisionRow[]>;
  readonly #changes: ReadonlyMap<string, readonly DivisionChange[]>;
  readonly #ancestors = new Map<string, readonly string[]>();
  readonly #beneath: ReadonlyMap<string, readonly DivisionRow[]>;

  /** @throws RuleDataError naming every fault: codes, periods, overlapping rows, changes that go in a circle. */
  constructor(rows: readonly DivisionRow[], changes: readonly DivisionChange[] = []) {
    const faults = divisionFaults(rows, changes);
    if (faults.length > 0) throw new RuleDataError('the divisions are not valid', faults);
    this.rows = Object.freeze([...rows]);
    this.changes = Object.freeze([...changes]);
    this.#byCode = groupBy(rows, ({ code }) => code);
    this.#changes = groupBy(changes, ({ from }) => from);
    for (const code of this.#byCode.keys()) this.#ancestors.set(code, Object.freeze(divisionAncestors(code)));
    this.#beneath = this.#filedBeneath(rows);
  }

  /** @returns undefined for a division that is not known on that day. @param date YYYY-MM-DD. */
  nameOf(code: string, date: string): string | undefined {
    return this.#rowOf(code, date)?.name;
  }

  isKnown(code: string, date: string): boolean {
    return this.#rowOf(code, date) !== undefined;
  }

  /** The codes of the divisions that hold this one, nearest first, up to the country; by the code alone, listed or not. */
  ancestorsOf(code: string): readonly string[] {
    return this.#ancestors.get(code) ?? divisionAncestors(code);
  }

  /** The divisions listed anywhere beneath this one that are known on that day, in the order of their codes. */
  beneath(code: string, date: string): readonly DivisionRow[] {
    return (this.#beneath.get(shortestDivisionCode(code)) ?? []).filter((row) => isInForce(row, date));
  }

  /** How many rows `beneath` has to look at. */
  sizeOf(code: string): number {
    return this.#beneath.get(shortestDivisionCode(code))?.length ?? 0;
  }

  /**
   * The divisions that on that day stand in the place of one that is gone: one if it was merged or renamed, several if it
   * was split, in the order of their codes. Empty for a division that is still there, or of which nothing is known.
   */
  successorsOf(code: string, date: string): readonly string[] {
    const own = shortestDivisionCode(code);
    const successors = new Set(this.#follow(own, date));
    successors.delete(own);
    return [...successors].sort();
  }

  /** The codes under which a place stands on that day: its successors', or its own. */
  standingFor(code: string, date: string): readonly string[] {
    return this.#follow(shortestDivisionCode(code), date);
  }

  #follow(code: string, date: string): readonly string[] {
    if (this.isKnown(code, date)) return [code];
    const next = (this.#changes.get(code) ?? []).filter(({ on }) => on <= date);
    return next.length === 0 ? [code] : next.flatMap(({ to }) => this.#follow(to, date));
  }

  #rowOf(code: string, date: string): DivisionRow | undefined {
    return this.#byCode.get(shortestDivisionCode(code))?.find((row) => isInForce(row, date));
  }

  #filedBeneath(rows: readonly DivisionRow[]): Map<string, DivisionRow[]> {
    const pairs = rows.flatMap((row) => this.ancestorsOf(row.code).map((above) => ({ above, row })));
    pairs.sort((a, b) => (a.row.code < b.row.code ? -1 : 1));
    const groups = groupBy(pairs, ({ above }) => above);
    return new Map([...groups].map(([above, members]) => [above, members.map(({ row }) => row)]));
  }
}
