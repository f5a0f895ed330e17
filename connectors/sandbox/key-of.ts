/** What a platform's word stands for: the member of a constant table that has it. */
export function keyOf<K extends string>(table: Readonly<Record<K, string>>, word: unknown): K | undefined {
  return (Object.keys(table) as K[]).find((key) => table[key] === word); // a constant has no other keys
}
