import type { MappingDirection, MappingRow } from '#proto/schema';

/** One row as it is read in one direction. */
export interface Entry {
  readonly code: string;
  /** The counterpart. */
  readonly to: string;
  readonly when: string | undefined;
  readonly priority: number;
  readonly validFrom: string;
  readonly validTo: string;
  /** Place in the table of the document. */
  readonly row: number;
}

/** One thing of the province that is several nationally. */
export interface Bundle {
  readonly nationals: readonly string[];
  readonly validFrom: string;
  readonly validTo: string;
  readonly row: number;
}

const FIRST_DAY = '0000-01-01';
const LAST_DAY = '9999-12-31';

/** A table of the document, indexed for both directions. Immutable. */
export class MappingTable {
  /** With the platform before it. */
  readonly title: string;
  /** The table that the national side is looked up in, if this is only half of the way. */
  readonly next: MappingTable | undefined;
  readonly #entries: Readonly<Record<MappingDirection, ReadonlyMap<string, readonly Entry[]>>>;
  readonly #bundles: ReadonlyMap<string, readonly Bundle[]>;

  constructor(title: string, rows: readonly MappingRow[], next: MappingTable | undefined) {
    this.title = title;
    this.next = next;
    this.#entries = { TO_NATIONAL: entriesOf(rows, 'TO_NATIONAL'), TO_LOCAL: entriesOf(rows, 'TO_LOCAL') };
    this.#bundles = bundlesOf(rows);
  }

  /** What a code may be on that day, conditions aside. */
  entries(direction: MappingDirection, code: string, day: string): readonly Entry[] {
    return inForce(this.#entries[direction].get(code), day);
  }

  bundle(local: string, day: string): Bundle | undefined {
    return inForce(this.#bundles.get(local), day)[0];
  }

  /** All entries of one direction, by code. */
  byCode(direction: MappingDirection): ReadonlyMap<string, readonly Entry[]> {
    return this.#entries[direction];
  }

  get bundles(): ReadonlyMap<string, readonly Bundle[]> {
    return this.#bundles;
  }
}

const NONE: readonly never[] = [];

function inForce<T extends { validFrom: string; validTo: string }>(
  all: readonly T[] | undefined,
  day: string,
): readonly T[] {
  if (all === undefined) return NONE;
  const [only] = all;
  if (all.length === 1 && only !== undefined && only.validFrom <= day && day <= only.validTo) return all;
  return all.filter(({ validFrom, validTo }) => validFrom <= day && day <= validTo);
}

function entriesOf(rows: readonly MappingRow[], direction: MappingDirection): Map<string, Entry[]> {
  const found = new Map<string, Entry[]>();
  for (const [row, { local, national, direction: own, when, priority, ...days }] of rows.entries()) {
    if (national === undefined || (own !== 'BOTH' && own !== direction)) continue;
    const [code, to] = direction === 'TO_NATIONAL' ? [local, national] : [national, local];
    push(found, code, { code, to, when, priority, ...period(days), row });
  }
  return found;
}

function bundlesOf(rows: readonly MappingRow[]): Map<string, Bundle[]> {
  const found = new Map<string, Bundle[]>();
  for (const [row, { local, nationals, ...days }] of rows.entries()) {
    if (nationals !== undefined) push(found, local, { nationals, ...period(days), row });
  }
  return found;
}

function period({ validFrom = FIRST_DAY, validTo = LAST_DAY }: Pick<MappingRow, 'validFrom' | 'validTo'>) {
  return { validFrom, validTo };
}

function push<T>(lists: Map<string, T[]>, key: string, element: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [element]);
  else list.push(element);
}
