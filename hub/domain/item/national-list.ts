import { dateOfDay, dayNumber } from './day.js';
import type { NationalItem } from './national-item.js';

/** The national list at one time: some thousand rows, so plain maps will do. Immutable. */
export class NationalList {
  /** Versions of each row of the list, newest first. */
  readonly #versions: ReadonlyMap<string, readonly NationalItem[]>;
  readonly #listNos: ReadonlyMap<string, readonly string[]>;

  /** @param items versions in any order. */
  constructor(items: readonly NationalItem[] = []) {
    this.#versions = grouped(
      [...items].sort((a, b) => b.version - a.version),
      (item) => item.listNo,
    );
    const byCode = grouped(items, (item) => item.basicCode);
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

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}
