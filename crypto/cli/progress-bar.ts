import type { Language } from '#crypto/verify';

const COLUMNS = 30;

/** On a terminal only: in a file it would be noise. */
export class ProgressBar {
  readonly #out: NodeJS.WritableStream & { readonly isTTY?: boolean };
  readonly #language: Language;
  #total = 0;
  #done = 0;
  #shown = -1;

  constructor(out: NodeJS.WritableStream & { readonly isTTY?: boolean }, language: Language) {
    this.#out = out;
    this.#language = language;
  }

  start(total: number): void {
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
    const what =
      this.#language === 'zh' ? `${this.#done}/${this.#total} 条` : `${this.#done} of ${this.#total} entries`;
    this.#out.write(`\r\x1b[K  ${bar} ${percent} %  ${what}`);
  }
}
