import { setTimeout as sleep } from 'node:timers/promises';
import { hex, type RandomBytes, utf8 } from '#crypto/primitives';
import { revocationFiles } from '#crypto/x509/certificate';
import { type Database, logStore, timestamps } from '#hub/store';
import type { LogReader } from './reader.js';
import { askTsa, type TsaPeer } from './tsa-client.js';

/** How published checkpoints are stamped. */
export interface TimeStamping {
  /** Asked in this order, until one gives a time stamp that verifies. */
  readonly authorities: readonly TsaPeer[];
  readonly everyMs: number;
  /** For each of them. */
  readonly timeoutMs: number;
}

export interface StamperOptions {
  readonly db: Database;
  readonly reader: LogReader;
  readonly timeStamping: TimeStamping;
  readonly isLeading: () => boolean;
  readonly random: RandomBytes;
  /** Unix milliseconds. */
  readonly now: () => number;
  /** Milliseconds that never run backwards. */
  readonly elapsed: () => number;
  /** Told of each change of what an authority is good for. */
  readonly onAlarm: (text: string) => void;
  readonly onError: (error: Error) => void;
}

/**
 * How often it is looked whether a stamp is due, and all are asked again after none of them was any good: ten times in a
 * period, and at least once a minute.
 */
const LOOKS = 10;
const LOOK_EVERY_MS = 60_000;

/**
 * Has the published checkpoint stamped, the file as everybody sees it, once in each period in which the log has grown. One
 * stamp covers every entry below, so it costs the same whatever passes. Nothing ever waits for it: an authority that fails
 * or lies is told of once, and the next one is asked (proved by test/fault/time-stamps.test.ts).
 */
export class Stamper {
  readonly #options: StamperOptions;
  readonly #closing = new AbortController();
  /** What was last said of each authority. */
  readonly #said = new Map<string, string>();
  #loop: Promise<void> | undefined;
  #stamped = -1;
  #unstampedSince: number | undefined;

  constructor(options: StamperOptions) {
    this.#options = options;
  }

  start(): void {
    this.#loop = this.#run();
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#loop;
  }

  /** For how long there have been published entries that no time stamp covers; milliseconds. */
  get unstampedMs(): number {
    return this.#unstampedSince === undefined ? 0 : this.#options.elapsed() - this.#unstampedSince;
  }

  async #run(): Promise<void> {
    const everyMs = Math.min(this.#options.timeStamping.everyMs / LOOKS, LOOK_EVERY_MS);
    while (!this.#closing.signal.aborted) {
      await this.look();
      await sleep(everyMs, undefined, { signal: this.#closing.signal }).catch(() => {});
    }
  }

  /** Has stamped what is due now; or told why not. */
  async look(): Promise<void> {
    try {
      await this.#turn();
    } catch (error) {
      this.#options.onError(error instanceof Error ? error : new Error(String(error)));
    }
  }

  async #turn(): Promise<void> {
    const { db, reader, timeStamping } = this.#options;
    const committed = await logStore.readStateOf(db, reader.log);
    const head = committed && (await reader.publishedOf(committed));
    if (head === undefined) return;
    const latest = await timestamps.readLatest(db, reader.log);
    const stamped = latest?.size ?? 0;
    this.#mark(stamped, head.size);
    if (!this.#options.isLeading() || head.size <= stamped) return;
    const isDue =
      latest === undefined ||
      committed?.isClosed === true ||
      this.#options.now() - latest.stampedAt >= timeStamping.everyMs;
    if (isDue) await this.#stamp(head);
  }

  /** A busy log always has entries that came after the last stamp: the time runs from that. */
  #mark(stamped: number, published: number): void {
    if (stamped >= published) this.#unstampedSince = undefined;
    else if (stamped > this.#stamped) this.#unstampedSince = this.#options.elapsed();
    else this.#unstampedSince ??= this.#options.elapsed();
    this.#stamped = stamped;
  }

  async #stamp({ size, note }: Pick<logStore.LogState, 'size' | 'note'>): Promise<void> {
    const { db, reader, timeStamping, random, now } = this.#options;
    for (const tsa of timeStamping.authorities) {
      if (this.#closing.signal.aborted) return;
      const nonce = BigInt(`0x${hex(random(NONCE_BYTES))}`);
      const { timeoutMs } = timeStamping;
      const said = await askTsa(tsa, { data: utf8(note), nonce, timeoutMs, random, now });
      if (said.kind === 'FAILED') {
        this.#tell(tsa.name, said.reason);
        continue;
      }
      const { token, genTime } = said;
      const stamp = { size, tsa: tsa.name, note, token, genTime, stampedAt: now() };
      await timestamps.insert(db, reader.log, stamp, revocationFiles(said.revocation));
      this.#mark(size, size);
      this.#tell(tsa.name, said.open ?? STAMPS);
      return;
    }
  }

  /** Says it once for as long as it lasts. */
  #tell(tsa: string, text: string): void {
    if (this.#said.get(tsa) === text) return;
    const isNews = this.#said.has(tsa) || text !== STAMPS;
    this.#said.set(tsa, text);
    if (isNews) this.#options.onAlarm(`time stamps of ${tsa}: ${text}`);
  }
}

const NONCE_BYTES = 16;

const STAMPS = 'good';
