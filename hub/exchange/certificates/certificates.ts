import type { SignedParts } from '#crypto/jose';
import { hex } from '#crypto/primitives';
import type { CertificateType } from '#domain/ecert';
import { dayOf } from '#domain/rules';
import type { SignaturePool } from '#hub/access';
import type { Runtime } from '#hub/runtime';
import {
  certificateActs,
  type certificates,
  type Database,
  presentations,
  certificateUses as store,
} from '#hub/store';
import { HubError, NotFoundError, PolicyError, RuleError, UnavailableError } from '#proto/errors';
import type { CertificateHolder, CertificateStatement, PresentationStatement } from '#proto/schema';
import type { ReceivedMessage } from '../act.js';
import { Batcher } from '../batcher.js';
import type { HubSigner } from '../hub-signer.js';
import type { RulesSource } from '../rules.js';
import type { IncludedLeaf, TransparencyLog } from '../transparency-log.js';
import { type VerificationParts, verifyReceived } from '../verification.js';
import type {
  AllowedUse,
  AskedUse,
  CertificateAct,
  CertificateActType,
  RecordedCertificateAct,
  StoredCertificateAct,
} from './act.js';
import { stateAt } from './directory-state.js';
import type { HolderTags } from './holder-tags.js';
import { type ReadAnswer, readIssuerAnswer } from './issuer-answer.js';
import { expiryOf } from './judge-presentation.js';
import type { IssuerLines } from './lines.js';
import { type Asked, type Closed, OutcomeRecorder } from './outcome-recorder.js';
import type { PresentationCodes } from './presentation-codes.js';
import { readCertificateMessage } from './read-message.js';
import { CertificateRecorder } from './recorder.js';
import type { CertificateRules } from './rules.js';
import { type FishingAlarm, type UseLimitSettings, UseLimits } from './use-limits.js';

/** An act about a certificate or a consent is stored and logged. Without `included` the log has not got to it yet. */
export interface CertificateAcknowledgement extends Omit<StoredCertificateAct, 'kind'> {
  readonly included: IncludedLeaf | undefined;
}

/** A code for a holder to show. */
export interface OpenedPresentation {
  readonly acknowledgement: CertificateAcknowledgement;
  readonly code: string;
  /** Unix milliseconds. */
  readonly expiresAt: number;
}

/** What a requester gets. */
export interface UseRelease {
  readonly useId: string;
  readonly salt: Uint8Array;
  /** Signed by the hub. */
  readonly statement: SignedParts;
  /** Signed by the issuing platform, untouched. Absent when the directory has answered. */
  readonly answer: SignedParts | undefined;
}

export interface CertificatesParts {
  readonly db: Database;
  readonly rules: RulesSource;
  readonly certificateRules: CertificateRules;
  readonly tags: HolderTags;
  readonly codes: PresentationCodes;
  readonly signatures: SignaturePool;
  readonly log: TransparencyLog;
  readonly lines: IssuerLines;
  readonly signer: HubSigner;
  readonly runtime: Runtime;
  readonly onError: (error: Error) => void;
  /** Raises the alarm. */
  readonly onFishing: (alarm: FishingAlarm) => void;
}

export interface CertificatesSettings extends UseLimitSettings {
  readonly hubId: string;
  readonly clockWindowMs: number;
  readonly inclusionWaitMs: number;
  readonly maxBatch: number;
  readonly minGapMs: number;
  /** How long an issuing platform is waited for. */
  readonly issuerWaitMs: number;
  /** How long a released file may be read. */
  readonly fileKeptMs: number;
  /** How long a code is good for, unless its opening says otherwise. */
  readonly presentationLifeMs: number;
}

/** On top of the wait for the issuing platform: for checking and storing what it said, before the use counts as abandoned. */
const OVERDUE_GRACE_MS = 30_000;

const RECOVERY_PERIOD_MS = 10_000;

/** A code that has run out is told from one that was used for so long. */
const CODES_KEPT_MS = 24 * 3_600_000;

/** Codes forgotten at once; more than are opened in a period. */
const MAX_FORGOTTEN = 50_000;

const REPORTS = ['CertificateIssued', 'CertificateChanged', 'CertificateStateChanged'] as const;
const isReport = (type: string) => REPORTS.some((each) => each === type);

/**
 * Electronic certificates: who has reported which, who has consented to what, and every use. The steps of a use are those of
 * hub/LIFECYCLE.md: decided and counted in one transaction, asked outside any, entered in another, then released.
 */
export class Certificates {
  readonly #parts: CertificatesParts;
  readonly #settings: CertificatesSettings;
  readonly #acts: Batcher<CertificateAct, RecordedCertificateAct>;
  readonly #outcomes: Batcher<Asked, Closed>;
  readonly #outcomeRecorder: OutcomeRecorder;
  readonly #limits: UseLimits;
  readonly #recovery: NodeJS.Timeout;
  #recovering: Promise<void> | undefined;

  constructor(parts: CertificatesParts, settings: CertificatesSettings) {
    this.#parts = parts;
    this.#settings = settings;
    const { hubId, clockWindowMs, issuerWaitMs, presentationLifeMs } = settings;
    const recorder = new CertificateRecorder(parts, {
      hubId,
      clockWindowMs,
      overdueMs: issuerWaitMs + OVERDUE_GRACE_MS,
      presentationLifeMs,
    });
    this.#limits = new UseLimits(settings, parts.runtime.elapsed, parts.onFishing);
    this.#outcomeRecorder = new OutcomeRecorder({ ...parts, ...settings });
    const batching = {
      mayDivide: (error: unknown) => !(error instanceof UnavailableError), // one by one is no better while the database is away
      maxSize: settings.maxBatch,
      minGapMs: settings.minGapMs,
      elapsed: parts.runtime.elapsed,
    };
    this.#acts = new Batcher({ ...batching, run: (batch, next) => recorder.record(batch, next) });
    this.#outcomes = new Batcher({
      ...batching,
      run: (batch, next) => this.#outcomeRecorder.close(batch, next),
    });
    this.#recovery = setInterval(() => void this.recover(), RECOVERY_PERIOD_MS);
    this.#recovery.unref();
    void this.recover(); // what a process before this one left behind
  }

  /** 颁证、变更、注销. @throws HubError. */
  async report(received: ReceivedMessage): Promise<CertificateAcknowledgement> {
    return this.#store(await this.#verified(received, REPORTS));
  }

  /** The stored answer to a report that the peer sent earlier, with a fresh receipt. @throws NotFoundError. */
  async reportAnswer(peer: string, messageId: string): Promise<CertificateAcknowledgement> {
    const { db, log } = this.#parts;
    const [act] = await certificateActs.findCertificateActs(db, [{ issuer: peer, messageId }]);
    if (act === undefined || !isReport(act.type)) {
      throw new NotFoundError('NOT_FOUND', `no accepted report ${messageId} of ${peer}`);
    }
    const { leafId, salt, receivedAt } = act;
    return { messageId, leafId, salt, receivedAt, included: (await log.find([leafId])).get(leafId) };
  }

  /** @throws HubError. */
  async grantConsent(received: ReceivedMessage): Promise<CertificateAcknowledgement> {
    return this.#store(await this.#verified(received, ['ConsentGranted']));
  }

  /** @throws HubError. */
  async revokeConsent(received: ReceivedMessage): Promise<CertificateAcknowledgement> {
    return this.#store(await this.#verified(received, ['ConsentRevoked']));
  }

  /** 亮证. The same message again gets the same code. @throws HubError. */
  async openPresentation(received: ReceivedMessage): Promise<OpenedPresentation> {
    const act = await this.#verified(received, ['PresentationOpened']);
    const acknowledgement = await this.#store(act);
    const { receivedAt } = acknowledgement;
    const expiresAt = expiryOf({ ...act, receivedAt }, this.#settings.presentationLifeMs);
    return { acknowledgement, code: this.#parts.codes.codeOf(acknowledgement), expiresAt };
  }

  /** Steps 1 to 3 of a use: verified, decided, counted and logged. @throws HubError; the refusal of a use is in the ledger. */
  async decideUse(received: ReceivedMessage): Promise<AllowedUse> {
    const act = await this.#verified(received, ['UseCertificate']);
    const recorded = await this.#acts.add({ ...act, excess: this.#limits.excessOf(act) });
    this.#limits.settled(act.peer, recorded);
    if (recorded.kind === 'refused') throw recorded.error;
    if (recorded.kind === 'stored') throw new Error('a use was answered as another act');
    return recorded;
  }

  /** Steps 4 to 7: asked, verified, entered, released. @throws HubError with the leaf of the outcome. */
  async answerUse(use: AllowedUse): Promise<UseRelease> {
    if (use.kind === 'answered') return this.#release(use, use.found, undefined);
    const { read, parts } = await this.#ask(use);
    const { outcome, state, answer, copy } = read;
    const leafId = this.#parts.runtime.newId();
    const closed = await this.#outcomes.add({ use, outcome, state, answer, copy, leafId });
    if (closed.outcome !== 'RELEASED' || parts === undefined) throw notReleased(closed, read, leafId);
    return this.#release(use, [closed.certificate], {
      parts,
      sha256: hex(answer?.digest ?? new Uint8Array(0)),
    });
  }

  /** The ledger, as far as the peer may see it: its own uses, those of its certificates, or those of a holder it has identified. */
  async listUses(
    peer: string,
    view: 'BY_ME' | 'OF_MY_CERTIFICATES' | { readonly holder: CertificateHolder },
    page: { readonly before?: string | undefined; readonly limit: number },
  ): Promise<store.ListedUse[]> {
    const { db, rules, tags, runtime } = this.#parts;
    if (view === 'BY_ME') return store.listUses(db, { requester: peer }, page);
    if (view === 'OF_MY_CERTIFICATES') return store.listUses(db, { platform: peer }, page);
    if (!rules.current().directory.may(peer, 'GRANT_CONSENT', '', dayOf(runtime.now()))) {
      throw new PolicyError('NOT_ALLOWED', `${peer} may not list the uses of holders`);
    }
    return store.listUses(db, { holderTag: tags.of(view.holder) }, page);
  }

  types(): readonly CertificateType[] {
    return this.#parts.certificateRules.types.rows;
  }

  /** Closes uses whose process is gone, and forgets old codes. Every start does, and every process again and again. */
  async recover(): Promise<void> {
    const { db, runtime } = this.#parts;
    this.#recovering ??= this.#outcomeRecorder
      .closeOverdue()
      .then(() => presentations.deletePresentations(db, runtime.now() - CODES_KEPT_MS, MAX_FORGOTTEN))
      .then(() => {}, this.#parts.onError)
      .finally(() => {
        this.#recovering = undefined;
      });
    await this.#recovering;
  }

  /** Waits for everything that is under way. */
  async close(): Promise<void> {
    clearInterval(this.#recovery);
    await Promise.all([this.#acts.idle(), this.#outcomes.idle(), this.#recovering]);
  }

  async #verified<T extends CertificateActType>(
    received: ReceivedMessage,
    types: readonly T[],
  ): Promise<CertificateAct<T>> {
    const { runtime } = this.#parts;
    const { peer, parts } = received;
    const { content, ...verified } = await verifyReceived(
      received,
      readCertificateMessage(types),
      this.#verification(),
    );
    const receivedAt = runtime.now();
    return { peer, message: content, parts, ...verified, receivedAt, leafId: runtime.newId() };
  }

  #verification(): VerificationParts {
    const { rules, signatures, runtime } = this.#parts;
    return {
      hubId: this.#settings.hubId,
      directory: rules.current().directory,
      signatures,
      random: runtime.random,
      isKept: false,
    };
  }

  async #store(act: CertificateAct): Promise<CertificateAcknowledgement> {
    const { log } = this.#parts;
    const expectation = log.expect(act.leafId);
    try {
      const recorded = await this.#acts.add(act);
      if (recorded.kind === 'refused') throw recorded.error;
      if (recorded.kind !== 'stored') throw new Error('an act was answered as a use');
      const { leafId } = recorded;
      const included =
        leafId === act.leafId
          ? await expectation.within(this.#settings.inclusionWaitMs)
          : (await log.find([leafId])).get(leafId);
      return { ...recorded, included };
    } finally {
      expectation.cancel();
    }
  }

  async #ask(use: AskedUse): Promise<{ readonly read: ReadAnswer; readonly parts: SignedParts | undefined }> {
    const { lines, runtime, certificateRules } = this.#parts;
    const { useId, act, certificate } = use;
    try {
      const presentation = this.#statementFor(use);
      const query = { useId, requester: act.peer, use: act.parts, presentation };
      const parts = await lines.ask(certificate.platform, query);
      const checking = {
        ...this.#verification(),
        clockWindowMs: this.#settings.clockWindowMs,
        now: runtime.now,
        issuers: certificateRules.issuers,
      };
      return { read: await readIssuerAnswer(use, parts, checking), parts };
    } catch (error) {
      if (!(error instanceof HubError)) throw error;
      const read = {
        outcome: 'UNREACHABLE',
        detail: error.message,
        state: undefined,
        answer: undefined,
        copy: undefined,
      } as const;
      return { read, parts: undefined };
    }
  }

  /** Names the certificate to its platform, which does not know the code. */
  #statementFor({ useId, act, certificate, fields, presentation }: AskedUse): SignedParts | undefined {
    if (presentation === undefined) return undefined;
    const { presentationId, platform, certificateId } = presentation;
    const useSha256 = hex(act.digest);
    const statement: PresentationStatement = {
      useId,
      useSha256,
      presentationId,
      platform,
      certificateId,
      fields,
    };
    return this.#parts.signer.sign('PresentationStatement', certificate.platform, statement);
  }

  #release(
    use: AllowedUse,
    rows: readonly certificates.CertificateRow[],
    answered: { readonly parts: SignedParts; readonly sha256: string } | undefined,
  ): UseRelease {
    const { signer, runtime } = this.#parts;
    const { useId, salt, act, decidedAt } = use;
    const now = runtime.now();
    const statement: CertificateStatement = {
      useId,
      requester: act.peer,
      operation: act.message.body.operation,
      certificates: rows.map((row) => toEntry(row, now)),
      decidedAt: new Date(decidedAt).toISOString(),
      answerSha256: answered?.sha256,
      conditions: use.conditions,
    };
    return {
      useId,
      salt,
      statement: signer.sign('CertificateStatement', act.peer, statement),
      answer: answered?.parts,
    };
  }
}

/** The directory's word on a certificate. */
function toEntry(
  row: certificates.CertificateRow,
  now: number,
): CertificateStatement['certificates'][number] {
  const { certificateId, typeCode, issuer, divisionCode, platform } = row;
  const { state, since } = stateAt(row, now);
  return {
    certificateId,
    typeCode,
    issuer,
    divisionCode,
    platform,
    state,
    stateSince: new Date(since).toISOString(),
    supersededBy: row.supersededBy ?? undefined,
    validTo: row.validTo ?? undefined,
  };
}

/** What the requester is told; the leaf of the outcome proves it. */
function notReleased(closed: Closed, { detail }: ReadAnswer, leafId: string): HubError {
  const error = errorOf(closed, detail);
  if (closed.outcome !== undefined) error.leafId = leafId;
  return error;
}

function errorOf({ outcome }: Closed, detail: string): HubError {
  switch (outcome) {
    case 'REFUSED_BY_ISSUER':
      return new RuleError('ISSUER_REFUSED', detail);
    case 'NOT_VALID':
      return new RuleError('CERTIFICATE_NOT_VALID', detail === '' ? 'it has ended meanwhile' : detail);
    case 'CONSENT_ENDED':
      return new PolicyError('CONSENT_NOT_VALID', 'the consent has ended meanwhile');
    case 'SEAL_NOT_ALLOWED':
      return new PolicyError('ISSUER_NOT_TRUSTED', detail);
    case 'UNVERIFIED':
      return new UnavailableError(
        'ISSUER_ANSWER_INVALID',
        detail === '' ? 'it names a file that was not uploaded for this use' : detail,
        { retryAfterMs: 1_000 },
      );
    case 'UNREACHABLE':
      return new UnavailableError('ISSUER_UNREACHABLE', detail, { retryAfterMs: 1_000 });
    case 'RELEASED':
    case 'INTERRUPTED':
    case undefined:
      return new UnavailableError('UNAVAILABLE', 'the use was broken off; send it again unchanged', {
        retryAfterMs: 1_000,
      });
  }
}
