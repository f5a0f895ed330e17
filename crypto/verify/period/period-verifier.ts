import {
  BundleError,
  CASE_LIST_FILE,
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
  readZip,
  withheldIn,
} from '#crypto/evidence';
import { hex, latin1, type RunningDigest, runningDigest, sha256 } from '#crypto/primitives';
import { fail, missingAnswer, pass } from '../answers.js';
import { type AskedOfCase, CaseVerifier } from '../case-verifier.js';
import { Faults } from '../log/faults.js';
import type { LogFiles } from '../log/log-files.js';
import { type AskedOfLog, UNKNOWN_LOG } from '../log/log-verifier.js';
import { type Answer, type Report, reportOf } from '../questions.js';
import type { Trust } from '../trust.js';
import { shown } from '../trust-shown.js';
import { answersOf, verifyChain } from './chain.js';
import type { PeriodArchive } from './period-archive.js';
import { PeriodLog } from './period-log.js';

export interface AskedOfPeriod extends Omit<AskedOfLog, 'before'> {
  /** Whether messages may be withheld, as far as period.json says. */
  readonly mayBeWithheld?: boolean;
  /** Told how many files there are, then of each that was read. */
  readonly onFiles?: (count: number) => void;
  readonly onFile?: () => void;
  /** Told how many cases there are said to be, then of each that was checked. */
  readonly onCases?: (count: number) => void;
  readonly onCase?: () => void;
}

/**
 * Checks the evidence of a period without asking anybody: that every byte of it is as it was written, the log from its first entry to
 * its last, the evidence of every case, and that every act which the log has of the period is in one of them. Of logs that go on from
 * each other, each is checked, and that it does (proved by test/unit/crypto/verify/period.test.ts). Memory grows by one bit for each
 * entry of the log and by its tiles' names; by a case, by a few bytes.
 */
export class PeriodVerifier {
  readonly #trust: Trust;

  constructor(trust: Trust) {
    this.#trust = trust;
  }

  /** @throws BundleError, LogFilesError when there is nothing to check. */
  async verify(archive: PeriodArchive, asked: AskedOfPeriod): Promise<Report> {
    const { period } = archive;
    const folders = logFoldersOf(period.logs?.length ?? 1);
    const chain: LogFiles[] = [];
    const logs: PeriodLog[] = [];
    for (const folder of folders) {
      const files = await archive.log(folder);
      chain.push(files);
      logs.push(await PeriodLog.open(files, folder));
    }
    const walk = new Walk(archive, logs, this.#trust, asked);
    asked.onFiles?.(archive.count);
    await walk.files(asked.onFile ?? (() => {}));
    const reports = await verifyChain(chain, this.#trust, asked);
    asked.onCases?.(period.cases);
    await walk.cases(asked.onCase ?? (() => {}));
    const answers = [
      walk.filesAnswer(misplacedIn(period, folders, reports)),
      ...answersOf(reports, asked.since),
      walk.casesAnswer(),
      await walk.completeAnswer(),
    ];
    const [from, to] = [period.from, period.to].map((at) => new Date(at).toISOString());
    const of = period.items === undefined ? '' : ` ${period.items.join(', ')}`;
    return reportOf({
      kind: 'PERIOD',
      subject: `${period.hub} ${from} – ${to}${of}`,
      answers,
      trust: shown(this.#trust),
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
    const lines = (rest + latin1(chunk)).split('\n');
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
  readonly #archive: PeriodArchive;
  readonly #verifier: CaseVerifier;
  readonly #asked: AskedOfCase;
  readonly #logs: readonly PeriodLog[];
  readonly #list = new Faults('FILES');
  readonly #cases = new Faults('CASES');
  readonly #seen = { files: 0, before: '', count: 0, erased: 0, withheld: 0 };

  constructor(
    archive: PeriodArchive,
    logs: readonly PeriodLog[],
    trust: Trust,
    { at, mayBeWithheld = false }: Pick<AskedOfPeriod, 'at' | 'mayBeWithheld'>,
  ) {
    this.#period = archive.period;
    this.#archive = archive;
    this.#verifier = new CaseVerifier(trust);
    this.#asked = { at, mayBeWithheld };
    this.#logs = logs;
  }

  /** What no digest and no signature is over is held against its check sum too: whoever damages a byte is told where. */
  async files(onFile: () => void): Promise<void> {
    for await (const { path, kind, isSound } of this.#archive.files()) {
      if (kind === undefined) this.#list.wrong(path, '不属于期间证据', 'is no part of such evidence');
      if (!isSound) this.#list.wrong(path, '已损坏', 'is damaged');
      if (kind === 'CASE') this.#seen.files++;
      onFile();
    }
  }

  async cases(onCase: () => void): Promise<void> {
    const digest = runningDigest('sha256');
    for await (const line of linesIn(this.#archive.list(), digest)) {
      const listed = parseCaseLine(line);
      if (listed === undefined) {
        this.#list.wrong(CASE_LIST_FILE, '有一行无法读取', 'has a line that cannot be read');
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
      this.#list.wrong(CASE_LIST_FILE, '与 period.json 不符', 'is not the one that period.json names');
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
    const bytes = await this.#archive.readCase(path);
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
      for (const { leaf, proof } of bundle.events) await this.#cover(caseNo, leaf, proof?.index);
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

  async #cover(caseNo: string, leaf: Uint8Array, place: number | undefined): Promise<void> {
    if (place === undefined || (await this.#logs[logOf(place)]?.cover(indexInLog(place), leaf)) !== false)
      return;
    const at = placeLabel(place);
    this.#cases.wrong(caseNo, `日志第 ${at} 条是另一条目`, `entry ${at} of the log is another one`);
  }

  /** @param misplaced logs that are not those that period.json names. */
  filesAnswer(misplaced: readonly Misplaced[]): Answer {
    for (const { folder, found, named } of misplaced)
      this.#list.wrong(folder, `是 ${found}，不是 ${named}`, `is ${found}, and not ${named}`);
    const { cases } = this.#period;
    const { count, files: there } = this.#seen;
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
  async completeAnswer(): Promise<Answer> {
    const missing = new Faults('COMPLETE');
    let acts = 0;
    for (const [number, log] of this.#logs.entries()) {
      if (log.size === 0) return missingAnswer('COMPLETE', '没有日志', 'there is no log');
      for await (const [index, entry] of log.entries()) {
        const isAct = entry !== undefined && this.#isOfPeriod(entry);
        if (isAct) acts++;
        if (entry === undefined || (isAct && !log.isCovered(index)))
          missing.missing(placeLabel(placeOf(number, index)));
      }
      if (log.isCut) missing.missing(`${placeLabel(placeOf(number, log.size))} …`);
    }
    return (
      missing.answer() ??
      (await this.#beginsLate()) ??
      pass(
        'COMPLETE',
        `期内 ${acts} 步，均在所附办件中`,
        `${acts} acts of the period, each in a case that is here`,
      )
    );
  }

  /** Whoever leaves out the first of several logs leaves out the acts in it. */
  async #beginsLate(): Promise<Answer | undefined> {
    const entry = await this.#logs[0]?.first();
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
