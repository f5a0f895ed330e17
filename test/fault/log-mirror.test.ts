import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ed25519FromSeed, sha256, utf8 } from '#crypto/primitives';
import { parsePolicy, witness as witnessKey } from '#crypto/tlog';
import { exportLog, RemoteLog, SHA256_TREE } from '#hub/log';
import { servedFiles } from '../../hub/cli/mirror/served-files.js';
import { auditLog } from '../kit/auditor.js';
import { type Lie, type LogServer, openLogServer } from '../kit/log-server.js';
import { StaticLog } from '../kit/static-log.js';

const ORIGIN = 'hub.example/audit/1';
const PARALLEL = 4;
const log = new StaticLog(ORIGIN, 65_537);
const fork = new StaticLog(ORIGIN, 2_000, 'other ');
const policyText = `log ${log.signer.vkey}\nquorum none\n`;

let server: LogServer;
let elsewhere: LogServer;
let folder: string;

beforeAll(async () => {
  [server, elsewhere] = await Promise.all([openLogServer(), openLogServer()]);
});
afterAll(() => Promise.all([server.close(), elsewhere.close()]));
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tongban-mirror-'));
  server.lie(undefined);
  server.asked.length = 0;
  elsewhere.asked.length = 0;
});
afterEach(() => rmSync(folder, { recursive: true }));

/** As the command does it. @returns the entries that it wrote. */
async function mirror(policyOf = policyText, timeoutMs = 60_000): Promise<number> {
  const policy = parsePolicy(policyOf);
  if ('reason' in policy) throw new Error(policy.reason);
  const url = new URL(`${server.url}/`);
  const options = { ca: undefined, parallel: PARALLEL, firstDelayMs: 1, timeoutMs };
  const files = servedFiles({ url, token: 'secret', ...options });
  const kept = async (path: string) =>
    statSync(join(folder, path), { throwIfNoEntry: false }) && readFileSync(join(folder, path));
  let written = 0;
  const onEntries = (count: number) => {
    written += count;
  };
  try {
    const reader = await RemoteLog.open({ tree: SHA256_TREE, read: files.read, policy, kept });
    await exportLog({ reader, keys: policy.logs, folder, parallel: PARALLEL, onStart: () => {}, onEntries });
  } finally {
    files.close();
  }
  return written;
}

const audited = () => auditLog(async (path) => readFileSync(join(folder, path)), log.signer.vkey);

/** Every file and its bytes. */
function contents(): Map<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const files = names.filter((name) => statSync(join(folder, name)).isFile());
  return new Map(files.map((name) => [name, readFileSync(join(folder, name), 'base64')]));
}

describe('a mirror of a served log', () => {
  it('is the complete log at every size, and grows by what came since', async () => {
    let size = 0;
    for (const next of [0, 1, 255, 256, 257, 600, 65_537]) {
      server.serve(log.files(next));
      expect(await mirror()).toBe(next - size);
      size = next;
      expect((await audited()).size).toBe(size);
    }
    server.asked.length = 0;
    expect(await mirror()).toBe(0);
    expect(server.asked.length).toBeLessThan(10);
    expect(server.atOnce()).toBeLessThanOrEqual(PARALLEL);
  });

  it('goes on where it was cut short, and does not fetch again what it has', async () => {
    server.serve(log.files(5_000));
    server.lie((path, bytes, response) => {
      if (!path.startsWith('tile/entries/010')) return bytes;
      response.writeHead(404).end();
      return undefined;
    });
    await expect(mirror()).rejects.toThrow('HTTP 404');
    const had = [...contents().keys()].filter((name) => !name.includes('.p'));
    expect(had.length).toBeGreaterThan(10);
    server.lie(undefined);
    server.asked.length = 0;
    await mirror();
    expect(server.asked.filter((path) => had.includes(path))).toEqual([]);
    expect((await audited()).size).toBe(5_000);
  });

  it('does not rely on files that were spoilt meanwhile', async () => {
    server.serve(log.files(1_000));
    server.lie((path, bytes, response) => {
      if (path !== 'tile/entries/003.p/232') return bytes;
      response.writeHead(404).end();
      return undefined;
    });
    await expect(mirror()).rejects.toThrow();
    const spoilt = join(folder, 'tile/entries/001');
    writeFileSync(spoilt, flip(readFileSync(spoilt)));
    server.lie(undefined);
    await mirror();
    expect((await audited()).size).toBe(1_000);
  });

  it('bears with a server that fails now and then', async () => {
    const failed = new Set<string>();
    server.serve(log.files(700));
    server.lie((path, bytes, response) => {
      if (failed.has(path)) return bytes;
      failed.add(path);
      if (path.includes('entries')) response.destroy();
      else response.writeHead(path === 'checkpoint' ? 429 : 503, { 'retry-after': '0' }).end();
      return undefined;
    });
    expect(await mirror()).toBe(700);
    expect((await audited()).size).toBe(700);
  });

  const flip = (bytes: Buffer): Buffer => {
    const copy = Buffer.from(bytes);
    const middle = copy.length >> 1;
    copy[middle] = (copy[middle] ?? 0) ^ 1;
    return copy;
  };
  const only =
    (pattern: RegExp, lie: Lie): Lie =>
    (path, bytes, response) =>
      pattern.test(path) ? lie(path, bytes, response) : bytes;
  const endless: Lie = (_, bytes, response) => {
    const pour = () => {
      while (!response.destroyed && response.write(Buffer.alloc(65_536, bytes))) {
        // until the reader has had enough
      }
    };
    response.on('drain', pour);
    pour();
    return undefined;
  };

  const LIES: [what: string, lie: Lie, complaint: RegExp | string, timeoutMs?: number][] = [
    ['a flipped bit in a full tile', only(/^tile\/0\/002$/, (_, bytes) => flip(bytes)), 'does not belong'],
    [
      'a flipped bit in the last tile',
      only(/^tile\/0\/\d+\.p/, (_, bytes) => flip(bytes)),
      'do not give the signed root',
    ],
    [
      'a flipped bit in a tile above',
      only(/^tile\/1\//, (_, bytes) => flip(bytes)),
      'do not give the signed root',
    ],
    ['a flipped bit in entries', only(/^tile\/entries\/003$/, (_, bytes) => flip(bytes)), 'does not belong'],
    [
      'a flipped bit in the last entries',
      only(/entries\/.*\.p/, (_, bytes) => flip(bytes)),
      'does not belong',
    ],
    [
      'a flipped bit in the checkpoint',
      only(/^checkpoint/, (_, bytes) => flip(bytes)),
      'not one of a log of the policy',
    ],
    ['a tile cut short', only(/^tile\/0\/002$/, (_, bytes) => bytes.subarray(1)), 'does not belong'],
    ['a last tile cut short', only(/^tile\/0\/\d+\.p/, (_, bytes) => bytes.subarray(32)), 'is not a tile'],
    [
      'entries cut short',
      only(/^tile\/entries\/003$/, (_, bytes) => bytes.subarray(0, -1)),
      'does not belong',
    ],
    ['the wrong entries', only(/^tile\/entries\/003$/, () => Buffer.from('0001', 'hex')), 'does not belong'],
    [
      'another tile of the log',
      only(/^tile\/0\/002$/, (_, bytes) => Buffer.from(bytes).reverse()),
      'does not belong',
    ],
    ['an endless tile', only(/^tile\/0\/002$/, endless), 'with more than 8192 bytes'],
    ['an endless checkpoint', only(/^checkpoint/, endless), 'with more than 1000000 bytes'],
    ['a body that never comes', only(/^tile\/0\/002$/, () => undefined), 'tile/0/002', 300],
    [
      'a body that breaks off',
      only(/^tile\/0\/002$/, (_, bytes, response) => {
        response.writeHead(200, { 'content-length': bytes.length });
        response.write(bytes.subarray(0, 100), () => response.destroy());
        return undefined;
      }),
      'tile/0/002',
    ],
    [
      'a redirect elsewhere',
      (path, _, response) => {
        response.writeHead(302, { location: `${elsewhere.url}/${path}` }).end();
        return undefined;
      },
      'HTTP 302',
    ],
    ['an empty log without a checkpoint', only(/^checkpoint/, () => Buffer.alloc(0)), 'MALFORMED'],
    [
      'a checkpoint of another log',
      only(/^checkpoint/, () => Buffer.from(stranger.checkpoint(9))),
      'WRONG_ORIGIN',
    ],
  ];
  const stranger = new StaticLog('other.example/audit/1', 9);

  it.each(LIES)('keeps its last good state when it is served %s', async (_, lie, complaint, timeoutMs) => {
    server.serve(log.files(500));
    await mirror();
    const before = contents();
    elsewhere.serve(log.files(1_500));
    server.serve(log.files(1_500));
    server.lie(lie);
    await expect(mirror(policyText, timeoutMs)).rejects.toThrow(complaint);
    const after = contents();
    for (const [name, bytes] of before) expect(after.get(name), name).toBe(bytes);
    expect((await audited()).size).toBe(500);
    expect(elsewhere.asked).toEqual([]);
    server.lie(undefined);
    expect(await mirror()).toBe(1_000); // and it goes on, when it is told the truth
    expect((await audited()).size).toBe(1_500);
  });

  it.each([
    ['went back', log.files(400)],
    ['forked and grew', fork.files(2_000)],
    ['forked', fork.files(500)],
  ])('keeps its last good state, and both checkpoints, when the log %s', async (_, files) => {
    server.serve(log.files(500));
    await mirror();
    const before = contents();
    server.serve(files);
    const asked = Buffer.from(await files('checkpoint')).toString();
    await expect(mirror()).rejects.toMatchObject({
      name: 'NotContinuedError',
      seen: log.checkpoint(500),
      asked,
    });
    expect(contents()).toEqual(before);
  });

  it('takes no checkpoint that too few witnesses have cosigned', async () => {
    const [w1, w2] = ['w1.example', 'w2.example'].map((name) =>
      witnessKey(name, ed25519FromSeed(sha256(utf8(name)))),
    );
    if (w1 === undefined || w2 === undefined) throw new Error('two witnesses');
    const policy = `log ${log.signer.vkey}\nwitness w1 ${w1.vkey}\nwitness w2 ${w2.vkey}\ngroup both all w1 w2\nquorum both\n`;
    const note = log.checkpoint(10);
    const text = note.slice(0, note.indexOf('\n\n') + 1);
    const now = 1_790_000_000;
    server.serve(log.files(10, note + w1.cosign(text, now)));
    await expect(mirror(policy)).rejects.toThrow('too few witnesses have cosigned the checkpoint: w1');
    expect(contents().size).toBe(0);
    server.serve(log.files(10, note + w1.cosign(text, now) + w2.cosign(text, now)));
    expect(await mirror(policy)).toBe(10);
  });
});
