import { setTimeout as sleep } from 'node:timers/promises';
import type { CertificateDesk, CertificateEvent, WindowAnswer } from './certificate-desk.js';
import { fromWindowAnswer, toCallback, toWindowRequest } from './guangdong-certificates.js';
import type { Json } from './guangdong-format.js';
import { fromShowingAnswer, toShowingRequest } from './guangdong-showings.js';
import type { PlatformOptions } from './platform-options.js';
import type { ShowingDesk } from './showing-desk.js';

export interface GuangdongOptions extends PlatformOptions {
  /** Where the connector listens. */
  readonly callbackUrl: string;
}

const PAUSE_MS = 300;
const EVENT_TIMEOUT_MS = 5_000;
/** Another province is asked meanwhile. */
const WINDOW_TIMEOUT_MS = 20_000;

/** Pushes what happened in the register, and what windows ask, each until it has been taken, answered or refused. */
export class CertificatePusher {
  readonly #register: CertificateDesk;
  readonly #showings: ShowingDesk;
  readonly #options: GuangdongOptions;
  readonly #taken = new Set<string>();
  readonly #asking = new Map<string, Promise<void>>();
  readonly #stopped = new AbortController();
  #running: Promise<void> | undefined;

  constructor(register: CertificateDesk, showings: ShowingDesk, options: GuangdongOptions) {
    this.#register = register;
    this.#showings = showings;
    this.#options = options;
  }

  wake(): void {
    for (const event of this.#register.pending(1_000)) {
      if (event.kind !== 'use') continue;
      this.#askOnce(event.id, toWindowRequest(event), (body) =>
        this.#register.settle(event.id, { answer: unreadable(body) ?? fromWindowAnswer(body) }),
      );
    }
    for (const event of this.#showings.pending(1_000)) {
      this.#askOnce(event.id, toShowingRequest(event), (body) =>
        this.#showings.settle(event.id, unreadable(body) ?? fromShowingAnswer(event.kind, body)),
      );
    }
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
    });
  }

  async close(): Promise<void> {
    this.#stopped.abort();
    await Promise.all([this.#running, ...this.#asking.values()]);
  }

  /** One after the other: a revocation must not overtake what is revoked. */
  async #run(): Promise<void> {
    while (!this.#stopped.signal.aborted) {
      const event = this.#next();
      if (event === undefined) return;
      const status = (await this.#post('', toCallback(event), EVENT_TIMEOUT_MS))?.status;
      if (status === 200) this.#taken.add(event.id);
      else if (status === 400) this.#register.settle(event.id, { refusal: '回调 400' });
      else await sleep(PAUSE_MS);
    }
  }

  #next(): CertificateEvent | undefined {
    for (const event of this.#register.pending(1_000)) {
      if (event.kind !== 'use' && !this.#taken.has(event.id)) return event;
    }
    return undefined;
  }

  /** Asks until it is answered: under the same number, so that a use is not counted again. */
  #askOnce(id: string, request: ReturnType<typeof toWindowRequest>, settle: (body: Json) => void): void {
    if (this.#asking.has(id)) return;
    this.#asking.set(
      id,
      this.#ask(request).then((body) => body && settle(body)),
    );
  }

  /** @returns undefined when the platform closes. */
  async #ask({ path, body }: ReturnType<typeof toWindowRequest>): Promise<Json | undefined> {
    while (!this.#stopped.signal.aborted) {
      const response = await this.#post(path, body, WINDOW_TIMEOUT_MS);
      if (response?.status === 200 || response?.status === 400) return response.body;
      await sleep(PAUSE_MS);
    }
    return undefined;
  }

  #post(path: string, body: Json, timeoutMs: number): Promise<ConnectorAnswer | undefined> {
    const { token, callbackUrl } = this.#options;
    const url = path === '' ? callbackUrl : new URL(path, callbackUrl).href;
    const signal = AbortSignal.any([this.#stopped.signal, AbortSignal.timeout(timeoutMs)]);
    return postToConnector({ url, token, body, signal });
  }
}

/** A request that cannot be read, which has no `head` in its answer, will not get better. */
function unreadable({ head, msg }: Json): Extract<WindowAnswer, { given: false }> | undefined {
  return head === undefined ? { given: false, code: 'MALFORMED', reason: String(msg) } : undefined;
}

export interface ConnectorAnswer {
  readonly status: number;
  readonly body: Json;
}

/** @returns undefined when the connector is away. */
export async function postToConnector(post: {
  readonly url: string;
  readonly token: string;
  readonly body: Json;
  readonly signal: AbortSignal;
}): Promise<ConnectorAnswer | undefined> {
  try {
    const response = await fetch(post.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-app-token': post.token },
      body: JSON.stringify(post.body),
      signal: post.signal,
    });
    return { status: response.status, body: (await response.json()) as Json };
  } catch {
    return undefined;
  }
}
