import {
  BundleError,
  formatCaseLine,
  formatPeriod,
  type Period,
  parseCaseLine,
  readPeriod,
} from '#crypto/evidence';
import { CASE_NO } from '../kit/evidence.js';
import { hold, plain, same, type Target } from './target.js';

/** What says of which period the evidence in a folder is, and which cases belong to it. */

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
    name: 'period.json',
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
    name: 'line of cases.sha256',
    samples: [Buffer.from(formatCaseLine(CASE_NO, 'a0'.repeat(32)).trimEnd())],
    run: (input) => {
      const read = parseCaseLine(input.toString('latin1'));
      if (read === undefined) return;
      same(formatCaseLine(read.caseNo, read.sha256).trimEnd(), input);
      hold(/^cases\/\d{8}\/[0-9A-Z]+\.evidence\.zip$/.test(read.path), 'a path to somewhere else');
    },
  },
];
