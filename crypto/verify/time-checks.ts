import { besideEvents, type EvidenceBundle, indexInLog, logOf, placeLabel, placeOf } from '#crypto/evidence';
import { utf8 } from '#crypto/primitives';
import {
  isFalse,
  isUnverified,
  NOT_RESTAMPED,
  type RestampedReport,
  type RestampedRun,
  TIME_STAMP_VERDICTS,
  type TimeStampReport,
  verifyRestamps,
  verifyStamped,
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
  const strange = (bundle.restamped ?? []).find((run) => !timeStamps.some(({ size }) => isOf(run, size)));
  if (strange !== undefined) {
    const sizes = `${placeLabel(strange.first)}-${placeLabel(strange.last)}`;
    return fail('TIME', `${sizes}：不属于任何时间戳`, `${sizes} is over no time stamp of the bundle`);
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
  const again = reports.filter((each) => each.times > 0).map(({ times }) => times);
  const most = Math.max(0, ...again);
  return most === 0
    ? pass('TIME', `均不晚于 ${when}`, `all of it by ${when}`)
    : pass(
        'TIME',
        `均不晚于 ${when}；此后再次加盖 ${most} 次`,
        `all of it by ${when}; stamped again ${most === 1 ? 'once' : `${most} times`} since`,
      );
}

/** @param size as a place. */
function isOf({ first, last }: RestampedRun, size: number): boolean {
  return first <= size && size <= last;
}

interface Stamped {
  readonly size: number;
  /** The checkpoint, as the proofs have it. */
  readonly note: string | undefined;
  /** Undefined when no proof ends in a checkpoint of that size. */
  readonly report: TimeStampReport | undefined;
  /** How often it was stamped again. */
  readonly times: number;
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
  const runs = (bundle.restamped ?? []).map((run): readonly [RestampedRun, RestampedReport] => {
    const inLog = { ...run, first: indexInLog(run.first), last: indexInLog(run.last) };
    return [run, verifyRestamps(inLog, collected, authorities)];
  });
  return timeStamps.map(({ size, token }) => {
    const note = notes.find((proof) => sizeOf(proof) === size)?.checkpoint;
    const [run, restamped] = runs.find(([each]) => isOf(each, size)) ?? [];
    const times = run?.restamps.length ?? 0;
    if (note === undefined) return { size, note, report: undefined, times };
    const stamped = { size: indexInLog(size), data: utf8(note), token };
    const report = verifyStamped(stamped, restamped ?? NOT_RESTAMPED, collected, authorities);
    return { size, note, report, times };
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
