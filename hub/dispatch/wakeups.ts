/** Tells whoever waits for a recipient's inbox that something may have come. */
export class Wakeups {
  readonly #waiting = new Map<string, Set<() => void>>();

  /** @param recipient empty: everybody, because some may have been missed. */
  heard(recipient: string): void {
    const recipients = recipient === '' ? [...this.#waiting.keys()] : [recipient];
    for (const each of recipients) {
      for (const wake of this.#waiting.get(each) ?? []) wake();
    }
  }

  /** @returns a function that ends the interest. */
  watch(recipient: string, wake: () => void): () => void {
    const waiting = this.#waiting.get(recipient) ?? new Set();
    waiting.add(wake);
    this.#waiting.set(recipient, waiting);
    return () => {
      waiting.delete(wake);
      if (waiting.size === 0) this.#waiting.delete(recipient);
    };
  }

  /** Waits until something may have come, at most this long, or until the signal. */
  async wait(recipient: string, milliseconds: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted || milliseconds <= 0) return;
    await new Promise<void>((resolve) => {
      const end = () => {
        clearTimeout(alarm);
        unwatch();
        signal.removeEventListener('abort', end);
        resolve();
      };
      const alarm = setTimeout(end, milliseconds);
      const unwatch = this.watch(recipient, end);
      signal.addEventListener('abort', end);
    });
  }
}
