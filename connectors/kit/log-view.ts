import type { Checkpoint } from '#crypto/tlog';
import type { LogKeys } from './log-keys.js';

/** The log as whoever checks receipts sees it. */
export interface LogView {
  /** Whose signature makes a checkpoint one of the log: one of them is enough. Grows as logs follow each other. */
  readonly keys: LogKeys;
  /**
   * Told of every checkpoint that the log has signed, as it comes. It returns at once.
   * @throws HeldError when no more can be remembered: what came with it is not to be relied on, and comes again.
   */
  saw(note: string, tree: Checkpoint): void;
  /**
   * Told of a checkpoint whose origin is none of these logs'.
   * @throws HeldError when it may be the one that comes next: what came with it comes again.
   */
  sawUnknown(note: string): void;
  /** Whether whatever brings checkpoints may go on. */
  hasRoom(): boolean;
}

/** For those who check a receipt or two and remember nothing. */
export function unwatched(keys: LogKeys): LogView {
  return { keys, saw: () => {}, sawUnknown: () => {}, hasRoom: () => true };
}

/** The act waits in the journal: the hub may have shown others another log than this connector. */
export class HeldError extends Error {
  constructor(why: string) {
    super(`nothing is sent to the hub: ${why}`);
    this.name = 'HeldError';
  }
}
