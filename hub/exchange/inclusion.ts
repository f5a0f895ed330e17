/** What the exchange asks of the transparency log. hub/log answers. */
export interface InclusionSource {
  /**
   * Announces interest in a leaf before it is stored, so that its proof can be made in passing. Every expectation ends in
   * `within` or `cancel`.
   */
  expect(leafId: string): Expectation;
  /** Looks a leaf up that may have been stored long ago. @returns undefined while it has no index. */
  find(leafId: string): Promise<IncludedLeaf | undefined>;
  /** True while so many leaves wait that new acts must be refused: nothing may go unlogged. */
  isBehind(): boolean;
}

export interface Expectation {
  /** @returns undefined when the log has not got to the leaf in that time. */
  within(milliseconds: number): Promise<IncludedLeaf | undefined>;
  cancel(): void;
}

/** A leaf under a signed checkpoint. */
export interface IncludedLeaf {
  readonly leaf: Uint8Array;
  readonly index: number;
  readonly path: readonly Uint8Array[];
  readonly checkpoint: string;
}
