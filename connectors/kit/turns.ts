/** Work that is done one after the other, each whatever became of the one before. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  take<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => {}); // told to its own caller
    return done;
  }

  /** Resolves when everything so far is done. */
  async idle(): Promise<void> {
    await this.#last;
  }
}
