import { dayOf } from '#domain/rules';
import type { consents } from '#hub/store';
import { PolicyError } from '#proto/errors';
import type { CertificateAct } from './act.js';
import type { CertificateJudging } from './judge-report.js';

/** 授权: a holder who was identified at a platform allows uses for one case. @throws HubError. */
export function judgeConsentGranted(
  act: CertificateAct<'ConsentGranted'>,
  { context, writes, rules, tags }: CertificateJudging,
): void {
  const { holder, expiresAt, uses, ...bound } = act.message.body;
  const { basicCode } = bound;
  if (!rules.directory.may(act.peer, 'GRANT_CONSENT', basicCode, dayOf(act.receivedAt))) {
    throw new PolicyError('NOT_ALLOWED', `${act.peer} may not pass on consents for item ${basicCode}`);
  }
  if (Date.parse(expiresAt) <= act.receivedAt) {
    throw new PolicyError('CONSENT_NOT_VALID', `the consent ran out at ${expiresAt}`);
  }
  const row: consents.ConsentRow = {
    consentId: act.header.jti,
    platform: act.peer,
    holderTag: tags.of(holder),
    ...bound,
    expiresAt: Date.parse(expiresAt),
    usesLeft: uses,
    grantedAt: act.receivedAt,
    revokedAt: null,
  };
  context.consents.set(row.consentId, row);
  writes.newConsent(row);
}

/** Takes a consent back, at once. @throws HubError. */
export function judgeConsentRevoked(
  act: CertificateAct<'ConsentRevoked'>,
  { context, writes }: CertificateJudging,
): void {
  const { consentId } = act.message.body;
  const row = context.consents.get(consentId);
  if (row?.platform !== act.peer) {
    throw new PolicyError('CONSENT_NOT_VALID', `no consent ${consentId} of ${act.peer}`);
  }
  const revoked = { ...row, revokedAt: row.revokedAt ?? act.receivedAt };
  context.consents.set(consentId, revoked);
  writes.consent(revoked);
}
