import type { OutgoingAct } from '#connectors/kit';

/** How many names are remembered. */
const MAX_NAMES = 10_000;

/**
 * Hands acts to the journal, each once in the life of this process: the feed repeats entries, and a thing is looked at again and
 * again. What this forgets, the journal and the hub know: the same act has the same name, and so the same message id.
 */
export class AcceptedOnce<Act extends { readonly ref: string } = OutgoingAct> {
  readonly #accept: (act: Act) => Promise<void>;
  readonly #names = new Set<string>();

  constructor(accept: (act: Act) => Promise<void>) {
    this.#accept = accept;
  }

  has(ref: string): boolean {
    return this.#names.has(ref);
  }

  async accept(act: Act): Promise<void> {
    if (this.has(act.ref)) return;
    await this.#accept(act);
    this.#names.add(act.ref);
    const [oldest] = this.#names;
    if (this.#names.size > MAX_NAMES && oldest !== undefined) this.#names.delete(oldest);
  }
}
