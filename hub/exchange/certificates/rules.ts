import type { CertificateTypes, DutyEntry, IssuerRegistry, Recognition, Replacements } from '#domain/ecert';

/** What may be issued, recognised and used, as data with days of validity. */
export interface CertificateRules {
  readonly types: CertificateTypes;
  readonly issuers: IssuerRegistry;
  readonly recognition: Recognition;
  /** 免提交. */
  readonly replacements: Replacements;
  /** 依职能用证. */
  readonly duties: readonly DutyEntry[];
}
