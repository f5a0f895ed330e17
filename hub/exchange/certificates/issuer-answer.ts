import type { SignedParts } from '#crypto/jose';
import { hex } from '#crypto/primitives';
import type { certificateUses } from '#hub/store';
import { HubError } from '#proto/errors';
import type { CertificateBody } from '#proto/schema';
import { checkClock, type VerificationParts, verifyReceived } from '../verification.js';
import type { AskedUse } from './act.js';
import type { SignedAnswer } from './outcome-recorder.js';
import { readCertificateMessage } from './read-message.js';

/** What an issuing platform's answer comes to. */
export interface ReadAnswer {
  readonly outcome: certificateUses.AskedOutcome;
  /** For the requester, when nothing is released. */
  readonly detail: string;
  readonly state: CertificateBody<'CertificateAnswer'>['state'] | undefined;
  readonly answer: SignedAnswer | undefined;
}

const readAnswer = readCertificateMessage(['CertificateAnswer']);

export interface AnswerChecking extends VerificationParts {
  readonly clockWindowMs: number;
  now(): number;
}

/**
 * Verifies what came over a line: signed by the platform that answers for the certificate, for this very use, with no more than
 * was asked. What fails is no refusal of the platform's act: nobody submitted it (proved by
 * test/integration/certificate-answers.test.ts).
 */
export async function readIssuerAnswer(
  use: AskedUse,
  parts: SignedParts,
  checking: AnswerChecking,
): Promise<ReadAnswer> {
  try {
    const { platform } = use.certificate;
    const { header, content, digest, salt, commitment } = await verifyReceived(
      { peer: platform, parts },
      readAnswer,
      checking,
    );
    checkClock(header, checking.now(), checking.clockWindowMs);
    const { body } = content;
    const answer = { kid: header.kid, digest, salt, commitment };
    const fault = misfit(use, body);
    if (fault !== undefined) return { outcome: 'UNVERIFIED', detail: fault, state: undefined, answer };
    const { state } = body;
    if (body.refusal !== undefined)
      return { outcome: 'REFUSED_BY_ISSUER', detail: body.refusal, state, answer };
    if (state !== 'VALID')
      return { outcome: 'NOT_VALID', detail: `its platform says ${state}`, state, answer };
    return { outcome: 'RELEASED', detail: '', state, answer };
  } catch (error) {
    if (!(error instanceof HubError)) throw error;
    return {
      outcome: 'UNVERIFIED',
      detail: `${error.code}: ${error.message}`,
      state: undefined,
      answer: undefined,
    };
  }
}

/** An answer fits one use only: neither an earlier answer nor one to somebody else will do. */
function misfit(use: AskedUse, body: CertificateBody<'CertificateAnswer'>): string | undefined {
  if (body.useId !== use.useId) return 'it answers another use';
  if (body.useSha256 !== hex(use.act.digest)) return 'it answers other words than were asked';
  if (body.certificateId !== use.certificate.certificateId) return 'it speaks of another certificate';
  const isPresentation = use.presentation !== undefined;
  if (body.credential !== undefined && !isPresentation) return 'it has a credential that was not asked for';
  if (body.credential !== undefined && body.fields.length > 0) return 'it has fields beside its credential';
  const asked = new Set(use.fields);
  const names = body.fields.map(({ name }) => name);
  const extra = names.filter((name) => !asked.has(name));
  if (extra.length > 0) return 'it has fields that were not asked for';
  if (new Set(names).size < names.length) return 'it has a field twice';
  return undefined;
}
