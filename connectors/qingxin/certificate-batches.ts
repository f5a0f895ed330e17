import {
  type CertificateEvent,
  type CertificateOutcome,
  type ConnectorLog,
  isUnmapped,
  type MappingTables,
} from '#connectors/kit';
import type { Batch } from './batch-reader.js';
import { type CertificateRow, type LocalReply, readCertificate, toUseRequest } from './certificate-format.js';
import { CERTIFICATE_COLUMNS, CONTENT_COLUMNS, REPLY_COLUMNS, USE_COLUMNS } from './columns.js';
import type { DropFolder } from './drop-folder.js';
import { QingxinFileError, QingxinRowError } from './errors.js';
import { counted } from './local-acts.js';
import { BAD, type SheetKind } from './names.js';
import type { Questions } from './questions.js';
import { checkKinds, readSheet, type Sheet, type SheetRow, writeRefused } from './sheet.js';
import type { TakeUp } from './take-up.js';
import type { WindowRequests } from './window-requests.js';

export interface CertificateBatchesParts {
  readonly folder: DropFolder;
  readonly maps: MappingTables;
  readonly takeUp: TakeUp<CertificateEvent, CertificateRow, CertificateOutcome>;
  readonly questions: Questions;
  readonly requests: WindowRequests;
  readonly log: ConnectorLog;
}

/** What batches say of certificates: events and requests of windows, or answers to questions. */
export class CertificateBatches {
  readonly #parts: CertificateBatchesParts;

  constructor(parts: CertificateBatchesParts) {
    this.#parts = parts;
  }

  /**
   * Answers come in batches of their own, because those are not kept.
   * @param isAgain of a batch that was put away: events are reported again, windows have gone home.
   * @throws QingxinFileError before anything has been taken up.
   */
  async take(batch: Batch, isAgain: boolean): Promise<object> {
    const isReply = batch.sheets.has('ZD');
    checkKinds(batch.sheets, isReply ? ['ZD', 'ZM'] : ['ZZ', 'ZY']);
    if (isReply) return this.#takeReplies(batch);
    const events = sheetOf(batch, 'ZZ', CERTIFICATE_COLUMNS, [
      '业务流水号',
      '业务类型',
      '发生时间',
      '证照编号',
      '证照内序号',
    ]);
    const uses = sheetOf(batch, 'ZY', USE_COLUMNS, ['业务流水号', '发生时间', '用证方式']);
    if (events === undefined && uses === undefined)
      throw new QingxinFileError('批次中没有证照（ZZ）或用证（ZY）');
    if (events !== undefined) {
      await this.#takeRows(batch, 'ZZ', events, (row) => this.#takeEvent(row));
    }
    if (uses !== undefined && !isAgain) await this.#takeRows(batch, 'ZY', uses, (row) => this.#takeUse(row));
    return { events: events?.rows.length ?? 0, uses: uses?.rows.length ?? 0 };
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
  async #takeUse({ values }: SheetRow<(typeof USE_COLUMNS)[number]>): Promise<void> {
    const { maps, requests } = this.#parts;
    try {
      toUseRequest(values, maps);
    } catch (error) {
      if (!isUnmapped(error)) throw error;
    }
    await requests.put(values.业务流水号 ?? '', values);
  }

  #takeReplies(batch: Batch): object {
    const replies = sheetOf(batch, 'ZD', REPLY_COLUMNS, ['问询编号', '结果']);
    const contents = sheetOf(batch, 'ZM', CONTENT_COLUMNS, CONTENT_COLUMNS);
    const isBad = [...(replies?.rows ?? []), ...(contents?.rows ?? [])].some(
      ({ faults }) => faults.length > 0,
    );
    if (isBad) throw new QingxinFileError('答复无法读取');
    for (const { values: fields } of replies?.rows ?? []) {
      const { 问询编号: id = '' } = fields;
      const own = (contents?.rows ?? []).filter(({ values }) => values.编号 === id);
      const reply: LocalReply = { fields, contents: own.map(({ values }) => values) };
      this.#parts.questions.replied(id, reply);
    }
    return { replies: replies?.rows.length ?? 0 };
  }
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
