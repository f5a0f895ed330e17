import type { Database } from '#hub/store';
import type { CommandContext } from './tongban.js';

/** Runs a command's work on the hub's database, as the hub's role. */
export type OperatorDatabase = <T>(work: (db: Database) => Promise<T>) => Promise<T>;

export function operatorDatabase(context: CommandContext): OperatorDatabase {
  return async (work) => {
    const { reachDatabase, withDatabase } = await import('./database.js'); // half a second, and not every command needs it
    const database = await reachDatabase(context.config());
    try {
      return await withDatabase(database.url, work);
    } finally {
      await database.stop();
    }
  };
}
