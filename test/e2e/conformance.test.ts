import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { ConnectorConfigSchema } from '#connectors/kit';
import { startHenanPlatform } from '#connectors/sandbox';
import { base64 } from '#crypto/primitives';
import { CHECKS, type ConformanceReport, DevelopmentNetwork } from '#hub/cli';
import { systemRuntime } from '#hub/runtime';
import { freePort } from '#hub/store/embedded';
import { eventually } from '../kit/eventually.js';
import { launch, processesIn, run, TONGBAN } from '../kit/program.js';

/** As the people of a province run it. */
describe('tongban conformance', { timeout: 180_000 }, () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tongban-conformance-e2e-'));
    mkdirSync(join(folder, 'tmp'));
    chmodSync(folder, 0o755); // under root the database runs as another user
    chmodSync(join(folder, 'tmp'), 0o755);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const environment = () => ({ TMPDIR: join(folder, 'tmp'), DATABASE_URL: inject('serverUrl') });
  const conformance = (...args: string[]) =>
    run(TONGBAN, ['conformance', ...args], { environment: environment() });

  async function expectNothingLeft(peer: string): Promise<void> {
    expect([...processesIn(folder).values()]).toEqual([]);
    expect(readdirSync(join(folder, 'tmp'))).toEqual([]);
    const client = new pg.Client({ connectionString: inject('serverUrl') });
    await client.connect();
    const left = await client.query('select datname from pg_database where datname like $1', [
      `conformance\\_${peer}\\_%`,
    ]);
    await client.end();
    expect(left.rows).toEqual([]);
  }

  const readReport = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as ConformanceReport;

  it.each(['guangdong', 'henan', 'hunan', 'qingxin', 'shanxi'])(
    'finds the platform and connector of %s ready',
    async (peer) => {
      const [json, html] = [join(folder, 'report.json'), join(folder, 'report.html')];
      const quick = ['--load', '6', '--idle', '1', '--outage', '1', '--json', json, '--html', html];
      const { code, stdout } = await conformance('--peer', peer, '--sandbox', ...quick);
      const report = readReport(json);
      expect(report.checks.filter(({ result }) => result !== 'PASS')).toEqual([]);
      expect(code).toBe(0);
      expect(stdout).toContain(`结论：全部 ${CHECKS.length} 项通过。`);
      expect(report).toMatchObject({ summary: 'PASS', isComplete: true, peer: { id: peer }, driver: 'desk' });
      expect(report.checks.map(({ id }) => id)).toEqual(CHECKS.map(({ id }) => id));
      expect(JSON.stringify(report)).not.toMatch(/441803199001019018|李测试/);
      const page = readFileSync(html, 'utf8');
      expect(page).toContain(report.peer.kid);
      expect(page).not.toMatch(/(?:src|href|url\()=?["']?https?:/);
      await expectNothingLeft(peer);
    },
  );

  it('ends in order at Ctrl-C and leaves nothing behind', async () => {
    const args = ['conformance', '--peer', 'henan', '--sandbox', '--idle', '600', '--only', 'handshake'];
    const { signal, ended, output } = launch(process.execPath, [TONGBAN, ...args], environment());
    await eventually(() => expect(output()).toContain('✓ handshake.attach'), 60_000);
    signal('SIGINT');
    expect(await ended).toBe(2);
    expect(output()).toContain('handshake.idle');
    expect(output()).toContain('运行被中断');
    expect(output()).toContain('✓ 收场');
    await expectNothingLeft('henan');
  });

  it('waits for a platform, and tests it with the material that it has handed out', async () => {
    const [out, json] = [join(folder, 'out'), join(folder, 'report.json')];
    const port = await freePort();
    const args = ['--peer', 'henan', '--listen', `localhost:${port}`, '--out', out, '--json', json];
    const only = ['--only', 'handshake.attach,signing', '--wait'];
    const results = () => readReport(json).checks.map(({ id, result }) => `${id} ${result}`);

    const early = await conformance(...args, '--driver', 'http://127.0.0.1:9', ...only, '0');
    expect(early.code).toBe(1);
    expect(early.stdout).toContain(join(out, 'connector.json'));
    expect(results()).toEqual([
      'handshake.attach FAIL',
      'signing.acknowledgement SKIPPED',
      'signing.submission SKIPPED',
    ]);

    const token = 'token-of-a-test';
    const platform = await startHenanPlatform({
      port: 0,
      token,
      serialFile: join(folder, 'serial'),
      now: Date.now,
    });
    const url = `http://127.0.0.1:${platform.port}`;
    const config = join(out, 'connector.json');
    const written = ConnectorConfigSchema.parse(JSON.parse(readFileSync(config, 'utf8')));
    writeFileSync(config, JSON.stringify({ ...written, province: { url, licence: token, pollMs: 50 } }));
    const connector = launch(process.execPath, [TONGBAN, 'connector', 'henan', config], {}); // it goes on trying until there is a hub
    try {
      const late = await conformance(...args, '--driver', url, ...only, '60');
      expect(results()).toEqual([
        'handshake.attach PASS',
        'signing.acknowledgement PASS',
        'signing.submission PASS',
      ]);
      expect(late.code).toBe(0);
      expect(late.stdout).toContain('并非全部检查项');
    } finally {
      connector.signal('SIGTERM');
      await connector.ended;
      await platform.close();
    }
    await expectNothingLeft('henan');
  });

  it('takes the platform’s own keys, and asks for no others', async () => {
    const network = new DevelopmentNetwork(join(folder, 'theirs'), systemRuntime());
    const { folder: theirs, messageKey } = await network.peerMaterial('any', 'SM2');
    const [publicKey, out, json] = ['public.pem', 'out', 'report.json'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ]; // three
    const { spki } = messageKey.key.publicKey;
    writeFileSync(publicKey, `-----BEGIN PUBLIC KEY-----\n${base64(spki)}\n-----END PUBLIC KEY-----\n`);
    const { code } = await conformance(
      ...['--peer', 'henan', '--driver', 'http://127.0.0.1:9', '--wait', '0', '--only', 'handshake.attach'],
      ...['--public-key', publicKey, '--certificate', join(theirs, 'client.crt')],
      ...['--authority', join(theirs, 'authority.crt'), '--out', out, '--json', json],
    );
    expect(code).toBe(1);
    expect(readReport(json).peer).toMatchObject({ id: 'henan', suite: 'SM2', kid: messageKey.kid });
    expect(readdirSync(join(out, 'keys'))).toEqual(['hub-authority.crt']);
  });

  it.each([
    ['a platform that nobody drives', ['--peer', 'guangdong'], '--driver'],
    ['a number that is none', ['--peer', 'guangdong', '--sandbox', '--load', 'many'], '--load'],
  ])('refuses %s in a sentence, with exit code 2', async (_, args, sentence) => {
    const { code, stderr } = await conformance(...args);
    expect(stderr).toContain(sentence);
    expect(stderr).not.toContain('    at ');
    expect(code).toBe(2);
    expect(readdirSync(join(folder, 'tmp'))).toEqual([]);
  });
});
