import {
  type AcceptAct,
  type Clock,
  type ConnectorLog,
  hashedName,
  type IncomingAct,
  type MappingTables,
  type Outcome,
  PlatformError,
  type Province,
  Turns,
} from '#connectors/kit';
import { BatchTray } from './batch-tray.js';
import { CaseBatches } from './case-batches.js';
import type { QingxinCertificates } from './certificates.js';
import { RECEIPT_COLUMNS, type Values } from './columns.js';
import { DropFileError, type DropFolder, readWhole } from './drop-folder.js';
import { FolderLoop } from './folder-loop.js';
import { legible } from './gb18030.js';
import { InTray } from './in-tray.js';
import type { Ledger } from './ledger.js';
import { DONE, OUT, RECEIPTS } from './names.js';
import { readAct } from './read-act.js';
import { TakeUp } from './take-up.js';
import { WaitingList } from './waiting-list.js';
import type { WaitingRoom } from './waiting-room.js';
import { sheetFile, writeBatch } from './written-batch.js';

export interface QingxinParts {
  readonly folder: DropFolder;
  readonly maps: MappingTables;
  readonly ledger: Ledger;
  readonly waiting: WaitingRoom;
  readonly certificates?: QingxinCertificates | undefined;
  readonly log: ConnectorLog;
  readonly clock: Clock;
  readonly pollMs: number;
  readonly patienceMs: number;
  readonly answerMs: number;
  readonly pauseMs: number;
}

const MAX_FILE_BYTES = 256 * 1024 * 1024;

/** 清远市清新区: files in a folder, both ways. */
export class QingxinProvince implements Province {
  readonly #parts: QingxinParts;
  readonly #inTray: InTray;
  readonly #list: WaitingList;
  readonly certificates?: QingxinCertificates;
  /** A receipt may be told again while it is being told. */
  readonly #telling = new Turns();
  #isResumed = false;
  #loop: FolderLoop | undefined;

  constructor(parts: QingxinParts) {
    this.#parts = parts;
    this.#inTray = new InTray(parts);
    this.#list = new WaitingList('办件', parts.folder, parts.clock, parts.patienceMs);
    if (parts.certificates !== undefined) this.certificates = parts.certificates;
  }

  async start(accept: AcceptAct): Promise<void> {
    const { folder, maps, pollMs, log } = this.#parts;
    const takeUp = new TakeUp({
      ...this.#parts,
      of: '办件',
      accept,
      reread: ({ ref, rows, files }) => readAct({ ref, ...rows, faults: [] }, maps, new Map(files)),
      tell: (ref, outcome) => this.#tell(ref, outcome),
    });
    const batches = new CaseBatches({ ...this.#parts, takeUp, inTray: this.#inTray });
    const tray = new BatchTray({ folder, log, take: (batch) => batches.take(batch) });
    this.#loop = new FolderLoop({ folder, pollMs, log, work: () => this.#read(takeUp, tray) });
    this.#loop.start();
  }

  async deliver(act: IncomingAct): Promise<void> {
    await this.#inTray.deliver(act);
  }

  /** Kept, so that a row which comes again is answered again; then told. */
  async confirm(ref: string, outcome: Outcome): Promise<void> {
    const { ledger } = this.#parts;
    const known = await ledger.get('act', ref);
    if (known !== undefined) await ledger.put('act', ref, { ...known, outcome });
    await this.#tell(ref, outcome);
  }

  /** In `done`, or still where the batch was read. */
  async readFile(fileId: string): Promise<Uint8Array> {
    const [, name = ''] = fileId.split('/');
    for (const path of [`${DONE}/${fileId}`, `${OUT}/${name}`, `${DONE}/${fileId}`]) {
      try {
        return await readWhole(this.#parts.folder, path, MAX_FILE_BYTES);
      } catch (error) {
        if (!(error instanceof DropFileError)) throw error;
      }
    }
    throw new PlatformError(404, `${fileId} is there no more`);
  }

  async isThere(): Promise<boolean> {
    return !this.#inTray.isLeftAlone() && (await this.#parts.folder.isThere());
  }

  async close(): Promise<void> {
    this.#inTray.close();
    await this.#loop?.close();
    await this.certificates?.close();
    await this.#parts.folder.close();
  }

  async #read(takeUp: TakeUp, tray: BatchTray): Promise<void> {
    const { ledger, waiting } = this.#parts;
    if (!this.#isResumed) {
      if (!(await ledger.isWhole())) await tray.readDone();
      await ledger.markWhole();
      await takeUp.resume();
      this.#isResumed = true;
    }
    const { unfinished, failure } = await tray.read();
    await takeUp.retry();
    await this.#list.show(unfinished, await waiting.all());
    if (failure !== undefined) throw failure.error;
  }

  /** Lays the receipt down; the same again replaces it. */
  async #tell(ref: string, outcome: Outcome): Promise<void> {
    const row: Values<(typeof RECEIPT_COLUMNS)[number]> =
      outcome.kind === 'accepted'
        ? {
            业务流水号: ref,
            结果: '1',
            统一编号: outcome.caseNo,
            日志位置: String(outcome.logIndex ?? ''),
          }
        : { 业务流水号: ref, 结果: '0', 代码: outcome.code, 原因: legible(outcome.detail) };
    const batch = `HZ-${hashedName(ref)}`;
    const file = sheetFile(batch, 'HZ', RECEIPT_COLUMNS, [row]);
    await this.#telling.take(() => writeBatch(this.#parts.folder, RECEIPTS, batch, [file]));
  }
}
