/** A parser that an auditor feeds with what others have made. */
export interface Target {
  readonly name: string;
  /** Valid input, to be changed. */
  readonly samples: readonly Buffer[];
  /** Errors that say that input is refused; any other is a fault. */
  readonly refusals: readonly (abstract new (
    ...args: never[]
  ) => Error)[];
  /** Of a hundred inputs, how many go here: the slow get fewer. */
  readonly share: number;
  /** @throws whatever is wrong: a refusal, or a fault. */
  run(input: Buffer): void | Promise<void>;
}

/** What was accepted and would be written otherwise has two spellings. */
export function same(written: string | Uint8Array, input: Buffer): void {
  if (!Buffer.from(written).equals(input))
    throw new Error('accepted in another spelling than it is written in');
}

export function hold(condition: boolean, what: string): void {
  if (!condition) throw new Error(what);
}

export const plain: Omit<Target, 'name' | 'samples' | 'run'> = { refusals: [], share: 5 };
