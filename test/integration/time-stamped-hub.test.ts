import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readZip } from '#crypto/evidence';
import { type CapturedLog, captureLog } from '../kit/captured-log.js';
import { eventually } from '../kit/eventually.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { playCase, wholeLife } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';
import { type Finished, run, runCommand, TONGBAN, TONGBAN_VERIFY } from '../kit/program.js';
import { type RevocationServer, serveRevocation } from '../kit/revocation-server.js';
import { serveTsa, TestTsa, type TsaServer } from '../kit/tsa.js';

const OFFLINE = ['--import', fileURLToPath(new URL('../kit/offline.mjs', import.meta.url))];

/** As an operator sets it up, with a first authority that is out of order, and as an auditor checks it. */
describe('a hub whose log is stamped', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tongban-stamped-'));
  const path = (name: string) => join(folder, name);
  let log: CapturedLog;
  let tsa: TestTsa;
  let servers: TsaServer[];
  let revocation: RevocationServer;
  let hub: TestHub;
  let guangdong: TestPeer;
  let henan: TestPeer;

  beforeAll(async () => {
    log = captureLog();
    tsa = await TestTsa.make({ isIntermediate: true });
    await tsa.writeCrl();
    servers = [await serveTsa(tsa), await serveTsa(tsa, { accuracy: 'secs:1' })];
    servers[0]?.meddle(() => 503);
    revocation = await serveRevocation(tsa);
    const ocspUrls = [revocation.ocspUrl, revocation.rootOcspUrl];
    const authorities = servers.map(({ url }, i) => ({
      name: `tsa${i}`,
      ...{ url, ocspUrls },
      certificates: [tsa.rootFile],
      revocationLists: [tsa.crlFile],
    }));
    hub = await startTestHub({
      logger: log.logger,
      settings: [`timestamping.authorities=${JSON.stringify(authorities)}`, 'timestamping.everyMs=200'],
    });
    [guangdong, henan] = [await hub.peer('guangdong'), await hub.peer('henan')];
    await tongban('trust', folder);
  });
  afterAll(async () => {
    await hub.close();
    await Promise.all([...servers, revocation].map((server) => server.close()));
    tsa.close();
    log.remove();
    rmSync(folder, { recursive: true });
  });

  function tongban(...args: string[]): Promise<Finished> {
    const keyFolder = join(guangdong.material.folder, '..', '..', '..');
    const environment = { DATABASE_URL: hub.database.url, TONGBAN_DATA_DIR: keyFolder };
    return run(TONGBAN, ['--lang', 'en', ...args], { environment });
  }

  async function verified(evidence: Uint8Array, ...args: string[]): Promise<Finished> {
    writeFileSync(path('evidence.zip'), evidence);
    const trust = ['--policy', path('policy.txt'), '--keys', path('platforms.json'), '--lang', 'en'];
    const all = ['bundle', path('evidence.zip'), ...trust, ...args];
    return run(TONGBAN_VERIFY, all, { node: OFFLINE });
  }

  /** Everything that is in the log by now. */
  async function isStamped(): Promise<void> {
    const { size } = await hub.running.services.log.reader.published();
    await eventually(async () => {
      const [row] = await hub.database.query<{ size: number }>(
        'select max(size)::int as size from log_timestamp',
      );
      expect(row?.size).toBeGreaterThanOrEqual(size);
    });
  }

  it('gives evidence that says by when every act was in the log, and goes on saying the same', async () => {
    const caseNo = await playCase(guangdong, henan);
    await isStamped();
    const stamped = await guangdong.grpc.evidence(caseNo);
    const whole = await verified(stamped, '--tsa', tsa.rootFile, '--tsa-crl', tsa.crlFile);
    expect(whole.stdout).toMatch(/PASS +time stamps +all of it by \d{4}-\d\d-\d\dT.*±1 s, CN=Test signer/);
    const { stdout } = await verified(stamped);
    expect(stdout).toMatch(/NOT CHECKED +time stamps .*--tsa/);
    // The bundle brings what the hub collected of whether certificates are revoked.
    const without = await verified(stamped, '--tsa', tsa.rootFile);
    expect(without.stdout).toMatch(/PASS +time stamps +all of it by/);
    const names = [...(await readZip(stamped)).keys()];
    expect(names.filter((name) => /^revocation\/[0-9a-f]{64}\.crl$/.test(name)).length).toBeGreaterThan(1);
    expect(names.filter((name) => /^revocation\/[0-9a-f]{64}\.ocsp$/.test(name))).toHaveLength(2);
    await playCase(guangdong, henan);
    await isStamped();
    expect(await ownProofs(await guangdong.grpc.evidence(caseNo))).toEqual(await ownProofs(stamped));
    expect(log.text()).toContain('ALARM log: time stamps of tsa0: HTTP 503');
    await byHand(stamped);
  });

  /** Stamps, and the proofs under what they stamp; the SM3 tree has checkpoints of its own. */
  async function ownProofs(evidence: Uint8Array): Promise<[string, Uint8Array][]> {
    const files = [...(await readZip(evidence))];
    const own = files.filter(([name]) => /^timestamps|\/\d+\.tlog-proof$/.test(name));
    expect(own.length).toBeGreaterThan(2);
    return own;
  }

  /** As README.txt says it. */
  async function byHand(evidence: Uint8Array): Promise<void> {
    const files = await readZip(evidence);
    const stamp = [...files.keys()].find((name) => name.startsWith('timestamps/')) ?? expect.fail('no stamp');
    const proof =
      [...files.keys()].find((name) => /\/\d+\.tlog-proof$/.test(name)) ?? expect.fail('no proof');
    writeFileSync(path('proof'), files.get(proof) ?? '');
    writeFileSync(path('stamp.tsr'), files.get(stamp) ?? '');
    const { stdout: checkpoint } = await runCommand('sed', ['1,/^$/d', path('proof')]);
    writeFileSync(path('by-hand'), checkpoint);
    const how = ['-data', path('by-hand'), '-in', path('stamp.tsr'), '-CAfile', tsa.rootFile];
    expect(await runCommand('openssl', ['ts', '-verify', ...how])).toMatchObject({
      stdout: expect.stringContaining('Verification: OK'),
    });
    expect(Buffer.from(files.get('README.txt') ?? []).toString()).toContain('openssl ts -verify');
  }

  it('says of a case that goes on which acts are not stamped yet', async () => {
    const caseNo = await playCase(guangdong, henan, 2);
    await isStamped();
    servers[1]?.meddle(() => 503);
    const { type, body } = wholeLife('REMOTE_INTAKE')[2] ?? expect.fail('a third step');
    await guangdong.act(type, { caseNo, ...body });
    const evidence = await guangdong.grpc.evidence(caseNo);
    const { code, stdout } = await verified(evidence, '--tsa', tsa.rootFile, '--tsa-crl', tsa.crlFile);
    expect(stdout).toMatch(/NOT CHECKED +time stamps +not stamped: 4 CorrectionSubmitted/);
    expect(stdout).toMatch(/PASS +checkpoints are consistent +sizes \d+, \d+: one log that grew/);
    expect(code).toBe(3);
    servers[1]?.meddle(undefined);
    await isStamped();
  });

  it('is exported with its stamps, each beside what it is over', async () => {
    const { code } = await tongban('log', 'export', '--to', path('log'));
    expect(code).toBe(0);
    const names = readdirSync(path('log/timestamps')).sort();
    expect(names.length).toBeGreaterThanOrEqual(2);
    for (const name of names.filter((each) => each.endsWith('.tsr'))) {
      const over = path(`log/timestamps/${name.replace('.tsr', '.checkpoint')}`);
      expect(Number(readFileSync(over, 'utf8').split('\n')[1])).toBe(Number.parseInt(name, 10));
      const how = ['-data', over, '-in', path(`log/timestamps/${name}`), '-CAfile', tsa.rootFile];
      expect(await runCommand('openssl', ['ts', '-verify', ...how])).toMatchObject({
        stdout: expect.stringContaining('Verification: OK'),
      });
    }
    const again = await tongban('log', 'export', '--to', path('log'));
    expect(again.code).toBe(0);
    expect(readdirSync(path('log/timestamps')).sort()).toEqual(expect.arrayContaining(names));
  });

  it('serves the same stamps as it exports, and the export passes with them', async () => {
    await tongban('log', 'export', '--to', path('log'));
    const names = readdirSync(path('log/timestamps')).filter(
      (name) => name !== 'index' && name !== 'revocation' && name !== 'restamps',
    );
    expect(names.filter((name) => name.endsWith('.ocsp')).length).toBeGreaterThan(1);
    for (const name of names) {
      const one = await guangdong.rest('GET', `/log/timestamps/${name}`);
      expect(one.body).toEqual(readFileSync(path(`log/timestamps/${name}`)));
    }
    const exported = readFileSync(path('log/timestamps/index'), 'utf8');
    const list = await guangdong.rest('GET', '/log/timestamps/index');
    expect(list.body.toString().slice(0, exported.length)).toBe(exported);
    const collected = readFileSync(path('log/timestamps/revocation'), 'utf8');
    const served = await guangdong.rest('GET', '/log/timestamps/revocation');
    expect(served.body.toString().slice(0, collected.length)).toBe(collected);
    for (const name of [
      `${'0'.repeat(64)}.crl`,
      '0000000000.tsr',
      '0000000001',
      '1.tsr',
      '00000000000000001.tsr',
    ])
      expect(await guangdong.rest('GET', `/log/timestamps/${name}`)).toMatchObject({ status: 404 });
    const trust = ['--policy', path('policy.txt'), '--tsa', tsa.rootFile];
    const { stdout } = await run(TONGBAN_VERIFY, ['log', path('log'), ...trust, '--lang', 'en'], {
      node: OFFLINE,
    });
    expect(stdout).toMatch(/PASS +time stamps +\d+; the first \d+ of \d+ entries by .* CN=Test signer/);
  });
});
