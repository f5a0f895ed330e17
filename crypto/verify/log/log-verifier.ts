import { equalBytes } from '#crypto/primitives';
import {
  type Checkpoint,
  type Hash,
  type OpenedCheckpoint,
  parseCheckpoint,
  parseNote,
  sm3Origin,
} from '#crypto/tlog';
import { fail, missingAnswer, notChecked, pass, some } from '../answers.js';
import { followTo } from '../followed-logs.js';
import { CHECKPOINT_FAULTS, logSignature } from '../log-checks.js';
import { type Answer, type Question, type Report, reportOf } from '../questions.js';
import { openSigned } from '../read-events.js';
import type { LogTrust } from '../trust.js';
import { shown } from '../trust-shown.js';
import { checkWitnesses } from '../witnesses.js';
import type { BundleExaminer } from './examine-bundle.js';
import { type CameTo, type FsckFindings, fsck } from './fsck.js';
import { CHECKPOINT_FILE, type LogFiles, LogFilesError, LogFolder, type LogSource } from './log-files.js';
import { type CheckedLog, endsAnswer, isClosed, keyHint, keysAnswer, nextOf } from './own-entries.js';
import { signersAnswer } from './signers.js';
import { openSm3Log, type Sm3Log, sm2Answer, sm3TreeAnswer } from './sm3-log.js';
import { readStamps, timeAnswer } from './time-stamps.js';

export interface AskedOfLog {
  /** Unix milliseconds: judge witnesses by this moment. What came later does not count. */
  readonly at?: number | undefined;
  /** Checkpoints that the auditor had before, opened by his trust. */
  readonly since?: readonly Checkpoint[];
  /** Logs that were checked before this one, the last of which it is to go on from. */
  readonly before?: readonly CheckedShard[];
  readonly examine: BundleExaminer;
  /** Told how many entries there are, then of each that was read. */
  readonly onSize?: (size: number) => void;
  readonly onEntries?: (count: number) => void;
}

/** A log as far as the next one rests on it. */
export interface CheckedShard extends CheckedLog, CameTo {}

export interface VerifiedLog {
  readonly report: Report;
  /** Undefined when its checkpoint is not believed. */
  readonly checked?: CheckedShard;
}

/** The subject of a report on a log whose checkpoint is not believed. */
export const UNKNOWN_LOG = '?';

/** Checks a whole log without asking anybody, as CaseVerifier does the evidence of a case. */
export class LogVerifier {
  readonly #trust: LogTrust;

  constructor(trust: LogTrust) {
    this.#trust = trust;
  }

  /** @throws LogFilesError when there is nothing to check. */
  verify(files: LogFiles, asked: AskedOfLog): Promise<VerifiedLog> {
    return this.verifyAt(new LogFolder(files), asked);
  }

  /** The same of a log that is not in a folder. @throws also what its source throws. */
  async verifyAt(folder: LogSource, asked: AskedOfLog): Promise<VerifiedLog> {
    const note = await folder.checkpoint();
    if (note === undefined) throw new LogFilesError(`${CHECKPOINT_FILE} is missing`);
    const known = (asked.before ?? []).reduce<LogTrust>(followTo, this.#trust);
    const opened = openSigned(note, known);
    const trust = shown(known);
    if (typeof opened === 'string') {
      const { zh, en } = CHECKPOINT_FAULTS[opened];
      const hint = await this.#hint(note, folder, asked.examine);
      const told = fail('LOG_SIGNATURE', `checkpoint ${zh}${hint.zh}`, `checkpoint: ${en}${hint.en}`);
      return {
        report: reportOf({ kind: 'LOG', subject: UNKNOWN_LOG, answers: [told, ...UNTRUSTED], trust }),
      };
    }
    const { at, since = [], before = [], examine, onSize, onEntries = () => {} } = asked;
    onSize?.(opened.size);
    const { origin, size } = opened;
    const sm3 = await openSm3Log(folder, origin, known);
    const stamps = await readStamps(folder, known);
    const found = await fsck({
      sha256: {
        ...opened,
        folder,
        sizes: [...sizesOf(since, origin), ...stamps.trees.map((tree) => tree.size)],
      },
      sm3: sm3.kind === 'OPENED' ? signedSm3(sm3, since) : undefined,
      examine,
      onEntries,
      before: (previous) =>
        before.find((log) => log.origin === previous.origin && log.size === previous.size),
    });
    const root = rootAnswer(opened, found);
    const ends = endsAnswer(opened, found, before);
    const answers = [
      logSignature(opened, known),
      checkWitnesses([{ note, opened }], known, at),
      timeAnswer(stamps, size, found.sha256.roots, known),
      found.entries.answer() ?? pass('ENTRIES', `${size} 条`, `${size} entries`),
      found.sha256.tiles?.answer() ?? pass('TILES', '均由条目算出', 'all follow from the entries'),
      root,
      keysAnswer(note, opened, found, known, sm3),
      ends,
      kindsAnswer(found),
      pairsAnswer(found),
      signersAnswer(found.signers),
      consistentAnswer(opened, since, found),
      sm2Answer(opened, sm3, known),
      sm3TreeAnswer(sm3, found.sm3),
      crossRootsAnswer(found),
      restAnswer(opened, [folder, ...(sm3.kind === 'OPENED' ? [sm3.folder] : [])], found),
    ];
    const report = reportOf({ kind: 'LOG', subject: opened.origin, answers, trust });
    const cameTo = { pairs: found.pairs?.last, signers: found.signers };
    // Of entries that are not those that were signed nothing is believed.
    const next = root.verdict === 'PASS' && ends.verdict !== 'FAIL' ? nextOf(found.own) : undefined;
    return { report, checked: { ...opened, next, isClosed: isClosed(found.own), ...cameTo } };
  }

  /** For an auditor whose policy is older than the log's key: nothing of it is believed. */
  async #hint(note: string, folder: LogSource, examine: BundleExaminer) {
    const claimed = parseCheckpoint(parseNote(note)?.text ?? '');
    if (claimed === undefined || !this.#trust.policy.logs.some(({ name }) => name === claimed.origin)) {
      return { zh: '', en: '' };
    }
    const { size, root, origin } = claimed;
    const { own } = await fsck({
      sha256: { folder, size, root, sizes: [] },
      sm3: undefined,
      examine,
      onEntries: () => {},
    });
    return keyHint(note, origin, own, this.#trust);
  }
}

function signedSm3({ folder, opened }: Sm3Log & { readonly kind: 'OPENED' }, since: readonly Checkpoint[]) {
  return { ...opened, folder, sizes: sizesOf(since, opened.origin) };
}

function sizesOf(known: readonly Checkpoint[], origin: string): number[] {
  return known.filter((each) => each.origin === origin).map(({ size }) => size);
}

/** What depends on a checkpoint that is believed. */
const DEPENDENT = [
  'WITNESSES',
  'ENTRIES',
  'TILES',
  'ROOT',
  'KEYS',
  'ENDS',
  'LEAVES',
  'PAIRS',
  'SIGNER_KEYS',
  'CONSISTENT',
  'CROSS_ROOTS',
] as const satisfies readonly Question[];
const UNTRUSTED: readonly Answer[] = DEPENDENT.map((question) =>
  missingAnswer(question, '没有可信的检查点', 'without a checkpoint that can be trusted'),
);

function rootAnswer({ size, root }: OpenedCheckpoint, { sha256 }: FsckFindings): Answer {
  const computed = sha256.roots.get(size);
  if (computed === undefined)
    return missingAnswer('ROOT', '条目不全，无法计算', 'cannot be computed without all entries');
  return equalBytes(computed, root)
    ? pass('ROOT', `${size} 条的树根与签名一致`, `the root of ${size} entries is the one signed`)
    : fail('ROOT', '算出的树根不是所签的树根', 'the root of these entries is not the one signed');
}

/** A kind that this program does not know is no fault of the log: newer hubs may have newer kinds. */
function kindsAnswer({ kinds: { known, unknown, first } }: FsckFindings): Answer {
  if (unknown === 0) return pass('LEAVES', `${known} 条，种类均已知`, `${known}, all of known kinds`);
  const named = first.join(', ') + (unknown > first.length ? ' …' : '');
  return notChecked('LEAVES', `${unknown} 条种类未知：${named}`, `${unknown} of no known kind: ${named}`);
}

/** Each platform counts its acts to each other: an act that was left out leaves a gap. */
function pairsAnswer({ pairs }: FsckFindings): Answer {
  if (pairs === undefined) return missingAnswer('PAIRS', '条目不全', 'not all entries could be read');
  if (pairs.count === 0) return pass('PAIRS', '没有缺号、重号', 'none left out, none twice');
  const more = pairs.count > pairs.first.length ? ` … (${pairs.count})` : '';
  const told = pairs.first.map(
    ({ index, actor, recipient, expected, found }) =>
      `${index} ${actor} → ${recipient}: ${found ?? '–'} ≠ ${expected}`,
  );
  return fail('PAIRS', `序号不连续：${told.join('；')}${more}`, `do not run on: ${told.join('; ')}${more}`);
}

/** The hub binds the roots of both trees to each other in the log: one that is wrong is a tree that was exchanged. */
function crossRootsAnswer({ crossRoots }: FsckFindings): Answer {
  if (crossRoots === undefined)
    return missingAnswer('CROSS_ROOTS', '条目不全', 'not all entries could be read');
  const { count, open, faults } = crossRoots;
  const wrong = faults.answer();
  if (wrong !== undefined) return wrong;
  if (count === 0) return notChecked('CROSS_ROOTS', '日志中没有', 'the log holds none');
  return open > 0
    ? missingAnswer('CROSS_ROOTS', `${open} 处无法计算`, `${open} could not be computed`)
    : pass('CROSS_ROOTS', `${count} 处，两棵树的树根均相符`, `${count}; the roots of both trees are theirs`);
}

function consistentAnswer(
  { origin }: OpenedCheckpoint,
  since: readonly Checkpoint[],
  { sha256, sm3 }: FsckFindings,
): Answer {
  if (since.length === 0)
    return notChecked('CONSISTENT', '未提供旧检查点（--since）', 'no older checkpoint was given (--since)');
  const trees = new Map([
    [origin, sha256.roots],
    [sm3Origin(origin), sm3.roots],
  ]);
  const rootAt = (known: Checkpoint): Hash | undefined => trees.get(known.origin)?.get(known.size);
  const own = since.filter((known) => trees.has(known.origin));
  const wrong = own.filter((known) => {
    const root = rootAt(known);
    return root !== undefined && !equalBytes(root, known.root);
  });
  const sizes = (list: readonly Checkpoint[]) => some([...new Set(list.map((known) => `${known.size}`))]);
  if (wrong.length > 0)
    return fail(
      'CONSISTENT',
      `不是已知检查点的延续（规模 ${sizes(wrong)}）：日志作弊的证据，用 compare --log 写出`,
      `does not continue the known checkpoint of ${sizes(wrong)}: misbehaviour; compare --log writes the proof`,
    );
  const open = own.filter((known) => rootAt(known) === undefined);
  if (own.length === 0)
    return missingAnswer('CONSISTENT', '旧检查点属于另一日志', 'the known checkpoints are of another log');
  return open.length > 0
    ? missingAnswer('CONSISTENT', `无法算到 ${sizes(open)}`, `the log here does not reach ${sizes(open)}`)
    : pass(
        'CONSISTENT',
        `延续已知检查点（${sizes(own)}）`,
        `continues the known checkpoints (${sizes(own)})`,
      );
}

/** Nothing of it is signed for: it is neither believed nor held against the log. */
function restAnswer(
  { size }: OpenedCheckpoint,
  folders: readonly LogSource[],
  { sha256 }: FsckFindings,
): Answer {
  if (!sha256.roots.has(size)) return notChecked('REST', '条目不全', 'not looked at: entries are missing');
  const rests = folders.flatMap((folder) => folder.rest() ?? []);
  if (rests.length < folders.length)
    return notChecked('REST', '日志服务不列出文件', 'a log that is served lists no files');
  const files = [...rests.flatMap(({ others }) => others), ...rests.flatMap(({ pieces }) => pieces)];
  if (files.length === 0) return pass('REST', '没有', 'none');
  return notChecked(
    'REST',
    `${files.length} 个文件不属于所签的日志：${some(files)}`,
    `${files.length} files are no part of what was signed: ${some(files)}`,
  );
}
