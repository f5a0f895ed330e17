import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CertificateDesk, RegisterEvent } from './certificate-desk.js';
import {
  CONTENT_HEADER,
  EVENT_HEADER,
  eventRow,
  numberOf,
  REPLY_HEADER,
  type Reply,
  replyTo,
  USE_HEADER,
  useRow,
  windowAnswerOf,
} from './qingxin-certificates.js';
import {
  fromCsv,
  isGone,
  manifestOf,
  manifestsIn,
  type OutFile,
  readListed,
  setAside,
  stampOf,
  toCsv,
  writeSlowly,
} from './qingxin-files.js';
import type { Row } from './qingxin-format.js';
import type { QingxinOptions } from './qingxin-platform.js';

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
  /** Questions that lie there answered, until they are taken away. */
  #answered: ReadonlySet<string> = new Set();
  #isHeld = false;
  #running: Promise<void> | undefined;
  readonly #stopped = new AbortController();

  constructor(register: CertificateDesk, options: QingxinOptions, newBatch: () => string) {
    this.#register = register;
    this.#options = options;
    this.#folder = join(options.drop, 'zz');
    this.#newBatch = newBatch;
    for (const name of ['out', 'in', 'receipts']) mkdirSync(join(this.#folder, name), { recursive: true });
  }

  start(): void {
    this.#running = this.#run();
  }

  async close(): Promise<void> {
    this.#stopped.abort();
    await this.#running;
  }

  hold(isHeld: boolean): void {
    this.#isHeld = isHeld;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      if (!this.#isHeld) {
        this.#readReceipts();
        await this.#answer();
        await this.#writeOut();
      }
      await sleep(this.#options.paceMs ?? 200, undefined, { signal }).catch(() => {}); // closing
    }
  }

  /** What became of events, and what windows are told; read and taken away. */
  #readReceipts(): void {
    const folder = join(this.#folder, 'receipts');
    for (const manifest of manifestsIn(folder)) {
      try {
        const files = readListed(folder, manifest);
        const sheet = (kind: string) =>
          [...files].flatMap(([name, bytes]) => (name.endsWith(`-${kind}.csv`) ? fromCsv(bytes) : []));
        for (const row of sheet('HZ')) this.#settle(row);
        for (const row of sheet('YZ')) {
          this.#register.settle(row.业务流水号 ?? '', { answer: windowAnswerOf(row, sheet('ZM')) });
        }
        for (const name of [manifest, ...files.keys()]) rmSync(join(folder, name), { force: true });
      } catch (error) {
        if (isGone(error)) continue; // laid down anew at this moment: it is whole at the next look
        setAside(folder, manifest, error);
      }
    }
  }

  #settle({ 业务流水号: id = '', 结果: result, 代码: code, 原因: reason }: Row): void {
    this.#register.settle(id, result === '1' ? {} : { refusal: `${code}: ${reason}` });
  }

  /** It only looks; who laid a question down takes it away. */
  async #answer(): Promise<void> {
    const folder = join(this.#folder, 'in');
    const known = this.#answered;
    const lying = new Set<string>();
    const replies: Reply[] = [];
    for (const manifest of manifestsIn(folder)) {
      try {
        const stamp = stampOf(join(folder, manifest));
        lying.add(stamp);
        if (known.has(stamp)) continue;
        const [question = {}] = [...readListed(folder, manifest).values()].flatMap(fromCsv);
        replies.push(replyTo(this.#register, question));
      } catch (error) {
        if (existsSync(join(folder, manifest)) && !isGone(error)) throw error;
      }
    }
    this.#answered = lying;
    await this.#write([
      { kind: 'ZD', header: REPLY_HEADER, rows: replies.map(({ reply }) => reply) },
      { kind: 'ZM', header: CONTENT_HEADER, rows: replies.flatMap(({ contents }) => contents) },
    ]);
  }

  /** Everything that is ready, of however many certificates. */
  async #writeOut(): Promise<void> {
    const ready = this.#register.pending(1000).filter(({ id }) => !this.#sent.has(id));
    const rows = { ZZ: [] as Row[], ZY: [] as Row[] };
    for (const event of ready) this.#enter(event, rows);
    await this.#write([
      { kind: 'ZZ', header: EVENT_HEADER, rows: rows.ZZ },
      { kind: 'ZY', header: USE_HEADER, rows: rows.ZY },
    ]);
  }

  #enter(event: RegisterEvent, rows: { readonly ZZ: Row[]; readonly ZY: Row[] }): void {
    this.#sent.add(event.id);
    if (event.kind === 'use') {
      rows.ZY.push(useRow(event));
      return;
    }
    const number = numberOf(event.certificate.id);
    const seq = (this.#seqs.get(number) ?? 0) + 1;
    this.#seqs.set(number, seq);
    rows.ZZ.push(eventRow(event, seq));
  }

  /** The manifest last, or who reads it too early would wait for the rest. */
  async #write(sheets: readonly Sheet[]): Promise<void> {
    const filled = sheets.filter(({ rows }) => rows.length > 0);
    if (filled.length === 0) return;
    const batch = this.#newBatch();
    const files: OutFile[] = filled.map(({ kind, header, rows }) => ({
      name: `${batch}-${kind}.csv`,
      bytes: toCsv(header, rows),
      rows: rows.length,
    }));
    for (const { name, bytes } of [...files, { name: `${batch}.ok`, bytes: manifestOf(files) }]) {
      await writeSlowly(join(this.#folder, 'out', name), bytes, this.#options.pieceMs ?? 2);
    }
  }
}
