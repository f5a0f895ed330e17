import {
  BundleError,
  type EvidenceBundle,
  indexInLog,
  isActLeaf,
  logFoldersOf,
  logOf,
  type Period,
  parseCaseLine,
  parseLeaf,
  placeLabel,
  placeOf,
  readBundle,
  readPeriod,
  readZip,
  withheldIn,
} from '#crypto/evidence';
import { hex, type RunningDigest, runningDigest, sha256 } from '#crypto/primitives';
import { fail, missingAnswer, pass } from '../answers.js';
import { type AskedOfCase, CaseVerifier } from '../case-verifier.js';
import { Faults } from '../log/faults.js';
import type { LogFiles } from '../log/log-files.js';
import { type AskedOfLog, UNKNOWN_LOG } from '../log/log-verifier.js';
import { type Answer, type Report, reportOf } from '../questions.js';
import type { Trust } from '../trust.js';
import { shown } from '../trust-shown.js';
import { answersOf, verifyChain } from './chain.js';
import { PeriodLog } from './period-log.js';

/** A folder as `tongban audit export` writes it. Anybody may have made it. */
export interface PeriodFiles {
  /** period.json. */
  readonly period: Uint8Array;
  /** A log in a folder of it, anew for each walk through it. @throws LogFilesError where there is none. */
  log(folder: string): LogFiles;
  /** The checkpoint of that log. @throws BundleError. */
  checkpoint(folder: string): Uint8Array;
  /** The list of cases, in pieces as they are read. */
  list(): AsyncIterable<Uint8Array>;
  /** @returns undefined when there is no such file, or it is larger than evidence may be. */
  readCase(path: string): Promise<Uint8Array | undefined>;
  /** Files under cases/, of which the list is to name each. */
  countCases(): number;
}

export interface AskedOfPeriod extends Omit<AskedOfLog, 'before'> {
  /** Whether messages may be withheld, as far as period.json says. */
  readonly mayBeWithheld?: boolean;
  /** Told how many cases there are said to be, then of each that was checked. */
  readonly onCases?: (count: number) => void;
  readonly onCase?: () => void;
}

/**
 * Checks the evidence of a period without asking anybody: the log from its first entry to its last, the evidence of every case, and
 * that every act which the log has of the period is in one of them. Of logs that go on from each other, each is checked, and that it
 * does (proved by test/unit/crypto/verify/period.test.ts). Memory grows by one bit for each entry of the log, and not with the cases.
 */
export class PeriodVerifier {
  readonly #trust: Trust;

  constructor(trust: Trust) {
    this.#trust = trust;
  }

  /** @throws BundleError, LogFilesError when there is nothing to check. */
  async verify(files: PeriodFiles, asked: AskedOfPeriod): Promise<Report> {
    const period = readPeriod(files.period);
    const folders = logFoldersOf(period.logs?.length ?? 1);
    const logs = folders.map((folder) => new PeriodLog(files.log(folder), files.checkpoint(folder)));
    const chain = folders.map((folder) => files.log(folder));
    const { reports, trust } = await verifyChain(chain, this.#trust, asked);
    const walk = new Walk(period, files, logs, trust, asked);
    asked.onCases?.(period.cases);
    await walk.cases(asked.onCase ?? (() => {}));
    const answers = [
      walk.filesAnswer(misplacedIn(period, folders, reports)),
      ...answersOf(reports, asked.since),
      walk.casesAnswer(),
      walk.completeAnswer(),
    ];
    const [from, to] = [period.from, period.to].map((at) => new Date(at).toISOString());
    const of = period.items === undefined ? '' : ` ${period.items.join(', ')}`;
    return reportOf({
      kind: 'PERIOD',
      subject: `${period.hub} ${from} – ${to}${of}`,
      answers,
      trust: shown(trust),
    });
  }
}

/** Longer lines are none of such a list. */
const MAX_LINE = 200;

/** Told the bytes as they come. What is no text gives lines that cannot be read. */
async function* linesIn(chunks: AsyncIterable<Uint8Array>, digest: RunningDigest): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of chunks) {
    digest.update(chunk);
    const lines = (rest + Buffer.from(chunk).toString('latin1')).split('\n');
    rest = (lines.pop() ?? '').slice(0, MAX_LINE);
    yield* lines;
  }
  if (rest !== '') yield rest;
}

/** What is false in the evidence of a case. */
function toldOf({ answers }: Report, language: 'zh' | 'en'): string {
  const wrong = answers.filter(({ verdict }) => verdict === 'FAIL');
  return wrong.map((answer) => `${answer.question} ${answer[language]}`).join(', ');
}

interface Misplaced {
  readonly folder: string;
  readonly found: string;
  readonly named: string;
}

function misplacedIn(
  { logs = [] }: Period,
  folders: readonly string[],
  reports: readonly Report[],
): Misplaced[] {
  return logs.flatMap((named, i) => {
    const [folder = '', found] = [folders[i], reports[i]?.subject];
    return found === undefined || found === UNKNOWN_LOG || found === named ? [] : { folder, found, named };
  });
}

class Walk {
  readonly #period: Period;
  readonly #files: PeriodFiles;
  readonly #verifier: CaseVerifier;
  readonly #asked: AskedOfCase;
  readonly #logs: readonly PeriodLog[];
  readonly #list = new Faults('FILES');
  readonly #cases = new Faults('CASES');
  readonly #seen = { before: '', count: 0, erased: 0, withheld: 0 };

  constructor(
    period: Period,
    files: PeriodFiles,
    logs: readonly PeriodLog[],
    trust: Trust,
    { at, mayBeWithheld = false }: Pick<AskedOfPeriod, 'at' | 'mayBeWithheld'>,
  ) {
    this.#period = period;
    this.#files = files;
    this.#verifier = new CaseVerifier(trust);
    this.#asked = { at, mayBeWithheld };
    this.#logs = logs;
  }

  async cases(onCase: () => void): Promise<void> {
    const digest = runningDigest('sha256');
    for await (const line of linesIn(this.#files.list(), digest)) {
      const listed = parseCaseLine(line);
      if (listed === undefined) {
        this.#list.wrong('cases.sha256', '有一行无法读取', 'has a line that cannot be read');
        continue;
      }
      this.#seen.count++;
      if (listed.caseNo <= this.#seen.before)
        this.#list.wrong(listed.caseNo, '重复或次序不对', 'is listed twice, or out of order');
      this.#seen.before = listed.caseNo;
      await this.#case(listed);
      onCase();
    }
    if (hex(digest.digest()) !== this.#period.listSha256)
      this.#list.wrong('cases.sha256', '与 period.json 不符', 'is not the one that period.json names');
  }

  async #case({
    caseNo,
    path,
    sha256: digest,
  }: {
    caseNo: string;
    path: string;
    sha256: string;
  }): Promise<void> {
    const bytes = await this.#files.readCase(path);
    if (bytes === undefined) return this.#list.missing(path);
    if (hex(sha256(bytes)) !== digest)
      return this.#list.wrong(path, '与清单所列摘要不符', 'is not as its digest in the list');
    try {
      const files = await readZip(bytes);
      const report = this.#verifier.verify(files, this.#asked);
      const bundle = readBundle(files);
      if (bundle.caseNo !== caseNo || bundle.hub !== this.#period.hub)
        return this.#cases.wrong(caseNo, '是另一办件的证据', 'is the evidence of something else');
      if (report.exitCode === 1) this.#cases.wrong(caseNo, toldOf(report, 'zh'), toldOf(report, 'en'));
      if (report.exitCode === 3) this.#cases.missing(caseNo);
      if (report.answers.some(({ verdict }) => verdict === 'ERASED')) this.#seen.erased++;
      this.#checkWithheld(bundle);
      for (const { leaf, proof } of bundle.events) this.#cover(caseNo, leaf, proof?.index);
    } catch (error) {
      if (!(error instanceof BundleError)) throw error;
      this.#cases.wrong(caseNo, `无法读取：${error.message}`, `cannot be read: ${error.message}`);
    }
  }

  /** Whoever may leave out what the export leaves out may not leave out more, and call it the same. */
  #checkWithheld({ caseNo, events }: EvidenceBundle): void {
    const partials = events.flatMap(({ partial }) => partial ?? []);
    const more = partials.flatMap(withheldIn).filter((group) => !this.#period.withheld?.includes(group));
    if (partials.length > 0) this.#seen.withheld++;
    if (more.length === 0) return;
    const groups = [...new Set(more)].join(', ');
    this.#cases.wrong(
      caseNo,
      `隐去的多于 period.json 所称：${groups}`,
      `withholds more than period.json says: ${groups}`,
    );
  }

  #cover(caseNo: string, leaf: Uint8Array, place: number | undefined): void {
    if (place === undefined || this.#logs[logOf(place)]?.cover(indexInLog(place), leaf) !== false) return;
    const at = placeLabel(place);
    this.#cases.wrong(caseNo, `日志第 ${at} 条是另一条目`, `entry ${at} of the log is another one`);
  }

  /** @param misplaced logs that are not those that period.json names. */
  filesAnswer(misplaced: readonly Misplaced[]): Answer {
    for (const { folder, found, named } of misplaced)
      this.#list.wrong(folder, `是 ${found}，不是 ${named}`, `is ${found}, and not ${named}`);
    const { cases } = this.#period;
    const { count } = this.#seen;
    const there = this.#files.countCases();
    const faults = this.#list.answer();
    if (faults !== undefined) return faults;
    if (count !== cases || there !== cases)
      return fail(
        'FILES',
        `应有 ${cases} 件，列出 ${count} 件，文件 ${there} 个`,
        `${cases} cases, ${count} listed, ${there} files`,
      );
    return pass('FILES', `${cases} 个办件，均与清单相符`, `${cases} cases, each as it is listed`);
  }

  casesAnswer(): Answer {
    const { count, erased, withheld } = this.#seen;
    const groups = this.#period.withheld?.join(', ') ?? '';
    const told = [
      ...(erased === 0 ? [] : [[`其中 ${erased} 件内容已依法销毁`, `the contents of ${erased} erased`]]),
      ...(withheld === 0
        ? []
        : [[`其中 ${withheld} 件未公开 ${groups}`, `of ${withheld} without ${groups}`]]),
    ];
    const zh = told.map(([text]) => `，${text}`).join('');
    const en = told.map(([, text]) => `, ${text}`).join('');
    return this.#cases.answer() ?? pass('CASES', `${count} 件全部通过${zh}`, `all ${count} pass${en}`);
  }

  /** Whether anything is missing: each act that the logs have of the period must be in the evidence of a case. */
  completeAnswer(): Answer {
    const missing = new Faults('COMPLETE');
    let acts = 0;
    for (const [number, log] of this.#logs.entries()) {
      if (log.size === 0) return missingAnswer('COMPLETE', '没有日志', 'there is no log');
      for (const [index, entry] of log.entries()) {
        const isAct = entry !== undefined && this.#isOfPeriod(entry);
        if (isAct) acts++;
        if (entry === undefined || (isAct && !log.isCovered(index)))
          missing.missing(placeLabel(placeOf(number, index)));
      }
    }
    return (
      missing.answer() ??
      this.#beginsLate() ??
      pass(
        'COMPLETE',
        `期内 ${acts} 步，均在所附办件中`,
        `${acts} acts of the period, each in a case that is here`,
      )
    );
  }

  /** Whoever leaves out the first of several logs leaves out the acts in it. */
  #beginsLate(): Answer | undefined {
    const [, entry] = this.#logs[0]?.entries().next().value ?? [];
    const leaf = entry && parseLeaf(entry);
    if (leaf?.type !== 'LogOpened' || !('previous' in leaf) || leaf.at <= this.#period.from) return undefined;
    const { origin } = leaf.previous;
    return missingAnswer(
      'COMPLETE',
      `期间早于所附日志，此前的在 ${origin}`,
      `the period begins before the log that is here: what was before stands in ${origin}`,
    );
  }

  #isOfPeriod(entry: Uint8Array): boolean {
    const { from, to, items } = this.#period;
    const leaf = parseLeaf(entry);
    if (leaf === undefined || !isActLeaf(leaf)) return false;
    return from <= leaf.at && leaf.at < to && (items === undefined || items.includes(leaf.item));
  }
}
