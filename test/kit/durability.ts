import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** Whether the server of the run waits for its disk. @returns when it does so for everybody who connects. */
export async function setDurability(serverUrl: string, wanted: 'on' | 'off'): Promise<void> {
  const settings = ['fsync', 'full_page_writes'];
  for (const setting of settings) await ask(serverUrl, `alter system set ${setting} = ${wanted}`);
  await ask(serverUrl, 'select pg_reload_conf()');
  const isSo = async () => (await ask(serverUrl, 'show fsync'))[0]?.fsync === wanted;
  while (!(await isSo())) await sleep(20);
}

async function ask(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}
