import { type ConsentGrant, decideUse, USE_REFUSALS, type UseBasis } from '#domain/ecert';
import { dayOf } from '#domain/rules';
import type { consents } from '#hub/store';
import { PolicyError } from '#proto/errors';
import type { CertificateBody } from '#proto/schema';
import type { CertificateAct } from './act.js';
import type { CertificateJudging } from './judge-report.js';

type Use = CertificateAct<'UseCertificate'>;

/** What is used, what for, and whether whoever consented holds it. */
export interface Used {
  readonly purpose: NonNullable<CertificateBody<'UseCertificate'>['purpose']>;
  readonly typeCode: string;
  isHeldBy(consent: consents.ConsentRow): boolean;
  /** The same message came before: then it is counted already. */
  readonly isCounted: boolean;
}

/**
 * 授权用证 or 依职能用证: what the use rests on.
 * @returns the consent, when that is the basis. @throws PolicyError.
 */
export function checkBasis(
  act: Use,
  used: Used,
  { context, certificateRules }: CertificateJudging,
): consents.ConsentRow | undefined {
  const { consentId, duty } = act.message.body;
  if (consentId === undefined) {
    if (duty === undefined) throw new PolicyError('CONSENT_MISSING', 'neither a consent nor a duty is named');
    const entry = certificateRules.duties.find(({ id, platform }) => id === duty && platform === act.peer); // others' are not listed
    decide(act, used, entry && { kind: 'DUTY', entry }, { code: 'DUTY_NOT_LISTED', holderTag: '' });
    return undefined;
  }
  const consent = context.consents.get(consentId);
  const code = 'CONSENT_NOT_VALID';
  if (consent?.requester !== act.peer) throw new PolicyError(code, `no consent ${consentId} for ${act.peer}`); // others' do not exist
  const grant = toGrant(consent, used.isCounted);
  const holderTag = used.isHeldBy(consent) ? grant.holderTag : '';
  decide(act, used, { kind: 'CONSENT', grant }, { code, holderTag });
  return consent;
}

function decide(
  { message: { body }, receivedAt }: Use,
  { purpose, typeCode }: Used,
  basis: UseBasis | undefined,
  { code, holderTag }: { readonly code: 'CONSENT_NOT_VALID' | 'DUTY_NOT_LISTED'; readonly holderTag: string },
): void {
  const { organisation } = body;
  const request = {
    caseNo: purpose.caseRef ?? '',
    basicCode: purpose.basicCode,
    typeCode,
    organisation,
    caller: organisation, // the platform speaks for it
    purpose: purpose.reason,
    holderTag,
  };
  const decision = decideUse(request, basis, { now: receivedAt, day: dayOf(receivedAt), usesSoFar: 0 });
  if (decision.allowed) return;
  const told = decision.refusals.map(
    (refusal) => `${USE_REFUSALS[refusal].zh} · ${USE_REFUSALS[refusal].en}`,
  );
  throw new PolicyError(code, told.join('; '));
}

/** As far as it may still be used. */
function toGrant(consent: consents.ConsentRow, isCounted: boolean): ConsentGrant {
  const {
    consentId: id,
    caseRef: caseNo,
    reason: purpose,
    holderTag,
    usesLeft,
    revokedAt,
    ...rest
  } = consent;
  return {
    ...rest,
    id,
    caseNo,
    purpose,
    holderTag: Buffer.from(holderTag).toString('base64url'),
    maxUses: usesLeft + (isCounted ? 1 : 0),
    revokedAt: revokedAt ?? undefined,
  };
}
