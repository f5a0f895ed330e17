import { type EvidenceBundle, leavesOfUse } from '#crypto/evidence';
import { equalBytes } from '#crypto/primitives';
import { type OpenedCheckpoint, verifyConsistency } from '#crypto/tlog';
import { fail, missingAnswer, notChecked, numbers, pass } from './answers.js';
import type { Answer } from './questions.js';
import { isIncluded, openTrusted, type ReadEvent } from './read-events.js';
import type { Trust } from './trust.js';

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

export function checkLogSignature(events: readonly ReadEvent[]): Answer {
  const proven = events.filter(({ event }) => event.proof !== undefined);
  const unsigned = proven.filter(({ checkpoint }) => checkpoint === undefined);
  if (unsigned.length > 0) {
    return fail(
      'LOG_SIGNATURE',
      `不是受信日志的签名：${numbers(unsigned)}`,
      `not signed by a trusted log: ${numbers(unsigned)}`,
    );
  }
  const [first] = proven;
  if (first === undefined) return missingAnswer('LOG_SIGNATURE', '没有检查点', 'no checkpoint');
  const origin = first.checkpoint?.origin ?? '';
  return pass('LOG_SIGNATURE', `Ed25519，${origin}`, `Ed25519, ${origin}`);
}

export function checkWitnesses(events: readonly ReadEvent[], { policy }: Trust): Answer {
  if (!policy.needsWitnesses)
    return notChecked('WITNESSES', '信任策略未要求见证', 'the policy asks for none');
  const short = events.filter(
    ({ checkpoint }) => checkpoint !== undefined && !policy.isQuorum(present(checkpoint, policy)),
  );
  const [first] = events.flatMap(({ checkpoint }) => checkpoint ?? []);
  if (first === undefined || short.length > 0) {
    return missingAnswer('WITNESSES', '见证数量不足', 'fewer witnesses than the policy asks for');
  }
  const names = [...present(first, policy)].join(', ');
  return pass('WITNESSES', names, names);
}

export function present(checkpoint: OpenedCheckpoint, policy: Trust['policy']): Set<string> {
  const present = [...policy.witnesses].filter(([, verifier]) => checkpoint.signedBy.includes(verifier));
  return new Set(present.map(([name]) => name));
}

/** One log grew through all the checkpoints in which proofs end. */
export function checkConsistent(
  { uses, growth }: EvidenceBundle,
  events: readonly ReadEvent[],
  trust: Trust,
): Answer {
  const leaves = uses.flatMap(leavesOfUse);
  const checkpoints = [
    ...events.flatMap(({ checkpoint }) => checkpoint ?? []),
    ...leaves.flatMap(({ proof }) => openTrusted(proof?.checkpoint, trust) ?? []),
  ].sort((one, other) => one.size - other.size);
  const steps = checkpoints.slice(1).map((now, i) => stepOf(checkpoints[i] ?? now, now, growth));
  if (steps.includes('CLASH'))
    return fail(
      'CONSISTENT',
      '同一规模出现两个树根：日志作弊的证据',
      'two roots of one size: proof of misbehaviour',
    );
  if (steps.includes('FALSE'))
    return fail('CONSISTENT', '一致性证明不成立', 'a consistency proof does not hold');
  const sizes = [...new Set(checkpoints.map(({ size }) => size))];
  if (sizes.length === 0) return missingAnswer('CONSISTENT', '没有检查点', 'no checkpoint');
  if (steps.includes('UNPROVEN'))
    return notChecked(
      'CONSISTENT',
      '检查点规模不同，需日志本身',
      'checkpoints of several sizes; the log itself is needed',
    );
  return sizes.length === 1
    ? pass('CONSISTENT', '所有证明同属一个检查点', 'all proofs end in one checkpoint')
    : pass(
        'CONSISTENT',
        `规模 ${sizes.join('、')}，前后一致`,
        `sizes ${sizes.join(', ')}: one log that grew`,
      );
}

/** From one checkpoint to the next larger one. */
function stepOf(
  old: OpenedCheckpoint,
  now: OpenedCheckpoint,
  growth: EvidenceBundle['growth'],
): 'SAME' | 'CLASH' | 'GREW' | 'FALSE' | 'UNPROVEN' {
  if (old.size === now.size) return equalBytes(old.root, now.root) ? 'SAME' : 'CLASH';
  const proven = growth.find(({ oldSize, newSize }) => oldSize === old.size && newSize === now.size);
  if (proven === undefined) return 'UNPROVEN';
  const claim = { oldSize: old.size, oldRoot: old.root, newSize: now.size, newRoot: now.root };
  return verifyConsistency({ ...claim, proof: proven.proof }) ? 'GREW' : 'FALSE';
}
