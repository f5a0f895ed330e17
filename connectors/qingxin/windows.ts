import {
  askFor,
  type CertificateAccess,
  type Clock,
  type ConnectorLog,
  hashedName,
  isUnmapped,
  type MappingTables,
  Turns,
  type UseResult,
} from '#connectors/kit';
import { gapOf, toUseAnswer, toWindowRequest } from './certificate-format.js';
import { CONTENT_COLUMNS, USE_ANSWER_COLUMNS } from './columns.js';
import type { DropFolder } from './drop-folder.js';
import { attachmentName, batchOfFile, RECEIPTS } from './names.js';
import type { UseRow, WindowRequests } from './window-requests.js';
import { type BatchFile, removeBatch, sheetFile, writeBatch } from './written-batch.js';

export interface WindowsParts {
  readonly folder: DropFolder;
  readonly maps: MappingTables;
  readonly requests: Pick<WindowRequests, 'all' | 'remove' | 'seenFile'>;
  readonly access: CertificateAccess;
  readonly clock: Clock;
  readonly log: ConnectorLog;
}

const PREFIX = 'YZ-';
/** How long contents lie there for a window that does not come for them. */
const LYING_MS = 10 * 60_000;

/** Windows of the county that use certificates of others. They do not wait for each other. */
export class Windows {
  readonly #parts: WindowsParts;
  readonly #serving = new Map<string, Promise<void>>();
  /** Told while it was being read what waits: read as waiting, and waits no more. */
  readonly #told = new Set<string>();
  /** A request may come again while it is being answered. */
  readonly #telling = new Turns();
  /** Since when an answer has been seen lying there. */
  readonly #since = new Map<string, number>();

  constructor(parts: WindowsParts) {
    this.#parts = parts;
  }

  /** Serves everything that waits; what could not be told is served again. */
  async serve(): Promise<void> {
    this.#told.clear();
    for (const [ref, row] of await this.#parts.requests.all()) {
      if (this.#serving.has(ref) || this.#told.has(ref)) continue;
      const served = this.#serve(ref, row)
        .catch((error: unknown) =>
          this.#parts.log.error({ ref, err: String(error) }, 'a window could not be answered yet'),
        )
        .finally(() => this.#serving.delete(ref));
      this.#serving.set(ref, served);
    }
  }

  /** Answers that nobody took away are: contents of certificates do not stay. */
  async tidy(): Promise<void> {
    const { folder, clock } = this.#parts;
    const names = (await folder.list(RECEIPTS)).flatMap(({ name }) => batchOfFile(name) ?? []);
    const lying = new Set(names.filter((name) => name.startsWith(PREFIX)));
    for (const batch of this.#since.keys()) if (!lying.has(batch)) this.#since.delete(batch);
    for (const batch of lying) {
      const since = this.#since.get(batch) ?? clock();
      this.#since.set(batch, since);
      if (since + LYING_MS <= clock()) await this.#telling.take(() => removeBatch(folder, RECEIPTS, batch));
    }
  }

  async idle(): Promise<void> {
    await Promise.all(this.#serving.values());
  }

  /** A crash after the answer was laid down: it is asked again under the same name, and laid down again as it was. */
  async #serve(ref: string, row: UseRow): Promise<void> {
    const { folder, maps, requests } = this.#parts;
    const result = await this.#use(ref, row);
    const file = result.kind === 'released' ? result.file : undefined;
    const batch = `${PREFIX}${hashedName(ref)}`;
    const attachment = attachmentName(batch, 1, `.${file?.format.toLowerCase()}`);
    const { answer, contents } = toUseAnswer(ref, result, attachment, maps);
    const files: BatchFile[] = [sheetFile(batch, 'YZ', USE_ANSWER_COLUMNS, [answer])];
    if (file !== undefined) files.push({ name: attachment, bytes: file.bytes });
    if (contents.length > 0) files.push(sheetFile(batch, 'ZM', CONTENT_COLUMNS, contents));
    this.#since.delete(batch);
    await this.#telling.take(async () => {
      await removeBatch(folder, RECEIPTS, batch); // contents that go with an earlier answer must not stay
      await writeBatch(folder, RECEIPTS, batch, files);
    });
    await requests.remove(ref);
    this.#told.add(ref);
  }

  async #use(ref: string, row: UseRow): Promise<UseResult> {
    const { access, maps, requests } = this.#parts;
    try {
      return await askFor(access, toWindowRequest(row, await requests.seenFile(ref), maps));
    } catch (error) {
      if (!isUnmapped(error)) throw error;
      return { kind: 'refused', code: 'CODE_UNMAPPED', detail: gapOf(error, maps.platform) };
    }
  }
}
