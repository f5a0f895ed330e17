import { createInterface, type Interface } from 'node:readline/promises';
import type { Text } from '../../speech.js';
import { TimedOut } from '../check.js';
import type { CaseAct, DeskAct, FileAct } from '../desk-words.js';
import { sampleFile } from '../samples.js';
import { Interrupted } from '../waiting.js';
import type { Driver, Shown } from './driver.js';

export interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/** What people call the acts. */
const NAMES: Readonly<Record<DeskAct['kind'], Text>> = {
  file: { zh: '申报', en: 'submission' },
  intake: { zh: '收件', en: 'intake' },
  notice: { zh: '补正告知', en: 'correction notice' },
  correct: { zh: '补正', en: 'correction' },
  accept: { zh: '受理', en: 'acceptance' },
  reject: { zh: '不予受理', en: 'non-acceptance' },
  review: { zh: '审查', en: 'review' },
  decide: { zh: '决定', en: 'decision' },
  conclude: { zh: '办结', en: 'conclusion' },
  transfer: { zh: '结果转送', en: 'transfer of the result' },
  deliver: { zh: '送达', en: 'delivery' },
  withdraw: { zh: '撤回', en: 'withdrawal' },
  suspend: { zh: '中止', en: 'suspension' },
  resume: { zh: '恢复', en: 'resumption' },
  terminate: { zh: '终止', en: 'termination' },
  other: { zh: '其他事项', en: 'other act' },
};

/** Asks a person at the terminal to do each step on the platform, and to say what it shows. */
export class ManualDriver implements Driver {
  readonly isProgram = false;
  readonly #lines: Interface;
  readonly #signal: AbortSignal;
  readonly #tell: (text: Text) => void;
  readonly #item: string;

  /** @param item what the person is told that the case is about. */
  constructor(terminal: Terminal, signal: AbortSignal, tell: (text: Text) => void, item: string) {
    this.#lines = createInterface(terminal);
    this.#signal = signal;
    this.#tell = tell;
    this.#item = item;
  }

  close(): void {
    this.#lines.close();
  }

  file(act: FileAct): Promise<string> {
    this.#tell({
      zh: `    ▷ 请在平台登记一个办件，事项：${this.#item}`,
      en: `    ▷ File a case of ${this.#item}`,
    });
    this.#show(act);
    return this.#ask({ zh: '平台的办件编号', en: 'the platform’s number' });
  }

  async act(ref: string, act: CaseAct): Promise<void> {
    this.#tell({
      zh: `    ▷ 请对办件 ${ref} 操作：${NAMES[act.kind].zh}`,
      en: `    ▷ Do this to case ${ref}: ${NAMES[act.kind].en}`,
    });
    this.#show(act);
    await this.#answer({ zh: '完成后按回车', en: 'press Enter when done' });
  }

  numbered(ref: string): Promise<string> {
    return this.#ask({ zh: `${ref} 显示的枢纽编号`, en: `the hub’s number that ${ref} shows` });
  }

  refused(ref: string): Promise<string> {
    return this.#ask({ zh: `${ref} 显示的拒绝代码`, en: `the code of the refusal that ${ref} shows` });
  }

  async received(hubNo: string, act: DeskAct): Promise<Shown> {
    this.#tell({
      zh: `    ▷ 办件 ${hubNo} 应显示对方的${NAMES[act.kind].zh}：`,
      en: `    ▷ Case ${hubNo} should show the other side’s ${NAMES[act.kind].en}:`,
    });
    this.#show(act);
    if (!(await this.#confirm({ zh: '平台是否已显示', en: 'does the platform show it' }))) {
      throw new TimedOut({
        zh: `平台未显示${NAMES[act.kind].zh}`,
        en: `the platform does not show the ${NAMES[act.kind].en}`,
      });
    }
    const isSame = await this.#confirm({
      zh: '内容与文件是否完全一致',
      en: 'are contents and files the same',
    });
    const isOnce = await this.#confirm({ zh: '是否只出现一次', en: 'is it there only once' });
    const ref = await this.#ask({ zh: '平台的办件编号', en: 'the platform’s number' });
    return { ref, cases: 1, times: isOnce ? 1 : 2, differences: isSame ? [] : [act.kind] };
  }

  hasCase(hubNo: string): Promise<boolean> {
    return this.#confirm({ zh: `平台是否显示办件 ${hubNo}`, en: `does the platform show case ${hubNo}` });
  }

  async kindsReceived(hubNo: string): Promise<readonly string[]> {
    const text = await this.#ask({
      zh: `按显示顺序列出办件 ${hubNo} 中对方的各步（英文名，空格分隔）`,
      en: `the other side’s acts in case ${hubNo} in the order shown, with spaces between`,
    });
    return text.split(/\s+/);
  }

  #show(act: DeskAct): void {
    const readable = (key: string, value: unknown) => {
      if (key === 'fileId') return sampleFile(String(value)).name;
      return value === '' ? undefined : value; // the item, which has been named already
    };
    const text = JSON.stringify(act, readable, 2);
    const lines = text.split('\n').map((line) => `      ${line}`);
    this.#tell({ zh: lines.join('\n'), en: lines.join('\n') });
  }

  /** Something must be said. */
  async #ask(question: Text): Promise<string> {
    for (;;) {
      const text = (await this.#answer(question)).trim();
      if (text !== '') return text;
    }
  }

  async #confirm(question: Text): Promise<boolean> {
    for (;;) {
      const text = (await this.#answer({ zh: `${question.zh}？(y/n)`, en: `${question.en}? (y/n)` })).trim();
      if (/^[yn]$/i.test(text)) return text.toLowerCase() === 'y';
    }
  }

  async #answer(question: Text): Promise<string> {
    this.#tell({ zh: `      ${question.zh}：`, en: `      ${question.en}:` });
    try {
      return await this.#lines.question('      > ', { signal: this.#signal });
    } catch {
      throw new Interrupted();
    }
  }
}
