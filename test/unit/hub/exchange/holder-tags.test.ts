import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { HolderTags } from '#hub/exchange';

const HOLDER = { codeType: '111', code: '11010119900307001X' };
const tags = new HolderTags(Buffer.alloc(32, 7));
const text = (tag: Uint8Array) => Buffer.from(tag).toString('hex');

describe('the tag of a holder', () => {
  it('is the same for every spelling of the code', () => {
    for (const code of ['11010119900307001x', '１１０１０１１９９００３０７００１Ｘ']) {
      expect(text(tags.of({ ...HOLDER, code }))).toBe(text(tags.of(HOLDER)));
    }
  });

  it('is another for another holder, another type of code, and under another key', () => {
    const others = [
      tags.of({ ...HOLDER, code: '110101199003070029' }),
      tags.of({ ...HOLDER, codeType: '414' }),
      new HolderTags(Buffer.alloc(32, 8)).of(HOLDER),
    ];
    expect(new Set([tags.of(HOLDER), ...others].map(text)).size).toBe(4);
  });

  it('is no digest that anybody could try all codes against', () => {
    for (const name of ['sha256', 'sm3']) {
      expect(text(tags.of(HOLDER))).not.toBe(createHash(name).update(HOLDER.code).digest('hex'));
    }
  });

  it('needs a whole key', () => {
    expect(() => new HolderTags(Buffer.alloc(16))).toThrow('32 bytes');
  });
});
