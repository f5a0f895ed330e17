import { placeLabel } from '#crypto/evidence';
import { equalBytes } from '#crypto/primitives';
import {
  type Checkpoint,
  type CheckpointFault,
  type OpenedCheckpoint,
  parseCheckpoint,
  parseNote,
  type TrustPolicy,
} from '#crypto/tlog';
import { fail, missingAnswer, numbers, pass, some } from './answers.js';
import type { Answer } from './questions.js';
import { isIncluded, openSigned, type ReadEvent } from './read-events.js';
import type { LogTrust } from './trust.js';
import { isIn } from './unknown-logs.js';

/** What the log says, and who has signed that it says so. */

/** Inclusion of every leaf, in the order of the events. @param unknown logs that the policy does not name, by their numbers. */
export function checkInLog(events: readonly ReadEvent[], unknown: ReadonlySet<number>): Answer {
  const missing = events.filter(({ event }) => event.proof === undefined || isIn(unknown, event));
  const wrong = events.filter((each) => !missing.includes(each) && !isIncluded(each.event, each.checkpoint));
  const indexes = events.flatMap(({ event }) => event.proof?.index ?? []);
  const inOrder = indexes.every((index, i) => i === 0 || (indexes[i - 1] ?? 0) < index);
  if (wrong.length > 0)
    return fail('IN_LOG', `证明不成立：${numbers(wrong)}`, `proof does not hold: ${numbers(wrong)}`);
  if (!inOrder) return fail('IN_LOG', '日志顺序与办件过程不符', 'the log has the events in another order');
  if (missing.length > 0)
    return missingAnswer(
      'IN_LOG',
      `缺少可信日志的证明：${numbers(missing)}`,
      `without proof in a trusted log: ${numbers(missing)}`,
    );
  const size = Math.max(...events.map(({ checkpoint }) => checkpoint?.size ?? 0));
  return pass(
    'IN_LOG',
    `${events.length} 步，日志规模 ${size}，位置 ${indexes.map(placeLabel).join('、')}`,
    `${events.length} events at ${indexes.map(placeLabel).join(', ')} in a log of ${size}`,
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

export function checkLogSignature(
  events: readonly ReadEvent[],
  trust: LogTrust,
  unknown: ReadonlySet<number>,
): Answer {
  const proven = events.filter(({ event }) => event.proof !== undefined);
  const unsigned = proven.filter(({ checkpoint }) => checkpoint === undefined);
  const unnamed = unsigned.filter(({ event }) => isIn(unknown, event));
  if (unnamed.length > 0 && unnamed.length === unsigned.length) {
    const names = [...new Set(unnamed.map(({ event }) => claimedOrigin(event.proof?.checkpoint)))];
    return missingAnswer(
      'LOG_SIGNATURE',
      `策略未列出日志 ${some(names)}：${numbers(unnamed)}`,
      `the policy does not name the log ${some(names)}, in which the case also stands: ${numbers(unnamed)}`,
    );
  }
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

/** Passes: whose signature it is, and by what its key is known where the policy does not have it. */
export function logSignature({ origin, signedBy }: OpenedCheckpoint, { policy, followed }: LogTrust): Answer {
  const keys = policy.logs.filter((log) => signedBy.includes(log));
  const id = keys.map(({ keyId }) => keyId.toString(16).padStart(8, '0')).join(', ');
  const by = followed?.get(origin);
  const named =
    by === undefined
      ? { zh: '', en: '' }
      : { zh: `，由 ${by} 末条 LogClosed 指名`, en: `, named by the last entry of ${by}` };
  return pass(
    'LOG_SIGNATURE',
    `Ed25519，${origin}，密钥 ${id}${named.zh}`,
    `Ed25519, ${origin}, key ${id}${named.en}`,
  );
}

export function present(checkpoint: OpenedCheckpoint, policy: TrustPolicy): Set<string> {
  const present = [...policy.witnesses].filter(([, verifier]) => checkpoint.signedBy.includes(verifier));
  return new Set(present.map(([name]) => name));
}

function claimedOrigin(note: string | undefined): string {
  return parseCheckpoint(parseNote(note ?? '')?.text ?? '')?.origin ?? '?';
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
