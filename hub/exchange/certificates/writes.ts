import { hex } from '#crypto/primitives';
import {
  certificateActs,
  certificates,
  certificateUses,
  consents,
  type Fragment,
  type logStore,
  presentations,
} from '#hub/store';
import { when } from '../writes.js';

/** Everything that one transaction of the certificate recorder writes. */
export class CertificateWrites {
  readonly acts: certificateActs.CertificateActRow[] = [];
  readonly holders: certificates.HolderRow[] = [];
  readonly uses: certificateUses.UseRow[] = [];
  readonly asking: certificateUses.AskingRow[] = [];
  readonly leaves: logStore.Leaf[] = [];
  readonly #newCertificates = new Map<string, certificates.CertificateRow>();
  readonly #changedCertificates = new Map<string, certificates.CertificateRow>();
  readonly #newConsents = new Map<string, consents.ConsentRow>();
  readonly #changedConsents = new Map<string, consents.ConsentRow>();
  /** By the digest of their codes: two platforms may give their messages one id. */
  readonly #newPresentations = new Map<string, presentations.PresentationRow>();
  readonly #changedPresentations = new Map<string, presentations.PresentationRow>();

  newCertificate(row: certificates.CertificateRow): void {
    this.#newCertificates.set(row.certificateId, row);
  }

  /** The row as it stands after the act; a later act of the same batch replaces it. */
  certificate(row: certificates.CertificateRow): void {
    const isNew = this.#newCertificates.has(row.certificateId);
    (isNew ? this.#newCertificates : this.#changedCertificates).set(row.certificateId, row);
  }

  newConsent(row: consents.ConsentRow): void {
    this.#newConsents.set(row.consentId, row);
  }

  consent(row: consents.ConsentRow): void {
    const isNew = this.#newConsents.has(row.consentId);
    (isNew ? this.#newConsents : this.#changedConsents).set(row.consentId, row);
  }

  newPresentation(row: presentations.PresentationRow): void {
    this.#newPresentations.set(hex(row.codeSha256), row);
  }

  presentation(row: presentations.PresentationRow): void {
    const code = hex(row.codeSha256);
    const isNew = this.#newPresentations.has(code);
    (isNew ? this.#newPresentations : this.#changedPresentations).set(code, row);
  }

  /** What goes into one statement; leaves are the log's to write. */
  fragments(): Fragment[] {
    return [
      when(this.acts, certificateActs.insertCertificateActs),
      when([...this.#newCertificates.values()], certificates.insertCertificates),
      when([...this.#changedCertificates.values()], certificates.updateCertificates),
      when(this.holders, certificates.insertHolders),
      when([...this.#newConsents.values()], consents.insertConsents),
      when([...this.#changedConsents.values()], consents.updateConsents),
      when([...this.#newPresentations.values()], presentations.insertPresentations),
      when([...this.#changedPresentations.values()], presentations.updatePresentations),
      when(this.uses, certificateUses.insertUses),
      when(this.asking, certificateUses.insertAsking),
    ].flat();
  }
}
