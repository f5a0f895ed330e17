import type { ConnectorLog } from '#connectors/kit';
import { type Batch, BatchReader } from './batch-reader.js';
import type { DropEntry, DropFolder } from './drop-folder.js';
import { QingxinFileError } from './errors.js';
import { encode, legible } from './gb18030.js';
import { BAD, batchOfManifest, DONE, kindOf, manifestName, OUT, TAKEN } from './names.js';

export interface BatchTrayParts {
  readonly folder: DropFolder;
  /**
   * Takes up what a batch says; again what it has taken up before changes nothing. @returns what the log tells of it.
   * @param isAgain of a batch in `done`.
   * @throws QingxinFileError before anything of it has been taken up.
   */
  readonly take: (batch: Batch, isAgain: boolean) => Promise<object>;
  readonly log: ConnectorLog;
}

/** What lies in the tray and cannot be read yet, and why. */
export type Unfinished = ReadonlyMap<string, string>;

export interface ReadTray {
  readonly unfinished: Unfinished;
  /** The last error that may pass by itself. */
  readonly failure: { readonly error: unknown } | undefined;
}

/**
 * Reads the platform's batches, oldest first.
 *
 *   1  every act is taken up, waits for an earlier one, or is refused     a crash: the batch is read again
 *   2  refused rows are in `bad`, with their reasons                      the same; they are written again as they were
 *   3  the files are moved to `done`, the manifest last                   the same; what has been moved is found there
 *   4  what has contents of certificates goes to `taken`, and is removed   at the start what lies there is removed
 */
export class BatchTray {
  readonly #parts: BatchTrayParts;
  readonly #reader: BatchReader;
  #isCleared = false;

  constructor(parts: BatchTrayParts) {
    this.#parts = parts;
    this.#reader = new BatchReader(parts.folder);
  }

  /** A batch that cannot be read for now holds up no other. */
  async read(): Promise<ReadTray> {
    if (!this.#isCleared) await this.#clearTaken();
    this.#isCleared = true;
    const entries = await this.#parts.folder.list(OUT);
    const unfinished = new Map<string, string>();
    let failure: ReadTray['failure'];
    for (const batch of batchesIn(entries)) {
      try {
        const reason = await this.#readBatch(batch, OUT, entries);
        if (reason !== undefined) unfinished.set(manifestName(batch), reason);
      } catch (error) {
        failure = { error };
        unfinished.set(manifestName(batch), '暂时无法读取，将再次尝试');
        this.#parts.log.warn({ batch, err: String(error) }, 'a batch could not be read; it is read again');
      }
    }
    for (const name of strays(entries)) unfinished.set(name, '没有清单，或名称不合规定');
    return { unfinished, failure };
  }

  /** Once more what was read before the ledger was lost; the hub answers as it did (proved by test/fault/qingxin.long.test.ts). */
  async readDone(): Promise<void> {
    const { folder } = this.#parts;
    for (const archive of await folder.folders(DONE)) {
      const place = `${DONE}/${archive}`;
      const entries = await folder.list(place);
      for (const batch of batchesIn(entries)) {
        const reason = await this.#readBatch(batch, place, entries);
        if (reason !== undefined) this.#parts.log.error({ archive, reason }, 'a batch is not as it was');
      }
    }
  }

  /** @returns why it is not complete. */
  async #readBatch(name: string, from: string, entries: readonly DropEntry[]): Promise<string | undefined> {
    const looked = await this.#reader.look(name, from, entries);
    if (looked.kind === 'waits') return looked.reason;
    if (looked.kind === 'bad' && from !== OUT) return looked.reason;
    try {
      if (looked.kind === 'bad') throw new QingxinFileError(looked.reason);
      const { batch } = looked;
      const facts = await this.#parts.take(batch, from !== OUT);
      if (from === OUT)
        await this.#putAway(name, placeOf(name, batch.files, `${DONE}/${batch.archive}`), entries);
      this.#parts.log.info({ batch: name, ...facts }, 'batch read');
    } catch (error) {
      if (!(error instanceof QingxinFileError)) throw error;
      if (from !== OUT) return error.message;
      const archive = looked.kind === 'bad' ? looked.archive : looked.batch.archive;
      await this.#refuse(name, archive, error.message, entries);
    }
    return undefined;
  }

  /** A batch that will never be complete, or whose files are none, as a whole, with the reason beside it. */
  async #refuse(name: string, archive: string, reason: string, entries: readonly DropEntry[]): Promise<void> {
    await this.#parts.folder.write(`${BAD}/${archive}.txt`, encode(`${legible(reason)}\r\n`));
    await this.#putAway(name, placeOf(name, entries, `${BAD}/${archive}`), entries);
    this.#parts.log.error({ batch: name, reason }, 'a batch was refused');
  }

  /** The manifest last: while it is there, what has been moved is found. */
  async #putAway(name: string, place: string, entries: readonly DropEntry[]): Promise<void> {
    const manifest = manifestName(name);
    const files = entries.filter((entry) => entry.name.startsWith(`${name}-`) || entry.name === manifest);
    const inOrder = [...files].sort((a, b) => Number(a.name === manifest) - Number(b.name === manifest));
    for (const file of inOrder) await this.#parts.folder.move(`${OUT}/${file.name}`, `${place}/${file.name}`);
    await this.#giveBack(place, files);
    if (place === TAKEN) await this.#clearTaken();
  }

  /** What was read and is not kept; of a batch that is still in the tray nothing is removed, for it will be read again. */
  async #clearTaken(): Promise<void> {
    const { folder } = this.#parts;
    const unread = batchesIn(await folder.list(OUT));
    for (const { name } of await folder.list(TAKEN)) {
      if (!unread.some((batch) => name.startsWith(`${batch}-`))) await folder.remove(`${TAKEN}/${name}`);
    }
  }

  /**
   * The platform may have begun to write a batch anew under the same name after the old one was read: that is not to be put
   * away unread (proved by test/unit/connectors/qingxin-out-tray.test.ts).
   */
  async #giveBack(place: string, read: readonly DropEntry[]): Promise<void> {
    const { folder } = this.#parts;
    const moved = await folder.list(place);
    const changed = moved.filter((entry) => {
      const known = read.find(({ name }) => name === entry.name);
      return known !== undefined && (known.size !== entry.size || known.modifiedAt !== entry.modifiedAt);
    });
    if (changed.length === 0) return;
    const here = await folder.list(OUT);
    for (const { name } of changed) {
      if (!here.some((entry) => entry.name === name)) await folder.move(`${place}/${name}`, `${OUT}/${name}`);
    }
  }
}

function batchesIn(entries: readonly DropEntry[]): string[] {
  return entries.flatMap(({ name }) => batchOfManifest(name) ?? []).sort();
}

/** Files that no manifest is there for. */
function strays(entries: readonly DropEntry[]): string[] {
  const batches = batchesIn(entries);
  return entries
    .map(({ name }) => name)
    .filter((name) => batchOfManifest(name) === undefined)
    .filter((name) => !batches.some((batch) => name.startsWith(`${batch}-`)));
}

/** Contents of certificates are not kept, whether they could be read or not: answers, and what lies on a window's counter. */
function placeOf(batch: string, files: readonly { readonly name: string }[], place: string): string {
  const kinds = new Set(files.map(({ name }) => kindOf(batch, name)));
  const hasContents = kinds.has('ZD') || kinds.has('ZM') || (kinds.has('ZY') && kinds.has('attachment'));
  return hasContents ? TAKEN : place;
}
