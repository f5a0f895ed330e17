import { Bell } from './hunan-bell.js';
import type { Json } from './hunan-format.js';

/**
 * The platform's feed: what happened, in the order in which it could be told. A cursor is good while the platform runs and has
 * the entries after it; an entry stays at least until nobody needs it any more.
 */

export interface FeedEntry {
  /** As it is written when it is read: links in it are fresh. */
  readonly write: () => Json;
  /** Whether the exchange still has to answer for it. */
  readonly isOpen: () => boolean;
}

export interface FeedPage {
  readonly entries: readonly Json[];
  readonly next: string;
}

/** A cursor that leads nowhere: of an earlier life of the platform, or before the oldest entry. */
export class CursorTooOld extends Error {
  readonly oldest: string;

  constructor(oldest: string) {
    super('游标已失效');
    this.oldest = oldest;
  }
}

export class Feed {
  readonly #life: string;
  readonly #keep: number;
  readonly #entries: { readonly seq: number; readonly entry: FeedEntry }[] = [];
  readonly #grown = new Bell();
  #last = 0;

  /** @param life names this life of the platform. @param keep how many entries stay although nobody needs them. */
  constructor(life: string, keep: number) {
    this.#life = life;
    this.#keep = keep;
  }

  append(entry: FeedEntry): void {
    this.#last += 1;
    this.#entries.push({ seq: this.#last, entry });
    this.#forget();
    this.wake();
  }

  /** Whoever waits for a page gets what there is. */
  wake(): void {
    this.#grown.ring();
  }

  /** What follows the cursor; held back up to `waitMs` while there is nothing. @throws CursorTooOld. */
  async read(after: string | undefined, limit: number, waitMs: number): Promise<FeedPage> {
    const page = this.#page(after, limit);
    if (page.entries.length > 0 || waitMs === 0) return page;
    await this.#grown.heard(waitMs);
    return this.#page(after, limit);
  }

  /** A page that has anything new begins with the entry of the cursor again, to show that none was left out. */
  #page(after: string | undefined, limit: number): FeedPage {
    const from = this.#seqOf(after);
    const fresh = this.#entries.filter(({ seq }) => seq > from).slice(0, limit);
    const again = fresh.length === 0 ? [] : this.#entries.filter(({ seq }) => seq === from);
    const next = fresh.at(-1)?.seq ?? from;
    return { entries: [...again, ...fresh].map(({ entry }) => entry.write()), next: this.#cursor(next) };
  }

  #seqOf(cursor: string | undefined): number {
    const oldest = (this.#entries[0]?.seq ?? this.#last + 1) - 1;
    if (cursor === undefined) return oldest;
    const [, life, digits] = /^(.+)-(\d{1,15})$/.exec(cursor) ?? [];
    const seq = Number(digits);
    if (life !== this.#life || seq < oldest || seq > this.#last) throw new CursorTooOld(this.#cursor(oldest));
    return seq;
  }

  #cursor(seq: number): string {
    return `${this.#life}-${seq}`;
  }

  #forget(): void {
    while (this.#entries.length > this.#keep && this.#entries[0]?.entry.isOpen() === false) {
      this.#entries.shift();
    }
  }
}
