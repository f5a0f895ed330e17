import { witnessesOf } from './cosigners.js';
import { CrossRoots } from './cross-roots.js';
import { HighWater } from './high-water.js';
import type { LogOptions } from './log.js';
import { type KeptTree, Publisher } from './publisher.js';
import { LogReader } from './reader.js';
import { RollbackGuard } from './rollback.js';
import { type SequencedBatch, Sequencer } from './sequencer.js';
import { SignedTree } from './signed-tree.js';
import type { TreeSigners } from './signers.js';
import { Stamper } from './stamper.js';
import { SHA256_TREE, SM3_TREE, type Tree } from './tree.js';
import { beginningOf, openNext } from './turning.js';

/** Which of the logs that follow each other in a database. */
export interface ShardName {
  /** From 0 on. */
  readonly log: number;
  readonly origin: string;
}

export interface ShardHooks {
  readonly onSequenced: (batch: SequencedBatch) => void;
  readonly onTakenOver: () => void;
  /** The log that comes after this one has been founded by this process. */
  readonly onNext: () => void;
}

/** One of the logs of the hub, with everything that keeps it: it is led or followed until the next one comes. */
export interface Shard extends ShardName {
  readonly reader: LogReader;
  readonly sm3: LogReader | undefined;
  readonly sequencer: Sequencer;
  readonly publisher: Publisher;
  readonly stamper: Stamper | undefined;
  start(): void;
  close(): Promise<void>;
}

export function openShard(options: LogOptions, name: ShardName, hooks: ShardHooks): Shard {
  const { db, announcer, elapsed, now, onError, onAlarm, publishing, random } = options;
  const isWitnessed = publishing !== undefined;
  const treeOf = (log: number, tree: Tree, signers: TreeSigners) =>
    new SignedTree(new LogReader(db, isWitnessed, log, tree), signers);
  const keep = (tree: Tree, signers: TreeSigners): KeptTree => {
    const signed = treeOf(name.log, tree, signers);
    return { signed, highWater: new HighWater(options.highWaterFile(signed.log.name)) };
  };
  const sha256 = keep(SHA256_TREE, options.signersOf(name.origin));
  const sm3 = options.sm3 && keep(SM3_TREE, options.sm3.signersOf(name.origin));
  const trees = [sha256, sm3 ?? []].flat().map(({ signed }) => signed.reader);
  const { reader } = sha256.signed;
  const guard = new RollbackGuard(
    db,
    [
      { ...sha256, witnesses: witnessesOf(publishing?.policy) },
      ...(sm3 === undefined ? [] : [{ ...sm3, witnesses: witnessesOf(publishing?.gmPolicy) }]),
    ],
    publishing?.witnessTimeoutMs ?? 0,
  );
  const before = name.log === 0 ? undefined : new LogReader(db, isWitnessed, name.log - 1);
  const nextOf = (origin: string) => treeOf(name.log + 1, SHA256_TREE, options.signersOf(origin));
  const sm3VkeysOf = (origin: string) => options.sm3?.signersOf(origin).own.map(({ vkey }) => vkey) ?? [];
  const sequencer: Sequencer = new Sequencer({
    ...{ db, announcer, onError, onCatchUp: options.onCatchUp },
    ...{ sha256: sha256.signed, sm3: sm3?.signed, maxLeaves: options.maxLeaves },
    guard: () => guard.check(),
    begins: async () => before && beginningOf({ ...options, runtime: options, before }),
    openNext: async () => {
      await stamper?.look(); // the last stamp of this log, if it can be had now
      if (await openNext({ db, trees, nextOf, sm3VkeysOf })) hooks.onNext();
    },
    ...{ onSequenced: hooks.onSequenced, onTakenOver: hooks.onTakenOver },
  });
  const isLeading = () => sequencer.isLeading;
  const crossRoots = options.sm3 && new CrossRoots({ ...options, ...options.sm3 });
  const publisher = new Publisher({
    ...{ db, sha256, sm3, publishing, now, elapsed, onAlarm, onError, isLeading },
    bind: async (state) => crossRoots?.bind(state),
    onAhead: () => sequencer.reconsider(),
  });
  const { timeStamping } = options;
  const stamper =
    timeStamping &&
    new Stamper({ db, reader, timeStamping, isLeading, random, now, elapsed, onAlarm, onError });
  return {
    ...name,
    ...{ reader, sm3: sm3?.signed.reader, sequencer, publisher, stamper },
    start: () => {
      sequencer.start();
      publisher.start();
      stamper?.start();
    },
    close: async () => {
      await stamper?.close();
      await publisher.close();
      await sequencer.close();
    },
  };
}
