import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { type Clock, type ConnectorLog, PlatformError, type PlatformHttp } from '#connectors/kit';
import { readAnswer, readOldestCursor } from './answers.js';
import type { FeedCursor } from './cursor.js';

const PageSchema = z.object({ entries: z.array(z.unknown()), next: z.string().min(1).max(200) });

/** What is looked at before an entry is read: its name, and what it is about. */
const EnvelopeSchema = z.object({
  eventId: z.string().optional(),
  caseNo: z.string().optional(),
  thingNo: z.string().optional(),
  archiveNo: z.string().optional(),
});

export interface FeedParts {
  readonly http: PlatformHttp;
  /** Where the feed is. */
  readonly path: string;
  readonly cursor: FeedCursor;
  readonly log: ConnectorLog;
  readonly clock: Clock;
  /** How long the platform may hold a page back when there is nothing to say. */
  readonly waitMs: number;
  /** How long to rest after something went wrong, or after a page that was empty at once. */
  readonly pauseMs: number;
}

interface Entry {
  readonly id: string;
  /** Later entries about the same must not overtake it. */
  readonly about: string;
  readonly value: unknown;
}

const PAGE_SIZE = 200;
/** So many entries may wait; then no more are read. */
const MAX_WAITING = 1_000;
const GONE = 410;

/**
 * Reads the platform's feed in order and hands each entry over. The cursor is kept when everything before it has been taken, so
 * a crash repeats entries and never skips one. An entry that cannot be taken waits, with the later ones about the same case, thing
 * or certificate; the others go on.
 */
export class FeedReader {
  readonly #parts: FeedParts;
  readonly #stopped = new AbortController();
  #position: string | undefined;
  #waiting: readonly Entry[] = [];
  #page: AbortController | undefined;
  #reading: Promise<void> | undefined;

  constructor(parts: FeedParts) {
    this.#parts = parts;
    this.#position = parts.cursor.saved;
  }

  /** @param take resolves when the entry is in the journal, or needs nothing. */
  start(take: (entry: unknown) => Promise<void>): void {
    this.#reading = this.#run(take);
  }

  async close(): Promise<void> {
    this.#stopped.abort();
    this.#page?.abort();
    await this.#reading;
  }

  async #run(take: (entry: unknown) => Promise<void>): Promise<void> {
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      const isFine = await this.#round(take).catch((error: unknown) => this.#recover(error));
      if (!isFine) await sleep(this.#parts.pauseMs, undefined, { signal }).catch(() => {}); // closing
    }
  }

  /** @returns whether to go on at once. */
  async #round(take: (entry: unknown) => Promise<void>): Promise<boolean> {
    const { clock, cursor, pauseMs } = this.#parts;
    const began = clock();
    const next = this.#waiting.length < MAX_WAITING ? await this.#read() : undefined;
    const known = new Set(this.#waiting.map(({ id }) => id));
    const fresh = next?.entries.map(entryOf).filter(({ id }) => !known.has(id)) ?? [];
    this.#waiting = await this.#takeAll([...this.#waiting, ...fresh], take);
    if (next !== undefined) this.#position = next.cursor;
    if (this.#waiting.length > 0) return false;
    if (this.#position !== undefined) await cursor.save(this.#position);
    return fresh.length > 0 || clock() - began >= pauseMs; // a platform that holds nothing back is not asked without end
  }

  async #read(): Promise<{ readonly entries: readonly unknown[]; readonly cursor: string }> {
    const { http, path } = this.#parts;
    const waitMs = this.#waiting.length === 0 ? this.#parts.waitMs : 0;
    const query = new URLSearchParams({ limit: String(PAGE_SIZE), wait: String(waitMs) });
    if (this.#position !== undefined) query.set('after', this.#position);
    this.#page = new AbortController(); // one for each page: what hangs on a signal stays as long as the signal
    const text = await http.longPoll(`${path}?${query}`, waitMs, this.#page.signal);
    const { entries, next } = readAnswer(text, PageSchema);
    return { entries, cursor: next };
  }

  async #takeAll(
    entries: readonly Entry[],
    take: (entry: unknown) => Promise<void>,
  ): Promise<readonly Entry[]> {
    const waiting: Entry[] = [];
    const held = new Set<string>();
    for (const entry of entries) {
      if (!held.has(entry.about) && (await this.#isTaken(entry, take))) continue;
      waiting.push(entry);
      held.add(entry.about);
    }
    return waiting;
  }

  async #isTaken({ id, value }: Entry, take: (entry: unknown) => Promise<void>): Promise<boolean> {
    if (this.#stopped.signal.aborted) return false;
    try {
      await take(value);
      return true;
    } catch (error) {
      this.#parts.log.error({ entry: id, err: String(error) }, 'an entry waits: it cannot be taken up');
      return false;
    }
  }

  /** The platform knows the cursor no more: what it still has is read again from there. */
  #recover(error: unknown): false {
    const { log, path } = this.#parts;
    if (this.#stopped.signal.aborted) return false;
    try {
      if (!(error instanceof PlatformError) || error.status !== GONE) throw error;
      const oldest = readOldestCursor(error.text);
      log.error(
        { feed: path, cursor: this.#position, oldest },
        'the feed does not go back that far; read from its oldest entry',
      );
      this.#position = oldest;
      this.#waiting = [];
    } catch (failed) {
      log.warn({ feed: path, err: String(failed) }, 'the feed could not be read');
    }
    return false;
  }
}

function entryOf(value: unknown): Entry {
  const { eventId, caseNo, thingNo, archiveNo } = EnvelopeSchema.safeParse(value).data ?? {};
  const id = eventId ?? JSON.stringify(value);
  return { id, about: caseNo ?? thingNo ?? archiveNo ?? id, value };
}
