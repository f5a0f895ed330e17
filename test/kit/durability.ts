import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** One for whom the server of the run waits for its disk, or does not, at a time. */
const LOCK = 7_003_900;

/**
 * Whether the server of the run waits for its disk; for everybody who connects, so others who ask wait for the release.
 * @returns what releases it; then it waits for no disk, as before.
 */
export async function holdDurability(serverUrl: string, wanted: 'on' | 'off'): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(`select pg_advisory_lock(${LOCK})`);
  await setDurability(client, wanted);
  return async () => {
    await setDurability(client, 'off');
    await client.end();
  };
}

/** The whole server, before anybody uses it. */
export async function withoutDurability(serverUrl: string): Promise<void> {
  await (await holdDurability(serverUrl, 'off'))();
}

async function setDurability(client: pg.Client, wanted: 'on' | 'off'): Promise<void> {
  for (const setting of ['fsync', 'full_page_writes']) {
    await client.query(`alter system set ${setting} = ${wanted}`);
  }
  await client.query('select pg_reload_conf()');
  const isSo = async () => (await client.query<{ fsync: string }>('show fsync')).rows[0]?.fsync === wanted;
  while (!(await isSo())) await sleep(20);
}
