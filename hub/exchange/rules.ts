import type { Catalogue } from '#domain/item';
import { Directory } from '#hub/access';
import { catalogueImports, type Database, directory as directoryStore, type Listener } from '#hub/store';
import { CatalogueReader } from './catalogue-reader.js';

/** The data that acts are judged by, as one immutable reading. */
export interface Rules {
  readonly directory: Directory;
  readonly catalogue: Catalogue;
}

export interface RulesSource {
  current(): Rules;
  close(): Promise<void>;
}

/**
 * Keeps the rules in memory and brings them up to date whenever a process has changed them, and after every reconnection: the
 * directory as a whole, because it is small; of the catalogue what is new.
 */
export async function watchRules(db: Database, onError: (error: Error) => void): Promise<RulesSource> {
  const catalogue = new CatalogueReader(db);
  let rules: Rules = { directory: await readDirectory(db), catalogue: await catalogue.refresh() };
  const refreshing: Readonly<Record<string, Repeated>> = {
    [directoryStore.DIRECTORY_CHANNEL]: once(async () => {
      const directory = await readDirectory(db);
      rules = { ...rules, directory };
    }, onError),
    [catalogueImports.CATALOGUE_CHANNEL]: once(async () => {
      const latest = await catalogue.refresh();
      rules = { ...rules, catalogue: latest };
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

/** One reading of everything, for whoever needs it once. */
export async function readRules(db: Database): Promise<Rules> {
  const [directory, catalogue] = await Promise.all([readDirectory(db), new CatalogueReader(db).refresh()]);
  return { directory, catalogue };
}

async function readDirectory(db: Database): Promise<Directory> {
  return new Directory(await directoryStore.readDirectory(db));
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
