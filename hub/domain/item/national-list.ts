import { groupBy } from '../rules/group.js';
import { dateOfDay, dayNumber } from './day.js';
import type { NationalItem } from './national-item.js';
import type { Partnership } from './partnership.js';

/** Whether an item is handled on a day, and between whom, as far as the list knows. */
export type Standing =
  /** No partnerships: everywhere, also when the list does not know the item at all. */
  | { readonly kind: 'handled'; readonly partnerships: readonly Partnership[] }
  /** By that row. */
  | { readonly kind: 'cancelled'; readonly by: NationalItem }
  /** Handled between partners alone, and no agreement of theirs is in force. */
  | { readonly kind: 'lapsed'; readonly last: NationalItem };

const EVERYWHERE: Standing = Object.freeze({ kind: 'handled', partnerships: Object.freeze([]) });

/** The national list at one time: some thousand rows, so plain maps will do. Immutable. */
export class NationalList {
  /** Versions of each row of the list, newest first. */
  readonly #versions: ReadonlyMap<string, readonly NationalItem[]>;
  readonly #listNos: ReadonlyMap<string, readonly string[]>;

  /** @param items versions in any order. */
  constructor(items: readonly NationalItem[] = []) {
    this.#versions = groupBy(
      [...items].sort((a, b) => b.version - a.version),
      (item) => item.listNo,
    );
    const byCode = groupBy(items, (item) => item.basicCode);
    this.#listNos = new Map(
      [...byCode].map(([code, rows]) => [code, [...new Set(rows.map((row) => row.listNo))]]),
    );
  }

  /** The list with more versions. */
  with(items: readonly NationalItem[]): NationalList {
    return items.length === 0 ? this : new NationalList([...[...this.#versions.values()].flat(), ...items]);
  }

  /** The rows about an item as they stand on a day, cancelled ones too. @param date YYYY-MM-DD. */
  byBasicCode(basicCode: string, date: string): readonly NationalItem[] {
    return (this.#listNos.get(basicCode) ?? []).flatMap((listNo) => {
      const item = this.byListNo(listNo, date);
      return item?.basicCode === basicCode ? item : [];
    });
  }

  /**
   * One row in force keeps an item alive, and one row of the whole nation opens it to everybody. What was agreed between
   * partners does not become everybody's when the agreement ends.
   * @param date YYYY-MM-DD.
   */
  standing(basicCode: string, date: string): Standing {
    const rows = this.byBasicCode(basicCode, date);
    const [first] = rows;
    if (first === undefined) return this.#unlisted(basicCode);
    const inForce = rows.filter(({ status }) => status === 'IN_FORCE');
    if (inForce.length === 0) return { kind: 'cancelled', by: first };
    if (inForce.some(({ scope }) => scope === 'NATIONAL')) return EVERYWHERE;
    const partnerships = inForce.map(({ partners, document }) => ({ divisions: partners, document }));
    return { kind: 'handled', partnerships };
  }

  #unlisted(basicCode: string): Standing {
    const versions = (this.#listNos.get(basicCode) ?? []).flatMap((no) => this.#versions.get(no) ?? []);
    const last = versions.find((item) => item.scope === 'PARTNERS' && item.basicCode === basicCode);
    return last === undefined ? EVERYWHERE : { kind: 'lapsed', last };
  }

  /** The row as it stands on a day, cut short by what later versions say. @param date YYYY-MM-DD. */
  byListNo(listNo: string, date: string): NationalItem | undefined {
    let next: string | undefined;
    for (const item of this.#versions.get(listNo) ?? []) {
      if (item.validFrom <= date) {
        if (item.validTo !== undefined && item.validTo < date) return undefined;
        return next === undefined || (item.validTo !== undefined && item.validTo < next)
          ? item
          : { ...item, validTo: dateOfDay(dayNumber(next) - 1) };
      }
      if (next === undefined || item.validFrom < next) next = item.validFrom;
    }
    return undefined;
  }

  /** Every row that stands on a day, cancelled ones too. @param date YYYY-MM-DD. */
  on(date: string): readonly NationalItem[] {
    return [...this.#versions.keys()].flatMap((listNo) => this.byListNo(listNo, date) ?? []);
  }
}

/** Why an item is not handled on the day. @param date YYYY-MM-DD. */
export function endOfItem(standing: Exclude<Standing, { kind: 'handled' }>, date: string): string {
  const { name, basicCode, validFrom, document } =
    standing.kind === 'cancelled' ? standing.by : standing.last;
  const what = `item ${basicCode} (${name})`;
  return standing.kind === 'cancelled'
    ? `${what} has been cancelled since ${validFrom} by ${document}`
    : `${what} is handled between partners alone (${document}), and no agreement is in force on ${date}`;
}
