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
import { LOG_PLACES, outcomeOfHonestLog, outcomeOfLogFlip } from '../kit/tampered-log.js';

/** Every byte of sample evidence, turned over in two ways: a bit that goes with its place, and the one that letters differ in by case. */
const masks = (at: number) => [1 << (at % 8), 0x20];

const MINUTES = 60_000;

describe('evidence with any byte of any file changed', () => {
  it.each([
    ['the manifest as it was: nowhere', false, []],
    ['the manifest made to fit', true, [MEANINGLESS_FILE]],
  ])(
    'passes only where the file means nothing: %s',
    (_, fits, meaningless) => {
      const passed = PLACES.filter((place) =>
        masks(place.at).some((mask) => outcomeOfFlip(place, mask, fits) === 'PASS'),
      );
      expect([...new Set(passed.map(({ path }) => path))]).toEqual(meaningless);
    },
    20 * MINUTES,
  );
});

describe('a zip of evidence with any byte changed', () => {
  it(
    'passes only where the byte says nothing of the files',
    async () => {
      const passed = new Set<string>();
      for (let at = 0; at < ZIP.length; at++)
        for (const mask of masks(at))
          if ((await outcomeOfZip(flip(ZIP, at, mask))) === 'PASS') passed.add(zipFieldAt(at));
      expect([...passed].sort()).toEqual(MEANINGLESS_IN_ZIP);
    },
    20 * MINUTES,
  );

  it(
    'or cut short, or with something before or behind it, is never more than it was',
    async () => {
      for (let length = 0; length < ZIP.length; length++)
        expect(await outcomeOfZip(ZIP.subarray(0, length)), `${length} bytes`).toBe('UNREADABLE');
      for (const size of [1, 2, 22, 1000])
        for (const padding of [Buffer.alloc(size), Buffer.alloc(size, 'PK')])
          for (const padded of [Buffer.concat([ZIP, padding]), Buffer.concat([padding, ZIP])])
            expect(await outcomeOfZip(padded)).not.toBe('PASS');
    },
    20 * MINUTES,
  );
});

describe('a log with any byte of any file changed', () => {
  it(
    'never passes',
    async () => {
      expect(await outcomeOfHonestLog()).toBe('PASS');
      const passed = [];
      for (const place of LOG_PLACES)
        for (const mask of masks(place.at))
          if ((await outcomeOfLogFlip(place, mask)) === 'PASS') passed.push(place);
      expect(passed).toEqual([]);
      expect(await outcomeOfHonestLog()).toBe('PASS'); // nor has anything been spoilt on the way
    },
    20 * MINUTES,
  );
});
