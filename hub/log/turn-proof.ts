import type { IncludedLeaf } from '#hub/exchange';
import { type Database, logStore } from '#hub/store';
import type { LogReader } from './reader.js';

/** How a log has ended and the next one begun: by what follows the one, the other is known. */
export interface ProvenTurn {
  /** The last entry, under the final checkpoint. */
  readonly closed: IncludedLeaf;
  /** The first entry of the next log. */
  readonly opened: IncludedLeaf;
}

/** @returns undefined until the end is published, and the beginning. */
export async function proveTurn(
  db: Database,
  readerOf: (log: number) => LogReader,
  ended: logStore.LogState,
): Promise<ProvenTurn | undefined> {
  const { log } = ended;
  if ((await logStore.readStateOf(db, log + 1)) === undefined) return undefined;
  const closed = await proveEnd(db, readerOf(log), ended);
  const opened = await proveAt(db, readerOf(log + 1), 0);
  return closed && opened && { closed, opened };
}

/** Of a log that ends with the entry that says so; undefined for one that has not ended yet, or of which that is not published. */
export async function proveEnd(
  db: Database,
  reader: LogReader,
  { isClosed, size }: Pick<logStore.LogState, 'isClosed' | 'size'>,
): Promise<IncludedLeaf | undefined> {
  return isClosed ? proveAt(db, reader, size - 1) : undefined;
}

async function proveAt(db: Database, reader: LogReader, index: number): Promise<IncludedLeaf | undefined> {
  const { log } = reader;
  const [entry] = await logStore.readEntries(db, log, index, index + 1);
  const proof = (await reader.proofs([index])).get(index);
  return entry && proof && { ...proof, leaf: entry.body, log };
}
