/** Gives equal texts one number. A million rows repeat a few thousand names. */
export class Interner {
  readonly #numbers = new Map<string, number>();
  readonly #texts: string[] = [];

  get size(): number {
    return this.#texts.length;
  }

  /** The number of a text, made when it is new. */
  intern(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const number = this.#texts.length;
    const own = flat(text);
    this.#numbers.set(own, number);
    this.#texts.push(own);
    return number;
  }

  /** @returns undefined for a text that nobody interned. */
  find(text: string): number | undefined {
    return this.#numbers.get(text);
  }

  textOf(number: number): string {
    return this.#texts[number] ?? '';
  }
}

/** A substring keeps the whole text alive that it was cut from: here, a page of rows for the sake of a name. */
function flat(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}
