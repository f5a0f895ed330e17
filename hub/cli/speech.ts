/** Chinese first, English by flag. */
export type Language = 'zh' | 'en';

export interface Text {
  readonly zh: string;
  readonly en: string;
}

export interface Progress {
  add(amount: number): void;
  end(): void;
}

/** Where commands write for people. Their own logs go elsewhere. */
export class Speech {
  readonly language: Language;
  readonly #out: NodeJS.WritableStream & { isTTY?: boolean };

  constructor(language: Language, out: NodeJS.WritableStream = process.stdout) {
    this.language = language;
    this.#out = out;
  }

  say(text: Text | string): void {
    this.#out.write(`${typeof text === 'string' ? text : text[this.language]}\n`);
  }

  /** For programs: the same in every language. */
  sayJson(value: unknown): void {
    this.say(JSON.stringify(value, undefined, 2));
  }

  /** Shows that something is under way, then how it ended and how long it took. */
  async step<T>(text: Text, work: () => Promise<T>): Promise<T> {
    const title = text[this.language];
    const started = performance.now();
    if (this.#out.isTTY) this.#out.write(`  … ${title}`);
    try {
      const result = await work();
      this.#end('✓', title, started);
      return result;
    } catch (error) {
      this.#end('✗', title, started);
      throw error;
    }
  }

  /** A bar on a terminal; a few lines where there is none. `end` says that the reading is over and the work goes on. */
  progress(text: Text, total: number): Progress {
    const title = text[this.language];
    const steps = this.#out.isTTY ? 100 : 4;
    let done = 0;
    let shown = 0;
    return {
      add: (amount) => {
        done += amount;
        const step = Math.floor((done / Math.max(1, total)) * steps);
        if (step === shown) return;
        shown = step;
        const percent = `${Math.round((step / steps) * 100)} %`;
        if (!this.#out.isTTY) this.#out.write(`  ${title} ${percent}\n`);
        else this.#out.write(`\r\x1b[K  ${title} ${bar(step / steps)} ${percent}`);
      },
      end: () => {
        if (this.#out.isTTY) this.#out.write('\r\x1b[K');
      },
    };
  }

  #end(mark: string, title: string, started: number): void {
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    this.#out.write(`${this.#out.isTTY ? '\r\x1b[K' : ''}  ${mark} ${title} (${seconds} s)\n`);
  }
}

const BAR_COLUMNS = 30;

function bar(fraction: number): string {
  const full = Math.round(Math.min(1, fraction) * BAR_COLUMNS);
  return '█'.repeat(full) + '░'.repeat(BAR_COLUMNS - full);
}

/** Columns of Chinese and Latin text line up when wide characters count twice. */
export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - columns(text)));
}

function columns(text: string): number {
  let count = 0;
  for (const character of text)
    count += /[\u1100-\u115f\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/u.test(character) ? 2 : 1;
  return count;
}
