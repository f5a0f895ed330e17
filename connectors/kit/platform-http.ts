import { ConsecutiveBreaker, circuitBreaker, ExponentialBackoff, handleWhen, retry, wrap } from 'cockatiel';
import { utf8, utf8Text } from '#crypto/primitives';

/** What the platform answered instead of taking the call. */
export class PlatformError extends Error {
  readonly status: number;
  /** The whole answer: some platforms say in it what to do next. */
  readonly text: string;

  constructor(status: number, text: string) {
    super(`the platform answered ${status}: ${text.slice(0, 300)}`);
    this.name = 'PlatformError';
    this.status = status;
    this.text = text;
  }

  /** Worth trying again unchanged: the platform is busy or away, not unwilling. */
  get isTransient(): boolean {
    return this.status >= 500 || this.status === 429 || this.status === 408;
  }

  /** Not to be mended by waiting, nor by an operator who corrects the connector's credentials. */
  get isAboutRequest(): boolean {
    return !this.isTransient && this.status !== 401 && this.status !== 403;
  }
}

const isTransient = (error: Error) => !(error instanceof PlatformError) || error.isTransient;

/** Bad gateway, service unavailable, gateway timeout. */
const AWAY = [502, 503, 504];
const NOTHING = new Uint8Array(0);
const TIMEOUT_MS = 10_000;
const FILE_TIMEOUT_MS = 120_000;
const MAX_TEXT_BYTES = 8 * 1024 * 1024;
/** A file is held in memory while it passes through. */
const MAX_FILE_BYTES = 256 * 1024 * 1024;

/** An answer that is none: too large, or not the text that it should be. */
export class PlatformAnswerError extends Error {
  constructor(what: string) {
    super(`the platform's answer: ${what}`);
    this.name = 'PlatformAnswerError';
  }
}

/** What a platform is sent, as a signature over it needs it. */
export interface PlatformRequest {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly body: Uint8Array;
}

/** The same for every request, or made anew for each attempt: a signature with its time and its nonce is good for one. */
export type PlatformHeaders =
  | Readonly<Record<string, string>>
  | ((request: PlatformRequest) => Readonly<Record<string, string>>);

/** HTTP to a provincial platform: a few quick retries of what may pass, and a pause when nothing does. */
export class PlatformHttp {
  readonly #baseUrl: string;
  readonly #headers: (request: PlatformRequest) => Readonly<Record<string, string>>;
  readonly #policy = wrap(
    retry(handleWhen(isTransient), {
      maxAttempts: 2,
      backoff: new ExponentialBackoff({ initialDelay: 100, maxDelay: 2_000 }),
    }),
    circuitBreaker(handleWhen(isTransient), { halfOpenAfter: 2_000, breaker: new ConsecutiveBreaker(10) }),
  );

  constructor(baseUrl: string, headers: PlatformHeaders) {
    this.#baseUrl = baseUrl;
    this.#headers = typeof headers === 'function' ? headers : () => headers;
  }

  /** The platform's text, which must be UTF-8: names in another encoding would be signed garbled. */
  async text(method: 'GET' | 'POST', path: string, body?: string, contentType?: string): Promise<string> {
    return utf8Only(await bodyOf(await this.#send(method, path, { body, contentType }), MAX_TEXT_BYTES));
  }

  /**
   * A text that the platform may hold back until there is something to say.
   * @param waitMs how long the platform was asked to hold it back at most. @param stopped ends the wait early.
   */
  async longPoll(path: string, waitMs: number, stopped: AbortSignal): Promise<string> {
    const content = { timeoutMs: waitMs + TIMEOUT_MS, stopped };
    return utf8Only(await bodyOf(await this.#send('GET', path, content), MAX_TEXT_BYTES));
  }

  async bytes(path: string): Promise<{ readonly bytes: Uint8Array; readonly mediaType: string }> {
    const response = await this.#send('GET', path, { timeoutMs: FILE_TIMEOUT_MS });
    const mediaType =
      response.headers.get('content-type')?.split(';', 1)[0]?.trim() ?? 'application/octet-stream';
    return { bytes: await bodyOf(response, MAX_FILE_BYTES), mediaType };
  }

  async upload(path: string, bytes: Uint8Array): Promise<string> {
    const content = {
      body: Buffer.from(bytes),
      contentType: 'application/octet-stream',
      timeoutMs: FILE_TIMEOUT_MS,
    };
    return utf8Only(await bodyOf(await this.#send('POST', path, content), MAX_TEXT_BYTES));
  }

  /** Whether somebody answers at the base address: a platform in maintenance has a proxy that says so, or nothing. */
  async isThere(): Promise<boolean> {
    try {
      const { status, body } = await fetch(this.#baseUrl, { signal: AbortSignal.timeout(TIMEOUT_MS) });
      await body?.cancel();
      return !AWAY.includes(status);
    } catch {
      return false;
    }
  }

  #send(method: string, path: string, content: Content): Promise<Response> {
    const { body, contentType, timeoutMs = TIMEOUT_MS, stopped } = content;
    const bytes = typeof body === 'string' ? utf8(body) : (body ?? NOTHING);
    return this.#policy.execute(async () => {
      const late = AbortSignal.timeout(timeoutMs);
      const response = await fetch(`${this.#baseUrl}${path}`, {
        method,
        headers: {
          ...this.#headers({ method, path, body: bytes }),
          ...(contentType === undefined ? {} : { 'content-type': contentType }),
        },
        ...(body === undefined ? {} : { body }),
        signal: stopped === undefined ? late : AbortSignal.any([late, stopped]),
      });
      if (response.ok) return response;
      throw new PlatformError(response.status, (await bodyOf(response, MAX_TEXT_BYTES)).toString());
    });
  }
}

interface Content {
  readonly body?: string | Buffer | undefined;
  readonly contentType?: string | undefined;
  readonly timeoutMs?: number;
  readonly stopped?: AbortSignal;
}

async function bodyOf(response: Response, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > maxBytes) throw new PlatformAnswerError('too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function utf8Only(bytes: Uint8Array): string {
  try {
    return utf8Text(bytes).replace(/^\uFEFF/, ''); // some platforms begin with a byte order mark
  } catch {
    throw new PlatformAnswerError('not UTF-8');
  }
}
