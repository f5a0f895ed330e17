import { equalBytes, markedText } from '#crypto/primitives';
import {
  isFalse,
  isUnverified,
  parseRestampName,
  TIME_STAMP_VERDICTS,
  type TimeStampReport,
  verifyStamped,
} from '#crypto/timestamp';
import { type Hash, MAX_NOTE_BYTES } from '#crypto/tlog';
import { missingAnswer, notChecked, pass } from '../answers.js';
import { CHECKPOINT_FAULTS } from '../log-checks.js';
import type { Answer } from '../questions.js';
import { openSigned } from '../read-events.js';
import type { LogTrust } from '../trust.js';
import { Faults } from './faults.js';
import type { ListedFile, LogSource } from './log-files.js';
import { RESTAMP_INDEX, type RestampedRuns, readRestampIndex, readRestamps, tokenIn } from './restamped.js';
import { isRevocationFile, readCollected, type StampShelf } from './stamp-revocation.js';

/**
 * The time stamps of an exported log: under `timestamps/` each stamped checkpoint and, beside it, the stamp over its bytes. What
 * a stamp says of a tree counts for the log only if the tree is one that the log has been (proved by
 * test/unit/crypto/verify/log-time.test.ts). Stamps over those stamps are in restamped.ts.
 */

/** A signed tree that was stamped. */
interface StampedTree {
  readonly path: string;
  readonly size: number;
  readonly root: Hash;
  /** Undefined without authorities to hold it against. */
  readonly report: TimeStampReport | undefined;
  /** How often it was stamped again. */
  readonly times: number;
}

export interface StampFiles {
  readonly trees: readonly StampedTree[];
  readonly faults: Faults;
}

const FOLDER = 'timestamps/';
const CHECKPOINT = /^timestamps\/(\d{10,16})\.checkpoint$/;
/** Which there are, for whoever copies them; nobody has signed it. */
const LIST = 'timestamps/index';
const MAX_STAMP_BYTES = 256 * 1024;

/** Reads them before the log is walked through, so that their roots can be asked for on the way. */
export async function readStamps(folder: LogSource, trust: LogTrust): Promise<StampFiles> {
  const faults = new Faults('TIME');
  const files = new Map(
    (await folder.takeOthers((path) => path.startsWith(FOLDER))).map((file) => [file.path, file]),
  );
  const shelf = { folder, files, faults };
  const index = await readRestampIndex(shelf);
  const collected = await readCollected(shelf, new Set(index.flatMap(({ revocation }) => revocation)));
  const restamped = await readRestamps(shelf, index, collected, trust.timeStamps);
  const trees: StampedTree[] = [];
  for (const file of files.values()) {
    if (isRevocationFile(file.path) || isOfRestamps(file.path)) continue;
    const size = CHECKPOINT.exec(file.path)?.[1];
    if (size === undefined) {
      if (file.path !== LIST && !isStampOf(file.path, files))
        faults.wrong(file.path, '不是时间戳', 'belongs to no stamped checkpoint');
      continue;
    }
    const tree = await readStamp(file, Number(size), { ...shelf, trust, restamped });
    if (tree !== undefined) trees.push(tree);
  }
  for (const { first, last } of restamped.sizes) {
    if (!trees.some(({ size }) => first <= size && size <= last))
      faults.missing(`${FOLDER}* (${first}-${last})`);
  }
  return { trees: trees.sort((a, b) => a.size - b.size), faults };
}

function isOfRestamps(path: string): boolean {
  return path === RESTAMP_INDEX || parseRestampName(path.slice(FOLDER.length)) !== undefined;
}

function isStampOf(path: string, files: ReadonlyMap<string, ListedFile>): boolean {
  return path.endsWith('.tsr') && files.has(path.replace(/\.tsr$/, '.checkpoint'));
}

interface StampReading extends StampShelf {
  readonly trust: LogTrust;
  readonly restamped: RestampedRuns;
}

async function readStamp(
  file: ListedFile,
  size: number,
  { folder, files, trust, faults, restamped }: StampReading,
): Promise<StampedTree | undefined> {
  const note = await folder.readOther(file, MAX_NOTE_BYTES);
  if (note === 'MISSING') {
    faults.missing(file.path);
    return undefined;
  }
  const opened = note === undefined ? 'MALFORMED' : openSigned(markedText(note), trust);
  if (note === undefined || typeof opened === 'string') {
    const { zh, en } = CHECKPOINT_FAULTS[typeof opened === 'string' ? opened : 'MALFORMED'];
    faults.wrong(file.path, zh, en);
    return undefined;
  }
  if (opened.size !== size) {
    faults.wrong(file.path, `规模为 ${opened.size}`, `has ${opened.size} entries`);
    return undefined;
  }
  const stamp = files.get(file.path.replace(/checkpoint$/, 'tsr'));
  if (stamp === undefined) {
    faults.missing(file.path.replace(/checkpoint$/, 'tsr'));
    return undefined;
  }
  const bytes = await folder.readOther(stamp, MAX_STAMP_BYTES);
  if (bytes === 'MISSING') {
    faults.missing(stamp.path);
    return undefined;
  }
  const token = tokenIn(bytes);
  if (token === undefined) {
    faults.wrong(stamp.path, '不是时间戳', 'is not a time stamp');
    return undefined;
  }
  const { timeStamps } = trust;
  const { report: above, collected, times } = await restamped.at(size);
  const report = timeStamps && verifyStamped({ size, data: note, token }, above, collected, timeStamps);
  return { path: stamp.path, size, root: opened.root, report, times };
}

/** @param size of the log. @param roots that were computed, with those of the stamped trees. */
export function timeAnswer(
  { trees, faults }: StampFiles,
  size: number,
  roots: ReadonlyMap<number, Hash>,
  { timeStamps }: LogTrust,
): Answer {
  const open: StampedTree[] = [];
  for (const tree of trees) {
    const root = roots.get(tree.size);
    const verdict = tree.report?.verdict ?? 'VALID';
    if (root === undefined) faults.missing(`${tree.path} (${tree.size})`);
    else if (!equalBytes(root, tree.root)) {
      const [zh, en] = [
        '所盖的是另一棵树：日志作弊的证据',
        'is over a tree that the log never was: misbehaviour',
      ];
      faults.wrong(tree.path, zh, en);
    } else if (isFalse(verdict)) faults.wrong(tree.path, ...told(tree));
    else if (isUnverified(verdict)) open.push(tree);
  }
  const [first] = open;
  return (
    faults.answer() ??
    (first && missingAnswer('TIME', `${first.path} ${told(first)[0]}`, `${first.path} ${told(first)[1]}`)) ??
    (timeStamps === undefined ? notAsked(trees) : covered(trees, size))
  );
}

function notAsked({ length }: readonly StampedTree[]): Answer {
  if (length === 0) return notChecked('TIME', '导出中没有时间戳', 'the export holds no time stamps');
  return notChecked(
    'TIME',
    `${length} 个，未提供信任的时间戳机构（--tsa）`,
    `${length}; no authority for time stamps was given (--tsa)`,
  );
}

/** What came after the last stamp is not covered yet, and said to be so. */
function covered(trees: readonly StampedTree[], size: number): Answer {
  const last = trees.at(-1);
  const info = last?.report?.token?.info;
  if (last === undefined || info === undefined)
    return missingAnswer('TIME', '导出中没有时间戳', 'the export holds no time stamps');
  const [at, by] = [new Date(info.at).toISOString(), last.report?.authority ?? '?'];
  const again = trees.filter(({ times }) => times > 0).length;
  return pass(
    'TIME',
    `${trees.length} 个，前 ${last.size} 条（共 ${size} 条）不晚于 ${at}，${by}${again === 0 ? '' : `；其中 ${again} 个已再次加盖`}`,
    `${trees.length}; the first ${last.size} of ${size} entries by ${at}, ${by}${again === 0 ? '' : `; ${again} of them stamped again since`}`,
  );
}

function told({ report }: StampedTree): readonly [zh: string, en: string] {
  const { zh, en } = TIME_STAMP_VERDICTS[report?.verdict ?? 'MALFORMED'];
  const detail = report?.detail;
  return detail === undefined ? [zh, en] : [`${zh}（${detail}）`, `${en} (${detail})`];
}
