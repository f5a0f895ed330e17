import { join } from 'node:path';
import type { SealTrust } from '#crypto/eseal';
import type { MessageKey } from '#crypto/jose';
import type { PublicKey, RandomBytes } from '#crypto/primitives';
import type { AnswerQuery } from '../certificate-line.js';
import type { Clock } from '../clock.js';
import type { HubClient } from '../hub-client.js';
import { Journal } from '../journal.js';
import type { ConnectorLog } from '../log.js';
import type { LogWatches } from '../log-watches.js';
import { Outgoing } from '../outgoing.js';
import type { PeerKeys } from '../peer-keys.js';
import type { Signer } from '../signer.js';
import { Answering, MAX_IN_FLIGHT } from './answering.js';
import { Copying } from './copying.js';
import { CredentialIssuer } from './credentials.js';
import { StandingLine } from './lines.js';
import { ListPublisher } from './list-publisher.js';
import type { CertificateEvent, CertificateOutcome, ProvinceCertificates } from './province-certificates.js';
import { type AcceptedReport, ReportRoute } from './report-route.js';
import { Rounds } from './rounds.js';
import { SignedOnce } from './signed-once.js';
import { UseReports } from './use-reports.js';
import { Using } from './using.js';
import { VerdictCache } from './verdict-cache.js';
import { WindowFolder } from './window-folder.js';

export interface CertificateWorkParts {
  readonly certificates: ProvinceCertificates;
  readonly signer: Signer;
  readonly key: MessageKey;
  readonly random: RandomBytes;
  readonly client: HubClient;
  /** Every process of the hub, by its address. */
  readonly processes: ReadonlyMap<string, HubClient>;
  readonly hubKeys: ReadonlyMap<string, PublicKey>;
  readonly peerKeys: PeerKeys;
  readonly logView: LogWatches;
  /** Whose seals are believed; undefined: nobody's. */
  readonly seals: SealTrust | undefined;
  /** How long verdicts on certificates are kept. */
  readonly verdictCacheMs: number;
  readonly dataDir: string;
  /** How often status lists of others are fetched, at most so far apart. */
  readonly statusRefreshMs: number;
  readonly clock: Clock;
  /** Milliseconds that never run backwards. */
  readonly elapsed: () => number;
  readonly log: ConnectorLog;
}

/** Everything that a connector does about certificates: reports, answers over its lines, uses by its windows. */
export class CertificateWork {
  readonly #certificates: ProvinceCertificates;
  readonly #reports: Outgoing<CertificateEvent, AcceptedReport>;
  readonly #using: Using;
  readonly #credentials: CredentialIssuer;
  readonly #verdicts: VerdictCache;
  readonly #lines: readonly StandingLine[];
  readonly #publishing: Rounds;
  readonly #refreshing: Rounds;
  readonly #returning: Rounds;

  private constructor(
    certificates: ProvinceCertificates,
    reports: Outgoing<CertificateEvent, AcceptedReport>,
    using: Using,
    credentials: CredentialIssuer,
    verdicts: VerdictCache,
    lines: readonly StandingLine[],
    rounds: CertificateRounds,
  ) {
    this.#certificates = certificates;
    this.#reports = reports;
    this.#using = using;
    this.#credentials = credentials;
    this.#verdicts = verdicts;
    this.#lines = lines;
    this.#publishing = rounds.publishing;
    this.#refreshing = rounds.refreshing;
    this.#returning = rounds.returning;
  }

  static async open(parts: CertificateWorkParts): Promise<CertificateWork> {
    const { certificates, signer, clock, log, dataDir, processes } = parts;
    const journal = await Journal.open<CertificateEvent, CertificateOutcome>(join(dataDir, 'certificates'));
    const signed = await SignedOnce.open(join(dataDir, 'uses'), signer, clock);
    const credentials = new CredentialIssuer({ ...parts, platform: signer.platform });
    const answering = new Answering({ ...parts, credentials, copying: new Copying(parts) });
    const verdicts = new VerdictCache(parts.verdictCacheMs, parts.elapsed);
    const answer: AnswerQuery = (query) => answering.answer(query);
    const lines = [...processes].map(
      ([address, client]) =>
        new StandingLine({ address, client, answer, maxInFlight: MAX_IN_FLIGHT, clock, log }),
    );
    const reports = new Outgoing({
      ...{ signer, journal, clock, log, route: new ReportRoute(parts) },
      checkMaySend: () => parts.logView.checkMaySend(),
    });
    return new CertificateWork(
      certificates,
      reports,
      new Using({ ...parts, signed, verdicts }),
      credentials,
      verdicts,
      lines,
      await roundsOf(parts, verdicts),
    );
  }

  async start(): Promise<void> {
    this.#reports.start();
    for (const line of this.#lines) line.start();
    this.#publishing.start();
    this.#refreshing.start();
    this.#returning.start();
    await this.#certificates.start({
      report: async (event) => {
        this.#verdicts.forget(event.draft.body.certificateId);
        if (event.draft.type === 'CertificateChanged') this.#verdicts.forget(event.draft.body.supersedes);
        await this.#reports.accept(event);
        this.#publishing.wake(); // its state stands in a list, perhaps
      },
      use: (request) => this.#using.use(request),
      scan: (request) => this.#using.scan(request),
      open: (request) => this.#using.open(request),
      issue: (request) => this.#credentials.toWallet(request),
    });
  }

  async close(): Promise<void> {
    const rounds = [this.#publishing, this.#refreshing, this.#returning];
    const closing = [this.#reports, ...rounds, ...this.#lines];
    await Promise.all(closing.map((each) => each.close()));
  }
}

/** The platform's own lists are looked at so often; together with a refresh of the others, well within a minute. */
export const PUBLISH_MS = 10_000;

interface CertificateRounds {
  readonly publishing: Rounds;
  readonly refreshing: Rounds;
  readonly returning: Rounds;
}

async function roundsOf(parts: CertificateWorkParts, verdicts: VerdictCache): Promise<CertificateRounds> {
  const { signer, random, log, dataDir, statusRefreshMs } = parts;
  const publisher = new ListPublisher({ ...parts, platform: signer.platform });
  const onList = (platform: string) => verdicts.forgetOf(platform);
  const folder = new WindowFolder({ ...parts, folder: join(dataDir, 'window'), onList });
  const uses = await UseReports.open({ ...parts, folder: join(dataDir, 'certificate-uses') });
  const every = (everyMs: number, what: string) => ({ everyMs, random, log, what });
  return {
    publishing: new Rounds(() => publisher.round(), every(PUBLISH_MS, 'publish status lists')),
    refreshing: new Rounds(() => folder.round(), every(statusRefreshMs, 'refresh status lists')),
    returning: new Rounds(() => uses.round(), every(statusRefreshMs, 'fetch the uses of certificates')),
  };
}
