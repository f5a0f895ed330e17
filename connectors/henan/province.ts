import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import {
  type AcceptAct,
  blobRefOf,
  type Clock,
  type ConnectorLog,
  fromCompactTime,
  type IncomingAct,
  type MappingTables,
  type Outcome,
  type OutgoingFile,
  PlatformHttp,
  type Province,
  refusalOfDraft,
  toCompactTime,
} from '#connectors/kit';
import { ValidationError } from '#proto/errors';
import { blobsOf } from '#proto/schema';
import { HenanCertificates } from './certificates.js';
import { toRecord } from './to-local.js';
import { fileIdsOf, toDraft } from './to-national.js';
import { buildPackage, HenanXmlError, parsePackage, requiredText, type XmlNode } from './xml.js';

export const HenanConfigSchema = z.strictObject({
  /** The platform's base address. */
  url: z.string(),
  /** 授权注册码. */
  licence: z.string(),
  pollMs: z.int().min(50).default(1_000),
  /** A mapping file to use instead of the one that comes with the connector. */
  mapping: z.string().optional(),
});

export type HenanConfig = z.output<typeof HenanConfigSchema>;

const MAX_RECORDS = 200;

/** 河南: what the platform did is fetched from its out-tray and ticked off; records for it go into its in-tray. */
export class HenanProvince implements Province {
  readonly #config: HenanConfig;
  readonly #maps: MappingTables;
  readonly #log: ConnectorLog;
  readonly #clock: Clock;
  readonly #http: PlatformHttp;
  readonly certificates: HenanCertificates;
  readonly #stopped = new AbortController();
  /** Records that are in the journal and still in the out-tray: their files need not be fetched again and again. */
  #taken: ReadonlySet<string> = new Set();
  #polling: Promise<void> | undefined;

  constructor(config: HenanConfig, maps: MappingTables, log: ConnectorLog, clock: Clock) {
    this.#config = config;
    this.#maps = maps;
    this.#log = log;
    this.#clock = clock;
    this.#http = new PlatformHttp(config.url, { 'x-ha-licence': config.licence });
    // A way of their own: while certificates cannot be asked for, the breaker must not hold up cases.
    const http = new PlatformHttp(config.url, { 'x-ha-licence': config.licence });
    const exchange = {
      get: async (path: string) => parsePackage(await http.text('GET', path)),
      post: (path: string, record: XmlNode) => this.#exchange(path, record, http),
    };
    this.certificates = new HenanCertificates({ maps, exchange, pollMs: config.pollMs, log });
  }

  async start(accept: AcceptAct): Promise<void> {
    this.#polling = this.#poll(accept);
  }

  async deliver(act: IncomingAct): Promise<void> {
    const files = new Map<string, string>();
    for (const { sha256, mediaType, fileName } of blobsOf(act.message)) {
      const query = new URLSearchParams({ wjm: fileName, lx: mediaType });
      const answer = await this.#http.upload(`/ha/exchange/files?${query}`, await act.fetchFile(sha256));
      const [record] = parsePackage(answer);
      if (record === undefined) throw new HenanXmlError('no file number');
      files.set(sha256, requiredText(record, 'WJBH'));
    }
    await this.#post('/ha/exchange/in', await toRecord(act, this.#maps, files));
  }

  async confirm(ref: string, outcome: Outcome): Promise<void> {
    const fields =
      outcome.kind === 'accepted'
        ? { JGDM: '1', XTBH: outcome.caseNo, RZWZ: String(outcome.logIndex ?? '') }
        : { JGDM: '0', YY: `${outcome.code}: ${outcome.detail}` };
    await this.#post('/ha/exchange/out/ticks', { '@no': '1', JLBH: ref, ...fields });
  }

  async readFile(fileId: string): Promise<Uint8Array> {
    return (await this.#http.bytes(`/ha/exchange/files?wjbh=${encodeURIComponent(fileId)}`)).bytes;
  }

  isThere(): Promise<boolean> {
    return this.#http.isThere();
  }

  async close(): Promise<void> {
    this.#stopped.abort();
    await Promise.all([this.#polling, this.certificates.close()]);
  }

  /** A record stays in the out-tray until it is ticked off; taking it up again changes nothing. */
  async #poll(accept: AcceptAct): Promise<void> {
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      try {
        const text = await this.#http.text('GET', `/ha/exchange/out?max=${MAX_RECORDS}`);
        this.#taken = await this.#takeAll(parsePackage(text), accept);
      } catch (error) {
        if (!signal.aborted) this.#log.warn({ err: String(error) }, 'the out-tray could not be read');
      }
      await sleep(this.#config.pollMs, undefined, { signal }).catch(() => {}); // closing
    }
  }

  /** A record that waits holds up the later ones of its case, which must not overtake it, and no others. */
  async #takeAll(records: readonly XmlNode[], accept: AcceptAct): Promise<Set<string>> {
    const taken = new Set<string>();
    const waiting = new Set<unknown>();
    for (const record of records) {
      if (waiting.has(record.BJBH)) continue;
      const ref = await this.#take(record, accept);
      if (ref === undefined) waiting.add(record.BJBH);
      else taken.add(ref);
    }
    return taken;
  }

  /** @returns the record's number once it is in the journal. */
  async #take(record: XmlNode, accept: AcceptAct): Promise<string | undefined> {
    try {
      const ref = requiredText(record, 'JLBH');
      if (this.#taken.has(ref)) return ref;
      const files = new Map<string, OutgoingFile>();
      for (const fileId of fileIdsOf(record)) {
        const { bytes, mediaType } = await this.#http.bytes(
          `/ha/exchange/files?wjbh=${encodeURIComponent(fileId)}`,
        );
        files.set(fileId, {
          fileId,
          blob: blobRefOf(bytes, mediaType, `${fileId}.${mediaType.split('/')[1] ?? 'bin'}`),
        });
      }
      await this.#acceptOrRefuse(ref, record, files, accept);
      return ref;
    } catch (error) {
      this.#log.error({ record: record.JLBH, err: String(error) }, 'a record waits: it cannot be taken up');
      return undefined;
    }
  }

  /** A record that no waiting would mend goes back to whoever wrote it. */
  async #acceptOrRefuse(
    ref: string,
    record: XmlNode,
    files: ReadonlyMap<string, OutgoingFile>,
    accept: AcceptAct,
  ): Promise<void> {
    const occurredAt = Date.parse(fromCompactTime(requiredText(record, 'YWSJ')));
    try {
      const draft = await toDraft(record, this.#maps, files);
      await accept({ ref, occurredAt, draft, files: [...files.values()] });
    } catch (error) {
      if (!(error instanceof ValidationError)) throw error;
      await this.confirm(ref, refusalOfDraft(error));
    }
  }

  /** @throws HenanXmlError unless the record was answered with code 0. */
  async #post(path: string, record: XmlNode): Promise<void> {
    const [answer] = await this.#exchange(path, record, this.#http);
    const code = answer === undefined ? 'none' : requiredText(answer, 'CODE');
    if (code !== '0') throw new HenanXmlError(`the record was answered with code ${code}`);
  }

  async #exchange(path: string, record: XmlNode, http: PlatformHttp): Promise<XmlNode[]> {
    const head = { BBH: '1.0', FSDW_DM: 'HUB', FSSJ: toCompactTime(new Date(this.#clock()).toISOString()) };
    return parsePackage(await http.text('POST', path, buildPackage(head, [record]), 'application/xml'));
  }
}
