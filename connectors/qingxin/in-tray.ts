import { type Clock, type IncomingAct, type MappingTables, Turns } from '#connectors/kit';
import { blobsOf } from '#proto/schema';
import { ACT_COLUMNS, DETAIL_COLUMNS } from './columns.js';
import type { DropFolder } from './drop-folder.js';
import type { Ledger } from './ledger.js';
import { attachmentName, IN, manifestName } from './names.js';
import { toRows } from './to-local.js';
import { type BatchFile, removeBatch, sheetFile, writeBatch } from './written-batch.js';

/** The platform has not said that it took an act. */
export class NotTakenError extends Error {
  constructor(what: string) {
    super(what);
    this.name = 'NotTakenError';
  }
}

export interface InTrayParts {
  readonly folder: DropFolder;
  readonly maps: MappingTables;
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** How long an act may lie before the platform counts as away. */
  readonly answerMs: number;
  /** How long nothing more is laid down then. */
  readonly pauseMs: number;
}

interface Lying {
  readonly since: number;
  /** Called when the platform has answered, and when nobody will wait any more. */
  wake: () => void;
}

/**
 * Acts of others for the platform, each a batch named by its message id. An act is delivered when the platform has said so
 * in a receipt of its own, which the ledger keeps: that a file was taken away says nothing about who took it.
 */
export class InTray {
  readonly #parts: InTrayParts;
  /** Acts that lie in the tray and have no answer yet. */
  readonly #lying = new Map<string, Lying>();
  #lastAnswerAt = Number.NEGATIVE_INFINITY;
  #lastLaidAt = Number.NEGATIVE_INFINITY;
  #isClosed = false;
  /** The same act may be dispatched again while it is being laid down. */
  readonly #laying = new Turns();

  constructor(parts: InTrayParts) {
    this.#parts = parts;
  }

  /** @throws NotTakenError while there is no receipt, or when it is a refusal; Gb18030Error, MappingGapError. */
  async deliver(act: IncomingAct): Promise<void> {
    const { messageId } = act;
    if (await this.#laying.take(() => this.#takenOrLaid(act))) return;
    await this.#answer(messageId);
    if (await this.#isTaken(messageId)) return;
    throw new NotTakenError(`平台尚未取走 · not taken yet: ${manifestName(messageId)}`);
  }

  /** The platform's receipt. A repeated one changes nothing. */
  async answered(messageId: string, isTaken: boolean, reason: string): Promise<void> {
    const { folder, ledger, clock } = this.#parts;
    const known = await ledger.get('answer', messageId);
    if (known?.taken !== true) await ledger.put('answer', messageId, { taken: isTaken, reason });
    await removeBatch(folder, IN, messageId);
    this.#lastAnswerAt = clock();
    this.#lying.get(messageId)?.wake();
    this.#lying.delete(messageId);
  }

  /** An act lies here for too long, and nothing has been answered since it was laid down. After a pause it is tried again. */
  isLeftAlone(): boolean {
    const { clock, answerMs, pauseMs } = this.#parts;
    const now = clock();
    if (now - this.#lastLaidAt >= pauseMs) return false;
    return [...this.#lying.values()].some(
      ({ since }) => this.#lastAnswerAt < since && since + answerMs <= now,
    );
  }

  close(): void {
    this.#isClosed = true;
    for (const { wake } of this.#lying.values()) wake();
  }

  /** A refusal is told once; then the act is laid down again. */
  async #isTaken(messageId: string): Promise<boolean> {
    const { ledger } = this.#parts;
    const known = await ledger.get('answer', messageId);
    if (known === undefined || known.taken) return known?.taken === true;
    if (known.reason === '') return false;
    await ledger.put('answer', messageId, { taken: false, reason: '' });
    throw new NotTakenError(`平台退回 · the platform refused it: ${known.reason}`);
  }

  async #takenOrLaid(act: IncomingAct): Promise<boolean> {
    if (await this.#isTaken(act.messageId)) return true;
    await this.#lay(act);
    return false;
  }

  /**
   * It counts as lying before anybody can see it: a quick platform answers while the last file is still being flushed (proved
   * by test/unit/connectors/qingxin-in-tray.test.ts).
   */
  async #lay(act: IncomingAct): Promise<void> {
    const { folder, clock } = this.#parts;
    const { messageId } = act;
    const here = await folder.list(IN);
    const isHere = here.some(({ name }) => name === manifestName(messageId));
    const files = isHere ? undefined : await this.#filesOf(act);
    const known = this.#lying.get(messageId);
    if (known === undefined) this.#lying.set(messageId, { since: clock(), wake: () => {} });
    try {
      if (files !== undefined) await writeBatch(folder, IN, messageId, files);
    } catch (error) {
      if (known === undefined) this.#lying.delete(messageId); // nothing that a platform could answer
      throw error;
    }
    this.#lastLaidAt = clock();
  }

  async #filesOf(act: IncomingAct): Promise<BatchFile[]> {
    const { messageId } = act;
    const names = new Map<string, string>();
    for (const { sha256, fileName } of blobsOf(act.message)) {
      if (!names.has(sha256)) names.set(sha256, attachmentName(messageId, names.size + 1, fileName));
    }
    // What cannot be said in the platform's codes or characters is refused before a file is fetched.
    const { fields, details } = await toRows(act, this.#parts.maps, names);
    const sheets = [sheetFile(messageId, 'BJ', ACT_COLUMNS, [fields])];
    if (details.length > 0) sheets.push(sheetFile(messageId, 'CL', DETAIL_COLUMNS, details));
    const files: BatchFile[] = [];
    for (const [sha256, name] of names) files.push({ name, bytes: await act.fetchFile(sha256) });
    return [...files, ...sheets];
  }

  /** Resolves when there is an answer, or when it has been waited for long enough. */
  async #answer(messageId: string): Promise<void> {
    const lying = this.#lying.get(messageId);
    if (lying === undefined || this.#isClosed) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, this.#parts.answerMs);
      lying.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
