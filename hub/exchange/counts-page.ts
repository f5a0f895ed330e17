/** One page of a list of counts, in the order in which they came up. */
export interface CountsPage<Row> {
  readonly counts: readonly Row[];
  /** Where the next page begins; undefined on the last one. */
  readonly next: number | undefined;
}

/** @param read the rows, at most as many as it is asked for. */
export async function countsPage<Row extends { readonly id: number }>(
  limit: number,
  read: (limit: number) => Promise<readonly Row[]>,
): Promise<CountsPage<Row>> {
  const rows = await read(limit + 1);
  const counts = rows.slice(0, limit);
  return { counts, next: rows.length > limit ? counts.at(-1)?.id : undefined };
}
