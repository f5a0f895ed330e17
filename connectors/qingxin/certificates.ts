import {
  type CertificateAccess,
  type CertificateEvent,
  type CertificateOutcome,
  type CertificateQuestion,
  type CertificateReply,
  type Clock,
  type ConnectorLog,
  hashedName,
  type MappingTables,
  type ProvinceCertificates,
  type ProvinceStatusList,
  Turns,
} from '#connectors/kit';
import { BatchTray } from './batch-tray.js';
import { CertificateBatches } from './certificate-batches.js';
import { type CertificateRow, readCertificate, receiptOf } from './certificate-format.js';
import { RECEIPT_COLUMNS } from './columns.js';
import type { DropFolder } from './drop-folder.js';
import { FolderLoop } from './folder-loop.js';
import type { Ledger } from './ledger.js';
import { RECEIPTS } from './names.js';
import { Questions } from './questions.js';
import type { StatusBook } from './status-book.js';
import { TakeUp } from './take-up.js';
import { WaitingList } from './waiting-list.js';
import type { WaitingRoom } from './waiting-room.js';
import type { WindowRequests } from './window-requests.js';
import { Windows } from './windows.js';
import { sheetFile, writeBatch } from './written-batch.js';

export interface QingxinCertificatesParts {
  /** With folders of its own: nothing here holds up cases. */
  readonly folder: DropFolder;
  readonly maps: MappingTables;
  readonly ledger: Ledger<CertificateOutcome>;
  readonly waiting: WaitingRoom<CertificateEvent, CertificateRow>;
  readonly requests: WindowRequests;
  readonly statuses: StatusBook;
  readonly log: ConnectorLog;
  readonly clock: Clock;
  readonly pollMs: number;
  readonly patienceMs: number;
}

type EventTakeUp = TakeUp<CertificateEvent, CertificateRow, CertificateOutcome>;

/** 清新's certificates: files in folders of their own, both ways. */
export class QingxinCertificates implements ProvinceCertificates {
  readonly offers = ['FILE', 'VERIFY'] as const;
  readonly #parts: QingxinCertificatesParts;
  readonly #questions: Questions;
  readonly #list: WaitingList;
  readonly #stopped = new AbortController();
  /** Questions that are being asked. */
  readonly #asking = new Set<Promise<CertificateReply>>();
  /** A receipt may be told again while it is being told. */
  readonly #telling = new Turns();
  #isResumed = false;
  #windows: Windows | undefined;
  #loop: FolderLoop | undefined;

  constructor(parts: QingxinCertificatesParts) {
    const { folder, clock, patienceMs } = parts;
    this.#parts = parts;
    this.#questions = new Questions(parts);
    this.#list = new WaitingList('证照', folder, clock, patienceMs);
  }

  async start(access: CertificateAccess): Promise<void> {
    const { folder, maps, pollMs, log } = this.#parts;
    const takeUp: EventTakeUp = new TakeUp({
      ...this.#parts,
      of: '证照',
      accept: (event) => access.report(event),
      reread: ({ rows }) => readCertificate(rows, maps),
      tell: (ref, outcome) => this.#tell(ref, outcome),
    });
    const batches = new CertificateBatches({ ...this.#parts, takeUp, questions: this.#questions });
    const tray = new BatchTray({ folder, log, take: (batch, isAgain) => batches.take(batch, isAgain) });
    const windows = new Windows({ ...this.#parts, access });
    this.#windows = windows;
    this.#loop = new FolderLoop({ folder, pollMs, log, work: () => this.#read(takeUp, tray, windows) });
    this.#loop.start();
  }

  answer(question: CertificateQuestion, unwanted: AbortSignal): Promise<CertificateReply> {
    const signal = AbortSignal.any([unwanted, this.#stopped.signal]);
    const asked = this.#questions.ask(question, signal).finally(() => this.#asking.delete(asked));
    this.#asking.add(asked);
    return asked;
  }

  /** As its batches have told: one that lies unread is not in them yet. */
  async statusLists(): Promise<readonly ProvinceStatusList[]> {
    return this.#parts.statuses.lists(this.#parts.maps);
  }

  /** Kept, so that a row which comes again is answered again; then told. */
  async confirm(ref: string, outcome: CertificateOutcome): Promise<void> {
    const { ledger } = this.#parts;
    const known = await ledger.get('act', ref);
    if (known !== undefined) await ledger.put('act', ref, { ...known, outcome });
    await this.#tell(ref, outcome);
  }

  async close(): Promise<void> {
    this.#stopped.abort();
    await this.#loop?.close();
    await Promise.allSettled(this.#asking);
    await this.#windows?.idle();
  }

  async #read(takeUp: EventTakeUp, tray: BatchTray, windows: Windows): Promise<void> {
    const { ledger, waiting } = this.#parts;
    if (!this.#isResumed) {
      if (!(await ledger.isWhole())) await tray.readDone();
      await ledger.markWhole();
      await takeUp.resume();
      this.#isResumed = true;
    }
    const { unfinished, failure } = await tray.read();
    await windows.serve();
    await takeUp.retry();
    await this.#questions.tidy();
    await windows.tidy();
    await this.#list.show(unfinished, await waiting.all());
    if (failure !== undefined) throw failure.error;
  }

  /** Lays the receipt down; the same again replaces it. */
  async #tell(ref: string, outcome: CertificateOutcome): Promise<void> {
    const batch = `HZ-${hashedName(ref)}`;
    const file = sheetFile(batch, 'HZ', RECEIPT_COLUMNS, [receiptOf(ref, outcome)]);
    await this.#telling.take(() => writeBatch(this.#parts.folder, RECEIPTS, batch, [file]));
  }
}
