import { besideEvents, type EvidenceBundle, logOf, placeLabel, placeOf } from '#crypto/evidence';
import { utf8 } from '#crypto/primitives';
import {
  isFalse,
  isUnverified,
  TIME_STAMP_VERDICTS,
  type TimeStampReport,
  verifyTimeStamp,
} from '#crypto/timestamp';
import type { TlogProof } from '#crypto/tlog';
import { fail, missingAnswer, notChecked, numbers, pass } from './answers.js';
import type { Answer } from './questions.js';
import { openTrusted, type ReadEvent } from './read-events.js';
import type { Trust } from './trust.js';

/**
 * By when every act was in the log, as somebody says who is not the hub. A stamp is over a checkpoint as it stands at the end
 * of proofs: what those prove was there when it was stamped.
 */
export function checkTime(bundle: EvidenceBundle, events: readonly ReadEvent[], trust: Trust): Answer {
  const { timeStamps } = bundle;
  if (trust.timeStamps === undefined) {
    return timeStamps.length === 0
      ? notChecked('TIME', '本证据包不含时间戳', 'the bundle holds no time stamps')
      : notChecked(
          'TIME',
          '未提供信任的时间戳机构（--tsa）',
          'no authority for time stamps was given (--tsa)',
        );
  }
  const reports = stampedNotes(bundle, trust, trust.timeStamps);
  const wrong = reports.find(({ report }) => report === undefined || isFalse(report.verdict));
  if (wrong !== undefined) return answerTo(fail, wrong);
  const open = reports.find(({ report }) => report !== undefined && isUnverified(report.verdict));
  if (open !== undefined) return answerTo(missingAnswer, open);
  const stamped = new Set(reports.map(({ note }) => note));
  const bare = events.filter(({ event }) => !stamped.has(event.proof?.checkpoint));
  if (bare.length > 0)
    return missingAnswer('TIME', `尚无时间戳：${numbers(bare)}`, `not stamped: ${numbers(bare)}`);
  const others = besideEvents(bundle).filter(({ proof }) => !stamped.has(proof?.checkpoint));
  if (others.length > 0) {
    return missingAnswer(
      'TIME',
      `${others.length} 条用证、拒收记录尚无时间戳`,
      `${others.length} leaves of uses and refusals are not stamped`,
    );
  }
  const when = reports.map(({ report }) => (report === undefined ? '' : told(report))).join('; ');
  return pass('TIME', `均不晚于 ${when}`, `all of it by ${when}`);
}

interface Stamped {
  readonly size: number;
  /** The checkpoint, as the proofs have it. */
  readonly note: string | undefined;
  /** Undefined when no proof ends in a checkpoint of that size. */
  readonly report: TimeStampReport | undefined;
}

function stampedNotes(
  bundle: EvidenceBundle,
  trust: Trust,
  authorities: NonNullable<Trust['timeStamps']>,
): Stamped[] {
  const { events, timeStamps, revocation: collected } = bundle;
  const proofs = [...events, ...besideEvents(bundle)].flatMap(({ proof }) => proof ?? []);
  const sizeOf = ({ index, checkpoint }: TlogProof) => {
    const opened = openTrusted(checkpoint, trust);
    return opened && placeOf(logOf(index), opened.size);
  };
  const notes = [...new Map(proofs.map((proof) => [proof.checkpoint, proof])).values()];
  return timeStamps.map(({ size, token }) => {
    const note = notes.find((proof) => sizeOf(proof) === size)?.checkpoint;
    if (note === undefined) return { size, note, report: undefined };
    const report = verifyTimeStamp(token, { data: utf8(note), collected }, authorities);
    return { size, note, report };
  });
}

function answerTo(kind: typeof fail, { size, report }: Stamped): Answer {
  if (report === undefined) {
    return kind(
      'TIME',
      `没有规模为 ${placeLabel(size)} 的检查点`,
      `there is no checkpoint of ${placeLabel(size)} entries`,
    );
  }
  const { zh, en } = TIME_STAMP_VERDICTS[report.verdict];
  const why = report.detail === undefined ? '' : `（${report.detail}）`;
  return kind('TIME', `${zh}${why}`, report.detail === undefined ? en : `${en} (${report.detail})`);
}

function told({ token, authority = '?' }: TimeStampReport): string {
  if (token === undefined) return authority;
  const { at, accuracyMs } = token.info;
  const off = accuracyMs === undefined ? '' : ` ±${accuracyMs / 1_000} s`;
  return `${new Date(at).toISOString()}${off}, ${authority}`;
}
