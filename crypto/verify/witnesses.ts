import { cosignatureTime, type OpenedCheckpoint, parseNote } from '#crypto/tlog';
import { missingAnswer, notChecked, pass } from './answers.js';
import type { Answer } from './questions.js';
import type { LogTrust } from './trust.js';

/** Who besides the log has seen its checkpoints. */

/** A signed checkpoint, and the note that it was read from. */
export interface ReadCheckpoint {
  readonly note: string;
  readonly opened: OpenedCheckpoint;
}

interface Sighting {
  /** In the policy. */
  readonly name: string;
  /** Unix milliseconds, by the witness's own clock. */
  readonly at: number;
}

/** Enough of the policy's witnesses have cosigned each checkpoint; with `at`, by that time. */
export function checkWitnesses(
  checkpoints: readonly ReadCheckpoint[],
  { policy }: LogTrust,
  at?: number,
): Answer {
  if (!policy.needsWitnesses)
    return notChecked('WITNESSES', '信任策略未要求见证', 'the policy asks for none');
  const [first, ...rest] = checkpoints.map((each) => sightings(each, policy, at));
  if (first === undefined) return missingAnswer('WITNESSES', '没有检查点', 'no checkpoint');
  const short = [first, ...rest].find((seen) => !policy.isQuorum(new Set(seen.map(({ name }) => name))));
  const told = (seen: readonly Sighting[]) =>
    `${seen.length}/${policy.witnesses.size} ${seen.map((each) => `${each.name} ${new Date(each.at).toISOString()}`).join(', ')}`.trim();
  if (short === undefined) return pass('WITNESSES', told(first), told(first));
  return missingAnswer(
    'WITNESSES',
    `见证数量不足：${told(short)}`,
    `fewer witnesses than the policy asks for: ${told(short)}`,
  );
}

/** The cosignatures have been verified when the checkpoint was opened; here only their times are read. */
function sightings(
  { note, opened }: ReadCheckpoint,
  policy: LogTrust['policy'],
  at = Number.POSITIVE_INFINITY,
): Sighting[] {
  const lines = parseNote(note)?.lines ?? [];
  return [...policy.witnesses].flatMap(([name, verifier]) => {
    if (!opened.signedBy.includes(verifier)) return [];
    const times = lines
      .filter((line) => line.name === verifier.name && line.keyId === verifier.keyId)
      .map(({ signature }) => Number(cosignatureTime(signature)) * 1000)
      .filter((time) => time <= Math.min(at, LAST_MOMENT));
    return times.length === 0 ? [] : [{ name, at: Math.min(...times) }];
  });
}

/** The last that a Date can tell, in unix milliseconds: a witness that says more says nothing. */
const LAST_MOMENT = 8.64e15;
