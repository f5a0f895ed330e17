import { formatLogOpenedLeaf } from '#crypto/evidence';
import { base64url, equalBytes } from '#crypto/primitives';
import { parseCheckpoint, parseNote } from '#crypto/tlog';
import type { Runtime } from '#hub/runtime';
import { type Database, logKeys, logStore } from '#hub/store';
import { checkNamed } from './next-log.js';
import type { LogReader } from './reader.js';
import type { SignedTree } from './signed-tree.js';

export interface TurningParts {
  readonly db: Database;
  /** Both trees of the log that has ended, where both are kept. */
  readonly trees: readonly LogReader[];
  /** The SHA-256 tree of the log that is to come after it, by its origin. */
  readonly nextOf: (origin: string) => SignedTree;
  /** Of the SM3 tree beside that one, where it is kept. */
  readonly sm3VkeysOf: (origin: string) => readonly string[];
}

/**
 * Founds the log that was named to come after one that has ended; not before the whole of that is published, with the cosignatures
 * that it takes. What waits in the queue goes there. Whoever leads it logs first what it goes on from.
 * @returns whether it was founded now.
 * @throws LogKeyError when it was named with other keys than those that are here (proved by test/fault/log-turn.test.ts).
 */
export async function openNext({ db, trees, nextOf, sm3VkeysOf }: TurningParts): Promise<boolean> {
  const [sha256] = trees;
  if (sha256 === undefined || (await logStore.readNext(db, sha256.log)) === undefined) return false;
  for (const tree of trees) if (!(await isPublished(tree))) return false;
  return db.transaction('log.turn', async (tx) => {
    await logKeys.holdLog(tx);
    const state = await logStore.readState(tx);
    const origin = await logStore.readNext(tx, sha256.log);
    if (state?.log !== sha256.log || !state.isClosed || origin === undefined) return false;
    const next = nextOf(origin);
    await checkNamed(tx, state, [...next.vkeys, ...sm3VkeysOf(origin)]);
    const empty = { size: 0, root: next.reader.tree.hasher.empty };
    await logStore.foundLog(tx, {
      ...{ log: next.reader.log, origin, root: empty.root },
      ...{ note: next.sign(empty), vkeys: next.vkeys },
    });
    // COMMIT POINT: log.turn. A crash before leaves a log that has ended, and whoever leads founds the next one; after it the next
    // one is empty, and begins as whoever leads it takes over (proved by test/fault/log-turn.test.ts).
    return true;
  });
}

/** Of a tree that was never begun there is nothing to wait for. */
async function isPublished(tree: LogReader): Promise<boolean> {
  const state = await tree.state();
  const { size, note } = tree.tree.headOf(state);
  return note === '' || (await tree.publishedOf(state))?.size === size;
}

export interface BeginningParts {
  readonly runtime: Pick<Runtime, 'now' | 'newId'>;
  readonly hubId: string;
  /** Of the log before. */
  readonly before: LogReader;
}

/**
 * The first entry of a log that comes after another of the same database: it commits to the whole of that one, as it was published.
 * @throws Error when what is stored of it does not agree with itself.
 */
export async function beginningOf({ runtime, hubId, before }: BeginningParts): Promise<logStore.Leaf> {
  const { origin, size, root } = await before.state();
  const { note: checkpoint } = await before.published();
  const final = parseCheckpoint(parseNote(checkpoint)?.text ?? '');
  if (final?.origin !== origin || final.size !== size || !equalBytes(final.root, root)) {
    throw new Error(
      `the final checkpoint of ${origin} is not the one of its ${size} entries: refusing to sign`,
    );
  }
  const leafId = runtime.newId();
  const previous = { checkpoint, origin, root: base64url(root), size };
  return { leafId, body: formatLogOpenedLeaf({ at: runtime.now(), hub: hubId, id: leafId, previous }) };
}
