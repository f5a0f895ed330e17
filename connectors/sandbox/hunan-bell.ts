/** Rings when there is something to say: whoever waits for it is woken. */
export class Bell {
  #ring: () => void = () => {};
  #rung = this.#next();

  ring(): void {
    this.#ring();
    this.#rung = this.#next();
  }

  /** Until it rings, and no longer than this. */
  async heard(waitMs: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, waitMs);
    });
    await Promise.race([this.#rung, late]);
    clearTimeout(timer);
  }

  #next(): Promise<void> {
    return new Promise((resolve) => {
      this.#ring = resolve;
    });
  }
}
