import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { CertificateDesk, CertificateEvent, UseEvent } from './certificate-desk.js';
import {
  CONTENT_HEADER,
  contentRow,
  EVENT_HEADER,
  eventRow,
  numberOf,
  REPLY_HEADER,
  replyTo,
  STATUS_HEADER,
  statusRows,
  USE_HEADER,
  useRow,
  windowAnswerOf,
} from './qingxin-certificates.js';
import {
  fromCsv,
  isGone,
  OthersBatches,
  type OutFile,
  readListed,
  takeBatches,
  toCsv,
  writeBatch,
} from './qingxin-files.js';
import type { Row } from './qingxin-format.js';
import type { QingxinOptions } from './qingxin-platform.js';
import { Repeating } from './repeating.js';

interface Sheet {
  readonly kind: string;
  readonly header: readonly string[];
  readonly rows: readonly Row[];
}

/** The program that exchanges certificates, in folders of its own. */
export class QingxinCertificateClerk {
  readonly #register: CertificateDesk;
  readonly #options: QingxinOptions;
  readonly #folder: string;
  readonly #newBatch: () => string;
  readonly #sent = new Set<string>();
  /** The number of each certificate's last row. */
  readonly #seqs = new Map<string, number>();
  readonly #questions: OthersBatches;
  readonly #repeating: Repeating;
  #isListOpen = false;
  #isHeld = false;

  constructor(register: CertificateDesk, options: QingxinOptions, newBatch: () => string) {
    this.#register = register;
    this.#options = options;
    this.#folder = join(options.drop, 'zz');
    this.#newBatch = newBatch;
    for (const name of ['out', 'in', 'receipts']) mkdirSync(join(this.#folder, name), { recursive: true });
    this.#questions = new OthersBatches(join(this.#folder, 'in'));
    this.#repeating = new Repeating(() => this.#round(), options.paceMs ?? 200);
  }

  start(): void {
    this.#repeating.start();
  }

  close(): Promise<void> {
    return this.#repeating.close();
  }

  hold(isHeld: boolean): void {
    this.#isHeld = isHeld;
  }

  async #round(): Promise<void> {
    if (this.#isHeld) return;
    takeBatches(join(this.#folder, 'receipts'), (files) => this.#readReceipts(files));
    await this.#answer();
    await this.#writeOut();
  }

  /** What became of events, and what windows are told. */
  #readReceipts(files: ReadonlyMap<string, Buffer>): void {
    const sheet = (kind: string) =>
      [...files].flatMap(([name, bytes]) => (name.endsWith(`-${kind}.csv`) ? fromCsv(bytes) : []));
    for (const row of sheet('HZ')) this.#settle(row);
    for (const row of sheet('YZ')) {
      const file = files.get(row.附件 ?? '')?.toString('base64');
      this.#register.settle(row.业务流水号 ?? '', { answer: windowAnswerOf(row, sheet('ZM'), file) });
    }
  }

  #settle({ 业务流水号: id = '', 结果: result, 代码: code, 原因: reason }: Row): void {
    this.#register.settle(id, result === '1' ? {} : { refusal: `${code}: ${reason}` });
  }

  /** It only looks; who laid a question down takes it away. */
  async #answer(): Promise<void> {
    const folder = join(this.#folder, 'in');
    for (const manifest of this.#questions.fresh()) {
      try {
        const files = readListed(folder, manifest);
        const sheet = (kind: string) =>
          [...files].flatMap(([name, bytes]) => (name.endsWith(`-${kind}.csv`) ? fromCsv(bytes) : []));
        await this.#reply(sheet('WX')[0] ?? {}, sheet('ZM'));
      } catch (error) {
        if (existsSync(join(folder, manifest)) && !isGone(error)) throw error;
      }
    }
  }

  async #reply(question: Row, seen: readonly Row[]): Promise<void> {
    const batch = this.#newBatch();
    const { reply, contents, file } = replyTo(this.#register, question, seen);
    const attachment = file && {
      name: `${batch}-001.${question.格式?.toLowerCase()}`,
      bytes: Buffer.from(file),
    };
    const rows = [{ ...reply, 附件: attachment?.name ?? '' }];
    const sheets = [
      { kind: 'ZD', header: REPLY_HEADER, rows },
      { kind: 'ZM', header: CONTENT_HEADER, rows: contents },
    ];
    await this.#write(batch, sheets, attachment ? [attachment] : []);
  }

  /** Everything that is ready, of however many certificates; but what lies on a counter goes by itself. */
  async #writeOut(): Promise<void> {
    const ready = this.#register.pending(1000).filter(({ id }) => !this.#sent.has(id));
    const events: Row[] = [];
    const statuses: Row[] = this.#isListOpen ? [] : [{ 列表编号: this.#register.list }];
    const uses: Row[] = [];
    for (const event of ready) {
      this.#sent.add(event.id);
      if (event.kind !== 'use') {
        events.push(this.#eventRow(event));
        statuses.push(...statusRows(event, this.#register));
      } else if (event.use.seen.length > 0 || event.use.seenFile !== undefined) await this.#writeSeen(event);
      else uses.push(useRow(event));
    }
    this.#isListOpen = true;
    if (events.length + statuses.length + uses.length === 0) return;
    await this.#write(this.#newBatch(), [
      { kind: 'ZZ', header: EVENT_HEADER, rows: events },
      { kind: 'LB', header: STATUS_HEADER, rows: statuses },
      { kind: 'ZY', header: USE_HEADER, rows: uses },
    ]);
  }

  async #writeSeen(event: UseEvent): Promise<void> {
    const batch = this.#newBatch();
    const { seen, seenFile } = event.use;
    const file = seenFile && { name: `${batch}-001.ofd`, bytes: Buffer.from(seenFile) };
    const row = { ...useRow(event), 附件: file?.name ?? '' };
    const contents = seen.map(({ name, value }) => contentRow(event.id, name, value));
    const sheets = [
      { kind: 'ZY', header: USE_HEADER, rows: [row] },
      { kind: 'ZM', header: CONTENT_HEADER, rows: contents },
    ];
    await this.#write(batch, sheets, file ? [file] : []);
  }

  #eventRow(event: CertificateEvent): Row {
    const number = numberOf(event.certificate.id);
    const seq = (this.#seqs.get(number) ?? 0) + 1;
    this.#seqs.set(number, seq);
    return eventRow(event, seq);
  }

  async #write(batch: string, sheets: readonly Sheet[], attachments: readonly OutFile[] = []): Promise<void> {
    const filled = sheets.filter(({ rows }) => rows.length > 0);
    if (filled.length === 0) return;
    const files = filled.map(({ kind, header, rows }) => ({
      name: `${batch}-${kind}.csv`,
      bytes: toCsv(header, rows),
      rows: rows.length,
    }));
    await writeBatch(join(this.#folder, 'out'), batch, [...attachments, ...files], this.#options.pieceMs);
  }
}
