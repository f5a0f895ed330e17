import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { certificateRoute } from './certificate-routes.js';
import { Desk, type DeskEvent } from './desk.js';
import { deskRoute } from './desk-routes.js';
import { type RunningHttp, serveHttp } from './http.js';
import { localTime } from './local-time.js';
import type { PlatformOptions } from './platform-options.js';
import { QingxinCertificateClerk } from './qingxin-certificate-clerk.js';
import { qingxinRegister } from './qingxin-certificates.js';
import {
  fromCsv,
  OthersBatches,
  type OutFile,
  readListed,
  takeBatches,
  toCsv,
  writeBatch,
} from './qingxin-files.js';
import { ACT_HEADER, actOf, DETAIL_HEADER, type Row, rowsOf } from './qingxin-format.js';
import { Repeating } from './repeating.js';
import { serialNumbers } from './serial.js';

/**
 * 清远市清新区一门式一网式平台（沙箱）: a county's platform of 2016. It has no interface; it writes files into a folder and reads
 * what it finds there, at its own pace, in GB18030. Its files grow under their final names.
 */

export interface QingxinOptions extends Omit<PlatformOptions, 'token'> {
  /** The folder that it shares with the connector. */
  readonly drop: string;
  /** How often it looks and writes. */
  readonly paceMs?: number;
  /** Between the pieces of a file that it writes. */
  readonly pieceMs?: number;
}

export interface RunningQingxin extends RunningHttp {
  /** Writes a batch once more, as it was or with everything in it under another name. */
  resend(batch: string, as?: string): Promise<void>;
  /** Names of the batches it has written, oldest first. */
  batches(): readonly string[];
  /** Sheets of the acts of others that it has taken in, oldest first, as they lay there; by kind. */
  received(): readonly ReadonlyMap<string, Buffer>[];
  /** Stands still, as at night. */
  hold(): void;
  release(): void;
}

export async function startQingxinPlatform(options: QingxinOptions): Promise<RunningQingxin> {
  for (const folder of ['out', 'in', 'receipts']) mkdirSync(join(options.drop, folder), { recursive: true });
  const next = serialNumbers(options.serialFile);
  const day = () => localTime(options.now()).slice(0, 10).replaceAll('-', '');
  const serial = () => String(next()).padStart(6, '0');
  const desk = new Desk((item) => `QY${day()}${item.replace(/^QX/, '')}${serial()}`, options.now);
  const clerk = new FileClerk(desk, options, () => `QX${day()}-${serial()}`);
  const register = qingxinRegister(options);
  const certificates = new QingxinCertificateClerk(register, options, () => `QX${day()}-${serial()}`);
  const server = await serveHttp(
    options.port,
    async (request) => deskRoute(desk, request) ?? certificateRoute(register, request),
  );
  clerk.start();
  certificates.start();
  return {
    port: server.port,
    resend: (batch, as) => clerk.resend(batch, as ?? batch),
    batches: () => clerk.batches(),
    received: () => clerk.received(),
    hold: () => {
      clerk.hold(true);
      certificates.hold(true);
    },
    release: () => {
      clerk.hold(false);
      certificates.hold(false);
    },
    close: async () => {
      await clerk.close();
      await certificates.close();
      await server.close();
    },
  };
}

/** The program that somebody's cron job starts every few minutes. */
class FileClerk {
  readonly #desk: Desk;
  readonly #options: QingxinOptions;
  readonly #newBatch: () => string;
  readonly #written = new Map<string, readonly OutFile[]>();
  readonly #received: ReadonlyMap<string, Buffer>[] = [];
  readonly #sent = new Set<string>();
  /** The number of each case's last row. */
  readonly #seqs = new Map<string, number>();
  #answers: Row[] = [];
  readonly #others: OthersBatches;
  readonly #repeating: Repeating;
  #isHeld = false;

  constructor(desk: Desk, options: QingxinOptions, newBatch: () => string) {
    this.#desk = desk;
    this.#options = options;
    this.#newBatch = newBatch;
    this.#others = new OthersBatches(join(options.drop, 'in'));
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

  batches(): readonly string[] {
    return [...this.#written.keys()];
  }

  received(): readonly ReadonlyMap<string, Buffer>[] {
    return this.#received;
  }

  async resend(batch: string, as: string): Promise<void> {
    const files = (this.#written.get(batch) ?? []).map((file) => renamed(file, batch, as));
    await this.#write(as, files);
  }

  async #round(): Promise<void> {
    if (this.#isHeld) return;
    takeBatches(join(this.#options.drop, 'receipts'), (files) => {
      for (const bytes of files.values()) for (const row of fromCsv(bytes)) this.#settle(row);
    });
    this.#readIn();
    await this.#writeOut();
  }

  #settle(row: Row): void {
    const { 业务流水号: id = '', 结果: result, 统一编号: hubNo = '', 代码: code, 原因: reason } = row;
    this.#desk.settle(id, result === '1' ? { hubNo } : { refusal: `${code}: ${reason}` });
  }

  /** It only looks; who laid the files down takes them away when its receipt has come. */
  #readIn(): void {
    const folder = join(this.#options.drop, 'in');
    for (const manifest of this.#others.fresh()) {
      const messageId = manifest.replace(/\.ok$/, '');
      try {
        const ref = this.#receive(messageId, readListed(folder, manifest));
        this.#answers.push({ 报文编号: messageId, 结果: '1', 办件编号: ref });
      } catch (error) {
        if (!existsSync(join(folder, manifest))) continue; // taken away while it was read
        this.#answers.push({ 报文编号: messageId, 结果: '0', 原因: String(error) });
      }
    }
  }

  #receive(messageId: string, files: ReadonlyMap<string, Buffer>): string {
    const bytesOf = (kind: string) => files.get(`${messageId}-${kind}.csv`) ?? Buffer.alloc(0);
    const sheet = (kind: string) => fromCsv(bytesOf(kind));
    const [act] = sheet('BJ');
    if (act === undefined) throw new RangeError('没有办件');
    const take = ({ 附件: name = '', 文件名 = '', 文件类型 = '' }: Row) => {
      const bytes = files.get(name);
      return bytes && this.#desk.putFile({ name: 文件名, mediaType: 文件类型, bytes });
    };
    const { ref } = this.#desk.receive(
      messageId,
      act.统一编号 ?? '',
      actOf({ act, details: sheet('CL') }, take),
      act.发送方 ?? '',
    );
    this.#received.push(new Map(['BJ', 'CL'].map((kind) => [kind, bytesOf(kind)])));
    return ref;
  }

  /** Everything that is ready, of however many cases. */
  async #writeOut(): Promise<void> {
    const ready = this.#desk.pending(1000).filter(({ id, act, ref }) => {
      return !this.#sent.has(id) && (act.kind === 'file' || this.#desk.get(ref).hubNo !== undefined);
    });
    const answers = this.#answers;
    if (ready.length === 0 && answers.length === 0) return;
    const batch = this.#newBatch();
    await this.#write(batch, this.#filesOf(batch, ready, answers));
    this.#answers = this.#answers.slice(answers.length);
  }

  #filesOf(batch: string, events: readonly DeskEvent[], answers: readonly Row[]): OutFile[] {
    const attachments: OutFile[] = [];
    const attach = (fileId: string): Row => {
      const { name, mediaType, bytes } = this.#desk.getFile(fileId);
      const file = `${batch}-${String(attachments.length + 1).padStart(3, '0')}${/\.\w+$/.exec(name)?.[0] ?? '.bin'}`;
      attachments.push({ name: file, bytes: Buffer.from(bytes) });
      return { 附件: file, 文件名: name, 文件类型: mediaType };
    };
    const rows = events.map((event) => {
      this.#sent.add(event.id);
      const seq = (this.#seqs.get(event.ref) ?? 0) + 1;
      this.#seqs.set(event.ref, seq);
      return rowsOf(event, { seq, hubNo: this.#desk.get(event.ref).hubNo }, attach);
    });
    const acts = rows.map(({ act }) => act);
    const details = rows.flatMap((each) => each.details);
    const sheets = [
      { kind: 'BJ', header: ACT_HEADER, rows: acts },
      { kind: 'CL', header: DETAIL_HEADER, rows: details },
      { kind: 'HZ', header: ['报文编号', '结果', '办件编号', '原因'], rows: answers },
    ].filter((sheet) => sheet.rows.length > 0);
    return [
      ...attachments,
      ...sheets.map((sheet) => ({
        name: `${batch}-${sheet.kind}.csv`,
        bytes: toCsv(sheet.header, sheet.rows),
        rows: sheet.rows.length,
      })),
    ];
  }

  async #write(batch: string, files: readonly OutFile[]): Promise<void> {
    const { drop, pieceMs } = this.#options;
    this.#written.set(batch, files);
    await writeBatch(join(drop, 'out'), batch, files, pieceMs);
  }
}

/** A sheet names its attachments. */
function renamed({ name, bytes, ...rest }: OutFile, batch: string, as: string): OutFile {
  const text = name.endsWith('.csv')
    ? Buffer.from(bytes.toString('latin1').replaceAll(batch, as), 'latin1')
    : bytes;
  return { name: name.replace(batch, as), bytes: text, ...rest };
}
