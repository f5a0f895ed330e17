import { setTimeout as sleep } from 'node:timers/promises';
import { type RandomBytes, utf8 } from '#crypto/primitives';
import { revocationFiles } from '#crypto/x509/certificate';
import { type Database, logStore, timestamps } from '#hub/store';
import { Authorities } from './authorities.js';
import type { LogReader } from './reader.js';
import { Restamper, type Restamping } from './restamper.js';
import type { TsaPeer } from './tsa-client.js';

/** How published checkpoints are stamped. */
export interface TimeStamping {
  /** Asked in this order, until one gives a time stamp that verifies. */
  readonly authorities: readonly TsaPeer[];
  readonly everyMs: number;
  /** For each of them. */
  readonly timeoutMs: number;
  readonly restamping: Restamping;
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
  readonly #authorities: Authorities;
  readonly #restamper: Restamper;
  #loop: Promise<void> | undefined;
  #stamped = -1;
  #unstampedSince: number | undefined;

  constructor(options: StamperOptions) {
    this.#options = options;
    const { db, reader, timeStamping, random, now, elapsed, onAlarm } = options;
    this.#authorities = new Authorities({ ...timeStamping, random, now, onAlarm });
    const asked = { ...timeStamping, authorities: this.#authorities };
    this.#restamper = new Restamper({ ...asked, db, log: reader.log, now, elapsed, onAlarm });
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

  /** For how long stamps have been due to be stamped again; milliseconds. */
  get restampDueMs(): number {
    return this.#restamper.dueMs;
  }

  async #run(): Promise<void> {
    const everyMs = Math.min(this.#options.timeStamping.everyMs / LOOKS, LOOK_EVERY_MS);
    while (!this.#closing.signal.aborted) {
      await this.look();
      await this.#told(() => this.#restamper.look(this.#options.isLeading(), this.#closing.signal));
      await sleep(everyMs, undefined, { signal: this.#closing.signal }).catch(() => {});
    }
  }

  /** Has the published checkpoint stamped if that is due now; or told why not. */
  look(): Promise<void> {
    return this.#told(() => this.#turn());
  }

  async #told(work: () => Promise<void>): Promise<void> {
    try {
      await work();
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
    const { db, reader, now } = this.#options;
    const given = await this.#authorities.stamp(async () => utf8(note), this.#closing);
    if (given === undefined) return;
    const { tsa, token, genTime, expiresAt, revocation } = given;
    const stamp = { size, tsa, note, token, genTime, stampedAt: now(), expiresAt };
    await timestamps.insert(db, reader.log, stamp, revocationFiles(revocation));
    this.#mark(size, size);
  }
}
