import { type EvidenceBundle, logOf, type ProvenLeaf, parseLeaf, placeOf } from '#crypto/evidence';
import { base64url, equalBytes } from '#crypto/primitives';
import { type Checkpoint, type OpenedCheckpoint, verifyConsistency } from '#crypto/tlog';
import { fail, missingAnswer, notChecked, pass } from './answers.js';
import { forkIn } from './log-checks.js';
import type { Answer } from './questions.js';
import { isIncluded, openSigned, openTrusted } from './read-events.js';
import type { LogTrust } from './trust.js';

/**
 * One history: through all the checkpoints in which proofs end each log grew, and each goes on from the whole of the one before
 * (proved by test/unit/crypto/verify/shards.test.ts).
 * @param leaves all that the evidence has.
 * @param since checkpoints that the auditor had before.
 */
export function checkConsistent(
  leaves: readonly ProvenLeaf[],
  since: readonly Checkpoint[],
  { growth, opened = [] }: Pick<EvidenceBundle, 'growth' | 'opened'>,
  trust: LogTrust,
): Answer {
  const shards = shardsOf(leaves, trust);
  if (typeof shards === 'string')
    return missingAnswer(
      'CONSISTENT',
      `证明分属几个日志，编号不符：${shards}`,
      `proofs end in several logs that do not keep to their numbers: ${shards}`,
    );
  const known = since.filter(({ origin }) => shards.some((each) => each.origin === origin));
  const own = shards.flatMap(({ checkpoints }) => checkpoints);
  if (forkIn([...own, ...known]) !== undefined)
    return fail(
      'CONSISTENT',
      '同一规模出现两个树根：日志作弊的证据',
      'two roots of one size: proof of misbehaviour',
    );
  if (own.length === 0) return missingAnswer('CONSISTENT', '没有检查点', 'no checkpoint');
  const unread = leaves.filter(({ proof }) => proof && openTrusted(proof.checkpoint, trust) === undefined);
  if (unread.length > 0 && leaves.some(({ proof }) => logOf(proof?.index ?? 0) > 0))
    return missingAnswer(
      'CONSISTENT',
      '证明分属几个日志，其中有策略未列出的',
      'proofs end in several logs, and the policy does not name all of them',
    );
  const tied = tieAll(shards, opened, trust);
  if ('question' in tied) return tied;
  const steps = tied.flatMap(({ log, checkpoints }) =>
    checkpoints.slice(1).map((now, i) => stepOf(log, checkpoints[i] ?? now, now, growth)),
  );
  if (steps.includes('FALSE'))
    return fail('CONSISTENT', '一致性证明不成立', 'a consistency proof does not hold');
  if (since.length > 0 && known.length === 0)
    return missingAnswer('CONSISTENT', '旧检查点属于另一日志', 'the known checkpoints are of another log');
  const isNew = ({ origin, size }: Checkpoint) =>
    !tied.some((each) => each.origin === origin && each.checkpoints.some((one) => one.size === size));
  const all = tied.flatMap(({ origin, checkpoints }) =>
    inOrder([...checkpoints, ...known.filter((each) => each.origin === origin)]),
  );
  const told = all.map(({ size }) => size).join(', ');
  if (steps.includes('UNPROVEN') || known.some(isNew))
    return notChecked(
      'CONSISTENT',
      `检查点规模不同（${told}），需日志本身：compare --log`,
      `checkpoints of several sizes (${told}); the log itself is needed: compare --log`,
    );
  if (tied.length > 1) {
    const names = tied.map(({ origin }) => origin).join(' → ');
    return pass(
      'CONSISTENT',
      `日志前后续接：${names}`,
      `each log goes on from the whole of the one before: ${names}`,
    );
  }
  if (all.length > 1) return pass('CONSISTENT', `规模 ${told}，前后一致`, `sizes ${told}: one log that grew`);
  return known.length === 0
    ? pass('CONSISTENT', '所有证明同属一个检查点', 'all proofs end in one checkpoint')
    : pass('CONSISTENT', '与已知检查点相同', 'the same as the known checkpoint');
}

/** A log, as far as the evidence has checkpoints of it. */
interface ReadShard {
  readonly log: number;
  readonly origin: string;
  /** One of each size, the smallest first. */
  readonly checkpoints: readonly Checkpoint[];
}

/** The first first. @returns instead the log whose number is not its own. */
function shardsOf(leaves: readonly ProvenLeaf[], trust: LogTrust): ReadShard[] | string {
  const shards = new Map<number, { origin: string; checkpoints: OpenedCheckpoint[] }>();
  for (const { proof } of leaves) {
    const opened = openTrusted(proof?.checkpoint, trust);
    if (proof === undefined || opened === undefined) continue;
    const log = logOf(proof.index);
    const shard = shards.get(log) ?? { origin: opened.origin, checkpoints: [] };
    const others = [...shards].filter(([number]) => number !== log);
    if (shard.origin !== opened.origin || others.some(([, { origin }]) => origin === opened.origin))
      return opened.origin;
    shards.set(log, { ...shard, checkpoints: [...shard.checkpoints, opened] });
  }
  return [...shards]
    .sort(([a], [b]) => a - b)
    .map(([log, { origin, checkpoints }]) => ({ log, origin, checkpoints: forkOrOrder(checkpoints) }));
}

/** A fork is not to be hidden by taking one of each size. */
function forkOrOrder(checkpoints: readonly Checkpoint[]): readonly Checkpoint[] {
  return forkIn(checkpoints) ?? inOrder(checkpoints);
}

/** To each but the last the checkpoint is added from which the next one goes on. @returns instead what is wrong. */
function tieAll(
  shards: readonly ReadShard[],
  opened: readonly ProvenLeaf[],
  trust: LogTrust,
): readonly ReadShard[] | Answer {
  const tied: ReadShard[] = [];
  for (const [i, shard] of shards.entries()) {
    const next = shards[i + 1];
    if (next === undefined) {
      tied.push(shard);
      continue;
    }
    const final = next.log === shard.log + 1 ? finalBefore(next, opened, trust) : undefined;
    if (final === undefined)
      return missingAnswer(
        'CONSISTENT',
        `证明分属几个日志，未证明 ${next.origin} 续自何处`,
        `proofs end in several logs, and it is not shown what ${next.origin} goes on from`,
      );
    const beyond = shard.checkpoints.some(
      ({ size, root }) =>
        size > final.size ||
        (size === final.size && final.tree !== undefined && !equalBytes(root, final.tree.root)),
    );
    if (final.tree === undefined || final.tree.origin !== shard.origin || beyond)
      return fail(
        'CONSISTENT',
        `${next.origin} 首条所称的最终检查点（${final.origin}，${final.size} 条）不是 ${shard.origin} 的`,
        `the final checkpoint that ${next.origin} begins with (${final.origin}, ${final.size} entries) is not that of ${shard.origin}`,
      );
    tied.push({ ...shard, checkpoints: inOrder([...shard.checkpoints, final.tree]) });
  }
  return tied;
}

/** What the first entry of a log says that it goes on from. */
interface SaidFinal {
  readonly origin: string;
  readonly size: number;
  /** Undefined when the checkpoint is not one that a trusted log has signed, or says something else than the entry. */
  readonly tree: Checkpoint | undefined;
}

function finalBefore(
  { log, origin }: ReadShard,
  opened: readonly ProvenLeaf[],
  trust: LogTrust,
): SaidFinal | undefined {
  const first = opened.find(({ proof }) => proof?.index === placeOf(log, 0));
  const under = openTrusted(first?.proof?.checkpoint, trust);
  if (first === undefined || under?.origin !== origin || !isIncluded(first, under)) return undefined;
  const leaf = parseLeaf(first.leaf);
  if (leaf?.type !== 'LogOpened' || !('previous' in leaf)) return undefined;
  const { previous } = leaf;
  const tree = openSigned(previous.checkpoint, trust);
  const isSame =
    typeof tree !== 'string' &&
    tree.origin === previous.origin &&
    tree.size === previous.size &&
    base64url(tree.root) === previous.root;
  return { origin: previous.origin, size: previous.size, tree: isSame ? tree : undefined };
}

/** One of each size, the smallest first. */
function inOrder(checkpoints: readonly Checkpoint[]): Checkpoint[] {
  return [...new Map(checkpoints.map((each) => [each.size, each])).values()].sort((a, b) => a.size - b.size);
}

/** From one checkpoint to the next larger one. */
function stepOf(
  log: number,
  old: Checkpoint,
  now: Checkpoint,
  growth: EvidenceBundle['growth'],
): 'GREW' | 'FALSE' | 'UNPROVEN' {
  const [from, to] = [placeOf(log, old.size), placeOf(log, now.size)];
  const proven = growth.find(({ oldSize, newSize }) => oldSize === from && newSize === to);
  if (proven === undefined) return 'UNPROVEN';
  const claim = { oldSize: old.size, oldRoot: old.root, newSize: now.size, newRoot: now.root };
  return verifyConsistency({ ...claim, proof: proven.proof }) ? 'GREW' : 'FALSE';
}
