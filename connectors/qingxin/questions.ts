import {
  type CertificateQuestion,
  type CertificateReply,
  type ConnectorLog,
  type MappingTables,
  newName,
} from '#connectors/kit';
import { seenRows } from './certificate-file-format.js';
import { fromReply, type LocalReply, toQuestion } from './certificate-format.js';
import { CONTENT_COLUMNS, QUESTION_COLUMNS } from './columns.js';
import type { DropFolder } from './drop-folder.js';
import { batchOfFile, IN } from './names.js';
import { removeBatch, sheetFile, writeBatch } from './written-batch.js';

export interface QuestionsParts {
  readonly folder: DropFolder;
  readonly maps: MappingTables;
  readonly log: ConnectorLog;
}

/**
 * Questions of other platforms, each a batch in `in` under a name of its own, as long as somebody waits. An answer that comes
 * later is read, thrown away, and taken for no other (proved by test/integration/certificate-windows-others.long.test.ts).
 */
export class Questions {
  readonly #parts: QuestionsParts;
  readonly #open = new Map<string, (reply: LocalReply) => void>();

  constructor(parts: QuestionsParts) {
    this.#parts = parts;
  }

  /** @throws when nobody waits any more. */
  async ask(question: CertificateQuestion, unwanted: AbortSignal): Promise<CertificateReply> {
    const { folder, maps, log } = this.#parts;
    const id = newName();
    const files = [sheetFile(id, 'WX', QUESTION_COLUMNS, [toQuestion(id, question, maps)])];
    const seen = seenRows(id, question, maps);
    if (seen.length > 0) files.push(sheetFile(id, 'ZM', CONTENT_COLUMNS, seen));
    const replied = new Promise<LocalReply>((resolve) => this.#open.set(id, resolve));
    try {
      await writeBatch(folder, IN, id, files);
      return fromReply(await unless(unwanted, replied), question.certificateId, maps);
    } finally {
      this.#open.delete(id);
      await removeBatch(folder, IN, id).catch((error: unknown) => {
        log.warn({ id, err: String(error) }, 'a question is left lying; it is taken away later');
      });
    }
  }

  /** The platform's answer. */
  replied(id: string, reply: LocalReply): void {
    const settle = this.#open.get(id);
    if (settle === undefined) this.#parts.log.warn({ id }, 'an answer about a certificate came too late');
    else settle(reply);
  }

  /** Takes away what nobody waits for: of an earlier life, or what could not be taken away in time. */
  async tidy(): Promise<void> {
    const { folder } = this.#parts;
    const lying = new Set((await folder.list(IN)).flatMap(({ name }) => batchOfFile(name) ?? []));
    for (const id of lying) if (!this.#open.has(id)) await removeBatch(folder, IN, id);
  }
}

/** @throws the signal's reason once it is aborted. */
async function unless<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}
