/** @returns the names along one loop, the first again at its end; undefined when there is none. */
export function findLoop(next: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const finished = new Set<string>();
  for (const start of next.keys()) {
    const loop = follow(start, next, [], finished);
    if (loop !== undefined) return loop;
  }
  return undefined;
}

function follow(
  name: string,
  next: ReadonlyMap<string, readonly string[]>,
  path: readonly string[],
  finished: Set<string>,
): string[] | undefined {
  if (path.includes(name)) return [...path.slice(path.indexOf(name)), name];
  if (finished.has(name)) return undefined;
  for (const each of next.get(name) ?? []) {
    const loop = follow(each, next, [...path, name], finished);
    if (loop !== undefined) return loop;
  }
  finished.add(name);
  return undefined;
}
