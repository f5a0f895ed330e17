import { hex, sha256, utf8 } from '#crypto/primitives';
import type { UseRequest, UseResult } from './province-certificates.js';

/** Questions whose verdicts are kept; the oldest goes first. */
const MAX_KEPT = 10_000;

/** A revocation is refused everywhere within a minute: half of it is for its report, half for verdicts from before. */
export const MAX_KEPT_MS = 30_000;

type Released = Extract<UseResult, { kind: 'released' }>;

/**
 * Verdicts on certificates, never contents, kept for a moment where the province allows it: the very same question, for the same
 * case and by the same clerk, is not asked again within that time, which runs from the asking. What comes to be known of a
 * certificate empties its place (proved by test/unit/connectors/verdict-cache.test.ts, and with a hub by
 * test/integration/status-refresh.test.ts).
 */
export class VerdictCache {
  readonly #keptMs: number;
  readonly #elapsed: () => number;
  readonly #kept = new Map<string, { readonly result: Released; readonly until: number }>();
  /** How often something has happened to a certificate: an answer that was on its way then is of before. */
  #happenings = 0;

  /** @param keptMs 0 keeps nothing. @param elapsed milliseconds that never run backwards. */
  constructor(keptMs: number, elapsed: () => number) {
    this.#keptMs = keptMs;
    this.#elapsed = elapsed;
  }

  /** The verdict that is kept, or else what is answered now. */
  async through(request: UseRequest, ask: () => Promise<UseResult>): Promise<UseResult> {
    const kept = this.#find(request);
    if (kept !== undefined) return kept;
    const [until, before] = [this.#elapsed() + this.#keptMs, this.#happenings];
    const result = await ask();
    if (this.#happenings === before) this.#keep(request, result, until);
    return result;
  }

  /** Something has happened to the certificate. */
  forget(certificateId: string): void {
    this.#forget((certificate) => certificate.certificateId === certificateId);
  }

  /** Something has happened to a certificate of the platform. */
  forgetOf(platform: string): void {
    this.#forget((certificate) => certificate.platform === platform);
  }

  #find(request: UseRequest): Released | undefined {
    const kept = this.#kept.get(keyOf(request));
    return kept !== undefined && this.#elapsed() < kept.until ? kept.result : undefined;
  }

  /** A result that is no verdict is not kept, nor is one on a certificate that is not valid: both may be of the past already. */
  #keep(request: UseRequest, result: UseResult, until: number): void {
    const isVerdict = request.operation === 'STATUS' || request.operation === 'VERIFY';
    if (result.kind === 'refused' || result.certificate.state !== 'VALID') {
      const certificateId =
        result.kind === 'released' ? result.certificate.certificateId : request.certificateId;
      if (certificateId !== undefined) this.forget(certificateId);
      return;
    }
    if (!isVerdict || this.#keptMs === 0) return;
    const [oldest] = this.#kept.keys();
    if (oldest !== undefined && this.#kept.size >= MAX_KEPT) this.#kept.delete(oldest);
    this.#kept.set(keyOf(request), { result, until });
  }

  #forget(isMeant: (certificate: Released['certificate']) => boolean): void {
    this.#happenings++;
    for (const [key, { result }] of this.#kept) {
      if (isMeant(result.certificate)) this.#kept.delete(key);
    }
  }
}

/** All that is asked, but for what each asking has of its own. A digest: what was seen of a person is not kept. */
function keyOf({ ref: _, occurredAt: __, seenFile, ...asked }: UseRequest): string {
  const file = seenFile === undefined ? null : hex(sha256(seenFile));
  return hex(sha256(utf8(JSON.stringify([asked, file]))));
}
