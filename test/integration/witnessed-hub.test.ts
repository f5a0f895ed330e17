import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { isSm3Tree, openCheckpoint, parseGmPolicy, parsePolicy } from '#crypto/tlog';
import { type RunningChild, startChild } from '#hub/cli';
import { freshDatabase, type TestDatabase } from '../kit/database.js';
import { eventually } from '../kit/eventually.js';
import { type HubProcess, startHubProcess } from '../kit/hub-process.js';
import { type Finished, run, TONGBAN } from '../kit/program.js';

/** As an operator sets it up: keys exported, a witness started with them, its line added to the policy. */
describe('a hub with a witness', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tongban-witnessed-'));
  const policy = join(folder, 'trust', 'policy.txt');
  const gm = join(folder, 'trust', 'policy.gm');
  let database: TestDatabase;
  let witness: RunningChild<{ url: string; vkey: string; vkeySm2: string }>;
  let hub: HubProcess | undefined;

  const tongban = (...args: string[]): Promise<Finished> =>
    run(TONGBAN, ['--lang', 'en', ...args], {
      environment: { DATABASE_URL: database.url, TONGBAN_DATA_DIR: folder },
    });
  const serve = () =>
    startHubProcess({
      databaseUrl: database.url,
      dataDir: folder,
      settings: [`witnessing.policy=${policy}`, `sm3.policy=${gm}`, 'witnessing.publishEveryMs=50'],
    });

  beforeAll(async () => {
    database = await freshDatabase();
    expect(await tongban('trust', join(folder, 'trust'))).toMatchObject({ code: 0 });
    const name = ['--name', 'w1.example', '--port', '0'];
    witness = await startChild(
      ['witness', join(folder, 'witness'), ...name, '--policy', policy, '--gm', gm],
      z.object({ url: z.string(), vkey: z.string(), vkeySm2: z.string() }),
      {},
    );
  });
  afterAll(async () => {
    await hub?.stop();
    await witness.stop();
    await database.drop();
    rmSync(folder, { recursive: true });
  });

  it.each([
    [
      'of another log',
      () => readFileSync(policy, 'utf8').replace(/^log .*$/m, STRANGER),
      'has no line for this log',
    ],
    ['that cannot be read', () => 'log nothing\n', ':1: not an Ed25519 log key'],
    [
      'whose witnesses have no address',
      () => `${logLine()}\nwitness w1.example ${witness.announced.vkey}\nquorum w1.example\n`,
      'too few for its quorum',
    ],
  ])('does not start with a policy %s', async (_, text, complaint) => {
    const wrong = join(folder, 'wrong-policy.txt');
    writeFileSync(wrong, text());
    const { code, stderr } = await tongban('--set', `witnessing.policy=${wrong}`, 'serve');
    expect([code, stderr]).toEqual([1, expect.stringContaining(complaint)]);
  });

  it('publishes what its witness has cosigned, and auditors get the policy that demands it', async () => {
    writeFileSync(policy, `${logLine()}\n`);
    appendFileSync(
      policy,
      `witness w1.example ${witness.announced.vkey} ${witness.announced.url}\nquorum w1.example\n`,
    );
    const { vkeySm2, url: at } = witness.announced;
    const gmLines = readFileSync(gm, 'utf8').replace('quorum none\n', '');
    writeFileSync(gm, `${gmLines}witness w1.example ${vkeySm2} ${at}\nquorum w1.example\n`);
    hub = await serve();
    const url = `http://127.0.0.1:${hub.announced.ports.open}/log/checkpoint`;
    const note = await eventually(async () => {
      const response = await fetch(url);
      expect(response.status).toBe(200);
      return response.text();
    });
    expect(
      await tongban(
        ...['--set', `witnessing.policy=${policy}`, '--set', `sm3.policy=${gm}`],
        ...['trust', join(folder, 'again')],
      ),
    ).toMatchObject({ code: 0 });
    const trusted = parsePolicy(readFileSync(join(folder, 'again', 'policy.txt'), 'utf8'));
    if ('reason' in trusted) throw new Error(trusted.reason);
    const [log] = trusted.logs;
    const opened = openCheckpoint(note, log ?? expect.fail('a log'), [...trusted.witnesses.values()]);
    expect(opened).toMatchObject({ signedBy: [{ name: log?.name }, { name: 'w1.example' }] });
    expect(trusted.isQuorum(new Set())).toBe(false);
    const trustedGm = parseGmPolicy(readFileSync(join(folder, 'again', 'policy.gm'), 'utf8'));
    if ('reason' in trustedGm) throw new Error(trustedGm.reason);
    expect(trustedGm.logs.map(isSm3Tree)).toEqual(expect.arrayContaining([true, false]));
    expect(trustedGm.isQuorum(new Set())).toBe(false);
  });

  const logLine = () => readFileSync(policy, 'utf8').split('\n')[0] ?? '';
});

const STRANGER = 'log hub.example.gov/audit/test+82bb43fa+AWtPm3/0lSSGqzSdnC9NFbZ20lJ1pHDMU0ZbGP1GOL9v';
