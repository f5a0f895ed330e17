import { expect, it } from 'vitest';
import { passingFlips } from '../kit/restamped-stamp.js';

it('a stamp over an expired one does not make up for it with any byte of list or stamps changed', () => {
  expect(passingFlips(1)).toEqual([]);
});
