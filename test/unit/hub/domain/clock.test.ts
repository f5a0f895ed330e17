import { describe, expect, it } from 'vitest';
import {
  type Clock,
  dueAt,
  extendClock,
  nextFiring,
  pauseClock,
  remainingWorkdays,
  resumeClock,
  startClock,
  stopClock,
} from '#domain/deadline';
import type { TimeLimit } from '#domain/item';
import { CALENDARS, cst, GUANGDONG, LIMITS, taken, termsOf, workdayClock } from '../../../kit/calendars.js';

const dueDate = (clock: Clock) => {
  const due = dueAt(clock, CALENDARS);
  return due.kind === 'due' ? due.dueDate : due;
};

function clockOf(start: string, limit: TimeLimit, movesToWorkday = true): Clock {
  return startClock(termsOf(limit, { movesToWorkday }), GUANGDONG, cst(start));
}

function paused(clock: Clock, ...ranges: readonly (readonly [string, string | undefined])[]): Clock {
  return ranges.reduce((before, [from, to], i) => {
    const pause = { id: `${i}`, kind: 'HEARING', from: cst(from), to: to === undefined ? to : cst(to) };
    return taken(pauseClock(before, pause));
  }, clock);
}

describe('the last moment of a limit', () => {
  it('is 23:59:59.999 in China, whatever the zone of the machine', () => {
    const due = dueAt(workdayClock('2026-09-18', 5), CALENDARS);
    expect(due).toEqual({
      kind: 'due',
      dueDate: '2026-09-24',
      dueAt: Date.UTC(2026, 8, 24, 15, 59, 59, 999),
    });
  });

  it('does not depend on the time of the day on which it starts', () => {
    const dates = ['00:00:00', '00:00:01', '07:59:59', '08:00:00', '23:59:59'].map((time) =>
      dueDate(clockOf(`2026-09-18T${time}`, { amount: 5, unit: 'WORKING_DAY' })),
    );
    expect(dates).toEqual(Array(5).fill('2026-09-24'));
  });

  it('does not move in years and zones with daylight saving time', () => {
    const zone = process.env.TZ;
    try {
      for (const name of ['America/New_York', 'Asia/Shanghai', 'Pacific/Kiritimati', 'UTC']) {
        process.env.TZ = name;
        expect(dueDate(workdayClock('2026-03-05', 5)), name).toBe('2026-03-12');
        expect(dueDate(clockOf('2026-03-06', { amount: 4, unit: 'CALENDAR_DAY' })), name).toBe('2026-03-10');
      }
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });

  it('is at the end of the same day for what is done on the spot, or of the next working day', () => {
    expect(dueDate(clockOf('2026-09-18', { amount: 0, unit: 'WORKING_DAY' }))).toBe('2026-09-18');
    expect(dueDate(clockOf('2026-09-19', { amount: 0, unit: 'WORKING_DAY' }))).toBe('2026-09-20');
  });

  it.each([
    [{ amount: 1, unit: 'CALENDAR_DAY' }, '2026-02-27', '2026-02-28', '2026-02-28'],
    [{ amount: 2, unit: 'CALENDAR_DAY' }, '2026-02-27', '2026-03-02', '2026-03-01'],
    [{ amount: 3, unit: 'CALENDAR_DAY' }, '2026-09-29', '2026-10-08', '2026-10-02'],
    [{ amount: 1, unit: 'MONTH' }, '2026-01-31', '2026-02-28', '2026-02-28'],
    [{ amount: 1, unit: 'MONTH' }, '2026-09-03', '2026-10-08', '2026-10-03'],
    [{ amount: 3, unit: 'MONTH' }, '2025-11-30', '2026-02-28', '2026-02-28'],
  ] as const)('of %j from %s moves to the working day %s, or stays on %s', (limit, start, moved, stays) => {
    expect(dueDate(clockOf(start, limit))).toBe(moved);
    expect(dueDate(clockOf(start, limit, false))).toBe(stays);
  });

  it('is on the leap day when the month has one', () => {
    expect(dueDate(clockOf('2028-01-31', { amount: 1, unit: 'MONTH' }, false))).toBe('2028-02-29');
    expect(dueDate(clockOf('2028-02-28', { amount: 1, unit: 'CALENDAR_DAY' }, false))).toBe('2028-02-29');
  });

  it('comes after so many hours from the very moment, day and night', () => {
    const clock = clockOf('2026-10-01T10:00:00', { amount: 48, unit: 'HOUR' });
    const due = { kind: 'due', dueDate: '2026-10-03', dueAt: cst('2026-10-03T10:00:00') - 1 };
    expect(dueAt(clock, CALENDARS)).toEqual(due);
    const standing = paused(
      clock,
      ['2026-10-01T12:00:00', '2026-10-01T13:30:00'],
      ['2026-10-01T13:00:00', '2026-10-01T14:00:00'],
    );
    expect(dueAt(standing, CALENDARS)).toMatchObject({ dueAt: due.dueAt + 2 * 3_600_000 });
    const open = paused(clock, ['2026-10-02T12:00:00', undefined]);
    expect(dueAt(open, CALENDARS)).toEqual({ kind: 'paused', since: cst('2026-10-02T12:00:00') });
  });

  it('is not known when it lies in a year that is not published', () => {
    expect(dueDate(workdayClock('2026-12-25', 5))).toMatchObject({ kind: 'unpublished', year: 2027 });
    expect(dueDate(clockOf('2026-12-30', { amount: 3, unit: 'CALENDAR_DAY' }))).toMatchObject({ year: 2027 });
    expect(dueDate(clockOf('2026-12-30', { amount: 3, unit: 'CALENDAR_DAY' }, false))).toBe('2027-01-02');
  });
});

describe('a pause', () => {
  const MONDAY_TO_WEDNESDAY = workdayClock('2026-03-02', 2); // due on Wednesday the 4th

  it.each([
    ['within one day', ['2026-03-03T09:00:00', '2026-03-03T17:00:00'], '2026-03-04'],
    ['over one midnight', ['2026-03-03T23:59:59', '2026-03-04T00:00:01'], '2026-03-05'],
    ['from midnight', ['2026-03-03T00:00:00', '2026-03-03T09:00:00'], '2026-03-05'],
    ['until midnight', ['2026-03-03T09:00:00', '2026-03-04T00:00:00'], '2026-03-04'],
    ['over a weekend', ['2026-03-06T09:00:00', '2026-03-08T17:00:00'], '2026-03-04'],
    ['on the day of the start', ['2026-03-02T13:00:00', '2026-03-02T14:00:00'], '2026-03-04'],
  ] as const)('%s costs as many working days as begin in it', (_what, range, due) => {
    expect(dueDate(paused(MONDAY_TO_WEDNESDAY, range))).toBe(due);
  });

  it('that begins on the last day gives it the rest of the day on which it ends, or the next working day', () => {
    expect(dueDate(paused(MONDAY_TO_WEDNESDAY, ['2026-03-04', '2026-03-06']))).toBe('2026-03-06');
    expect(dueDate(paused(MONDAY_TO_WEDNESDAY, ['2026-03-04', '2026-03-07']))).toBe('2026-03-09');
  });

  it('that overlaps another counts once', () => {
    const both = paused(MONDAY_TO_WEDNESDAY, ['2026-03-03', '2026-03-10'], ['2026-03-05', '2026-03-12']);
    expect(dueDate(both)).toBe(dueDate(paused(MONDAY_TO_WEDNESDAY, ['2026-03-03', '2026-03-12'])));
  });

  it('without an end leaves no last day, unless the limit was over before', () => {
    const since = cst('2026-03-03');
    expect(dueDate(paused(MONDAY_TO_WEDNESDAY, ['2026-03-03', undefined]))).toEqual({
      kind: 'paused',
      since,
    });
    expect(dueDate(paused(MONDAY_TO_WEDNESDAY, ['2026-03-04', undefined]))).toMatchObject({ kind: 'paused' });
    expect(dueDate(paused(MONDAY_TO_WEDNESDAY, ['2026-03-05', undefined]))).toBe('2026-03-04');
    const resumed = resumeClock(
      paused(MONDAY_TO_WEDNESDAY, ['2026-03-03', undefined]),
      '0',
      cst('2026-03-05'),
    );
    expect(dueDate(taken(resumed))).toBe('2026-03-06');
  });

  it('takes days from limits of days and months too', () => {
    const days = clockOf('2026-03-02', { amount: 7, unit: 'CALENDAR_DAY' });
    expect(dueDate(paused(days, ['2026-03-03', '2026-03-05']))).toBe('2026-03-11');
    const months = clockOf('2026-03-02', { amount: 1, unit: 'MONTH' });
    expect([dueDate(months), dueDate(paused(months, ['2026-03-03', '2026-03-08']))]).toEqual([
      '2026-04-02',
      '2026-04-07',
    ]);
  });
});

describe('a clock', () => {
  const clock = workdayClock('2026-02-13', 20); // due on 2026-03-19
  const extension = {
    by: { amount: 10, unit: 'WORKING_DAY' },
    approver: 'AUTHORITY_HEAD',
    reason: 'complex',
    at: cst('2026-03-19T23:59:59'),
  } as const;

  it('is extended once, by what the rule allows, by whom it names, and in time', () => {
    expect(dueDate(taken(extendClock(clock, extension, CALENDARS)))).toBe('2026-04-02');
    const once = taken(
      extendClock(clock, { ...extension, by: { amount: 3, unit: 'WORKING_DAY' } }, CALENDARS),
    );
    const code = (change: object, of = clock) => {
      const answer = extendClock(of, { ...extension, ...change }, CALENDARS);
      return 'kind' in answer ? answer.code : answer;
    };
    expect(code({}, once)).toBe('EXTENSION_USED_UP');
    expect(code({ by: { amount: 11, unit: 'WORKING_DAY' } })).toBe('EXTENSION_TOO_LONG');
    expect(code({ by: { amount: 0, unit: 'WORKING_DAY' } })).toBe('EXTENSION_TOO_LONG');
    expect(code({ by: { amount: 1, unit: 'MONTH' } })).toBe('EXTENSION_OTHER_UNIT');
    expect(code({ approver: 'GOVERNMENT_HEAD' })).toBe('EXTENSION_OTHER_APPROVER');
    expect(code({ reason: ' ' })).toBe('EXTENSION_UNFOUNDED');
    expect(code({ at: cst('2026-03-20T00:00:00') })).toBe('EXTENSION_TOO_LATE');
    expect(code({ at: cst('2026-02-12') })).toBe('BEFORE_START');
    expect(code({}, workdayClock('2026-02-13', 20, { extension: undefined }))).toBe('EXTENSION_NOT_ALLOWED');
    expect(code({}, taken(stopClock(clock, cst('2026-03-01'))))).toBe('CLOCK_STOPPED');
  });

  it('takes only pauses that its limit knows, each once', () => {
    const pause = { id: 'h1', kind: 'HEARING', from: cst('2026-03-02'), to: undefined };
    const held = taken(pauseClock(clock, pause));
    const stopped = taken(stopClock(clock, cst('2026-03-01')));
    expect(
      [
        pauseClock(clock, { ...pause, kind: 'HOLIDAY' }),
        pauseClock(held, pause),
        pauseClock(clock, { ...pause, from: cst('2026-02-01') }),
        pauseClock(clock, { ...pause, to: cst('2026-03-01') }),
        pauseClock(stopped, pause),
        resumeClock(held, 'h2', cst('2026-03-03')),
        resumeClock(held, 'h1', cst('2026-03-01')),
        resumeClock({ ...held, stoppedAt: 0 }, 'h1', cst('2026-03-03')),
        stopClock(stopped, cst('2026-03-02')),
        stopClock(clock, cst('2026-02-12')),
      ].map((answer) => ('kind' in answer ? answer.code : 'taken')),
    ).toEqual([
      'PAUSE_NOT_ALLOWED',
      'PAUSE_REPEATED',
      'BEFORE_START',
      'PAUSE_ENDS_BEFORE_IT_BEGINS',
      'CLOCK_STOPPED',
      'PAUSE_UNKNOWN',
      'PAUSE_ENDS_BEFORE_IT_BEGINS',
      'CLOCK_STOPPED',
      'CLOCK_STOPPED',
      'BEFORE_START',
    ]);
  });

  it('is frozen in every part', () => {
    const held = paused(clock, ['2026-03-02', '2026-03-03']);
    expect([held, held.pauses, held.pauses[0], held.extensions].every(Object.isFrozen)).toBe(true);
  });
});

describe('warnings', () => {
  const ladder = LIMITS.rules.find(({ id }) => id === 'decision')?.warnings ?? [];
  const clock = workdayClock('2026-02-13', 20, { warnings: ladder }); // due on Thursday 2026-03-19

  /** Everything that a clock fires: the moment in China, and what. */
  function firings(of: Clock): string[] {
    const fired: string[] = [];
    let at = of.startedAt;
    for (;;) {
      const next = nextFiring(of, CALENDARS, at);
      if (next.kind !== 'fires') return [...fired, next.kind];
      at = next.at;
      const events = next.events.map((event) => (event.kind === 'LAPSE' ? event.effect : event.level.id));
      fired.push(`${new Date(at + 8 * 3_600_000).toISOString().slice(0, 16)} ${events.join(' ')}`);
    }
  }

  it('fire one after the other, before and after the last day', () => {
    expect(firings(clock)).toEqual([
      '2026-03-16T00:00 soon',
      '2026-03-18T00:00 tomorrow',
      '2026-03-19T00:00 today',
      '2026-03-20T00:00 OVERDUE overdue',
      '2026-03-26T00:00 long-overdue',
      'none',
    ]);
  });

  it('follow the days that are left, not the calendar, when the clock stood', () => {
    expect(firings(paused(clock, ['2026-03-17', '2026-03-24']))).toEqual([
      '2026-03-16T00:00 soon',
      '2026-03-25T00:00 tomorrow',
      '2026-03-26T00:00 today',
      '2026-03-27T00:00 OVERDUE overdue',
      '2026-04-02T00:00 long-overdue',
      'none',
    ]);
  });

  it('come again after an extension, with another last moment', () => {
    const extension = {
      by: { amount: 10, unit: 'WORKING_DAY' },
      approver: 'AUTHORITY_HEAD',
      reason: 'complex',
      at: cst('2026-03-19'),
    } as const;
    const extended = taken(extendClock(clock, extension, CALENDARS));
    const first = nextFiring(extended, CALENDARS, extension.at);
    expect(first).toMatchObject({ kind: 'fires', at: cst('2026-03-30T00:00:00') });
    expect(first).toMatchObject({ dueAt: cst('2026-04-03T00:00:00') - 1 });
  });

  it('that would come before the start do not', () => {
    const short = workdayClock('2026-03-16', 2, { warnings: ladder });
    expect(firings(short)[0]).toBe('2026-03-17T00:00 tomorrow');
  });

  it('of hours count from the moment at which the limit is over', () => {
    const warnings = LIMITS.rules.find(({ id }) => id === 'dispatch-acknowledgement')?.warnings ?? [];
    const terms = termsOf({ amount: 48, unit: 'HOUR' }, { warnings });
    expect(firings(startClock(terms, GUANGDONG, cst('2026-03-16T10:00:00')))).toEqual([
      '2026-03-17T10:00 unacknowledged',
      '2026-03-18T10:00 OVERDUE overdue',
      'none',
    ]);
  });

  it('stop with the clock, and wait while it stands or a year is not published', () => {
    expect(firings(taken(stopClock(clock, cst('2026-03-02'))))).toEqual(['none']);
    expect(firings(paused(clock, ['2026-03-02', undefined]))).toEqual(['paused']);
    expect(firings(workdayClock('2026-12-25', 10, { warnings: ladder }))).toEqual(['unpublished']);
    expect(firings(workdayClock('2026-12-21', 8, { warnings: ladder })).slice(-2)).toEqual([
      '2027-01-01T00:00 OVERDUE',
      'unpublished',
    ]);
  });

  it('go by the working days that are left', () => {
    const left = (at: string, of = clock) => remainingWorkdays(of, CALENDARS, cst(at));
    expect(left('2026-02-13')).toBe(20);
    expect(left('2026-03-18T23:59:59')).toBe(1);
    expect(left('2026-03-19')).toBe(0);
    expect(left('2026-03-22')).toBe(-1);
    expect(left('2026-03-16', paused(clock, ['2026-03-17', '2026-03-24']))).toBe(3);
    expect(left('2026-03-20', paused(clock, ['2026-03-17', undefined]))).toMatchObject({ kind: 'paused' });
  });
});
