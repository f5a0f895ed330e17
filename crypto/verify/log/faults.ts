import { fail, missingAnswer } from '../answers.js';
import type { Answer, Question } from '../questions.js';

/** How many are told; all are counted. */
const TOLD = 3;

interface Told {
  readonly zh: string;
  readonly en: string;
}

/** What is wrong with files, and what is missing: counted, the first few told, so that a ruined log takes no memory. */
export class Faults {
  readonly #question: Question;
  readonly #false: Told[] = [];
  readonly #missing: string[] = [];
  #falseCount = 0;
  #missingCount = 0;

  constructor(question: Question) {
    this.#question = question;
  }

  wrong(path: string, zh: string, en: string): void {
    this.#falseCount++;
    if (this.#false.length < TOLD) this.#false.push({ zh: `${path} ${zh}`, en: `${path} ${en}` });
  }

  missing(path: string): void {
    this.#missingCount++;
    if (this.#missing.length < TOLD) this.#missing.push(path);
  }

  /** What is false comes before what is not there. @returns undefined when nothing is either. */
  answer(): Answer | undefined {
    if (this.#falseCount > 0) {
      const more = this.#falseCount > TOLD ? ` … (${this.#falseCount})` : '';
      return fail(
        this.#question,
        this.#false.map(({ zh }) => zh).join('；') + more,
        this.#false.map(({ en }) => en).join('; ') + more,
      );
    }
    if (this.#missingCount === 0) return undefined;
    const names = this.#missing.join(', ') + (this.#missingCount > TOLD ? ` … (${this.#missingCount})` : '');
    return missingAnswer(this.#question, `缺少 ${names}`, `missing: ${names}`);
  }
}
