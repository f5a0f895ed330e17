import type { CommitmentRules } from '#domain/commitment';
import type { Calendars, TimeLimitRules } from '#domain/deadline';
import type { Divisions } from '#domain/division';
import type { Catalogue } from '#domain/item';
import { Router } from '#domain/routing';
import { Directory } from '#hub/access';
import {
  catalogueImports,
  type Database,
  directory as directoryStore,
  type Listener,
  routing,
} from '#hub/store';
import { CatalogueReader } from './catalogue-reader.js';

/** What stays as it is while the process runs. */
export type FixedRules = Pick<Rules, 'divisions' | 'calendars' | 'timeLimits' | 'commitments'>;

/** The data that acts are judged by, as one immutable reading. */
export interface Rules {
  readonly directory: Directory;
  readonly catalogue: Catalogue;
  readonly divisions: Divisions;
  readonly calendars: Calendars;
  readonly timeLimits: TimeLimitRules;
  readonly commitments: CommitmentRules;
  /** Over this catalogue. */
  readonly router: Router;
}

export interface RulesSource {
  current(): Rules;
  close(): Promise<void>;
}

/**
 * Keeps the rules in memory and brings them up to date whenever a process has changed them, and after every reconnection: the
 * directory as a whole, because it is small; of the catalogue what is new.
 */
export async function watchRules(
  db: Database,
  fixed: FixedRules,
  onError: (error: Error) => void,
): Promise<RulesSource> {
  const reader = new CatalogueReader(db);
  let read = await readSmall(db);
  let rules = combine(fixed, read, await reader.refresh());
  const refreshing: Readonly<Record<string, Repeated>> = {
    [directoryStore.DIRECTORY_CHANNEL]: once(async () => {
      read = await readSmall(db);
      rules = combine(fixed, read, rules.catalogue);
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
    close: async () => {
      await listener.close();
      await Promise.all(Object.values(refreshing).map((each) => each.ended()));
    },
  };
}

/** What is small, and read as a whole: who takes part, and through whom places are reached. */
interface Small {
  readonly directory: Directory;
  readonly rows: routing.RoutingRows;
}

async function readSmall(db: Database): Promise<Small> {
  const [directory, rows] = await Promise.all([directoryStore.readDirectory(db), routing.readRouting(db)]);
  return { directory: new Directory(directory), rows };
}

function combine(fixed: FixedRules, { directory, rows }: Small, catalogue: Catalogue): Rules {
  const router = new Router({ entries: catalogue, divisions: fixed.divisions, ...rows });
  return { ...fixed, directory, catalogue, router };
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
