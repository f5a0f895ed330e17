import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { chown, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { base64url, createRandom } from '#crypto/primitives';
import { type Account, accountForRoot, barredFolder } from './account.js';
import { freePort } from './ports.js';
import { isAlive } from './process.js';
import { findNativeFolder, installPrograms, type PostgresPrograms } from './runtime-files.js';
import { withStartLock } from './start-lock.js';

/**
 * A real PostgreSQL in the data folder, for machines that have none. It listens on the loopback address only, keeps its
 * data between starts, and outlives a hub that was killed: the next start finds it running and goes on with it.
 */
export interface EmbeddedServer {
  readonly url: string;
  /** True when it was already running. */
  readonly adopted: boolean;
  /** Stops PostgreSQL unless somebody else is connected. Close own connections first. */
  stop(): Promise<void>;
}

const DATABASE = 'tongban';
const SUPERUSER = 'postgres';
const START_TIMEOUT_MS = 30_000;
/** What a folder's name begins with while PostgreSQL's data is made in it. */
const HALF = 'data.half-';

interface Places {
  readonly folder: string;
  readonly data: string;
  readonly password: string;
  readonly log: string;
}

/** @throws Error with what to do about it. */
export async function startEmbedded(dataDir: string): Promise<EmbeddedServer> {
  const folder = join(dataDir, 'postgres');
  await mkdir(folder, { recursive: true, mode: 0o755 });
  const account = accountForRoot();
  const barred = account && barredFolder(folder, account);
  if (barred !== undefined) {
    throw new Error(
      `the embedded PostgreSQL runs as user ${account?.name}, who may not enter ${barred}; ` +
        'choose another data folder (TONGBAN_DATA_DIR) or use a server of your own (DATABASE_URL)',
    );
  }
  const places = {
    folder,
    data: join(folder, 'data'),
    password: join(folder, 'superuser'),
    log: join(folder, 'server.log'),
  };
  return withStartLock(join(folder, 'starting'), () => startOrAdopt(places, account));
}

async function startOrAdopt(places: Places, account: Account | undefined): Promise<EmbeddedServer> {
  const running = await findRunning(places);
  if (running !== undefined) return running;
  const native = findNativeFolder();
  if (native === undefined) {
    throw new Error(
      `no embedded PostgreSQL for ${process.platform}-${process.arch}; set DATABASE_URL to a server of your own`,
    );
  }
  const programs = await installPrograms(native, places.folder);
  if (!existsSync(places.data)) await initialise(programs, places, account);
  const port = await freePort();
  const server = await launch(programs, places, account, port);
  const url = await databaseUrl(places, port);
  await createDatabase(url);
  return { url, adopted: false, stop: () => stopServer(url, server.pid ?? 0) };
}

/** A server that an earlier hub left behind, or that another process of this hub has started. */
async function findRunning(places: Places): Promise<EmbeddedServer | undefined> {
  const pidFile = await readFile(join(places.data, 'postmaster.pid'), 'utf8').catch(() => undefined);
  if (pidFile === undefined) return undefined;
  const [pidText, , , portText] = pidFile.split('\n');
  const pid = Number(pidText);
  if (!isAlive(pid)) return undefined;
  const url = await databaseUrl(places, Number(portText));
  if (!(await isReady(url, () => isAlive(pid)))) return undefined;
  return { url, adopted: true, stop: () => stopServer(url, pid) };
}

/**
 * The data folder appears under its name only when it is whole, its password before it: a kill leaves nothing half made.
 * What it is made in is nobody else's, because the initdb of a starter that was killed may still be at work.
 */
async function initialise(
  programs: PostgresPrograms,
  places: Places,
  account: Account | undefined,
): Promise<void> {
  const half = await mkdtemp(join(places.folder, HALF));
  const passwordForInitdb = `${half}.password`;
  const password = base64url(createRandom()(24));
  await writeFile(passwordForInitdb, password, { mode: 0o600 });
  if (account !== undefined) {
    await chown(half, account.uid, account.gid);
    await chown(passwordForInitdb, account.uid, account.gid);
  }
  await run(programs.initdb, account, [
    `--pgdata=${half}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordForInitdb}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
  ]).finally(() => rm(passwordForInitdb));
  await rm(places.password, { force: true });
  await writeFile(places.password, password, { mode: 0o600 });
  await rename(half, places.data);
  const leftovers = (await readdir(places.folder)).filter((name) => name.startsWith(HALF));
  for (const name of leftovers) await rm(join(places.folder, name), { recursive: true, force: true });
}

async function launch(
  programs: PostgresPrograms,
  places: Places,
  account: Account | undefined,
  port: number,
): Promise<ChildProcess> {
  const log = openSync(places.log, 'a', 0o600);
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=100',
    'shared_buffers=128MB',
    'max_wal_size=2GB',
    'timezone=UTC',
    'log_timezone=UTC',
  ];
  const server = spawn(
    programs.postgres,
    ['-D', places.data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
    // Its own session: Ctrl-C in the terminal must reach the hub first, which then stops the database in order.
    { ...identity(account), env: cleanEnvironment(), detached: true, stdio: ['ignore', log, log] },
  );
  closeSync(log);
  let exited = false;
  server.once('exit', () => {
    exited = true;
  });
  server.once('error', () => {
    exited = true;
  });
  server.unref();
  const url = await databaseUrl(places, port);
  if (!(await isReady(url, () => !exited))) {
    throw new Error(`the embedded PostgreSQL did not start; its log is ${places.log}`);
  }
  return server;
}

/** Waits until the server takes connections. @returns false when it ended or took too long. */
async function isReady(url: string, isRunning: () => boolean): Promise<boolean> {
  for (let waited = 0; waited < START_TIMEOUT_MS && isRunning(); waited += 50) {
    if (await canConnect(maintenanceUrl(url))) return true;
    await sleep(50);
  }
  return false;
}

async function canConnect(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {}); // told by connect() already
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

async function createDatabase(url: string): Promise<void> {
  await withMaintenance(url, async (client) => {
    const found = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (found.rowCount === 0) await client.query(`create database ${DATABASE}`);
  });
}

async function stopServer(url: string, pid: number): Promise<void> {
  const others = await withMaintenance(url, async (client) => {
    const result = await client.query<{ count: number }>(
      `select count(*)::int from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`,
    );
    return result.rows[0]?.count ?? 0;
  }).catch(() => 0);
  if (others > 0) return;
  if (isAlive(pid)) process.kill(pid, 'SIGINT'); // fast shutdown
  for (let waited = 0; waited < START_TIMEOUT_MS && isAlive(pid); waited += 20) await sleep(20);
}

async function withMaintenance<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: maintenanceUrl(url) });
  client.on('error', () => {}); // told by the query in flight
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function maintenanceUrl(url: string): string {
  return url.replace(/\/[^/]*$/, '/postgres');
}

async function databaseUrl(places: Places, port: number): Promise<string> {
  const password = await readFile(places.password, 'utf8');
  return `postgresql://${SUPERUSER}:${password}@127.0.0.1:${port}/${DATABASE}`;
}

function run(program: string, account: Account | undefined, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...identity(account),
      env: cleanEnvironment(),
      cwd: '/',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const collect = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-4000);
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${program} ended with ${code}: ${output.trim()}`));
    });
  });
}

/** No PG… variable of the caller may reach the server: they would override its own files. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  return { PATH: '/usr/bin:/bin', LANG: 'C', LC_ALL: 'C', TZ: 'UTC' };
}

function identity(account: Account | undefined): { uid?: number; gid?: number; cwd: string } {
  return account === undefined ? { cwd: '/' } : { uid: account.uid, gid: account.gid, cwd: '/' };
}
