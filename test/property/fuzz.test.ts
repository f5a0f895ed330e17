import { describe, expect, it } from 'vitest';
import { faultOf, fuzz } from '../fuzz/run.js';
import { TARGETS } from '../fuzz/targets.js';

/** A sample of `npm run fuzz`, always the same. */

describe('parsers that an auditor feeds', () => {
  it('read or refuse whatever they are given, and accept one spelling', async () => {
    const faults = await fuzz({ seed: 1, inputs: 5_000, only: '', slowMs: undefined, onInputs: () => {} });
    expect(faults.map(({ target, why, input }) => `${target}: ${why}: ${input.toString('base64')}`)).toEqual(
      [],
    );
  });

  it.each(TARGETS.map((target) => [target.name, target] as const))(
    'read what is valid: %s',
    async (_, target) => {
      expect(target.samples.length).toBeGreaterThan(0);
      for (const sample of target.samples) {
        expect(await faultOf(target, sample)).toBeUndefined();
        if (target.name !== 'signed message') await target.run(sample);
      }
    },
  );

  it('would be caught failing in any other way', async () => {
    const [any] = TARGETS;
    if (any === undefined) return expect.fail();
    const breaks = { ...any, run: () => Promise.reject(new TypeError('undefined is not a function')) };
    expect(await faultOf(breaks, Buffer.alloc(1))).toBe('TypeError: undefined is not a function');
    const refuses = { ...breaks, refusals: [TypeError] };
    expect(await faultOf(refuses, Buffer.alloc(1))).toBeUndefined();
  });
});
