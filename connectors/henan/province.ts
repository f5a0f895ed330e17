import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import {
  type AcceptAct,
  blobRefOf,
  blobsOf,
  type Clock,
  type ConnectorLog,
  fromCompactTime,
  type IncomingAct,
  type MappingTables,
  type Outcome,
  type OutgoingFile,
  PlatformHttp,
  type Province,
  toCompactTime,
} from '#connectors/kit';
import { toRecord } from './to-local.js';
import { fileIdsOf, toDraft } from './to-national.js';
import { buildPackage, HenanXmlError, parsePackage, requiredText, textOf, type XmlNode } from './xml.js';

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

const MAX_RECORDS = 20;

/** 河南: what the platform did is fetched from its out-tray and ticked off; records for it go into its in-tray. */
export class HenanProvince implements Province {
  readonly #config: HenanConfig;
  readonly #maps: MappingTables;
  readonly #log: ConnectorLog;
  readonly #clock: Clock;
  readonly #http: PlatformHttp;
  readonly #stopped = new AbortController();
  #polling: Promise<void> | undefined;

  constructor(config: HenanConfig, maps: MappingTables, log: ConnectorLog, clock: Clock) {
    this.#config = config;
    this.#maps = maps;
    this.#log = log;
    this.#clock = clock;
    this.#http = new PlatformHttp(config.url, { 'x-ha-licence': config.licence });
  }

  async start(accept: AcceptAct): Promise<void> {
    this.#polling = this.#poll(accept);
  }

  async deliver(act: IncomingAct): Promise<void> {
    const files = new Map<string, string>();
    for (const { sha256, mediaType, fileName } of blobsOf(act)) {
      const query = new URLSearchParams({ wjm: fileName, lx: mediaType });
      const answer = await this.#http.upload(`/ha/exchange/files?${query}`, await act.fetchFile(sha256));
      const [record] = parsePackage(answer);
      if (record === undefined) throw new HenanXmlError('no file number');
      files.set(sha256, requiredText(record, 'WJBH'));
    }
    const record = toRecord(act, this.#maps, files);
    if (record !== undefined) await this.#post('/ha/exchange/in', record);
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

  async close(): Promise<void> {
    this.#stopped.abort();
    await this.#polling;
  }

  /** A record stays in the out-tray until it is ticked off; taking it up again changes nothing. */
  async #poll(accept: AcceptAct): Promise<void> {
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      try {
        const text = await this.#http.text('GET', `/ha/exchange/out?max=${MAX_RECORDS}`);
        for (const record of parsePackage(text)) await this.#take(record, accept);
      } catch (error) {
        if (!signal.aborted) this.#log.warn({ err: String(error) }, 'the out-tray could not be read');
      }
      await sleep(this.#config.pollMs, undefined, { signal }).catch(() => {}); // closing
    }
  }

  /** One bad record does not hold up the others. */
  async #take(record: XmlNode, accept: AcceptAct): Promise<void> {
    try {
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
      await accept({
        ref: requiredText(record, 'JLBH'),
        occurredAt: Date.parse(fromCompactTime(requiredText(record, 'YWSJ'))),
        draft: toDraft(record, this.#maps, files),
        files: [...files.values()],
      });
    } catch (error) {
      this.#log.error(
        { record: textOf(record, 'JLBH'), err: String(error) },
        'a record waits: it cannot be taken up',
      );
    }
  }

  /** @throws HenanXmlError unless every record was answered with code 0. */
  async #post(path: string, record: XmlNode): Promise<void> {
    const head = { BBH: '1.0', FSDW_DM: 'HUB', FSSJ: toCompactTime(new Date(this.#clock()).toISOString()) };
    const answer = await this.#http.text('POST', path, buildPackage(head, [record]), 'application/xml');
    for (const each of parsePackage(answer)) {
      const code = requiredText(each, 'CODE');
      if (code !== '0') throw new HenanXmlError(`record refused with code ${code}`);
    }
  }
}
