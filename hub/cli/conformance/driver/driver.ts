import type { CaseAct, DeskAct, FileAct } from '../desk-words.js';

/** What a desk shows of an act that another platform did. */
export interface Shown {
  /** The platform's own number of the case. */
  readonly ref: string;
  /** How many cases bear the hub's number: one, or something is doubled. */
  readonly cases: number;
  /** How often the act stands there: once, or something is doubled. */
  readonly times: number;
  /** Where it says something else than was sent; paths of members, without values. */
  readonly differences: readonly string[];
}

/**
 * The people of the platform under test, or what stands for them. Files are named by the suite's samples; a driver finds out
 * what the platform calls them. Every wait ends in a TimedOut.
 */
export interface Driver {
  /** A program, not a person: it may be asked for much, and quickly. */
  readonly isProgram: boolean;
  /** Files a case, of the suite's item in the platform's own code. @returns the platform's number. */
  file(act: FileAct): Promise<string>;
  act(ref: string, act: CaseAct): Promise<void>;
  /** Waits until the platform shows the hub's number for a case that it filed. */
  numbered(ref: string): Promise<string>;
  /** Waits until the platform shows that an act was refused. @returns what it says of the last refusal. */
  refused(ref: string): Promise<string>;
  /** Waits until the platform shows an act of another. */
  received(hubNo: string, act: DeskAct): Promise<Shown>;
  /** Whether the platform shows the case now. */
  hasCase(hubNo: string): Promise<boolean>;
  /** Kinds of the acts of others that the platform shows now, in its order. */
  kindsReceived(hubNo: string): Promise<readonly string[]>;
}
