import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { generatePrivateKey } from '#crypto/primitives';
import { holdDurability } from '../kit/durability.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { playCase } from '../kit/messages.js';
import { type Finished, run, TONGBAN } from '../kit/program.js';

const CHINESE = /\p{Script=Han}/u;
const NOWHERE = 'postgresql://nobody@127.0.0.1:1/nowhere';
const FREE_PORTS = ['grpc', 'rest', 'open'].flatMap((name) => ['--set', `listen.${name}.port=0`]);

describe('the command line', () => {
  let hub: TestHub;
  let folder: string;
  let keyFolder: string;

  beforeAll(async () => {
    hub = await startTestHub();
    keyFolder = join((await hub.peer('guangdong')).material.folder, '..', '..', '..');
    folder = mkdtempSync(join(tmpdir(), 'tongban-cli-'));
  });
  afterAll(async () => {
    await hub.close();
    rmSync(folder, { recursive: true });
  });

  /** On the hub's database, with the hub's keys, unless told otherwise. */
  function tongban(args: readonly string[], environment: Record<string, string> = {}): Promise<Finished> {
    return run(TONGBAN, args, {
      environment: { DATABASE_URL: hub.database.url, TONGBAN_DATA_DIR: keyFolder, ...environment },
    });
  }

  it('says what it can do, in Chinese first', async () => {
    const { code, stdout } = await tongban(['--help']);
    expect(code).toBe(0);
    for (const command of ['start', 'demo', 'serve', 'connector', 'sandbox', 'doctor', 'trust', 'inbox'])
      expect(stdout).toMatch(new RegExp(`^  ${command}\\b.*\\p{Script=Han}`, 'mu'));
    const bilingual = stdout.split('\n').filter((line) => line.includes(' · '));
    for (const line of bilingual) expect(line.search(CHINESE)).toBeLessThan(line.indexOf(' · '));
  });

  it.concurrent.each([
    ['an unknown command', ['frobnicate'], "unknown command 'frobnicate'"],
    ['an unknown province', ['connector', 'atlantis', 'x.json'], '应为 · expected: guangdong | henan'],
    [
      'a front database that is not named',
      ['sandbox', 'shanxi', '--token', 'x', '--data', tmpdir()],
      '山西沙箱需要 --database',
    ],
    ['a setting that is none', ['--set', 'listen', 'peers'], 'expected path.to.setting=value'],
    [
      'a file that is not there',
      ['connector', 'henan', '/nowhere.json'],
      '没有这个文件或文件夹 · no such file',
    ],
    ['a case that is not there', ['case', 'TB0'], '没有办件 · no case TB0'],
  ])('refuses %s in a sentence, with exit code 1', async (_, args, sentence) => {
    const { code, stderr } = await tongban(args);
    expect(code).toBe(1);
    expect(stderr).toContain(sentence);
    expect(stderr).not.toContain('    at ');
  });

  it('names every fault of a connector’s configuration', async () => {
    const file = join(folder, 'connector.json');
    writeFileSync(file, JSON.stringify({ platform: 'HENAN', dataDir: 7 }));
    const { code, stderr } = await tongban(['connector', 'henan', file]);
    expect(code).toBe(1);
    for (const member of ['/platform', '/dataDir', '/hub', '/tls', '/messageKey', '/province'])
      expect(stderr).toContain(`  ${member}: `);
  });

  it('does not serve without its database', async () => {
    const { code, stderr } = await tongban(['serve', ...FREE_PORTS], { DATABASE_URL: NOWHERE });
    expect(code).toBe(1);
    expect(stderr).toContain('ECONNREFUSED');
  });

  it('shows operators their peers, a case with its events, the log and what waits', async () => {
    const guangdong = await hub.peer('guangdong');
    const caseNo = await playCase(guangdong, await hub.peer('henan'), 2);
    const [peers, found, log, inbox] = await Promise.all([
      tongban(['peers', '--json']),
      tongban(['case', caseNo, '--json']),
      tongban(['log']),
      tongban(['inbox']),
    ]);
    expect(JSON.parse(peers.stdout)).toMatchObject(
      ['guangdong', 'henan', 'hunan', 'qingxin', 'shanxi', 'tongban-dev'].map((peerId) => ({ peerId })),
    );
    expect(JSON.parse(found.stdout)).toMatchObject({
      case: { caseNo, state: 'CORRECTION_REQUESTED' },
      events: [
        { type: 'SubmitCase', logIndex: expect.any(Number) },
        { type: 'IntakeRecorded' },
        { type: 'CorrectionNotice' },
      ],
    });
    const shown = await tongban(['--lang', 'en', 'case', caseNo]);
    expect(shown.stdout).toMatch(/^3 .* henan +correction requested .* #\d+$/m);
    expect(shown.stdout).toContain('henan has not acknowledged event 1, offered 0 times');
    expect(shown.stdout).toMatch(/⏱ CLOCK CORRECTION_ANSWER/);
    expect(log.stdout).toBe(`${await (await fetch(`${hub.logUrl}/checkpoint`)).text()}\n`);
    expect(inbox.stdout).toMatch(/^henan\s+待投递 waiting 2 /m);
  });

  describe('doctor', () => {
    interface Finding {
      readonly name: string;
      readonly status: string;
      readonly detail: string;
    }

    /** @returns its exit code and what it found, by name. */
    async function examine(args: readonly string[] = [], environment: Record<string, string> = {}) {
      const { code, stdout } = await tongban([...FREE_PORTS, ...args, 'doctor', '--json'], environment);
      const findings = JSON.parse(stdout) as Finding[];
      return { code, found: Object.fromEntries(findings.map((each) => [each.name, each])) };
    }

    it('finds a database that a power failure would rob of what was acknowledged', async () => {
      const release = await holdDurability(inject('serverUrl'), 'off');
      try {
        const { code, found } = await examine();
        expect(found.database).toMatchObject({ status: 'problem', advice: { en: 'turn fsync on' } });
        expect(code).toBe(1);
      } finally {
        await release();
      }
    });

    describe('on a durable database', () => {
      let release: () => Promise<void>;

      beforeAll(async () => {
        release = await holdDurability(inject('serverUrl'), 'on');
      });
      afterAll(() => release());

      it('finds nothing wrong with a healthy setup', async () => {
        const { code, found } = await examine();
        expect(Object.values(found).filter(({ status }) => status === 'problem')).toEqual([]);
        expect(Object.keys(found)).toEqual(
          expect.arrayContaining(['node', 'sm2', 'config', 'data', 'disk', 'database', 'port.grpc', 'keys']),
        );
        expect(code).toBe(0);
      });

      it('speaks Chinese, and English when asked', async () => {
        expect((await tongban(['doctor'])).stdout).toContain('✓ 数据库连接: PostgreSQL');
        expect((await tongban(['--lang', 'en', 'doctor'])).stdout).toContain('✓ database: PostgreSQL');
      });

      it('warns of a port that is taken', async () => {
        const other: Server = createServer();
        await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
        const { port } = other.address() as { port: number };
        const { code, found } = await examine(['--set', `listen.open.port=${port}`]);
        await new Promise((resolve) => other.close(resolve));
        expect(found['port.open']).toMatchObject({ status: 'warning', detail: `127.0.0.1:${port}` });
        expect(code).toBe(0);
      });
    });

    it.concurrent.each([
      ['a setting of the wrong kind', 'config', ['--set', 'listen.grpc.port=many'], {}, 'listen.grpc.port'],
      ['a configuration that is not there', 'config', ['--config', '/nowhere.yaml'], {}, '/nowhere.yaml'],
      ['a database that cannot be reached', 'database', [], { DATABASE_URL: NOWHERE }, 'ECONNREFUSED'],
      ['a data folder that cannot be', 'data', [], { TONGBAN_DATA_DIR: '/dev/null/data' }, '/dev/null/data'],
    ])('finds %s', async (_, name, args, environment, detail) => {
      const { code, found } = await examine(args, environment);
      expect(found[name]).toMatchObject({ status: 'problem' });
      expect(found[name]?.detail).toContain(detail);
      expect(code).toBe(1);
    });

    it.concurrent.each([
      ['a key of the wrong suite', 'keys.logSm2', 'log-ed25519.pem', 'is a key of suite ED25519, not SM2'],
      ['a key of holder tags that is none', 'keys.holderTag', 'message.pem', 'is not a key of 64 hex digits'],
      [
        'a key that is not the certificate’s',
        'tls.key',
        'stranger.pem',
        'are not an authority, a certificate and its key',
      ],
    ])('finds %s', async (_, setting, file, detail) => {
      const keys = join(keyFolder, 'keys', 'hub');
      writeFileSync(join(folder, 'stranger.pem'), generatePrivateKey('P256').toPem());
      const named = {
        'keys.message': join(keys, 'message.pem'),
        'keys.logEd25519': join(keys, 'log-ed25519.pem'),
        'keys.logSm2': join(keys, 'log-sm2.pem'),
        'keys.holderTag': join(keys, 'holder-tag.key'),
        'tls.ca': join(keyFolder, 'keys', 'authority.crt'),
        'tls.certificate': join(keys, 'server.crt'),
        'tls.key': join(keys, 'server.key'),
      };
      const wrong = file === 'stranger.pem' ? join(folder, file) : join(keys, file);
      const settings = Object.entries({ ...named, [setting]: wrong });
      const { code, found } = await examine(
        settings.flatMap(([path, value]) => ['--set', `${path}=${value}`]),
      );
      expect(found.keys).toMatchObject({ status: 'problem' });
      expect(found.keys?.detail).toContain(detail);
      expect(code).toBe(1);
    });
  });
});
