/** Rule data that contradicts itself. Nothing is made of it; the faults are all there are, each naming its row. */
export class RuleDataError extends Error {
  readonly faults: readonly string[];

  constructor(what: string, faults: readonly string[]) {
    super(`${what}:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    this.name = 'RuleDataError';
    this.faults = faults;
  }
}
