import { describe, expect, it } from 'vitest';
import { hex, sha256, utf8 } from '#crypto/primitives';
import { formatTimeStampFile } from '#crypto/timestamp';
import { readLogTrust } from '#crypto/verify';
import { examineBundle, LogVerifier } from '#crypto/verify/log';
import { pemOf } from '../../../kit/certificates.js';
import { AT } from '../../../kit/evidence.js';
import { logFilesOf, STATIC_TRUST, staticLogOf } from '../../../kit/exported-log.js';
import { type RestampWish, restampedRun, restampFilesOf } from '../../../kit/restamps.js';
import { makeSm2Tsa, makeToken } from '../../../kit/time-stamps.js';

type Files = Map<string, Uint8Array>;

const year = (n: number) => Date.UTC(n, 0, 1);
const [old, next, last] = [year(2028), year(2032), undefined].map((to) => makeSm2Tsa(undefined, to));
if (old === undefined || next === undefined || last === undefined) throw new Error('three authorities');
const tsas = [old, next, last];
const log = staticLogOf(300);
const stamps = [255, 300].map((size) => {
  const data = staticLogOf(size).get('checkpoint') ?? expect.fail();
  return { size, data, token: makeToken(data, old.maker, { at: AT }) };
});
const own: Files = new Map(
  stamps.flatMap(({ size, data, token }) => [
    [`timestamps/${String(size).padStart(10, '0')}.checkpoint`, data],
    [`timestamps/${String(size).padStart(10, '0')}.tsr`, formatTimeStampFile(token)],
  ]),
);
const once = { tsa: next, at: year(2027) };
const twice = { tsa: last, at: year(2031) };
const NAME = 'timestamps/0000000255-0000000300';

function restamped(wishes: readonly RestampWish[], change: (files: Files) => void = () => {}): Files {
  const files = restampFilesOf(restampedRun(stamps, wishes));
  const all = new Map([
    ...log,
    ...own,
    ...[...files].map(([name, bytes]) => [`timestamps/${name}`, bytes] as const),
  ]);
  change(all);
  return all;
}

async function timeOf(files: Files, at: number, lists = true) {
  const revocationLists = lists ? tsas.map((tsa) => tsa.revocationList) : [];
  const timeStamps = { authorities: tsas.map(({ root }) => pemOf(root)), revocationLists, asOf: at };
  const trust = readLogTrust({ ...STATIC_TRUST, timeStamps });
  const examine = async (bytes: Uint8Array) => examineBundle(bytes);
  const { report } = await new LogVerifier(trust).verify(logFilesOf(files), { examine });
  const answer = report.answers.find(({ question }) => question === 'TIME');
  return [report.exitCode, answer?.verdict, answer?.en];
}

describe('an exported log with stamps over its stamps', () => {
  it('passes long after their certificates have expired', async () => {
    const told = expect.stringMatching(
      /^2; the first 300 of 300 entries by .*; 2 of them stamped again since$/,
    );
    expect(await timeOf(restamped([once]), year(2030))).toEqual([0, 'PASS', told]);
    expect(await timeOf(restamped([once, twice]), year(2040))).toEqual([0, 'PASS', told]);
  });

  it('is open where they were not stamped again, or what is over them has expired too', async () => {
    expect(await timeOf(restamped([]), year(2030))).toEqual([
      3,
      'NOT_CHECKED',
      expect.stringMatching(/0000000255\.tsr a certificate has expired, .*2028-01-01/),
    ]);
    expect(await timeOf(restamped([once]), year(2040))).toEqual([
      3,
      'NOT_CHECKED',
      expect.stringContaining('2032-01-01'),
    ]);
  });

  it.each<[string, (files: Files) => void, number, string]>([
    ['has no stamp', (files) => files.delete(`${NAME}.1.tsr`), 3, `missing: ${NAME}.1.tsr`],
    ['is left out', (files) => files.delete(`${NAME}.1.list`), 3, `missing: ${NAME}.1.list`],
    [
      'is left out, with its stamp, below another',
      (files) => {
        files.delete(`${NAME}.1.list`);
        files.delete(`${NAME}.1.tsr`);
      },
      3,
      `missing: ${NAME}.1`,
    ],
    [
      'is of another run',
      (files) => files.set(`${NAME}.1.list`, utf8(`SHA256 (x) = ${'0'.repeat(64)}\n`)),
      1,
      'false',
    ],
    ['is no list', (files) => files.set(`${NAME}.2.list`, utf8('a list')), 1, 'is false'],
    [
      'has something else for a stamp',
      (files) => files.set(`${NAME}.2.tsr`, utf8('x')),
      1,
      'is not a time stamp',
    ],
    [
      'has the stamp of another',
      (files) => files.set(`${NAME}.2.tsr`, files.get(`${NAME}.1.tsr`) ?? expect.fail()),
      1,
      'over something else',
    ],
    [
      'is over stamps that are not here',
      (files) => {
        files.delete('timestamps/0000000255.checkpoint');
        files.delete('timestamps/0000000255.tsr');
      },
      3,
      'missing: timestamps/0000000255.checkpoint',
    ],
    [
      'has another spelling',
      (files) => files.set(`${NAME}.01.tsr`, files.get(`${NAME}.1.tsr`) ?? expect.fail()),
      1,
      'belongs to no stamped checkpoint',
    ],
    [
      'overlaps with another',
      (files) =>
        files.set(`${NAME}.1.tsr`.replace('255', '256'), files.get(`${NAME}.1.tsr`) ?? expect.fail()),
      1,
      'overlap',
    ],
    ['has an index that is none', (files) => files.set('timestamps/restamps', utf8('x\n')), 1, 'is no list'],
  ])('says so when a list %s', async (_, change, code, why) => {
    expect(await timeOf(restamped([once, twice], change), year(2040))).toEqual([
      code,
      code === 1 ? 'FAIL' : 'NOT_CHECKED',
      expect.stringContaining(why),
    ]);
  });

  it('takes what was collected when they were stamped again', async () => {
    const crls = tsas.map(
      ({ revocationList }) => [`${hex(sha256(revocationList))}.crl`, revocationList] as const,
    );
    const index = `255 300 1 ${crls.map(([name]) => name).join(' ')}\n`;
    const files = restamped([once], (all) => {
      all.set('timestamps/restamps', utf8(index));
      for (const [name, bytes] of crls) all.set(`timestamps/${name}`, Uint8Array.from(bytes));
    });
    expect(await timeOf(files, year(2030), false)).toEqual([0, 'PASS', expect.any(String)]);
    files.delete('timestamps/restamps');
    expect(await timeOf(files, year(2030), false)).toEqual([
      1,
      'FAIL',
      expect.stringContaining('belongs to no'),
    ]);
  });
});
