import type { CertificateState } from '#domain/ecert';
import { dayOf } from '#domain/rules';
import type { certificates } from '#hub/store';
import { RuleError } from '#proto/errors';

/** A state and when it began, unix milliseconds. */
export interface StateSince {
  readonly state: CertificateState;
  readonly since: number;
}

/** The state of a certificate at a moment: what was reported, and what its days say. */
export function stateAt(row: certificates.CertificateRow, now: number): StateSince {
  if (row.state !== 'VALID') return { state: row.state, since: row.stateSince };
  if (row.validTo !== null && row.validTo < dayOf(now)) {
    return { state: 'EXPIRED', since: Date.parse(`${row.validTo}T24:00:00+08:00`) };
  }
  return { state: 'VALID', since: row.stateSince };
}

/** A certificate counts while it stands, in its latest version. @throws RuleError. */
export function checkStanding(row: certificates.CertificateRow, now: number): void {
  const { state, since } = stateAt(row, now);
  if (state === 'SUPERSEDED') {
    throw new RuleError('CERTIFICATE_SUPERSEDED', `${row.supersededBy} has taken its place`);
  }
  if (state !== 'VALID') {
    throw new RuleError('CERTIFICATE_NOT_VALID', `it is ${state} since ${new Date(since).toISOString()}`);
  }
  if (dayOf(now) < row.validFrom) {
    throw new RuleError('CERTIFICATE_NOT_VALID', `it is valid from ${row.validFrom}`);
  }
}
