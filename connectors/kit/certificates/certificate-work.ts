import { join } from 'node:path';
import type { SealTrust } from '#crypto/eseal';
import type { PublicKey } from '#crypto/primitives';
import type { NoteVerifier } from '#crypto/tlog';
import type { AnswerQuery } from '../certificate-line.js';
import type { Clock } from '../clock.js';
import type { HubClient } from '../hub-client.js';
import { Journal } from '../journal.js';
import type { ConnectorLog } from '../log.js';
import { Outgoing } from '../outgoing.js';
import type { PeerKeys } from '../peer-keys.js';
import type { Signer } from '../signer.js';
import { Answering, MAX_IN_FLIGHT } from './answering.js';
import { Copying } from './copying.js';
import { StandingLine } from './lines.js';
import type { CertificateEvent, CertificateOutcome, ProvinceCertificates } from './province-certificates.js';
import { type AcceptedReport, ReportRoute } from './report-route.js';
import { SignedOnce } from './signed-once.js';
import { Using } from './using.js';
import { VerdictCache } from './verdict-cache.js';

export interface CertificateWorkParts {
  readonly certificates: ProvinceCertificates;
  readonly signer: Signer;
  readonly client: HubClient;
  /** Every process of the hub, by its address. */
  readonly processes: ReadonlyMap<string, HubClient>;
  readonly hubKeys: ReadonlyMap<string, PublicKey>;
  readonly peerKeys: PeerKeys;
  readonly logVerifier: NoteVerifier;
  /** Whose seals are believed; undefined: nobody's. */
  readonly seals: SealTrust | undefined;
  /** How long verdicts on certificates are kept. */
  readonly verdictCacheMs: number;
  readonly dataDir: string;
  readonly clock: Clock;
  readonly log: ConnectorLog;
}

/** Everything that a connector does about certificates: reports, answers over its lines, uses by its windows. */
export class CertificateWork {
  readonly #certificates: ProvinceCertificates;
  readonly #reports: Outgoing<CertificateEvent, AcceptedReport>;
  readonly #using: Using;
  readonly #verdicts: VerdictCache;
  readonly #lines: readonly StandingLine[];

  private constructor(
    certificates: ProvinceCertificates,
    reports: Outgoing<CertificateEvent, AcceptedReport>,
    using: Using,
    verdicts: VerdictCache,
    lines: readonly StandingLine[],
  ) {
    this.#certificates = certificates;
    this.#reports = reports;
    this.#using = using;
    this.#verdicts = verdicts;
    this.#lines = lines;
  }

  static async open(parts: CertificateWorkParts): Promise<CertificateWork> {
    const { certificates, signer, clock, log, dataDir, processes } = parts;
    const journal = await Journal.open<CertificateEvent, CertificateOutcome>(join(dataDir, 'certificates'));
    const signed = await SignedOnce.open(join(dataDir, 'uses'), signer, clock);
    const answering = new Answering({ ...parts, copying: new Copying(parts) });
    const verdicts = new VerdictCache(parts.verdictCacheMs, clock);
    const answer: AnswerQuery = (query) => answering.answer(query);
    const lines = [...processes].map(
      ([address, client]) =>
        new StandingLine({ address, client, answer, maxInFlight: MAX_IN_FLIGHT, clock, log }),
    );
    const reports = new Outgoing({ signer, journal, clock, log, route: new ReportRoute(parts) });
    return new CertificateWork(
      certificates,
      reports,
      new Using({ ...parts, signed, verdicts }),
      verdicts,
      lines,
    );
  }

  async start(): Promise<void> {
    this.#reports.start();
    for (const line of this.#lines) line.start();
    await this.#certificates.start({
      report: (event) => {
        this.#verdicts.forget(event.draft.body.certificateId);
        if (event.draft.type === 'CertificateChanged') this.#verdicts.forget(event.draft.body.supersedes);
        return this.#reports.accept(event);
      },
      use: (request) => this.#using.use(request),
    });
  }

  async close(): Promise<void> {
    await Promise.all([this.#reports.close(), ...this.#lines.map((line) => line.close())]);
  }
}
