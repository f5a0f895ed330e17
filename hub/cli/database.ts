import type { Config } from '#config';
import { APP_ROLE, type Database, openDatabase } from '#hub/store';

/** The server of the configuration, or the embedded one. */
export async function reachDatabase(
  config: Config,
): Promise<{ readonly url: string; stop(): Promise<void> }> {
  if (config.database.url !== '') return { url: config.database.url, stop: async () => {} };
  const { startEmbedded } = await import('#hub/store/embedded');
  return startEmbedded(config.dataDir);
}

/** A short-lived connection as the hub's role, for commands. */
export async function withDatabase<T>(url: string, work: (db: Database) => Promise<T>): Promise<T> {
  const db = openDatabase({ url, poolSize: 4, role: APP_ROLE, onError: () => {} }); // its queries report failures themselves
  try {
    return await work(db);
  } finally {
    await db.close();
  }
}
