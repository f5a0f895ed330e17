import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '#crypto/primitives';
import { deflateList, IndexPool, inflateList, StatusBitmap } from '#crypto/status-list';

const bits = fc.constantFrom(1, 2, 4, 8);

describe('a status list', () => {
  it('gives back what was set, whatever was set beside it', () => {
    const writes = fc.array(fc.tuple(fc.nat(255), fc.nat(255)), { maxLength: 200 });
    fc.assert(
      fc.property(bits, writes, (width, all) => {
        const list = StatusBitmap.empty(width, 256);
        const model = new Map<number, number>();
        for (const [index, any] of all) {
          const status = any % (1 << width);
          list.set(index, status);
          model.set(index, status);
        }
        const read = inflateList(deflateList(list), width, 256);
        for (let index = 0; index < 256; index++) expect(read?.get(index)).toBe(model.get(index) ?? 0);
      }),
    );
  });

  it('is read from no bytes that are not one', () => {
    fc.assert(
      fc.property(fc.base64String(), bits, (text, width) => {
        const list = inflateList(text, width, 64);
        expect(list === undefined || list.bytes.length <= 64).toBe(true);
      }),
    );
  });
});

describe('the indexes of a shard', () => {
  it('are given out once each, until none is left, across restarts', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 64 }), fc.nat(400), (bytes, restart) => {
        const random = createRandom();
        let pool = new IndexPool(bytes * 8);
        const given = new Set<number>();
        for (let i = 0; i < bytes * 8; i++) {
          if (i === restart) pool = new IndexPool(bytes * 8, pool.taken);
          given.add(pool.take(random) ?? -1);
        }
        expect(given).toEqual(new Set(Array.from({ length: bytes * 8 }, (_, i) => i)));
        expect(pool.free).toBe(0);
        expect(pool.take(random)).toBeUndefined();
      }),
      { numRuns: 50 },
    );
  });

  it('have the same chance', () => {
    const random = createRandom();
    const counts = new Array<number>(16).fill(0);
    for (let i = 0; i < 8000; i++) {
      const index = new IndexPool(16).take(random) ?? 0;
      counts[index] = (counts[index] ?? 0) + 1;
    }
    // 500 each, deviation 22: beyond eight deviations is no chance.
    for (const count of counts) expect(Math.abs(count - 500)).toBeLessThan(176);
  });

  it('are not drawn from numbers that would favour the first ones', () => {
    const numbers = [0xffff_ffff, 0xffff_fffe, 7];
    const pool = new IndexPool(24);
    const drawn = pool.take(() => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(numbers.shift() ?? 0);
      return bytes;
    });
    expect(drawn).toBe(7);
    expect(numbers).toEqual([]);
  });
});
