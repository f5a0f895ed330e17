import { caseOfUse, commit, commitmentText, formatCertificateLeaf } from '#crypto/evidence';
import { equalBytes, utf8 } from '#crypto/primitives';
import { parseCertificateId } from '#domain/codes';
import type { Runtime } from '#hub/runtime';
import { compose, type Database, type Tx } from '#hub/store';
import { ConflictError, HubError } from '#proto/errors';
import { asksIssuer, type CertificateBody } from '#proto/schema';
import { messageKey } from '../context.js';
import { type AppendLeaves, withLeaves } from '../leaf-settlement.js';
import type { RulesSource } from '../rules.js';
import type { TransparencyLog } from '../transparency-log.js';
import { checkFreshness } from '../verification.js';
import {
  type AllowedUse,
  type CertificateAct,
  isActOf,
  type RecordedCertificateAct,
  type StoredCertificateAct,
} from './act.js';
import { loadCertificateContext } from './context.js';
import type { HolderTags } from './holder-tags.js';
import { judgeConsentGranted, judgeConsentRevoked } from './judge-consent.js';
import { judgePresentationOpened } from './judge-presentation.js';
import { type CertificateJudging, judgeChanged, judgeIssued, judgeStateChanged } from './judge-report.js';
import { type EarlierUse, judgeUse } from './judge-use.js';
import type { PresentationCodes } from './presentation-codes.js';
import type { CertificateRules } from './rules.js';
import { CertificateWrites } from './writes.js';

export interface CertificateRecorderParts {
  readonly db: Database;
  readonly rules: RulesSource;
  readonly certificateRules: CertificateRules;
  readonly tags: HolderTags;
  readonly codes: PresentationCodes;
  readonly log: TransparencyLog;
  readonly runtime: Runtime;
}

export interface CertificateRecorderSettings {
  readonly hubId: string;
  readonly clockWindowMs: number;
  /** How long after its decision a use that is being asked is overdue. */
  readonly overdueMs: number;
  /** How long a code is good for, unless its opening says otherwise. */
  readonly presentationLifeMs: number;
}

/** What a batch comes to, and the writes that make it so. */
interface Judged {
  readonly judged: RecordedCertificateAct[];
  readonly writes: CertificateWrites;
  readonly mustQueue: boolean;
}

/**
 * Records acts about certificates: judges each against what is stored, and writes directory, consents, ledger and leaves
 * together, many acts in one transaction. Trying again is safe, because the first thing looked at is whether an act is stored
 * already (proved by test/fault/certificates.test.ts).
 */
export class CertificateRecorder {
  readonly #parts: CertificateRecorderParts;
  readonly #settings: CertificateRecorderSettings;

  constructor(parts: CertificateRecorderParts, settings: CertificateRecorderSettings) {
    this.#parts = parts;
    this.#settings = settings;
  }

  /**
   * @param onLocked called when what the batch changes is locked: another batch can begin.
   * @returns an answer for each, in order. @throws only when nothing was recorded, or nobody can say.
   */
  record(batch: readonly CertificateAct[], onLocked: () => void): Promise<RecordedCertificateAct[]> {
    return withLeaves(this.#parts.log, (append, isRetry) =>
      this.#recordOnce(batch, append, isRetry, onLocked),
    );
  }

  #recordOnce(
    batch: readonly CertificateAct[],
    append: AppendLeaves,
    isRetry: boolean,
    onLocked: () => void,
  ): Promise<RecordedCertificateAct[]> {
    return this.#parts.db.transaction('certificate.record', async (tx) => {
      const { judged, writes, mustQueue } = await this.#judgeAll(tx, batch, isRetry, onLocked);
      const logged = await append(writes.leaves, mustQueue);
      const write = compose([...writes.fragments(), ...logged]);
      if (write !== undefined) tx.send(write);
      // COMMIT POINT: certificate.record. Before it nothing is stored; after it reports and consents hold in every process, and
      // a use is counted and in the ledger, before anybody is asked for contents (proved by test/fault/certificates.test.ts).
      return judged;
    });
  }

  async #judgeAll(
    tx: Tx,
    batch: readonly CertificateAct[],
    isRetry: boolean,
    onLocked: () => void,
  ): Promise<Judged> {
    const { rules, certificateRules, tags, codes, log } = this.#parts;
    const [context, mustQueue, current] = await Promise.all([
      loadCertificateContext(tx, batch, tags, isRetry),
      log.hasQueue(tx),
      rules.within(tx),
    ]);
    onLocked();
    const writes = new CertificateWrites();
    const judging = { context, writes, rules: current, certificateRules, tags, codes };
    return { judged: batch.map((act) => this.#judge(act, judging)), writes, mustQueue };
  }

  #judge(act: CertificateAct, judging: CertificateJudging): RecordedCertificateAct {
    try {
      const earlier = findEarlier(act, judging);
      if (isActOf(act, 'UseCertificate')) return this.#use(act, judging, earlier);
      if (earlier !== undefined) return stored(act, { ...earlier, leafId: earlier.useId });
      this.#checkFreshness(act, judging); // after the look for repetitions
      judgeAct(act, judging, this.#settings);
      this.#accept(act, judging);
      return stored(act, act);
    } catch (error) {
      if (!(error instanceof HubError)) throw error;
      if (isActOf(act, 'UseCertificate')) this.#refuseUse(act, error, judging);
      return { kind: 'refused', error };
    }
  }

  #checkFreshness({ header, receivedAt }: CertificateAct, { rules }: CertificateJudging): void {
    const { clockWindowMs } = this.#settings;
    checkFreshness(header, { directory: rules.directory, now: receivedAt, clockWindowMs });
  }

  /** A use that comes again gets another answer, not the first one: so its time counts every time. */
  #use(
    act: CertificateAct<'UseCertificate'>,
    judging: CertificateJudging,
    earlier: EarlierUse | undefined,
  ): AllowedUse {
    this.#checkFreshness(act, judging);
    const allowed = judgeUse(act, judging, earlier);
    const { writes } = judging;
    const isEntered = earlier?.useId === act.leafId; // in a transaction whose outcome was unknown
    if (allowed.kind === 'asked' && !isEntered) {
      const { useId, attempt, certificate, decidedAt } = allowed;
      const until = decidedAt + this.#settings.overdueMs;
      writes.asking.push({ useId, attempt, platform: certificate.platform, until });
    }
    if (earlier === undefined) {
      this.#accept(act, judging);
      this.#enter(act, allowed, judging);
    }
    return allowed;
  }

  /** The row of the act, and the leaf of one that is no use. */
  #accept(act: CertificateAct, { context, writes }: CertificateJudging): void {
    const { iss: issuer, jti: messageId } = act.header;
    const { digest, leafId, salt, receivedAt } = act;
    const row = { issuer, messageId, type: act.message.type, digest, leafId, salt, receivedAt };
    context.acts.set(messageKey(issuer, messageId), row);
    writes.acts.push(row);
    const body = this.#leafOf(act);
    if (body !== undefined) writes.leaves.push({ leafId, body });
  }

  /** Refusals of uses stand in the ledger; a refusal takes no name. */
  #refuseUse(act: CertificateAct<'UseCertificate'>, error: HubError, judging: CertificateJudging): void {
    error.leafId = act.leafId;
    if (!judging.context.alreadyRefused.has(act.leafId)) this.#enter(act, error, judging);
  }

  /** The line of the ledger, and its leaf. */
  #enter(
    act: CertificateAct<'UseCertificate'>,
    decision: AllowedUse | HubError,
    { context, writes, tags }: CertificateJudging,
  ): void {
    const { body } = act.message;
    const { leafId, salt, receivedAt, peer } = act;
    const { consentId, duty, operation, purpose } = body;
    const presentation = context.presentationOf(body.presentation ?? '');
    const certificateId = body.certificateId ?? presentation?.certificateId;
    const certificate = context.certificates.get(certificateId ?? '');
    const typeCode =
      body.typeCode ??
      certificate?.typeCode ??
      (certificateId === undefined ? undefined : typeOf(certificateId));
    const platform = certificate?.platform;
    const refusal = decision instanceof HubError ? decision : undefined;
    writes.uses.push({
      useId: leafId,
      requester: peer,
      messageId: act.header.jti,
      organisation: body.organisation,
      clerk: body.clerk,
      operation,
      certificateId: certificateId ?? null,
      typeCode: typeCode ?? null,
      platform: platform ?? null,
      holderTag: body.holder === undefined ? null : tags.of(body.holder),
      basicCode: purpose?.basicCode ?? null,
      caseRef: purpose?.caseRef ?? null,
      consentId: consentId ?? null,
      duty: duty ?? null,
      presentationId: presentation?.presentationId ?? null,
      presentationPlatform: presentation?.platform ?? null,
      fields: fieldsOf(body, decision),
      decidedAt: receivedAt,
      refusalCode: refusal?.code ?? null,
      salt,
    });
    const leaf = formatCertificateLeaf({
      ...this.#common(act),
      type: 'UseCertificate',
      case:
        purpose?.caseRef === undefined ? undefined : commit('case', salt, caseOfUse(peer, purpose.caseRef)),
      certificate: certificateId === undefined ? undefined : commit('certificate', salt, utf8(certificateId)),
      certificateType: typeCode,
      code: refusal?.code,
      consent: consentId,
      duty,
      operation,
      presentation: presentation?.presentationId,
      to: asksIssuer(operation) && platform !== undefined ? [platform] : [],
    });
    writes.leaves.push({ leafId, body: leaf });
  }

  #leafOf(act: CertificateAct): Uint8Array | undefined {
    const common = this.#common(act);
    const { message } = act;
    switch (message.type) {
      case 'CertificateIssued':
      case 'CertificateChanged':
      case 'CertificateStateChanged': {
        const { certificateId } = message.body;
        const certificate = commit('certificate', act.salt, utf8(certificateId));
        const certificateType = typeOf(certificateId);
        return formatCertificateLeaf({ ...common, type: message.type, certificate, certificateType });
      }
      case 'ConsentGranted':
        return formatCertificateLeaf({ ...common, type: message.type, consent: act.header.jti });
      case 'ConsentRevoked':
        return formatCertificateLeaf({ ...common, type: message.type, consent: message.body.consentId });
      case 'PresentationOpened': {
        const { certificateId } = message.body;
        const certificate = commit('certificate', act.salt, utf8(certificateId));
        const certificateType = typeOf(certificateId);
        const presentation = act.header.jti;
        return formatCertificateLeaf({
          ...common,
          type: message.type,
          certificate,
          certificateType,
          presentation,
        });
      }
      case 'UseCertificate':
        return undefined; // with its line of the ledger
    }
  }

  #common({ peer, receivedAt, leafId, header, commitment }: CertificateAct) {
    const { hubId: hub } = this.#settings;
    const message = commitmentText(commitment);
    return { actor: peer, at: receivedAt, hub, id: leafId, kid: header.kid, message, v: 1 } as const;
  }
}

/** The same message again is known by its name; the same name over other bytes is a conflict. */
function findEarlier(act: CertificateAct, { context }: CertificateJudging): EarlierUse | undefined {
  const { iss, jti } = act.header;
  const earlier = context.acts.get(messageKey(iss, jti));
  if (earlier === undefined) return undefined;
  if (equalBytes(earlier.digest, act.digest)) {
    return { useId: earlier.leafId, salt: earlier.salt, receivedAt: earlier.receivedAt };
  }
  throw new ConflictError('CONFLICT', `message ${jti} was sent before with other contents`);
}

function judgeAct(
  act: CertificateAct,
  judging: CertificateJudging,
  { presentationLifeMs }: CertificateRecorderSettings,
): void {
  if (isActOf(act, 'CertificateIssued')) judgeIssued(act, judging);
  else if (isActOf(act, 'CertificateChanged')) judgeChanged(act, judging);
  else if (isActOf(act, 'CertificateStateChanged')) judgeStateChanged(act, judging);
  else if (isActOf(act, 'ConsentGranted')) judgeConsentGranted(act, judging);
  else if (isActOf(act, 'ConsentRevoked')) judgeConsentRevoked(act, judging);
  else if (isActOf(act, 'PresentationOpened')) judgePresentationOpened(act, judging, presentationLifeMs);
}

/** @param first the act itself, or the same one when it came before. */
function stored(
  act: CertificateAct,
  first: Pick<StoredCertificateAct, 'leafId' | 'salt' | 'receivedAt'>,
): StoredCertificateAct {
  const { leafId, salt, receivedAt } = first;
  return { kind: 'stored', messageId: act.header.jti, leafId, salt, receivedAt };
}

/** What the ledger says was asked for; of what was seen the names, never the values. */
function fieldsOf(
  body: CertificateBody<'UseCertificate'>,
  decision: AllowedUse | HubError,
): readonly string[] {
  if (body.operation === 'VERIFY') return body.seen.map(({ name }) => name);
  return 'fields' in decision ? decision.fields : body.fields;
}

/** As the identifier says it: its shape was checked when it was read. */
function typeOf(certificateId: string): string {
  const id = parseCertificateId(certificateId);
  return typeof id === 'string' ? (certificateId.split('.')[5] ?? '') : id.typeCode;
}
