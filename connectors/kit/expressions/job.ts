/** One expression of a case. */
export interface ExpressionStep {
  readonly source: string;
  /** Seen by this expression alone, beside the facts. */
  readonly own?: Readonly<Record<string, unknown>>;
  /** Later expressions of the case see the result as a member of `mapped` with this name. */
  readonly into?: string;
}

/** The expressions of one case, evaluated in their order. What they see is what JSON can say. */
export interface ExpressionJob {
  /** What the expressions are about. The same object for several jobs is sent once. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** The expressions see it as `mapped`, beside the facts. */
  readonly mapped?: Readonly<Record<string, unknown>>;
  readonly steps: readonly ExpressionStep[];
  /** The expressions are only read, not evaluated. */
  readonly isTrial?: boolean;
}
