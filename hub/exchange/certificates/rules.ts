/** What may be issued, recognised and used, as data with days of validity. Asked by the exchange; hub/domain answers. */
export interface CertificateRules {
  types(): readonly CertificateType[];
  /** Why this issuer may not issue this type there on that day; undefined: it may. */
  issuerFault(issue: {
    readonly issuer: string;
    readonly typeCode: string;
    readonly divisionCode: string;
    readonly date: string;
  }): string | undefined;
  /** Why a certificate of this type and place does not count for the item in that place on that day; undefined: it does. */
  recognitionFault(use: {
    readonly typeCode: string;
    readonly issuedIn: string;
    readonly usedIn: string;
    readonly basicCode: string;
    readonly date: string;
  }): string | undefined;
  /** Why the organisation has no such duty; undefined: it has. */
  dutyFault(use: {
    readonly duty: string;
    readonly organisation: string;
    readonly typeCode: string;
    readonly basicCode: string;
    readonly date: string;
  }): string | undefined;
}

/** A type of electronic certificate; days as YYYY-MM-DD, both included. */
export interface CertificateType {
  readonly typeCode: string;
  readonly name: string;
  readonly validFrom: string;
  readonly validTo: string | undefined;
}

const NOTHING = '没有电子证照规则 · there are no rules of electronic certificates';

/** Where no rules are known, nothing is allowed. */
export const NO_CERTIFICATE_RULES: CertificateRules = {
  types: () => [],
  issuerFault: () => NOTHING,
  recognitionFault: () => NOTHING,
  dutyFault: () => NOTHING,
};
