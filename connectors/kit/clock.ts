/** Unix milliseconds, from outside: a test can hold it still. */
export type Clock = () => number;

export const systemClock: Clock = () => Date.now();

/** Milliseconds that never run backwards, for measuring. */
export const systemElapsed = (): number => performance.now();
