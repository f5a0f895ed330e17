import { describe, expect, it } from 'vitest';
import { TokenBuckets } from '../../../../hub/exchange/token-buckets.js';

describe('token buckets', () => {
  it('run empty one by one, and fill again with time, up to the brim', () => {
    let now = 0;
    const buckets = new TokenBuckets(3, 2, () => now);
    const drain = (name: string) => {
      let taken = 0;
      for (; !buckets.isEmpty(name); taken++) buckets.take(name);
      return taken;
    };
    expect(drain('guangdong')).toBe(3);
    expect(buckets.isEmpty('henan')).toBe(false);
    now += 499;
    expect(buckets.isEmpty('guangdong')).toBe(true);
    now += 1;
    expect(drain('guangdong')).toBe(1);
    now += 3_600_000;
    expect(drain('guangdong')).toBe(3);
  });

  it('do not go into debt: what was taken beyond the last token need not be paid back', () => {
    let now = 0;
    const buckets = new TokenBuckets(1, 1, () => now);
    for (let i = 0; i < 100; i++) buckets.take('guangdong');
    now += 1000;
    expect(buckets.isEmpty('guangdong')).toBe(false);
  });

  it('let nobody have for nothing what was under way when the last token went', () => {
    let now = 0;
    const buckets = new TokenBuckets(1, 1, () => now);
    for (let i = 0; i < 100; i++) buckets.owe('guangdong');
    now += 99_000;
    expect(buckets.isEmpty('guangdong')).toBe(true);
    buckets.take('guangdong');
    now += 1_001;
    expect(buckets.isEmpty('guangdong')).toBe(false);
    now += 3_600_000;
    buckets.take('guangdong');
    expect(buckets.isEmpty('guangdong')).toBe(true);
  });
});
