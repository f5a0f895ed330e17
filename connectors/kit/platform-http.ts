import { ConsecutiveBreaker, circuitBreaker, ExponentialBackoff, handleWhen, retry, wrap } from 'cockatiel';

/** What the platform answered instead of taking the call. */
export class PlatformError extends Error {
  readonly status: number;

  constructor(status: number, text: string) {
    super(`the platform answered ${status}: ${text.slice(0, 300)}`);
    this.name = 'PlatformError';
    this.status = status;
  }

  /** Worth trying again unchanged: the platform is busy or away, not unwilling. */
  get isTransient(): boolean {
    return this.status >= 500 || this.status === 429 || this.status === 408;
  }
}

const isTransient = (error: Error) => !(error instanceof PlatformError) || error.isTransient;

const TIMEOUT_MS = 10_000;

/** HTTP to a provincial platform: a few quick retries of what may pass, and a pause when nothing does. */
export class PlatformHttp {
  readonly #baseUrl: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #policy = wrap(
    retry(handleWhen(isTransient), {
      maxAttempts: 2,
      backoff: new ExponentialBackoff({ initialDelay: 100, maxDelay: 2_000 }),
    }),
    circuitBreaker(handleWhen(isTransient), { halfOpenAfter: 2_000, breaker: new ConsecutiveBreaker(10) }),
  );

  constructor(baseUrl: string, headers: Readonly<Record<string, string>>) {
    this.#baseUrl = baseUrl;
    this.#headers = headers;
  }

  async text(method: 'GET' | 'POST', path: string, body?: string, contentType?: string): Promise<string> {
    return (await this.#send(method, path, body, contentType)).text();
  }

  async bytes(path: string): Promise<{ readonly bytes: Uint8Array; readonly mediaType: string }> {
    const response = await this.#send('GET', path);
    const mediaType =
      response.headers.get('content-type')?.split(';', 1)[0]?.trim() ?? 'application/octet-stream';
    return { bytes: new Uint8Array(await response.arrayBuffer()), mediaType };
  }

  async upload(path: string, bytes: Uint8Array): Promise<string> {
    return (await this.#send('POST', path, Buffer.from(bytes), 'application/octet-stream')).text();
  }

  #send(method: string, path: string, body?: string | Buffer, contentType?: string): Promise<Response> {
    return this.#policy.execute(async () => {
      const response = await fetch(`${this.#baseUrl}${path}`, {
        method,
        headers: { ...this.#headers, ...(contentType === undefined ? {} : { 'content-type': contentType }) },
        ...(body === undefined ? {} : { body }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      if (response.ok) return response;
      throw new PlatformError(response.status, await response.text());
    });
  }
}
