import { setTimeout as sleep } from 'node:timers/promises';
import type { CertificateDesk, CertificateEvent, UseEvent, WindowAnswer } from './certificate-desk.js';
import { fromWindowAnswer, toCallback, toWindowRequest } from './guangdong-certificates.js';
import type { Json } from './guangdong-format.js';
import type { PlatformOptions } from './platform-options.js';

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
  readonly #options: GuangdongOptions;
  readonly #taken = new Set<string>();
  readonly #asking = new Map<string, Promise<void>>();
  readonly #stopped = new AbortController();
  #running: Promise<void> | undefined;

  constructor(register: CertificateDesk, options: GuangdongOptions) {
    this.#register = register;
    this.#options = options;
  }

  wake(): void {
    for (const event of this.#register.pending(1_000)) {
      if (event.kind !== 'use' || this.#asking.has(event.id)) continue;
      this.#asking.set(event.id, this.#ask(event));
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

  /** Asks until it is answered: under the same number, so that the use is not counted again. */
  async #ask(event: UseEvent): Promise<void> {
    const { path, body } = toWindowRequest(event);
    while (!this.#stopped.signal.aborted) {
      const response = await this.#post(path, body, WINDOW_TIMEOUT_MS);
      const answer = response && windowAnswer(response);
      if (answer !== undefined) return this.#register.settle(event.id, { answer });
      await sleep(PAUSE_MS);
    }
  }

  #post(path: string, body: Json, timeoutMs: number): Promise<ConnectorAnswer | undefined> {
    const { token, callbackUrl } = this.#options;
    const url = path === '' ? callbackUrl : new URL(path, callbackUrl).href;
    const signal = AbortSignal.any([this.#stopped.signal, AbortSignal.timeout(timeoutMs)]);
    return postToConnector({ url, token, body, signal });
  }
}

/** A request that cannot be read will not get better; whatever else, the connector is asked again. */
function windowAnswer({ status, body }: ConnectorAnswer): WindowAnswer | undefined {
  if (status === 200) return fromWindowAnswer(body);
  return status === 400 ? { given: false, code: 'MALFORMED', reason: String(body.msg) } : undefined;
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
