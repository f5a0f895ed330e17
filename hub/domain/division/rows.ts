import type { DivisionLevel } from '../codes/division-code.js';
import type { Validity } from '../rules/validity.js';

/** A division (行政区划) under one code and one name, for as long as it had both. */
export interface DivisionRow extends Validity {
  /** In its shortest form. */
  readonly code: string;
  readonly name: string;
  readonly level: DivisionLevel;
  readonly source: string;
}

/** A code that another took the place of. One row for each successor. */
export interface DivisionChange {
  readonly from: string;
  readonly to: string;
  /** The first day of the new order, YYYY-MM-DD. */
  readonly on: string;
  /** MERGED into another; RENAMED, with a new code; SPLIT, of which a part may have kept the code. */
  readonly kind: 'MERGED' | 'RENAMED' | 'SPLIT';
  readonly source: string;
}
