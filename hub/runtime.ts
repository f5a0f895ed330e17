import { V7Generator } from 'uuidv7';
import { createRandom, type RandomBytes } from '#crypto/primitives';

/** Time, chance and names come from here, so that a test can hold them still. */
export interface Runtime {
  /** Unix milliseconds. */
  now(): number;
  /** Milliseconds that never run backwards, for measuring. */
  elapsed(): number;
  random: RandomBytes;
  /** A UUIDv7: sorts by time of making. */
  newId(): string;
}

export function systemRuntime(): Runtime {
  const ids = new V7Generator();
  return {
    now: () => Date.now(),
    elapsed: () => performance.now(),
    random: createRandom(),
    newId: () => ids.generate().toString(),
  };
}
