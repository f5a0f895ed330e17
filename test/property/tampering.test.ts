import { describe, expect, it } from 'vitest';
import {
  flip,
  MEANINGLESS_FILE,
  MEANINGLESS_IN_ZIP,
  outcomeOfFlip,
  outcomeOfZip,
  PLACES,
  ZIP,
  zipFieldAt,
} from '../kit/tampered-bundle.js';
import { LOG_PLACES, outcomeOfLogFlip } from '../kit/tampered-log.js';

/** A sample of what fuzz/tampering.long.test.ts does to every byte. */

/** Strides that share no factor with the sizes of anything, so that each kind of byte has its turn. */
const some = <T>(list: readonly T[], stride: number): T[] => list.filter((_, i) => i % stride === 0);
const mask = (at: number) => 1 << (at % 8);

describe('a sample of changed bytes', () => {
  it.each([
    [false, 211],
    [true, 211],
  ])('in files of evidence passes nowhere that counts (manifest made to fit: %s)', (fits, stride) => {
    const places = some(PLACES, stride).filter(({ path }) => path !== MEANINGLESS_FILE);
    expect(places.filter((place) => outcomeOfFlip(place, mask(place.at), fits) === 'PASS')).toEqual([]);
  });

  it('in a zip passes only where the byte says nothing of the files', async () => {
    expect(await outcomeOfZip(ZIP)).toBe('PASS');
    const passed = new Set<string>();
    for (let at = 0; at < ZIP.length; at += 61)
      if ((await outcomeOfZip(flip(ZIP, at, mask(at)))) === 'PASS') passed.add(zipFieldAt(at));
    expect([...passed].filter((field) => !MEANINGLESS_IN_ZIP.includes(field))).toEqual([]);
  });

  it('in a log never passes', async () => {
    for (const place of some(LOG_PLACES, 101))
      expect(await outcomeOfLogFlip(place, mask(place.at)), `${place.path} ${place.at}`).toBe('NOT_PASS');
  });
});
