import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ed25519FromSeed, equalBytes, sha256, utf8 } from '#crypto/primitives';
import {
  bundlePath,
  ed25519Signer,
  openCheckpoint,
  parseBundle,
  parsePolicy,
  rfc6962,
  TreeEdge,
  tilesOf,
} from '#crypto/tlog';
import { exportLog } from '#hub/log';
import { auditLog } from '../kit/auditor.js';
import { freshDatabase, type TestDatabase } from '../kit/database.js';
import { eventually } from '../kit/eventually.js';
import { ORIGIN, openTestLog } from '../kit/log.js';
import { openWitness, type TestWitness } from '../kit/witness.js';

const KILLS = 100;
const SEED = 'the log key';
const PROGRAM = fileURLToPath(new URL('../kit/sequencing-process.mjs', import.meta.url));

/** A process that logs, and what it has acknowledged in this life. */
interface Sequencing {
  readonly child: ChildProcess;
  readonly ended: Promise<void>;
  batches: number;
}

describe('two processes that sequence one log, killed again and again', () => {
  const key = ed25519Signer(ORIGIN, ed25519FromSeed(sha256(utf8(SEED))));
  const folder = mkdtempSync(join(tmpdir(), 'tongban-kills-'));
  const acknowledged = new Set<string>();
  let database: TestDatabase;
  let witness: TestWitness;
  let policyText: string;
  let ledBatches = 0;

  beforeAll(async () => {
    database = await freshDatabase();
    witness = await openWitness('w1.example', key.verifier);
    policyText = `log ${key.vkey}\n${witness.line}\nquorum w1.example\n`;
  });
  afterAll(async () => {
    await witness.close();
    await database.drop();
    rmSync(folder, { recursive: true });
  });

  function start(ignoresLock: boolean): Sequencing {
    const told = {
      ...{ databaseUrl: database.url, origin: ORIGIN, seed: SEED, policyText, ignoresLock },
      highWaterFile: join(folder, 'high-water'),
    };
    const child = fork(PROGRAM, [JSON.stringify(told)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    const running: Sequencing = { child, ended, batches: 0 };
    child.on('message', (said: { acknowledged: string[]; isLeading: boolean }) => {
      for (const id of said.acknowledged) acknowledged.add(id);
      running.batches += 1;
      if (said.isLeading) ledBatches += 1;
    });
    return running;
  }

  async function kill({ child, ended }: Sequencing): Promise<void> {
    child.kill('SIGKILL');
    await ended;
  }

  it(`leave no gap, no double and no fork in ${KILLS} kills, and nothing that was acknowledged is missing`, async () => {
    const processes = [start(false), start(false)];
    for (let kills = 0; kills < KILLS; kills++) {
      const place = kills % processes.length;
      const victim = processes[place] ?? expect.fail('a process');
      const enough = 1 + Math.floor(Math.random() * 30);
      await eventually(() => expect(victim.batches).toBeGreaterThanOrEqual(enough));
      await kill(victim);
      processes[place] = start(kills % 4 === 3); // now and then one that takes itself for the leader whatever the lock says
    }
    await Promise.all(processes.map(kill));
    expect(ledBatches).toBeGreaterThan(KILLS);

    const policy = parsePolicy(policyText);
    if ('reason' in policy) throw new Error(policy.reason);
    const log = await openTestLog(database, {
      highWaterFile: join(folder, 'high-water'),
      publishing: {
        policy,
        ...{ publishEveryMs: 50, heartbeatMs: 60_000, witnessTimeoutMs: 5_000, unwitnessedLimitMs: 0 },
      },
    });
    const { reader } = log.running;
    await eventually(async () => {
      expect(await database.query('select 1 from log_pending limit 1')).toEqual([]);
      expect((await reader.published()).size).toBe((await reader.state()).size);
    });
    await exportLog({ reader, keys: [key.verifier], folder, onStart: () => {}, onEntries: () => {} });
    expect([log.errors, witness.forks]).toEqual([[], []]);
    await log.close();

    const read = (path: string) => readFileSync(join(folder, path));
    const { size, leaves } = await auditLog(async (path) => read(path), key.vkey);
    const ids = new Set(leaves.map(({ id }) => id));
    expect(ids.size).toBe(size);
    expect([...acknowledged].filter((id) => !ids.has(id))).toEqual([]);
    await expectOneHistory(size, read);
  }, 900_000);

  /** Every checkpoint that was ever published is one that this log has been. */
  async function expectOneHistory(size: number, read: (path: string) => Buffer): Promise<void> {
    const rows = await database.query<{ note: string }>('select note from log_checkpoint order by size');
    expect(rows.length).toBeGreaterThan(5); // most leaders are killed before they have published anything
    const edge = TreeEdge.empty();
    const bundles = [...tilesOf(size)].filter(({ level }) => level === 0);
    const bodies = bundles.flatMap(({ index, width }) => parseBundle(read(bundlePath(index, width))) ?? []);
    for (const { note } of rows) {
      const tree = openCheckpoint(note, key.verifier);
      if (typeof tree === 'string') throw new Error(`a published checkpoint is ${tree}`);
      for (const body of bodies.slice(edge.size, tree.size)) edge.append(rfc6962.leaf(body));
      expect([tree.size, equalBytes(edge.view().root(), tree.root)]).toEqual([edge.size, true]);
    }
    expect(edge.size).toBe(size);
  }
});
