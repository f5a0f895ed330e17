import type { SignedParts } from '#crypto/jose';
import { CERTIFICATE_MESSAGES, validate } from '#proto/schema';
import type { HubClient } from '../hub-client.js';
import { HubCallError } from '../hub-error.js';
import type { LogView } from '../log-view.js';
import type { Route } from '../outgoing.js';
import type { Refusal } from '../province.js';
import { verifyCertificateReceipt, verifyStoredReport } from '../receipts.js';
import type { CertificateEvent, CertificateOutcome, ProvinceCertificates } from './province-certificates.js';

export type AcceptedReport = Exclude<CertificateOutcome, Refusal>;

export interface ReportRouteParts {
  readonly client: HubClient;
  readonly logView: LogView;
  readonly certificates: ProvinceCertificates;
}

/** Reports of certificates. They have a journal of their own: a revocation does not wait behind cases. */
export class ReportRoute implements Route<CertificateEvent, AcceptedReport> {
  readonly #parts: ReportRouteParts;

  constructor(parts: ReportRouteParts) {
    this.#parts = parts;
  }

  async beforeSigning(): Promise<void> {
    // Nothing that the connector knows speaks for or against a report.
  }

  check({ draft }: CertificateEvent): void {
    validate(CERTIFICATE_MESSAGES[draft.type], draft.body, 'the platform’s data does not make a report');
  }

  /** Nothing is accepted until it is proven: while the log lags, the same bytes are sent again. */
  async send(_: CertificateEvent, message: SignedParts): Promise<AcceptedReport> {
    const { client, logView } = this.#parts;
    const ack = await client.reportCertificate(message);
    if (ack.pending) throw pending();
    return { kind: 'accepted', logIndex: verifyCertificateReceipt(message, ack, logView) };
  }

  async stored({ draft }: CertificateEvent, messageId: string): Promise<AcceptedReport | undefined> {
    const { client, logView } = this.#parts;
    const ack = await client.reportAnswer(messageId);
    if (ack === undefined) return undefined;
    if (ack.pending) throw pending();
    const { type, body } = draft;
    const report = { type, certificateId: body.certificateId };
    return { kind: 'accepted', logIndex: verifyStoredReport(report, ack, logView) };
  }

  confirm(ref: string, outcome: CertificateOutcome): Promise<void> {
    return this.#parts.certificates.confirm(ref, outcome);
  }
}

function pending(): HubCallError {
  return new HubCallError('UNAVAILABLE', 'the log has not got to the report yet');
}
