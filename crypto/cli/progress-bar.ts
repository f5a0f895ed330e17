import type { Language } from '#crypto/verify';

const COLUMNS = 30;

/** What is counted. */
const ENTRIES = { zh: '条', en: 'entries' };
export const FILES = { zh: '个文件', en: 'files' };
export const CASES = { zh: '件', en: 'cases' };

/** On a terminal only: in a file it would be noise. */
export class ProgressBar {
  readonly #out: NodeJS.WritableStream & { readonly isTTY?: boolean };
  readonly #language: Language;
  #what = ENTRIES;
  #total = 0;
  #done = 0;
  #shown = -1;

  constructor(out: NodeJS.WritableStream & { readonly isTTY?: boolean }, language: Language) {
    this.#out = out;
    this.#language = language;
  }

  /** Begins anew. */
  start(total: number, what = ENTRIES): void {
    this.#what = what;
    this.#done = 0;
    this.#total = total;
    this.#show();
  }

  add(count: number): void {
    this.#done += count;
    this.#show();
  }

  end(): void {
    if (this.#shown >= 0) this.#out.write('\r\x1b[K');
  }

  #show(): void {
    const percent = Math.floor((100 * this.#done) / Math.max(1, this.#total));
    if (this.#out.isTTY !== true || percent === this.#shown) return;
    this.#shown = percent;
    const full = Math.round((percent / 100) * COLUMNS);
    const bar = '█'.repeat(full) + '░'.repeat(COLUMNS - full);
    const { zh, en } = this.#what;
    const what =
      this.#language === 'zh'
        ? `${this.#done}/${this.#total} ${zh}`
        : `${this.#done} of ${this.#total} ${en}`;
    this.#out.write(`\r\x1b[K  ${bar} ${percent} %  ${what}`);
  }
}
