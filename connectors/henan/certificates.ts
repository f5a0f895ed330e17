import { setTimeout as sleep } from 'node:timers/promises';
import type {
  CertificateAccess,
  CertificateOutcome,
  CertificateQuestion,
  CertificateReply,
  ConnectorLog,
  MappingTables,
  ProvinceCertificates,
  ProvinceStatusList,
} from '#connectors/kit';
import {
  fromQueryAnswer,
  fromStatusList,
  toCertificateEvent,
  toCredentialRequest,
  toOpenRequest,
  toQuery,
  toScanRequest,
  toShowingAnswer,
  toTick,
  toUseRequest,
  toWindowAnswer,
} from './certificate-format.js';
import { HenanXmlError, requiredText, textOf, type XmlNode } from './xml.js';

/** The platform's packages, as the province exchanges them. */
export interface HenanExchange {
  get(path: string): Promise<XmlNode[]>;
  /** @returns the records of the answer. */
  post(path: string, record: XmlNode): Promise<XmlNode[]>;
}

export interface HenanCertificatesParts {
  readonly maps: MappingTables;
  readonly exchange: HenanExchange;
  readonly pollMs: number;
  readonly log: ConnectorLog;
}

const MAX_RECORDS = 200;

/** 河南's certificates: events and requests of windows are fetched from a tray of their own and ticked off. */
export class HenanCertificates implements ProvinceCertificates {
  readonly offers = ['FILE', 'VERIFY'] as const;
  readonly #parts: HenanCertificatesParts;
  readonly #stopped = new AbortController();
  /** Events that are in the journal and still in the tray. */
  #taken: ReadonlySet<string> = new Set();
  /** Requests of windows that are being answered. */
  readonly #serving = new Map<string, Promise<void>>();
  #polling: Promise<void> | undefined;

  constructor(parts: HenanCertificatesParts) {
    this.#parts = parts;
  }

  async start(access: CertificateAccess): Promise<void> {
    this.#polling = this.#poll(access);
  }

  async answer(question: CertificateQuestion): Promise<CertificateReply> {
    const { exchange, maps } = this.#parts;
    const [record] = await exchange.post('/ha/zz/query', toQuery(question, maps));
    if (record === undefined) throw new HenanXmlError('no answer');
    return fromQueryAnswer(record, question.certificateId, maps);
  }

  async statusLists(): Promise<readonly ProvinceStatusList[]> {
    const { exchange, maps } = this.#parts;
    return (await exchange.get('/ha/zz/lists')).map((record) => fromStatusList(record, maps));
  }

  async confirm(ref: string, outcome: CertificateOutcome): Promise<void> {
    await this.#tick(toTick(ref, outcome));
  }

  async close(): Promise<void> {
    this.#stopped.abort();
    await this.#polling;
    await Promise.all(this.#serving.values());
  }

  async #poll(access: CertificateAccess): Promise<void> {
    const { exchange, pollMs, log } = this.#parts;
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      try {
        await this.#takeAll(await exchange.get(`/ha/zz/out?max=${MAX_RECORDS}`), access);
      } catch (error) {
        if (!signal.aborted) log.warn({ err: String(error) }, 'the tray of certificates could not be read');
      }
      await sleep(pollMs, undefined, { signal }).catch(() => {}); // closing
    }
  }

  /** An event that waits holds up the later ones of its certificate, and no others. */
  async #takeAll(records: readonly XmlNode[], access: CertificateAccess): Promise<void> {
    const taken = new Set<string>();
    const waiting = new Set<unknown>();
    for (const record of records) {
      if (textOf(record, '@sid') === 'ZZ04') this.#serve(record, access);
      else if (waiting.has(record.ZZBS)) continue;
      else if (!(await this.#take(record, access, taken))) waiting.add(record.ZZBS);
    }
    this.#taken = taken;
  }

  /** @returns whether it is in the journal. */
  async #take(record: XmlNode, access: CertificateAccess, taken: Set<string>): Promise<boolean> {
    try {
      const ref = requiredText(record, 'JLBH');
      if (!this.#taken.has(ref)) await access.report(toCertificateEvent(record, this.#parts.maps));
      taken.add(ref);
      return true;
    } catch (error) {
      this.#waits(record, error);
      return false;
    }
  }

  /** Windows do not wait for each other. One that could not be told is fetched, and served, again. */
  #serve(record: XmlNode, access: CertificateAccess): void {
    const ref = textOf(record, 'JLBH') ?? '';
    if (this.#serving.has(ref)) return;
    const { maps } = this.#parts;
    const served = (async () => {
      await this.#tick(await answerOf(ref, record, access, maps));
    })()
      .catch((error: unknown) => this.#waits(record, error))
      .finally(() => this.#serving.delete(ref));
    this.#serving.set(ref, served);
  }

  #waits(record: XmlNode, error: unknown): void {
    this.#parts.log.error({ record: record.JLBH, err: String(error) }, 'a record of certificates waits');
  }

  /** @throws HenanXmlError unless it was answered with code 0. */
  async #tick(record: XmlNode): Promise<void> {
    const [answer] = await this.#parts.exchange.post('/ha/zz/out/ticks', record);
    const code = answer === undefined ? 'none' : requiredText(answer, 'CODE');
    if (code !== '0') throw new HenanXmlError(`the tick was answered with code ${code}`);
  }
}

/** ZZ05 to a window's ZZ04. */
async function answerOf(
  ref: string,
  record: XmlNode,
  access: CertificateAccess,
  maps: MappingTables,
): Promise<XmlNode> {
  switch (textOf(record, 'CZ')) {
    case 'LM':
      return toShowingAnswer(ref, await access.open(toOpenRequest(record, maps)));
    case 'PZ':
      return toShowingAnswer(ref, await access.issue(toCredentialRequest(record, maps)));
    case 'SM':
      return toWindowAnswer(ref, await access.scan(toScanRequest(record, maps)), maps);
    default:
      return toWindowAnswer(ref, await access.use(toUseRequest(record, maps)), maps);
  }
}
