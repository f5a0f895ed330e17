import { type DigestName, hex, type RandomBytes } from '#crypto/primitives';
import { joinRevocation, NO_REVOCATION, type RevocationEvidence } from '#crypto/x509/certificate';
import { askOfOlder, askTsa, type OlderStamp, type TsaPeer, type TsaSaid } from './tsa-client.js';

export interface AuthoritiesOptions {
  /** Asked in this order, until one gives a time stamp that verifies. */
  readonly authorities: readonly TsaPeer[];
  /** For each of them. */
  readonly timeoutMs: number;
  readonly random: RandomBytes;
  /** Unix milliseconds. */
  readonly now: () => number;
  /** Told of each change of what an authority is good for. */
  readonly onAlarm: (text: string) => void;
}

/** A time stamp that verifies. */
export interface GivenStamp extends Omit<TsaSaid & { readonly kind: 'STAMPED' }, 'kind' | 'open'> {
  readonly tsa: string;
  readonly data: Uint8Array;
}

const NONCE_BYTES = 16;

const STAMPS = 'good';

/**
 * The authorities for time stamps, asked one after the other. One that fails or lies is told of once, and the next one is asked
 * (proved by test/fault/time-stamps.test.ts).
 */
export class Authorities {
  readonly #options: AuthoritiesOptions;
  /** What was last said of each authority. */
  readonly #said = new Map<string, string>();

  constructor(options: AuthoritiesOptions) {
    this.#options = options;
  }

  /**
   * @param dataFor what is to be stamped, by the digest that the authority stamps with.
   * @param isWanted whether a good stamp is of any use; where it is not, the next one is asked.
   * @returns undefined when none of them gave one.
   */
  async stamp(
    dataFor: (digest: DigestName) => Promise<Uint8Array>,
    {
      signal,
      isWanted,
    }: { readonly signal: AbortSignal; readonly isWanted?: (given: GivenStamp) => boolean },
  ): Promise<GivenStamp | undefined> {
    const { authorities, timeoutMs, random, now } = this.#options;
    for (const tsa of authorities) {
      if (signal.aborted) return undefined;
      const nonce = BigInt(`0x${hex(random(NONCE_BYTES))}`);
      const data = await dataFor(tsa.digest);
      const said = await askTsa(tsa, { data, nonce, timeoutMs, random, now });
      if (said.kind === 'FAILED') {
        this.#tell(tsa.name, said.reason);
        continue;
      }
      const { open, kind: _, ...given } = said;
      this.#tell(tsa.name, open ?? STAMPS);
      const stamp = { ...given, tsa: tsa.name, data };
      if (isWanted?.(stamp) !== false) return stamp;
    }
    return undefined;
  }

  /** Whether certificates of older stamps are revoked, as it is known now, from whichever authority they are of. */
  async askOfOlder(stamps: readonly OlderStamp[]): Promise<RevocationEvidence> {
    const { authorities, timeoutMs, random } = this.#options;
    let known = NO_REVOCATION;
    for (const stamp of stamps) {
      for (const tsa of authorities) {
        const said = await askOfOlder(tsa, stamp, { timeoutMs, random });
        if (said === undefined) continue;
        if (said.failures.length > 0) this.#tell(tsa.name, `revocation: ${said.failures.join('; ')}`);
        known = joinRevocation(known, said);
        break;
      }
    }
    return known;
  }

  /** Says it once for as long as it lasts. */
  #tell(tsa: string, text: string): void {
    if (this.#said.get(tsa) === text) return;
    const isNews = this.#said.has(tsa) || text !== STAMPS;
    this.#said.set(tsa, text);
    if (isNews) this.#options.onAlarm(`time stamps of ${tsa}: ${text}`);
  }
}
