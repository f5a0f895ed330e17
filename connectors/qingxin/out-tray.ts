import type { ConnectorLog, MappingTables } from '#connectors/kit';
import { values } from '#proto/schema';
import { type Batch, BatchReader } from './batch-reader.js';
import { ANSWER_COLUMNS } from './columns.js';
import type { DropEntry, DropFolder } from './drop-folder.js';
import { QingxinFileError, QingxinRowError } from './errors.js';
import { encode, legible } from './gb18030.js';
import type { InTray } from './in-tray.js';
import { gatherActs, type LocalAct, type LocalActs } from './local-acts.js';
import { BAD, batchOfManifest, DONE, manifestName, OUT } from './names.js';
import { filesOf, readAct } from './read-act.js';
import { readSheet, writeRefused } from './sheet.js';
import type { TakeUp } from './take-up.js';

export interface OutTrayParts {
  readonly folder: DropFolder;
  readonly maps: MappingTables;
  readonly takeUp: TakeUp;
  readonly inTray: InTray;
  readonly log: ConnectorLog;
}

/** What lies in the tray and cannot be read yet, and why. */
export type Unfinished = ReadonlyMap<string, string>;

export interface ReadTray {
  readonly unfinished: Unfinished;
  /** The last error that may pass by itself. */
  readonly failure: { readonly error: unknown } | undefined;
}

type Refused = Map<LocalAct, string>;

/**
 * Reads the platform's batches, oldest first.
 *
 *   1  every act is taken up, waits for an earlier one, or is refused     a crash: the batch is read again
 *   2  refused rows are in `bad`, with their reasons                      the same; they are written again as they were
 *   3  the files are moved to `done`, the manifest last                   the same; what has been moved is found there
 */
export class OutTray {
  readonly #parts: OutTrayParts;
  readonly #reader: BatchReader;

  constructor(parts: OutTrayParts) {
    this.#parts = parts;
    this.#reader = new BatchReader(parts.folder);
  }

  /** A batch that cannot be read for now holds up no other. */
  async read(): Promise<ReadTray> {
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
      const facts = await this.#takeBatch(looked.batch);
      if (from === OUT) await this.#putAway(name, `${DONE}/${looked.batch.archive}`, entries);
      this.#parts.log.info({ batch: name, ...facts }, 'batch read');
    } catch (error) {
      if (!(error instanceof QingxinFileError)) throw error;
      if (from !== OUT) return error.message;
      const archive = looked.kind === 'bad' ? looked.archive : looked.batch.archive;
      await this.#refuse(name, archive, error.message, entries);
    }
    return undefined;
  }

  /** @throws QingxinFileError before anything of it has been taken up. */
  async #takeBatch(batch: Batch): Promise<object> {
    const { sheets } = batch;
    const [actSheet, detailSheet, answerSheet] = [sheets.get('BJ'), sheets.get('CL'), sheets.get('HZ')];
    if (actSheet === undefined && (answerSheet === undefined || detailSheet !== undefined)) {
      throw new QingxinFileError('批次中没有办件（BJ）或回执（HZ）');
    }
    const local = actSheet && gatherActs(actSheet, detailSheet);
    const answers = answerSheet && answersOf(answerSheet);
    for (const { messageId, isTaken, reason } of answers ?? []) {
      await this.#parts.inTray.answered(messageId, isTaken, reason);
    }
    const refused = local === undefined ? new Map() : await this.#takeActs(batch, local);
    return { acts: local?.acts.length ?? 0, refused: refused.size, answers: answers?.length ?? 0 };
  }

  async #takeActs(batch: Batch, local: LocalActs): Promise<Refused> {
    const { maps, takeUp, log } = this.#parts;
    const refused: Refused = new Map();
    const files = filesOf(batch);
    for (const act of local.acts) {
      try {
        const read = await readAct(act, maps, files);
        if ('reason' in read) log.warn({ row: act.ref, reason: read.reason }, 'a row waits for the mapping');
        await takeUp.take(act.ref, read);
      } catch (error) {
        if (!(error instanceof QingxinRowError)) throw error;
        refused.set(act, error.message);
      }
    }
    await this.#writeRefused(batch, local, refused);
    return refused;
  }

  async #writeRefused(batch: Batch, { headers, strays: lost }: LocalActs, refused: Refused): Promise<void> {
    const { folder, log } = this.#parts;
    const rows = [...refused].flatMap(([act, reason]) =>
      act.actRows.map(({ line, cells }) => ({ line, cells, reason })),
    );
    const details = [...refused].flatMap(([act, reason]) =>
      act.detailRows.map(({ line, cells }) => ({ line, cells, reason })),
    );
    const all = {
      BJ: { header: headers.acts, rows: [...rows, ...lost.acts.map(strayOf)] },
      CL: { header: headers.details, rows: [...details, ...lost.details.map(strayOf)] },
    };
    for (const [kind, sheet] of Object.entries(all)) {
      if (sheet.rows.length === 0) continue;
      const inOrder = sheet.rows.sort((a, b) => a.line - b.line);
      await folder.write(`${BAD}/${batch.archive}-${kind}.csv`, writeRefused(sheet.header, inOrder));
      log.warn({ batch: batch.name, kind, rows: inOrder.length }, 'rows were refused');
    }
  }

  /** A batch that will never be complete, or whose files are none, as a whole, with the reason beside it. */
  async #refuse(name: string, archive: string, reason: string, entries: readonly DropEntry[]): Promise<void> {
    await this.#parts.folder.write(`${BAD}/${archive}.txt`, encode(`${legible(reason)}\r\n`));
    await this.#putAway(name, `${BAD}/${archive}`, entries);
    this.#parts.log.error({ batch: name, reason }, 'a batch was refused');
  }

  /** The manifest last: while it is there, what has been moved is found. */
  async #putAway(name: string, place: string, entries: readonly DropEntry[]): Promise<void> {
    const manifest = manifestName(name);
    const files = entries.filter((entry) => entry.name.startsWith(`${name}-`) || entry.name === manifest);
    const inOrder = [...files].sort((a, b) => Number(a.name === manifest) - Number(b.name === manifest));
    for (const file of inOrder) await this.#parts.folder.move(`${OUT}/${file.name}`, `${place}/${file.name}`);
    await this.#giveBack(place, files);
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

function strayOf({ row, reason }: { row: { line: number; cells: readonly Buffer[] }; reason: string }) {
  return { line: row.line, cells: row.cells, reason };
}

/** @throws QingxinFileError: a receipt that cannot be read belongs to nobody. */
function answersOf(sheet: { readonly bytes: Buffer; readonly rows: number }) {
  const { rows } = readSheet(sheet.bytes, ANSWER_COLUMNS, ['报文编号', '结果']);
  if (rows.length !== sheet.rows)
    throw new QingxinFileError(`HZ 有 ${rows.length} 行，清单为 ${sheet.rows} 行`);
  return rows.map(({ line, values: cells, faults }) => {
    const { 报文编号: messageId = '', 结果: result = '', 原因: reason = '' } = cells;
    const isMessageId = values.messageId.safeParse(messageId).success; // it becomes the name of files
    if (faults.length > 0 || !isMessageId || !/^[01]$/.test(result)) {
      throw new QingxinFileError(`HZ 第 ${line} 行不合规定`);
    }
    return { messageId, isTaken: result === '1', reason: reason || '未说明原因' };
  });
}
