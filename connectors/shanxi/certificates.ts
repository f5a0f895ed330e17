import { setTimeout as sleep } from 'node:timers/promises';
import {
  askFor,
  type CertificateAccess,
  type CertificateOutcome,
  type CertificateQuestion,
  type CertificateReply,
  type Clock,
  type ConnectorLog,
  isUnmapped,
  type MappingTables,
  newName,
  type ProvinceCertificates,
  type ProvinceStatusList,
  type UseResult,
} from '#connectors/kit';
import {
  fromQueryAnswer,
  fromStatusRows,
  toCertificateEvent,
  toQuery,
  toUseAnswer,
  toWindowRequest,
} from './certificate-format.js';
import { CertificateTables } from './certificate-tables.js';
import { BatchFormError } from './errors.js';
import { FrontDatabase, type TextRow } from './front-database.js';
import { MAX_FILE_BYTES } from './stored-bytes.js';
import { EXCHANGE_STATES } from './words.js';

export interface ShanxiCertificatesParts {
  /** Address of the front database. */
  readonly url: string;
  readonly maps: MappingTables;
  readonly log: ConnectorLog;
  readonly clock: Clock;
  readonly pollMs: number;
  readonly answerPollMs: number;
}

const MAX_ROWS = 100;
const SWEEP_MS = 60_000;

/**
 * 山西's certificates: rows of the directory are taken up, requests of windows answered, questions of others put, each through
 * tables of their own and over connections of their own, so that none of it holds up cases.
 */
export class ShanxiCertificates implements ProvinceCertificates {
  readonly offers = ['FILE', 'VERIFY'] as const;
  readonly #parts: ShanxiCertificatesParts;
  readonly #database: FrontDatabase;
  readonly #tables: CertificateTables;
  readonly #stopped = new AbortController();
  /** Requests of windows that are being answered. */
  readonly #serving = new Map<string, Promise<void>>();
  /** Questions that are being put. */
  readonly #asking = new Set<Promise<CertificateReply>>();
  #hasReopened = false;
  #nextSweep = 0;
  #polling: Promise<void> | undefined;

  constructor(parts: ShanxiCertificatesParts) {
    this.#parts = parts;
    this.#database = new FrontDatabase(parts.url, (error) =>
      parts.log.warn({ err: String(error) }, 'a connection to the front database broke'),
    );
    this.#tables = new CertificateTables(this.#database);
  }

  async start(access: CertificateAccess): Promise<void> {
    this.#polling = this.#poll(access);
  }

  answer(question: CertificateQuestion, unwanted: AbortSignal): Promise<CertificateReply> {
    const asked = this.#ask(question, AbortSignal.any([unwanted, this.#stopped.signal])).finally(() =>
      this.#asking.delete(asked),
    );
    this.#asking.add(asked);
    return asked;
  }

  async statusLists(): Promise<readonly ProvinceStatusList[]> {
    return fromStatusRows(await this.#tables.statusRows(), this.#parts.maps);
  }

  async confirm(ref: string, outcome: CertificateOutcome): Promise<void> {
    const { register } = this.#tables;
    if (outcome.kind === 'accepted') await register.accept(ref, outcome.logIndex);
    else await register.refuse(ref, outcome.code, outcome.detail);
  }

  async close(): Promise<void> {
    this.#stopped.abort();
    await this.#polling;
    await Promise.allSettled([...this.#serving.values(), ...this.#asking]);
    await this.#database.close();
  }

  /**
   * Every question has a name of its own: no answer to an earlier one can be taken for it. It is taken away with its answer,
   * whatever becomes of it (proved by test/integration/certificate-windows-others.long.test.ts).
   */
  async #ask(question: CertificateQuestion, signal: AbortSignal): Promise<CertificateReply> {
    const { maps, log } = this.#parts;
    const { originals } = this.#tables;
    const queryId = newName();
    const query = toQuery(queryId, question, maps);
    try {
      await this.#tables.ask(query);
      const row = await this.#answerTo(queryId, signal);
      const original = question.use.operation === 'FILE' ? await originals.whole(queryId) : undefined;
      return fromQueryAnswer(row, original, question.certificateId, maps);
    } finally {
      await this.#tables.withdraw(queryId).catch((error: unknown) => {
        log.warn({ queryId, err: String(error) }, 'a question is left lying; it is taken away later');
      });
    }
  }

  async #answerTo(queryId: string, signal: AbortSignal): Promise<TextRow> {
    for (;;) {
      const row = await this.#tables.answerTo(queryId);
      if (row !== undefined) return row;
      await sleep(this.#parts.answerPollMs, undefined, { signal });
    }
  }

  async #poll(access: CertificateAccess): Promise<void> {
    const { pollMs, log } = this.#parts;
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      let taken = 0;
      try {
        taken = await this.#look(access);
      } catch (error) {
        if (!signal.aborted) log.warn({ err: String(error) }, 'the tables of certificates could not be read');
      }
      if (taken === 0) await sleep(pollMs, undefined, { signal }).catch(() => {}); // closing
    }
  }

  /** @returns how many rows were taken. */
  async #look(access: CertificateAccess): Promise<number> {
    if (!this.#hasReopened) await this.#tables.register.reopen();
    this.#hasReopened = true;
    for (const row of await this.#tables.uses(MAX_ROWS)) this.#serve(row, access);
    let taken = 0;
    for (const row of await this.#tables.ready(MAX_ROWS)) {
      if (this.#stopped.signal.aborted) break;
      if (await this.#take(row, access)) taken++;
    }
    await this.#sweep();
    return taken;
  }

  /** Whatever is wrong with one row stays with it. @returns whether it is in the journal. */
  async #take(row: TextRow, access: CertificateAccess): Promise<boolean> {
    const rowGuid = row.row_guid ?? '';
    try {
      const event = toCertificateEvent(row, this.#parts.maps);
      return await this.#tables.register.take(rowGuid, () => access.report(event));
    } catch (error) {
      await this.#setAside(rowGuid, error);
      return false;
    }
  }

  /** What will not get better is answered; what may, waits, and holds up the later rows of its certificate and no others. */
  async #setAside(rowGuid: string, error: unknown): Promise<void> {
    const { register } = this.#tables;
    const reason = error instanceof Error ? error.message : String(error);
    if (error instanceof BatchFormError) {
      await register.dismiss(rowGuid, EXCHANGE_STATES.refused, 'ROW_FORM', reason);
      this.#parts.log.error({ rowGuid, reason }, 'a row of a certificate was sent back: it cannot be read');
    } else {
      await register.postpone(rowGuid, isUnmapped(error) ? 'CODE_UNMAPPED' : 'NOT_TAKEN', reason);
      this.#parts.log.error({ rowGuid, reason }, 'a row of a certificate waits: it cannot be taken up');
    }
  }

  /** Windows do not wait for each other. One that could not be told is read, and served, again. */
  #serve(row: TextRow, access: CertificateAccess): void {
    const useId = row.use_id ?? '';
    if (this.#serving.has(useId)) return;
    const served = this.#answerWindow(useId, row, access)
      .then(({ answer, file }) => this.#tables.tell(answer, file))
      .catch((error: unknown) =>
        this.#parts.log.error({ useId, err: String(error) }, 'a window could not be answered yet'),
      )
      .finally(() => this.#serving.delete(useId));
    this.#serving.set(useId, served);
  }

  async #answerWindow(useId: string, row: TextRow, access: CertificateAccess) {
    const { maps } = this.#parts;
    const told = (result: UseResult) => ({
      answer: toUseAnswer(useId, result, maps),
      file: result.kind === 'released' ? result.file?.bytes : undefined,
    });
    const refused = (code: string, error: Error) => told({ kind: 'refused', code, detail: error.message });
    try {
      const seenFile = await this.#seenFile(useId, row);
      return told(await askFor(access, toWindowRequest(row, seenFile, maps)));
    } catch (error) {
      if (error instanceof BatchFormError) return refused('ROW_FORM', error);
      if (isUnmapped(error)) return refused('CODE_UNMAPPED', error);
      throw error;
    }
  }

  /** @throws BatchFormError for one that is too large. */
  async #seenFile(useId: string, row: TextRow): Promise<Uint8Array | undefined> {
    if (row.has_seen_file !== 't') return undefined;
    const bytes = await this.#tables.seen.whole(useId);
    if (bytes === undefined)
      throw new BatchFormError([`kstb_lic_use.seen_file: more than ${MAX_FILE_BYTES} bytes`]);
    return bytes;
  }

  async #sweep(): Promise<void> {
    const { clock } = this.#parts;
    if (clock() < this.#nextSweep) return;
    await this.#tables.sweep();
    this.#nextSweep = clock() + SWEEP_MS;
  }
}
