import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8 } from '#crypto/primitives';
import { parseRestampIndex, parseRestampList } from '#crypto/timestamp';
import { mutationsOf } from '../kit/mutation.js';
import { over, passesWith, passingFlips, restamp, whole } from '../kit/restamped-stamp.js';

describe('a stamp over an expired one', () => {
  it('makes up for it, and with a byte of list or stamps changed does not', () => {
    expect(passesWith(whole)).toBe(true);
    expect(passesWith(over([]))).toBe(false);
    expect(passingFlips(7)).toEqual([]);
  });

  it('never throws, whatever became of it', () => {
    const both = fc.tuple(mutationsOf(restamp.list), mutationsOf(restamp.token));
    fc.assert(fc.property(both, ([list, token]) => void over([{ list, token }])));
    fc.assert(fc.property(mutationsOf(restamp.list), (list) => void parseRestampList(list)));
    fc.assert(fc.property(mutationsOf(utf8('3 3 1\n3 3 2\n')), (index) => void parseRestampIndex(index)));
  });
});
