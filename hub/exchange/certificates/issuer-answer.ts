import type { SignedParts } from '#crypto/jose';
import { hex } from '#crypto/primitives';
import type { IssuerRegistry } from '#domain/ecert';
import type { certificateUses } from '#hub/store';
import { HubError } from '#proto/errors';
import { type BlobRef, CERTIFICATE_FILES, type CertificateBody } from '#proto/schema';
import { checkFreshness, type VerificationParts, verifyReceived } from '../verification.js';
import type { AskedUse } from './act.js';
import type { SignedAnswer } from './outcome-recorder.js';
import { readCertificateMessage } from './read-message.js';
import { judgeSeals } from './seal-rule.js';

/** What an issuing platform's answer comes to. */
export interface ReadAnswer {
  readonly outcome: certificateUses.AskedOutcome;
  /** For the requester, when nothing is released. */
  readonly detail: string;
  readonly state: CertificateBody<'CertificateAnswer'>['state'] | undefined;
  readonly answer: SignedAnswer | undefined;
  /** With FILE: what the requester is to fetch. */
  readonly copy: BlobRef | undefined;
}

const readAnswer = readCertificateMessage(['CertificateAnswer']);

export interface AnswerChecking extends VerificationParts {
  readonly clockWindowMs: number;
  now(): number;
  readonly issuers: IssuerRegistry;
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
    checkFreshness(header, { ...checking, now: checking.now() });
    const { body } = content;
    const answer = { kid: header.kid, digest, salt, commitment };
    const fault = misfit(use, body);
    const said = { state: body.state, answer, copy: undefined };
    if (fault !== undefined) return { ...said, outcome: 'UNVERIFIED', detail: fault, state: undefined };
    if (body.refusal !== undefined) return { ...said, outcome: 'REFUSED_BY_ISSUER', detail: body.refusal };
    if (body.state !== 'VALID')
      return { ...said, outcome: 'NOT_VALID', detail: `its platform says ${body.state}` };
    const missing = gap(use, body);
    if (missing !== undefined) return { ...said, outcome: 'UNVERIFIED', detail: missing };
    const sealed = body.original && judgeSeals(use.certificate, body.original, checking.issuers);
    if (sealed !== undefined) return { ...said, ...sealed };
    return { ...said, outcome: 'RELEASED', detail: '', copy: body.copy };
  } catch (error) {
    if (!(error instanceof HubError)) throw error;
    return {
      outcome: 'UNVERIFIED',
      detail: `${error.code}: ${error.message}`,
      state: undefined,
      answer: undefined,
      copy: undefined,
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
  const { operation } = use.act.message.body;
  if (operation !== 'FILE' && (body.copy !== undefined || body.original !== undefined))
    return 'it has a file that was not asked for';
  if (operation !== 'VERIFY' && (body.matches.length > 0 || body.fileMatches))
    return 'it has matches that were not asked for';
  return undefined;
}

/** What was asked for is there: for a file its copy in the form asked for, for what was seen a word on each of it. */
function gap({ act }: AskedUse, body: CertificateBody<'CertificateAnswer'>): string | undefined {
  const { operation, format, seen, seenSm3 } = act.message.body;
  if (operation === 'FILE') {
    if (body.copy === undefined || body.original === undefined) return 'it names no file';
    if (format !== undefined && body.copy.mediaType !== CERTIFICATE_FILES[format])
      return `its file is ${body.copy.mediaType}, not ${format}`;
    if (body.copy.sm3 === body.original.sm3) return 'its file is no copy, but the original';
  }
  if (operation === 'VERIFY') {
    const named = body.matches.map(({ name }) => name).sort();
    const asked = seen.map(({ name }) => name).sort();
    if (named.join('\n') !== asked.join('\n')) return 'it does not speak of each field that was seen';
    if (body.fileMatches && seenSm3 === undefined) return 'it speaks of a file that was not seen';
  }
  return undefined;
}
