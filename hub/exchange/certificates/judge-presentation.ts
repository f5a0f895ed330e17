import { dayOf } from '#domain/rules';
import type { certificates, presentations } from '#hub/store';
import { PolicyError, RuleError } from '#proto/errors';
import type { CertificateAct } from './act.js';
import { heldKey, heldKeyOf } from './context.js';
import { checkStanding } from './directory-state.js';
import type { CertificateJudging } from './judge-report.js';
import { codeDigest } from './presentation-codes.js';

/** 亮证: a holder who was identified at a platform is about to show a certificate of his. @throws HubError. */
export function judgePresentationOpened(
  act: CertificateAct<'PresentationOpened'>,
  { context, writes, rules, tags, codes }: CertificateJudging,
  lifeMs: number,
): void {
  const { certificateId, fields, audience } = act.message.body;
  if (!rules.directory.may(act.peer, 'GRANT_CONSENT', '', dayOf(act.receivedAt))) {
    throw new PolicyError('NOT_ALLOWED', `${act.peer} may not open presentations`);
  }
  const key = heldKeyOf(act, tags);
  const held = key === undefined ? [] : (context.held.get(heldKey(key)) ?? []);
  const certificate = held.find((row) => row.certificateId === certificateId);
  if (certificate === undefined) {
    throw new RuleError('CERTIFICATE_UNKNOWN', `the holder has no certificate ${certificateId}`);
  }
  checkStanding(certificate, act.receivedAt);
  const row: presentations.PresentationRow = {
    codeSha256: codeDigest(codes.codeOf(act)),
    presentationId: act.header.jti,
    platform: act.peer,
    certificateId,
    fields,
    audience: audience ?? null,
    expiresAt: expiryOf(act, lifeMs),
    usedBy: null,
  };
  context.presentation(row);
  writes.newPresentation(row);
}

/** When the code of a presentation runs out. */
export function expiryOf(
  { message, receivedAt }: Pick<CertificateAct<'PresentationOpened'>, 'message' | 'receivedAt'>,
  lifeMs: number,
): number {
  const { lifeSeconds } = message.body;
  return receivedAt + (lifeSeconds === undefined ? lifeMs : lifeSeconds * 1000);
}

/** A code that may be redeemed by this use, and what it shows. */
export interface Shown {
  readonly presentation: presentations.PresentationRow;
  readonly certificate: certificates.CertificateRow;
  /** Those asked for that may be shown. */
  readonly fields: readonly string[];
}

/**
 * What a scanned code shows to this platform. One that nobody opened is told like one that has run out.
 * @param earlierUse the use, when the same message has come before and has redeemed it.
 * @throws HubError.
 */
export function readCode(
  act: CertificateAct<'UseCertificate'>,
  { context }: CertificateJudging,
  earlierUse: string | undefined,
): Shown {
  const { presentation: code = '', fields: asked } = act.message.body;
  const row = context.presentationOf(code);
  const isOurs = row !== undefined && row.usedBy !== null && row.usedBy === earlierUse;
  if (!isOurs && row !== undefined && row.usedBy !== null) {
    throw new RuleError('PRESENTATION_USED', 'the code was scanned before; let the holder show a new one');
  }
  if (row === undefined || (!isOurs && row.expiresAt <= act.receivedAt)) {
    throw new RuleError('PRESENTATION_EXPIRED', 'no such code, or no more; let the holder show a new one');
  }
  if (row.audience !== null && row.audience !== act.peer) {
    throw new PolicyError('NOT_ALLOWED', 'the code is for another platform');
  }
  const certificate = context.certificates.get(row.certificateId);
  if (certificate === undefined) throw new RuleError('CERTIFICATE_UNKNOWN', 'its certificate is not known');
  const fields = asked.filter((field) => row.fields.includes(field));
  if (fields.length === 0) throw new PolicyError('NOT_ALLOWED', 'the holder shows none of these fields');
  return { presentation: row, certificate, fields };
}

/** Under the lock of its row, so once (proved by test/integration/certificate-presentations.test.ts). */
export function redeem(
  { presentation }: Shown,
  useId: string,
  { context, writes }: CertificateJudging,
): void {
  const used = { ...presentation, usedBy: useId };
  context.presentation(used);
  writes.presentation(used);
}
