import type { Growth } from '#crypto/evidence';
import {
  joinRevocation,
  NO_REVOCATION,
  type RevocationEvidence,
  readRevocationFile,
} from '#crypto/x509/certificate';
import type { IncludedLeaf, ProvenLeaves, TransparencyLog } from '#hub/exchange';
import { type Database, logStore, timestamps } from '#hub/store';
import type { Head, LogReader } from './reader.js';

/** Makes proofs of stored leaves from stored tiles; it needs no log that runs. */
export class LeafProver implements Pick<TransparencyLog, 'find' | 'prove'> {
  readonly #db: Database;
  readonly #reader: LogReader;

  constructor(db: Database, reader: LogReader) {
    this.#db = db;
    this.#reader = reader;
  }

  async prove(leafIds: readonly string[], beside: readonly string[] = []): Promise<ProvenLeaves> {
    const wanted = new Set(leafIds);
    const entries = await logStore.findEntries(this.#db, [
      ...wanted,
      ...beside.filter((id) => !wanted.has(id)),
    ]);
    const stamped = await this.#stampedHead(entries.filter(({ leafId }) => wanted.has(leafId)));
    const heads = [...(stamped === undefined ? [] : [stamped]), ...(await this.#heads())];
    const leaves = await this.#proveEach(entries, heads);
    const used = new Set([...leaves.values()].map(({ checkpoint }) => checkpoint));
    const sizes = heads.filter(({ note }) => used.has(note)).map(({ size }) => size);
    const growth = await this.#growth(sizes);
    if (stamped === undefined) return { leaves, timeStamps: [], revocation: NO_REVOCATION, growth };
    return { leaves, timeStamps: [stamped], revocation: await this.#revocation(stamped), growth };
  }

  /** The first stamped checkpoint over all of these that any stamped one is over. */
  async #stampedHead(
    entries: readonly logStore.LogEntry[],
  ): Promise<timestamps.StampedCheckpoint | undefined> {
    const db = this.#db;
    const latest = await timestamps.readLatest(db);
    const covered = entries.map(({ index }) => index).filter((index) => index < (latest?.size ?? 0));
    return covered.length === 0 ? undefined : timestamps.readFirstAbove(db, Math.max(...covered));
  }

  async #revocation(stamped: timestamps.StampedCheckpoint): Promise<RevocationEvidence> {
    const files = await timestamps.listRevocationFrom(this.#db, stamped);
    return joinRevocation(...files.flatMap((file) => readRevocationFile(file) ?? []));
  }

  #growth(sizes: readonly number[]): Promise<Growth[]> {
    const grown = [...new Set(sizes)].sort((one, other) => one - other);
    return Promise.all(
      grown.slice(1).map(async (newSize, i) => {
        const oldSize = grown[i] ?? newSize;
        return { oldSize, newSize, proof: await this.#reader.consistency(oldSize, newSize) };
      }),
    );
  }

  /** What everybody sees, and what is committed; to be read after the entries, so that it covers all of them. */
  async #heads(): Promise<readonly Head[]> {
    const reader = this.#reader;
    const committed = await reader.state();
    const published = await reader.publishedOf(committed);
    return published === undefined ? [committed] : [published, committed];
  }

  async find(leafIds: readonly string[]): Promise<ReadonlyMap<string, IncludedLeaf>> {
    const entries = await logStore.findEntries(this.#db, leafIds);
    return entries.length === 0 ? new Map() : this.#proveEach(entries, await this.#heads());
  }

  /** Each under the first head that covers it. */
  async #proveEach(
    entries: readonly logStore.LogEntry[],
    heads: readonly Head[],
  ): Promise<ReadonlyMap<string, IncludedLeaf>> {
    const proven = await Promise.all(
      heads.map((head, i) => {
        const isLeft = ({ index }: logStore.LogEntry) => heads.slice(0, i).every(({ size }) => index >= size);
        return this.#proveUnder(
          head,
          entries.filter((entry) => entry.index < head.size && isLeft(entry)),
        );
      }),
    );
    return new Map(proven.flat());
  }

  async #proveUnder(head: Head, entries: readonly logStore.LogEntry[]): Promise<[string, IncludedLeaf][]> {
    if (entries.length === 0) return [];
    const view = await this.#reader.view(
      head.size,
      entries.map((entry) => entry.index),
    );
    return entries.map(({ leafId, body, index }) => [
      leafId,
      { leaf: body, index, path: view.inclusionPath(index), checkpoint: head.note },
    ]);
  }
}
