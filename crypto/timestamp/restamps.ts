import type { RevocationEvidence } from '#crypto/x509/certificate';
import { type GoodUntil, type TimeStampTrust, weakness } from './path.js';
import { formatTimeStampFile } from './response.js';
import {
  parseRestampList,
  type RestampList,
  type RestampName,
  restampNames,
  stampNames,
  uncovered,
} from './restamp-files.js';
import { type Finding, isFalse, type TimeStampVerdict, VALID } from './verdicts.js';
import { type TimeStampReport, verifyTimeStamp } from './verify.js';

/** Whom the asker believes, and for which moment he asks. */
export interface TimeStampJudge extends TimeStampTrust {
  /** A certificate that has expired by then proves nothing any more, but for what was stamped again before; unix milliseconds. */
  readonly asOf: number;
}

/** A time stamp over older ones: the list that says which, and the stamp over the list. */
export interface Restamp {
  readonly list: Uint8Array;
  /** TimeStampToken, DER. */
  readonly token: Uint8Array;
}

/** The time stamps over a run of stamps, the first one first, and each after the one before. */
export interface RestampedRun extends Omit<RestampName, 'number'> {
  readonly restamps: readonly Restamp[];
}

/** What is found of the time stamps over a run of stamps. */
export interface RestampedReport {
  /** VALID, or what is the matter with the first of them that is false, or else that does not hold any more. */
  readonly verdict: TimeStampVerdict;
  readonly detail: string | undefined;
  readonly lists: readonly RestampList[];
  /** Until when the stamps below must have stayed good; undefined where the lowest does not hold. */
  readonly until: GoodUntil | undefined;
}

/** Of stamps that were never stamped again. */
export const NOT_RESTAMPED: RestampedReport = Object.freeze({
  verdict: 'VALID',
  detail: undefined,
  lists: [],
  until: undefined,
});

/**
 * From the last to the first: the last must be good by now, each other by now or when it was stamped again. A list must be
 * over everything below it (proved by test/unit/crypto/timestamp/restamps.test.ts). Never throws.
 */
export function verifyRestamps(
  run: RestampedRun,
  collected: RevocationEvidence,
  judge: TimeStampJudge,
): RestampedReport {
  const named = run.restamps.map((restamp, i) => {
    const names = restampNames({ ...run, number: i + 1 });
    return { ...restamp, names, read: parseRestampList(restamp.list) };
  });
  const below = new Map<string, Uint8Array>();
  const lists: RestampList[] = [];
  for (const { names, read, list, token } of named) {
    const missed = read === undefined ? names.list : uncovered(read, below);
    if (read === undefined || missed !== undefined) return wrong(names.list, missed);
    lists.push(read);
    below.set(names.list, list).set(names.stamp, formatTimeStampFile(token));
  }
  let until: GoodUntil | undefined;
  let open: readonly [verdict: TimeStampVerdict, detail: string] | undefined;
  let later: number | undefined;
  for (const { names, list, token, read } of named.toReversed()) {
    const report = verifyUntil(token, { data: list, collected }, until, judge, read);
    const at = report.token?.info.at;
    const detail = [names.stamp, ...(report.detail === undefined ? [] : [report.detail])].join(' ');
    if (isFalse(report.verdict)) return { verdict: report.verdict, detail, lists, until: undefined };
    if (at !== undefined && later !== undefined && at > later + MAX_DIFFERENCE_MS)
      return wrong(names.stamp, 'order');
    later = at;
    if (report.verdict !== 'VALID') open = [report.verdict, detail];
    until = report.verdict === 'VALID' && at !== undefined ? { at, isRestamped: true } : undefined;
  }
  return { verdict: open?.[0] ?? 'VALID', detail: open?.[1], lists, until };
}

/** Two authorities may each be five minutes off from the hub's clock. */
const MAX_DIFFERENCE_MS = 600_000;

function wrong(name: string, why: string | undefined): RestampedReport {
  return {
    ...NOT_RESTAMPED,
    verdict: 'RESTAMP_FALSE',
    detail: `${name}${why === undefined ? '' : `: ${why}`}`,
  };
}

/** A stamped checkpoint as it stands in an export. */
export interface StampedData {
  /** Of its log: what its files are named by. */
  readonly size: number;
  readonly data: Uint8Array;
  readonly token: Uint8Array;
}

/** What is stamped, and whether its stamp still proves it, by itself or by those over it. Never throws. */
export function verifyStamped(
  { size, data, token }: StampedData,
  restamped: RestampedReport,
  collected: RevocationEvidence,
  judge: TimeStampJudge,
): TimeStampReport {
  const report = verifyUntil(token, { data, collected }, restamped.until, judge);
  if (isFalse(report.verdict)) return report;
  if (isFalse(restamped.verdict)) return { ...report, verdict: restamped.verdict, detail: restamped.detail };
  const { checkpoint, stamp } = stampNames(size);
  const files = new Map([
    [checkpoint, data],
    [stamp, formatTimeStampFile(token)],
  ]);
  const missed = restamped.lists.map((list) => uncovered(list, files)).find((name) => name !== undefined);
  const at = report.token?.info.at ?? 0;
  if (missed !== undefined) return { ...report, verdict: 'RESTAMP_FALSE', detail: missed };
  if (restamped.until !== undefined && at > restamped.until.at + MAX_DIFFERENCE_MS)
    return { ...report, verdict: 'RESTAMP_FALSE', detail: `${stamp}: order` };
  if (report.verdict === 'VALID' || restamped.verdict === 'VALID') return report;
  return {
    ...report,
    detail: [report.detail, restamped.detail].filter((each) => each !== undefined).join('; '),
  };
}

interface Stamped {
  readonly data: Uint8Array;
  readonly collected: RevocationEvidence;
}

/** By itself until now, or else until it was stamped again. */
function verifyUntil(
  token: Uint8Array,
  { data, collected }: Stamped,
  restamped: GoodUntil | undefined,
  judge: TimeStampJudge,
  list?: RestampList,
): TimeStampReport {
  const now: GoodUntil = { at: judge.asOf, isRestamped: false };
  const verified = (until: GoodUntil): TimeStampReport => {
    const report = verifyTimeStamp(token, { data, collected, until }, judge);
    const [verdict, detail]: Finding =
      report.verdict === 'VALID' && list !== undefined
        ? weakness([list.digest], judge.weakFrom, until.at)
        : VALID;
    return verdict === 'VALID' ? report : { ...report, verdict, detail };
  };
  const report = verified(now);
  return report.verdict === 'VALID' || restamped === undefined ? report : verified(restamped);
}
