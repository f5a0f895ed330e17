import { ArchiveError } from '#crypto/archive';
import { StoredArchive } from '#crypto/archive/stored';
import {
  BundleError,
  formatCaseLine,
  formatPeriod,
  type Period,
  parseCaseLine,
  readPeriod,
} from '#crypto/evidence';
import { hex, sha256, utf8 } from '#crypto/primitives';
import { readTrust } from '#crypto/verify';
import { examineBundle, LogFilesError } from '#crypto/verify/log';
import { PeriodArchive, PeriodVerifier } from '#crypto/verify/period';
import { AT, CASE_NO, HUB, ORIGIN } from '../kit/evidence.js';
import { acts, keyOf, logOf } from '../kit/log-chain.js';
import { filesIn, inMemory, storedArchive } from '../kit/stored-archive.js';
import { hold, plain, same, type Target } from './target.js';

/** The evidence of a period: its file, what says of which period it is, and which cases belong to it. */

const KEY = keyOf(ORIGIN, 'a period');
const trust = readTrust({ policy: `log ${KEY.vkey}\nquorum none\n`, platforms: utf8('{"keys":[]}') });

/** From before the first act, so that no case is asked for. */
const quiet: Period = {
  ...{ hub: HUB, from: AT - 2_000, to: AT - 1_000, items: undefined, withheld: undefined },
  ...{ logs: undefined, cases: 0, listSha256: hex(sha256(utf8(''))) },
};

const whole = await storedArchive(
  new Map([
    ...[...logOf(acts(0, 3), ORIGIN, KEY)].map(([path, bytes]) => [`log/${path}`, bytes] as const),
    ['README.txt', utf8('how to check')],
    ['evidence.sha256', utf8('')],
    ['period.json', formatPeriod(quiet)],
  ]),
);

const small = await storedArchive(new Map(['a', 'b/c', 'b/d'].map((name) => [name, utf8(`of ${name}`)])));

const period: Period = {
  hub: 'hub',
  from: Date.UTC(2026, 9, 31, 16),
  to: Date.UTC(2026, 10, 30, 16),
  items: ['002090012000'],
  withheld: undefined,
  logs: undefined,
  cases: 3,
  listSha256: '0f'.repeat(32),
};

export const PERIODS: readonly Target[] = [
  {
    ...plain,
    name: 'period: stored archive',
    refusals: [ArchiveError],
    samples: [small, whole, await storedArchive(new Map())],
    run: async (input) => {
      const archive = await StoredArchive.open(inMemory(input));
      for await (const file of archive.files()) {
        hold((await archive.find(file.name))?.offset === file.offset, 'a file that is not found by its name');
        if (!(await archive.isSound(file))) return;
      }
      same(await storedArchive(await filesIn(input)), input);
    },
  },
  {
    ...plain,
    name: 'period: whole',
    share: 1,
    refusals: [BundleError, LogFilesError],
    samples: [whole],
    run: async (input) => {
      const opened = await PeriodArchive.open(inMemory(input));
      const { exitCode } = await new PeriodVerifier(trust).verify(opened, {
        examine: async (bytes) => examineBundle(bytes),
      });
      hold(exitCode !== 0 || input.equals(whole), 'other evidence than was exported, and it passes');
    },
  },
  {
    ...plain,
    name: 'period: period.json',
    refusals: [BundleError],
    samples: [
      period,
      { ...period, items: undefined, withheld: ['applicant', 'form'] as const },
      { ...period, logs: ['hub.example/audit/1', 'hub.example/audit/2'] },
    ].map((each) => Buffer.from(formatPeriod(each))),
    run: (input) => {
      const read = readPeriod(input);
      hold(read.from < read.to, 'a period that ends before it begins');
      hold(new Set(read.logs).size === (read.logs?.length ?? 0), 'a log that is there twice');
      const written = formatPeriod(read);
      same(formatPeriod(readPeriod(written)), Buffer.from(written));
    },
  },
  {
    ...plain,
    name: 'period: line of evidence.sha256',
    samples: [Buffer.from(formatCaseLine(CASE_NO, 'a0'.repeat(32)).trimEnd())],
    run: (input) => {
      const read = parseCaseLine(input.toString('latin1'));
      if (read === undefined) return;
      same(formatCaseLine(read.caseNo, read.sha256).trimEnd(), input);
      hold(/^cases\/\d{8}\/[0-9A-Z]+\.evidence\.zip$/.test(read.path), 'a path to somewhere else');
    },
  },
];
