/**
 * Remembers what texts turned out to be: a million rows have a few days, modes and authorities between them. Bounded, so that
 * a file of nothing but different values costs no memory.
 */
export class Memo<V> {
  readonly #known = new Map<string, V>();
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  of(text: string, make: (text: string) => V): V {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const made = make(text);
    if (this.#known.size >= this.#most) this.#known.clear();
    this.#known.set(text, made);
    return made;
  }
}
