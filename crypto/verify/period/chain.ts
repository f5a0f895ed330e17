import { type Checkpoint, sm3Origin } from '#crypto/tlog';
import { followTo } from '../followed-logs.js';
import type { LogFiles } from '../log/log-files.js';
import { type AskedOfLog, type CheckedShard, LogVerifier } from '../log/log-verifier.js';
import type { Answer, Question, Report } from '../questions.js';
import type { LogTrust } from '../trust.js';

export interface CheckedChain<T extends LogTrust> {
  readonly reports: readonly Report[];
  /** With the logs that they name. */
  readonly trust: T;
}

/** Logs that go on from each other, checked one behind the other. @param logs the first first. */
export async function verifyChain<T extends LogTrust>(
  logs: readonly LogFiles[],
  trust: T,
  { since = [], ...asked }: Omit<AskedOfLog, 'before'>,
): Promise<CheckedChain<T>> {
  const verifier = new LogVerifier(trust);
  const reports: Report[] = [];
  let before: readonly CheckedShard[] = [];
  for (const files of logs) {
    const { report, checked } = await verifier.verify(files, { ...asked, since, before });
    reports.push(report);
    before = checked === undefined ? [] : [...before, checked];
  }
  return { reports, trust: before.reduce(followTo<T>, trust) };
}

/**
 * The answers over all of them: a question passes only where it does for each. Whoever knows a checkpoint of one of them knows those
 * before it by what they end in, and none of those behind it.
 */
export function answersOf(reports: readonly Report[], since: readonly Checkpoint[] = []): readonly Answer[] {
  const [only, ...more] = reports;
  if (only === undefined || more.length === 0) return only?.answers ?? [];
  const isKnown = ({ subject }: Report) => since.some(({ origin }) => isOf(origin, subject));
  const hasKnown = reports.some(isKnown);
  const parts = reports.flatMap((report, log) =>
    report.answers
      .filter(({ question }) => question !== 'CONSISTENT' || !hasKnown || isKnown(report))
      .map((answer): Part => ({ log, answer })),
  );
  const questions = [...new Set(parts.map(({ answer }) => answer.question))];
  return questions.map((question) => joined(question, parts));
}

interface Part {
  /** Its number. */
  readonly log: number;
  readonly answer: Answer;
}

/** Of its SM3 tree too. */
function isOf(origin: string, log: string): boolean {
  return origin === log || origin === sm3Origin(log);
}

function joined(question: Question, parts: readonly Part[]): Answer {
  const own = parts.filter(({ answer }) => answer.question === question);
  const worst = Math.max(...own.map(({ answer }) => gravityOf(answer)));
  const { verdict, isRequired } = own.find(({ answer }) => gravityOf(answer) === worst)?.answer ?? NONE;
  const zh = own.map(({ log, answer }) => `日志 ${log}：${answer.zh}`).join('；');
  const en = own.map(({ log, answer }) => `log ${log}: ${answer.en}`).join('; ');
  return { question, verdict, isRequired, zh, en };
}

const NONE = { verdict: 'NOT_CHECKED', isRequired: true } as const;

function gravityOf({ verdict, isRequired }: Answer): number {
  if (verdict === 'FAIL') return 4;
  if (verdict === 'NOT_CHECKED') return isRequired ? 3 : 2;
  return verdict === 'ERASED' ? 1 : 0;
}
