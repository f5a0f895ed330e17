import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import {
  type AcceptAct,
  type Clock,
  type ConnectorLog,
  type IncomingAct,
  isUnmapped,
  type MappingTables,
  type Outcome,
  PlatformError,
  type Province,
} from '#connectors/kit';
import { blobsOf } from '#proto/schema';
import type { FrontBatch } from './batch.js';
import { ShanxiCertificates } from './certificates.js';
import { BatchFormError, BatchIncompleteError, BatchRepeatedError, DoesNotFitError } from './errors.js';
import { checkInbound, digest } from './files.js';
import { FrontDatabase } from './front-database.js';
import { Inbound } from './inbound.js';
import { Outbound } from './outbound.js';
import { batchOf, stateOf, toBatch } from './to-local.js';
import { type DigestedFiles, toNationalAct } from './to-national.js';
import { type ConnectorOutcome, EXCHANGE_STATES } from './words.js';

export const ShanxiConfigSchema = z.strictObject({
  /** postgres://account:password@host:port/database of the front database. */
  database: z.string().regex(/^postgres(?:ql)?:\/\//, 'not the address of a PostgreSQL database'),
  pollMs: z.int().min(50).default(1_000),
  /** How often the answer to a question about a certificate is looked for; somebody waits for it. */
  answerPollMs: z.int().min(20).default(200),
  /** A mapping file to use instead of the one that comes with the connector. */
  mapping: z.string().optional(),
});

export type ShanxiConfig = z.output<typeof ShanxiConfigSchema>;

export interface ShanxiParts {
  readonly config: ShanxiConfig;
  readonly maps: MappingTables;
  readonly log: ConnectorLog;
  readonly clock: Clock;
}

const MAX_BATCHES = 100;
const STRAYS_MS = 3_600_000;

/** 山西: a front database (前置库). What the platform did is read from one half of it, what others did is written into the other. */
export class ShanxiProvince implements Province {
  readonly #config: ShanxiConfig;
  readonly #maps: MappingTables;
  readonly #log: ConnectorLog;
  readonly #clock: Clock;
  readonly #database: FrontDatabase;
  readonly #outbound: Outbound;
  readonly #inbound: Inbound;
  readonly certificates: ShanxiCertificates;
  readonly #stopped = new AbortController();
  #hasReopened = false;
  #nextStrays = 0;
  #polling: Promise<void> | undefined;

  constructor({ config, maps, log, clock }: ShanxiParts) {
    this.#config = config;
    this.#maps = maps;
    this.#log = log;
    this.#clock = clock;
    this.#database = new FrontDatabase(config.database, (error) =>
      log.warn({ err: String(error) }, 'a connection to the front database broke'),
    );
    this.#outbound = new Outbound(this.#database);
    this.#inbound = new Inbound(this.#database);
    const { pollMs, answerPollMs, database } = config;
    this.certificates = new ShanxiCertificates({ url: database, maps, log, clock, pollMs, answerPollMs });
  }

  async start(accept: AcceptAct): Promise<void> {
    this.#polling = this.#poll(accept);
  }

  /** The front database is the platform's: what has committed there, the platform has. */
  async deliver(act: IncomingAct): Promise<void> {
    try {
      if (await this.#inbound.has(act.messageId)) return;
      const files = this.#namesOfFiles(act);
      const batch = await toBatch(act, this.#maps, files); // before the files: what does not fit costs no transfer
      await this.#putFiles(act, files);
      await this.#inbound.put(batch);
    } catch (error) {
      if (isUnmapped(error) || error instanceof DoesNotFitError) await this.#report(act, error);
      throw error;
    }
  }

  async confirm(ref: string, outcome: Outcome): Promise<void> {
    if (outcome.kind === 'accepted')
      await this.#outbound.register.accept(ref, outcome.caseNo, outcome.logIndex ?? null);
    else await this.#outbound.register.refuse(ref, outcome.code, outcome.detail);
  }

  async readFile(fileId: string): Promise<Uint8Array> {
    const bytes = await this.#outbound.files.whole(fileId);
    if (bytes === undefined) throw new PlatformError(404, `kstb_file has no file ${fileId}`);
    return bytes;
  }

  isThere(): Promise<boolean> {
    return this.#database.isThere();
  }

  async close(): Promise<void> {
    this.#stopped.abort();
    await this.#polling;
    await this.certificates.close();
    await this.#database.close();
  }

  async #poll(accept: AcceptAct): Promise<void> {
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      let taken = 0;
      try {
        taken = await this.#look(accept);
      } catch (error) {
        if (!signal.aborted) this.#log.warn({ err: String(error) }, 'the front database could not be read');
      }
      if (taken === 0) await sleep(this.#config.pollMs, undefined, { signal }).catch(() => {}); // closing
    }
  }

  /** @returns how many acts were taken. */
  async #look(accept: AcceptAct): Promise<number> {
    if (!this.#hasReopened) await this.#outbound.register.reopen();
    this.#hasReopened = true;
    let taken = 0;
    for (const cdBatch of await this.#outbound.ready(MAX_BATCHES)) {
      if (this.#stopped.signal.aborted) break;
      if (await this.#take(cdBatch, accept)) taken++;
    }
    await this.#tellOperators();
    return taken;
  }

  /** Whatever is wrong with one batch stays with it. @returns whether it is in the journal. */
  async #take(cdBatch: string, accept: AcceptAct): Promise<boolean> {
    try {
      const batch = await this.#outbound.read(cdBatch);
      return batch !== undefined && (await this.#keep(batch, accept));
    } catch (error) {
      await this.#setAside(cdBatch, error);
      return false;
    }
  }

  async #keep(batch: FrontBatch, accept: AcceptAct): Promise<boolean> {
    const { head, first, rival } = batch;
    if (first !== null) throw new BatchRepeatedError(first);
    if (rival !== null) {
      throw new BatchFormError([`kstb_exchange.case_seq: ${head.case_seq} is the place of act ${rival}`]);
    }
    let files: DigestedFiles = new Map();
    const { occurredAt, draft } = await toNationalAct(batch, this.#maps, async () => {
      files = await digest(this.#outbound, batch.files);
      return files;
    });
    return this.#outbound.register.take(head.cd_batch, () =>
      accept({ ref: head.act_ref, occurredAt, draft, files: [...files.values()] }),
    );
  }

  /** What will not get better is answered; what may, waits, and holds up the later acts of its case and no others. */
  async #setAside(cdBatch: string, error: unknown): Promise<void> {
    const reason = error instanceof Error ? error.message : String(error);
    if (error instanceof BatchRepeatedError) {
      await this.#outbound.register.dismiss(cdBatch, EXCHANGE_STATES.repeated, 'BATCH_REPEATED', reason);
      this.#log.warn({ cdBatch, reason }, 'a batch came twice');
    } else if (error instanceof BatchFormError) {
      await this.#outbound.register.dismiss(cdBatch, EXCHANGE_STATES.refused, 'BATCH_FORM', reason);
      this.#log.error({ cdBatch, reason }, 'a batch was sent back: it cannot be read');
    } else {
      const code = codeOfWaiting(error);
      await this.#outbound.register.postpone(cdBatch, code, reason);
      this.#log.error({ cdBatch, code, reason }, 'a batch waits: it cannot be taken up');
    }
  }

  async #tellOperators(): Promise<void> {
    for (const batch of await this.#inbound.newlyRefused()) {
      this.#log.error({ ...batch }, 'the platform could not use an act that it was given');
    }
    if (this.#clock() < this.#nextStrays) return;
    this.#nextStrays = this.#clock() + STRAYS_MS;
    const strays = await this.#outbound.strays();
    if (Object.values(strays).some((count) => count > 0)) {
      this.#log.warn(strays, 'the front database has rows without a batch, or batches that do not move');
    }
  }

  /** File ids of an act, by SHA-256; the same for each attempt. */
  #namesOfFiles(act: IncomingAct): Map<string, string> {
    const digests = new Set(blobsOf(act.message).map(({ sha256 }) => sha256));
    return new Map([...digests].map((sha256, i) => [sha256, `${batchOf(act.messageId)}-F${i + 1}`]));
  }

  /** One after the other, each in a transaction of its own: only their registration makes them an act. */
  async #putFiles(act: IncomingAct, names: ReadonlyMap<string, string>): Promise<void> {
    checkInbound(blobsOf(act.message));
    for (const { sha256, sm3, fileName, mediaType } of blobsOf(act.message)) {
      const fileId = names.get(sha256) ?? '';
      if (await this.#inbound.hasFile(fileId)) continue;
      const bytes = await act.fetchFile(sha256);
      const cdBatch = batchOf(act.messageId);
      await this.#inbound.putFile({ fileId, cdBatch, fileName, mediaType, sm3, bytes });
    }
  }

  /** Beside the hub's operators, the platform's own see what is too long for it or has no code. */
  async #report(act: IncomingAct, error: Error): Promise<void> {
    const { messageId, caseNo } = act;
    try {
      await this.#inbound.report({
        messageId,
        hubCaseNo: caseNo,
        caseState: stateOf(act),
        reason: error.message,
      });
    } catch (failure) {
      this.#log.warn({ messageId, err: String(failure) }, 'a problem could not be reported');
    }
  }
}

function codeOfWaiting(error: unknown): ConnectorOutcome {
  if (error instanceof BatchIncompleteError) return 'BATCH_INCOMPLETE';
  return isUnmapped(error) ? 'CODE_UNMAPPED' : 'NOT_TAKEN';
}
