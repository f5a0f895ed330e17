import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Clock, ConnectorLog, PlatformHttp } from '#connectors/kit';
import { readAnswer } from './answers.js';

const PageSchema = z.object({ requests: z.array(z.unknown()) });
const Named = z.object({ requestNo: z.string() });

export interface WindowRequestsParts {
  readonly http: PlatformHttp;
  readonly log: ConnectorLog;
  readonly clock: Clock;
  /** How long the library may hold back its answer when no window wants anything. */
  readonly waitMs: number;
  /** How long to rest after something went wrong, or after an answer that was empty at once. */
  readonly pauseMs: number;
}

/** So many windows are served side by side. */
const MAX_SERVED = 32;

/**
 * Takes windows' requests from the library's desk. Each is handed out for a while, and again after it unless it was answered, so
 * nothing of them is kept here: what a crash leaves unanswered comes again under its number, and is counted once (proved by
 * test/fault/hunan.long.test.ts).
 */
export class WindowRequests {
  readonly #parts: WindowRequestsParts;
  readonly #stopped = new AbortController();
  readonly #serving = new Map<string, Promise<void>>();
  #page: AbortController | undefined;
  #taking: Promise<void> | undefined;

  constructor(parts: WindowRequestsParts) {
    this.#parts = parts;
  }

  /** @param serve resolves when the window has been told. */
  start(serve: (request: unknown) => Promise<void>): void {
    this.#taking = this.#run(serve);
  }

  async close(): Promise<void> {
    this.#stopped.abort();
    this.#page?.abort();
    await this.#taking;
    await Promise.all(this.#serving.values());
  }

  async #run(serve: (request: unknown) => Promise<void>): Promise<void> {
    const { pauseMs, log } = this.#parts;
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      const isFine = await this.#round(serve).catch((error: unknown) => {
        if (!signal.aborted) log.warn({ err: String(error) }, 'the requests of windows could not be fetched');
        return false;
      });
      if (!isFine) await sleep(pauseMs, undefined, { signal }).catch(() => {}); // closing
    }
  }

  /** @returns whether to go on at once. */
  async #round(serve: (request: unknown) => Promise<void>): Promise<boolean> {
    const { clock, http, waitMs, pauseMs } = this.#parts;
    const limit = MAX_SERVED - this.#serving.size;
    if (limit === 0) return false;
    const began = clock();
    this.#page = new AbortController(); // one for each: what hangs on a signal stays as long as the signal
    const path = `/hn/dzzz/requests?limit=${limit}&wait=${waitMs}`;
    const { requests } = readAnswer(await http.longPoll(path, waitMs, this.#page.signal), PageSchema);
    for (const request of requests) this.#serve(request, serve);
    return requests.length > 0 || clock() - began >= pauseMs; // a library that holds nothing back is not asked without end
  }

  /** Windows do not wait for each other. */
  #serve(request: unknown, serve: (request: unknown) => Promise<void>): void {
    const name = Named.safeParse(request).data?.requestNo ?? JSON.stringify(request);
    if (this.#serving.has(name)) return; // its time was up, and it is nearly done
    const served = serve(request)
      .catch((error: unknown) => {
        this.#parts.log.error({ request: name, err: String(error) }, 'a request of a window waits');
      })
      .finally(() => this.#serving.delete(name));
    this.#serving.set(name, served);
  }
}
