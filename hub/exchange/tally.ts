import type { CountChange } from '#hub/store';

/** Adds up changes of counts before they are written: what goes up and down again within a batch is not written at all. */
export class Tally<T extends object> {
  readonly #byKey = new Map<string, CountChange<T>>();

  add(counted: T, change: 1 | -1): void {
    const key = JSON.stringify(counted);
    this.#byKey.set(key, { counted, change: (this.#byKey.get(key)?.change ?? 0) + change });
  }

  changes(): CountChange<T>[] {
    return [...this.#byKey.values()].filter(({ change }) => change !== 0);
  }
}
