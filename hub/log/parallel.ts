/**
 * Does work for each item, several at a time, in their order of beginning.
 * @throws the first failure, once everything that was begun has ended; nothing more is begun after it.
 */
export async function inParallel<T>(
  items: Iterable<T>,
  width: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const source = items[Symbol.iterator]();
  const failures: unknown[] = [];
  const lane = async () => {
    for (let next = source.next(); next.done !== true && failures.length === 0; next = source.next()) {
      try {
        await work(next.value);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: width }, lane));
  if (failures.length > 0) throw failures[0];
}
