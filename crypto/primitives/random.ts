import { randomFillSync } from 'node:crypto';

/** A source of random bytes fit for keys and salts. */
export type RandomBytes = (length: number) => Uint8Array;

const POOL_BYTES = 8192;

/**
 * The operating system's random bytes, drawn in blocks: a salt per message would otherwise cost a system call each.
 * No byte is given out twice.
 */
export function createRandom(): RandomBytes {
  let pool = Buffer.alloc(0);
  let used = 0;
  return (length) => {
    if (length > POOL_BYTES) return randomFillSync(Buffer.allocUnsafeSlow(length));
    if (used + length > pool.length) {
      pool = randomFillSync(Buffer.allocUnsafeSlow(POOL_BYTES));
      used = 0;
    }
    const bytes = pool.subarray(used, used + length);
    used += length;
    return bytes;
  };
}
