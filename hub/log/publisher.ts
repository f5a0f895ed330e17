import { setTimeout as sleep } from 'node:timers/promises';
import { type NoteVerifier, openCheckpoint, type TrustPolicy } from '#crypto/tlog';
import { type Database, logStore, publications } from '#hub/store';
import type { HighWater } from './high-water.js';
import type { LogReader } from './reader.js';
import { askWitness, type WitnessPeer } from './witness-client.js';

/** How a log is published when witnesses are asked. */
export interface Publishing {
  readonly policy: TrustPolicy;
  readonly publishEveryMs: number;
  /** After this long without growth the witnesses are asked again, so that readers see that they live. */
  readonly heartbeatMs: number;
  readonly witnessTimeoutMs: number;
  /** For how long the log may grow unwitnessed before nothing more is taken in; 0: for ever. */
  readonly unwitnessedLimitMs: number;
}

export interface PublisherOptions {
  readonly db: Database;
  readonly reader: LogReader;
  readonly log: NoteVerifier;
  readonly highWater: HighWater;
  /** Undefined: what is committed is published. */
  readonly publishing: Publishing | undefined;
  readonly isLeading: () => boolean;
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

/** Without witnesses nothing waits for this loop: it only raises the high-water mark. */
const UNWITNESSED_EVERY_MS = 1_000;

/** The tree has changed under a witness's feet at most this often while it is asked. */
const RESYNCS = 3;

/**
 * Shows the log to witnesses and publishes what enough of them have cosigned. It runs beside the sequencer and never holds
 * it up: acts go on while witnesses are away, the last published checkpoint stays, and only after a configured time is
 * nothing more taken in (proved by test/fault/witnessing.test.ts).
 */
export class Publisher {
  readonly #options: PublisherOptions;
  readonly #witnesses: readonly WitnessPeer[];
  /** The size that each witness is known to have cosigned last. */
  readonly #seen = new Map<string, number>();
  /** What was last said of each witness, and of all of them. */
  readonly #said = new Map<string, string>();
  readonly #closing = new AbortController();
  #loop: Promise<void> | undefined;
  #raised = -1;
  #publishedAt = Number.NEGATIVE_INFINITY;
  #unwitnessedSince: number | undefined;
  /** The size that was last found published; -1: nothing. */
  #published = -1;

  constructor(options: PublisherOptions) {
    this.#options = options;
    this.#witnesses = witnessesOf(options.publishing?.policy);
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
    const { db, highWater, publishing } = this.#options;
    const isLeading = this.#options.isLeading();
    const state = await logStore.readState(db);
    if (state === undefined) return; // the first leader is about to found it
    if (isLeading && state.size > this.#raised) {
      await highWater.raise(state.note);
      this.#raised = state.size;
    }
    if (publishing === undefined) return;
    const published = (await publications.readLatest(db))?.size ?? -1;
    this.#markPublished(published, state.size);
    const isDue = this.#options.elapsed() - this.#publishedAt >= publishing.heartbeatMs;
    if (isLeading && (published < state.size || isDue)) await this.#publish(state, publishing);
  }

  /** A busy log is always a little ahead of what is published: the time runs from the last step that this made. */
  #markPublished(published: number, size: number): void {
    if (published >= size) this.#unwitnessedSince = undefined;
    else if (published > this.#published) this.#unwitnessedSince = this.#options.elapsed();
    else this.#unwitnessedSince ??= this.#options.elapsed();
    this.#published = published;
  }

  async #publish(state: logStore.LogState, { policy, witnessTimeoutMs }: Publishing): Promise<void> {
    const { db, log, now, elapsed } = this.#options;
    const lines = await Promise.all(this.#witnesses.map((each) => this.#ask(each, state, witnessTimeoutMs)));
    const present = new Set(this.#witnesses.filter((_, i) => lines[i] !== undefined).map(({ name }) => name));
    if (!policy.isQuorum(present)) {
      const all = [...policy.witnesses.keys()];
      this.#tell('', `too few witnesses: ${[...present].join(', ') || 'none'} of ${all.join(', ')}`);
      return;
    }
    const note = state.note + lines.join('');
    const opened = openCheckpoint(note, log, [...policy.witnesses.values()]);
    if (typeof opened === 'string') throw new Error(`the cosigned checkpoint cannot be read: ${opened}`);
    await publications.publish(db, { size: state.size, note, publishedAt: now() });
    this.#publishedAt = elapsed();
    this.#markPublished(state.size, state.size);
    this.#tell('', 'enough witnesses');
  }

  /** @returns the witness's line for this checkpoint. */
  async #ask(witness: WitnessPeer, state: logStore.LogState, timeoutMs: number): Promise<string | undefined> {
    for (let attempt = 0; attempt < RESYNCS; attempt++) {
      const oldSize = this.#seen.get(witness.name) ?? 0;
      const proof = await this.#options.reader.consistency(oldSize, state.size);
      const said = await askWitness(witness, { oldSize, proof, checkpoint: state.note }, timeoutMs);
      if (said.kind === 'COSIGNED') {
        this.#seen.set(witness.name, state.size);
        this.#tell(witness.name, 'cosigns');
        return said.line;
      }
      if (said.kind === 'FAILED') {
        this.#tell(witness.name, said.reason);
        return undefined;
      }
      if (said.size > state.size) {
        this.#tell(witness.name, `has seen ${said.size} entries, the log has ${state.size}`);
        await this.#options.onAhead();
        return undefined;
      }
      this.#seen.set(witness.name, said.size);
    }
    this.#tell(witness.name, 'contradicts itself');
    return undefined;
  }

  /** Says it once for as long as it lasts. */
  #tell(witness: string, text: string): void {
    if (this.#said.get(witness) === text) return;
    const isNews = this.#said.has(witness) || (text !== 'cosigns' && text !== 'enough witnesses');
    this.#said.set(witness, text);
    if (isNews) this.#options.onAlarm(witness === '' ? text : `witness ${witness}: ${text}`);
  }
}

/** Those that can be asked; one without an address may cosign by other ways, and is not ours to ask. */
export function witnessesOf(policy: TrustPolicy | undefined): WitnessPeer[] {
  return [...(policy?.witnesses ?? [])].flatMap(([name, verifier]) => {
    const url = policy?.witnessUrls.get(name);
    return url === undefined ? [] : [{ name, url, verifier }];
  });
}
