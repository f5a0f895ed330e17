/** One page of a list of rows that are numbered in the order in which they came up. */
export interface NumberedPage<Row> {
  readonly rows: readonly Row[];
  /** Where the next page begins; undefined on the last one. */
  readonly next: number | undefined;
}

/** @param read rows in their order, at most as many as it is asked for. */
export async function numberedPage<Row extends { readonly id: number }>(
  limit: number,
  read: (limit: number) => Promise<readonly Row[]>,
): Promise<NumberedPage<Row>> {
  const found = await read(limit + 1);
  const rows = found.slice(0, limit);
  return { rows, next: found.length > limit ? rows.at(-1)?.id : undefined };
}
