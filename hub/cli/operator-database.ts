import { APP_ROLE, type Database, openDatabase } from '#hub/store';
import { reachDatabase } from './serve.js';
import type { CommandContext } from './tongban.js';

/** Runs a command's work on the hub's database, as the hub's role. */
export type OperatorDatabase = <T>(work: (db: Database) => Promise<T>) => Promise<T>;

export function operatorDatabase(context: CommandContext): OperatorDatabase {
  return async (work) => {
    const database = await reachDatabase(context.config());
    const db = openDatabase({ url: database.url, poolSize: 4, role: APP_ROLE, onError: () => {} }); // queries report failures
    try {
      return await work(db);
    } finally {
      await db.close();
      await database.stop();
    }
  };
}
