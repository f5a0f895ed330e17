interface Step {
  readonly name: string;
  /** Those that have not been followed yet. */
  readonly rest: Iterator<string>;
}

/**
 * However long the way is: it is kept in a list, not on the stack (proved by test/unit/connectors/mapping-document.test.ts).
 * @returns the names along one loop, the first again at its end; undefined when there is none.
 */
export function findLoop(next: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const finished = new Set<string>();
  for (const start of next.keys()) {
    const loop = follow(start, next, finished);
    if (loop !== undefined) return loop;
  }
  return undefined;
}

function follow(
  start: string,
  next: ReadonlyMap<string, readonly string[]>,
  finished: Set<string>,
): string[] | undefined {
  const stepTo = (name: string): Step => ({ name, rest: (next.get(name) ?? [])[Symbol.iterator]() });
  const way = [stepTo(start)];
  const onWay = new Set([start]);
  for (let last = way.at(-1); last !== undefined; last = way.at(-1)) {
    const { value: name, done } = last.rest.next();
    if (done === true) {
      finished.add(last.name);
      onWay.delete(last.name);
      way.pop();
    } else if (onWay.has(name)) {
      const names = way.map((step) => step.name);
      return [...names.slice(names.indexOf(name)), name];
    } else if (!finished.has(name)) {
      way.push(stepTo(name));
      onWay.add(name);
    }
  }
  return undefined;
}
