import { commitmentText, formatCertificateLeaf, SALT_BYTES } from '#crypto/evidence';
import type { CommitmentDigests } from '#crypto/evidence/commitment';
import type { Runtime } from '#hub/runtime';
import {
  certificateFiles,
  certificates,
  certificateUses,
  compose,
  consents,
  type Database,
  type logStore,
  type Tx,
} from '#hub/store';
import type { BlobRef, CertificateState } from '#proto/schema';
import { type AppendLeaves, withLeaves } from '../leaf-settlement.js';
import type { TransparencyLog } from '../transparency-log.js';
import { when } from '../writes.js';
import type { AskedUse } from './act.js';
import { stateAt } from './directory-state.js';
import { isSameFile } from './use-files.js';

/** An answer of an issuing platform whose signature was right. */
export interface SignedAnswer {
  readonly kid: string;
  /** SHA-256 of its signing input. */
  readonly digest: Uint8Array;
  readonly salt: Uint8Array;
  readonly commitment: CommitmentDigests;
}

/** What came of asking, as far as this process knows. */
export interface Asked {
  readonly use: AskedUse;
  readonly outcome: certificateUses.AskedOutcome;
  /** That the platform stated. */
  readonly state: CertificateState | undefined;
  readonly answer: SignedAnswer | undefined;
  /** With FILE: what the answer says was uploaded. */
  readonly copy: BlobRef | undefined;
  readonly leafId: string;
}

/** What the ledger says of it, which is stricter if the certificate or the consent has ended meanwhile. */
export interface Closed {
  /** Undefined when somebody else has closed it: this process was taken for dead. */
  readonly outcome: certificateUses.AskedOutcome | undefined;
  /** As it stands in the directory now. */
  readonly certificate: certificates.CertificateRow;
}

/** Attempts that are closed in one transaction of the recovery. */
const MAX_OVERDUE = 500;

/**
 * Enters what came of asking into the ledger and the log, before anything is released. An attempt is closed once: by the
 * process that asked, or when it is overdue by whoever finds it.
 */
export class OutcomeRecorder {
  readonly #db: Database;
  readonly #log: TransparencyLog;
  readonly #runtime: Runtime;
  readonly #hubId: string;
  readonly #fileKeptMs: number;

  constructor(parts: {
    readonly db: Database;
    readonly log: TransparencyLog;
    readonly runtime: Runtime;
    readonly hubId: string;
    /** How long a file may be read after its release. */
    readonly fileKeptMs: number;
  }) {
    this.#db = parts.db;
    this.#log = parts.log;
    this.#runtime = parts.runtime;
    this.#hubId = parts.hubId;
    this.#fileKeptMs = parts.fileKeptMs;
  }

  /** @returns an answer for each, in order. @throws only when nothing was recorded, or nobody can say. */
  close(batch: readonly Asked[], onLocked: () => void): Promise<Closed[]> {
    return withLeaves(this.#log, (append, isRetry) => this.#closeOnce(batch, append, isRetry, onLocked));
  }

  #closeOnce(
    batch: readonly Asked[],
    append: AppendLeaves,
    isRetry: boolean,
    onLocked: () => void,
  ): Promise<Closed[]> {
    return this.#db.transaction('certificate.outcome', async (tx) => {
      const keys = batch.map(({ use }) => keyOf(use));
      const withFiles = batch.filter(({ copy }) => copy !== undefined).map(({ use }) => use.useId);
      const [open, rows, consentRows, files, recorded, mustQueue] = await Promise.all([
        certificateUses.lockAsking(tx, keys),
        certificates.findCertificates(tx, [
          ...new Set(batch.map(({ use }) => use.certificate.certificateId)),
        ]),
        consents.findConsents(tx, [...new Set(batch.flatMap(({ use }) => use.consentId ?? []))]),
        certificateFiles.lockUseFiles(tx, [...new Set(withFiles)], this.#runtime.now()),
        isRetry ? certificateUses.findOutcomes(tx, keys) : [],
        this.#log.hasQueue(tx),
      ]);
      onLocked();
      const isOpen = new Set(open.map(nameOf));
      const byId = new Map(rows.map((row) => [row.certificateId, row]));
      const consentById = new Map(consentRows.map((row) => [row.consentId, row]));
      const fileOf = new Map(files.map((row) => [row.useId, row]));
      const written = new Map(recorded.map((row) => [row.leafId, row.outcome]));
      const closing: Closing[] = [];
      const closed = batch.map((asked): Closed => {
        const { use } = asked;
        const certificate = byId.get(use.certificate.certificateId) ?? use.certificate;
        if (!isOpen.has(nameOf(keyOf(use)))) return { outcome: written.get(asked.leafId), certificate };
        const stands = {
          certificate,
          consent: consentById.get(use.consentId ?? ''),
          file: fileOf.get(use.useId),
        };
        const outcome = this.#strict(asked, stands);
        const { platform } = use.certificate;
        closing.push({ ...keyOf(use), ...asked, outcome, platform, requester: use.act.peer });
        return { outcome, certificate };
      });
      await this.#write(tx, closing, (leaves) => append(leaves, mustQueue));
      // COMMIT POINT: certificate.outcome. Contents are released after it, and only if it says so (proved by
      // test/fault/certificates.test.ts).
      return closed;
    });
  }

  /** Closes attempts whose process is gone. What it had got is lost, and was released to nobody. @returns how many. */
  closeOverdue(): Promise<number> {
    return withLeaves(this.#log, (append) =>
      this.#db.transaction('certificate.recover', async (tx) => {
        const [overdue, mustQueue] = await Promise.all([
          certificateUses.lockOverdue(tx, this.#runtime.now(), MAX_OVERDUE),
          this.#log.hasQueue(tx),
        ]);
        const closing = overdue.map(
          (row): Closing => ({
            ...row,
            outcome: 'INTERRUPTED',
            state: undefined,
            answer: undefined,
            copy: undefined,
            requester: '',
            leafId: this.#runtime.newId(),
          }),
        );
        await this.#write(tx, closing, (leaves) => append(leaves, mustQueue));
        // COMMIT POINT: certificate.recover. Each is closed once, or found again.
        return closing.length;
      }),
    );
  }

  /**
   * What ended between the decision and the answer is not released: the stricter of answer and directory holds. Nor is an answer
   * that names a file which its platform has not uploaded for this use.
   */
  #strict(
    { use, outcome, copy }: Asked,
    { certificate, consent, file }: Standing,
  ): certificateUses.AskedOutcome {
    if (outcome !== 'RELEASED') return outcome;
    if (copy !== undefined && !isSameFile(copy, file)) return 'UNVERIFIED';
    const now = this.#runtime.now();
    if (stateAt(certificate, now).state !== 'VALID') return 'NOT_VALID';
    if (use.consentId === undefined) return outcome;
    const stands = consent !== undefined && consent.revokedAt === null && now < consent.expiresAt;
    return stands ? outcome : 'CONSENT_ENDED';
  }

  async #write(
    tx: Tx,
    closing: readonly Closing[],
    append: (leaves: readonly logStore.Leaf[]) => ReturnType<AppendLeaves>,
  ): Promise<void> {
    if (closing.length === 0) return;
    const recordedAt = this.#runtime.now();
    const rows: certificateUses.OutcomeRow[] = [];
    const leaves: logStore.Leaf[] = [];
    const until = recordedAt + this.#fileKeptMs;
    const released = closing.filter(({ outcome, copy }) => outcome === 'RELEASED' && copy !== undefined);
    for (const { useId, attempt, outcome, state, answer, leafId, platform } of closing) {
      const salt = answer?.salt ?? this.#runtime.random(SALT_BYTES);
      rows.push({
        useId,
        attempt,
        outcome,
        state: state ?? null,
        answer: answer?.digest ?? null,
        leafId,
        salt,
        recordedAt,
      });
      const body = formatCertificateLeaf({
        actor: platform,
        at: recordedAt,
        hub: this.#hubId,
        id: leafId,
        kid: answer?.kid,
        message: answer && commitmentText(answer.commitment),
        outcome,
        type: 'CertificateOutcome',
        use: useId,
        v: 1,
      });
      leaves.push({ leafId, body });
    }
    const logged = await append(leaves);
    const write = compose([
      certificateUses.insertOutcomes(rows),
      certificateUses.deleteAsking(closing),
      ...when(
        released.map(({ useId, requester }) => ({ useId, requester, until })),
        certificateFiles.releaseUseFiles,
      ),
      ...logged,
    ]);
    if (write !== undefined) tx.send(write);
  }
}

interface Closing extends certificateUses.AskingKey, Omit<Asked, 'use'> {
  readonly platform: string;
  readonly requester: string;
}

/** What the release depends on, as it is now. */
interface Standing {
  readonly certificate: certificates.CertificateRow;
  readonly consent: consents.ConsentRow | undefined;
  readonly file: certificateFiles.UseFileRow | undefined;
}

function keyOf({ useId, attempt }: AskedUse): certificateUses.AskingKey {
  return { useId, attempt };
}

function nameOf({ useId, attempt }: certificateUses.AskingKey): string {
  return `${useId}/${attempt}`;
}
