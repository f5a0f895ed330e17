import { TokenBuckets } from '../token-buckets.js';
import type { AllowedUse, CertificateAct, RecordedCertificateAct } from './act.js';

/** What looks like fishing: asking for what is not there, asking for no case, one clerk asking without end, guessing values. */
export type FishingSign = 'MISSES' | 'WITHOUT_CASE' | 'CLERK' | 'GUESSES';

/** Somebody who is turned away. Who the clerk is, the ledger says. */
export interface FishingAlarm {
  readonly platform: string;
  readonly sign: FishingSign;
}

export interface UseLimitSettings {
  /** Of a platform: uses that name nothing that is known. At once, and then an hour. */
  readonly missesPerHour: number;
  /** Of a platform: uses for no case. */
  readonly usesWithoutCasePerHour: number;
  /** Of one clerk of a platform. */
  readonly usesPerClerkPerHour: number;
  /** Of a platform: verifications of one certificate. Each answers yes or no to a guess. */
  readonly verificationsPerCertificatePerHour: number;
}

const HOUR_S = 3_600;

/** Clerks whose buckets are kept; platforms name them as they like, so there is no end to their names. */
const MAX_CLERKS = 20_000;

/** Pairs of platform and certificate whose buckets are kept. */
const MAX_VERIFIED = 20_000;

/**
 * Limits of uses for each process, on top of what each use is judged by. Over a limit a use is refused with TOO_MANY_USES, and
 * stands in the ledger (proved by test/integration/certificate-limits.test.ts).
 */
export class UseLimits {
  readonly #misses: TokenBuckets;
  readonly #withoutCase: TokenBuckets;
  readonly #clerks: TokenBuckets;
  readonly #guesses: TokenBuckets;
  readonly #onAlarm: (alarm: FishingAlarm) => void;

  constructor(settings: UseLimitSettings, elapsed: () => number, onAlarm: (alarm: FishingAlarm) => void) {
    const perHour = (uses: number, maxBuckets?: number) =>
      new TokenBuckets(uses, uses / HOUR_S, elapsed, maxBuckets);
    this.#misses = perHour(settings.missesPerHour);
    this.#withoutCase = perHour(settings.usesWithoutCasePerHour);
    this.#clerks = perHour(settings.usesPerClerkPerHour, MAX_CLERKS);
    this.#guesses = perHour(settings.verificationsPerCertificatePerHour, MAX_VERIFIED);
    this.#onAlarm = onAlarm;
  }

  /** Counts the use. @returns the limit that it goes over, and raises the alarm. */
  excessOf({ peer, message: { body } }: CertificateAct<'UseCertificate'>): FishingSign | undefined {
    const clerk = `${peer} ${body.clerk}`;
    const verified = body.operation === 'VERIFY' ? `${peer} ${body.certificateId}` : undefined;
    const isForCase = body.purpose?.caseRef !== undefined;
    const sign = this.#misses.isEmpty(peer)
      ? 'MISSES'
      : !isForCase && this.#withoutCase.isEmpty(peer)
        ? 'WITHOUT_CASE'
        : this.#clerks.isEmpty(clerk)
          ? 'CLERK'
          : verified !== undefined && this.#guesses.isEmpty(verified)
            ? 'GUESSES'
            : undefined;
    this.#clerks.take(clerk);
    if (!isForCase) this.#withoutCase.take(peer);
    if (verified !== undefined) this.#guesses.take(verified);
    if (sign !== undefined) this.#onAlarm({ platform: peer, sign });
    return sign;
  }

  /** What became of the use: whether there was anything to find. */
  settled(peer: string, recorded: RecordedCertificateAct): void {
    if (isMiss(recorded)) this.#misses.owe(peer);
  }
}

function isMiss(recorded: RecordedCertificateAct): boolean {
  if (recorded.kind === 'refused') return recorded.error.code === 'CERTIFICATE_UNKNOWN';
  return recorded.kind === 'answered' && isEmptySearch(recorded);
}

function isEmptySearch(use: AllowedUse & { readonly kind: 'answered' }): boolean {
  return use.act.message.body.operation === 'FIND' && use.found.length === 0;
}
