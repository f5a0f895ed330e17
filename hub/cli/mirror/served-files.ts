import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { FalseLogError, type ReadLogFile } from '#hub/log';

export interface ServedFilesOptions {
  /** The prefix of the C2SP paths. */
  readonly url: URL;
  readonly token: string | undefined;
  /** PEM of the authority of the server's certificate; undefined: those of the system. */
  readonly ca: string | undefined;
  /** Connections at once. */
  readonly parallel: number;
  /** Before the second attempt; twice as long each time. */
  readonly firstDelayMs: number;
  /** For one attempt, from the request to the last byte. */
  readonly timeoutMs: number;
}

export interface ServedFiles {
  readonly read: ReadLogFile;
  /** The same, and undefined where the server says that there is no such file. */
  readonly readIfThere: (...args: Parameters<ReadLogFile>) => Promise<Uint8Array | undefined>;
  close(): void;
}

const ATTEMPTS = 5;
const MAX_DELAY_MS = 30_000;

/** The log could not be read to its end; nothing is known to be false. */
export class UnreadLogError extends Error {}

/** The server answered, and asking again would get the same answer. */
class ServerRefusedError extends UnreadLogError {
  readonly status: number | undefined;

  constructor(path: string, status: number | undefined) {
    super(`${path}: HTTP ${status} ${HINTS[status ?? 0] ?? ''}`.trim());
    this.status = status;
  }
}

const HINTS: Readonly<Record<number, string>> = {
  401: '（令牌无效、已过期或已收回 · the token is wrong, has expired or was revoked）',
  403: '（令牌权限不足 · the token is for less）',
};

/** Something went wrong that may be over at the next attempt. */
class PassingError extends UnreadLogError {
  readonly retryAfterMs: number;

  constructor(why: string, retryAfterMs = 0) {
    super(why);
    this.retryAfterMs = retryAfterMs;
  }
}

/** Everything else is what the line or the library says, and may pass. */
const OWN_ERRORS = [UnreadLogError, FalseLogError];

/** What was given is no address of a log. */
export class LogAddressError extends TypeError {}

/** @throws LogAddressError for what is no address on the web, or one where the token could be read on the way. */
export function parseLogUrl(text: string, hasToken: boolean): URL {
  const address = text.endsWith('/') ? text : `${text}/`;
  if (!URL.canParse(address)) throw new LogAddressError(`不是网址 · no address: ${text}`);
  const url = new URL(address);
  const isHere = ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname);
  if (url.protocol === 'https:' || (url.protocol === 'http:' && (isHere || !hasToken))) return url;
  throw new LogAddressError(
    url.protocol === 'http:'
      ? `令牌只能经 https 发送 · a token goes over https only: ${text}`
      : `应为 http 或 https 地址 · expected an http or https address: ${text}`,
  );
}

/**
 * The files of a log over HTTPS. Redirects are not followed, so that the token goes nowhere else; nothing is read beyond what was
 * asked for; what breaks off is asked for again, a few times.
 */
export function servedFiles(options: ServedFilesOptions): ServedFiles {
  const { url, token, ca, parallel, firstDelayMs, timeoutMs } = options;
  const isSecure = url.protocol === 'https:';
  const pool = { keepAlive: true, maxSockets: parallel };
  const agent = isSecure ? new HttpsAgent({ ...pool, ca }) : new HttpAgent(pool);
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };

  const once = (path: string, maxBytes: number): Promise<Uint8Array> =>
    new Promise((resolve, reject) => {
      const signal = AbortSignal.timeout(timeoutMs);
      const fail = (error: Error) => reject(new PassingError(`${path}: ${error.message}`));
      const asked = (isSecure ? httpsRequest : httpRequest)(
        new URL(path, url),
        { agent, headers, signal },
        (response) => {
          readAnswer(response, path, maxBytes).then(resolve, (error: Error) => {
            asked.destroy();
            if (OWN_ERRORS.some((kind) => error instanceof kind)) reject(error);
            else fail(error);
          });
        },
      );
      asked.on('error', fail);
      asked.end();
    });

  const read: ReadLogFile = async (path, maxBytes) => {
    for (let attempt = 1, delayMs = firstDelayMs; ; attempt++, delayMs *= 2) {
      try {
        return await once(path, maxBytes);
      } catch (error) {
        if (!(error instanceof PassingError) || attempt === ATTEMPTS) throw error;
        await sleep(Math.min(MAX_DELAY_MS, Math.max(delayMs, error.retryAfterMs)));
      }
    }
  };
  const readIfThere: ServedFiles['readIfThere'] = async (path, maxBytes) => {
    try {
      return await read(path, maxBytes);
    } catch (error) {
      if (error instanceof ServerRefusedError && error.status === 404) return undefined;
      throw error;
    }
  };
  return { read, readIfThere, close: () => agent.destroy() };
}

async function readAnswer(response: IncomingMessage, path: string, maxBytes: number): Promise<Uint8Array> {
  const { statusCode: status = 0 } = response;
  if (status === 429 || status >= 500) {
    throw new PassingError(
      `${path}: HTTP ${status}`,
      1000 * Number(response.headers['retry-after'] ?? 0) || 0,
    );
  }
  if (status !== 200) throw new ServerRefusedError(path, status);
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > maxBytes) throw new FalseLogError(`${path} is served with more than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  if (!response.complete) throw new PassingError(`${path}: broke off`);
  return Buffer.concat(chunks);
}
