import { type Growth, type ProvenLeaf, placeOf } from '#crypto/evidence';
import type { RestampedRun } from '#crypto/timestamp';
import { joinRevocation, NO_REVOCATION, readRevocationFile } from '#crypto/x509/certificate';
import type { IncludedLeaf, ProvenLeaves, TransparencyLog } from '#hub/exchange';
import { type Database, logStore, restamps, timestamps } from '#hub/store';
import type { Head, LogReader } from './reader.js';

/** Makes proofs of stored leaves from stored tiles; it needs no log that runs. */
export class LeafProver implements Pick<TransparencyLog, 'find' | 'prove'> {
  readonly #db: Database;
  readonly #readerOf: (log: number) => LogReader;

  /** @param readerOf by the number of the log. */
  constructor(db: Database, readerOf: (log: number) => LogReader) {
    this.#db = db;
    this.#readerOf = readerOf;
  }

  async prove(leafIds: readonly string[], beside: readonly string[] = []): Promise<ProvenLeaves> {
    const wanted = new Set(leafIds);
    const others = beside.filter((id) => !wanted.has(id));
    const byLog = inLogs(await logStore.findEntries(this.#db, [...wanted, ...others]));
    const first = byLog[0]?.log ?? 0;
    const last = byLog.at(-1)?.log ?? first;
    const parts = await Promise.all(
      Array.from({ length: last - first + 1 }, (_, i) => {
        const log = first + i;
        const entries = byLog.find((each) => each.log === log)?.entries ?? [];
        return this.#proveIn({ log, entries, wanted, goesOn: log > first, ends: log < last });
      }),
    );
    return {
      leaves: new Map(parts.flatMap(({ leaves }) => [...leaves])),
      timeStamps: parts.flatMap(({ timeStamps }) => timeStamps),
      restamped: parts.flatMap(({ restamped = [] }) => restamped),
      revocation: joinRevocation(...parts.map(({ revocation }) => revocation)),
      growth: parts.flatMap(({ growth }) => growth),
      opened: parts.flatMap(({ opened }) => opened),
    };
  }

  async find(leafIds: readonly string[]): Promise<ReadonlyMap<string, IncludedLeaf>> {
    const byLog = inLogs(await logStore.findEntries(this.#db, leafIds));
    const parts = await Promise.all(
      byLog.map(async ({ log, entries }) => this.#proveEach(log, entries, await this.#heads(log))),
    );
    return new Map(parts.flatMap((leaves) => [...leaves]));
  }

  async #proveIn({ log, entries: asked, wanted, goesOn, ends }: PartOfLog): Promise<ProvenPart> {
    const first = goesOn ? await logStore.readEntries(this.#db, log, 0, 1) : [];
    const choosing = [...first, ...asked.filter(({ leafId }) => wanted.has(leafId))];
    const stamped = await this.#stampedHead(log, choosing);
    const heads = [...(stamped === undefined ? [] : [stamped]), ...(await this.#heads(log))];
    const proven = await this.#proveEach(log, [...first, ...asked], heads);
    const used = new Set([...proven.values()].map(({ checkpoint }) => checkpoint));
    const sizes = heads.filter(({ note }) => used.has(note)).map(({ size }) => size);
    const final = ends ? heads.slice(-1).map(({ size }) => size) : [];
    const leaves = new Map(asked.flatMap(({ leafId }) => entry(leafId, proven.get(leafId))));
    return {
      leaves,
      timeStamps: stamped === undefined ? [] : [{ ...stamped, size: placeOf(log, stamped.size) }],
      ...(await this.#above(log, stamped)),
      growth: await this.#growth(log, [...sizes, ...final]),
      opened: first.flatMap(({ leafId }) => toProven(proven.get(leafId))),
    };
  }

  /** The first stamped checkpoint over all of these that any stamped one is over. */
  async #stampedHead(
    log: number,
    entries: readonly logStore.LogEntry[],
  ): Promise<timestamps.StampedCheckpoint | undefined> {
    const db = this.#db;
    const latest = await timestamps.readLatest(db, log);
    const covered = entries.map(({ index }) => index).filter((index) => index < (latest?.size ?? 0));
    return covered.length === 0 ? undefined : timestamps.readFirstAbove(db, log, Math.max(...covered));
  }

  /** What proves the stamp now: the stamps over it, and whether certificates of any of them are revoked. */
  async #above(
    log: number,
    stamped: timestamps.StampedCheckpoint | undefined,
  ): Promise<Pick<ProvenLeaves, 'restamped' | 'revocation'>> {
    if (stamped === undefined) return { restamped: [], revocation: NO_REVOCATION };
    const own = await timestamps.listRevocationFrom(this.#db, log, stamped);
    const over = await restamps.listOver(this.#db, log, stamped.size);
    const [run] = over;
    const later = run === undefined ? [] : await restamps.listRevocationOf(this.#db, log, run.first);
    const read = [...own, ...later].flatMap((file) => readRevocationFile(file) ?? []);
    return {
      restamped: run === undefined ? [] : [asRun(log, run, over)],
      revocation: joinRevocation(...read),
    };
  }

  #growth(log: number, sizes: readonly number[]): Promise<Growth[]> {
    const grown = [...new Set(sizes)].sort((one, other) => one - other);
    return Promise.all(
      grown.slice(1).map(async (newSize, i) => {
        const oldSize = grown[i] ?? newSize;
        const proof = await this.#readerOf(log).consistency(oldSize, newSize);
        return { oldSize: placeOf(log, oldSize), newSize: placeOf(log, newSize), proof };
      }),
    );
  }

  /** What everybody sees, and what is committed; to be read after the entries, so that it covers all of them. */
  async #heads(log: number): Promise<readonly Head[]> {
    const reader = this.#readerOf(log);
    const committed = await reader.state();
    const published = await reader.publishedOf(committed);
    return published === undefined ? [committed] : [published, committed];
  }

  /** Each under the first head that covers it. */
  async #proveEach(
    log: number,
    entries: readonly logStore.LogEntry[],
    heads: readonly Head[],
  ): Promise<ReadonlyMap<string, IncludedLeaf>> {
    const proven = await Promise.all(
      heads.map((head, i) => {
        const isLeft = ({ index }: logStore.LogEntry) => heads.slice(0, i).every(({ size }) => index >= size);
        return this.#proveUnder(
          log,
          head,
          entries.filter((each) => each.index < head.size && isLeft(each)),
        );
      }),
    );
    return new Map(proven.flat());
  }

  async #proveUnder(
    log: number,
    head: Head,
    entries: readonly logStore.LogEntry[],
  ): Promise<[string, IncludedLeaf][]> {
    if (entries.length === 0) return [];
    const view = await this.#readerOf(log).view(
      head.size,
      entries.map((each) => each.index),
    );
    return entries.map(({ leafId, body, index }) => [
      leafId,
      { leaf: body, log, index, path: view.inclusionPath(index), checkpoint: head.note },
    ]);
  }
}

function asRun(
  log: number,
  { first, last }: restamps.Restamp,
  over: readonly restamps.Restamp[],
): RestampedRun {
  return { first: placeOf(log, first), last: placeOf(log, last), restamps: over };
}

interface EntriesOfLog {
  readonly log: number;
  readonly entries: readonly logStore.LogEntry[];
}

interface PartOfLog extends EntriesOfLog {
  /** Of these entries, those by which the stamped checkpoint is chosen. */
  readonly wanted: ReadonlySet<string>;
  /** Whether it is shown how the log goes on from the one before. */
  readonly goesOn: boolean;
  /** Whether it is shown that all of this leads to the checkpoint from which the next one goes on. */
  readonly ends: boolean;
}

interface ProvenPart extends ProvenLeaves {
  readonly opened: readonly ProvenLeaf[];
}

/** The first log first. */
function inLogs(entries: readonly logStore.FoundEntry[]): EntriesOfLog[] {
  const logs = [...new Set(entries.map(({ log }) => log))].sort((a, b) => a - b);
  return logs.map((log) => ({ log, entries: entries.filter((each) => each.log === log) }));
}

function entry(leafId: string, included: IncludedLeaf | undefined): [string, IncludedLeaf][] {
  return included === undefined ? [] : [[leafId, included]];
}

function toProven(included: IncludedLeaf | undefined): ProvenLeaf[] {
  if (included === undefined) return [];
  const { leaf, log, index, path, checkpoint } = included;
  return [{ leaf, proof: { index: placeOf(log, index), path, checkpoint } }];
}
