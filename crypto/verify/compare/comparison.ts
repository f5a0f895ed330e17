import { equalBytes } from '#crypto/primitives';
import {
  type Checkpoint,
  type CheckpointFault,
  isSm3Tree,
  type NoteVerifier,
  openByLogs,
  parseCheckpoint,
  parseNote,
  rfc6962,
  sm3Tree,
  type TreeHasher,
  verifyConsistency,
} from '#crypto/tlog';
import { fail, missingAnswer, pass, some } from '../answers.js';
import { type LogFiles, LogFolder } from '../log/log-files.js';
import { CHECKPOINT_FAULTS, forkIn } from '../log-checks.js';
import { type Answer, type Report, reportOf } from '../questions.js';
import { treeKeys } from '../read-events.js';
import { type LogTrust, TrustError } from '../trust.js';
import { shown } from '../trust-shown.js';
import type { Found, FoundCheckpoint } from './collect.js';
import type { Misbehaviour } from './misbehaviour.js';
import { type OlderTree, olderTree } from './tree-of-folder.js';

/** What checkpoints are compared with. */
export interface ComparisonTools {
  /** Without it no signature is checked: then two that contradict each other show that something is false, but not who lied. */
  readonly trust: LogTrust | undefined;
  /** Tiles to decide by whether trees of different sizes are one. */
  readonly log: LogFiles | undefined;
}

export interface Comparison {
  readonly report: Report;
  /** Held against the policy: both notes are signed by the log. */
  readonly misbehaviour: (Misbehaviour & { readonly fileName: string }) | undefined;
}

/** A checkpoint with what it came from. */
interface Signed extends Checkpoint {
  /** Who has signed: the origin, or without a policy the keys that are named. */
  readonly log: string;
  readonly from: string;
  readonly note: string;
}

interface Pair {
  readonly older: Signed;
  readonly newer: Signed;
  /** Undefined when nothing at hand decides it. */
  readonly tree: OlderTree | undefined;
}

/** Whether all these checkpoints can be true. Witnesses' lines count for nothing here: what the log has signed, it has signed. */
export async function compareCheckpoints(found: Found, { trust, log }: ComparisonTools): Promise<Comparison> {
  const opened = found.checkpoints.map((each) => ({ each, checkpoint: open(each, trust) }));
  const signed = opened.flatMap(({ checkpoint }) => (typeof checkpoint === 'string' ? [] : checkpoint));
  const logs = [...new Set(signed.map(({ log: name }) => name))];
  const forks = logs.flatMap((name) => forkIn(signed.filter((each) => each.log === name)) ?? []);
  const fork = forks[0] && forks[1] && ([forks[0], forks[1]] as const);
  const pairs = await pairsOf(signed, found.misbehaviour, log && treesIn(log));
  const split = pairs.find(({ older, tree }) => tree !== undefined && !equalBytes(tree.root, older.root));
  const report = reportOf({
    ...{ kind: 'COMPARISON', subject: some(logs) },
    answers: [signatureAnswer(opened, trust), forkAnswer(signed, fork), growthAnswer(pairs, split)],
    trust: trust === undefined ? { policySha256: undefined, keys: [] } : shown(trust),
  });
  return { report, misbehaviour: trust && proofOf(fork, split) };
}

function proofOf(
  fork: readonly [Signed, Signed] | undefined,
  split: Pair | undefined,
): Comparison['misbehaviour'] {
  const [older, newer] = fork ?? [split?.older, split?.newer];
  if (older === undefined || newer === undefined) return undefined;
  const fileName = `misbehaviour-${older.origin.replaceAll(/[^\w.-]/g, '_')}-${older.size}.txt`;
  return {
    older: older.note,
    newer: newer.note,
    tree: fork === undefined ? split?.tree : undefined,
    fileName,
  };
}

/** Checkpoints that an auditor had before: those that his logs have signed. @throws TrustError when there is none. */
export function openKnown(found: Found, logs: readonly NoteVerifier[]): Checkpoint[] {
  const opened = found.checkpoints.flatMap(({ note }) => {
    const checkpoint = openByLogs(note, logs);
    return typeof checkpoint === 'string' ? [] : checkpoint;
  });
  if (opened.length === 0) throw new TrustError('the known checkpoint is signed by no log of the policy');
  return opened;
}

function open({ from, note }: FoundCheckpoint, trust: LogTrust | undefined): Signed | CheckpointFault {
  if (trust === undefined) {
    const parsed = parseNote(note);
    const checkpoint = parsed && parseCheckpoint(parsed.text);
    return checkpoint === undefined ? 'MALFORMED' : { ...checkpoint, log: ownKeys(note).join(), from, note };
  }
  const opened = openByLogs(note, treeKeys(trust));
  if (typeof opened === 'string') return opened;
  const { origin, size, root } = opened;
  return { log: origin, origin, size, root, from, note };
}

function signatureAnswer(
  opened: readonly { readonly each: FoundCheckpoint; readonly checkpoint: Signed | CheckpointFault }[],
  trust: LogTrust | undefined,
): Answer {
  if (trust === undefined) {
    const keys = some([...new Set(opened.flatMap(({ each }) => ownKeys(each.note)))]);
    return missingAnswer(
      'LOG_SIGNATURE',
      `未提供信任策略（--policy），只按所称密钥比较：${keys}`,
      `no policy (--policy): compared by the keys that they name: ${keys}`,
    );
  }
  const refused = opened.flatMap(({ each, checkpoint }) =>
    typeof checkpoint === 'string' ? { from: each.from, fault: checkpoint } : [],
  );
  const wrong = refused.filter(({ fault }) => fault !== 'WRONG_ORIGIN');
  const told = (list: typeof refused, language: 'zh' | 'en') =>
    some(list.map(({ from, fault }) => `${from} (${CHECKPOINT_FAULTS[fault][language]})`));
  if (wrong.length > 0) return fail('LOG_SIGNATURE', told(wrong, 'zh'), told(wrong, 'en'));
  if (refused.length > 0) return missingAnswer('LOG_SIGNATURE', told(refused, 'zh'), told(refused, 'en'));
  return pass('LOG_SIGNATURE', `${opened.length} 个检查点`, `${opened.length} checkpoints`);
}

/** The keys that a note says its log has signed with. */
function ownKeys(note: string): string[] {
  const parsed = parseNote(note);
  const origin = parsed && parseCheckpoint(parsed.text)?.origin;
  const own = parsed?.lines.filter(({ name }) => name === origin) ?? [];
  return own.map(({ name, keyId }) => `${name} ${keyId.toString(16).padStart(8, '0')}`);
}

function forkAnswer(signed: readonly Signed[], fork: readonly [Signed, Signed] | undefined): Answer {
  if (signed.length === 0) return missingAnswer('FORK', '没有可比较的检查点', 'no checkpoint to compare');
  if (fork === undefined) {
    const trees = new Set(signed.map(({ log, size }) => `${log} ${size}`)).size;
    return pass('FORK', `${trees} 个树`, `${trees} trees`);
  }
  const [one, other] = fork;
  return fail(
    'FORK',
    `日志作弊的证据：规模 ${one.size} 有两个树根：${one.from}、${other.from}`,
    `PROOF OF MISBEHAVIOUR: two roots of ${one.size} entries, in ${one.from} and ${other.from}`,
  );
}

function growthAnswer(pairs: readonly Pair[], split: Pair | undefined): Answer {
  if (split !== undefined) {
    const { older, newer } = split;
    return fail(
      'CONSISTENT',
      `日志作弊的证据：${newer.from}（${newer.size} 条）不是 ${older.from}（${older.size} 条）的延续`,
      `PROOF OF MISBEHAVIOUR: ${newer.from} (${newer.size}) does not continue ${older.from} (${older.size})`,
    );
  }
  if (pairs.length === 0) return pass('CONSISTENT', '没有不同规模', 'no two sizes');
  const open = pairs.filter(({ tree }) => tree === undefined);
  if (open.length === 0)
    return pass('CONSISTENT', `${pairs.length} 次增长均成立`, `all of ${pairs.length} steps of growth hold`);
  const named = some(open.map(({ older, newer }) => `${older.size} → ${newer.size}`));
  return missingAnswer(
    'CONSISTENT',
    `需要日志的分片来判断（--log）：${named}`,
    `tiles of the log are needed to tell (--log): ${named}`,
  );
}

/** Each tree of a log with the next larger one: when every step only grew, so did all of them together. */
async function pairsOf(
  signed: readonly Signed[],
  claims: readonly Misbehaviour[],
  folders: TreeFolders | undefined,
): Promise<Pair[]> {
  const trees = new Map(signed.map((each) => [`${each.log} ${each.size} ${each.root.join()}`, each]));
  const sorted = [...trees.values()].sort((a, b) => a.size - b.size);
  const pairs: Pair[] = [];
  for (const older of sorted) {
    const larger = sorted.filter(({ log, size }) => log === older.log && size > older.size);
    const next = larger.filter(({ size }) => size === larger[0]?.size);
    const claimed = larger.filter((newer) => claims.some((claim) => isOf(claim, older, newer)));
    for (const newer of new Set([...next, ...claimed])) {
      const tree =
        claimedTree(claims, older, newer) ?? (folders && (await olderTreeIn(folders, older, newer)));
      pairs.push({ older, newer, tree });
    }
  }
  return pairs;
}

/** Of an exported log. */
interface TreeFolders {
  readonly sha256: LogFolder;
  readonly sm3: LogFolder;
}

function treesIn(log: LogFiles): TreeFolders {
  const sha256 = new LogFolder(log);
  return { sha256, sm3: sha256.under('sm3/') };
}

async function olderTreeIn(
  folders: TreeFolders,
  older: Signed,
  newer: Signed,
): Promise<OlderTree | undefined> {
  const hasher = hasherOf(newer);
  const folder = hasher === sm3Tree ? folders.sm3 : folders.sha256;
  return older.size === 0 ? { root: hasher.empty, proof: [] } : olderTree(folder, hasher, older.size, newer);
}

/** The name of a tree says which it is. */
function hasherOf({ origin }: Checkpoint): TreeHasher {
  return isSm3Tree({ name: origin }) ? sm3Tree : rfc6962;
}

function isOf({ older, newer }: Misbehaviour, one: Signed, other: Signed): boolean {
  return older === one.note && newer === other.note;
}

/** A claim is worth what its proof shows. */
function claimedTree(claims: readonly Misbehaviour[], older: Signed, newer: Signed): OlderTree | undefined {
  return claims
    .filter((claim) => isOf(claim, older, newer))
    .flatMap(({ tree }) => tree ?? [])
    .find(({ root, proof }) => {
      const [oldSize, newSize, newRoot] = [older.size, newer.size, newer.root];
      return verifyConsistency({ oldSize, oldRoot: root, newSize, newRoot, proof }, hasherOf(newer));
    });
}
