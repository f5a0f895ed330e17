import { isWithinDivision } from '../codes/division-code.js';
import type { IssuerRegistry, IssueVerdict } from './issuers.js';

/** A key of a platform, which signs for the authorities of its place. Times in unix milliseconds. */
export interface PlatformIssuerKey {
  /** The division that the platform serves; none is known to serve no place. */
  readonly divisionCode: string | undefined;
  readonly validFrom: number;
  readonly validTo: number;
  readonly revokedAt: number | undefined;
}

export interface SignedQuestion {
  /** 颁发机构. */
  readonly issuer: string;
  readonly typeCode: string;
  readonly divisionCode: string;
  /** The moment that stands in what was signed. */
  readonly signedAt: number;
  /** The same, as a day of the rules: YYYY-MM-DD. */
  readonly signedOn: string;
}

/**
 * Whether an authority may issue it at all, and the platform's key may have signed it in its name: for a place that the platform
 * serves, in the key's own time. A key that has been revoked since is in nobody knows whose hands, who write any day they like.
 */
export function mayHaveSigned(
  registry: IssuerRegistry,
  key: PlatformIssuerKey,
  { signedAt, signedOn, ...question }: SignedQuestion,
): IssueVerdict {
  const granted = registry.mayIssue({ ...question, issuedOn: signedOn });
  if (granted !== 'MAY_ISSUE') return granted;
  const { divisionCode: home } = key;
  if (home === undefined || !isWithinDivision(question.divisionCode, home)) return 'OUTSIDE_PLACE';
  if (key.revokedAt !== undefined) return 'KEY_REVOKED';
  return key.validFrom <= signedAt && signedAt <= key.validTo ? 'MAY_ISSUE' : 'KEY_OUTSIDE_TIME';
}
