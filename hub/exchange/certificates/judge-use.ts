import { equalBytes } from '#crypto/primitives';
import { parseCertificateId } from '#domain/codes';
import type { Condition } from '#domain/ecert';
import { dayOf } from '#domain/rules';
import type { certificates, consents } from '#hub/store';
import { PolicyError, RuleError, UnavailableError, ValidationError } from '#proto/errors';
import type { CertificateBody } from '#proto/schema';
import type { AllowedUse, CertificateAct } from './act.js';
import { heldKey, heldKeyOf, holdingKey } from './context.js';
import { checkStanding } from './directory-state.js';
import { readCode, redeem } from './judge-presentation.js';
import type { CertificateJudging } from './judge-report.js';
import { levelIn } from './level.js';
import { checkBasis } from './use-basis.js';

type Use = CertificateAct<'UseCertificate'>;
type Purpose = NonNullable<CertificateBody<'UseCertificate'>['purpose']>;

/** The same message may be sent again while its `iat` is in the window; this often its issuing platform is asked. */
const MAX_ATTEMPTS = 8;

/** A use that stood before: the same message has come again, and is not counted again. */
export interface EarlierUse {
  readonly useId: string;
  readonly salt: Uint8Array;
  readonly receivedAt: number;
}

/**
 * Decides about one use: who asks, for what, on which basis, and whether the certificate is good for it. A use by consent is
 * counted when it is allowed, whatever becomes of it. (Proved over all combinations by
 * test/integration/certificate-matrix.test.ts.)
 * @throws HubError saying why it is refused.
 */
export function judgeUse(act: Use, judging: CertificateJudging, earlier: EarlierUse | undefined): AllowedUse {
  const { body } = act.message;
  if (act.excess !== undefined) {
    throw new UnavailableError('TOO_MANY_USES', `over the limit of ${act.excess}`, { retryAfterMs: 60_000 });
  }
  const purpose = checkPurpose(act, judging);
  const { useId, salt } = earlier ?? { useId: act.leafId, salt: act.salt };
  const allowed = { act, useId, salt, decidedAt: act.receivedAt };
  if (body.operation === 'FIND') {
    const found = search(act, purpose, judging, earlier);
    return { kind: 'answered', ...allowed, conditions: [], found };
  }
  if (body.operation === 'PRESENTATION') {
    const shown = readCode(act, judging, earlier?.useId);
    const { certificate, fields, presentation } = shown;
    const conditions = checkGood(act, certificate, purpose, judging);
    const attempt = nextAttempt(act, useId, judging);
    redeem(shown, useId, judging);
    return {
      kind: 'asked',
      ...allowed,
      conditions,
      certificate,
      consentId: undefined,
      fields,
      presentation,
      attempt,
    };
  }
  const certificate = named(body.certificateId ?? '', judging);
  if (body.operation === 'STATUS') {
    return { kind: 'answered', ...allowed, conditions: [], found: [certificate] };
  }
  const { certificateId, typeCode } = certificate;
  const conditions = checkGood(act, certificate, purpose, judging);
  const used = {
    purpose,
    typeCode,
    isHeldBy: ({ consentId }: consents.ConsentRow) =>
      judging.context.holdings.has(holdingKey(consentId, certificateId)),
    isCounted: earlier !== undefined,
  };
  const consent = checkBasis(act, used, judging);
  const attempt = nextAttempt(act, useId, judging);
  if (earlier === undefined) count(consent, judging);
  const consentId = consent?.consentId;
  const { fields } = body;
  return {
    kind: 'asked',
    ...allowed,
    conditions,
    certificate,
    consentId,
    fields,
    presentation: undefined,
    attempt,
  };
}

function checkPurpose({ peer, message, receivedAt }: Use, { rules }: CertificateJudging): Purpose {
  const { purpose } = message.body;
  if (purpose === undefined) {
    throw new RuleError('PURPOSE_MISSING', 'a use says for which item and why', {
      violations: [{ pointer: '/purpose', message: 'required' }],
    });
  }
  if (rules.directory.may(peer, 'USE_CERTIFICATE', purpose.basicCode, dayOf(receivedAt))) return purpose;
  throw new PolicyError('NOT_ALLOWED', `${peer} may not use certificates for item ${purpose.basicCode}`);
}

function search(
  act: Use,
  purpose: Purpose,
  judging: CertificateJudging,
  earlier: EarlierUse | undefined,
): readonly certificates.CertificateRow[] {
  const key = heldKeyOf(act, judging.tags);
  if (key === undefined) throw new TypeError('a search names its holder');
  const used = {
    purpose,
    typeCode: key.typeCode,
    isHeldBy: ({ holderTag }: consents.ConsentRow) => equalBytes(holderTag, key.holderTag),
    isCounted: earlier !== undefined,
  };
  const consent = checkBasis(act, used, judging);
  if (earlier === undefined) count(consent, judging);
  return judging.context.held.get(heldKey(key)) ?? [];
}

function named(certificateId: string, { context }: CertificateJudging): certificates.CertificateRow {
  const id = parseCertificateId(certificateId);
  if (typeof id === 'string') {
    throw new ValidationError('MALFORMED', 'the use does not fit', {
      violations: [{ pointer: '/certificateId', message: id }],
    });
  }
  const row = context.certificates.get(certificateId);
  if (row !== undefined) return row;
  throw new RuleError('CERTIFICATE_UNKNOWN', `no certificate ${certificateId}`);
}

/**
 * A certificate counts while it stands, in its latest version, where the rules recognise it.
 * @returns on which conditions.
 */
function checkGood(
  act: Use,
  row: certificates.CertificateRow,
  { basicCode }: Purpose,
  { rules, certificateRules }: CertificateJudging,
): readonly Condition[] {
  checkStanding(row, act.receivedAt);
  const date = dayOf(act.receivedAt);
  const { typeCode, divisionCode: issuedIn } = row;
  const usedIn = rules.directory.peer(act.peer)?.divisionCode ?? '';
  const level = levelIn(rules.catalogue, { basicCode, divisionCode: usedIn, date });
  const question = { typeCode, issuedIn, usedIn, basicCode, level, date };
  const verdict = certificateRules.recognition.decide(question);
  if (verdict.kind === 'NOT_RECOGNISED') throw new RuleError('CERTIFICATE_NOT_RECOGNISED', verdict.reason);
  return verdict.kind === 'CONDITIONAL' ? verdict.conditions : [];
}

/** Under the lock of the consent's row, so never one too many (proved by test/integration/certificate-consents.test.ts). */
function count(consent: consents.ConsentRow | undefined, { context, writes }: CertificateJudging): void {
  if (consent === undefined) return;
  const counted = { ...consent, usesLeft: consent.usesLeft - 1 };
  context.consents.set(counted.consentId, counted);
  writes.consent(counted);
}

/** One that this very act has entered already, in a transaction whose outcome was unknown, goes on. */
function nextAttempt(act: Use, useId: string, { context }: CertificateJudging): number {
  const tried = context.attempts.get(useId) ?? 0;
  if (useId === act.leafId && tried > 0) return tried;
  const attempt = tried + 1;
  if (attempt > MAX_ATTEMPTS) {
    throw new UnavailableError(
      'TOO_MANY_USES',
      `its platform was asked ${MAX_ATTEMPTS} times; sign a new use`,
    );
  }
  context.attempts.set(useId, attempt);
  return attempt;
}
