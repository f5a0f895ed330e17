import { setTimeout as sleep } from 'node:timers/promises';
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
import { RECEIPT_COLUMNS, type Values } from './columns.js';
import { DropFileError, type DropFolder, readWhole } from './drop-folder.js';
import { legible } from './gb18030.js';
import { InTray } from './in-tray.js';
import type { Ledger } from './ledger.js';
import { DONE, OUT, RECEIPTS } from './names.js';
import { OutTray } from './out-tray.js';
import { TakeUp } from './take-up.js';
import { WaitingList } from './waiting-list.js';
import type { WaitingRoom } from './waiting-room.js';
import { sheetFile, writeBatch } from './written-batch.js';

export interface QingxinParts {
  readonly folder: DropFolder;
  readonly maps: MappingTables;
  readonly ledger: Ledger;
  readonly waiting: WaitingRoom;
  readonly log: ConnectorLog;
  readonly clock: Clock;
  readonly pollMs: number;
  readonly patienceMs: number;
  readonly answerMs: number;
  readonly pauseMs: number;
}

const MAX_FILE_BYTES = 256 * 1024 * 1024;
const MAX_DELAY_MS = 30_000;
const MIN_GAP_MS = 20;

/** 清远市清新区: files in a folder, both ways. */
export class QingxinProvince implements Province {
  readonly #parts: QingxinParts;
  readonly #inTray: InTray;
  readonly #list: WaitingList;
  readonly #stopped = new AbortController();
  /** A receipt may be told again while it is being told. */
  readonly #telling = new Turns();
  #hurry = new AbortController();
  #reading: Promise<void> | undefined;

  constructor(parts: QingxinParts) {
    this.#parts = parts;
    this.#inTray = new InTray(parts);
    this.#list = new WaitingList(parts.folder, parts.clock, parts.patienceMs);
  }

  async start(accept: AcceptAct): Promise<void> {
    const { folder } = this.#parts;
    const tell = (ref: string, outcome: Outcome) => this.#tell(ref, outcome);
    const takeUp = new TakeUp({ ...this.#parts, accept, tell });
    const outTray = new OutTray({ ...this.#parts, takeUp, inTray: this.#inTray });
    folder.watch(OUT, () => this.#hurry.abort());
    this.#reading = this.#read(takeUp, outTray);
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
    this.#stopped.abort();
    this.#hurry.abort();
    this.#inTray.close();
    await this.#reading;
    await this.#parts.folder.close();
  }

  /** The folder tells when something changes, if it can; it is read at intervals all the same. */
  async #read(takeUp: TakeUp, outTray: OutTray): Promise<void> {
    const { pollMs, log, ledger, waiting } = this.#parts;
    let isResumed = false;
    let delay = pollMs;
    while (!this.#stopped.signal.aborted) {
      this.#hurry = new AbortController();
      try {
        if (!isResumed) {
          if (!(await ledger.isWhole())) await outTray.readDone();
          await ledger.markWhole();
          await takeUp.resume();
          isResumed = true;
        }
        const { unfinished, failure } = await outTray.read();
        await takeUp.retry();
        await this.#list.show(unfinished, await waiting.all());
        if (failure !== undefined) throw failure.error;
        delay = pollMs;
      } catch (error) {
        if (!this.#stopped.signal.aborted)
          log.warn({ err: String(error), retryInMs: delay }, 'the folder could not be read');
        delay = Math.min(MAX_DELAY_MS, delay * 2);
      }
      await this.#rest(delay);
    }
  }

  async #rest(delayMs: number): Promise<void> {
    const { signal } = this.#stopped;
    await sleep(MIN_GAP_MS, undefined, { signal }).catch(() => {}); // closing
    const either = AbortSignal.any([signal, this.#hurry.signal]);
    await sleep(delayMs, undefined, { signal: either }).catch(() => {}); // closing, or something to read
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
