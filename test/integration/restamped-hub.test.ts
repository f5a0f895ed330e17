import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { eventually } from '../kit/eventually.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { type LogServer, openLogServer } from '../kit/log-server.js';
import { playCase } from '../kit/messages.js';
import { type Finished, run, TONGBAN, TONGBAN_VERIFY } from '../kit/program.js';
import { type RevocationServer, serveRevocation } from '../kit/revocation-server.js';
import { serveTsa, TestTsa, type TsaServer } from '../kit/tsa.js';

const OFFLINE = ['--import', fileURLToPath(new URL('../kit/offline.mjs', import.meta.url))];

const EVERY = 'timestamping.everyMs=200';

/** Stamped by RSA first; then an operator who believes in it no more has everything stamped again by ECDSA. */
describe('a hub whose time stamps are stamped again', { timeout: 120_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'tongban-restamped-'));
  const at = (name: string) => join(folder, name);
  let tsas: readonly [old: TestTsa, next: TestTsa];
  let servers: readonly TsaServer[];
  let revocation: readonly RevocationServer[];
  let first: TestHub;
  /** The second one, on the database of the first. */
  let hub: TestHub;
  let mirror: LogServer;
  /** From when on RSA is believed no more: after everything was stamped again. */
  let weakened: string;

  const authority = (which: 0 | 1) => ({
    ...{ name: `tsa${which}`, url: servers[which]?.url, certificates: [tsas[which].rootFile] },
    crlUrls: [revocation[which]?.crlUrl],
  });
  const settings = (which: 0 | 1) => [
    `timestamping.authorities=${JSON.stringify([authority(which)])}`,
    EVERY,
  ];
  const tongban = (...args: string[]): Promise<Finished> => {
    const environment = { DATABASE_URL: first.database.url, TONGBAN_DATA_DIR: inject('keyFolder') };
    return run(TONGBAN, ['--lang', 'en', ...args], { environment });
  };
  const standing = async (...more: string[]) =>
    JSON.parse((await tongban(...more, 'log', 'stamps', '--json')).stdout)[0];
  const judging = (weakFrom: string) => [
    ...['--policy', at('policy.txt'), '--gm', at('policy.gm')],
    ...['--tsa', ...tsas.map(({ rootFile }) => rootFile), '--weak-from', `RSA=${weakFrom}`],
  ];
  const verified = (kind: 'log' | 'bundle', name: string, weakFrom: string) =>
    run(
      TONGBAN_VERIFY,
      [
        ...[kind, at(name), ...judging(weakFrom), '--lang', 'en'],
        ...(kind === 'bundle' ? ['--keys', at('platforms.json')] : []),
      ],
      { node: OFFLINE },
    );

  beforeAll(async () => {
    tsas = await Promise.all([TestTsa.make({ key: 'rsa' }), TestTsa.make({ key: 'p256' })]);
    servers = await Promise.all(tsas.map((tsa) => serveTsa(tsa)));
    revocation = await Promise.all(tsas.map((tsa) => serveRevocation(tsa)));
    mirror = await openLogServer();
    first = await startTestHub({ settings: settings(0) });
    await tongban('trust', folder);
    const [guangdong, henan] = [await first.peer('guangdong'), await first.peer('henan')];
    const caseNo = await playCase(guangdong, henan);
    await eventually(async () => {
      const { size } = await first.running.services.log.reader.published();
      const [row] = await first.database.query<{ size: number }>(
        'select max(size)::int as size from log_timestamp',
      );
      expect(row?.size).toBe(size);
    });
    writeFileSync(at('before.zip'), await guangdong.grpc.evidence(caseNo));
    expect((await tongban('log', 'export', '--to', at('before'))).code).toBe(0);
    await first.stop();
    expect(await standing()).toMatchObject({ restamped: 0, runs: 0, due: 0 });
    const olderThan = `timestamping.restampOlderThan=${new Date().toISOString()}`;
    const again = ['--set', olderThan, '--set', EVERY];
    await eventually(async () => {
      const { stamps, due } = await standing(...again);
      expect([due, stamps]).toEqual([stamps, expect.any(Number)]);
    });
    hub = await startTestHub({ beside: first, settings: [...settings(1), olderThan] });
    await eventually(async () => {
      const { stamps, restamped, due } = await standing(...again);
      expect([due, restamped]).toEqual([0, stamps]);
    });
    weakened = new Date().toISOString();
    writeFileSync(at('after.zip'), await (await hub.peer('guangdong')).grpc.evidence(caseNo));
    expect((await tongban('log', 'export', '--to', at('after'))).code).toBe(0);
  });
  afterAll(async () => {
    await first.stop();
    await hub.close();
    await first.close();
    await Promise.all([mirror, ...servers, ...revocation].map((server) => server.close()));
    for (const tsa of tsas) tsa.close();
    rmSync(folder, { recursive: true });
  });

  it('says how they stand', async () => {
    const { code, stdout } = await tongban('log', 'stamps');
    const origin = hub.running.services.identity.logOrigin;
    expect([code, stdout]).toEqual([0, expect.stringContaining(`${origin}: `)]);
    expect(stdout).toMatch(
      /: (\d+) time stamps, \1 of them stamped again in \d+ runs; the first expires \d{4}-.*Z; due to be stamped again: 0\n/,
    );
    expect(await standing()).toMatchObject({ log: 0, origin, expiresAt: expect.stringMatching(/Z$/) });
  });

  it.each(['log', 'bundle'] as const)(
    'has a %s that outlives the algorithm it was stamped by',
    async (kind) => {
      const suffix = kind === 'bundle' ? '.zip' : '';
      const after = await verified(kind, `after${suffix}`, weakened);
      expect(after.stdout).toMatch(/PASS +time stamps .*stamped again/);
      expect(after.stdout).not.toContain('FAIL');
      const before = await verified(kind, `before${suffix}`, weakened);
      expect(before.stdout).toMatch(/time stamps .*\(RSA\)/);
      expect(before.code).not.toBe(0);
    },
  );

  it.each(['log', 'bundle'] as const)(
    'has a %s that says nothing where it was stamped again too late',
    async (kind) => {
      const { code, stdout } = await verified(kind, kind === 'bundle' ? 'after.zip' : 'after', '2026-01-01');
      expect(stdout).toMatch(/time stamps .*\(RSA\)/);
      expect(code).not.toBe(0);
    },
  );

  it('refuses an algorithm that there is none of, and a day that is none', async () => {
    for (const [weakFrom, why] of [
      ['RSA=yesterday', '2026-11-22'],
      ['ROT13=2026-01-01', 'sha256'],
    ] as const) {
      const args = ['log', at('after'), '--policy', at('policy.txt'), '--weak-from', weakFrom];
      expect(await run(TONGBAN_VERIFY, args)).toMatchObject({
        code: 2,
        stderr: expect.stringContaining(why),
      });
    }
  });

  it('is checked where it is served, by the hub and by who mirrors it', async () => {
    const policies = ['--policy', at('policy.txt'), '--gm', at('policy.gm')];
    const copied = await tongban('log', 'mirror', hub.logUrl, '--to', at('mirror'), ...policies);
    expect(copied.code).toBe(0);
    mirror.serve((path) => readFile(join(at('mirror'), path)));
    for (const url of [hub.logUrl, mirror.url]) {
      const asked = async (weakFrom: string) => tongban('log', 'verify', url, ...judging(weakFrom));
      const whole = await asked(weakened);
      expect(whole.stdout).toMatch(/PASS +time stamps .*stamped again since/);
      expect([whole.code, whole.stdout]).toEqual([0, expect.not.stringContaining('FAIL')]);
      const late = await asked('2026-01-01');
      expect([late.code, late.stdout]).toEqual([
        expect.any(Number),
        expect.stringMatching(/time stamps .*\(RSA\)/),
      ]);
      expect(late.code).not.toBe(0);
    }
    const served = readFileSync(at('mirror/timestamps/restamps'), 'utf8');
    expect(readFileSync(at('after/timestamps/restamps'), 'utf8')).toBe(served);
  });
});
