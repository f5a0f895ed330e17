import { Catalogue } from '#domain/item';
import { Directory } from '#hub/access';
import { type Database, directory as directoryStore, type Listener } from '#hub/store';

/** The data that acts are judged by, as one immutable reading. */
export interface Rules {
  readonly directory: Directory;
  readonly catalogue: Catalogue;
}

export interface RulesSource {
  current(): Rules;
  close(): Promise<void>;
}

/** Keeps the rules in memory and reads them anew whenever a process has changed them, and after every reconnection. */
export async function watchRules(db: Database, onError: (error: Error) => void): Promise<RulesSource> {
  let rules = await readRules(db);
  let reading: Promise<void> | undefined;
  let isStale = false;
  const refresh = (): void => {
    isStale = true;
    reading ??= (async () => {
      while (isStale) {
        isStale = false;
        rules = await readRules(db);
      }
    })()
      .catch(onError)
      .finally(() => {
        reading = undefined;
      });
  };
  const listener: Listener = await db.listen([directoryStore.DIRECTORY_CHANNEL], refresh);
  return {
    current: () => rules,
    close: async () => {
      await listener.close();
      await reading;
    },
  };
}

export async function readRules(db: Database): Promise<Rules> {
  const [rows, entries] = await Promise.all([
    directoryStore.readDirectory(db),
    directoryStore.readImplementationEntries(db),
  ]);
  return { directory: new Directory(rows), catalogue: new Catalogue(entries) };
}
