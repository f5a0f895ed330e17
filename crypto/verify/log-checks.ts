import { type EvidencedUse, leavesOfUse } from '#crypto/evidence';
import { equalBytes } from '#crypto/primitives';
import type { OpenedCheckpoint } from '#crypto/tlog';
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

export function checkConsistent(
  events: readonly ReadEvent[],
  uses: readonly EvidencedUse[],
  trust: Trust,
): Answer {
  const leaves = uses.flatMap(leavesOfUse);
  const checkpoints = [
    ...events.flatMap(({ checkpoint }) => checkpoint ?? []),
    ...leaves.flatMap(({ proof }) => openTrusted(proof?.checkpoint, trust) ?? []),
  ];
  const clash = checkpoints.some((one) =>
    checkpoints.some((other) => one.size === other.size && !equalBytes(one.root, other.root)),
  );
  if (clash)
    return fail(
      'CONSISTENT',
      '同一规模出现两个树根：日志作弊的证据',
      'two roots of one size: proof of misbehaviour',
    );
  const sizes = new Set(checkpoints.map(({ size }) => size));
  if (sizes.size === 0) return missingAnswer('CONSISTENT', '没有检查点', 'no checkpoint');
  return sizes.size === 1
    ? pass('CONSISTENT', '所有证明同属一个检查点', 'all proofs end in one checkpoint')
    : notChecked(
        'CONSISTENT',
        '检查点规模不同，需日志本身',
        'checkpoints of several sizes; the log itself is needed',
      );
}
