import {
  type CertificateEvent,
  type CertificateOutcome,
  type ConnectorLog,
  isUnmapped,
  type MappingTables,
} from '#connectors/kit';
import { equalBytes, fromHex, sha256 } from '#crypto/primitives';
import type { Batch } from './batch-reader.js';
import type { Content } from './certificate-file-format.js';
import { type CertificateRow, readCertificate, toWindowRequest } from './certificate-format.js';
import {
  CERTIFICATE_COLUMNS,
  CONTENT_COLUMNS,
  REPLY_COLUMNS,
  STATUS_COLUMNS,
  type StatusColumn,
  USE_COLUMNS,
  type UseColumn,
  type Values,
} from './columns.js';
import { type DropFolder, readWhole } from './drop-folder.js';
import { QingxinFileError, QingxinRowError } from './errors.js';
import { counted } from './local-acts.js';
import { BAD, type SheetKind } from './names.js';
import type { Questions } from './questions.js';
import { checkKinds, readSheet, type Sheet, type SheetRow, writeRefused } from './sheet.js';
import { readStatus, type StatusBook, type StatusEntry } from './status-book.js';
import type { TakeUp } from './take-up.js';
import type { WindowRequests } from './window-requests.js';

export interface CertificateBatchesParts {
  readonly folder: DropFolder;
  readonly maps: MappingTables;
  readonly takeUp: TakeUp<CertificateEvent, CertificateRow, CertificateOutcome>;
  readonly questions: Questions;
  readonly requests: WindowRequests;
  readonly statuses: StatusBook;
  readonly log: ConnectorLog;
}

/** A file of a certificate, in memory. */
const MAX_FILE_BYTES = 64 * 1024 * 1024;

/** What batches say of certificates: events, places of status lists and requests of windows, or answers to questions. */
export class CertificateBatches {
  readonly #parts: CertificateBatchesParts;

  constructor(parts: CertificateBatchesParts) {
    this.#parts = parts;
  }

  /**
   * What has contents comes in batches of its own, because those are not kept.
   * @param isAgain of a batch that was put away: events are reported again, windows have gone home.
   * @throws QingxinFileError before anything has been taken up.
   */
  async take(batch: Batch, isAgain: boolean): Promise<object> {
    const { sheets, attachments } = batch;
    if (sheets.has('ZD')) {
      checkKinds(sheets, ['ZD', 'ZM']);
      return this.#takeReplies(batch);
    }
    const hasContents = sheets.has('ZM') || attachments.size > 0;
    checkKinds(sheets, hasContents ? ['ZY', 'ZM'] : ['ZZ', 'LB', 'ZY']);
    const events = sheetOf(batch, 'ZZ', CERTIFICATE_COLUMNS, [
      '业务流水号',
      '业务类型',
      '发生时间',
      '证照编号',
      '证照内序号',
    ]);
    const statuses = sheetOf(batch, 'LB', STATUS_COLUMNS, ['列表编号']);
    const uses = sheetOf(batch, 'ZY', USE_COLUMNS, ['业务流水号', '发生时间', '用证方式']);
    if (events === undefined && statuses === undefined && uses === undefined)
      throw new QingxinFileError('批次中没有证照（ZZ）、状态列表（LB）或用证（ZY）');
    if (statuses !== undefined) await this.#takeStatuses(batch, statuses);
    if (events !== undefined) {
      await this.#takeRows(batch, 'ZZ', events, (row) => this.#takeEvent(row));
    }
    if (uses !== undefined && !isAgain) await this.#takeUses(batch, uses);
    const count = (sheet: Sheet<string> | undefined) => sheet?.rows.length ?? 0;
    return { events: count(events), places: count(statuses), uses: count(uses) };
  }

  /** Written down as a whole: places are many, and change seldom. */
  async #takeStatuses(batch: Batch, sheet: Sheet<StatusColumn>): Promise<void> {
    const entries: StatusEntry[] = [];
    await this.#takeRows(batch, 'LB', sheet, async ({ values }) => {
      entries.push(readStatus(values));
    });
    await this.#parts.statuses.enter(entries);
  }

  async #takeUses(batch: Batch, uses: Sheet<UseColumn>): Promise<void> {
    const contents = contentsOf(batch);
    await this.#takeRows(batch, 'ZY', uses, async ({ values }) => {
      const seen = contents.filter(({ 编号: ref }) => ref === values.业务流水号);
      await this.#takeUse(values, seen, await this.#fileOf(batch, values.附件));
    });
  }

  /** A row that is wrong is given back with its reasons, the others are taken up. */
  async #takeRows<C extends string>(
    batch: Batch,
    kind: SheetKind,
    { header, rows }: Sheet<C>,
    take: (row: SheetRow<C>) => Promise<void>,
  ): Promise<void> {
    const refused: { readonly cells: readonly Buffer[]; readonly reason: string }[] = [];
    for (const row of rows) {
      try {
        if (row.faults.length > 0) throw new QingxinRowError(row.faults);
        await take(row);
      } catch (error) {
        if (!(error instanceof QingxinRowError)) throw error;
        refused.push({ cells: row.cells, reason: error.message });
      }
    }
    if (refused.length === 0) return;
    const { folder, log } = this.#parts;
    await folder.write(`${BAD}/${batch.archive}-${kind}.csv`, writeRefused(header, refused));
    log.warn({ batch: batch.name, kind, rows: refused.length }, 'rows were refused');
  }

  async #takeEvent({ values }: { readonly values: CertificateRow }): Promise<void> {
    const { maps, takeUp, log } = this.#parts;
    const read = await readCertificate(values, maps);
    const { 业务流水号: ref = '' } = values;
    if ('reason' in read) log.warn({ row: ref, reason: read.reason }, 'a row waits for the mapping');
    await takeUp.take(ref, read);
  }

  /** A code that is not mapped is the window's answer, not the row's fault. */
  async #takeUse(
    fields: Values<UseColumn>,
    seen: readonly Content[],
    file: Uint8Array | undefined,
  ): Promise<void> {
    const { maps, requests } = this.#parts;
    try {
      toWindowRequest({ fields, seen }, file, maps);
    } catch (error) {
      if (!isUnmapped(error)) throw error;
    }
    await requests.put(fields.业务流水号 ?? '', { fields, seen }, file);
  }

  /** The bytes that were digested when the batch was found whole. @throws QingxinRowError. */
  async #fileOf(batch: Batch, name: string | undefined): Promise<Uint8Array | undefined> {
    if (name === undefined) return undefined;
    const attachment = batch.attachments.get(name);
    if (attachment === undefined) throw new QingxinRowError([`附件 ${name} 不在本批中`]);
    if (attachment.size > MAX_FILE_BYTES)
      throw new QingxinRowError([`附件 ${name} 超过 ${MAX_FILE_BYTES} 字节`]);
    const bytes = await readWhole(this.#parts.folder, attachment.path, MAX_FILE_BYTES);
    if (!equalBytes(sha256(bytes), fromHex(attachment.sha256) ?? bytes))
      throw new Error(`${name} has changed`);
    return bytes;
  }

  async #takeReplies(batch: Batch): Promise<object> {
    const replies = sheetOf(batch, 'ZD', REPLY_COLUMNS, ['问询编号', '结果']);
    const contents = contentsOf(batch);
    if ((replies?.rows ?? []).some(({ faults }) => faults.length > 0))
      throw new QingxinFileError('答复无法读取');
    for (const { values: fields } of replies?.rows ?? []) {
      const { 问询编号: id = '', 附件: name } = fields;
      const own = contents.filter(({ 编号: ref }) => ref === id);
      const file = await this.#fileOf(batch, name).catch((error: unknown) => {
        if (error instanceof QingxinRowError) throw new QingxinFileError(error.message);
        throw error;
      });
      this.#parts.questions.replied(id, { fields, contents: own, file });
    }
    return { replies: replies?.rows.length ?? 0 };
  }
}

/** @throws QingxinFileError when one cannot be read: whose it is would be a guess. */
function contentsOf(batch: Batch): readonly Content[] {
  const rows = sheetOf(batch, 'ZM', CONTENT_COLUMNS, ['编号', '名称', '内容'])?.rows ?? [];
  if (rows.some(({ faults }) => faults.length > 0)) throw new QingxinFileError('照面无法读取');
  return rows.map(({ values }) => values);
}

/** @throws QingxinFileError when it is none, or has another number of rows than its manifest tells. */
function sheetOf<C extends string>(
  { sheets }: Batch,
  kind: SheetKind,
  columns: readonly C[],
  required: readonly C[],
): Sheet<C> | undefined {
  const found = sheets.get(kind);
  return found && counted(kind, readSheet(found.bytes, columns, required), found.rows);
}
