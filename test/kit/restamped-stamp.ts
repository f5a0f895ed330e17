import { utf8 } from '#crypto/primitives';
import { type Restamp, type TimeStampJudge, verifyRestamps, verifyStamped } from '#crypto/timestamp';
import { NO_REVOCATION, parseCertificate, parseRevocationList } from '#crypto/x509/certificate';
import { AT } from './evidence.js';
import { flipsOf } from './flips.js';
import { restampedRun } from './restamps.js';
import { makeSm2Tsa, makeToken } from './time-stamps.js';

/** A stamp whose certificate has expired, and one over it that holds: all there is to change of them. */

const YEAR_MS = 31_536_000_000;
const [old, next] = [makeSm2Tsa(undefined, AT + YEAR_MS), makeSm2Tsa()];
const data = utf8('what was published');
const stamp = { size: 3, data, token: makeToken(data, old.maker, { at: AT }) };
const run = restampedRun([stamp], [{ tsa: next, at: AT + 1_000 }]);
export const restamp: Restamp = run.restamps[0] ?? never();
const judge: TimeStampJudge = {
  roots: [old, next].map(({ root }) => parseCertificate(root.certificate)),
  revocationLists: [old, next].map(({ revocationList }) => parseRevocationList(revocationList)),
  asOf: AT + 2 * YEAR_MS,
};

export const over = (restamps: readonly Restamp[]) =>
  verifyRestamps({ ...run, restamps }, NO_REVOCATION, judge);
export const whole = over(run.restamps);
export const passesWith = (report: typeof whole, token = stamp.token) =>
  verifyStamped({ ...stamp, token }, report, NO_REVOCATION, judge).verdict === 'VALID';

/** Changes that pass, of every so many bytes of the list, the stamp over it, and the stamp below. */
export function passingFlips(step: number): string[] {
  const some = (bytes: Uint8Array) => [...flipsOf(bytes, [0])].filter(([at]) => (at / 8) % step === 0);
  const ofRestamp = (['list', 'token'] as const).flatMap((key) =>
    some(restamp[key])
      .filter(([, flipped]) => passesWith(over([{ ...restamp, [key]: flipped }])))
      .map(([at]) => `${key} ${at}`),
  );
  const ofStamp = some(stamp.token).filter(([, flipped]) => passesWith(whole, flipped));
  return [...ofRestamp, ...ofStamp.map(([at]) => `stamp ${at}`)];
}

function never(): never {
  throw new Error('not stamped again');
}
