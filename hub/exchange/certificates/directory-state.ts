import type { CertificateState } from '#domain/ecert';
import type { certificates } from '#hub/store';
import { dayOf } from '../judge.js';

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
