import type { Heads } from '#crypto/evidence';
import type { TlogProof } from '#crypto/tlog';
import type { Fragment, logStore, Tx } from '#hub/store';

/** What the exchange asks of the transparency log. hub/log answers. */
export interface TransparencyLog {
  /**
   * Announces interest in a leaf before it is stored, so that its proof can be made in passing. Every expectation ends in
   * `within` or `cancel`.
   */
  expect(leafId: string): Expectation;
  /** Looks up leaves that may have been stored long ago. Those without an index are missing from the answer. */
  find(leafIds: readonly string[]): Promise<ReadonlyMap<string, IncludedLeaf>>;
  /** Proofs in the SM3 trees of what is published of these entries, by place; none where no such trees are kept. */
  sm3Proofs(places: readonly number[]): Promise<ReadonlyMap<number, TlogProof>>;
  /**
   * The same for evidence: what has been stamped is proven under the checkpoint that was stamped first, so that the proof says
   * by when it was there, and is the same whenever it is asked for.
   * @param beside proven along with them, and too late or too often said to choose the checkpoint by.
   */
  prove(leafIds: readonly string[], beside?: readonly string[]): Promise<ProvenLeaves>;
  /**
   * Whether leaves wait in the queue, those of other processes among them. To be asked behind the locks on what new leaves
   * follow, and may travel with them.
   */
  hasQueue(tx: Tx): Promise<boolean>;
  /**
   * Prepares to log leaves in the transaction of what they record. The process that sequences gives them their index at
   * once; any other puts them into the queue. Whoever appends must settle, whatever became of the transaction; until then
   * nobody else can append in this process.
   * @param mustQueue whether some of them follow earlier leaves that may wait in the queue, whose place in the log must come
   *   before theirs.
   */
  append(leaves: readonly logStore.Leaf[], mustQueue: boolean): Promise<Appending>;
  /** True while so many leaves wait that new acts must be refused: nothing may go unlogged. */
  isBehind(): boolean;
}

export interface Appending {
  /** To be written in the transaction. */
  readonly fragments: readonly Fragment[];
  /** The transaction is committed: proofs go out. */
  committed(): void;
  /** It is not, or nobody knows: what was appended in memory is dropped. */
  failed(error: unknown): void;
}

export interface Expectation {
  /** @returns undefined when the log has not got to the leaf in that time. */
  within(milliseconds: number): Promise<IncludedLeaf | undefined>;
  cancel(): void;
}

/** A leaf under a signed checkpoint. */
export interface IncludedLeaf {
  readonly leaf: Uint8Array;
  /** The number of its log among those of the hub; the checkpoint has its name. */
  readonly log: number;
  /** In that log. */
  readonly index: number;
  readonly path: readonly Uint8Array[];
  readonly checkpoint: string;
}

/** Leaves, and what is known of the checkpoints they stand under. */
export interface ProvenLeaves extends Heads {
  readonly leaves: ReadonlyMap<string, IncludedLeaf>;
}
