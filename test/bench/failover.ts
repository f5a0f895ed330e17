import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { ed25519FromSeed, sha256, utf8 } from '#crypto/primitives';
import { ed25519Signer } from '#crypto/tlog';
import { migrate } from '#hub/store';

/** From the end of a leader to the first leaf that another process has sequenced and acknowledged in its place. */

export interface FailoverFigures {
  readonly rounds: number;
  /** kill -9: the sessions of the process end with it. */
  readonly killed: Outage;
  /** It hangs (SIGSTOP): nobody closes its sessions. */
  readonly hung: Outage;
}

interface Outage {
  readonly p50Ms: number;
  readonly maxMs: number;
  /** How long PostgreSQL takes to give the lock of such a process to one that waits for it, and nothing else. */
  readonly bareMs: number;
}

type End = 'SIGKILL' | 'SIGSTOP';

const ROUNDS = 5;
const SEED = 'bench';
const ORIGIN = 'bench.localhost/audit/1';
const SOURCE = '../../../test/kit/';
const SEQUENCING = fileURLToPath(new URL(`${SOURCE}sequencing-process.mjs`, import.meta.url));
const HOLDING = fileURLToPath(new URL(`${SOURCE}lock-holder.mjs`, import.meta.url));

export async function measureFailover(databaseUrl: string, folder: string): Promise<FailoverFigures> {
  await migrate(databaseUrl);
  const { vkey } = ed25519Signer(ORIGIN, ed25519FromSeed(sha256(utf8(SEED))));
  const told = {
    ...{ databaseUrl, origin: ORIGIN, seed: SEED, ignoresLock: false },
    policyText: `log ${vkey}\nquorum none\n`,
    highWaterFile: join(folder, 'high-water'),
  };
  return {
    rounds: ROUNDS,
    killed: await measureEnd('SIGKILL', told),
    hung: await measureEnd('SIGSTOP', told),
  };
}

async function measureEnd(end: End, told: { readonly databaseUrl: string }): Promise<Outage> {
  const outages: number[] = [];
  let leader = start(SEQUENCING, told);
  await until(leader, isLeader);
  for (let round = 0; round < ROUNDS; round++) {
    const follower = start(SEQUENCING, told);
    await until(follower, () => true);
    const taken = until(follower, isLeader);
    const ended = performance.now();
    leader.kill(end);
    await taken;
    outages.push(performance.now() - ended);
    leader.kill('SIGKILL');
    leader = follower;
  }
  leader.kill('SIGKILL');
  outages.sort((a, b) => a - b);
  const [p50Ms = Number.NaN, maxMs = Number.NaN] = [outages[ROUNDS >> 1], outages.at(-1)];
  return { p50Ms, maxMs, bareMs: await bareEnd(end, told.databaseUrl) };
}

/** The median of as many rounds. */
async function bareEnd(end: End, databaseUrl: string): Promise<number> {
  const outages: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const holder = start(HOLDING, { databaseUrl });
    await until(holder, () => true);
    const waiter = new pg.Client({ connectionString: databaseUrl });
    await waiter.connect();
    const ended = performance.now();
    holder.kill(end);
    await waiter.query('select pg_advisory_lock(1)');
    outages.push(performance.now() - ended);
    await waiter.end();
    holder.kill('SIGKILL');
  }
  return outages.sort((a, b) => a - b)[ROUNDS >> 1] ?? Number.NaN;
}

function start(program: string, told: object): ChildProcess {
  return fork(program, [JSON.stringify(told)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
}

const isLeader = (said: unknown) =>
  typeof said === 'object' && said !== null && 'isLeading' in said && said.isLeading === true;

function until(child: ChildProcess, isIt: (said: unknown) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const hear = (said: unknown) => {
      if (!isIt(said)) return;
      child.off('message', hear);
      resolve();
    };
    child.on('message', hear);
  });
}
