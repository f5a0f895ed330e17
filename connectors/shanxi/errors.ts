/** A batch, or a row that stands for itself, that says something else than the layout allows. It will not get better: the platform is told. */
export class BatchFormError extends Error {
  /** All of them, each with its table and column. */
  readonly violations: readonly string[];

  constructor(violations: readonly string[]) {
    super(violations.join('; '));
    this.name = 'BatchFormError';
    this.violations = violations;
  }
}

/** A closed batch of which rows are still missing: they may be in a transaction that commits later. */
export class BatchIncompleteError extends Error {
  constructor(found: number, total: number) {
    super(`${found} of ${total} rows are there`);
    this.name = 'BatchIncompleteError';
  }
}

/** An act that came before, in another batch. */
export class BatchRepeatedError extends Error {
  constructor(first: string) {
    super(`the act came before, in batch ${first}`);
    this.name = 'BatchRepeatedError';
  }
}

/** What other platforms wrote and no column can hold. It is reported, never cut. */
export class DoesNotFitError extends Error {
  constructor(violations: readonly string[]) {
    super(`does not fit the front database: ${violations.join('; ')}`);
    this.name = 'DoesNotFitError';
  }
}
