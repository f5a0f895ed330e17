/** Unix milliseconds, from outside: a test can hold it still. */
export type Clock = () => number;

export const systemClock: Clock = () => Date.now();
