import { hex, sha256, utf8 } from '#crypto/primitives';
import type { CommitmentRules } from '#domain/commitment';
import type { Calendars, TimeLimitRules } from '#domain/deadline';
import type { Divisions } from '#domain/division';
import { IntakeGrants } from '#domain/intake';
import type { Catalogue } from '#domain/item';
import { Router } from '#domain/routing';
import { Directory } from '#hub/access';
import {
  catalogueImports,
  type Database,
  directoryActs,
  directory as directoryStore,
  dueActs,
  intakeGrants,
  type Listener,
  routing,
  type Tx,
} from '#hub/store';
import { CatalogueReader } from './catalogue-reader.js';

/** What stays as it is while the process runs. */
export type FixedRules = Pick<Rules, 'divisions' | 'calendars' | 'timeLimits' | 'commitments'>;

/** The data that acts are judged by, as one immutable reading. */
export interface Rules {
  readonly directory: Directory;
  /** 收件授权. */
  readonly grants: IntakeGrants;
  readonly catalogue: Catalogue;
  readonly divisions: Divisions;
  readonly calendars: Calendars;
  readonly timeLimits: TimeLimitRules;
  readonly commitments: CommitmentRules;
  /** Tells calendars and limits from those that processes before this one had, see `dueActs.enterBasis`. */
  readonly basis: number;
  /** Over this catalogue. */
  readonly router: Router;
}

export interface RulesSource {
  current(): Rules;
  /**
   * The same, with the directory as it stands until the end of this transaction: no change comes in between, and the leaves of the next
   * one come behind those of the transaction.
   */
  within(tx: Tx): Promise<Rules>;
  close(): Promise<void>;
}

/**
 * Keeps the rules in memory and brings them up to date whenever a process has changed them, and after every reconnection: the
 * directory and the grants as a whole, because they are small; of the catalogue what is new.
 */
export async function watchRules(
  db: Database,
  given: FixedRules,
  onError: (error: Error) => void,
): Promise<RulesSource> {
  const fixed = { ...given, basis: await dueActs.enterBasis(db, digestOf(given)) };
  const reader = new CatalogueReader(db);
  let read = await readSmall(db);
  let rules = combine(fixed, read, await reader.refresh());
  const adopt = (latest: Small) => {
    if (latest.version < read.version) return; // one that was read later has arrived before
    read = latest;
    rules = combine(fixed, read, rules.catalogue);
  };
  const refreshing: Readonly<Record<string, Repeated>> = {
    [directoryStore.DIRECTORY_CHANNEL]: once(async () => {
      adopt(await readSmall(db));
    }, onError),
    [catalogueImports.CATALOGUE_CHANNEL]: once(async () => {
      const latest = await reader.refresh();
      rules = combine(fixed, read, latest);
    }, onError),
  };
  const listener: Listener = await db.listen(Object.keys(refreshing), (channel) =>
    refreshing[channel]?.start(),
  );
  return {
    current: () => rules,
    within: async (tx) => {
      const version = await directoryActs.shareDirectory(tx);
      if (version > read.version) adopt(await readSmall(tx)); // nobody has told this process yet
      return rules;
    },
    close: async () => {
      await listener.close();
      await Promise.all(Object.values(refreshing).map((each) => each.ended()));
    },
  };
}

/** What is small, and read as a whole: who takes part, and through whom places are reached. */
interface Small {
  /** Of the directory; it may be a later one. */
  readonly version: number;
  readonly directory: Directory;
  readonly grants: IntakeGrants;
  readonly rows: routing.RoutingRows;
}

async function readSmall(db: Pick<Database, 'query'>): Promise<Small> {
  const { version } = await directoryActs.readState(db);
  const [directory, grants, rows] = await Promise.all([
    directoryStore.readDirectory(db),
    intakeGrants.readIntakeGrants(db),
    routing.readRouting(db),
  ]);
  return { version, directory: new Directory(directory), grants: new IntakeGrants(grants), rows };
}

function combine(
  fixed: FixedRules & Pick<Rules, 'basis'>,
  { directory, grants, rows }: Small,
  catalogue: Catalogue,
): Rules {
  const router = new Router({ entries: catalogue, divisions: fixed.divisions, ...rows });
  return { ...fixed, directory, grants, catalogue, router };
}

/** What the dates of what is awaited rest on besides the cases and their items. */
function digestOf({ calendars, timeLimits, commitments }: FixedRules): string {
  const { notices, own } = calendars;
  const { rules, pauseKinds } = timeLimits;
  return hex(sha256(utf8(JSON.stringify([notices, own, rules, pauseKinds, commitments.rules]))));
}

interface Repeated {
  /** Begins, or once more after the run under way: what changed during it may have been missed. */
  start(): void;
  ended(): Promise<void>;
}

/** Never twice at once, and never forgotten. */
function once(work: () => Promise<void>, onError: (error: Error) => void): Repeated {
  let running: Promise<void> | undefined;
  let isWanted = false;
  return {
    start: () => {
      isWanted = true;
      running ??= (async () => {
        while (isWanted) {
          isWanted = false;
          await work();
        }
      })()
        .catch(onError)
        .finally(() => {
          running = undefined;
        });
    },
    ended: async () => running,
  };
}
