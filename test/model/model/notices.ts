import type { CaseAct, Code } from './words.js';

type Notice = Extract<CaseAct, { type: 'CorrectionNotice' }>;

/** 一次性告知: what is to be corrected is named once, and at once. */
export class Notices {
  open: string | undefined;
  #isFirst = true;
  readonly #named = new Set<string>();

  reasons({ codes, hasOverride }: Notice): Code[] {
    if (this.#isFirst || hasOverride) return [];
    return codes.some((code) => this.#named.has(code))
      ? ['POINT_ALREADY_NOTICED']
      : ['POINT_NOT_NOTICED_AT_ONCE'];
  }

  take({ noticeNo, codes }: Notice): void {
    this.open = noticeNo;
    this.#isFirst = false;
    for (const code of codes) this.#named.add(code);
  }
}
