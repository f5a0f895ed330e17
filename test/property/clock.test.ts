import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Clock, dueAt, extendClock, type Pause, remainingWorkdays, startClock } from '#domain/deadline';
import { dateOfDay, dayNumber, type TimeLimit } from '#domain/item';
import { CALENDARS, cst, GUANGDONG, taken, termsOf } from '../kit/calendars.js';

const HOUR = 3_600_000;
const calendar = CALENDARS.forRegion(GUANGDONG);

const startedAt = fc
  .integer({ min: 0, max: 200 * 24 })
  .map((hours) => cst('2025-01-01T00:00:00') + hours * HOUR);
const limit: fc.Arbitrary<TimeLimit> = fc.oneof(
  fc.record({ amount: fc.integer({ min: 0, max: 30 }), unit: fc.constant('WORKING_DAY' as const) }),
  fc.record({ amount: fc.integer({ min: 1, max: 60 }), unit: fc.constant('CALENDAR_DAY' as const) }),
  fc.record({ amount: fc.integer({ min: 1, max: 200 }), unit: fc.constant('HOUR' as const) }),
  fc.record({ amount: fc.integer({ min: 1, max: 3 }), unit: fc.constant('MONTH' as const) }),
);

/** Hours after the start, and how many: few enough that every answer lies in 2025 and 2026. */
const stretch = fc.tuple(fc.integer({ min: 0, max: 60 * 24 }), fc.integer({ min: 0, max: 20 * 24 }));
const stretches = fc.array(stretch, { maxLength: 5 });

const plain = fc.record({ startedAt, limit, movesToWorkday: fc.boolean(), stretches });
type Plain = typeof plain extends fc.Arbitrary<infer T> ? T : never;

function clockOf({ startedAt: at, limit: of, movesToWorkday, stretches: pauses }: Plain): Clock {
  return withPauses(startClock(termsOf(of, { movesToWorkday }), GUANGDONG, at), pauses);
}

function withPauses(clock: Clock, pauses: readonly (readonly [number, number])[]): Clock {
  const made = pauses.map(([after, length], i): Pause => {
    const from = clock.startedAt + after * HOUR;
    return { id: `${i}`, kind: 'HEARING', from, to: from + length * HOUR };
  });
  return { ...clock, pauses: made };
}

function dueOf(clock: Clock): number {
  const due = dueAt(clock, CALENDARS);
  if (due.kind !== 'due') throw new Error(JSON.stringify(due));
  return due.dueAt;
}

/** The same rule, told hour by hour and day by day, without any table. */
function plainDue(clock: Clock): number {
  const { amount, unit } = clock.terms.limit;
  const stands = (at: number) => clock.pauses.some(({ from, to = Infinity }) => from <= at && at < to);
  if (unit === 'HOUR') {
    let at = clock.startedAt;
    for (let left = amount; left > 0; at += HOUR) if (!stands(at)) left--;
    return at - 1;
  }
  const isWorkday = (day: string) => calendar.isWorkday(day) === true;
  const start = new Date(clock.startedAt + 8 * HOUR).toISOString().slice(0, 10);
  const midnight = (day: number) => cst(`${dateOfDay(day)}T00:00:00`);
  let left = unit === 'MONTH' ? monthsAfter(start, amount) - dayNumber(start) : amount;
  let day = dayNumber(start);
  while (left > 0) {
    day++;
    if (!stands(midnight(day)) && (unit !== 'WORKING_DAY' || isWorkday(dateOfDay(day)))) left--;
  }
  const moves = unit === 'WORKING_DAY' || clock.terms.movesToWorkday;
  while (stands(midnight(day + 1)) || (moves && !isWorkday(dateOfDay(day)))) day++;
  return midnight(day + 1) - 1;
}

function monthsAfter(date: string, months: number): number {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  for (let end = day; ; end--) {
    const at = new Date(Date.UTC(year, month - 1 + months, end));
    if (at.getUTCDate() === end) return at.getTime() / (24 * HOUR);
  }
}

describe('a clock', () => {
  it('is due when counting by hand says so', () => {
    fc.assert(
      fc.property(plain, (of) => {
        expect(dueOf(clockOf(of))).toBe(plainDue(clockOf(of)));
      }),
      { numRuns: 400 },
    );
  });

  it('is never due earlier for one more pause, or a longer one', () => {
    fc.assert(
      fc.property(plain, stretch, fc.nat(48), (of, [after, length], longer) => {
        const without = dueOf(clockOf(of));
        const one = dueOf(clockOf({ ...of, stretches: [...of.stretches, [after, length]] }));
        const other = dueOf(clockOf({ ...of, stretches: [...of.stretches, [after, length + longer]] }));
        expect(one).toBeGreaterThanOrEqual(without);
        expect(other).toBeGreaterThanOrEqual(one);
      }),
    );
  });

  it('is never due earlier for a longer limit or a later start', () => {
    fc.assert(
      fc.property(plain, fc.nat(10), fc.nat(100), (of, more, later) => {
        const longer = { ...of.limit, amount: of.limit.amount + more };
        expect(dueOf(clockOf({ ...of, limit: longer }))).toBeGreaterThanOrEqual(dueOf(clockOf(of)));
        const [one, other] = [0, later].map((hours) =>
          dueOf(clockOf({ ...of, stretches: [], startedAt: of.startedAt + hours * HOUR })),
        );
        expect(other).toBeGreaterThanOrEqual(one ?? Infinity);
      }),
    );
  });

  it('counts pauses that overlap once, in whatever order and pieces they come', () => {
    fc.assert(
      fc.property(plain, fc.nat(100), (of, cut) => {
        const pieces = of.stretches.flatMap(([after, length]): [number, number][] => {
          const first = Math.min(cut, length);
          return [
            [after + first, length - first],
            [after, first],
            [after, length],
          ];
        });
        expect(dueOf(clockOf({ ...of, stretches: pieces.reverse() }))).toBe(dueOf(clockOf(of)));
      }),
    );
  });

  it('runs exactly as long with an extension as with a limit that much longer', () => {
    fc.assert(
      fc.property(plain, fc.integer({ min: 1, max: 10 }), (of, amount) => {
        const { unit } = of.limit;
        const extension = {
          by: { amount, unit },
          approver: 'AUTHORITY_HEAD',
          reason: 'test',
          at: of.startedAt,
        } as const;
        const extended = taken(extendClock(clockOf(of), extension, CALENDARS));
        expect(dueOf(extended)).toBe(
          dueOf(clockOf({ ...of, limit: { amount: of.limit.amount + amount, unit } })),
        );
      }),
    );
  });

  it('gives the same answer when it is recomputed from what was stored of it', () => {
    fc.assert(
      fc.property(plain, (of) => {
        const clock = clockOf(of);
        const stored = JSON.parse(JSON.stringify(clock)) as Clock;
        expect(dueAt({ ...clock, ...stored, stoppedAt: undefined }, CALENDARS)).toEqual(
          dueAt(clock, CALENDARS),
        );
      }),
    );
  });

  it('has one working day less on each working day that counts', () => {
    fc.assert(
      fc.property(plain, (of) => {
        const clock = clockOf(of);
        const last = dueOf(clock);
        const left = Array.from({ length: 60 }, (_, i) => of.startedAt + i * 24 * HOUR)
          .filter((at) => at <= last)
          .map((at) => remainingWorkdays(clock, CALENDARS, at) as number);
        const steps = left.slice(1).map((now, i) => (left[i] ?? 0) - now);
        expect(steps.every((step) => step === 0 || step === 1)).toBe(true);
        expect(remainingWorkdays(clock, CALENDARS, last)).toBe(0);
      }),
    );
  });
});
