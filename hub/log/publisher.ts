import { setTimeout as sleep } from 'node:timers/promises';
import type { TrustPolicy } from '#crypto/tlog';
import { type Database, logStore, publications } from '#hub/store';
import { Cosigners } from './cosigners.js';
import type { HighWater } from './high-water.js';
import type { SignedTree } from './signed-tree.js';

/** Whom a log is shown to before it is published. */
export interface LogPolicies {
  readonly policy: TrustPolicy;
  /** For the SM3 tree, if it has witnesses too. */
  readonly gmPolicy?: TrustPolicy | undefined;
}

/** How a log is published when witnesses are asked. */
export interface Publishing extends LogPolicies {
  readonly publishEveryMs: number;
  /** After this long without growth the witnesses are asked again, so that readers see that they live. */
  readonly heartbeatMs: number;
  readonly witnessTimeoutMs: number;
  /** For how long the log may grow unwitnessed before nothing more is taken in; 0: for ever. */
  readonly unwitnessedLimitMs: number;
}

export interface PublisherOptions {
  readonly db: Database;
  readonly sha256: KeptTree;
  /** Where the SM3 tree is kept too. */
  readonly sm3: KeptTree | undefined;
  /** Undefined: what is committed is published. */
  readonly publishing: Publishing | undefined;
  readonly isLeading: () => boolean;
  /** Binds the trees to each other, where both are kept. */
  readonly bind: (state: logStore.LogState) => Promise<void>;
  /** A witness holds a checkpoint that is larger than the log: it must be compared before anything more is signed. */
  readonly onAhead: () => Promise<void>;
  /** Unix milliseconds. */
  readonly now: () => number;
  /** Milliseconds that never run backwards. */
  readonly elapsed: () => number;
  /** Told of each change of what a witness is good for, and of whether enough are. */
  readonly onAlarm: (text: string) => void;
  readonly onError: (error: Error) => void;
}

/** A tree, and where this host keeps the largest checkpoint of it. */
export interface KeptTree {
  readonly signed: SignedTree;
  readonly highWater: HighWater;
}

/** What the publisher knows of a tree. */
interface ShownTree extends KeptTree {
  readonly name: logStore.TreeName;
  readonly cosigners: Cosigners;
  /** The size of the largest checkpoint in the high-water file. */
  raised: number;
  /** The size that was last found published; -1: nothing. */
  published: number;
  /** On the clock of `elapsed`. */
  publishedAt: number;
}

/** Without witnesses nothing waits for this loop: it only raises the high-water mark. */
const UNWITNESSED_EVERY_MS = 1_000;

/**
 * Shows the log to witnesses and publishes what enough of them have cosigned. It runs beside the sequencer and never holds
 * it up: acts go on while witnesses are away, the last published checkpoint stays, and only after a configured time is
 * nothing more taken in (proved by test/fault/witnessing.test.ts).
 *
 * The SM3 tree has a policy of its own. It is published together with the SHA-256 tree or after it, never before, and never
 * holds it up.
 */
export class Publisher {
  readonly #options: PublisherOptions;
  readonly #sha256: ShownTree;
  readonly #sm3: ShownTree | undefined;
  readonly #closing = new AbortController();
  #loop: Promise<void> | undefined;
  #unwitnessedSince: number | undefined;
  #isClosed = false;

  constructor(options: PublisherOptions) {
    this.#options = options;
    this.#sha256 = this.#show(options.sha256, options.publishing?.policy);
    this.#sm3 = options.sm3 && this.#show(options.sm3, options.publishing?.gmPolicy);
  }

  start(): void {
    this.#loop = this.#run();
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#loop;
  }

  /** For how long the log has had entries that no published checkpoint covers; milliseconds. */
  get unwitnessedMs(): number {
    return this.#unwitnessedSince === undefined ? 0 : this.#options.elapsed() - this.#unwitnessedSince;
  }

  /** Whether the log has grown unwitnessed for longer than it may. */
  get isOverdue(): boolean {
    const limit = this.#options.publishing?.unwitnessedLimitMs ?? 0;
    return limit > 0 && this.unwitnessedMs > limit;
  }

  /** Whether the log was found to have ended, and none to come after it. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  #show(tree: KeptTree, policy: TrustPolicy | undefined): ShownTree {
    const { onAhead, onAlarm, publishing } = this.#options;
    const timeoutMs = publishing?.witnessTimeoutMs ?? 0;
    return {
      ...tree,
      name: tree.signed.reader.tree.name,
      cosigners: new Cosigners({ tree: tree.signed, policy, timeoutMs, onAhead, onAlarm }),
      raised: 0,
      published: -1,
      publishedAt: Number.NEGATIVE_INFINITY,
    };
  }

  async #run(): Promise<void> {
    const everyMs = this.#options.publishing?.publishEveryMs ?? UNWITNESSED_EVERY_MS;
    while (!this.#closing.signal.aborted) {
      try {
        await this.#turn();
      } catch (error) {
        this.#options.onError(error instanceof Error ? error : new Error(String(error)));
      }
      await sleep(everyMs, undefined, { signal: this.#closing.signal }).catch(() => {});
    }
  }

  async #turn(): Promise<void> {
    const { db, publishing, isLeading } = this.#options;
    const leads = isLeading();
    const { log } = this.#sha256.signed.reader;
    const state = await logStore.readStateOf(db, log);
    if (state === undefined) return; // the first leader is about to found it
    this.#isClosed = state.isClosed && (await logStore.readNext(db, log)) === undefined;
    const trees = [this.#sha256, this.#sm3 ?? []].flat();
    if (leads) {
      for (const tree of trees) await this.#raise(tree, state);
      await this.#options.bind(state);
    }
    if (publishing === undefined) return;
    for (const tree of trees) await this.#look(tree, state.size);
    if (leads) await this.#publish(trees, state, publishing.heartbeatMs);
  }

  async #raise(tree: ShownTree, state: logStore.LogState): Promise<void> {
    const { size, note } = headOf(tree, state);
    if (size <= tree.raised || note === '') return;
    await tree.highWater.raise(note);
    tree.raised = size;
  }

  async #look(tree: ShownTree, size: number): Promise<void> {
    const published =
      (await publications.readLatest(this.#options.db, tree.signed.reader.log, tree.name))?.size ?? -1;
    if (tree === this.#sha256) this.#markPublished(published, size);
    tree.published = published;
  }

  /** A busy log is always a little ahead of what is published: the time runs from the last step that this made. */
  #markPublished(published: number, size: number): void {
    if (published >= size) this.#unwitnessedSince = undefined;
    else if (published > this.#sha256.published) this.#unwitnessedSince = this.#options.elapsed();
    else this.#unwitnessedSince ??= this.#options.elapsed();
  }

  async #publish(trees: readonly ShownTree[], state: logStore.LogState, heartbeatMs: number): Promise<void> {
    const { db, now, elapsed } = this.#options;
    const due = trees.filter((tree) => this.#isDue(tree, state, heartbeatMs));
    const rows = new Map<logStore.TreeName, publications.Publication>();
    await Promise.all(
      due.map(async (tree) => {
        const head = headOf(tree, state);
        const note = await tree.cosigners.cosign(head);
        if (note !== undefined) rows.set(tree.name, { size: head.size, note, publishedAt: now() });
      }),
    );
    const shown = rows.get('sha256')?.size ?? this.#sha256.published;
    if ((rows.get('sm3')?.size ?? 0) > shown) rows.delete('sm3');
    if (rows.size === 0) return;
    await publications.publish(db, state.log, rows);
    for (const tree of due.filter(({ name }) => rows.has(name))) tree.publishedAt = elapsed();
    if (rows.has('sha256')) this.#markPublished(state.size, state.size);
  }

  #isDue(tree: ShownTree, state: logStore.LogState, heartbeatMs: number): boolean {
    const { size, note } = headOf(tree, state);
    if (note === '') return false;
    return tree.published < size || this.#options.elapsed() - tree.publishedAt >= heartbeatMs;
  }
}

function headOf({ signed }: ShownTree, state: logStore.LogState): logStore.TreeHead {
  return signed.reader.tree.headOf(state);
}
