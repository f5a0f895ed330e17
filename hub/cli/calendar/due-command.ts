import { type Command, InvalidArgumentError } from 'commander';
import { readCalendars } from '#config';
import { NATION } from '#domain/codes';
import {
  type Clock,
  type DueAnswer,
  dueAt,
  type LimitTerms,
  limitFault,
  type Pause,
  startClock,
} from '#domain/deadline';
import type { TimeLimit } from '#domain/item';
import { AS_JSON, readDay, readDivision } from '../arguments.js';
import type { Text } from '../speech.js';
import type { CommandContext } from '../tongban.js';
import { CANNOT_SAY, unpublishedText } from './unpublished.js';

interface DueOptions {
  readonly from: number;
  readonly limit: TimeLimit;
  readonly region: string;
  readonly extend?: TimeLimit;
  readonly pause: readonly PauseRange[];
  readonly roll: boolean;
  readonly json?: boolean;
}

type PauseRange = Pick<Pause, 'from' | 'to'>;

export function registerDue(calendar: Command, context: CommandContext): void {
  calendar
    .command('due')
    .description('推算办理期限的最后一日 · the last day of a time limit')
    .requiredOption(
      '--from <date>',
      '起算日或时刻 · the day or minute it starts: 2026-02-13, 2026-02-13T09:30',
      readMoment,
    )
    .requiredOption('--limit <limit>', '期限 · 20wd 工作日, 60d 日, 48h 小时, 3m 月; 0wd 即办', readLimit)
    .option('--extend <limit>', '延长 · by how much it was extended, in the same unit', readLimit)
    .option('--region <code>', '决定机关所在地，默认全国 · of the deciding authority', readDivision, NATION)
    .option(
      '--pause <A..B>',
      '不计入的期间，可多次；A.. 表示尚未结束 · time that is not counted, begun on day A and ended on day B; may be repeated',
      collectPause,
      [],
    )
    .option('--no-roll', '末日为休息日也不顺延 · a last day that is a day off stays')
    .option('--json', AS_JSON)
    .action((options: DueOptions) => {
      const answer = dueAt(clockOf(options), readCalendars());
      const speech = context.speech();
      speech.say(options.json ? JSON.stringify(answer, undefined, 2) : textOf(answer));
      if (answer.kind !== 'due') process.exitCode = CANNOT_SAY;
    });
}

function clockOf({ from, limit, region, extend, pause, roll }: DueOptions): Clock {
  if (extend !== undefined && extend.unit !== limit.unit) {
    throw new Error('延长的单位应与期限相同 · the extension is in another unit than the limit');
  }
  const terms: LimitTerms = {
    kind: 'DECISION',
    limit: { amount: limit.amount + (extend?.amount ?? 0), unit: limit.unit },
    movesToWorkday: roll,
    extension: undefined,
    pausedBy: [],
    onLapse: 'OVERDUE',
    warnings: [],
  };
  const pauses = pause.map((range, i) => ({ id: `${i}`, kind: '', ...range }));
  return { ...startClock(terms, region, from), pauses };
}

function textOf(answer: DueAnswer): Text {
  switch (answer.kind) {
    case 'due': {
      const moment = new Date(answer.dueAt + CST_MS).toISOString().replace('Z', '+08:00');
      return { zh: `${answer.dueDate}（截至 ${moment}）`, en: `${answer.dueDate} (until ${moment})` };
    }
    case 'paused': {
      const since = new Date(answer.since + CST_MS).toISOString().slice(0, 10);
      return {
        zh: `PAUSED：自 ${since} 起中止计时，尚无截止日。`,
        en: `PAUSED: the clock stands since ${since}; there is no last day yet.`,
      };
    }
    case 'unpublished':
      return unpublishedText(answer);
  }
}

const CST_MS = 8 * 3_600_000;
const UNITS: Readonly<Record<string, TimeLimit['unit']>> = {
  wd: 'WORKING_DAY',
  d: 'CALENDAR_DAY',
  h: 'HOUR',
  m: 'MONTH',
};

export function readLimit(text: string): TimeLimit {
  const [, amount = '', unit = ''] = /^(\d{1,6})(wd|d|h|m)$/.exec(text) ?? [];
  const limit = { amount: Number(amount), unit: UNITS[unit] ?? 'WORKING_DAY' };
  const fault = unit === '' ? 'a number and wd, d, h or m' : limitFault(limit);
  if (fault === undefined) return limit;
  throw new InvalidArgumentError(`应如 20wd、60d、48h、3m · expected like 20wd: ${fault}`);
}

/** The beginning of a day, or a minute of it, +08:00. */
function readMoment(text: string): number {
  const [, day = '', time = '00:00'] =
    /^(\d{4}-\d{2}-\d{2})(?:T((?:[01]\d|2[0-3]):[0-5]\d))?$/.exec(text) ?? [];
  return Date.parse(`${readDay(day)}T${time}:00+08:00`);
}

/** A pause in the course of its first day, until one in the course of its last: which hours they were makes no difference. */
function collectPause(text: string, before: readonly PauseRange[]): readonly PauseRange[] {
  const [first = '', last, ...more] = text.split('..');
  if (last === undefined || more.length > 0) {
    throw new InvalidArgumentError('应如 2026-03-02..2026-03-06 · expected like 2026-03-02..2026-03-06');
  }
  const from = noonOf(first);
  const to = last === '' ? undefined : noonOf(last);
  if (to === undefined || from <= to) return [...before, { from, to }];
  throw new InvalidArgumentError('结束早于开始 · it ends before it begins');
}

function noonOf(day: string): number {
  return Date.parse(`${readDay(day)}T12:00:00+08:00`);
}
