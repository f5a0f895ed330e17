import { type DigestName, digest } from '#crypto/primitives';
import {
  formatRestampList,
  formatTimeStampFile,
  type Restamp,
  type RestampedRun,
  restampNames,
  stampNames,
} from '#crypto/timestamp';
import { makeToken, type Sm2Tsa } from './time-stamps.js';

/** Stamps over stamps, put together by hand. */

export interface RestampWish {
  readonly tsa: Sm2Tsa;
  /** Unix milliseconds. */
  readonly at: number;
  readonly digest?: DigestName;
  /** What the list says, in the place of what is true. */
  readonly change?: (digests: Map<string, Uint8Array>) => void;
}

export interface StampToCover {
  readonly size: number;
  readonly data: Uint8Array;
  readonly token: Uint8Array;
}

/** @param others files that lists are over too, by name. */
export function restampedRun(
  stamps: readonly StampToCover[],
  wishes: readonly RestampWish[],
  others: ReadonlyMap<string, Uint8Array> = new Map(),
): RestampedRun {
  const sizes = stamps.map(({ size }) => size);
  const [first, last] = [Math.min(...sizes), Math.max(...sizes)];
  const below = new Map(others);
  for (const { size, data, token } of stamps) {
    const { checkpoint, stamp } = stampNames(size);
    below.set(checkpoint, data).set(stamp, formatTimeStampFile(token));
  }
  const restamps: Restamp[] = [];
  for (const [i, { tsa, at, digest: name = 'sha256', change }] of wishes.entries()) {
    const digests = new Map([...below].map(([file, bytes]) => [file, Uint8Array.from(digest(name, bytes))]));
    change?.(digests);
    const list = formatRestampList({ digest: name, digests });
    const token = makeToken(list, tsa.maker, { at });
    restamps.push({ list, token });
    const names = restampNames({ first, last, number: i + 1 });
    below.set(names.list, list).set(names.stamp, formatTimeStampFile(token));
  }
  return { first, last, restamps };
}

/** As an export has them, by name. */
export function restampFilesOf(run: RestampedRun): Map<string, Uint8Array> {
  return new Map(
    run.restamps.flatMap(({ list, token }, i) => {
      const names = restampNames({ ...run, number: i + 1 });
      return [
        [names.list, list],
        [names.stamp, formatTimeStampFile(token)],
      ] as const;
    }),
  );
}
