import { type CertificateState, stateAt } from './states.js';
import type { CertificateRecord, Versions } from './versions.js';

/** When a certificate is looked at. The caller's clock gives both; rules go by the day, states by the moment. */
export interface AsOf {
  /** Unix milliseconds. */
  readonly at: number;
  /** The day of it, YYYY-MM-DD. */
  readonly day: string;
  /** To tell what could be known at a moment; everything that is known, when absent. */
  readonly knownAt?: number | undefined;
}

/** What a version of a certificate is worth at a moment. */
export type Standing =
  | { readonly kind: 'CURRENT' }
  /** It was right in its time, and another took its place. It shows what was; it proves nothing of today. */
  | { readonly kind: 'NOT_LATEST'; readonly latest: readonly string[] }
  | { readonly kind: 'NOT_VALID'; readonly state: CertificateState; readonly since: number | undefined }
  | { readonly kind: 'NOT_YET_VALID' }
  /** The links between its versions go in a circle: nobody can say which is the latest. */
  | { readonly kind: 'UNCLEAR' }
  | { readonly kind: 'UNKNOWN' };

/** States in which an older version was right in its time. */
const HONEST: readonly CertificateState[] = ['VALID', 'EXPIRED', 'SUPERSEDED'];

export function standingOf(versions: Versions, id: string, asOf: AsOf): Standing {
  const record = versions.recordOf(id);
  if (record === undefined) return { kind: 'UNKNOWN' };
  const { at, day, knownAt } = asOf;
  const change = stateAt(record.history, at, knownAt);
  if (change === undefined) return { kind: 'NOT_YET_VALID' };
  const { state } = change;
  if (!HONEST.includes(state)) return { kind: 'NOT_VALID', state, since: change.from };
  const isIssued = (newer: CertificateRecord) => stateAt(newer.history, at, knownAt) !== undefined;
  const latest = versions.latestOf(id, isIssued);
  if (latest.length === 0) return { kind: 'UNCLEAR' };
  const others = latest.filter((newer) => newer !== id);
  if (others.length > 0 || state === 'SUPERSEDED') return { kind: 'NOT_LATEST', latest: others };
  if (state === 'EXPIRED') return { kind: 'NOT_VALID', state, since: change.from };
  return periodStanding(record, day);
}

/** The period that is printed on a certificate needs nobody to record its end. */
function periodStanding({ validFrom, validTo }: CertificateRecord, day: string): Standing {
  if (validFrom !== undefined && day < validFrom) return { kind: 'NOT_YET_VALID' };
  if (validTo !== undefined && validTo < day)
    return { kind: 'NOT_VALID', state: 'EXPIRED', since: undefined };
  return { kind: 'CURRENT' };
}

/** What a certificate is wanted for: to stand for a material in a case, or to show what was at some time. */
export type Purpose = 'REPLACE_MATERIAL' | 'SHOW_HISTORY';

/** Only the current version stands for a material. An older one shows what was, never without the warning. */
export function serves(standing: Standing, purpose: Purpose): 'YES' | 'WITH_WARNING' | 'NO' {
  if (standing.kind === 'CURRENT') return 'YES';
  return standing.kind === 'NOT_LATEST' && purpose === 'SHOW_HISTORY' ? 'WITH_WARNING' : 'NO';
}
