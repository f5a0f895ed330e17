import type { EvidenceBundle } from '#crypto/evidence';
import { equalBytes } from '#crypto/primitives';
import {
  type Checkpoint,
  type CheckpointFault,
  type OpenedCheckpoint,
  type TrustPolicy,
  verifyConsistency,
} from '#crypto/tlog';
import { fail, missingAnswer, notChecked, numbers, pass, some } from './answers.js';
import type { Answer } from './questions.js';
import { isIncluded, openSigned, type ReadEvent } from './read-events.js';
import type { LogTrust } from './trust.js';

/** What the log says, and who has signed that it says so. */

/** Inclusion of every leaf, in the order of the events. */
export function checkInLog(events: readonly ReadEvent[]): Answer {
  const missing = events.filter(({ event }) => event.proof === undefined);
  const wrong = events.filter(
    ({ event, checkpoint }) => event.proof !== undefined && !isIncluded(event, checkpoint),
  );
  const indexes = events.flatMap(({ event }) => event.proof?.index ?? []);
  const inOrder = indexes.every((index, i) => i === 0 || (indexes[i - 1] ?? 0) < index);
  if (wrong.length > 0)
    return fail('IN_LOG', `证明不成立：${numbers(wrong)}`, `proof does not hold: ${numbers(wrong)}`);
  if (!inOrder) return fail('IN_LOG', '日志顺序与办件过程不符', 'the log has the events in another order');
  if (missing.length > 0)
    return missingAnswer('IN_LOG', `缺少证明：${numbers(missing)}`, `without proof: ${numbers(missing)}`);
  const size = Math.max(...events.map(({ checkpoint }) => checkpoint?.size ?? 0));
  return pass(
    'IN_LOG',
    `${events.length} 步，日志规模 ${size}，位置 ${indexes.join('、')}`,
    `${events.length} events at ${indexes.join(', ')} in a log of ${size}`,
  );
}

/** What is wrong with a checkpoint that is not believed. */
export const CHECKPOINT_FAULTS: Readonly<
  Record<CheckpointFault, { readonly zh: string; readonly en: string }>
> = {
  MALFORMED: { zh: '不是检查点', en: 'not a checkpoint' },
  WRONG_ORIGIN: { zh: '属于策略之外的日志', en: 'of a log that the policy does not name' },
  SIGNATURE: { zh: '签名不成立', en: 'a signature does not hold' },
};

export function checkLogSignature(events: readonly ReadEvent[], trust: LogTrust): Answer {
  const proven = events.filter(({ event }) => event.proof !== undefined);
  const unsigned = proven.filter(({ checkpoint }) => checkpoint === undefined);
  const [wrong] = unsigned;
  if (wrong !== undefined) {
    const opened = openSigned(wrong.event.proof?.checkpoint ?? '', trust);
    const why = CHECKPOINT_FAULTS[typeof opened === 'string' ? opened : 'SIGNATURE'];
    return fail(
      'LOG_SIGNATURE',
      `不是受信日志的签名（${why.zh}）：${numbers(unsigned)}`,
      `not signed by a trusted log (${why.en}): ${numbers(unsigned)}`,
    );
  }
  const [first] = proven;
  if (first?.checkpoint === undefined) return missingAnswer('LOG_SIGNATURE', '没有检查点', 'no checkpoint');
  return logSignature(first.checkpoint, trust);
}

/** Passes: whose signature it is. */
export function logSignature({ origin, signedBy }: OpenedCheckpoint, { policy }: LogTrust): Answer {
  const keys = policy.logs.filter((log) => signedBy.includes(log));
  const id = keys.map(({ keyId }) => keyId.toString(16).padStart(8, '0')).join(', ');
  return pass('LOG_SIGNATURE', `Ed25519，${origin}，密钥 ${id}`, `Ed25519, ${origin}, key ${id}`);
}

export function present(checkpoint: OpenedCheckpoint, policy: TrustPolicy): Set<string> {
  const present = [...policy.witnesses].filter(([, verifier]) => checkpoint.signedBy.includes(verifier));
  return new Set(present.map(([name]) => name));
}

/**
 * One log grew through all the checkpoints in which proofs end.
 * @param since checkpoints that the auditor had before.
 * @param growth the consistency proofs that the evidence has.
 */
export function checkConsistent(
  checkpoints: readonly Checkpoint[],
  since: readonly Checkpoint[],
  growth: EvidenceBundle['growth'],
): Answer {
  const origins = [...new Set(checkpoints.map(({ origin }) => origin))];
  const known = since.filter(({ origin }) => origins.includes(origin));
  if (forkIn([...checkpoints, ...known]) !== undefined)
    return fail(
      'CONSISTENT',
      '同一规模出现两个树根：日志作弊的证据',
      'two roots of one size: proof of misbehaviour',
    );
  const own = inOrder(checkpoints);
  if (own.length === 0) return missingAnswer('CONSISTENT', '没有检查点', 'no checkpoint');
  if (origins.length > 1)
    return missingAnswer(
      'CONSISTENT',
      `证明分属几个日志：${some(origins)}`,
      `proofs end in several logs: ${some(origins)}`,
    );
  const steps = own.slice(1).map((now, i) => stepOf(own[i] ?? now, now, growth));
  if (steps.includes('FALSE'))
    return fail('CONSISTENT', '一致性证明不成立', 'a consistency proof does not hold');
  if (since.length > 0 && known.length === 0)
    return missingAnswer('CONSISTENT', '旧检查点属于另一日志', 'the known checkpoints are of another log');
  const all = inOrder([...checkpoints, ...known]);
  const told = all.map(({ size }) => size).join(', ');
  if (steps.includes('UNPROVEN') || all.length > own.length)
    return notChecked(
      'CONSISTENT',
      `检查点规模不同（${told}），需日志本身：compare --log`,
      `checkpoints of several sizes (${told}); the log itself is needed: compare --log`,
    );
  if (own.length > 1) return pass('CONSISTENT', `规模 ${told}，前后一致`, `sizes ${told}: one log that grew`);
  return known.length === 0
    ? pass('CONSISTENT', '所有证明同属一个检查点', 'all proofs end in one checkpoint')
    : pass('CONSISTENT', '与已知检查点相同', 'the same as the known checkpoint');
}

/** One of each size, the smallest first. */
function inOrder(checkpoints: readonly Checkpoint[]): Checkpoint[] {
  return [...new Map(checkpoints.map((each) => [each.size, each])).values()].sort((a, b) => a.size - b.size);
}

/** Two checkpoints of one log and one size with different roots, if there are any. */
export function forkIn<T extends Checkpoint>(checkpoints: readonly T[]): readonly [T, T] | undefined {
  const seen = new Map<string, T>();
  for (const checkpoint of checkpoints) {
    const tree = `${checkpoint.origin} ${checkpoint.size}`;
    const first = seen.get(tree);
    if (first === undefined) seen.set(tree, checkpoint);
    else if (!equalBytes(first.root, checkpoint.root)) return [first, checkpoint];
  }
  return undefined;
}

/** From one checkpoint to the next larger one. */
function stepOf(
  old: Checkpoint,
  now: Checkpoint,
  growth: EvidenceBundle['growth'],
): 'GREW' | 'FALSE' | 'UNPROVEN' {
  const proven = growth.find(({ oldSize, newSize }) => oldSize === old.size && newSize === now.size);
  if (proven === undefined) return 'UNPROVEN';
  const claim = { oldSize: old.size, oldRoot: old.root, newSize: now.size, newRoot: now.root };
  return verifyConsistency({ ...claim, proof: proven.proof }) ? 'GREW' : 'FALSE';
}
