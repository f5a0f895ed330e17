import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromCompactTime, fromLocalTime, LocalTimeError, toCompactTime, toLocalTime } from '#connectors/kit';

describe('times of provincial platforms', () => {
  it('are China Standard Time in both spellings', () => {
    expect(fromLocalTime('2026-11-22 10:00:00')).toBe('2026-11-22T10:00:00+08:00');
    expect(fromCompactTime('20261122100000')).toBe('2026-11-22T10:00:00+08:00');
    expect(toLocalTime('2026-11-22T10:00:00+08:00')).toBe('2026-11-22 10:00:00');
    expect(toCompactTime('2026-12-31T16:30:00Z')).toBe('20270101003000');
  });

  it('come back the same', () => {
    const moments = fc.date({ min: new Date(0), max: new Date('2100-01-01T00:00:00Z'), noInvalidDate: true });
    fc.assert(
      fc.property(moments, (moment) => {
        const seconds = Math.floor(moment.getTime() / 1000) * 1000;
        expect(Date.parse(fromLocalTime(toLocalTime(moment.toISOString())))).toBe(seconds);
        expect(Date.parse(fromCompactTime(toCompactTime(moment.toISOString())))).toBe(seconds);
      }),
    );
  });

  it.each([
    '2026-02-30 10:00:00',
    '2026-13-01 10:00:00',
    '2026-11-22 24:00:00',
    '2026-11-22 10:60:00',
    '2026-11-22T10:00:00',
    '2026-11-22',
    '',
  ])('are refused when no clock shows them: %s', (text) => {
    expect(() => fromLocalTime(text)).toThrow(LocalTimeError);
    expect(() => fromCompactTime(text.replaceAll(/[-: ]/g, ''))).toThrow(LocalTimeError);
  });
});
