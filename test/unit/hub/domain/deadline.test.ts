import { describe, expect, it } from 'vitest';
import { WorkdayCalendar } from '#domain/deadline';

describe('working days', () => {
  const calendar = new WorkdayCalendar([
    { year: 2026, holidays: [['2026-12-28', '2026-12-31']], makeupWorkdays: ['2026-12-27'] },
  ]);

  it('are Monday to Friday, less holidays, plus make-up days', () => {
    expect(
      ['2026-12-25', '2026-12-26', '2026-12-27', '2026-12-28'].map((day) => calendar.isWorkday(day)),
    ).toEqual([true, false, true, false]);
  });

  it('have no answer in a year that was not published, rather than a guess', () => {
    expect(calendar.isWorkday('2027-01-04')).toBeUndefined();
    expect(calendar.dueDate('2026-12-25', 1)).toBe('2026-12-27');
    expect(calendar.dueDate('2026-12-25', 2)).toBeUndefined();
  });
});
