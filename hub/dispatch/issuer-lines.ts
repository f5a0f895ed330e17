import type { SignedParts } from '#crypto/jose';
import type { CertificateQuery, IssuerLines } from '#hub/exchange';
import { UnavailableError } from '#proto/errors';

/** One connection of an issuing platform, as its transport sees it. */
export interface LineOptions {
  readonly platform: string;
  /** Queries without answer at any time. */
  readonly maxInFlight: number;
  /** Puts a query on the connection. */
  readonly send: (query: CertificateQuery, waitMs: number) => void;
  /** Whether the platform does not read what was sent: a query that nobody waits for any more must not make room for another. */
  readonly isBlocked: () => boolean;
  /** Ends the connection from this side. */
  readonly end: () => void;
}

interface Waiting {
  readonly resolve: (answer: SignedParts) => void;
  readonly reject: (error: UnavailableError) => void;
}

/** An open line. Whoever opened it tells it what came, and that it has ended. */
export class IssuerLine {
  readonly #options: LineOptions;
  readonly #waiting = new Map<string, Waiting>();
  #isClosed = false;

  constructor(options: LineOptions) {
    this.#options = options;
  }

  get hasRoom(): boolean {
    const { maxInFlight, isBlocked } = this.#options;
    return !this.#isClosed && this.#waiting.size < maxInFlight && !isBlocked();
  }

  get load(): number {
    return this.#waiting.size / this.#options.maxInFlight;
  }

  /** @returns what the platform signed, unchecked. @throws UnavailableError ISSUER_UNREACHABLE. */
  async ask(query: CertificateQuery, waitMs: number): Promise<SignedParts> {
    const { useId } = query;
    if (this.#waiting.has(useId)) throw unreachable('it is being asked already');
    let alarm: NodeJS.Timeout | undefined;
    try {
      return await new Promise<SignedParts>((resolve, reject) => {
        this.#waiting.set(useId, { resolve, reject });
        alarm = setTimeout(() => reject(unreachable(`no answer within ${waitMs} ms`)), waitMs);
        this.#options.send(query, waitMs);
      });
    } finally {
      clearTimeout(alarm);
      this.#waiting.delete(useId);
    }
  }

  /** An answer to a query that nobody waits for any more is dropped: it may be as late as it likes. */
  answered(useId: string, answer: SignedParts): void {
    this.#waiting.get(useId)?.resolve(answer);
  }

  /** The platform cannot answer this one now. */
  failed(useId: string, detail: string): void {
    this.#waiting.get(useId)?.reject(unreachable(detail));
  }

  end(): void {
    this.#options.end();
  }

  /** Nothing more will come. */
  close(): void {
    this.#isClosed = true;
    for (const { reject } of this.#waiting.values()) reject(unreachable('its line broke'));
  }
}

/**
 * The lines that issuing platforms hold to this process. Nothing queues here: a platform without room is one that cannot be
 * reached, and the requester is told so at once.
 */
export class OpenLines implements IssuerLines {
  readonly #waitMs: number;
  readonly #lines = new Map<string, Set<IssuerLine>>();
  readonly #underWay = new Set<Promise<SignedParts>>();
  #isClosing = false;

  constructor(waitMs: number) {
    this.#waitMs = waitMs;
  }

  /** @throws UnavailableError when this process is closing. */
  open(options: LineOptions): IssuerLine {
    if (this.#isClosing) throw new UnavailableError('UNAVAILABLE', 'this process is closing');
    const line = new IssuerLine(options);
    const lines = this.#lines.get(options.platform) ?? new Set();
    this.#lines.set(options.platform, lines.add(line));
    return line;
  }

  /** Lines that the platform holds to this process. */
  count(platform: string): number {
    return this.#lines.get(platform)?.size ?? 0;
  }

  /** The connection has ended. */
  ended(platform: string, line: IssuerLine): void {
    const lines = this.#lines.get(platform);
    lines?.delete(line);
    if (lines?.size === 0) this.#lines.delete(platform);
    line.close();
  }

  async ask(platform: string, query: CertificateQuery): Promise<SignedParts> {
    const lines = this.#isClosing ? [] : [...(this.#lines.get(platform) ?? [])];
    if (lines.length === 0) throw unreachable(`${platform} has no line to this hub`);
    const [freest] = lines.filter((line) => line.hasRoom).sort((a, b) => a.load - b.load);
    if (freest === undefined) throw unreachable(`all lines of ${platform} are busy`);
    const answer = freest.ask(query, this.#waitMs);
    this.#underWay.add(answer);
    try {
      return await answer;
    } finally {
      this.#underWay.delete(answer);
    }
  }

  /** Lets what is being asked be answered, then ends every line. */
  async close(): Promise<void> {
    this.#isClosing = true;
    await Promise.allSettled(this.#underWay);
    for (const lines of this.#lines.values()) {
      for (const line of lines) line.end();
    }
  }
}

function unreachable(detail: string): UnavailableError {
  return new UnavailableError('ISSUER_UNREACHABLE', detail, { retryAfterMs: 1_000 });
}
