/** What a version says of its days, YYYY-MM-DD and both included; `validTo` is empty while it is open. */
interface Version {
  readonly validFrom: string;
  readonly validTo: string;
}

/** A version as it stands on a day. */
export interface Standing<T> {
  readonly version: T;
  /** From then on a later version prevails. */
  readonly supersededOn: string | undefined;
}

/**
 * Of each row the version that stands on a day, if one does: the latest whose first day has come, unless its last one is over.
 * The hub reads its own catalogue so (held against it by test/property/catalogue-copy.test.ts).
 * @param versions of a row the latest first.
 */
export async function* standing<T extends Version>(
  versions: AsyncIterable<T>,
  rowOf: (version: T) => string,
  day: string,
): AsyncGenerator<Standing<T>> {
  const decided = new Set<string>();
  const later = new Map<string, string>();
  for await (const version of versions) {
    const row = rowOf(version);
    if (decided.has(row)) continue;
    const { validFrom, validTo } = version;
    const supersededOn = later.get(row);
    if (validFrom > day) {
      later.set(row, supersededOn === undefined || validFrom < supersededOn ? validFrom : supersededOn);
      continue;
    }
    decided.add(row);
    if (validTo === '' || validTo >= day) yield { version, supersededOn };
  }
}
