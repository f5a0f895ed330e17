import type { ConnectorLog, MappingTables } from '#connectors/kit';
import { values } from '#proto/schema';
import type { Batch } from './batch-reader.js';
import { ANSWER_COLUMNS } from './columns.js';
import type { DropFolder } from './drop-folder.js';
import { QingxinFileError, QingxinRowError } from './errors.js';
import type { InTray } from './in-tray.js';
import { gatherActs, type LocalAct, type LocalActs } from './local-acts.js';
import { BAD } from './names.js';
import { filesOf, readAct } from './read-act.js';
import { checkKinds, readSheet, writeRefused } from './sheet.js';
import type { TakeUp } from './take-up.js';

export interface CaseBatchesParts {
  readonly folder: DropFolder;
  readonly maps: MappingTables;
  readonly takeUp: TakeUp;
  readonly inTray: InTray;
  readonly log: ConnectorLog;
}

type Refused = Map<LocalAct, string>;

/** What batches say of cases: acts of the platform, and its receipts for acts of others. */
export class CaseBatches {
  readonly #parts: CaseBatchesParts;

  constructor(parts: CaseBatchesParts) {
    this.#parts = parts;
  }

  /** @throws QingxinFileError before anything of it has been taken up. */
  async take(batch: Batch): Promise<object> {
    const { sheets } = batch;
    checkKinds(sheets, ['BJ', 'CL', 'HZ']);
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
