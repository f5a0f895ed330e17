import { describe, expect, it } from 'vitest';
import { hex, sha256, utf8 } from '#crypto/primitives';
import { formatTimeStampFile } from '#crypto/timestamp';
import { readLogTrust } from '#crypto/verify';
import { examineBundle, LogVerifier } from '#crypto/verify/log';
import { pemOf } from '../../../kit/certificates.js';
import { AT } from '../../../kit/evidence.js';
import { logFilesOf, STATIC_TRUST, staticLogOf } from '../../../kit/exported-log.js';
import { makeSm2Tsa, makeToken } from '../../../kit/time-stamps.js';

type Files = Map<string, Uint8Array>;

const tsa = makeSm2Tsa();
const timeStamps = { authorities: [pemOf(tsa.root)], revocationLists: [tsa.revocationList], asOf: AT };
const log = staticLogOf(600);

const noteOf = (size: number, salt?: string) => staticLogOf(size, salt).get('checkpoint') ?? expect.fail();
const tokenOver = (data: Uint8Array) => formatTimeStampFile(makeToken(data, tsa.maker, { at: AT }));
const nameOf = (size: number) => `timestamps/${String(size).padStart(10, '0')}`;

function stamped(sizes: readonly number[], change: (files: Files) => void = () => {}): Files {
  const files = new Map(log);
  for (const size of sizes) {
    const note = noteOf(size);
    files.set(`${nameOf(size)}.checkpoint`, note).set(`${nameOf(size)}.tsr`, tokenOver(note));
  }
  change(files);
  return files;
}

async function timeOf(files: Files, given: typeof timeStamps | 'none' = timeStamps) {
  const trust = readLogTrust({ ...STATIC_TRUST, timeStamps: given === 'none' ? undefined : given });
  const examine = async (bytes: Uint8Array) => examineBundle(bytes);
  const { report } = await new LogVerifier(trust).verify(logFilesOf(files), { examine });
  const { answers, exitCode } = report;
  const answer = answers.find(({ question }) => question === 'TIME');
  const rest = answers.find(({ question }) => question === 'REST');
  expect(rest?.verdict).toBe('PASS');
  return [exitCode, answer?.verdict, answer?.en];
}

describe('the time stamps of an exported log', () => {
  it('pass, and say how much of it they cover, by when and whom', async () => {
    expect(await timeOf(stamped([255, 300, 512]))).toEqual([
      0,
      'PASS',
      `3; the first 512 of 600 entries by ${new Date(AT).toISOString()}, CN=测试时间戳服务, C=CN`,
    ]);
  });

  it('are not checked when the auditor names no authority, but for the trees that they are over', async () => {
    const files = stamped([300]);
    expect(await timeOf(files, 'none')).toEqual([0, 'NOT_CHECKED', expect.stringContaining('--tsa')]);
    files.set(`${nameOf(300)}.checkpoint`, noteOf(300, 'fork'));
    expect(await timeOf(files, 'none')).toEqual([1, 'FAIL', expect.stringContaining('never was')]);
  });

  it('are missed where the auditor names an authority', async () => {
    expect(await timeOf(log)).toEqual([3, 'NOT_CHECKED', 'the export holds no time stamps']);
    expect(await timeOf(log, 'none')).toEqual([0, 'NOT_CHECKED', 'the export holds no time stamps']);
  });

  it.each<[string, (files: Files) => void, string]>([
    [
      'over a tree that the log never was',
      (files) => {
        const note = noteOf(300, 'fork');
        files.set(`${nameOf(300)}.checkpoint`, note).set(`${nameOf(300)}.tsr`, tokenOver(note));
      },
      'is over a tree that the log never was',
    ],
    [
      'over another checkpoint',
      (files) => files.set(`${nameOf(300)}.tsr`, tokenOver(noteOf(299))),
      'over something else',
    ],
    [
      'of another size than their name',
      (files) => files.set(`${nameOf(300)}.checkpoint`, noteOf(299)),
      'has 299 entries',
    ],
    [
      'over what the log has not signed',
      (files) => {
        const note = Buffer.from(noteOf(300));
        note[note.length - 10] = note[note.length - 10] === 65 ? 66 : 65;
        files.set(`${nameOf(300)}.checkpoint`, note).set(`${nameOf(300)}.tsr`, tokenOver(note));
      },
      'a signature does not hold',
    ],
    ['not stamps', (files) => files.set(`${nameOf(300)}.tsr`, utf8('a stamp')), 'is not a time stamp'],
    [
      'larger than any stamp',
      (files) => files.set(`${nameOf(300)}.tsr`, new Uint8Array(300_000)),
      'is not a time stamp',
    ],
    [
      'of nothing',
      (files) => files.set(`${nameOf(301)}.tsr`, tokenOver(noteOf(301))),
      'belongs to no stamped checkpoint',
    ],
  ])('are false when they are %s', async (_, change, why) => {
    expect(await timeOf(stamped([255, 300], change))).toEqual([1, 'FAIL', expect.stringContaining(why)]);
  });

  it('are missing where one of two files is', async () => {
    const files = stamped([300], (all) => all.delete(`${nameOf(300)}.tsr`));
    expect(await timeOf(files)).toEqual([3, 'NOT_CHECKED', `missing: ${nameOf(300)}.tsr`]);
  });

  it('could not be verified when their authority is another one', async () => {
    const strangers = { authorities: [pemOf(makeSm2Tsa().root)], revocationLists: [], asOf: AT };
    expect(await timeOf(stamped([300]), strangers)).toEqual([
      3,
      'NOT_CHECKED',
      expect.stringContaining('not of an authority that is trusted'),
    ]);
  });

  const listName = `${hex(sha256(tsa.revocationList))}.crl`;
  const alone = { ...timeStamps, revocationLists: [] };
  const withList = (lines: string) => (files: Files) =>
    files
      .set('timestamps/revocation', utf8(lines))
      .set(`timestamps/${listName}`, Uint8Array.from(tsa.revocationList));

  it('pass with what was collected for them, or for those that follow', async () => {
    expect(await timeOf(stamped([255, 300], withList(`300 ${listName}\n`)), alone)).toEqual([
      0,
      'PASS',
      expect.any(String),
    ]);
    const before = stamped([255, 300], withList(`255 ${listName}\n`));
    expect(await timeOf(before, alone)).toEqual([3, 'NOT_CHECKED', expect.stringContaining('revoked')]);
    expect(await timeOf(before)).toEqual([0, 'PASS', expect.any(String)]);
  });

  it.each<[string, string, (files: Files) => void, number, string]>([
    ['no list', 'a list\n', () => {}, 1, 'timestamps/revocation is no list of files'],
    ['listed nowhere', '', () => {}, 1, 'belongs to no time stamp'],
    [
      'missing',
      `300 ${listName}\n`,
      (files) => files.delete(`timestamps/${listName}`),
      3,
      'missing: timestamps/',
    ],
    [
      'not what its name says',
      `300 ${listName}\n`,
      (files) => files.set(`timestamps/${listName}`, Uint8Array.of(0x30, 0)),
      1,
      'is not what its name says',
    ],
  ])('are told when what was collected is %s', async (_, lines, change, code, why) => {
    const files = stamped([300], (all) => {
      withList(lines)(all);
      change(all);
    });
    expect(await timeOf(files)).toEqual([
      code,
      code === 1 ? 'FAIL' : 'NOT_CHECKED',
      expect.stringContaining(why),
    ]);
  });

  it('of more entries than are here are not said to hold', async () => {
    expect(await timeOf(stamped([300, 700]))).toEqual([3, 'NOT_CHECKED', expect.stringContaining('(700)')]);
  });
});
